/* Readers' letters below an article. An e-mail address is never written down. */
#include "import/private.h"

#include "base/text.h"

#include <string.h>

enum { MOST_HEAD_BYTES = 400 };

static bool is_address_char (char c)
{
	return g_ascii_isalnum (c) || (c & 0x80) != 0 || (c != '\0' && strchr ("._+-", c) != NULL);
}

/* Already masked by the portal ("abc@...") an address stays; else nothing of it does. One pass, whatever the
 * text. */
const char *import_mask_addresses (const char *text, Arena *arena)
{
	if (strchr (text, '@') == NULL)
		return text;
	g_autoptr (GString) out = g_string_new (NULL);
	gsize start = 0; /* of the word at hand, in out */
	while (*text != '\0') {
		if (*text != '@') {
			g_string_append_c (out, *text);
			start = is_address_char (*text++) ? start : out->len;
			continue;
		}
		gsize domain = 0;
		while (is_address_char (text[1 + domain]) || text[1 + domain] == '@')
			domain++;
		bool masked = strspn (text + 1, ".") >= domain;
		if (!masked)
			g_string_truncate (out, start);
		g_string_append_len (out, masked ? text : "***@...", masked ? (gssize) domain + 1 : -1);
		text += domain + 1;
		start = out->len;
	}
	return arena_strdup (arena, out->str);
}

/* A letter's head names the reader and ends in the day it was sent, or shows an e-mail address. */
bool import_is_letter_head (const Row *row, const char *text)
{
	if (row->n_words > 24 || strlen (text) > MOST_HEAD_BYTES)
		return false;
	g_autoptr (Arena) arena = arena_new ();
	const char *start = NULL;
	bool dated = import_last_date (text, arena, &start) != NULL && strlen (start) < 24 && start > text;
	return dated || (strchr (text, '@') != NULL && row->n_words <= 14);
}

/* What is left of "Bạn : NAME ( … ).Gửi ngày:" */
static char *reader_name (const char *text, gsize n_bytes)
{
	g_autofree char *head = g_strndup (text, n_bytes);
	g_autoptr (GRegex) label =
		g_regex_new ("^\\s*(?:bạn(?:\\s+đọc)?|độc giả|người gửi|họ và tên|từ)\\s*:\\s*",
			     G_REGEX_CASELESS, 0, NULL);
	g_autoptr (GRegex) tail =
		g_regex_new ("\\s*(?:\\(|\\||,|;|\\s-\\s|–|\\bgửi\\b|\\blúc\\b|\\bngày\\b|\\S+@).*$",
			     G_REGEX_CASELESS, 0, NULL);
	g_autofree char *named = g_regex_replace_literal (label, head, -1, 0, "", 0, NULL);
	g_autofree char *bare = g_regex_replace_literal (tail, named, -1, 0, "", 0, NULL);
	g_strdelimit (g_strstrip (bare), ":", ' ');
	return text_squeeze (bare);
}

/* What stands in parentheses and is no e-mail address. */
static const char *reader_address (const char *text, Arena *arena)
{
	const char *open = strchr (text, '('), *close = open == NULL ? NULL : strchr (open, ')');
	if (close == NULL || memchr (open, '@', (gsize) (close - open)) != NULL)
		return NULL;
	g_autofree char *inside = g_strndup (open + 1, (gsize) (close - open - 1));
	g_strstrip (inside);
	return *inside == '\0' ? NULL : arena_strdup (arena, inside);
}

static const char *masked_email (const char *masked, Arena *arena)
{
	const char *at = strchr (masked, '@');
	if (at == NULL)
		return NULL;
	const char *start = at, *end = at + 1 + strspn (at + 1, ".");
	while (start > masked && strchr (" (:;,", start[-1]) == NULL)
		start--;
	return arena_strndup (arena, start, (gsize) (end - start));
}

void import_add_letter (ImportReport *report, int head_line, int row)
{
	const char *text = import_mask_addresses (import_row_text (report, row), report->arena);
	const char *date_start = NULL;
	LetterPart letter = { .head_line = head_line, .line = report->rows[row].line, .raw = text };
	letter.iso = import_last_date (text, report->arena, &date_start);
	g_autofree char *name =
		reader_name (text, date_start != NULL ? (gsize) (date_start - text) : strlen (text));
	letter.name = arena_strdup (report->arena, name);
	letter.address = reader_address (text, report->arena);
	letter.email = masked_email (text, report->arena);
	letter.text = g_array_new (FALSE, FALSE, sizeof (Part));
	g_array_append_val (report->letters, letter);
}
