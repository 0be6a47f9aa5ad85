#include "base/text.h"

#include <string.h>

const char text_vietnamese_letters[] = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
				       "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ";

bool text_is_utf8 (const char *bytes, gsize n_bytes, int *line, int *column)
{
	const char *end = bytes;
	if (g_utf8_validate_len (bytes, n_bytes, &end))
		return true;
	int at_line = 1;
	const char *start = bytes;
	for (const char *byte = bytes; byte < end; byte++) {
		if (*byte != '\n')
			continue;
		at_line++;
		start = byte + 1;
	}
	if (line != NULL)
		*line = at_line;
	if (column != NULL)
		*column = (int) g_utf8_strlen (start, end - start) + 1;
	return false;
}

/* ---- NFC -------------------------------------------------------------------- */

/* Longer runs of marks exist only to slow a program down. */
#define MOST_IN_CLUSTER 128

#define CIRCUMFLEX 0x0302
#define BREVE      0x0306

/* Does the letter come back when it is taken apart? U+2126 and the like do not. */
static bool recomposes (gunichar letter)
{
	gunichar first, second, again;
	if (!g_unichar_decompose (letter, &first, &second))
		return true;
	return second != 0 && g_unichar_compose (first, second, &again) && again == letter;
}

/* Is it the same in NFC, whatever stands before it? */
static bool is_stable (gunichar c)
{
	if (c < 0x300 || (c >= 0x1EA0 && c <= 0x1EF9) || (c >= 0x2010 && c <= 0x2027))
		return true;
	bool is_inner_jamo = c >= 0x1160 && c <= 0x11FF;
	return !is_inner_jamo && !g_unichar_ismark (c) && g_unichar_combining_class (c) == 0 &&
	       recomposes (c);
}

static bool is_shape (gunichar mark)
{
	return mark == CIRCUMFLEX || mark == BREVE;
}

static bool is_tone_above (gunichar mark)
{
	return mark == 0x0300 || mark == 0x0301 || mark == 0x0303 || mark == 0x0309;
}

/* Typed as o, acute, circumflex, the letter ố does not compose: NFC keeps marks of one class in order. */
static void put_shapes_first (gunichar *cluster)
{
	if (cluster[0] == 0 || cluster[0] > 0x7F || strchr ("aeoAEO", (int) cluster[0]) == NULL)
		return;
	for (gsize i = 2; cluster[1] != 0 && cluster[i] != 0; i++)
		for (gsize j = i; j > 1 && is_shape (cluster[j]) && is_tone_above (cluster[j - 1]); j--) {
			gunichar shape = cluster[j];
			cluster[j] = cluster[j - 1];
			cluster[j - 1] = shape;
		}
}

static void append_cluster (GString *out, const char *start, const char *end)
{
	g_autofree char *apart = g_utf8_normalize (start, end - start, G_NORMALIZE_NFD);
	g_autofree gunichar *letters = g_utf8_to_ucs4_fast (apart, -1, NULL);
	put_shapes_first (letters);
	g_autofree char *ordered = g_ucs4_to_utf8 (letters, -1, NULL, NULL, NULL);
	g_autofree char *whole = g_utf8_normalize (ordered, -1, G_NORMALIZE_NFC);
	g_string_append (out, whole);
}

/* The end of the cluster at @start: one character and the unstable ones behind it. */
static const char *cluster_end (const char *start)
{
	const char *end = g_utf8_next_char (start);
	for (int n = 1; n < MOST_IN_CLUSTER && *end != '\0' && !is_stable (g_utf8_get_char (end)); n++)
		end = g_utf8_next_char (end);
	return end;
}

char *text_nfc (const char *text)
{
	g_autofree char *repaired = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
	const char *start = repaired != NULL ? repaired : text, *end;
	GString *out = g_string_sized_new (strlen (start));
	for (; *start != '\0'; start = end) {
		end = cluster_end (start);
		if (end == g_utf8_next_char (start) && is_stable (g_utf8_get_char (start)))
			g_string_append_len (out, start, end - start);
		else
			append_cluster (out, start, end);
	}
	return g_string_free (out, FALSE);
}

/* ---- Spaces and words --------------------------------------------------------- */

static bool is_space (gunichar c)
{
	return g_unichar_isspace (c) || c == '\v';
}

char *text_squeeze (const char *text)
{
	GString *out = g_string_sized_new (strlen (text));
	bool gap = false;
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
		if (is_space (g_utf8_get_char (at))) {
			gap = out->len > 0;
			continue;
		}
		if (gap)
			g_string_append_c (out, ' ');
		gap = false;
		g_string_append_len (out, at, g_utf8_next_char (at) - at);
	}
	return g_string_free (out, FALSE);
}

gsize text_count_words (const char *text)
{
	gsize n_words = 0;
	bool inside = false;
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
		bool space = is_space (g_utf8_get_char (at));
		n_words += !space && !inside;
		inside = !space;
	}
	return n_words;
}

bool text_next_word (const char **cursor, const char **word, gsize *n_bytes)
{
	const char *at = *cursor;
	while (*at != '\0' && !g_unichar_isalnum (g_utf8_get_char (at)))
		at = g_utf8_next_char (at);
	*word = at;
	while (*at != '\0' &&
	       (g_unichar_isalnum (g_utf8_get_char (at)) || g_unichar_ismark (g_utf8_get_char (at))))
		at = g_utf8_next_char (at);
	*cursor = at;
	*n_bytes = (gsize) (at - *word);
	return *n_bytes > 0;
}

/* ---- Slips ---------------------------------------------------------------------- */

#define MOST_SLIPS   2
#define MOST_LETTERS 64

static gsize read_letters (const char *word, gunichar letters[MOST_LETTERS + 1])
{
	gsize n = 0;
	for (; *word != '\0' && n <= MOST_LETTERS; word = g_utf8_next_char (word))
		letters[n++] = g_unichar_tolower (g_utf8_get_char (word));
	return n;
}

/* Edit distance with swapped neighbours counting as one slip (optimal string alignment). */
static gsize distance (const gunichar *a, gsize n_a, const gunichar *b, gsize n_b)
{
	gsize rows[MOST_LETTERS + 1][MOST_LETTERS + 1];
	for (gsize j = 0; j <= n_b; j++)
		rows[0][j] = j;
	for (gsize i = 1; i <= n_a; i++) {
		rows[i][0] = i;
		for (gsize j = 1; j <= n_b; j++) {
			gsize least = MIN (rows[i - 1][j], rows[i][j - 1]) + 1;
			least = MIN (least, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				least = MIN (least, rows[i - 2][j - 2] + 1);
			rows[i][j] = least;
		}
	}
	return rows[n_a][n_b];
}

const char *text_nearest (const char *word, const char *const *candidates, gsize n_candidates)
{
	gunichar a[MOST_LETTERS + 1], b[MOST_LETTERS + 1];
	gsize n_a = read_letters (word, a);
	const char *nearest = NULL;
	gsize least = MOST_SLIPS + 1;
	for (gsize i = 0; i < n_candidates && n_a <= MOST_LETTERS; i++) {
		gsize n_b = read_letters (candidates[i], b);
		if (n_b > MOST_LETTERS)
			continue;
		gsize slips = distance (a, n_a, b, n_b);
		if (slips < least && slips <= (MAX (n_a, n_b) + 1) / 3) {
			least = slips;
			nearest = candidates[i];
		}
	}
	return nearest;
}

/* ---- Slugs ---------------------------------------------------------------------- */

static void keep_ascii (GString *word)
{
	gsize kept = 0;
	for (gsize i = 0; i < word->len; i++)
		if (g_ascii_isalnum (word->str[i]))
			word->str[kept++] = word->str[i];
	g_string_truncate (word, kept);
}

char *text_slug (const char *text, gsize most)
{
	g_autofree char *folded = text_fold (text);
	GString *slug = g_string_new (NULL);
	g_autoptr (GString) part = g_string_new (NULL);
	const char *cursor = folded, *word;
	gsize n_bytes;
	while (text_next_word (&cursor, &word, &n_bytes)) {
		g_string_assign (part, "");
		g_string_append_len (part, word, (gssize) n_bytes);
		keep_ascii (part);
		if (part->len == 0)
			continue;
		if (slug->len > 0 && slug->len + 1 + part->len > most)
			break;
		if (slug->len > 0)
			g_string_append_c (slug, '-');
		g_string_append (slug, part->str);
	}
	if (slug->len == 0)
		g_string_assign (slug, "bai");
	g_string_truncate (slug, MIN (slug->len, most));
	return g_string_free (slug, FALSE);
}
