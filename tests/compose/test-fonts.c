/* Faces come from fonts/fonts.conf alone, are the ones asked for, and can write Vietnamese. */
#include "compose/fonts.h"
#include "compose/shape.h"

#include "base/text.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const families[] = {
	"Gentium Book Plus", "Gentium Plus",       "Roboto",    "Roboto Condensed",
	"Noto Serif",        "Noto Serif Display", "Noto Sans",
};

static const Place place = { "layout.yaml", 4, 9 };

typedef struct {
	Pages *pages;
	Diag *diag;
	Fonts *fonts;
} Fixture;

static void open_fonts (Fixture *fixture, gconstpointer data)
{
	(void) data;
	g_autoptr (GError) error = NULL;
	fixture->pages = pages_new (MM (210), MM (297), 0);
	fixture->diag = diag_new ();
	fixture->fonts = fonts_new (fixture->pages, &error);
	g_assert_no_error (error);
}

static void close_fonts (Fixture *fixture, gconstpointer data)
{
	(void) data;
	fonts_free (fixture->fonts);
	diag_free (fixture->diag);
	pages_free (fixture->pages);
}

static const Face *ask (Fixture *fixture, const char *family, int weight, bool italic)
{
	return fonts_face (fixture->fonts, family, weight, italic, &place, fixture->diag);
}

/* Every weight of every family is met by some face of it, without a complaint. */
static void test_all (Fixture *fixture, gconstpointer data)
{
	(void) data;
	for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
		for (int weight = 100; weight <= 900; weight += 100)
			for (int italic = 0; italic <= 1; italic++) {
				const Face *face = ask (fixture, families[i], weight, italic);
				g_assert_nonnull (face);
				g_assert_cmpint (face->italic, ==, italic);
				g_assert_cmpint (face->space, >, 0);
				g_assert_cmpint (face->cap_height, >, face->x_height);
				g_assert_cmpint (face->x_height, >, 0);
				g_assert_cmpint (face->ascender, >, 0);
				g_assert_cmpint (face->descender, <, 0);
			}
	g_autofree char *complaints = diag_print (fixture->diag);
	g_assert_cmpstr (complaints, ==, "");
}

static void check_file (Fixture *fixture, const char *family, int weight, bool italic, const char *file)
{
	const Face *face = ask (fixture, family, weight, italic);
	g_assert_nonnull (face);
	g_autofree char *name = g_path_get_basename (face->file);
	g_assert_cmpstr (name, ==, file);
	g_assert_cmpstr (pages_font (fixture->pages, face->page_font)->file, ==, face->file);
}

static void test_exact (Fixture *fixture, gconstpointer data)
{
	(void) data;
	check_file (fixture, "Gentium Book Plus", 400, false, "GentiumBookPlus-Regular.ttf");
	check_file (fixture, "Gentium Book Plus", 700, true, "GentiumBookPlus-BoldItalic.ttf");
	check_file (fixture, "Roboto Condensed", 700, false, "RobotoCondensed-Bold.ttf");
	check_file (fixture, "Roboto Condensed", 300, true, "RobotoCondensed-LightItalic.ttf");
	check_file (fixture, "Roboto", 700, false, "Roboto-Bold.ttf");
	check_file (fixture, "Roboto", 900, false, "Roboto-Black.ttf");
	check_file (fixture, "Noto Serif", 400, true, "NotoSerif-Italic.ttf");
}

/* A face is one however it was asked for. */
static void test_once (Fixture *fixture, gconstpointer data)
{
	(void) data;
	const Face *first = ask (fixture, "Roboto", 400, false), *other = ask (fixture, "Roboto", 700, false);
	g_assert_true (first != other);
	g_assert_cmpint (other->id, ==, first->id + 1);
	g_assert_true (ask (fixture, "Roboto", 400, false) == first);
	g_assert_true (ask (fixture, "Roboto", 390, false) == first);
	g_assert_cmpuint (fixture->pages->fonts->len, ==, 2);
}

/* DejaVu is on most machines, and what fontconfig falls back to: it is not in fonts.conf. */
static void test_missing (Fixture *fixture, gconstpointer data)
{
	(void) data;
	g_assert_null (ask (fixture, "Vollkorn", 400, false));
	g_assert_null (ask (fixture, "DejaVu Sans", 400, false));
	g_assert_null (ask (fixture, "Roboto Condensed 12", 400, false));
	g_assert_null (ask (fixture, "", 400, false));
	g_assert_null (ask (fixture, "Vollkorn", 400, false));
	g_assert_cmpuint (diag_count_kind (fixture->diag, DIAG_MISSING_FONT), ==, 4);
	g_autofree char *complaints = diag_print (fixture->diag);
	g_assert_nonnull (strstr (complaints, "layout.yaml:4:9: error: "));
	g_assert_nonnull (strstr (complaints, "\"Vollkorn\", of the Debian package fonts-vollkorn"));
	g_assert_nonnull (strstr (complaints, "\"DejaVu Sans\""));
	g_assert_cmpuint (fixture->pages->fonts->len, ==, 0);
}

/* Marks over capitals and under small letters are ink that ascender and descender do not tell. */
static void test_ink (Fixture *fixture, gconstpointer data)
{
	(void) data;
	const Face *face = ask (fixture, "Gentium Book Plus", 400, false);
	Length above[3], below[3];
	fonts_ink (face, PT (10), "x", &above[0], &below[0]);
	fonts_ink (face, PT (10), "Ổ", &above[1], &below[1]);
	fonts_ink (face, PT (10), "ạ", &above[2], &below[2]);
	g_assert_cmpint (above[0], <, PT (5.5));
	g_assert_cmpint (above[1], >, PT (9));
	g_assert_cmpint (below[0], <, PT (0.5));
	g_assert_cmpint (below[2], >, PT (1.5));
	fonts_ink (face, PT (10), " ", &above[0], &below[0]);
	g_assert_cmpint (above[0] + below[0], ==, 0);
}

/* Words shaped one by one and spaces between them make up the line shaped whole. Roboto alone kerns T with
 * the space. */
static void test_word_by_word (Fixture *fixture, gconstpointer data)
{
	(void) data;
	static const char *const words[] = { "Về", "AV", "“Ta",  "Yên”,", "f", "fi.",
					     "Tố", "W.", "2020", "–",     "Ở", "Đ" };
	ShapeCache *cache = shape_cache_new ();
	for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
		for (int italic = 0; italic <= 1; italic++) {
			const Face *face = ask (fixture, families[i], 400, italic);
			g_autoptr (GString) line = g_string_new (NULL);
			int width = 0;
			for (gsize k = 0; k < G_N_ELEMENTS (words); k++) {
				g_string_append_printf (line, "%s%s", k > 0 ? " " : "", words[k]);
				width += shape_word (cache, face, SHAPE_PLAIN, words[k], strlen (words[k]))
						 ->width;
			}
			width += face->space * (int) (G_N_ELEMENTS (words) - 1);
			int whole = shape_word (cache, face, SHAPE_PLAIN, line->str, line->len)->width;
			bool kerns = g_str_has_prefix (families[i], "Roboto");
			g_assert_cmpint (ABS (width - whole), <=, kerns ? face->units_per_em / 30 : 0);
		}
	shape_cache_free (cache);
}

static void check_sums (const Shape *shape)
{
	gsize n_bytes = 0, n_glyphs = 0;
	for (gsize i = 0; i < shape->n_clusters; i++) {
		g_assert_true (g_utf8_validate (shape->text + n_bytes, shape->clusters[i].n_bytes, NULL));
		n_bytes += shape->clusters[i].n_bytes;
		n_glyphs += shape->clusters[i].n_glyphs;
	}
	g_assert_cmpuint (n_bytes, ==, shape->n_bytes);
	g_assert_cmpuint (n_glyphs, ==, shape->n_glyphs);
}

/* Clusters add up, whatever the text; the cache gives the same shape again. */
static void test_clusters (Fixture *fixture, gconstpointer data)
{
	(void) data;
	const Face *face = ask (fixture, "Gentium Book Plus", 400, false);
	g_autoptr (GString) heap = g_string_new ("e");
	for (int i = 0; i < 1000; i++)
		g_string_append (heap, "\314\202");
	const char *const texts[] = { "Nghiêng", "e\314\202\314\201", "ffi",    "\314\201", "", "שלום",
				      "漢字",    "\342\200\213",      heap->str };
	ShapeCache *cache = shape_cache_new ();
	for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
		const Shape *shape = shape_word (cache, face, SHAPE_PLAIN, texts[i], strlen (texts[i]));
		check_sums (shape);
		g_assert_true (shape_word (cache, face, SHAPE_PLAIN, texts[i], strlen (texts[i])) == shape);
	}
	const Shape *han = shape_word (cache, face, SHAPE_PLAIN, "a漢b", strlen ("a漢b"));
	g_assert_cmpuint (han->n_missing, ==, 1);
	g_assert_cmphex (han->missing[0], ==, 0x6f22);
	g_assert_true (shape_word (cache, face, SHAPE_NO_LIGATURES, "ffi", 3) !=
		       shape_word (cache, face, SHAPE_PLAIN, "ffi", 3));
	shape_cache_free (cache);
}

/* The Vietnamese forms of Gentium stand under "vi" alone: the tone at the right of the circumflex. */
static void test_language (Fixture *fixture, gconstpointer data)
{
	(void) data;
	const Face *face = ask (fixture, "Gentium Book Plus", 400, false);
	ShapeCache *cache = shape_cache_new ();
	hb_codepoint_t nominal = 0;
	g_assert_true (hb_font_get_nominal_glyph (face->font, 0x1ea5, &nominal));
	g_assert_cmpuint (shape_word (cache, face, SHAPE_PLAIN, "ấ", strlen ("ấ"))->glyphs[0].glyph, !=,
			  nominal);
	shape_cache_free (cache);
}

/* ---- Other configurations ---------------------------------------------------------------- */

static Fonts *fonts_of (const char *config, Pages *pages, GError **error)
{
	g_autofree char *root = g_dir_make_tmp ("sobao-XXXXXX", NULL);
	g_autofree char *folder = g_build_filename (root, "fonts", NULL);
	g_autofree char *file = g_build_filename (folder, "fonts.conf", NULL);
	g_mkdir (folder, 0700);
	if (config != NULL)
		g_file_set_contents (file, config, -1, NULL);
	g_autofree char *before = g_strdup (g_getenv ("SOBAO_DATA"));
	g_setenv ("SOBAO_DATA", root, TRUE);
	Fonts *fonts = fonts_new (pages, error);
	g_setenv ("SOBAO_DATA", before, TRUE);
	g_unlink (file);
	g_rmdir (folder);
	g_rmdir (root);
	return fonts;
}

#define ONE_FONT(glob)                                                                                       \
	"<fontconfig><dir>/usr/share/fonts/truetype</dir><selectfont><acceptfont><glob>" glob                \
	"</glob></acceptfont><rejectfont><glob>*.ttf</glob></rejectfont></selectfont>"                       \
	"<cachedir>/var/cache/fontconfig</cachedir></fontconfig>"

static void test_lacking (void)
{
	g_autoptr (Pages) pages = pages_new (MM (210), MM (297), 0);
	g_autoptr (Diag) diag = diag_new ();
	Fonts *fonts = fonts_of (ONE_FONT ("*/NotoSansOgham-Regular.ttf"), pages, NULL);
	g_assert_nonnull (fonts_face (fonts, "Noto Sans Ogham", 400, false, &place, diag));
	g_assert_null (fonts_face (fonts, "Noto Sans Ogham", 400, true, &place, diag));
	g_autofree char *complaints = diag_print (diag);
	g_assert_cmpuint (diag_count_kind (diag, DIAG_FONT_LACKS_VIETNAMESE), ==, 1);
	g_assert_nonnull (strstr (complaints, text_vietnamese_letters));
	g_assert_nonnull (strstr (complaints, "\"Noto Sans Ogham\" in italics"));
	fonts_free (fonts);
}

static void test_no_config (void)
{
	g_autoptr (Pages) pages = pages_new (MM (210), MM (297), 0);
	g_autoptr (GError) none = NULL, broken = NULL;
	g_assert_null (fonts_of (NULL, pages, &none));
	g_assert_error (none, G_FILE_ERROR, G_FILE_ERROR_NOENT);
	g_assert_null (fonts_of ("", pages, &broken));
	g_assert_error (broken, G_FILE_ERROR, G_FILE_ERROR_INVAL);
}

#define WITH_FONTS(path, test) g_test_add (path, Fixture, NULL, open_fonts, test, close_fonts)

int main (int argc, char **argv)
{
	g_test_init (&argc, &argv, NULL);
	g_setenv ("SOBAO_DATA", g_getenv ("SOURCE"), FALSE);
	WITH_FONTS ("/fonts/all", test_all);
	WITH_FONTS ("/fonts/exact", test_exact);
	WITH_FONTS ("/fonts/once", test_once);
	WITH_FONTS ("/fonts/missing", test_missing);
	WITH_FONTS ("/fonts/ink", test_ink);
	WITH_FONTS ("/fonts/word-by-word", test_word_by_word);
	WITH_FONTS ("/fonts/clusters", test_clusters);
	WITH_FONTS ("/fonts/language", test_language);
	g_test_add_func ("/fonts/lacking", test_lacking);
	g_test_add_func ("/fonts/no-config", test_no_config);
	return g_test_run ();
}
