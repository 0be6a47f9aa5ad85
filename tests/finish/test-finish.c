#include "../paint/sample.h"
#include "base/file.h"
#include "finish/parts.h"

#include <sys/resource.h>

/* ---- Painted and finished ------------------------------------------------------- */

static char *finish_clean (const Pages *pages, bool with_bleed)
{
	g_autofree char *from = in_folder ("from.pdf");
	char *to = in_folder ("to.pdf");
	GError *error = NULL;
	paint_pdf (pages, from, with_bleed, &error);
	g_assert_no_error (error);
	finish_pdf (pages, from, to, &error);
	g_assert_no_error (error);
	g_autofree char *out = run (0, "qpdf --check %s", to);
	g_assert_nonnull (strstr (out, "File is linearized"));
	g_autofree char *left = run (0, "ls | grep part || true");
	g_assert_cmpstr (left, ==, "");
	return to;
}

/* The file as plain text without object streams. */
static char *plain_of (const char *pdf)
{
	return run (0, "qpdf --qdf --object-streams=disable %s - | strings -n 1", pdf);
}

static void test_catalogue (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	sample_text (pages, 0, sample_tag (pages, TAG_P), 20, 40, "Nước về đồng");
	g_autofree char *pdf = finish_clean (pages, false);
	g_autofree char *root = run (0, "mutool show %s trailer/Root", pdf);
	g_assert_nonnull (strstr (root, "/Lang (vi)"));
	g_autofree char *view =
		run (0, "mutool show %s trailer/Root/ViewerPreferences trailer/Root/MarkInfo", pdf);
	g_assert_nonnull (strstr (view, "/DisplayDocTitle true"));
	g_assert_nonnull (strstr (view, "/Marked true"));
	g_autofree char *info = run (0, "pdfinfo %s", pdf);
	g_assert_nonnull (strstr (info, "Title:           Sông Quê – Số 9\n"));
	g_assert_nonnull (strstr (info, "Tagged:          yes"));
	g_assert_nonnull (strstr (info, "PDF version:     1.7"));
	g_assert_null (strstr (info, "Keywords"));
	g_autofree char *text = run (0, "pdftotext -raw %s - | tr -d '\\f\\n'", pdf);
	g_assert_cmpstr (text, ==, "Nước về đồng");
}

static void test_untagged_pages_are_not_marked (void)
{
	g_autoptr (Pages) pages = sample_pages (2);
	sample_text (pages, 0, 0, 20, 40, "chữ");
	g_autofree char *pdf = finish_clean (pages, false);
	g_autofree char *info = run (0, "pdfinfo %s", pdf);
	g_assert_nonnull (strstr (info, "Tagged:          no"));
}

static void test_dates_have_their_d (void)
{
	static const struct {
		Date date;
		const char *written;
	} cases[] = { { { 2020, 9, 5 }, "D:20200905000000Z" },
		      { { 2020, 9, 0 }, "D:20200901000000Z" },
		      { { 2020, 0, 0 }, "D:20200101000000Z" } };
	for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autoptr (Pages) pages = sample_pages (1);
		pages->date = cases[i].date;
		g_autofree char *pdf = finish_clean (pages, false);
		g_autofree char *info = run (0, "mutool show %s trailer/Info", pdf);
		g_autofree char *created = g_strdup_printf ("/CreationDate (%s)", cases[i].written);
		g_autofree char *changed = g_strdup_printf ("/ModDate (%s)", cases[i].written);
		g_assert_nonnull (strstr (info, created));
		g_assert_nonnull (strstr (info, changed));
	}
}

static void check_box (const char *pdf, const char *box, const double expected[4])
{
	g_autofree char *out = run (0, "mutool show %s pages/1/%s | tr -d '[]'", pdf, box);
	char *at = out;
	for (int i = 0; i < 4; i++)
		g_assert_cmpfloat_with_epsilon (g_ascii_strtod (at, &at), expected[i], 0.01);
}

static void test_boxes (void)
{
	for (int with_bleed = 0; with_bleed < 2; with_bleed++) {
		g_autoptr (Pages) pages = sample_pages (2);
		pages->width = MM (190);
		pages->height = MM (270);
		pages->bleed = MM (3);
		double bleed = with_bleed ? length_to_pt (pages->bleed) : 0;
		double width = length_to_pt (pages->width), height = length_to_pt (pages->height);
		const double outer[4] = { 0, 0, width + 2 * bleed, height + 2 * bleed };
		const double trim[4] = { bleed, bleed, width + bleed, height + bleed };
		g_autofree char *pdf = finish_clean (pages, with_bleed);
		check_box (pdf, "MediaBox", outer);
		check_box (pdf, "BleedBox", outer);
		check_box (pdf, "TrimBox", trim);
	}
}

/* ---- Content ---------------------------------------------------------------------- */

static void test_content (void)
{
	static const struct {
		const char *from, *to;
	} cases[] = {
		{ "", "" },
		{ "q Q", "q Q" },
		/* what is tagged stays as it is */
		{ "/P << /MCID 0 >> BDC BT (a)Tj ET EMC", "/P << /MCID 0 >> BDC BT (a)Tj ET EMC" },
		/* a path begins before it is painted; a clip paints nothing */
		{ "0 0 m 9 9 l S", "/Artifact BMC\n0 0 m 9 9 l S\nEMC\n" },
		{ "0 0 9 9 re W n", "0 0 9 9 re W n" },
		{ "0 0 9 9 re W n 1 0 0 rg 1 1 2 2 re f*",
		  "0 0 9 9 re W n 1 0 0 rg /Artifact BMC\n1 1 2 2 re f*\nEMC\n" },
		{ "/x5 Do", "/Artifact BMC\n/x5 Do\nEMC\n" },
		/* one artifact up to the next tag, or to a change of state */
		{ "BT (a)Tj ET 1 1 2 2 re f /P << /MCID 0 >> BDC BT (a)Tj ET EMC",
		  "/Artifact BMC\nBT (a)Tj ET 1 1 2 2 re f EMC\n/P << /MCID 0 >> BDC BT (a)Tj ET EMC" },
		{ "BT ET q 1 1 2 2 re f Q",
		  "/Artifact BMC\nBT ET EMC\nq /Artifact BMC\n1 1 2 2 re f EMC\nQ" },
		/* ligatures carry marks of their own */
		{ "BT /Span << /ActualText <FEFF> >> BDC (a)Tj EMC ET q Q",
		  "/Artifact BMC\nBT /Span << /ActualText <FEFF> >> BDC (a)Tj EMC ET EMC\nq Q" },
		{ "/P << /MCID 0 >> BDC BT /Span << /ActualText (x) >> BDC (a)Tj EMC ET EMC /x Do",
		  "/P << /MCID 0 >> BDC BT /Span << /ActualText (x) >> BDC (a)Tj EMC ET EMC /Artifact BMC\n"
		  "/x Do\nEMC\n" },
		/* strings may hold anything */
		{ "/P << /MCID 0 >> BDC BT [(\\) f (S) ])-3<28>]TJ ET EMC",
		  "/P << /MCID 0 >> BDC BT [(\\) f (S) ])-3<28>]TJ ET EMC" },
		/* grays have one component, other colours keep theirs */
		{ "0 0 0 rg 0.5 0.5 0.5 RG 1 1 0 rg", "0 g 0.5 G 1 1 0 rg" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
		GString *out = finish_content (cases[i].from, strlen (cases[i].from));
		g_assert_nonnull (out);
		g_assert_cmpstr (out->str, ==, cases[i].to);
		g_string_free (out, TRUE);
	}
}

static void test_content_of_others (void)
{
	static const char *const cases[] = {
		"(never closed",
		"<28",
		"/P << /MCID 0 >> BDC",
		"EMC",
		"BT",
		"0 0 9 9 re",
		"0 0 rg",
		"1 2 3",
		"BI /W 1 /H 1 ID x EI",
		"{ }",
		") f",
		"BT /P << /MCID 0 >> BDC EMC ET",
		"BT q ET",
		"/P << /MCID 0 >> BDC /P << /MCID 1 >> BDC EMC EMC",
	};
	for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
		GString *out = finish_content (cases[i], strlen (cases[i]));
		if (out != NULL)
			g_test_message ("%s", cases[i]);
		g_assert_null (out);
	}
}

/* Any bytes are refused or copied, never read past their end (the sanitizer looks). */
static void test_content_cut_anywhere (void)
{
	static const char whole[] = "1 0 0 -1 0 9 cm q 0 0 0 rg /P << /MCID 0 >> BDC BT /f 1 Tf "
				    "[(a\\)b)-3<0102>]TJ ET EMC Q /x Do";
	for (gsize size = 0; size < sizeof whole; size++) {
		g_autofree char *part = g_memdup2 (whole, size);
		GString *out = finish_content (part, size);
		if (out != NULL)
			g_string_free (out, TRUE);
	}
}

static void test_grays_and_artifacts (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	sample_text (pages, 0, 0, 20, 20, "đầu trang");
	sample_text (pages, 0, sample_tag (pages, TAG_P), 20, 40, "thân bài");
	sample_rule (pages, 0, 0, 20, 60, 50, 50, (Color){ 0x80, 0x80, 0x80 });
	g_autofree char *pdf = finish_clean (pages, false);
	g_autofree char *plain = plain_of (pdf);
	g_assert_cmpuint (count_of (plain, "/Artifact BMC"), ==, 2);
	g_assert_cmpuint (count_of (plain, "BDC\n"), ==, 1);
	g_assert_cmpuint (count_of (plain, "EMC\n"), ==, 3);
	g_assert_nonnull (strstr (plain, "0 g"));
	g_assert_nonnull (strstr (plain, "0.501961 g"));
	g_assert_null (strstr (plain, " rg"));
	g_autofree char *ink = run (0, "gs -q -o - -sDEVICE=ink_cov %s", pdf);
	double part[3];
	g_assert_cmpint (sscanf (ink, "%lf %lf %lf", &part[0], &part[1], &part[2]), ==, 3);
	for (int i = 0; i < 3; i++)
		g_assert_cmpfloat (part[i], ==, 0);
}

/* ---- Links ------------------------------------------------------------------------ */

static void test_links_say_where_they_lead (void)
{
	g_autoptr (Pages) pages = sample_pages (3);
	int p = sample_tag (pages, TAG_P);
	int link = pages_add_tag (pages, TAG_LINK, p, -1), picture = pages_add_tag (pages, TAG_LINK, p, -1);
	int inside = pages_add_tag (pages, TAG_REFERENCE, p, -1);
	pages_tag (pages, link)->uri = "https://example.org/1";
	pages_tag (pages, picture)->uri = "https://example.org/2";
	pages_tag (pages, inside)->target = "bai-1";
	sample_text (pages, 0, link, 20, 40, "liên kết ");
	sample_rule (pages, 0, picture, 20, 60, 30, 30, (Color){ 9, 9, 9 });
	sample_text (pages, 1, inside, 20, 40, " Xem trang 3");
	sample_target (pages, 2, 20, 20, "bai-1");
	g_autofree char *pdf = finish_clean (pages, false);
	static const struct {
		int page, n;
		const char *contents;
	} cases[] = { { 1, 1, "liên kết" }, { 1, 2, "https://example.org/2" }, { 2, 1, "Xem trang 3" } };
	g_autofree char *json = run (0, "qpdf --json=2 --json-key=qpdf %s", pdf);
	for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autofree char *said = g_strdup_printf ("\"/Contents\": \"u:%s\"", cases[i].contents);
		g_assert_nonnull (strstr (json, said));
		g_autofree char *flags =
			run (0, "mutool show %s pages/%d/Annots/%d/F", pdf, cases[i].page, cases[i].n);
		g_assert_cmpint (atoi (flags), ==, 4);
		g_autofree char *tabs = run (0, "mutool show %s pages/%d/Tabs", pdf, cases[i].page);
		g_assert_cmpstr (g_strchomp (tabs), ==, "/S");
	}
}

static void test_contents_are_bounded (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	int link = sample_tag (pages, TAG_LINK);
	pages_tag (pages, link)->uri = "https://example.org/";
	for (int i = 0; i < 100; i++)
		sample_text (pages, 0, link, 20, 40, "đồng lúa ");
	g_autofree char *pdf = finish_clean (pages, false);
	g_autofree char *json = run (0, "qpdf --json=2 --json-key=qpdf %s", pdf);
	const char *at = strstr (json, "\"/Contents\": \"u:");
	g_assert_nonnull (at);
	g_autofree char *said = g_strndup (at + 16, strcspn (at + 16, "\""));
	g_assert_cmpint (g_utf8_strlen (said, -1), ==, 300);
}

/* ---- Structure --------------------------------------------------------------------- */

static char *field_photo (void)
{
	return sample_jpeg ("field.jpg", 16, 16, 3, false, one_color, GUINT_TO_POINTER (0x00FF00));
}

static void test_figures_get_their_own_alt (void)
{
	g_autofree char *jpeg = field_photo ();
	g_autoptr (Pages) pages = sample_pages (2);
	int article = sample_tag (pages, TAG_ARTICLE), figures[5];
	for (int i = 0; i < 5; i++) {
		figures[i] = pages_add_tag (pages, TAG_FIGURE, article, -1);
		pages_tag (pages, figures[i])->alt = arena_printf (pages->arena, "Ảnh %d", i);
	}
	/* 1 is never painted; 3 comes before 2; 0 is divided by a text between its halves */
	int p = pages_add_tag (pages, TAG_P, article, -1);
	sample_picture (pages, 0, figures[0], 20, 20, 50, 50, jpeg, IMAGE_JPEG);
	sample_text (pages, 0, p, 20, 80, "giữa");
	sample_picture (pages, 0, figures[0], 20, 100, 50, 50, jpeg, IMAGE_JPEG);
	sample_picture (pages, 0, figures[3], 20, 200, 50, 50, jpeg, IMAGE_JPEG);
	sample_picture (pages, 1, figures[2], 20, 20, 50, 50, jpeg, IMAGE_JPEG);
	sample_rule (pages, 1, figures[4], 20, 100, 50, 50, (Color){ 9, 9, 9 });
	g_autofree char *pdf = finish_clean (pages, false);
	g_autofree char *script = g_build_filename (g_getenv ("SOURCE"), "tests", "finish", "alt.py", NULL);
	g_autofree char *alts = run (0, "qpdf --json=2 --json-key=qpdf %s | python3 %s", pdf, script);
	g_assert_cmpstr (alts, ==, "Ảnh 0\nẢnh 0\nẢnh 3\nẢnh 2\nẢnh 4\n");
}

static void test_header_cells_have_a_scope (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	int table = sample_tag (pages, TAG_TABLE);
	for (int row = 0; row < 2; row++) {
		int tr = pages_add_tag (pages, TAG_ROW, table, -1);
		for (int cell = 0; cell < 2; cell++) {
			int tag = pages_add_tag (pages, row == 0 ? TAG_HEAD_CELL : TAG_CELL, tr, -1);
			sample_text (pages, 0, tag, 20 + 50 * cell, 40 + 20 * row, "ô");
		}
	}
	g_autofree char *pdf = finish_clean (pages, false);
	g_autofree char *plain = plain_of (pdf);
	g_assert_cmpuint (count_of (plain, "/Scope /Column"), ==, 2);
	g_autofree char *tree = run (0, "pdfinfo -struct %s", pdf);
	g_assert_cmpuint (count_of (tree, "TH"), ==, 2);
	g_assert_cmpuint (count_of (tree, "TD"), ==, 2);
}

/* Cells without content stand first, in the middle and last; a row of nothing is no row. */
static void test_rows_have_all_cells (void)
{
	static const char *const table[4][3] = {
		{ NULL, "sáng", "chiều" }, { "bến", NULL, "2" }, { NULL, NULL, NULL }, { "chợ", NULL, NULL }
	};
	g_autoptr (Pages) pages = sample_pages (1);
	int tag = sample_tag (pages, TAG_TABLE);
	for (int row = 0; row < 4; row++) {
		int tr = pages_add_tag (pages, TAG_ROW, tag, -1);
		for (int column = 0; column < 3; column++) {
			int cell = pages_add_tag (pages, row == 0 ? TAG_HEAD_CELL : TAG_CELL, tr, -1);
			if (table[row][column] != NULL)
				sample_text (pages, 0, cell, 20 + 50 * column, 40 + 20 * row,
					     table[row][column]);
		}
	}
	g_autofree char *pdf = finish_clean (pages, false);
	g_autofree char *tree =
		run (0, "pdfinfo -struct-text %s | sed -n 's/^ *\\(T[RHD]\\|\"\\)/\\1/p'", pdf);
	g_autofree char *flat = g_strdelimit (g_strdup (tree), "\n", ' ');
	g_assert_nonnull (strstr (
		flat, "TR TH: TH: \"sáng\" TH: \"chiều\" TR TD \"bến\" TD TD \"2\" TR TD \"chợ\" TD TD"));
	g_autofree char *plain = plain_of (pdf);
	g_assert_cmpuint (count_of (plain, "/Scope /Column"), ==, 3);
}

static void test_headings_skip_no_level (void)
{
	static const TagType types[] = { TAG_H3, TAG_H3, TAG_H1, TAG_H3, TAG_H2, TAG_H3, TAG_H1, TAG_H2 };
	static const char *const expected = "H1 H2 H1 H2 H2 H3 H1 H2 ";
	g_autoptr (Pages) pages = sample_pages (1);
	for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
		sample_text (pages, 0, sample_tag (pages, types[i]), 20, 40 + 20 * (double) i, "tít");
	g_autofree char *pdf = finish_clean (pages, false);
	g_autofree char *tree =
		run (0, "pdfinfo -struct %s | sed -n 's/^ *\\(H[1-6]\\).*/\\1/p' | tr '\\n' ' '", pdf);
	g_assert_cmpstr (tree, ==, expected);
}

static void test_notes_have_names (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	for (int i = 0; i < 3; i++)
		sample_text (pages, 0, sample_tag (pages, TAG_NOTE), 20, 40 + 20 * i, "chú thích");
	g_autofree char *pdf = finish_clean (pages, false);
	g_autofree char *plain = plain_of (pdf);
	for (int i = 1; i <= 3; i++) {
		g_autofree char *name = g_strdup_printf ("(note-%06d)", i);
		g_autofree char *id = g_strconcat ("/ID ", name, NULL);
		g_assert_cmpuint (count_of (plain, id), ==, 1);
		g_assert_cmpuint (count_of (plain, name), ==, 2); /* and in the tree of names */
	}
	g_assert_cmpuint (count_of (plain, "/IDTree"), ==, 1);
}

/* ---- Metadata and colour ------------------------------------------------------------- */

static void test_metadata (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	pages->title = "Sông & <Quê>";
	sample_text (pages, 0, sample_tag (pages, TAG_P), 20, 40, "Việt Nam");
	g_autofree char *pdf = finish_clean (pages, false);
	g_autofree char *xmp = run (
		0, "pdfinfo -enc UTF-8 -meta %s >meta.xml && xmllint --noout meta.xml && cat meta.xml", pdf);
	static const char *const parts[] = {
		"<rdf:li xml:lang=\"x-default\">Sông &amp; &lt;Quê&gt;</rdf:li>",
		"<rdf:li>Tòa soạn</rdf:li>",
		"<rdf:li>vi</rdf:li>",
		"<xmp:CreateDate>2020-09-05T00:00:00Z</xmp:CreateDate>",
		"<pdfaid:part>2</pdfaid:part>",
		"<pdfaid:conformance>A</pdfaid:conformance>",
		"<pdfuaid:part>1</pdfuaid:part>",
	};
	for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
		g_assert_nonnull (strstr (xmp, parts[i]));
}

/* What has no structure does not claim one. */
static void test_metadata_of_untagged (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	sample_text (pages, 0, 0, 20, 40, "Việt Nam");
	g_autofree char *pdf = finish_clean (pages, false);
	g_autofree char *xmp = run (
		0, "pdfinfo -enc UTF-8 -meta %s >meta.xml && xmllint --noout meta.xml && cat meta.xml", pdf);
	g_assert_nonnull (strstr (xmp, "<pdfaid:conformance>U</pdfaid:conformance>"));
	g_assert_null (strstr (xmp, "pdfuaid"));
}

static void check_profile (const GByteArray *profile, const char *kind, const char *space)
{
	const guint8 *data = profile->data;
	guint32 size = (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
	g_assert_cmpuint (size, ==, profile->len);
	g_assert_cmpuint (profile->len % 4, ==, 0);
	g_assert_cmpmem (data + 12, 4, kind, 4);
	g_assert_cmpmem (data + 16, 4, space, 4);
	g_assert_cmpmem (data + 36, 4, "acsp", 4);
	guint n_tags = data[131];
	for (guint i = 0; i < n_tags; i++) {
		const guint8 *row = data + 132 + 12 * i;
		guint offset = (guint) row[6] << 8 | row[7], length = (guint) row[10] << 8 | row[11];
		g_assert_cmpuint (offset % 4, ==, 0);
		g_assert_cmpuint (offset, >=, 132 + 12 * n_tags);
		g_assert_cmpuint (offset + length, <=, profile->len);
	}
}

static void test_profiles (void)
{
	g_autoptr (GByteArray) rgb = finish_profile_rgb ();
	g_autoptr (GByteArray) cmyk = finish_profile_cmyk ();
	check_profile (rgb, "mntr", "RGB ");
	check_profile (cmyk, "scnr", "CMYK");
}

/* Poppler and Ghostscript, which both follow profiles, show the colours that the inks should have. */
static void test_inks (void)
{
	static const struct {
		guint32 inks, seen;
	} cases[] = { { 0xFF000000, 0x009EE0 }, { 0x00FF0000, 0xE6007E }, { 0x0000FF00, 0xFFED00 },
		      { 0x000000FF, 0x1D1D1B }, { 0xFFFF0000, 0x312783 }, { 0xFF00FF00, 0x009640 },
		      { 0x00FFFF00, 0xE30613 }, { 0x00000000, 0xFFFFFF } };
	for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autofree char *jpeg =
			sample_jpeg ("ink.jpg", 32, 32, 4, true, one_color, GUINT_TO_POINTER (cases[i].inks));
		g_autoptr (Pages) pages = sample_pages (1);
		sample_picture (pages, 0, sample_tag (pages, TAG_FIGURE), 20, 20, 100, 100, jpeg, IMAGE_JPEG);
		g_autofree char *pdf = finish_clean (pages, false);
		g_autoptr (cairo_surface_t) seen = poppler_of (pdf);
		assert_near (dot_at (seen, 60, 60), cases[i].seen);
		g_free (run (0, "gs -q -o g.png -sDEVICE=png16m -r72 %s", pdf));
		g_autofree char *path = in_folder ("g.png");
		g_autoptr (cairo_surface_t) other = cairo_image_surface_create_from_png (path);
		assert_near (dot_at (other, 60, 60), cases[i].seen);
	}
}

static void test_one_profile_for_all_inks (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	for (int i = 0; i < 3; i++) {
		g_autofree char *name = g_strdup_printf ("ink-%d.jpg", i);
		g_autofree char *jpeg =
			sample_jpeg (name, 16, 16, 4, false, one_color, GUINT_TO_POINTER (0xFF << 8 * i));
		sample_picture (pages, 0, sample_tag (pages, TAG_FIGURE), 20, 20 + 60 * i, 50, 50, jpeg,
				IMAGE_JPEG);
	}
	g_autofree char *pdf = finish_clean (pages, false);
	g_autofree char *plain = plain_of (pdf);
	g_assert_cmpuint (count_of (plain, "/N 4"), ==, 1);
	g_assert_cmpuint (count_of (plain, "/ICCBased"), ==, 3);
	g_assert_null (strstr (plain, "/DeviceCMYK"));
}

/* ---- Fonts and pictures -------------------------------------------------------------- */

static void test_cid_to_gid_map (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	sample_text_in (pages, 0, sample_tag (pages, TAG_P), 20, 40, 10, SANS, "Đường, abc");
	g_autofree char *pdf = finish_clean (pages, false);
	g_autofree char *plain = plain_of (pdf);
	g_assert_cmpuint (count_of (plain, "/CIDFontType2"), >, 0);
	g_assert_cmpuint (count_of (plain, "/CIDFontType2"), ==, count_of (plain, "/CIDToGIDMap /Identity"));
}

static void test_no_interpolation (void)
{
	g_autofree char *jpeg = field_photo ();
	g_autoptr (Pages) pages = sample_pages (1);
	sample_picture (pages, 0, sample_tag (pages, TAG_FIGURE), 20, 20, 50, 50, jpeg, IMAGE_JPEG);
	g_autofree char *pdf = finish_clean (pages, false);
	g_autofree char *plain = plain_of (pdf);
	g_assert_cmpuint (count_of (plain, "/Subtype /Image"), ==, 1);
	g_assert_null (strstr (plain, "/Interpolate true"));
	g_free (run (0, "rm -f got*; pdfimages -j %s got && cmp got-000.jpg field.jpg", pdf));
}

static void test_adobe_cmyk_is_not_inverted (void)
{
	for (int adobe = 0; adobe < 2; adobe++) {
		g_autofree char *jpeg =
			sample_jpeg ("cmyk.jpg", 32, 32, 4, adobe, one_color, GUINT_TO_POINTER (0x00FFFF00));
		g_autoptr (Pages) pages = sample_pages (1);
		sample_picture (pages, 0, sample_tag (pages, TAG_FIGURE), 20, 20, 100, 100, jpeg, IMAGE_JPEG);
		g_autofree char *pdf = finish_clean (pages, false);
		g_autofree char *plain = plain_of (pdf);
		g_assert_cmpuint (count_of (plain, "/Decode"), ==, (guint) adobe);
		g_autoptr (cairo_surface_t) seen = poppler_of (pdf);
		guint32 dot = dot_at (seen, 60, 60); /* magenta and yellow: red */
		g_assert_cmpuint (dot >> 16, >, 0xC0);
		g_assert_cmpuint (dot >> 8 & 0xFF, <, 0x50);
		g_assert_cmpuint (dot & 0xFF, <, 0x50);
		g_free (run (0, "mutool draw -q -r 72 -o m.png %s 1", pdf));
		g_autofree char *path = in_folder ("m.png");
		g_autoptr (cairo_surface_t) other = cairo_image_surface_create_from_png (path);
		g_assert_cmpuint (dot_at (other, 60, 60) >> 16, >, 0xC0);
		g_assert_cmpuint (dot_at (other, 60, 60) & 0xFF, <, 0x50);
	}
}

/* ---- The file ------------------------------------------------------------------------ */

static void test_same_bytes_twice (void)
{
	g_autofree char *jpeg = field_photo ();
	g_autoptr (Pages) pages = sample_pages (4);
	for (int page = 0; page < 4; page++) {
		sample_text (pages, page, sample_tag (pages, TAG_P), 20, 40, "Việt Nam");
		sample_picture (pages, page, sample_tag (pages, TAG_FIGURE), 20, 60, 50, 50, jpeg,
				IMAGE_JPEG);
	}
	char *sums[2];
	for (int i = 0; i < 2; i++) {
		g_autofree char *pdf = finish_clean (pages, false);
		sums[i] = file_sha256 (pdf, NULL, NULL);
	}
	g_assert_cmpstr (sums[0], ==, sums[1]);
	g_free (sums[0]);
	g_free (sums[1]);
}

static void test_newline_before_endstream (void)
{
	g_autoptr (Pages) pages = sample_pages (1);
	sample_text (pages, 0, sample_tag (pages, TAG_P), 20, 40, "Việt Nam");
	g_autofree char *pdf = finish_clean (pages, false);
	g_autofree char *data = NULL;
	gsize size;
	g_assert_true (g_file_get_contents (pdf, &data, &size, NULL));
	guint n = 0;
	for (gsize i = 1; i + 9 < size; i++)
		if (memcmp (data + i, "endstream", 9) == 0) {
			g_assert_cmpint (data[i - 1], ==, '\n');
			n++;
		}
	g_assert_cmpuint (n, >, 3);
	g_autofree char *streams = run (0, "grep -ac /ObjStm %s", pdf);
	g_assert_cmpint (atoi (streams), >, 0);
}

static void finish_refused (const Pages *pages, const char *from)
{
	g_autofree char *to = in_folder ("refused.pdf");
	GError *error = NULL;
	g_assert_false (finish_pdf (pages, from, to, &error));
	g_assert_nonnull (error);
	g_assert_nonnull (strstr (error->message, "from.pdf"));
	g_error_free (error);
	g_autofree char *left = run (0, "ls | grep refused || true");
	g_assert_cmpstr (left, ==, "");
}

static void test_damaged_input (void)
{
	g_autoptr (Pages) pages = sample_pages (2);
	sample_text (pages, 0, sample_tag (pages, TAG_P), 20, 40, "Việt Nam");
	g_free (finish_clean (pages, false));
	g_autofree char *from = in_folder ("from.pdf");
	g_autofree char *data = NULL;
	gsize size;
	g_assert_true (g_file_get_contents (from, &data, &size, NULL));
	static const double parts[] = { 0, 0.3, 0.6, 0.95 };
	for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
		g_assert_true (g_file_set_contents (from, data, (gssize) ((double) size * parts[i]), NULL));
		finish_refused (pages, from);
	}
	g_assert_true (g_file_set_contents (from, "not a PDF", -1, NULL));
	finish_refused (pages, from);
	g_assert_cmpint (g_unlink (from), ==, 0);
	finish_refused (pages, from);
}

static void test_pdf_of_other_pages (void)
{
	g_autoptr (Pages) pages = sample_pages (2);
	int link = sample_tag (pages, TAG_LINK);
	pages_tag (pages, link)->uri = "https://example.org/";
	sample_text (pages, 0, link, 20, 40, "Việt Nam");
	g_free (finish_clean (pages, false));
	g_autofree char *from = in_folder ("from.pdf");
	g_autoptr (Pages) fewer = sample_pages (1);
	finish_refused (fewer, from);
	g_autoptr (Pages) untagged = sample_pages (2);
	finish_refused (untagged, from);
	pages->width = PT (200);
	finish_refused (pages, from);
}

static long memory_peak (void)
{
	struct rusage usage;
	getrusage (RUSAGE_SELF, &usage);
	return usage.ru_maxrss / 1024;
}

static void test_thousand_pages (void)
{
	g_autoptr (Pages) pages = sample_pages (1000);
	for (int page = 0; page < 1000; page++) {
		int article = sample_tag (pages, TAG_ARTICLE);
		for (int i = 0; i < 10; i++) {
			int link = pages_add_tag (pages, TAG_LINK, pages_add_tag (pages, TAG_P, article, -1),
						  -1);
			pages_tag (pages, link)->uri = "https://example.org/";
			sample_text (pages, page, link, 20, 40 + i * 12, "đồng lúa ");
		}
	}
	g_autofree char *from = in_folder ("from.pdf"), *to = in_folder ("to.pdf");
	GError *error = NULL;
	paint_pdf (pages, from, false, &error);
	g_assert_no_error (error);
	long before = memory_peak ();
	finish_pdf (pages, from, to, &error);
	g_assert_no_error (error);
	long grown = memory_peak () - before;
	g_test_message ("grown by %ld MB", grown);
#ifdef __SANITIZE_ADDRESS__
	g_assert_cmpint (grown, <, 1200);
#else
	g_assert_cmpint (grown, <, 300);
#endif
	g_free (run (0, "qpdf --check %s", to));
}

int main (int argc, char *argv[])
{
	g_test_init (&argc, &argv, NULL);
	sample_start ();
#define TEST(name) g_test_add_func ("/finish/" #name, test_##name)
	TEST (catalogue);
	TEST (untagged_pages_are_not_marked);
	TEST (dates_have_their_d);
	TEST (boxes);
	TEST (content);
	TEST (content_of_others);
	TEST (content_cut_anywhere);
	TEST (grays_and_artifacts);
	TEST (links_say_where_they_lead);
	TEST (contents_are_bounded);
	TEST (figures_get_their_own_alt);
	TEST (header_cells_have_a_scope);
	TEST (rows_have_all_cells);
	TEST (headings_skip_no_level);
	TEST (notes_have_names);
	TEST (metadata);
	TEST (metadata_of_untagged);
	TEST (profiles);
	TEST (inks);
	TEST (one_profile_for_all_inks);
	TEST (cid_to_gid_map);
	TEST (no_interpolation);
	TEST (adobe_cmyk_is_not_inverted);
	TEST (same_bytes_twice);
	TEST (newline_before_endstream);
	TEST (damaged_input);
	TEST (pdf_of_other_pages);
	TEST (thousand_pages);
	int result = g_test_run ();
	sample_stop ();
	return result;
}
