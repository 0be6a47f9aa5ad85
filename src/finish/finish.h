/* finish: make a correct PDF a deliverable one; file in, file out. */
#ifndef SOBAO_FINISH_FINISH_H
#define SOBAO_FINISH_FINISH_H

#include "base/length.h"
#include "model/pages.h"

/* Reads the PDF that paint made of @pages at @from and writes the reading edition to @to: language, title
 * shown, tab order by structure, alternative texts of figures, annotation flags, no interpolation, dates with
 * their D:, boxes, object streams, linearized, deterministic ID. */
bool finish_pdf (const Pages *pages, const char *from, const char *to, GError **error);

#endif
