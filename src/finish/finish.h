/* finish: make a correct PDF a deliverable one; file in, file out. */
#ifndef SOBAO_FINISH_FINISH_H
#define SOBAO_FINISH_FINISH_H

#include "base/length.h"
#include "model/pages.h"

/* Reads the PDF that paint made of @pages at @from and writes the reading edition to @to, which keeps
 * PDF/A-2a and PDF/UA-1 (PDF/A-2u where nothing is tagged): metadata, output intent, language, artifacts,
 * grays, alternative texts, notes' names, levels of headings, whole rows of tables, links' contents, profiles
 * of CMYK pictures, boxes, dates; object streams, linearized, deterministic ID. */
bool finish_pdf (const Pages *pages, const char *from, const char *to, GError **error);

#endif
