/* Keys of text: for search with and without marks, and for dictionary order. */
#include "base/text.h"

#include <string.h>

/* A letter taken apart. */
typedef struct {
	gunichar base;  /* with its case */
	gunichar shape; /* circumflex, breve, horn; 0: none */
	gunichar tone;  /* 0: none */
	bool other;     /* has a mark that Vietnamese does not use */
} Letter;

static const gunichar tones[] = { 0x0300, 0x0309, 0x0303, 0x0301, 0x0323 }; /* huyền, hỏi, ngã, sắc, nặng */

/* From 1; 0: it is no tone mark. */
static int tone_rank (gunichar mark)
{
	for (gsize i = 0; i < G_N_ELEMENTS (tones); i++)
		if (tones[i] == mark)
			return (int) i + 1;
	return 0;
}

static bool is_shape (gunichar mark)
{
	return mark == 0x0302 || mark == 0x0306 || mark == 0x031B;
}

/* Old fonts and scanners write Eth or African D for Đ: they look the same. */
static gunichar look_alike (gunichar c)
{
	return c == 0x00D0 || c == 0x0189 ? 0x0110 : c == 0x00F0 || c == 0x0256 ? 0x0111 : c;
}

static Letter take_apart (gunichar c)
{
	gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
	gsize n_parts = g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts));
	Letter letter = { .base = look_alike (parts[0]) };
	for (gsize i = 1; i < n_parts; i++) {
		if (tone_rank (parts[i]) > 0)
			letter.tone = parts[i];
		else if (is_shape (parts[i]))
			letter.shape = parts[i];
		else
			letter.other = true;
	}
	return letter;
}

/* ---- Search ------------------------------------------------------------------ */

typedef void (*AppendWord) (GString *out, const char *word, gsize n_bytes);

static char *make_key (const char *text, AppendWord append)
{
	g_autofree char *nfc = text_nfc (text);
	GString *out = g_string_sized_new (strlen (nfc));
	const char *cursor = nfc, *word;
	gsize n_bytes;
	while (text_next_word (&cursor, &word, &n_bytes)) {
		if (out->len > 0)
			g_string_append_c (out, ' ');
		append (out, word, n_bytes);
	}
	return g_string_free (out, FALSE);
}

static void append_folded (GString *out, const char *word, gsize n_bytes)
{
	gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
	for (const char *at = word; at < word + n_bytes; at = g_utf8_next_char (at)) {
		gsize n_parts =
			g_unichar_fully_decompose (g_utf8_get_char (at), FALSE, parts, G_N_ELEMENTS (parts));
		for (gsize i = 0; i < n_parts; i++) {
			gunichar c = look_alike (g_unichar_tolower (parts[i]));
			if (!g_unichar_ismark (c))
				g_string_append_unichar (out, c == 0x0111 ? 'd' : c);
		}
	}
}

char *text_fold (const char *text)
{
	return make_key (text, append_folded);
}

static bool is_vowel (gunichar base)
{
	return base < 0x80 && strchr ("aeiouy", (int) base) != NULL;
}

/* Where the new spelling puts the tone on the second of the vowels oa, oe, uy that end a syllable, put it on
 * the first: hoà to hòa. The u of qu is no vowel; a third vowel (khuỷu, ngoài) leaves no choice of place. */
static void move_tone (gunichar *word, gsize n)
{
	if (n < 2)
		return;
	Letter last = take_apart (word[n - 1]);
	gunichar first = word[n - 2], before = n > 2 ? take_apart (word[n - 3]).base : 0, moved;
	bool open = (first == 'o' && (last.base == 'a' || last.base == 'e')) ||
		    (first == 'u' && last.base == 'y');
	if (!open || last.tone == 0 || last.shape != 0 || last.other)
		return;
	if (before == 'q' || (before != 0 && is_vowel (before)))
		return;
	if (g_unichar_compose (first, last.tone, &moved)) {
		word[n - 2] = moved;
		word[n - 1] = last.base;
	}
}

static void append_exact (GString *out, const char *word, gsize n_bytes)
{
	glong n;
	g_autofree gunichar *letters = g_utf8_to_ucs4_fast (word, (glong) n_bytes, &n);
	move_tone (letters, (gsize) n);
	for (glong i = 0; i < n; i++)
		g_string_append_unichar (out, letters[i]);
}

char *text_exact (const char *text)
{
	g_autofree char *nfc = text_nfc (text);
	g_autoptr (GString) lower = g_string_sized_new (strlen (nfc));
	for (const char *at = nfc; *at != '\0'; at = g_utf8_next_char (at))
		g_string_append_unichar (lower, look_alike (g_unichar_tolower (g_utf8_get_char (at))));
	return make_key (lower->str, append_exact);
}

/* ---- Dictionary order ---------------------------------------------------------- */

/* A key is: per syllable its letters, then END_OF_SYLLABLE and its tones; then the case of each letter; then
 * the text itself, so that only equal texts are equal. Smaller bytes come first, so shorter words do. */
enum {
	END_OF_LEVEL = 1,
	LOWER,
	UPPER,
	END_OF_SYLLABLE,
	TONE, /* ngang and the five marks */
	OTHER_MARK = TONE + 6,
	LETTER = 0x20,
	OTHER_LETTER = 0x7F, /* its UTF-8 follows */
};

static const char alphabet[] = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

static int alphabet_place (gunichar letter)
{
	const char *found = g_utf8_strchr (alphabet, -1, letter);
	return found == NULL ? -1 : (int) g_utf8_pointer_to_offset (alphabet, found);
}

static void append_letter (GString *out, Letter *letter)
{
	gunichar lower = g_unichar_tolower (letter->base), shaped;
	if (letter->shape != 0 && g_unichar_compose (lower, letter->shape, &shaped) &&
	    alphabet_place (shaped) >= 0)
		lower = shaped;
	else if (letter->shape != 0)
		letter->other = true;
	int place = alphabet_place (lower);
	if (place >= 0) {
		g_string_append_c (out, (char) (LETTER + place));
	} else {
		g_string_append_c (out, (char) OTHER_LETTER);
		g_string_append_unichar (out, lower);
	}
}

static void append_syllable (GString *out, GString *cases, const char *word, gsize n_bytes)
{
	g_autoptr (GString) marks = g_string_new (NULL);
	for (const char *at = word; at < word + n_bytes; at = g_utf8_next_char (at)) {
		Letter letter = take_apart (g_utf8_get_char (at));
		if (g_unichar_ismark (letter.base)) {
			g_string_append_c (marks, OTHER_MARK);
			continue;
		}
		append_letter (out, &letter);
		if (letter.tone != 0)
			g_string_append_c (marks, (char) (TONE + tone_rank (letter.tone)));
		if (letter.other)
			g_string_append_c (marks, OTHER_MARK);
		g_string_append_c (cases, g_unichar_isupper (letter.base) ? UPPER : LOWER);
	}
	g_string_append_c (out, END_OF_SYLLABLE);
	if (marks->len == 0)
		g_string_append_c (marks, TONE);
	g_string_append (out, marks->str);
}

char *text_collation_key (const char *text)
{
	g_autofree char *nfc = text_nfc (text);
	GString *key = g_string_sized_new (3 * strlen (nfc));
	g_autoptr (GString) cases = g_string_new (NULL);
	const char *cursor = nfc, *word;
	gsize n_bytes;
	while (text_next_word (&cursor, &word, &n_bytes))
		append_syllable (key, cases, word, n_bytes);
	g_string_append_c (key, END_OF_LEVEL);
	g_string_append (key, cases->str);
	g_string_append_c (key, END_OF_LEVEL);
	g_string_append (key, nfc);
	return g_string_free (key, FALSE);
}

int text_compare (const char *a, const char *b)
{
	if (strcmp (a, b) == 0)
		return 0;
	g_autofree char *key_a = text_collation_key (a);
	g_autofree char *key_b = text_collation_key (b);
	return strcmp (key_a, key_b);
}
