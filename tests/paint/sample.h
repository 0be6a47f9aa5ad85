/* Small Pages made by hand, pictures made on the spot, and the tools that look at a PDF from outside. */
#ifndef SOBAO_TESTS_PAINT_SAMPLE_H
#define SOBAO_TESTS_PAINT_SAMPLE_H

#include "finish/finish.h"
#include "paint/paint.h"
#include "paint/parts.h"

#include <cairo.h>
#include <ft2build.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include FT_FREETYPE_H
#include <jpeglib.h>
#include <png.h>

#define SERIF "/usr/share/fonts/truetype/gentiumplus/GentiumBookPlus-Regular.ttf"
#define SANS  "/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF/Roboto-Regular.ttf"

static char *folder; /* for everything a test writes */

static inline char *in_folder (const char *name)
{
	return g_build_filename (folder, name, NULL);
}

static inline void sample_start (void)
{
	folder = g_dir_make_tmp ("sobao-XXXXXX", NULL);
	g_assert_nonnull (folder);
}

static inline void sample_stop (void)
{
	const char *const argv[] = { "rm", "-rf", folder, NULL };
	g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
	g_free (folder);
}

/* ---- Pages ---- */

static inline Pages *sample_pages (int n_pages)
{
	Pages *pages = pages_new (PT (300), PT (400), PT (9));
	pages->title = "Sông Quê – Số 9";
	pages->author = "Tòa soạn";
	pages->subject = "Số 9 - 2020";
	pages->language = "vi";
	pages->date = (Date){ 2020, 9, 5 };
	for (int i = 0; i < n_pages; i++)
		pages_add_page (pages, arena_printf (pages->arena, "%d", i + 1));
	return pages;
}

/* One glyph a character: enough for NFC. */
static inline void sample_run (Pages *pages, const char *file, const char *text, GlyphRun *run, Length *width)
{
	FT_Library library;
	FT_Face face;
	g_assert_cmpint (FT_Init_FreeType (&library), ==, 0);
	g_assert_cmpint (FT_New_Face (library, file, 0, &face), ==, 0);
	glong n = g_utf8_strlen (text, -1);
	run->font = pages_add_font (pages, file, 0, "test");
	run->text = arena_strdup (pages->arena, text);
	run->glyphs = arena_new_array (pages->arena, Glyph, n);
	run->clusters = arena_new_array (pages->arena, Cluster, n);
	run->n_glyphs = run->n_clusters = (gsize) n;
	*width = 0;
	for (glong i = 0; i < n; i++) {
		const char *next = g_utf8_next_char (text);
		run->glyphs[i] = (Glyph){ FT_Get_Char_Index (face, g_utf8_get_char (text)), *width, 0 };
		run->clusters[i] = (Cluster){ (guint8) (next - text), 1 };
		FT_Load_Glyph (face, run->glyphs[i].glyph, FT_LOAD_NO_SCALE);
		*width +=
			(Length) ((gint64) face->glyph->metrics.horiAdvance * run->size / face->units_per_EM);
		text = next;
	}
	FT_Done_Face (face);
	FT_Done_FreeType (library);
}

static inline void sample_text_in (Pages *pages, int page, int tag, double x, double y, double size,
				   const char *file, const char *text)
{
	GlyphRun *run = arena_new_array (pages->arena, GlyphRun, 1);
	run->size = PT (size);
	run->scale = 1000;
	Item item = { .type = ITEM_GLYPHS, .x = PT (x), .y = PT (y), .tag = tag, .detail = run };
	sample_run (pages, file, text, run, &item.width);
	pages_add_item (pages, page, item);
}

static inline void sample_text (Pages *pages, int page, int tag, double x, double y, const char *text)
{
	sample_text_in (pages, page, tag, x, y, 10, SERIF, text);
}

static inline void sample_rule (Pages *pages, int page, int tag, double x, double y, double width,
				double height, Color color)
{
	Fill *fill = arena_new_array (pages->arena, Fill, 1);
	fill->color = color;
	pages_add_item (pages, page, (Item){ ITEM_RULE, PT (x), PT (y), PT (width), PT (height), tag, fill });
}

static inline void sample_target (Pages *pages, int page, double x, double y, const char *name)
{
	pages_add_item (pages, page,
			(Item){ .type = ITEM_TARGET,
				.x = PT (x),
				.y = PT (y),
				.detail = arena_strdup (pages->arena, name) });
}

static inline PagePicture *sample_picture (Pages *pages, int page, int tag, double x, double y, double width,
					   double height, const char *path, ImageFormat format)
{
	PagePicture *picture = arena_new_array (pages->arena, PagePicture, 1);
	g_autofree char *name = g_path_get_basename (path);
	picture->path = arena_strdup (pages->arena, path);
	picture->name = arena_strdup (pages->arena, name);
	picture->image = (ImageInfo){ .format = format, .orientation = 1 };
	picture->crop_width = picture->crop_height = 1000;
	pages_add_item (pages, page,
			(Item){ ITEM_PICTURE, PT (x), PT (y), PT (width), PT (height), tag, picture });
	return picture;
}

/* A tag under the document with alternatives to set. */
static inline int sample_tag (Pages *pages, TagType type)
{
	return pages_add_tag (pages, type, 1, -1);
}

/* ---- Pictures ---- */

typedef guint32 (*PixelAt) (int x, int y, void *data); /* 0xRRGGBB, or 0xCCMMYYKK */

static inline char *sample_jpeg (const char *name, int width, int height, int n_components, bool adobe,
				 PixelAt at, void *data)
{
	char *path = in_folder (name);
	FILE *file = fopen (path, "wb");
	g_assert_nonnull (file);
	struct jpeg_compress_struct info;
	struct jpeg_error_mgr errors;
	info.err = jpeg_std_error (&errors);
	jpeg_create_compress (&info);
	jpeg_stdio_dest (&info, file);
	info.image_width = (JDIMENSION) width;
	info.image_height = (JDIMENSION) height;
	info.input_components = n_components;
	info.in_color_space = n_components == 1 ? JCS_GRAYSCALE : n_components == 3 ? JCS_RGB : JCS_CMYK;
	jpeg_set_defaults (&info);
	jpeg_set_quality (&info, 95, TRUE);
	if (n_components == 4)
		info.write_Adobe_marker = adobe;
	jpeg_start_compress (&info, TRUE);
	g_autofree guchar *row = g_malloc ((gsize) width * 4);
	for (int y = 0; y < height; y++) {
		for (int x = 0; x < width; x++) {
			guint32 pixel = at (x, y, data);
			for (int i = 0; i < n_components; i++)
				row[x * n_components + i] = (guchar) (pixel >> 8 * (n_components - 1 - i));
			if (n_components == 4 && adobe)
				for (int i = 0; i < 4; i++)
					row[x * 4 + i] = (guchar) (255 - row[x * 4 + i]);
		}
		JSAMPROW rows[1] = { row };
		jpeg_write_scanlines (&info, rows, 1);
	}
	jpeg_finish_compress (&info);
	jpeg_destroy_compress (&info);
	fclose (file);
	return path;
}

static inline guint32 one_color (int x, int y, void *data)
{
	(void) x;
	(void) y;
	return GPOINTER_TO_UINT (data);
}

/* Four fields: red, green / blue, yellow. */
static inline guint32 quarter_color (bool right, bool low)
{
	static const guint32 colors[2][2] = { { 0xFF0000, 0x00FF00 }, { 0x0000FF, 0xFFFF00 } };
	return colors[low][right];
}

/* ---- Tools ---- */

/* Runs a command in the test's folder; returns what it printed. Its exit code must be @code. */
static inline char *run (int code, const char *format, ...) G_GNUC_PRINTF (2, 3);

static inline char *run (int code, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *command = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	const char *const argv[] = { "/bin/sh", "-c", command, NULL };
	char *out = NULL;
	g_autofree char *err = NULL;
	int status;
	GError *error = NULL;
	g_spawn_sync (folder, (char **) argv, NULL, 0, NULL, NULL, &out, &err, &status, &error);
	g_assert_no_error (error);
	if (!WIFEXITED (status) || WEXITSTATUS (status) != code)
		g_test_message ("%s: %d\n%s%s", command, WEXITSTATUS (status), out, err);
	g_assert_true (WIFEXITED (status));
	g_assert_cmpint (WEXITSTATUS (status), ==, code);
	return out;
}

static inline guint count_of (const char *text, const char *part)
{
	guint n = 0;
	for (const char *at = text; (at = strstr (at, part)) != NULL; at += strlen (part))
		n++;
	return n;
}

/* A picture of a page as seen by someone: 0xRRGGBB of the dot at @x, @y. */
static inline guint32 dot_at (cairo_surface_t *surface, int x, int y)
{
	g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
	g_assert_cmpint (x, <, cairo_image_surface_get_width (surface));
	g_assert_cmpint (y, <, cairo_image_surface_get_height (surface));
	const guchar *row =
		cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);
	return ((const guint32 *) (const void *) row)[x] & 0xFFFFFF;
}

static inline bool is_near (guint32 a, guint32 b)
{
	for (int shift = 0; shift < 24; shift += 8)
		if (ABS ((int) (a >> shift & 0xFF) - (int) (b >> shift & 0xFF)) > 24)
			return false;
	return true;
}

#define assert_near(a, b) g_assert_cmphex (is_near ((a), (b)) ? (b) : (a), ==, (b))

/* The first page at 72 dpi, once as our preview and once as poppler draws the PDF. */
static inline cairo_surface_t *preview_of (const Pages *pages)
{
	g_autofree char *path = in_folder ("preview.png");
	GError *error = NULL;
	paint_png (pages, 0, 72, path, &error);
	g_assert_no_error (error);
	return cairo_image_surface_create_from_png (path);
}

static inline cairo_surface_t *poppler_of (const char *pdf)
{
	g_free (run (0, "pdftoppm -png -r 72 -f 1 -singlefile %s seen", pdf));
	g_autofree char *path = in_folder ("seen.png");
	return cairo_image_surface_create_from_png (path);
}

/* Paints to "NAME.pdf" in the folder and lets qpdf look for damage. Caller frees the path. */
static inline char *paint_clean (const Pages *pages, const char *name)
{
	g_autofree char *file = g_strconcat (name, ".pdf", NULL);
	char *path = in_folder (file);
	GError *error = NULL;
	paint_pdf (pages, path, false, &error);
	g_assert_no_error (error);
	g_free (run (0, "qpdf --check %s", path));
	return path;
}

static inline void paint_refused (const Pages *pages, const char *part)
{
	g_autofree char *path = in_folder ("refused.pdf");
	GError *error = NULL;
	g_assert_false (paint_pdf (pages, path, false, &error));
	g_assert_nonnull (error);
	if (strstr (error->message, part) == NULL)
		g_test_message ("%s", error->message);
	g_assert_nonnull (strstr (error->message, part));
	g_error_free (error);
	g_autofree char *left = run (0, "ls | grep refused || true");
	g_assert_cmpstr (left, ==, "");
}

#endif
