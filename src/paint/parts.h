/* What the files of paint/ share. */
#ifndef SOBAO_PAINT_PARTS_H
#define SOBAO_PAINT_PARTS_H

#include "model/pages.h"

#include <cairo.h>

/* How deep tags may nest, and how many bytes a link may have. */
#define MOST_TAG_DEPTH   64
#define MOST_URI_BYTES   2000
#define MOST_NAME_BYTES  120
#define MOST_JPEG_SCANS  100
#define MOST_FILE_BYTES  (512 * 1024 * 1024)
#define MOST_PAGE_POINTS 14400 /* ISO 32000-1, annex C */

/* ---- check.c ---- */

/* Is everything that an index or a name points to there, and is it what cairo can write? */
bool paint_check (const Pages *pages, GError **error);

/* ---- fonts.c ---- */

typedef struct PaintFonts PaintFonts;

PaintFonts *paint_fonts_new (const Pages *pages, GError **error);
void paint_fonts_free (PaintFonts *fonts);
cairo_font_face_t *paint_fonts_face (const PaintFonts *fonts, int font);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PaintFonts, paint_fonts_free)

/* ---- order.c ---- */

/* The indices (guint) of a page's items in the order to paint them, targets left out.
 *
 * cairo 1.16 can't mark artifacts: they must be painted while no leaf of the structure is open. An
 * artifact that stands between two items of one leaf goes behind the leaf's items, or before them,
 * where it covers none of those it passes; where it can't move, it stays and divides the leaf.
 * @open_before, @open_after: the page's first and last leaf are shared with the pages around. */
void paint_order (const Pages *pages, int page, bool open_before, bool open_after, GArray *order);

/* ---- tags.c ---- */

typedef struct PaintTags PaintTags;

PaintTags *paint_tags_new (const Pages *pages, cairo_t *cr, double offset);
void paint_tags_free (PaintTags *tags);
/* Tells the page to come, and gives the order of its items. */
void paint_tags_begin_page (PaintTags *tags, int page, GArray *order);
/* Opens and closes tags so that the item at @step of the order is painted in its own. */
void paint_tags_go (PaintTags *tags, const GArray *order, guint step);
/* Names a place that links may lead to. */
void paint_tags_target (PaintTags *tags, const Item *target);
/* Leaves open only what goes on. */
void paint_tags_end_page (PaintTags *tags);
/* The figures, links and cells in the order they were opened, for finish/: "F12 L20 C31". Borrowed. */
const char *paint_tags_marks (const PaintTags *tags);
/* How many elements stand for a tag that had one before. */
guint paint_tags_count_reopened (const PaintTags *tags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PaintTags, paint_tags_free)

/* ---- jpeg.c, png.c: bytes to pictures ---- */

typedef struct {
	int width, height, n_components;
	bool adobe; /* has an APP14 marker */
} PaintJpeg;

/* Walks the markers of a whole JPEG file. Returns NULL, or what is wrong with it (static, translated). */
const char *paint_jpeg_check (const guchar *data, gsize size, PaintJpeg *facts);

/* Decodes to RGB, at least as large as asked where the file is, reduced by eighths where that suffices.
 * Returns NULL and sets @problem (caller frees) when it can't. */
cairo_surface_t *paint_jpeg_decode (const guchar *data, gsize size, double least_width, double least_height,
				    char **problem);
cairo_surface_t *paint_png_decode (const guchar *data, gsize size, char **problem);

/* ---- pictures.c ---- */

/* Draws @item's picture. @dots: device dots a point when pixels are wanted; 0: hand the file to the PDF,
 * where the
 * @use-th painting on one page (from 0) gets an object of its own. */
bool paint_picture (cairo_t *cr, const Item *item, double dots, int use, GError **error);

/* ---- paint.c ---- */

bool paint_set_cairo_error (cairo_status_t status, const char *what, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_t, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_surface_t, cairo_surface_destroy)

#endif
