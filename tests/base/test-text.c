#include "base/text.h"

#include <string.h>

/* ---- Helpers ----------------------------------------------------------------- */

/* \uXXXX stands for that character. */
static char *unescape (const char *text)
{
	GString *out = g_string_new (NULL);
	for (const char *at = text; *at != '\0';) {
		if (g_str_has_prefix (at, "\\u")) {
			char digits[5] = { 0 };
			memcpy (digits, at + 2, 4);
			g_string_append_unichar (out, (gunichar) g_ascii_strtoull (digits, NULL, 16));
			at += 6;
		} else {
			g_string_append_c (out, *at++);
		}
	}
	return g_string_free (out, FALSE);
}

static gsize count_next_words (const char *text)
{
	const char *cursor = text, *word;
	gsize n_bytes, n = 0;
	while (text_next_word (&cursor, &word, &n_bytes))
		n++;
	return n;
}

/* Letters, marks, signs and spaces that could upset a key. */
static char *random_text (GRand *rand, int most)
{
	static const gunichar pool[] = { 'a',    'A',   'o',   'u',    'y',    'q',    'g',    'i',    'e',
					 'h',    'n',   'd',   ' ',    ' ',    '-',    '9',    0x300,  0x301,
					 0x303,  0x309, 0x323, 0x302,  0x306,  0x31B,  0x340,  0x341,  0x111,
					 0x110,  0xD0,  0xA0,  0x2126, 0x212A, 0x2000, 0x1EA5, 0x1EF5, 0x1B0,
					 0x1A1,  0xE0,  0xC1,  0x0130, 0x1100, 0x1161, 0x11A8, 0x0915, 0x093C,
					 0x0958, 0x338, '=',   0x1F600 };
	GString *out = g_string_new (NULL);
	int n = g_rand_int_range (rand, 0, most + 1);
	for (int i = 0; i < n; i++) {
		gunichar c = pool[g_rand_int_range (rand, 0, G_N_ELEMENTS (pool))];
		if (g_rand_int_range (rand, 0, 20) == 0)
			c = (gunichar) g_rand_int_range (rand, 1, 0x3000);
		g_string_append_unichar (out, c);
	}
	return g_string_free (out, FALSE);
}

static void assert_taken (char *got, const char *expected)
{
	g_assert_cmpstr (got, ==, expected);
	g_free (got);
}

/* ---- Vectors ------------------------------------------------------------------ */

static void test_vectors (void)
{
	g_autofree char *path =
		g_build_filename (g_getenv ("SOURCE"), "tests", "base", "fold-vectors.tsv", NULL);
	g_autofree char *table = NULL;
	g_assert_true (g_file_get_contents (path, &table, NULL, NULL));
	g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
	int n_vectors = 0;
	for (char **line = lines; *line != NULL && (*line)[0] != '\0'; line++) {
		if ((*line)[0] == '#')
			continue;
		g_auto (GStrv) columns = g_strsplit (*line, "\t", -1);
		g_assert_cmpuint (g_strv_length (columns), ==, 3);
		g_autofree char *text = unescape (columns[0]), *fold = unescape (columns[1]);
		g_autofree char *exact = unescape (columns[2]);
		assert_taken (text_fold (text), fold);
		assert_taken (text_exact (text), exact);
		n_vectors++;
	}
	g_assert_cmpint (n_vectors, >, 60);
}

/* ---- NFC ------------------------------------------------------------------------ */

/* All orders of the marks of one letter, and marks on the letter half composed. */
static void check_orders (gunichar letter)
{
	gunichar parts[4] = { 0 }, swapped[4] = { 0 };
	gsize n = g_unichar_fully_decompose (letter, FALSE, parts, 4);
	char expected[8] = { 0 };
	g_unichar_to_utf8 (letter, expected);
	g_assert_cmpuint (n, <=, 3);
	memcpy (swapped, parts, sizeof parts);
	if (n == 3) {
		swapped[1] = parts[2];
		swapped[2] = parts[1];
	}
	g_autofree char *first = g_ucs4_to_utf8 (parts, (glong) n, NULL, NULL, NULL);
	g_autofree char *second = g_ucs4_to_utf8 (swapped, (glong) n, NULL, NULL, NULL);
	g_autofree char *half = g_utf8_normalize (second, -1, G_NORMALIZE_NFC);
	assert_taken (text_nfc (first), expected);
	assert_taken (text_nfc (second), expected);
	assert_taken (text_nfc (half), expected);
	assert_taken (text_nfc (expected), expected);
}

static void test_letters (void)
{
	int n = 0;
	for (const char *at = text_vietnamese_letters; *at != '\0'; at = g_utf8_next_char (at), n++)
		check_orders (g_utf8_get_char (at));
	g_assert_cmpint (n, ==, 134);
	g_autofree char *half = g_utf8_substring (text_vietnamese_letters, 0, 67);
	g_autofree char *upper = g_utf8_strup (half, -1);
	g_assert_cmpstr (upper, ==, text_vietnamese_letters + strlen (half));
}

/* Every character alone, and each behind a letter: the quick way must agree with the library's. */
static void test_nfc_all (void)
{
	for (gunichar c = 1; c < 0x110000; c++) {
		if (!g_unichar_validate (c))
			continue;
		char alone[8] = { 0 }, behind[9] = "o";
		g_unichar_to_utf8 (c, alone);
		g_unichar_to_utf8 (c, behind + 1);
		g_autofree char *expected = g_utf8_normalize (alone, -1, G_NORMALIZE_NFC);
		g_autofree char *expected_behind = g_utf8_normalize (behind, -1, G_NORMALIZE_NFC);
		assert_taken (text_nfc (alone), expected);
		assert_taken (text_nfc (behind), expected_behind);
	}
}

static void test_nfc_random (void)
{
	g_autoptr (GRand) rand = g_rand_new_with_seed (1);
	for (int i = 0; i < 20000; i++) {
		g_autofree char *text = random_text (rand, 12), *nfc = text_nfc (text),
				*again = text_nfc (nfc);
		g_autofree char *library = g_utf8_normalize (nfc, -1, G_NORMALIZE_NFC);
		g_assert_cmpstr (nfc, ==, again);
		g_assert_cmpstr (nfc, ==, library);
	}
}

static void test_nfc_hostile (void)
{
	assert_taken (text_nfc ("a\xff\xe1"), "a\xef\xbf\xbd\xef\xbf\xbd");
	assert_taken (text_nfc (""), "");
	GString *marks = g_string_new ("a");
	for (int i = 0; i < 500000; i++)
		g_string_append (marks, i % 2 == 0 ? "\u0301" : "\u0323");
	gint64 start = g_get_monotonic_time ();
	g_autofree char *nfc = text_nfc (marks->str);
	g_autofree char *fold = text_fold (marks->str);
	g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
	g_assert_cmpstr (fold, ==, "a");
	g_assert_true (g_utf8_validate (nfc, -1, NULL));
	g_string_free (marks, TRUE);
}

/* ---- Keys ------------------------------------------------------------------------- */

static void check_keys (const char *text)
{
	g_autofree char *fold = text_fold (text), *exact = text_exact (text);
	g_autofree char *fold_again = text_fold (fold), *exact_again = text_exact (exact);
	g_autofree char *fold_of_exact = text_fold (exact);
	g_assert_cmpstr (fold, ==, fold_again);
	g_assert_cmpstr (exact, ==, exact_again);
	g_assert_cmpstr (fold, ==, fold_of_exact);
	gsize n_words = count_next_words (text);
	g_assert_cmpuint (count_next_words (fold), ==, n_words);
	g_assert_cmpuint (count_next_words (exact), ==, n_words);
	g_assert_cmpuint (text_count_words (fold), ==, n_words);
	g_assert_cmpuint (text_count_words (exact), ==, n_words);
}

static void test_keys_all (void)
{
	for (gunichar c = 1; c < 0x110000; c++) {
		if (!g_unichar_validate (c))
			continue;
		char text[12] = "x";
		int n = g_unichar_to_utf8 (c, text + 1);
		strcpy (text + 1 + n, "y");
		check_keys (text);
		check_keys (text + 1);
	}
}

static void test_keys_random (void)
{
	g_autoptr (GRand) rand = g_rand_new_with_seed (2);
	for (int i = 0; i < 20000; i++) {
		g_autofree char *text = random_text (rand, 16);
		check_keys (text);
	}
}

/* ---- Order ------------------------------------------------------------------------- */

static void check_ascending (const char *const *words, gsize n)
{
	for (gsize i = 0; i < n; i++)
		for (gsize j = 0; j < n; j++) {
			int order = text_compare (words[i], words[j]);
			if ((order > 0) - (order < 0) != (i > j) - (i < j))
				g_error ("\"%s\" against \"%s\" gives %d", words[i], words[j], order);
		}
}

static void test_order (void)
{
	static const char *const syllables[] = { "ba chìm", "Ba Đình", "ba lô",    "bà con",   "Bà Rịa",
						 "bả vai",  "bá cáo",  "tuân thủ", "tuần chay" };
	static const char *const tones[] = { "ma", "mà", "mả", "mã", "má", "mạ", "man", "màn", "măn", "mân" };
	static const char *const letters[] = { "a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g",
					       "i", "k", "l", "m", "n", "o", "ô", "ơ", "p", "q",
					       "r", "s", "t", "u", "ư", "v", "x", "y" };
	static const char *const cases[] = { "", "9", "an", "An", "AN", "an giang", "An Giang", "ân", "北" };
	static const char *const places[] = { "hoà", "hòa", "Hoà", "hoả", "hỏa", "hóa", "hoàn" };
	check_ascending (syllables, G_N_ELEMENTS (syllables));
	check_ascending (tones, G_N_ELEMENTS (tones));
	check_ascending (letters, G_N_ELEMENTS (letters));
	check_ascending (cases, G_N_ELEMENTS (cases));
	check_ascending (places, G_N_ELEMENTS (places));
	g_assert_cmpint (text_compare ("Vi\u00ea\u0323t", "Việt"), ==, 0);
}

static int sign (int order)
{
	return (order > 0) - (order < 0);
}

static void test_order_random (void)
{
	g_autoptr (GRand) rand = g_rand_new_with_seed (3);
	for (int i = 0; i < 20000; i++) {
		g_autofree char *a = random_text (rand, 4), *b = random_text (rand, 4),
				*c = random_text (rand, 4);
		g_assert_cmpint (text_compare (a, a), ==, 0);
		g_assert_cmpint (sign (text_compare (a, b)), ==, -sign (text_compare (b, a)));
		if (text_compare (a, b) <= 0 && text_compare (b, c) <= 0)
			g_assert_cmpint (text_compare (a, c), <=, 0);
		g_autofree char *nfc_a = text_nfc (a), *nfc_b = text_nfc (b);
		g_assert_cmpint (text_compare (a, b) == 0, ==, strcmp (nfc_a, nfc_b) == 0);
	}
}

/* ---- The rest ------------------------------------------------------------------------ */

static void check_bad (const char *bytes, gsize n_bytes, int line, int column)
{
	int got_line = 0, got_column = 0;
	g_assert_false (text_is_utf8 (bytes, n_bytes, &got_line, &got_column));
	g_assert_cmpint (got_line, ==, line);
	g_assert_cmpint (got_column, ==, column);
	g_assert_false (text_is_utf8 (bytes, n_bytes, NULL, NULL));
}

static void test_utf8 (void)
{
	g_assert_true (text_is_utf8 ("", 0, NULL, NULL));
	g_assert_true (text_is_utf8 ("Số\n9", strlen ("Số\n9"), NULL, NULL));
	check_bad ("\xff", 1, 1, 1);
	check_bad ("Số\nĐường \xc3", strlen ("Số\nĐường \xc3"), 2, 7);
	check_bad ("ab\0c", 4, 1, 3);
	check_bad ("a\xc0\x80", 3, 1, 2);
	check_bad ("\n\xed\xa0\x80", 4, 2, 1);
}

static void test_squeeze (void)
{
	assert_taken (text_squeeze (""), "");
	assert_taken (text_squeeze (" \t\n\u00a0"), "");
	assert_taken (text_squeeze ("\u00a0\u00a0Đại \u00a0\t hội\v\n"), "Đại hội");
	g_assert_cmpuint (text_count_words (""), ==, 0);
	g_assert_cmpuint (text_count_words (" Đại\u00a0hội \n XIII – "), ==, 4);
}

static void test_nearest (void)
{
	static const char *const keys[] = { "columns", "price", "date", "pages", "chuyên mục" };
	g_assert_cmpstr (text_nearest ("colums", keys, G_N_ELEMENTS (keys)), ==, "columns");
	g_assert_cmpstr (text_nearest ("cloumns", keys, G_N_ELEMENTS (keys)), ==, "columns");
	g_assert_cmpstr (text_nearest ("Price", keys, G_N_ELEMENTS (keys)), ==, "price");
	g_assert_cmpstr (text_nearest ("pags", keys, G_N_ELEMENTS (keys)), ==, "pages");
	g_assert_cmpstr (text_nearest ("chuyen mục", keys, G_N_ELEMENTS (keys)), ==, "chuyên mục");
	g_assert_null (text_nearest ("x", keys, G_N_ELEMENTS (keys)));
	g_assert_null (text_nearest ("", keys, G_N_ELEMENTS (keys)));
	g_assert_null (text_nearest ("colmnsxx", keys, G_N_ELEMENTS (keys)));
	g_assert_null (text_nearest ("dxxe", keys, G_N_ELEMENTS (keys)));
	g_autofree char *lengthy = g_strnfill (100000, 'c');
	g_assert_null (text_nearest (lengthy, keys, G_N_ELEMENTS (keys)));
}

static void test_slug (void)
{
	assert_taken (text_slug ("Nước về đồng", 60), "nuoc-ve-dong");
	assert_taken (text_slug ("  Số 1+2 (2020)!", 60), "so-1-2-2020");
	assert_taken (text_slug ("Nước về đồng", 10), "nuoc-ve");
	assert_taken (text_slug ("Nghiêng", 4), "nghi");
	assert_taken (text_slug ("…", 60), "bai");
	assert_taken (text_slug ("北京", 60), "bai");
	assert_taken (text_slug ("../../Đi", 60), "di");
}

int main (int argc, char **argv)
{
	g_test_init (&argc, &argv, NULL);
	g_test_add_func ("/text/vectors", test_vectors);
	g_test_add_func ("/text/nfc/letters", test_letters);
	g_test_add_func ("/text/nfc/all", test_nfc_all);
	g_test_add_func ("/text/nfc/random", test_nfc_random);
	g_test_add_func ("/text/nfc/hostile", test_nfc_hostile);
	g_test_add_func ("/text/keys/all", test_keys_all);
	g_test_add_func ("/text/keys/random", test_keys_random);
	g_test_add_func ("/text/order", test_order);
	g_test_add_func ("/text/order/random", test_order_random);
	g_test_add_func ("/text/utf8", test_utf8);
	g_test_add_func ("/text/squeeze", test_squeeze);
	g_test_add_func ("/text/nearest", test_nearest);
	g_test_add_func ("/text/slug", test_slug);
	return g_test_run ();
}
