#include "base/file.h"
#include "base/text.h"
#include "paint/parts.h"
#include "sample.h"

#include <locale.h>
#include <sys/resource.h>

static const Color black = { 0, 0, 0 }, red = { 255, 0, 0 }, blue = { 0, 0, 255 };

static char *structure (const char *pdf)
{
	return run (0, "pdfinfo -struct-text %s", pdf);
}

/* ---- Text ---------------------------------------------------------------------- */

static void test_text_comes_back (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	int p = sample_tag (pages, TAG_P);
	sample_text (pages, 0, p, 20, 40, "Nước về đồng, “mùa” thu – Nguyễn Ước;");
	const char *rest = text_vietnamese_letters;
	for (int line = 0; *rest != '\0'; line++) {
		const char *end = rest;
		for (int i = 0; i < 25 && *end != '\0'; i++)
			end = g_utf8_next_char (end);
		g_autofree char *part = g_strndup (rest, (gsize) (end - rest));
		sample_text_in (pages, 0, p, 20, 60 + line * 14, 10, line % 2 ? SANS : SERIF, part);
		rest = end;
	}
	g_autofree char *pdf = paint_clean (pages, "text");
	g_autofree char *raw = run (0, "pdftotext -raw %s - | tr -d '\\n\\f'", pdf);
	g_autofree char *expected =
		g_strconcat ("Nước về đồng, “mùa” thu – Nguyễn Ước;", text_vietnamese_letters, NULL);
	g_assert_cmpstr (raw, ==, expected);
	g_autofree char *other = run (0, "mutool draw -q -F txt %s | tr -d '\\n\\f'", pdf);
	g_assert_cmpstr (other, ==, expected);
}

static void test_fonts_are_embedded_subsets (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	sample_text_in (pages, 0, sample_tag (pages, TAG_P), 20, 40, 10, SANS, "Đường");
	g_autofree char *pdf = paint_clean (pages, "fonts");
	g_autofree char *fonts = run (0, "pdffonts %s | tail -n +3 | awk '{print $1}' | sort -u", pdf);
	g_assert_nonnull (strstr (fonts, "+Roboto"));
	g_autofree char *loose = run (0, "pdffonts %s | tail -n +3 | grep -v ' yes yes yes ' || true", pdf);
	g_assert_cmpstr (loose, ==, "");
}

static void test_scale_narrows_glyphs (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	sample_text_in (pages, 0, 0, 20, 200, 200, SANS, "l");
	GlyphRun *run = (GlyphRun *) page_item (pages_page (pages, 0), 0)->detail;
	int widths[2];
	for (int i = 0; i < 2; i++) {
		run->scale = i == 0 ? 1000 : 500;
		cairo_surface_t *seen = preview_of (pages);
		widths[i] = 0;
		for (int x = 0; x < 300; x++)
			widths[i] += dot_at (seen, x, 150) < 0x808080;
		cairo_surface_destroy (seen);
	}
	g_assert_cmpint (widths[0], >, 10);
	g_assert_cmpint (ABS (widths[0] - 2 * widths[1]), <=, 2);
}

static void test_missing_font_is_an_error (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	sample_text (pages, 0, 0, 20, 40, "a");
	pages_font (pages, 0)->file = "/no/such/font.ttf";
	paint_refused (pages, "/no/such/font.ttf");
	pages_font (pages, 0)->file = SERIF;
	pages_font (pages, 0)->index = 7;
	paint_refused (pages, "GentiumBookPlus");
}

/* ---- Tags: the pitfalls of cairo 1.16 --------------------------------------------- */

/* The empty box that fonts draw instead may not be printed. */
static void test_missing_glyph_is_refused (void)
{
	g_autoptr (Pages) pages = sample_pages (2);
	sample_text (pages, 1, sample_tag (pages, TAG_P), 20, 40, "chữ 漢");
	paint_refused (pages, "page 2: the font lacks a letter of \"chữ 漢\"");
}

static void test_only_leaf_tags_receive_content (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	int p = sample_tag (pages, TAG_P);
	int before = pages_add_tag (pages, TAG_SPAN, p, -1), link = pages_add_tag (pages, TAG_LINK, p, -1);
	int after = pages_add_tag (pages, TAG_SPAN, p, -1);
	pages_tag (pages, link)->uri = "https://example.org/";
	sample_text (pages, 0, before, 20, 40, "Trước ");
	sample_text (pages, 0, link, 60, 40, "liên kết ");
	sample_text (pages, 0, after, 120, 40, "sau.");
	g_autofree char *pdf = paint_clean (pages, "leaves");
	g_autofree char *out = structure (pdf);
	const char *a = strstr (out, "\"Trước \""), *b = strstr (out, "\"liên kết \""),
		   *c = strstr (out, "\"sau.\"");
	g_assert_true (a != NULL && b != NULL && c != NULL && a < b && b < c);
	/* text given to a parent would be lost: refused */
	sample_text (pages, 0, p, 20, 60, "mất");
	paint_refused (pages, "tag of its own");
}

static void test_link_needs_an_open_document (void)
{
	static const TagType types[] = { TAG_LINK, TAG_REFERENCE };
	for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
		g_autoptr (Pages) pages = sample_pages (2);
		int link = sample_tag (pages, types[i]);
		pages_tag (pages, link)->target = "bai-1";
		sample_text (pages, 0, link, 20, 40, "Trang 2");
		sample_text (pages, 1, 0, 20, 40, "Bài");
		sample_target (pages, 1, 20, 30, "bai-1");
		g_autofree char *pdf = paint_clean (pages, "link");
		g_autofree char *out = structure (pdf);
		g_assert_true (g_str_has_prefix (out, "Document"));
		g_assert_cmpuint (count_of (out, "Link"), ==, 1);
		g_assert_cmpuint (count_of (out, "Reference"), ==, types[i] == TAG_REFERENCE);
		g_autofree char *links =
			run (0, "mutool show %s pages/1/Annots/1 | grep -c '/Dest (bai-1)'", pdf);
		g_assert_cmpint (atoi (links), ==, 1);
	}
}

static void test_page_of_tags_without_paint (void)
{
	static const char *const texts[] = { NULL, "", " ", "ngoài" };
	for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
		for (int where = 0; where < 3; where++) {
			g_autoptr (Pages) pages = sample_pages (3);
			int p = sample_tag (pages, TAG_P);
			for (int page = 0; page < 3; page++) {
				if (page != where)
					sample_text (pages, page, p, 20, 40, "chữ");
				else if (texts[i] == NULL)
					sample_rule (pages, page, p, 20, 40, 0, 0, black);
				else
					sample_text (pages, page, p, i == 3 ? 4000 : 20, 40, texts[i]);
				g_autofree char *name = g_strdup_printf ("t%d", page);
				sample_target (pages, page, 0, 0, name);
			}
			g_autofree char *pdf = paint_clean (pages, "unpainted");
			g_autofree char *n = run (0, "pdftotext -raw %s - | grep -c chữ", pdf);
			g_assert_cmpint (atoi (n), ==, 2);
		}
	}
}

static void test_page_of_a_target_only (void)
{
	g_autoptr (Pages) pages = sample_pages (2);
	sample_target (pages, 0, 20, 20, "dau");
	sample_target (pages, 1, 20, 20, "cuoi");
	g_autofree char *pdf = paint_clean (pages, "target");
	g_autofree char *names = run (0, "pdfinfo -dests %s", pdf);
	g_assert_nonnull (strstr (names, "\"dau\""));
	g_assert_nonnull (strstr (names, "\"cuoi\""));
}

static void test_blank_pages (void)
{
	g_autoptr (Pages) pages = sample_pages (6);
	int p = sample_tag (pages, TAG_P), h = sample_tag (pages, TAG_H1);
	sample_text (pages, 1, p, 20, 40, "một");
	sample_text (pages, 4, h, 20, 40, "hai");
	g_autofree char *pdf = paint_clean (pages, "blank");
	g_autofree char *out = run (0, "pdfinfo %s | grep Pages", pdf);
	g_assert_nonnull (strstr (out, " 6"));
	g_autofree char *tree = structure (pdf);
	g_assert_cmpuint (count_of (tree, "Document"), ==, 1);
	g_autoptr (Pages) none = sample_pages (2);
	g_free (paint_clean (none, "all-blank"));
}

static void test_empty_tag_leaves_nothing (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	sample_tag (pages, TAG_H1);
	int list = sample_tag (pages, TAG_LIST);
	pages_add_tag (pages, TAG_ITEM, list, -1);
	sample_text (pages, 0, sample_tag (pages, TAG_P), 20, 40, "một");
	g_autofree char *pdf = paint_clean (pages, "empty");
	g_autofree char *tree = run (0, "pdfinfo -struct %s | tr -d ' '", pdf);
	g_assert_cmpstr (tree, ==, "Document\nP(block)\n");
}

static void test_every_tag_is_known_to_cairo (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	for (int type = TAG_PART; type < N_TAG_TYPES; type++)
		sample_text (pages, 0, sample_tag (pages, (TagType) type), 20, 10 + type * 12, "chữ");
	g_autofree char *pdf = paint_clean (pages, "all-tags");
	g_autofree char *tree = structure (pdf);
	g_assert_cmpuint (count_of (tree, "\"chữ\""), ==, N_TAG_TYPES - TAG_PART);
}

static void test_paragraph_over_pages_is_one (void)
{
	g_autoptr (Pages) pages = sample_pages (4);
	int part = sample_tag (pages, TAG_PART), article = pages_add_tag (pages, TAG_ARTICLE, part, -1);
	int p = pages_add_tag (pages, TAG_P, article, -1), q = pages_add_tag (pages, TAG_P, article, -1);
	for (int page = 0; page < 3; page++) {
		sample_text (pages, page, 0, 20, 20, "ĐẦU");
		sample_text (pages, page, p, 20, 40, "đoạn ");
		sample_rule (pages, page, 0, 20, 44, 100, 0.5, black);
		sample_text (pages, page, p, 20, 60, "dài ");
		sample_text (pages, page, 0, 20, 380, "CUỐI");
	}
	sample_text (pages, 3, 0, 20, 20, "ĐẦU");
	sample_text (pages, 3, p, 20, 40, "hết.");
	sample_text (pages, 3, q, 20, 60, "Sau.");
	sample_text (pages, 3, 0, 20, 380, "CUỐI");
	g_autofree char *pdf = paint_clean (pages, "over");
	g_autofree char *tree = structure (pdf);
	g_assert_null (strstr (tree, "ĐẦU"));
	g_assert_null (strstr (tree, "CUỐI"));
	g_assert_cmpuint (count_of (tree, "Document"), ==, 1);
	g_assert_cmpuint (count_of (tree, "Art"), ==, 1);
	g_assert_nonnull (strstr (tree, "\"hết.\""));
	/* pages 2 and 3 hold nothing but this paragraph, so their heads divide it; nothing is lost or doubled
	 */
	g_assert_cmpuint (count_of (tree, "đoạn "), ==, 3);
	g_assert_cmpuint (count_of (tree, "dài "), ==, 3);
}

static void test_paragraph_over_a_page_break_is_one (void)
{
	g_autoptr (Pages) pages = sample_pages (2);
	int h = sample_tag (pages, TAG_H1), p = sample_tag (pages, TAG_P), q = sample_tag (pages, TAG_P);
	sample_text (pages, 0, 0, 20, 20, "ĐẦU");
	sample_text (pages, 0, h, 20, 40, "Tít");
	sample_text (pages, 0, p, 20, 60, "trước ");
	sample_text (pages, 0, 0, 20, 380, "1");
	sample_text (pages, 1, 0, 20, 20, "ĐẦU");
	sample_text (pages, 1, p, 20, 40, "sau.");
	sample_text (pages, 1, q, 20, 60, "Hết.");
	sample_text (pages, 1, 0, 20, 380, "2");
	g_autofree char *pdf = paint_clean (pages, "break");
	g_autofree char *tree = run (0, "pdfinfo -struct-text %s | tr -d '\\n' | tr -s ' '", pdf);
	g_assert_cmpstr (tree, ==,
			 "Document H1 (block) \"Tít\" P (block) \"trước \" \"sau.\" P (block) \"Hết.\"");
	g_autofree char *raw = run (0, "pdftotext -raw %s - | tr '\\n\\f' '  '", pdf);
	g_assert_nonnull (strstr (raw, "sau."));
}

static void test_paragraph_over_a_blank_page (void)
{
	g_autoptr (Pages) pages = sample_pages (3);
	int p = sample_tag (pages, TAG_P);
	sample_text (pages, 0, p, 20, 40, "trước ");
	sample_text (pages, 2, p, 20, 40, "sau.");
	g_autofree char *pdf = paint_clean (pages, "over-blank");
	g_autofree char *tree = structure (pdf);
	g_assert_nonnull (strstr (tree, "\"trước \""));
	g_assert_nonnull (strstr (tree, "\"sau.\""));
}

static void test_link_over_a_page_break (void)
{
	g_autoptr (Pages) pages = sample_pages (2);
	int p = sample_tag (pages, TAG_P), link = pages_add_tag (pages, TAG_LINK, p, -1);
	int inner[] = { pages_add_tag (pages, TAG_SPAN, link, -1),
			pages_add_tag (pages, TAG_SPAN, link, -1) };
	pages_tag (pages, link)->uri = "https://example.org/";
	sample_text (pages, 0, inner[0], 20, 40, "một ");
	sample_text (pages, 0, inner[1], 20, 60, "hai ");
	sample_text (pages, 1, inner[1], 20, 40, "ba");
	g_autofree char *pdf = paint_clean (pages, "link-over");
	for (int page = 1; page <= 2; page++) {
		g_autofree char *n =
			run (0, "mutool show %s pages/%d/Annots/1 | grep -c '/URI (https://example.org/)'",
			     pdf, page);
		g_assert_cmpint (atoi (n), ==, 1);
	}
	g_autofree char *tree = structure (pdf);
	g_assert_nonnull (strstr (tree, "\"ba\""));
}

/* ---- Artifacts --------------------------------------------------------------------- */

static void check_order (const Pages *pages, bool before, bool after, const char *expected)
{
	g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
	paint_order (pages, 0, before, after, order);
	g_autoptr (GString) out = g_string_new (NULL);
	for (guint i = 0; i < order->len; i++)
		g_string_append_printf (out, "%u ", g_array_index (order, guint, i));
	g_assert_cmpstr (out->str, ==, expected);
}

static void test_order_moves_artifacts_out_of_leaves (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	int p = sample_tag (pages, TAG_P), q = sample_tag (pages, TAG_P);
	sample_rule (pages, 0, 0, 0, 0, 300, 5, black);  /* 0: head */
	sample_rule (pages, 0, p, 0, 10, 300, 5, black); /* 1, 3: one leaf */
	sample_rule (pages, 0, 0, 0, 20, 300, 5, black); /* 2: in it */
	sample_rule (pages, 0, p, 0, 30, 300, 5, black);
	sample_rule (pages, 0, q, 0, 40, 300, 5, black);  /* 4 */
	sample_rule (pages, 0, 0, 0, 390, 300, 5, black); /* 5: foot */
	sample_target (pages, 0, 0, 0, "t");
	check_order (pages, false, false, "0 1 3 2 4 5 ");
	check_order (pages, true, false, "1 3 0 2 4 5 ");
	check_order (pages, false, true, "0 1 3 2 5 4 ");
	check_order (pages, true, true, "1 3 0 2 5 4 ");
}

static void test_order_keeps_what_covers (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	int p = sample_tag (pages, TAG_P);
	sample_rule (pages, 0, p, 0, 10, 300, 5, black);
	sample_rule (pages, 0, 0, 0, 8, 300, 40, black);  /* over the first, under the second */
	sample_rule (pages, 0, 0, 0, 20, 10, 100, black); /* over that: must not go before it */
	sample_rule (pages, 0, p, 0, 30, 300, 5, black);
	check_order (pages, false, false, "0 1 2 3 ");
	check_order (pages, true, true, "0 1 2 3 ");
}

static void test_painting_order_of_overlapping_items (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	int p = sample_tag (pages, TAG_P), q = sample_tag (pages, TAG_P);
	sample_rule (pages, 0, p, 10, 10, 100, 20, red);
	sample_rule (pages, 0, 0, 10, 10, 50, 40, blue); /* covers the left half of the first */
	sample_rule (pages, 0, p, 10, 30, 100, 20, red); /* covers its lower half */
	sample_rule (pages, 0, q, 10, 60, 100, 20, red);
	g_autofree char *pdf = paint_clean (pages, "overlap");
	g_autoptr (cairo_surface_t) ours = preview_of (pages);
	g_autoptr (cairo_surface_t) seen = poppler_of (pdf);
	cairo_surface_t *const both[] = { ours, seen };
	for (int i = 0; i < 2; i++) {
		assert_near (dot_at (both[i], 20, 20), 0x0000FFu);
		assert_near (dot_at (both[i], 90, 20), 0xFF0000u);
		assert_near (dot_at (both[i], 20, 40), 0xFF0000u);
		assert_near (dot_at (both[i], 20, 70), 0xFF0000u);
		assert_near (dot_at (both[i], 200, 200), 0xFFFFFFu);
	}
	g_autofree char *tree = run (0, "pdfinfo -struct %s | grep -c 'P (block)'", pdf);
	g_assert_cmpint (atoi (tree), ==, 3); /* the first is in two parts */
}

/* ---- Links -------------------------------------------------------------------------- */

static void test_hostile_addresses (void)
{
	static const struct {
		const char *uri, *written;
	} cases[] = {
		{ "https://example.org/a(b", "https://example.org/a%28b" },
		{ "https://example.org/a)\\", "https://example.org/a%29%5C" },
		{ "https://example.org/') /S /Launch", "https://example.org/%27%29%20/S%20/Launch" },
		{ "https://example.org/số-9", "https://example.org/s%E1%BB%91-9" },
		{ "https://example.org/100%&%41%4", "https://example.org/100%25&%41%254" },
		{ "https://example.org/\n\"<x>'", "https://example.org/%0A%22%3Cx%3E%27" },
		{ "' dest='t", "%27%20dest=%27t" },
	};
	g_autoptr (Pages) pages = sample_pages (1);
	for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
		int link = sample_tag (pages, TAG_LINK);
		pages_tag (pages, link)->uri = cases[i].uri;
		sample_text (pages, 0, link, 20, 20 + (double) i * 20, "liên kết");
	}
	sample_target (pages, 0, 0, 0, "t");
	g_autofree char *pdf = paint_clean (pages, "hostile");
	g_autofree char *out = run (0, "qpdf --qdf --object-streams=disable %s - | grep -a '/URI ('", pdf);
	for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autofree char *line = g_strdup_printf ("/URI (%s)\n", cases[i].written);
		g_assert_nonnull (strstr (out, line));
	}
}

static void test_link_is_where_its_lines_are (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	int p = sample_tag (pages, TAG_P), link = pages_add_tag (pages, TAG_LINK, p, -1);
	pages_tag (pages, link)->uri = "https://example.org/";
	sample_text (pages, 0, link, 200, 40, "đầu ");
	sample_text (pages, 0, link, 20, 60, "cuối");
	g_autofree char *pdf = paint_clean (pages, "rect");
	g_autofree char *quads =
		run (0, "mutool show %s pages/1/Annots/1/QuadPoints | grep -o '[0-9.]\\+' | wc -l", pdf);
	g_assert_cmpint (atoi (quads), ==, 16);
}

static void test_link_without_aim_is_a_span (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	sample_text (pages, 0, sample_tag (pages, TAG_LINK), 20, 40, "chữ");
	g_autofree char *pdf = paint_clean (pages, "aimless");
	g_autofree char *tree = structure (pdf);
	g_assert_nonnull (strstr (tree, "Span"));
}

static void test_wrong_names_are_refused (void)
{
	static const struct {
		const char *name, *aim, *complaint;
	} cases[] = {
		{ "mục-1", "mục-1", "ASCII" }, { "a'b", "a'b", "ASCII" },  { "", "", "ASCII" },
		{ "a b", "a b", "ASCII" },     { "a", "b", "on no page" }, { "a", NULL, NULL },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autoptr (Pages) pages = sample_pages (1);
		int link = sample_tag (pages, TAG_LINK);
		pages_tag (pages, link)->target = cases[i].aim;
		sample_text (pages, 0, link, 20, 40, "chữ");
		sample_target (pages, 0, 0, 0, cases[i].name);
		if (cases[i].complaint != NULL) {
			paint_refused (pages, cases[i].complaint);
		} else {
			g_free (paint_clean (pages, "named"));
		}
	}
	g_autoptr (Pages) pages = sample_pages (2);
	sample_target (pages, 0, 0, 0, "a");
	sample_target (pages, 1, 0, 0, "a");
	paint_refused (pages, "two targets");
}

static void test_bounds_of_links_and_tags (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	int link = sample_tag (pages, TAG_LINK);
	char *address = arena_alloc (pages->arena, MOST_URI_BYTES + 2);
	memset (address, 'a', MOST_URI_BYTES);
	pages_tag (pages, link)->uri = address;
	sample_text (pages, 0, link, 20, 40, "chữ");
	g_free (paint_clean (pages, "long"));
	address[MOST_URI_BYTES] = 'a';
	paint_refused (pages, "longer than");
	address[8] = '\0';

	int tag = 1;
	for (int depth = 1; depth < MOST_TAG_DEPTH; depth++)
		tag = pages_add_tag (pages, TAG_DIV, tag, -1);
	sample_text (pages, 0, tag, 20, 60, "sâu");
	g_free (paint_clean (pages, "deep"));
	pages_add_tag (pages, TAG_P, tag, -1);
	paint_refused (pages, "nested");
}

static void test_broken_pages_are_refused (void)
{
	g_autoptr (Pages) empty = sample_pages (0);
	paint_refused (empty, "no pages");
	g_autoptr (Pages) pages = sample_pages (1);
	pages->width = 0;
	paint_refused (pages, "size");
	pages->width = G_MAXINT;
	paint_refused (pages, "size");
	pages->width = PT (300);
	sample_text (pages, 0, 99, 20, 40, "chữ");
	paint_refused (pages, "tag");
	page_item (pages_page (pages, 0), 0)->tag = 0;
	pages_add_tag (pages, TAG_P, 77, -1);
	paint_refused (pages, "tree");
}

/* ---- Pictures --------------------------------------------------------------------- */

static void test_jpeg_bytes_pass_through (void)
{
	for (int n = 1; n <= 4; n += n == 1 ? 2 : 1) {
		g_autofree char *jpeg =
			sample_jpeg ("pass.jpg", 40, 30, n, true, one_color, GUINT_TO_POINTER (0x20406080));
		g_autoptr (Pages) pages = sample_pages (1);
		int figure = sample_tag (pages, TAG_FIGURE);
		PagePicture *picture = sample_picture (pages, 0, figure, 20, 20, 200, 150, jpeg, IMAGE_JPEG);
		picture->image.orientation = 6;
		g_autofree char *pdf = paint_clean (pages, "pass");
		g_free (run (0, "rm -f got*; pdfimages -j %s got && cmp got-000.jpg pass.jpg", pdf));
		g_autofree char *plain =
			run (0, "qpdf --qdf %s - | grep -ac 'Interpolate true' || true", pdf);
		g_assert_cmpint (atoi (plain), ==, 0);
	}
}

static void test_page_of_one_picture (void)
{
	g_autofree char *jpeg =
		sample_jpeg ("one.jpg", 16, 16, 3, false, one_color, GUINT_TO_POINTER (0xFF0000));
	g_autoptr (Pages) pages = sample_pages (2);
	sample_picture (pages, 0, sample_tag (pages, TAG_FIGURE), -9, -9, 318, 418, jpeg, IMAGE_JPEG);
	sample_picture (pages, 1, 0, 0, 0, 300, 400, jpeg, IMAGE_JPEG);
	g_autofree char *pdf = paint_clean (pages, "one");
	g_autofree char *tree = run (0, "pdfinfo -struct %s | tr -d ' '", pdf);
	g_assert_cmpstr (tree, ==, "Document\nFigure\n");
	g_autoptr (cairo_surface_t) seen = poppler_of (pdf);
	assert_near (dot_at (seen, 1, 1), 0xFF0000u);
	assert_near (dot_at (seen, 298, 398), 0xFF0000u);
}

static void test_background_keeps_the_tags_before_it (void)
{
	g_autoptr (Pages) pages = sample_pages (2);
	int p = sample_tag (pages, TAG_P);
	for (int page = 0; page < 2; page++) {
		g_autofree char *name = g_strdup_printf ("t%d", page);
		sample_target (pages, page, 0, 0, name);
		sample_text (pages, page, p, 20, 20, "dưới");
		sample_rule (pages, page, 0, 0, 0, 300, 400, blue);
		sample_text (pages, page, p, 20, 40, "trên");
		sample_rule (pages, page, p, -20, -20, 340, 440, red);
	}
	g_autofree char *pdf = paint_clean (pages, "background");
	g_autofree char *tree = structure (pdf);
	g_assert_cmpuint (count_of (tree, "dưới"), ==, 2);
	g_assert_cmpuint (count_of (tree, "trên"), ==, 2);
}

static void test_same_image_twice_on_a_page (void)
{
	g_autofree char *jpeg =
		sample_jpeg ("twice.jpg", 400, 400, 3, false, one_color, GUINT_TO_POINTER (0x00FF00));
	g_autoptr (Pages) pages = sample_pages (4);
	int figure = sample_tag (pages, TAG_FIGURE);
	for (int page = 0; page < 4; page++)
		for (int i = 0; i < 2; i++)
			sample_picture (pages, page, figure, 20, 20 + i * 120, 100, 100, jpeg, IMAGE_JPEG);
	g_autofree char *pdf = paint_clean (pages, "twice");
	g_autofree char *n = run (0, "pdfimages -list %s | tail -n +3 | wc -l", pdf);
	g_assert_cmpint (atoi (n), ==, 8);
	g_autofree char *objects =
		run (0, "pdfimages -list %s | tail -n +3 | awk '{print $11}' | sort -u | wc -l", pdf);
	g_assert_cmpint (atoi (objects), ==, 2); /* one for each use on a page, not for each page */
}

/* EXIF: where the stored picture's first row and first column are seen. */
static const struct {
	bool row_is_side;         /* the 0th row is a vertical edge */
	bool row_far, column_far; /* at the bottom or right */
} exif[9] = {
	[1] = { false, false, false }, [2] = { false, false, true }, [3] = { false, true, true },
	[4] = { false, true, false },  [5] = { true, false, false }, [6] = { true, true, false },
	[7] = { true, true, true },    [8] = { true, false, true },
};

static guint32 stored_pixel (int x, int y, void *data)
{
	int orientation = GPOINTER_TO_INT (data);
	bool by_row = (y >= 32) != exif[orientation].row_far,
	     by_column = (x >= 48) != exif[orientation].column_far;
	return exif[orientation].row_is_side ? quarter_color (by_row, by_column)
					     : quarter_color (by_column, by_row);
}

static void test_exif_orientations (void)
{
	for (int orientation = 1; orientation <= 8; orientation++) {
		g_autofree char *jpeg = sample_jpeg ("turned.jpg", 96, 64, 3, false, stored_pixel,
						     GINT_TO_POINTER (orientation));
		g_autoptr (Pages) pages = sample_pages (1);
		PagePicture *picture = sample_picture (pages, 0, 0, 50, 100, 120, 160, jpeg, IMAGE_JPEG);
		picture->image.orientation = orientation;
		g_autofree char *pdf = paint_clean (pages, "turned");
		g_autoptr (cairo_surface_t) ours = preview_of (pages);
		g_autoptr (cairo_surface_t) seen = poppler_of (pdf);
		cairo_surface_t *const both[] = { ours, seen };
		for (int i = 0; i < 8; i++) {
			bool right = i & 1, low = i & 2;
			guint32 dot = dot_at (both[i / 4], right ? 150 : 70, low ? 240 : 120);
			assert_near (dot, quarter_color (right, low));
		}
		for (int i = 0; i < 2; i++) {
			assert_near (dot_at (both[i], 47, 180), 0xFFFFFFu);
			assert_near (dot_at (both[i], 100, 264), 0xFFFFFFu);
		}
	}
}

static void test_crop_is_of_the_turned_picture (void)
{
	for (int orientation = 1; orientation <= 8; orientation++) {
		g_autofree char *jpeg = sample_jpeg ("crop.jpg", 96, 64, 3, false, stored_pixel,
						     GINT_TO_POINTER (orientation));
		g_autoptr (Pages) pages = sample_pages (1);
		PagePicture *picture = sample_picture (pages, 0, 0, 50, 100, 120, 160, jpeg, IMAGE_JPEG);
		picture->image.orientation = orientation;
		picture->crop_x = 550;
		picture->crop_width = 400;
		picture->crop_height = 400;
		g_autofree char *pdf = paint_clean (pages, "crop");
		g_autoptr (cairo_surface_t) ours = preview_of (pages);
		g_autoptr (cairo_surface_t) seen = poppler_of (pdf);
		cairo_surface_t *const both[] = { ours, seen };
		for (int i = 0; i < 2; i++) {
			assert_near (dot_at (both[i], 55, 105), 0x00FF00u);
			assert_near (dot_at (both[i], 165, 255), 0x00FF00u);
			assert_near (dot_at (both[i], 45, 105), 0xFFFFFFu);
			assert_near (dot_at (both[i], 175, 105), 0xFFFFFFu);
			assert_near (dot_at (both[i], 100, 265), 0xFFFFFFu);
		}
	}
}

static void test_preview_of_gray_and_cmyk (void)
{
	static const struct {
		int n;
		bool adobe;
		guint32 stored, seen;
	} cases[] = {
		{ 1, false, 0x80, 0x808080 },      { 3, false, 0x3366CC, 0x3366CC },
		{ 4, true, 0xFF000000, 0x00FFFF }, { 4, false, 0xFF000000, 0x00FFFF },
		{ 4, true, 0x000000FF, 0x000000 }, { 4, false, 0x0000FF00, 0xFFFF00 },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autofree char *jpeg = sample_jpeg ("kind.jpg", 64, 64, cases[i].n, cases[i].adobe,
						     one_color, GUINT_TO_POINTER (cases[i].stored));
		g_autoptr (Pages) pages = sample_pages (1);
		sample_picture (pages, 0, 0, 50, 50, 100, 100, jpeg, IMAGE_JPEG);
		g_autoptr (cairo_surface_t) ours = preview_of (pages);
		assert_near (dot_at (ours, 100, 100), cases[i].seen);
	}
}

/* A PNG of 8 × 8 dots of one value, in any colour type. */
static char *write_png (const char *name, int type, int depth, int interlace, const guchar *pixel,
			int n_bytes)
{
	char *path = in_folder (name);
	FILE *file = fopen (path, "wb");
	png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct (png);
	png_init_io (png, file);
	png_set_IHDR (png, info, 8, 8, depth, type, interlace, PNG_COMPRESSION_TYPE_DEFAULT,
		      PNG_FILTER_TYPE_DEFAULT);
	const png_color palette[] = { { 255, 0, 0 }, { 0, 0, 255 } };
	const png_byte alpha[] = { 255, 0 };
	if (type == PNG_COLOR_TYPE_PALETTE) {
		png_set_PLTE (png, info, palette, 2);
		png_set_tRNS (png, info, alpha, 2, NULL);
	}
	png_write_info (png, info);
	guchar row[64];
	for (int i = 0; i < 8 * n_bytes; i++)
		row[i] = pixel[i % n_bytes];
	png_bytep rows[8];
	for (int i = 0; i < 8; i++)
		rows[i] = row;
	png_write_image (png, rows);
	png_write_end (png, NULL);
	png_destroy_write_struct (&png, &info);
	fclose (file);
	return path;
}

static void test_png_kinds (void)
{
	static const struct {
		int type, depth, n_bytes;
		guchar pixel[8];
		guint32 seen;
	} cases[] = {
		{ PNG_COLOR_TYPE_RGB, 8, 3, { 0x33, 0x66, 0xCC }, 0x3366CC },
		{ PNG_COLOR_TYPE_RGB, 16, 6, { 0x33, 0, 0x66, 0, 0xCC, 0 }, 0x3366CC },
		{ PNG_COLOR_TYPE_GRAY, 8, 1, { 0x80 }, 0x808080 },
		{ PNG_COLOR_TYPE_GRAY, 16, 2, { 0x80, 0 }, 0x808080 },
		{ PNG_COLOR_TYPE_GRAY, 1, 1, { 0x00 }, 0x000000 },
		{ PNG_COLOR_TYPE_PALETTE, 8, 1, { 0 }, 0xFF0000 },
		{ PNG_COLOR_TYPE_PALETTE, 8, 1, { 1 }, 0xFFFFFF }, /* transparent: the paper */
		{ PNG_COLOR_TYPE_RGB_ALPHA, 8, 4, { 0xFF, 0, 0, 0x80 }, 0xFF7F7F },
		{ PNG_COLOR_TYPE_GRAY_ALPHA, 16, 4, { 0, 0, 0, 0 }, 0xFFFFFF },
	};
	for (gsize i = 0; i < 2 * G_N_ELEMENTS (cases); i++) {
		gsize n = i / 2;
		g_autofree char *png = write_png ("kind.png", cases[n].type, cases[n].depth, i % 2,
						  cases[n].pixel, cases[n].n_bytes);
		g_autoptr (Pages) pages = sample_pages (1);
		sample_picture (pages, 0, 0, 50, 50, 100, 100, png, IMAGE_PNG);
		g_autofree char *pdf = paint_clean (pages, "png");
		g_autoptr (cairo_surface_t) ours = preview_of (pages);
		g_autoptr (cairo_surface_t) seen = poppler_of (pdf);
		assert_near (dot_at (ours, 100, 100), cases[n].seen);
		assert_near (dot_at (seen, 100, 100), cases[n].seen);
	}
}

static void refuse_picture (const char *path, ImageFormat format, const char *part)
{
	g_autoptr (Pages) pages = sample_pages (2);
	sample_text (pages, 0, sample_tag (pages, TAG_P), 20, 40, "chữ");
	sample_picture (pages, 1, 0, 20, 20, 100, 100, path, format);
	paint_refused (pages, part);
	g_autofree char *preview = in_folder ("refused.png");
	GError *error = NULL;
	g_assert_false (paint_png (pages, 1, 72, preview, &error));
	g_assert_nonnull (strstr (error->message, part));
	g_error_free (error);
	g_assert_false (g_file_test (preview, G_FILE_TEST_EXISTS));
}

static void test_truncated_jpeg (void)
{
	g_autofree char *whole =
		sample_jpeg ("whole.jpg", 64, 64, 3, false, stored_pixel, GINT_TO_POINTER (1));
	g_autofree char *data = NULL, *path = in_folder ("cut.jpg");
	gsize size;
	g_assert_true (g_file_get_contents (whole, &data, &size, NULL));
	PaintJpeg facts;
	g_assert_null (paint_jpeg_check ((const guchar *) data, size, &facts));
	g_assert_cmpint (facts.width, ==, 64);
	for (gsize n = 0; n < size; n++) { /* wherever it is cut */
		g_autofree guchar *part = g_malloc (n + 1);
		memcpy (part, data, n);
		g_assert_nonnull (paint_jpeg_check (part, n, &facts));
	}
	g_assert_true (g_file_set_contents (path, data, (gssize) size - 2, NULL));
	refuse_picture (path, IMAGE_JPEG, "cut.jpg: the JPEG file is cut off");
	g_assert_true (g_file_set_contents (path, data, 0, NULL));
	refuse_picture (path, IMAGE_JPEG, "cut.jpg: the file is empty");
	g_assert_true (g_file_set_contents (path, "GIF89a, not a photo", -1, NULL));
	refuse_picture (path, IMAGE_JPEG, "cut.jpg: not a JPEG");
	refuse_picture (path, IMAGE_PNG, "cut.jpg: ");
	refuse_picture (path, IMAGE_UNKNOWN, "neither");
	refuse_picture ("/no/such/photo.jpg", IMAGE_JPEG, "photo.jpg");
}

static void test_jpeg_kinds_that_pdf_lacks (void)
{
	g_autofree char *whole = sample_jpeg ("whole.jpg", 64, 64, 3, false, one_color, NULL);
	g_autofree char *data = NULL;
	gsize size;
	g_assert_true (g_file_get_contents (whole, &data, &size, NULL));
	gsize frame = 0;
	while ((guchar) data[frame] != 0xFF || (guchar) data[frame + 1] != 0xC0)
		frame++;
	PaintJpeg facts;
	static const struct {
		gsize at;
		guchar value;
	} changes[] = { { 1, 0xC3 }, { 1, 0xC9 }, { 4, 12 }, { 6, 0 }, { 9, 2 }, { 9, 5 } };
	for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
		char was = data[frame + changes[i].at];
		data[frame + changes[i].at] = (char) changes[i].value;
		g_assert_nonnull (paint_jpeg_check ((const guchar *) data, size, &facts));
		data[frame + changes[i].at] = was;
	}
	g_assert_null (paint_jpeg_check ((const guchar *) data, size, &facts));
}

/* 60,000 × 60,000 dots in the header; a hundred scans and one. */
static void test_jpeg_bombs (void)
{
	g_autofree char *whole = sample_jpeg ("bomb.jpg", 64, 64, 3, false, one_color, NULL);
	g_autofree char *data = NULL;
	gsize size;
	g_assert_true (g_file_get_contents (whole, &data, &size, NULL));
	gsize frame = 0, scan = 0;
	while ((guchar) data[frame] != 0xFF || (guchar) data[frame + 1] != 0xC0)
		frame++;
	while ((guchar) data[scan] != 0xFF || (guchar) data[scan + 1] != 0xDA)
		scan++;
	for (int i = 5; i <= 7; i += 2) {
		data[frame + (gsize) i] = (char) (60000 >> 8);
		data[frame + (gsize) i + 1] = (char) (60000 & 0xFF);
	}
	g_assert_true (g_file_set_contents (whole, data, (gssize) size, NULL));
	refuse_picture (whole, IMAGE_JPEG, "bomb.jpg: more than 250 million");
	data[frame + 5] = data[frame + 7] = 0;

	PaintJpeg facts;
	g_autoptr (GByteArray) many = g_byte_array_new ();
	g_byte_array_append (many, (const guint8 *) data, (guint) scan);
	for (int i = 0; i < MOST_JPEG_SCANS; i++)
		g_byte_array_append (many, (const guint8 *) data + scan, (guint) (size - scan - 2));
	guint end = many->len;
	g_byte_array_append (many, (const guint8 *) "\xFF\xD9", 2);
	g_assert_null (paint_jpeg_check (many->data, many->len, &facts));
	g_byte_array_set_size (many, end);
	g_byte_array_append (many, (const guint8 *) data + scan, (guint) (size - scan));
	g_assert_nonnull (paint_jpeg_check (many->data, many->len, &facts));
}

static void test_damaged_png (void)
{
	static const guchar pixel[] = { 1, 2, 3 };
	g_autofree char *path = write_png ("damaged.png", PNG_COLOR_TYPE_RGB, 8, 0, pixel, 3);
	g_autofree char *data = NULL;
	gsize size;
	g_assert_true (g_file_get_contents (path, &data, &size, NULL));
	g_assert_true (g_file_set_contents (path, data, (gssize) size / 2, NULL));
	refuse_picture (path, IMAGE_PNG, "damaged.png");
	/* a bomb: the header alone says 30,000 × 30,000 */
	g_autofree char *bomb = in_folder ("bomb.png");
	g_free (run (0, "python3 -c \"import struct,zlib;"
			"c=lambda t,d:struct.pack('>I',len(d))+t+d+struct.pack('>I',zlib.crc32(t+d));"
			"open('bomb.png','wb').write(b'\\x89PNG\\r\\n\\x1a\\n'"
			"+c(b'IHDR',struct.pack('>IIBBBBB',30000,30000,8,2,0,0,0))"
			"+c(b'IDAT',zlib.compress(b'0'))+c(b'IEND',b''))\""));
	refuse_picture (bomb, IMAGE_PNG, "too many");
}

/* ---- The whole file ----------------------------------------------------------------- */

static void test_outline_labels_metadata (void)
{
	g_autoptr (Pages) pages = sample_pages (3);
	pages_page (pages, 0)->label = "Bìa 1";
	pages_page (pages, 1)->label = NULL;
	pages_page (pages, 2)->label = "(a\\9";
	sample_text (pages, 2, sample_tag (pages, TAG_H1), 20, 100, "Tít");
	sample_target (pages, 2, 20, 90, "bai-1");
	const OutlineEntry entries[] = { { "Văn nghệ", NULL, 0, 1 },
					 { "Nước về (đồng)", "bai-1", 1, 2 },
					 { "Thơ", NULL, 0, 2 },
					 { "Tho (9\\", NULL, 5, 0 },
					 { NULL, NULL, -1, 0 } };
	g_array_append_vals (pages->outline, entries, G_N_ELEMENTS (entries));
	g_autofree char *pdf = paint_clean (pages, "outline");
	g_autofree char *outline = run (0, "mutool show %s outline", pdf);
	g_assert_nonnull (strstr (outline, "\"Văn nghệ\"\t#page=2"));
	g_assert_nonnull (strstr (outline, "\t\"Nước về (đồng)\"\t#"));
	g_assert_nonnull (strstr (outline, "\"Thơ\"\t#page=3"));
	g_assert_nonnull (strstr (outline, "\t\"Tho (9\\\\\"\t#page=1"));
	g_autofree char *info = run (0, "pdfinfo -isodates %s", pdf);
	g_assert_nonnull (strstr (info, "Sông Quê – Số 9\n"));
	g_assert_nonnull (strstr (info, "Tòa soạn\n"));
	g_assert_nonnull (strstr (info, "sobao " SOBAO_VERSION));
	g_assert_nonnull (strstr (info, "CreationDate:    2020-09-05"));
	g_assert_nonnull (strstr (info, "300 x 400 pts"));
	g_autofree char *labels = run (0, "qpdf --json --json-key=pagelabels %s | tr -d ' \\n'", pdf);
	g_assert_nonnull (strstr (labels, "\"/P\":\"u:Bìa\""));
	g_autofree char *dests = run (0, "pdfinfo -dests %s | grep bai-1", pdf);
	g_assert_nonnull (strstr (dests, "   3 [ XYZ   20  310"));
}

static void test_bleed_enlarges_the_page (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	sample_rule (pages, 0, 0, -9, -9, 20, 20, red);
	int link = sample_tag (pages, TAG_LINK);
	pages_tag (pages, link)->target = "t";
	sample_text (pages, 0, link, 20, 40, "chữ");
	sample_target (pages, 0, 20, 100, "t");
	g_autofree char *path = in_folder ("bleed.pdf");
	GError *error = NULL;
	paint_pdf (pages, path, true, &error);
	g_assert_no_error (error);
	g_autofree char *out = run (0, "pdfinfo %s | grep 'Page size'; pdfinfo -dests %s", path, path);
	g_assert_nonnull (strstr (out, "318 x 418 pts"));
	g_assert_nonnull (strstr (out, "[ XYZ   29  309")); /* 418 - 109 */
	g_autoptr (cairo_surface_t) seen = poppler_of (path);
	assert_near (dot_at (seen, 1, 1), 0xFF0000u);
	assert_near (dot_at (seen, 19, 19), 0xFF0000u);
	assert_near (dot_at (seen, 22, 22), 0xFFFFFFu);
	g_autofree char *rect = run (0, "mutool show %s pages/1/Annots/1/Rect", path);
	g_assert_true (g_str_has_prefix (rect, "[ 29 ") || g_str_has_prefix (rect, "[29 "));
}

static void test_same_bytes_twice (void)
{
	g_autofree char *jpeg = sample_jpeg ("same.jpg", 16, 16, 3, false, one_color, NULL);
	char *sums[2];
	for (int i = 0; i < 2; i++) {
		g_autoptr (Pages) pages = sample_pages (3);
		int p = sample_tag (pages, TAG_P);
		for (int page = 0; page < 3; page++) {
			sample_text (pages, page, p, 20, 40.25, "Việt Nam ");
			sample_picture (pages, page, 0, 20, 60, 50, 50, jpeg, IMAGE_JPEG);
		}
		g_autofree char *pdf = paint_clean (pages, "same");
		sums[i] = file_sha256 (pdf, NULL, NULL);
		if (i == 0)
			g_usleep (1100000);
	}
	g_assert_cmpstr (sums[0], ==, sums[1]);
	g_free (sums[0]);
	g_free (sums[1]);
}

static long memory_peak (void)
{
	struct rusage usage;
	getrusage (RUSAGE_SELF, &usage);
	return usage.ru_maxrss / 1024;
}

/* Decoded, each of these photos would take 96 MB. */
static void test_memory_of_300_pages (void)
{
	g_autoptr (Pages) pages = sample_pages (300);
	g_autofree char *jpeg =
		sample_jpeg ("large.jpg", 6000, 4000, 3, false, one_color, GUINT_TO_POINTER (0x808080));
	long before = memory_peak ();
	for (int page = 0; page < 300; page++) {
		int figure = sample_tag (pages, TAG_FIGURE), p = sample_tag (pages, TAG_P);
		sample_picture (pages, page, figure, 20, 20, 200, 133, jpeg, IMAGE_JPEG);
		for (int line = 0; line < 8; line++)
			sample_text (pages, page, p, 20, 180 + line * 12,
				     "Nước về đồng, mùa thu về trên quê hương ");
	}
	g_autofree char *pdf = in_folder ("memory.pdf");
	GError *error = NULL;
	paint_pdf (pages, pdf, false, &error);
	g_assert_no_error (error);
	long grown = memory_peak () - before;
	g_test_message ("grown by %ld MB", grown);
#ifdef __SANITIZE_ADDRESS__
	g_assert_cmpint (grown, <, 400);
#else
	g_assert_cmpint (grown, <, 80);
#endif
	g_autofree char *n =
		run (0, "pdfimages -list %s | tail -n +3 | awk '{print $11}' | sort -u | wc -l", pdf);
	g_assert_cmpint (atoi (n), ==, 1);
}

static void test_preview_bounds (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	g_autofree char *path = in_folder ("bounds.png");
	static const double wrong[] = { 0, -72, 1e6, 1e300, 0.0 / 1e-9 };
	for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
		GError *error = NULL;
		g_assert_false (paint_png (pages, 0, wrong[i], path, &error));
		g_assert_nonnull (error);
		g_error_free (error);
	}
	GError *error = NULL;
	paint_png (pages, 0, 144, path, &error);
	g_assert_no_error (error);
	g_autoptr (cairo_surface_t) seen = cairo_image_surface_create_from_png (path);
	g_assert_cmpint (cairo_image_surface_get_width (seen), ==, 600);
	g_assert_cmpint (cairo_image_surface_get_height (seen), ==, 800);
}

static void test_no_place_to_write (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	GError *error = NULL;
	g_assert_false (paint_pdf (pages, "/no/such/folder/a.pdf", false, &error));
	g_assert_nonnull (error);
	g_clear_error (&error);
	g_assert_false (paint_png (pages, 0, 72, "/no/such/folder/a.png", &error));
	g_assert_nonnull (error);
	g_error_free (error);
}

/* Random pages: whatever is on them in whatever order, the file is whole and no text is lost or doubled. */
static void test_any_pages (void)
{
	for (guint seed = 0; seed < 60; seed++) {
		g_autoptr (GRand) dice = g_rand_new_with_seed (seed);
		g_autoptr (Pages) pages = sample_pages (g_rand_int_range (dice, 1, 6));
		int leaves[6];
		int parent = sample_tag (pages, TAG_ARTICLE);
		for (int i = 0; i < 6; i++) {
			leaves[i] = pages_add_tag (pages, i == 4 ? TAG_LINK : TAG_P, parent, -1);
			if (i == 4)
				pages_tag (pages, leaves[i])->uri = "https://example.org/";
			if (i == 2)
				parent = pages_add_tag (pages, TAG_DIV, parent, -1);
		}
		guint n_words = 0;
		int leaf = 0;
		for (guint page = 0; page < pages->pages->len; page++) {
			int n = g_rand_int_range (dice, 0, 8);
			for (int i = 0; i < n; i++) {
				leaf = g_rand_boolean (dice) ? leaf : g_rand_int_range (dice, 0, 6);
				double y = 20 + 40 * i;
				switch (g_rand_int_range (dice, 0, 5)) {
				case 0:
					sample_rule (pages, (int) page, 0, 10,
						     y - g_rand_int_range (dice, 0, 80),
						     g_rand_int_range (dice, 0, 200), 20, red);
					break;
				case 1: {
					g_autofree char *name = g_strdup_printf ("t%u-%d", page, i);
					sample_target (pages, (int) page, 10, y, name);
					break;
				}
				case 2:
					sample_text (pages, (int) page, 0, 10, y, "zz ");
					n_words++;
					break;
				default:
					sample_text (pages, (int) page, leaves[leaf], 10, y, "zz ");
					n_words++;
				}
			}
		}
		g_autofree char *pdf = paint_clean (pages, "any");
		g_autofree char *text = run (0, "pdftotext -raw %s - ", pdf);
		g_assert_cmpuint (count_of (text, "zz"), ==, n_words);
	}
}

int main (int argc, char *argv[])
{
	setlocale (LC_NUMERIC, "vi_VN.UTF-8"); /* decimal commas, where the locale is there */
	g_test_init (&argc, &argv, NULL);
	sample_start ();
#define TEST(name) g_test_add_func ("/paint/" #name, test_##name)
	TEST (text_comes_back);
	TEST (fonts_are_embedded_subsets);
	TEST (scale_narrows_glyphs);
	TEST (missing_font_is_an_error);
	TEST (missing_glyph_is_refused);
	TEST (only_leaf_tags_receive_content);
	TEST (link_needs_an_open_document);
	TEST (page_of_tags_without_paint);
	TEST (page_of_a_target_only);
	TEST (blank_pages);
	TEST (empty_tag_leaves_nothing);
	TEST (every_tag_is_known_to_cairo);
	TEST (paragraph_over_pages_is_one);
	TEST (paragraph_over_a_page_break_is_one);
	TEST (paragraph_over_a_blank_page);
	TEST (link_over_a_page_break);
	TEST (order_moves_artifacts_out_of_leaves);
	TEST (order_keeps_what_covers);
	TEST (painting_order_of_overlapping_items);
	TEST (hostile_addresses);
	TEST (link_is_where_its_lines_are);
	TEST (link_without_aim_is_a_span);
	TEST (wrong_names_are_refused);
	TEST (bounds_of_links_and_tags);
	TEST (broken_pages_are_refused);
	TEST (jpeg_bytes_pass_through);
	TEST (page_of_one_picture);
	TEST (background_keeps_the_tags_before_it);
	TEST (same_image_twice_on_a_page);
	TEST (exif_orientations);
	TEST (crop_is_of_the_turned_picture);
	TEST (preview_of_gray_and_cmyk);
	TEST (png_kinds);
	TEST (truncated_jpeg);
	TEST (jpeg_kinds_that_pdf_lacks);
	TEST (jpeg_bombs);
	TEST (damaged_png);
	TEST (outline_labels_metadata);
	TEST (bleed_enlarges_the_page);
	TEST (same_bytes_twice);
	TEST (memory_of_300_pages);
	TEST (preview_bounds);
	TEST (no_place_to_write);
	TEST (any_pages);
	int result = g_test_run ();
	sample_stop ();
	return result;
}
