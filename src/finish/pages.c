/* Page by page: content, boxes, tab order, what a link says. */
#include "finish/parts.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define MOST_CONTENTS 300 /* characters of a link's description */

typedef struct {
	Finish *finish;
	const GArray *links;
	guint n_links;     /* met so far */
	GHashTable *texts; /* tag of a link → GString */
} Walk;

/* ---- What links say ---- */

static bool leads (const Tag *tag)
{
	return tag->uri != NULL || tag->target != NULL;
}

static void add_text (Walk *walk, int tag, const char *text)
{
	const Pages *pages = walk->finish->pages;
	for (; tag > 0; tag = pages_tag (pages, tag)->parent) {
		if (!leads (pages_tag (pages, tag)))
			continue;
		GString *whole = g_hash_table_lookup (walk->texts, GINT_TO_POINTER (tag));
		if (whole == NULL)
			g_hash_table_insert (walk->texts, GINT_TO_POINTER (tag), whole = g_string_new (NULL));
		g_string_append (whole, text);
	}
}

static void collect_texts (Walk *walk)
{
	const Pages *pages = walk->finish->pages;
	for (guint i = 0; i < pages->pages->len; i++) {
		const Page *page = pages_page (pages, i);
		for (guint j = 0; j < page->items->len; j++) {
			const Item *item = page_item (page, j);
			if (item->type == ITEM_GLYPHS && item->tag > 0)
				add_text (walk, item->tag, ((const GlyphRun *) item->detail)->text);
		}
	}
}

static void free_text (void *text)
{
	g_string_free (text, TRUE);
}

static char *link_contents (const Walk *walk, int index)
{
	const Tag *tag = pages_tag (walk->finish->pages, index);
	const GString *whole = g_hash_table_lookup (walk->texts, GINT_TO_POINTER (index));
	g_autofree char *text = g_strstrip (g_strdup (whole != NULL ? whole->str : ""));
	const char *said = text[0] != '\0' ? text : tag->uri != NULL ? tag->uri : tag->target;
	return g_utf8_strlen (said, -1) > MOST_CONTENTS ? g_utf8_substring (said, 0, MOST_CONTENTS)
							: g_strdup (said);
}

/* ---- Annotations ---- */

static bool improve_link (Walk *walk, qpdf_oh annotation, GError **error)
{
	if (walk->n_links >= walk->links->len)
		return finish_damaged (walk->finish, _ ("its links are not those of the pages"), error);
	int index = g_array_index (walk->links, int, walk->n_links++);
	g_autofree char *contents = link_contents (walk, index);
	finish_set_text (walk->finish, annotation, "/Contents", contents);
	finish_set (walk->finish, annotation, "/F", "4"); /* printed */
	return true;
}

static bool improve_annotations (Walk *walk, qpdf_oh page, GError **error)
{
	qpdf_data pdf = walk->finish->pdf;
	qpdf_oh annotations = qpdf_oh_get_key (pdf, page, "/Annots");
	int n = qpdf_oh_is_array (pdf, annotations) ? qpdf_oh_get_array_n_items (pdf, annotations) : 0;
	if (n > 0)
		finish_set (walk->finish, page, "/Tabs", "/S");
	for (int i = 0; i < n; i++)
		if (!improve_link (walk, qpdf_oh_get_array_item (pdf, annotations, i), error))
			return false;
	return true;
}

/* ---- Boxes ---- */

static void append_number (GString *out, double number)
{
	char buffer[G_ASCII_DTOSTR_BUF_SIZE];
	g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%.4f", number));
	g_string_append_c (out, ' ');
}

static char *print_box (double inset, double width, double height)
{
	GString *out = g_string_new ("[");
	append_number (out, inset);
	append_number (out, inset);
	append_number (out, width - inset);
	append_number (out, height - inset);
	g_string_append_c (out, ']');
	return g_string_free (out, FALSE);
}

static double box_side (Finish *finish, qpdf_oh box, int side)
{
	return qpdf_oh_get_numeric_value (finish->pdf, qpdf_oh_get_array_item (finish->pdf, box, side));
}

/* The page is as large as the trim, or larger by the bleed on every side. */
static bool set_boxes (Finish *finish, qpdf_oh page, GError **error)
{
	qpdf_oh media = qpdf_oh_get_key (finish->pdf, page, "/MediaBox");
	if (!qpdf_oh_is_array (finish->pdf, media) || qpdf_oh_get_array_n_items (finish->pdf, media) != 4)
		return finish_damaged (finish, _ ("a page has no size"), error);
	double width = box_side (finish, media, 2), height = box_side (finish, media, 3);
	double bleed = (width - length_to_pt (finish->pages->width)) / 2;
	if (bleed < -0.01 || fabs (height - length_to_pt (finish->pages->height) - 2 * bleed) > 0.02)
		return finish_damaged (finish, _ ("its pages have another size"), error);
	g_autofree char *outside = print_box (0, width, height);
	g_autofree char *trim = print_box (bleed > 0.01 ? bleed : 0, width, height);
	finish_set (finish, page, "/BleedBox", outside);
	finish_set (finish, page, "/TrimBox", trim);
	return true;
}

/* ---- Content ---- */

/* Compressed once here: qpdf, which writes a linearized file in two passes, would do it twice. */
static void set_content (Finish *finish, qpdf_oh stream, const GString *content)
{
	uLongf size = compressBound (content->len);
	g_autofree guchar *packed = g_malloc (size);
	compress2 (packed, &size, (const guchar *) content->str, content->len, 6);
	qpdf_oh_replace_stream_data (finish->pdf, stream, packed, size,
				     qpdf_oh_new_name (finish->pdf, "/FlateDecode"),
				     qpdf_oh_new_null (finish->pdf));
}

static bool rewrite_content (Finish *finish, qpdf_oh page, GError **error)
{
	qpdf_oh stream = qpdf_oh_get_key (finish->pdf, page, "/Contents");
	unsigned char *data = NULL;
	size_t size = 0;
	GString *content = NULL;
	if (qpdf_oh_is_stream (finish->pdf, stream) &&
	    qpdf_oh_get_page_content_data (finish->pdf, page, &data, &size) == QPDF_SUCCESS)
		content = finish_content ((const char *) data, size);
	free (data);
	if (content == NULL)
		return finish_damaged (finish, _ ("the content of a page can't be read"), error);
	set_content (finish, stream, content);
	g_string_free (content, TRUE);
	return true;
}

static bool improve_page (Walk *walk, qpdf_oh page, GError **error)
{
	return set_boxes (walk->finish, page, error) && improve_annotations (walk, page, error) &&
	       rewrite_content (walk->finish, page, error);
}

static bool improve_pages (Walk *walk, GError **error)
{
	Finish *finish = walk->finish;
	int n_pages = qpdf_get_num_pages (finish->pdf);
	if (n_pages != (int) finish->pages->pages->len)
		return finish_damaged (finish, _ ("it has another number of pages"), error);
	for (int i = 0; i < n_pages; i++) {
		qpdf_oh page = qpdf_get_page_n (finish->pdf, (gsize) i);
		if (!improve_page (walk, page, error))
			return false;
		qpdf_oh_release_all (finish->pdf);
	}
	if (walk->n_links != walk->links->len)
		return finish_damaged (finish, _ ("its links are not those of the pages"), error);
	return finish_ok (finish, error);
}

bool finish_pages (Finish *finish, const GArray *links, GError **error)
{
	g_autoptr (GHashTable) texts = g_hash_table_new_full (NULL, NULL, NULL, free_text);
	Walk walk = { finish, links, 0, texts };
	collect_texts (&walk);
	return improve_pages (&walk, error);
}
