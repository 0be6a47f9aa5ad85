/* paint: draw Pages exactly as told; decide nothing. */
#ifndef SOBAO_PAINT_PAINT_H
#define SOBAO_PAINT_PAINT_H

#include "model/pages.h"

/* The author's part in a failure: a picture that is damaged. The message begins with file, line and column.
 */
#define PAINT_ERROR (paint_error_quark ())
typedef enum { PAINT_ERROR_PICTURE } PaintError;
GQuark paint_error_quark (void);

/* Writes a plain cairo PDF of all pages to @path (the page box is trim plus bleed when @with_bleed, else the
 * trim). Structure tags, links, outline, page labels and metadata are in it; /Keywords lists the tags of
 * figures, links and cells in the order they were opened ("F12 L20 C31"), for finish/ to use and remove.
 * Fails when a picture is damaged, a link leads nowhere, or a file can't be read or written; @path is then
 * left alone. */
bool paint_pdf (const Pages *pages, const char *path, bool with_bleed, GError **error);

/* Draws one page (index from 0) as a PNG, @dpi dots an inch. */
bool paint_png (const Pages *pages, int page, double dpi, const char *path, GError **error);

#endif
