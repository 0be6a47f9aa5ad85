/* Text as it goes into an Issue: NFC, nothing invisible, no endless words. */
#include "read/read-private.h"

#include "base/text.h"

/* Soft hyphen, zero-width space, joiners, word joiner, byte order mark. U+00AD may also be what is left of ư
 * in text that was once TCVN3, so it is never dropped silently. */
static bool is_invisible (gunichar letter)
{
	return letter == 0xAD || (letter >= 0x200B && letter <= 0x200F) || letter == 0x2060 ||
	       letter == 0xFEFF;
}

static void complain_of_word (Reader *reader, int n_letters, const Place *place)
{
	if (n_letters > MOST_WORD_LETTERS)
		diag_add (reader->diag, DIAG_LONG_WORD, place, "%d", n_letters);
}

char *read_sanitise (Reader *reader, const char *text, const Place *place)
{
	g_autoptr (GString) clean = g_string_new (NULL);
	Place here = *place, word = *place;
	int n_letters = 0;
	for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), here.column++) {
		gunichar letter = g_utf8_get_char (p);
		if (is_invisible (letter)) {
			diag_add (reader->diag, DIAG_INVISIBLE_CHARACTER, &here, "U+%04X", letter);
		} else if (read_is_control (letter)) {
			diag_add (reader->diag, DIAG_CONTROL_CHARACTER, &here, "U+%04X", letter);
		} else if (g_unichar_isspace (letter)) {
			complain_of_word (reader, n_letters, &word);
			n_letters = 0;
			g_string_append_unichar (clean, letter);
		} else {
			if (n_letters++ == 0)
				word = here;
			g_string_append_unichar (clean, letter);
		}
	}
	complain_of_word (reader, n_letters, &word);
	return text_nfc (clean->str);
}

const char *read_clean (Reader *reader, const char *text, const Place *place)
{
	g_autofree char *sanitised = read_sanitise (reader, text, place);
	g_autofree char *squeezed = text_squeeze (sanitised);
	return arena_strdup (reader->arena, squeezed);
}
