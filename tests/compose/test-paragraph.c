/* Paragraphs with real fonts: the lines as a golden text (UPDATE=1 rewrites it), and what holds for every one
 * of them. */
#include "compose/paragraph.h"

#include <string.h>

#define GOLDEN "/tests/compose/paragraph.expected"

static const Place place = { "articles/bai-01.md", 7, 3 };

static const char story[] = "Sáng sớm ngày 6 tháng 8 năm 2020, nước từ kênh cấp hai đã về tới chân ruộng của "
			    "ấp Hòa Thuận – sớm hơn mọi năm "
			    "gần hai tuần. Theo Kế hoạch số 92-KH/ĐUK, hợp tác xã đã nạo vét 14 km kênh "
			    "mương, gia cố ba cống đầu mối và lắp "
			    "thêm hai trạm bơm điện; nhờ vậy 1.250 ha lúa hè thu xuống giống đúng lịch. Ông "
			    "tổ trưởng tổ thủy nông kể: “Năm "
			    "ngoái phải chờ từng con nước, thức trắng mấy đêm liền mới đủ bơm cho một cánh "
			    "đồng”. Tổng chi phí khoảng 3,5 tỷ "
			    "đồng, trong đó bà con góp 20 % bằng ngày công. Bước sang giai đoạn 2021 - 2025, "
			    "ấp dự kiến chuyển 180 ha đất gò "
			    "sang trồng cây ăn trái, kết hợp nuôi ong và làm du lịch vườn, để người trẻ có "
			    "việc ngay tại quê mình.";

typedef struct {
	Pages *pages;
	Diag *diag;
	Fonts *fonts;
	Setter *setter;
	TextStyle style;
} Fixture;

static void open_setter (Fixture *fixture, gconstpointer data)
{
	(void) data;
	g_autoptr (GError) error = NULL;
	fixture->pages = pages_new (MM (210), MM (297), 0);
	fixture->diag = diag_new ();
	fixture->fonts = fonts_new (fixture->pages, &error);
	g_assert_no_error (error);
	fixture->setter = setter_new (fixture->pages, fixture->fonts, fixture->diag);
	fixture->style = (TextStyle){ .family = "Gentium Book Plus",
				      .weight = 400,
				      .size = PT (10),
				      .leading = PT (13.2),
				      .first_indent = MM (4),
				      .space_least = 80,
				      .space_natural = 100,
				      .space_most = 150 };
}

static void close_setter (Fixture *fixture, gconstpointer data)
{
	(void) data;
	setter_free (fixture->setter);
	fonts_free (fixture->fonts);
	diag_free (fixture->diag);
	pages_free (fixture->pages);
}

static gsize set (Fixture *fixture, const char *text, ParagraphOptions options, Line **lines)
{
	StyledSpan span = { .text = text, .tag = 1, .place = &place };
	return paragraph_set (fixture->setter, &span, 1, &fixture->style, &options, lines);
}

static char *line_text (const Line *line)
{
	GString *text = g_string_new (NULL);
	for (gsize i = 0; i < line->n_pieces; i++)
		g_string_append (text, line->pieces[i].run->text);
	return g_string_free (text, FALSE);
}

static char *all_text (const Line *lines, gsize n_lines)
{
	GString *text = g_string_new (NULL);
	for (gsize i = 0; i < n_lines; i++) {
		g_autofree char *line = line_text (&lines[i]);
		g_string_append (text, line);
	}
	return g_string_free (text, FALSE);
}

static void dump_line (GString *out, const Line *line)
{
	g_string_append_printf (out, "%6d %6d %5d %5d", line->x, line->width, line->above, line->below);
	for (gsize i = 0; i < line->n_pieces; i++) {
		const Piece *piece = &line->pieces[i];
		g_string_append_printf (out, " %d+%d", piece->x, piece->width);
		if (piece->rise != 0)
			g_string_append_printf (out, "^%d", piece->rise);
		g_string_append_printf (out, " t%d [%s]", piece->tag, piece->run->text);
	}
	g_string_append (out, line->overfull ? " overfull\n" : "\n");
}

static void dump_lines (GString *out, const char *title, const Line *lines, gsize n_lines)
{
	g_string_append_printf (out, "== %s\n", title);
	for (gsize i = 0; i < n_lines; i++)
		dump_line (out, &lines[i]);
}

/* ---- Golden --------------------------------------------------------------------------- */

static void dump_story (Fixture *fixture, GString *out)
{
	static const int measures[] = { 45, 57, 87 };
	for (gsize i = 0; i < G_N_ELEMENTS (measures); i++) {
		g_autofree char *title = g_strdup_printf ("%d mm", measures[i]);
		Line *lines;
		gsize n =
			set (fixture, story,
			     (ParagraphOptions){ .measure = MM (measures[i]), .indent_first = true }, &lines);
		dump_lines (out, title, lines, n);
	}
}

static void dump_mixed (Fixture *fixture, GString *out)
{
	const Color red = { 200, 0, 0 };
	const StyledSpan spans[] = {
		{ .text = "Một câu có ", .tag = 1, .place = &place },
		{ .text = "chữ nghiêng", .tag = 1, .style = SPAN_EMPHASIS, .place = &place },
		{ .text = ", chữ ", .tag = 1, .place = &place },
		{ .text = "đ", .tag = 1, .style = SPAN_STRONG, .place = &place },
		{ .text = "ậm một phần, một ", .tag = 1, .place = &place },
		{ .text = "liên kết đỏ", .tag = 2, .color = &red, .place = &place },
		{ .text = " và số chú thích", .tag = 1, .place = &place },
		{ .text = "12", .tag = 3, .note = 12, .style = SPAN_SUPERSCRIPT, .place = &place },
		{ .text = ".", .tag = 1, .place = &place, .line_break = true },
		{ .text = " Dòng mới sau chỗ xuống dòng, xem https://tapchi.example/so-9-2020/bai-01.html để "
			  "biết.",
		  .tag = 1 },
	};
	ParagraphOptions options = { .measure = MM (57), .drop_lines = 2, .drop_indent = MM (10) };
	Line *lines;
	gsize n = paragraph_set (fixture->setter, spans, G_N_ELEMENTS (spans), &fixture->style, &options,
				 &lines);
	dump_lines (out, "mixed", lines, n);
}

static void dump_headlines (Fixture *fixture, GString *out)
{
	static const char headline[] = "Nước về đồng sớm, đất gò thêm xanh ở ấp Hòa Thuận";
	TextStyle *style = &fixture->style;
	style->family = "Roboto Condensed";
	style->weight = 700;
	style->size = PT (24);
	style->caps = true;
	for (Align align = ALIGN_LEFT; align <= ALIGN_RIGHT; align++) {
		Line *lines;
		style->align = align;
		gsize n = set (fixture, headline,
			       (ParagraphOptions){ .measure = MM (110), .mode = LINES_BALANCED }, &lines);
		dump_lines (out,
			    align == ALIGN_LEFT     ? "left"
			    : align == ALIGN_CENTER ? "centred"
						    : "right",
			    lines, n);
	}
	style->tracking = 50;
	dump_lines (out, "one line, tracked",
		    paragraph_line (fixture->setter, "Số 9 - 2020", style, 4, &place), 1);
}

static void test_golden (Fixture *fixture, gconstpointer data)
{
	(void) data;
	g_autoptr (GString) out = g_string_new (NULL);
	dump_story (fixture, out);
	dump_mixed (fixture, out);
	dump_headlines (fixture, out);
	g_autofree char *path = g_strconcat (g_getenv ("SOURCE"), GOLDEN, NULL), *expected = NULL;
	if (g_getenv ("UPDATE") != NULL)
		g_assert_true (g_file_set_contents (path, out->str, -1, NULL));
	g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
	g_assert_cmpstr (out->str, ==, expected);
	g_autofree char *complaints = diag_print (fixture->diag);
	g_assert_cmpstr (complaints, ==, "");
}

/* ---- What always holds ------------------------------------------------------------------- */

/* Right end of the last glyph that is seen: of what stands before the trailing space. */
static void check_run (const Line *line, const Piece *piece)
{
	const GlyphRun *run = piece->run;
	gsize n_bytes = 0, n_glyphs = 0;
	for (gsize i = 0; i < run->n_clusters; i++) {
		n_bytes += run->clusters[i].n_bytes;
		n_glyphs += run->clusters[i].n_glyphs;
	}
	g_assert_cmpuint (n_bytes, ==, strlen (run->text));
	g_assert_cmpuint (n_glyphs, ==, run->n_glyphs);
	for (gsize i = 1; i < run->n_glyphs; i++)
		g_assert_cmpint (run->glyphs[i].x, >=, run->glyphs[i - 1].x);
	g_assert_cmpint (piece->x, >=, line->x);
	g_assert_cmpint (piece->x + piece->width, <=, line->x + line->width + 2);
}

static void check_line (const Line *line, Length measure, bool last)
{
	g_autofree char *text = line_text (line);
	g_assert_false (line->overfull);
	g_assert_false (g_str_has_prefix (text, "-") || g_str_has_prefix (text, "–") ||
			g_str_has_prefix (text, " "));
	g_assert_cmpint (g_str_has_suffix (text, " "), ==, !last);
	if (!last)
		g_assert_cmpint (ABS (line->x + line->width - measure), <=, 2);
	g_assert_cmpint (line->x + line->width, <=, measure + 2);
	for (gsize i = 0; i < line->n_pieces; i++)
		check_run (line, &line->pieces[i]);
	const Piece *end = &line->pieces[line->n_pieces - 1];
	g_assert_cmpint (ABS (end->x + end->width - line->x - line->width), <=, 2);
}

/* Every word in its place, lines as wide as the measure, at many measures; spaces within the style's bounds.
 */
static void test_story (Fixture *fixture, gconstpointer data)
{
	(void) data;
	for (Length measure = MM (40); measure <= MM (180); measure += MM (3.7)) {
		Line *lines;
		gsize n = set (fixture, story, (ParagraphOptions){ .measure = measure, .indent_first = true },
			       &lines);
		g_assert_cmpuint (n, >=, 4);
		for (gsize i = 0; i < n; i++)
			check_line (&lines[i], measure, i + 1 == n);
		g_assert_cmpint (lines[0].x, ==, MM (4));
		g_autofree char *text = all_text (lines, n);
		g_assert_cmpstr (text, ==, story);
	}
	g_assert_cmpuint (diag_count (fixture->diag, SEVERITY_ERROR) +
				  diag_count (fixture->diag, SEVERITY_WARNING),
			  ==, 0);
}

/* Letters give before spaces, within the style's limits; the text stays, and lines end on their measure or
 * with a hanging sign beyond it. */
static void test_microtypography (Fixture *fixture, gconstpointer data)
{
	(void) data;
	fixture->style.scale_most = 20;
	fixture->style.tracking_most = 10;
	fixture->style.hang = 100;
	bool widened = false, narrowed = false, hung = false;
	for (Length measure = MM (50); measure <= MM (90); measure += MM (1.3)) {
		Line *lines;
		gsize n = set (fixture, story, (ParagraphOptions){ .measure = measure }, &lines);
		g_autofree char *text = all_text (lines, n);
		g_assert_cmpstr (text, ==, story);
		for (gsize i = 0; i < n; i++) {
			int scale = lines[i].pieces[0].run->scale;
			Length beyond = lines[i].x + lines[i].width - measure;
			g_autofree char *line = line_text (&lines[i]);
			bool comma = strchr (".,", g_strchomp (line)[strlen (line) - 1]) != NULL;
			g_assert_cmpint (ABS (scale - 1000), <=, 20);
			widened |= scale > 1000;
			narrowed |= scale < 1000;
			if (i + 1 == n) {
				g_assert_cmpint (scale, <=, 1000); /* narrower where it is full */
				continue;
			}
			hung |= comma;
			if (comma)
				g_assert_cmpint (beyond, >, PT (1));
			g_assert_cmpint (beyond, <, PT (3));
			g_assert_cmpint (beyond, >=, -2);
		}
	}
	g_assert_true (widened && narrowed && hung);
}

static void test_hanging_quote (Fixture *fixture, gconstpointer data)
{
	(void) data;
	Line *lines;
	fixture->style.hang = 100;
	set (fixture, "“Nước lên rồi”, bà nói", (ParagraphOptions){ .measure = MM (90) }, &lines);
	g_assert_cmpint (lines[0].x, <, -PT (1));
	g_assert_cmpint (lines[0].pieces[0].x, ==, lines[0].x);
	fixture->style.hang = 50;
	Length whole = lines[0].x;
	set (fixture, "“Nước lên rồi”, bà nói", (ParagraphOptions){ .measure = MM (90) }, &lines);
	g_assert_cmpint (ABS (2 * lines[0].x - whole), <=, 1);
	fixture->style.align = ALIGN_LEFT;
	set (fixture, "“Nước lên rồi”, bà nói", (ParagraphOptions){ .measure = MM (90) }, &lines);
	g_assert_cmpint (lines[0].x, ==, 0);
}

/* No space is narrower than the least, nor than 0.16 em. */
static void test_least_space (Fixture *fixture, gconstpointer data)
{
	(void) data;
	fixture->style.space_least = 10;
	fixture->style.scale_most = 20;
	const Face *face =
		fonts_face (fixture->fonts, "Gentium Book Plus", 400, false, &place, fixture->diag);
	hb_codepoint_t space;
	g_assert_true (hb_font_get_nominal_glyph (face->font, ' ', &space));
	Length least = G_MAXINT;
	for (Length measure = MM (40); measure <= MM (90); measure += MM (0.9)) {
		Line *lines;
		gsize n = set (fixture, story, (ParagraphOptions){ .measure = measure }, &lines);
		for (gsize i = 0; i < n; i++)
			for (gsize k = 0; k + 1 < lines[i].pieces[0].run->n_glyphs; k++) {
				const Glyph *glyph = &lines[i].pieces[0].run->glyphs[k];
				if (glyph->glyph == space)
					least = MIN (least, glyph[1].x - glyph->x);
			}
	}
	g_assert_cmpint (least, >=, PT (1.6) - 2);
	g_assert_cmpint (least, <, PT (2.1));
}

static void test_twice (Fixture *fixture, gconstpointer data)
{
	(void) data;
	g_autoptr (GString) first = g_string_new (NULL), second = g_string_new (NULL);
	dump_story (fixture, first);
	dump_story (fixture, second);
	g_assert_cmpstr (first->str, ==, second->str);
}

static void test_missing_glyph (Fixture *fixture, gconstpointer data)
{
	(void) data;
	Line *lines;
	set (fixture, "Chữ 漢 và 漢字 lạ", (ParagraphOptions){ .measure = MM (57) }, &lines);
	set (fixture, "lại 漢", (ParagraphOptions){ .measure = MM (57) }, &lines);
	g_autofree char *complaints = diag_print (fixture->diag);
	g_assert_nonnull (strstr (complaints, "articles/bai-01.md:7:3: error: "));
	g_assert_nonnull (strstr (complaints, "漢 U+6F22 (Gentium Book Plus)"));
	g_assert_nonnull (strstr (complaints, "字 U+5B57"));
	g_assert_cmpuint (diag_count_kind (fixture->diag, DIAG_MISSING_GLYPH), ==, 2);
}

static void test_capitals (Fixture *fixture, gconstpointer data)
{
	(void) data;
	fixture->style.caps = true;
	Line *line = paragraph_line (fixture->setter, "đường thủy, ưu tiên số 1", &fixture->style, 0, NULL);
	g_autofree char *text = line_text (line);
	g_assert_cmpstr (text, ==, "ĐƯỜNG THỦY, ƯU TIÊN SỐ 1");
}

/* A word much wider than the column is refused; a rule gives way before text is set over text. */
static void test_too_wide (Fixture *fixture, gconstpointer data)
{
	(void) data;
	Line *lines;
	gsize n = set (fixture, "một aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa hai",
		       (ParagraphOptions){ .measure = MM (30) }, &lines);
	g_assert_cmpuint (n, ==, 3);
	g_assert_true (lines[1].overfull);
	g_autofree char *complaints = diag_print (fixture->diag);
	g_assert_nonnull (strstr (complaints, "\"aaaaa"));
	g_assert_cmpuint (diag_count_kind (fixture->diag, DIAG_OVERSET), ==, 1);
	n = set (fixture, "Hội nghị ngày 30 TP. Hồ Chí Minh rồi về", (ParagraphOptions){ .measure = MM (14) },
		 &lines);
	for (gsize i = 0; i < n; i++)
		g_assert_false (lines[i].overfull);
}

static void test_spaces (Fixture *fixture, gconstpointer data)
{
	(void) data;
	const StyledSpan spans[] = {
		{ .text = "  một " },
		{ .text = " hai\302\240 " },
		{ .text = "" },
		{ .text = "ba ", .line_break = true },
		{ .text = " ", .line_break = true },
		{ .text = " bốn  " },
	};
	ParagraphOptions options = { .measure = MM (100) };
	Line *lines;
	g_assert_cmpuint (paragraph_set (fixture->setter, spans, 6, &fixture->style, &options, &lines), ==,
			  2);
	g_autofree char *first = line_text (&lines[0]), *second = line_text (&lines[1]);
	g_assert_cmpstr (first, ==, "một hai ba ");
	g_assert_cmpstr (second, ==, "bốn");
	g_assert_cmpuint (set (fixture, " \n ", options, &lines), ==, 0);
	g_assert_cmpuint (paragraph_line (fixture->setter, "", &fixture->style, 0, NULL)->n_pieces, ==, 0);
}

static void test_widths (Fixture *fixture, gconstpointer data)
{
	(void) data;
	StyledSpan span = { .text = "khóa XIII mở ra", .place = &place };
	Length least, natural;
	paragraph_widths (fixture->setter, &span, 1, &fixture->style, &least, &natural);
	Line *all = paragraph_line (fixture->setter, span.text, &fixture->style, 0, &place);
	Line *kept = paragraph_line (fixture->setter, "khóa XIII", &fixture->style, 0, &place);
	g_assert_cmpint (natural, >=, all->width);
	g_assert_cmpint (natural, <=, all->width + 2);
	g_assert_cmpint (least, >=, kept->width);
	g_assert_cmpint (least, <=, kept->width + 2);
	Line *lines;
	fixture->style.align = ALIGN_LEFT;
	g_assert_cmpuint (set (fixture, span.text, (ParagraphOptions){ .measure = natural }, &lines), ==, 1);
}

/* A family that is not there is told once, and nothing is set in another. */
static void test_no_family (Fixture *fixture, gconstpointer data)
{
	(void) data;
	fixture->style.family = "Vollkorn";
	Line *lines;
	g_assert_cmpuint (set (fixture, story, (ParagraphOptions){ .measure = MM (57) }, &lines), ==, 0);
	g_assert_cmpuint (paragraph_line (fixture->setter, "a", &fixture->style, 0, NULL)->n_pieces, ==, 0);
	g_assert_cmpuint (diag_count_kind (fixture->diag, DIAG_MISSING_FONT), ==, 1);
}

/* A word of 50,000 letters, a heap of marks, many spans. */
static void test_hostile (Fixture *fixture, gconstpointer data)
{
	(void) data;
	g_autofree char *word = g_strnfill (50000, 'm');
	Line *lines;
	g_assert_cmpuint (set (fixture, word, (ParagraphOptions){ .measure = MM (57) }, &lines), ==, 1);
	g_assert_true (lines[0].overfull);
	g_autoptr (GString) heap = g_string_new ("e");
	for (int i = 0; i < 5000; i++)
		g_string_append (heap, "\314\202");
	g_assert_cmpuint (set (fixture, heap->str, (ParagraphOptions){ .measure = MM (57) }, &lines), ==, 1);
	g_assert_cmpuint (set (fixture, "a b", (ParagraphOptions){ .measure = -MM (5) }, &lines), ==, 2);
	g_autofree StyledSpan *spans = g_new0 (StyledSpan, 20000);
	for (gsize i = 0; i < 20000; i++)
		spans[i] = (StyledSpan){ .text = i % 3 == 0 ? "a" : " b ",
					 .style = i % 2 == 0 ? SPAN_EMPHASIS : 0,
					 .place = &place };
	ParagraphOptions options = { .measure = MM (57) };
	g_assert_cmpuint (paragraph_set (fixture->setter, spans, 20000, &fixture->style, &options, &lines), >,
			  500);
}

#define WITH_SETTER(path, test) g_test_add (path, Fixture, NULL, open_setter, test, close_setter)

int main (int argc, char **argv)
{
	g_test_init (&argc, &argv, NULL);
	g_setenv ("SOBAO_DATA", g_getenv ("SOURCE"), FALSE);
	WITH_SETTER ("/paragraph/golden", test_golden);
	WITH_SETTER ("/paragraph/story", test_story);
	WITH_SETTER ("/paragraph/microtypography", test_microtypography);
	WITH_SETTER ("/paragraph/hanging-quote", test_hanging_quote);
	WITH_SETTER ("/paragraph/least-space", test_least_space);
	WITH_SETTER ("/paragraph/twice", test_twice);
	WITH_SETTER ("/paragraph/missing-glyph", test_missing_glyph);
	WITH_SETTER ("/paragraph/capitals", test_capitals);
	WITH_SETTER ("/paragraph/too-wide", test_too_wide);
	WITH_SETTER ("/paragraph/spaces", test_spaces);
	WITH_SETTER ("/paragraph/widths", test_widths);
	WITH_SETTER ("/paragraph/no-family", test_no_family);
	WITH_SETTER ("/paragraph/hostile", test_hostile);
	return g_test_run ();
}
