#include "paint/paint.h"

#include "base/file.h"
#include "paint/parts.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MOST_PREVIEW_DOTS   16000
#define MOST_OUTLINE_LEVELS 8

typedef struct {
	const Pages *pages;
	cairo_t *cr;
	PaintFonts *fonts;
	PaintTags *tags;  /* NULL: pixels have none */
	double dots;      /* device dots a point; 0: a PDF */
	GArray *scratch;  /* cairo_glyph_t */
	GHashTable *uses; /* pictures of this page: path → how often painted */
} Painter;

bool paint_set_cairo_error (cairo_status_t status, const char *what, GError **error)
{
	if (status == CAIRO_STATUS_SUCCESS)
		return true;
	GFileError code = status == CAIRO_STATUS_WRITE_ERROR ? G_FILE_ERROR_IO : G_FILE_ERROR_FAILED;
	g_set_error (error, G_FILE_ERROR, code, "%s: %s", what, cairo_status_to_string (status));
	return false;
}

/* ---- Items ---- */

static void set_color (cairo_t *cr, Color color)
{
	cairo_set_source_rgb (cr, color.red / 255.0, color.green / 255.0, color.blue / 255.0);
}

static bool draw_glyphs (Painter *painter, const Item *item, GError **error)
{
	(void) error;
	const GlyphRun *run = item->detail;
	double size = length_to_pt (run->size);
	cairo_matrix_t matrix;
	cairo_matrix_init_scale (&matrix, size * run->scale / 1000.0, size);
	cairo_set_font_face (painter->cr, paint_fonts_face (painter->fonts, run->font));
	cairo_set_font_matrix (painter->cr, &matrix);
	set_color (painter->cr, run->color);

	g_array_set_size (painter->scratch, (guint) run->n_glyphs);
	cairo_glyph_t *glyphs = (cairo_glyph_t *) (void *) painter->scratch->data;
	for (gsize i = 0; i < run->n_glyphs; i++)
		glyphs[i] = (cairo_glyph_t){ run->glyphs[i].glyph, length_to_pt (item->x + run->glyphs[i].x),
					     length_to_pt (item->y + run->glyphs[i].y) };
	g_autofree cairo_text_cluster_t *clusters = g_new (cairo_text_cluster_t, run->n_clusters + 1);
	for (gsize i = 0; i < run->n_clusters; i++)
		clusters[i] = (cairo_text_cluster_t){ run->clusters[i].n_bytes, run->clusters[i].n_glyphs };
	cairo_show_text_glyphs (painter->cr, run->text, (int) strlen (run->text), glyphs, (int) run->n_glyphs,
				clusters, (int) run->n_clusters, 0);
	return true;
}

static bool draw_rule (Painter *painter, const Item *item, GError **error)
{
	(void) error;
	set_color (painter->cr, ((const Fill *) item->detail)->color);
	cairo_rectangle (painter->cr, length_to_pt (item->x), length_to_pt (item->y),
			 length_to_pt (item->width), length_to_pt (item->height));
	cairo_fill (painter->cr);
	return true;
}

static bool draw_picture (Painter *painter, const Item *item, GError **error)
{
	const PagePicture *picture = item->detail;
	int use = GPOINTER_TO_INT (g_hash_table_lookup (painter->uses, picture->path));
	g_hash_table_insert (painter->uses, (void *) picture->path, GINT_TO_POINTER (use + 1));
	return paint_picture (painter->cr, item, painter->dots, use, error);
}

static bool (*const draw_item[]) (Painter *painter, const Item *item, GError **error) = {
	[ITEM_GLYPHS] = draw_glyphs,
	[ITEM_RULE] = draw_rule,
	[ITEM_PICTURE] = draw_picture,
};

/* ---- A page ---- */

static bool has_ink (const char *text)
{
	for (; *text != '\0'; text = g_utf8_next_char (text))
		if (g_unichar_isgraph (g_utf8_get_char (text)))
			return true;
	return false;
}

/* Is something certain to be painted? cairo leaves out what has no extent on the page. */
static bool is_visible (const Pages *pages, const Item *item)
{
	if (item->type == ITEM_TARGET || item->x >= pages->width || item->y >= pages->height)
		return false;
	if (item->type == ITEM_GLYPHS)
		return item->x >= 0 && item->y > 0 && has_ink (((const GlyphRun *) item->detail)->text);
	return item->width > 0 && item->height > 0 && item->x + item->width > 0 && item->y + item->height > 0;
}

/* Tags on a page without paint damage the file: give such a page a white spot. */
static void ensure_ink (Painter *painter, const Page *page)
{
	bool has_tags = false;
	for (guint i = 0; i < page->items->len; i++) {
		const Item *item = page_item (page, i);
		if (is_visible (painter->pages, item))
			return;
		has_tags |= item->tag != 0 || item->type == ITEM_TARGET;
	}
	if (!has_tags)
		return;
	cairo_set_source_rgb (painter->cr, 1, 1, 1);
	cairo_rectangle (painter->cr, 0, 0, 1, 1);
	cairo_fill (painter->cr);
}

static void name_targets (Painter *painter, const Page *page)
{
	for (guint i = 0; i < page->items->len; i++)
		if (page_item (page, i)->type == ITEM_TARGET)
			paint_tags_target (painter->tags, page_item (page, i));
}

static void begin_page (Painter *painter, int index, GArray *order)
{
	const Page *page = pages_page (painter->pages, index);
	g_hash_table_remove_all (painter->uses);
	if (painter->tags == NULL) {
		paint_order (painter->pages, index, false, false, order);
		return;
	}
	paint_tags_begin_page (painter->tags, index, order);
	ensure_ink (painter, page);
	name_targets (painter, page);
}

static bool draw_page (Painter *painter, int index, GError **error)
{
	const Page *page = pages_page (painter->pages, index);
	g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
	begin_page (painter, index, order);
	for (guint i = 0; i < order->len; i++) {
		const Item *item = page_item (page, g_array_index (order, guint, i));
		if (painter->tags != NULL)
			paint_tags_go (painter->tags, order, i);
		if (!draw_item[item->type](painter, item, error))
			return false;
	}
	if (painter->tags != NULL)
		paint_tags_end_page (painter->tags);
	g_autofree char *what = g_strdup_printf (_ ("page %d"), index + 1);
	return paint_set_cairo_error (cairo_status (painter->cr), what, error);
}

static bool set_up (Painter *painter, const Pages *pages, cairo_surface_t *surface, GError **error)
{
	painter->pages = pages;
	painter->cr = cairo_create (surface);
	painter->scratch = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
	painter->uses = g_hash_table_new (g_str_hash, g_str_equal);
	painter->fonts = paint_fonts_new (pages, error);
	cairo_font_options_t *options = cairo_font_options_create ();
	cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
	cairo_set_font_options (painter->cr, options);
	cairo_font_options_destroy (options);
	return painter->fonts != NULL;
}

static void clear (Painter *painter)
{
	paint_tags_free (painter->tags);
	cairo_destroy (painter->cr);
	paint_fonts_free (painter->fonts);
	g_array_unref (painter->scratch);
	g_hash_table_unref (painter->uses);
}

/* ---- The PDF ---- */

static void set_metadata (cairo_surface_t *surface, cairo_pdf_metadata_t key, const char *value)
{
	if (value != NULL && value[0] != '\0')
		cairo_pdf_surface_set_metadata (surface, key, value);
}

/* The day of issue, never the clock: the same issue gives the same bytes. */
static void describe (cairo_surface_t *surface, const Pages *pages)
{
	Date date = pages->date;
	g_autofree char *when = g_strdup_printf ("%04d-%02d-%02dT00:00:00Z", date.year > 0 ? date.year : 1970,
						 MAX (date.month, 1), MAX (date.day, 1));
	set_metadata (surface, CAIRO_PDF_METADATA_TITLE, pages->title);
	set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, pages->author);
	set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, pages->subject);
	set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "sobao " SOBAO_VERSION);
	set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, when);
	set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, when);
}

static void add_outline (cairo_surface_t *surface, const Pages *pages)
{
	int parents[MOST_OUTLINE_LEVELS + 1] = { CAIRO_PDF_OUTLINE_ROOT };
	int depth = 0; /* parents[0..depth] are known */
	for (guint i = 0; i < pages->outline->len; i++) {
		const OutlineEntry *entry = &g_array_index (pages->outline, OutlineEntry, i);
		int level = CLAMP (entry->level, 0, MIN (depth, MOST_OUTLINE_LEVELS - 1));
		g_autofree char *place = entry->target != NULL ? g_strdup_printf ("dest='%s'", entry->target)
							       : g_strdup_printf ("page=%d", entry->page + 1);
		const char *title = entry->title != NULL ? entry->title : "";
		parents[level + 1] = cairo_pdf_surface_add_outline (surface, parents[level], title, place,
								    CAIRO_PDF_OUTLINE_FLAG_OPEN);
		depth = level + 1;
	}
}

static bool draw_pages (Painter *painter, cairo_surface_t *surface, GError **error)
{
	const Pages *pages = painter->pages;
	for (guint i = 0; i < pages->pages->len; i++) {
		const char *label = pages_page (pages, i)->label;
		if (!draw_page (painter, (int) i, error))
			return false;
		cairo_pdf_surface_set_page_label (surface, label != NULL ? label : "");
		cairo_show_page (painter->cr);
	}
	return true;
}

/* cairo 1.16 takes what covers the whole page for a new beginning, and forgets the tags before it, unless
 * there is a clip. */
static void clip_to_page (cairo_t *cr, const Pages *pages, double offset)
{
	cairo_rectangle (cr, 0, 0, length_to_pt (pages->width) + 2 * offset,
			 length_to_pt (pages->height) + 2 * offset);
	cairo_clip (cr);
}

static bool fill_pdf (Painter *painter, cairo_surface_t *surface, double offset, GError **error)
{
	painter->tags = paint_tags_new (painter->pages, painter->cr, offset);
	clip_to_page (painter->cr, painter->pages, offset);
	cairo_translate (painter->cr, offset, offset);
	describe (surface, painter->pages);
	if (!draw_pages (painter, surface, error))
		return false;
	add_outline (surface, painter->pages);
	set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, paint_tags_marks (painter->tags));
	g_debug ("elements opened again: %u", paint_tags_count_reopened (painter->tags));
	return paint_set_cairo_error (cairo_status (painter->cr), "PDF", error);
}

static bool write_pdf (const Pages *pages, const char *path, bool with_bleed, GError **error)
{
	double offset = with_bleed ? length_to_pt (pages->bleed) : 0;
	g_autoptr (cairo_surface_t) surface = cairo_pdf_surface_create (
		path, length_to_pt (pages->width) + 2 * offset, length_to_pt (pages->height) + 2 * offset);
	if (!paint_set_cairo_error (cairo_surface_status (surface), path, error))
		return false;
	Painter painter = { 0 };
	bool done = set_up (&painter, pages, surface, error) && fill_pdf (&painter, surface, offset, error);
	clear (&painter);
	cairo_surface_finish (surface);
	return done && paint_set_cairo_error (cairo_surface_status (surface), path, error);
}

bool paint_pdf (const Pages *pages, const char *path, bool with_bleed, GError **error)
{
	if (!paint_check (pages, error))
		return false;
	g_autofree char *temporary = file_begin (path);
	if (write_pdf (pages, temporary, with_bleed, error) && file_commit (temporary, path, error))
		return true;
	file_abandon (temporary);
	return false;
}

/* ---- Previews ---- */

static bool fill_png (Painter *painter, int page, double dots, const char *path, GError **error)
{
	painter->dots = dots;
	cairo_set_source_rgb (painter->cr, 1, 1, 1);
	cairo_paint (painter->cr);
	cairo_scale (painter->cr, dots, dots);
	return draw_page (painter, page, error) &&
	       paint_set_cairo_error (cairo_surface_write_to_png (cairo_get_target (painter->cr), path), path,
				      error);
}

static bool write_png (const Pages *pages, int page, double dots, const char *path, GError **error)
{
	double width = ceil (length_to_pt (pages->width) * dots - 0.01);
	double height = ceil (length_to_pt (pages->height) * dots - 0.01);
	if (!(width >= 1 && height >= 1 && width <= MOST_PREVIEW_DOTS && height <= MOST_PREVIEW_DOTS)) {
		g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
			     _ ("%s: a picture of %.0f × %.0f dots is not possible"), path, width, height);
		return false;
	}
	g_autoptr (cairo_surface_t) surface =
		cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
	if (!paint_set_cairo_error (cairo_surface_status (surface), path, error))
		return false;
	Painter painter = { 0 };
	bool done = set_up (&painter, pages, surface, error) && fill_png (&painter, page, dots, path, error);
	clear (&painter);
	return done;
}

bool paint_png (const Pages *pages, int page, double dpi, const char *path, GError **error)
{
	g_return_val_if_fail (page >= 0 && page < (int) pages->pages->len, false);
	if (!paint_check (pages, error))
		return false;
	g_autofree char *temporary = file_begin (path);
	if (write_png (pages, page, dpi / 72, temporary, error) && file_commit (temporary, path, error))
		return true;
	file_abandon (temporary);
	return false;
}
