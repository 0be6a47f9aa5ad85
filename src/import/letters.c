/* Readers' letters below an article. An e-mail address is never written down. */
#include "import/private.h"

#include "base/text.h"

#include <string.h>

static GRegex *address_pattern (void)
{
	return g_regex_new ("(?<local>[\\w.+-]+)@(?<domain>[\\w.-]+)", 0, 0, NULL);
}

/* Already masked by the portal ("abc@...") it stays; else nothing of it does. */
static gboolean mask (const GMatchInfo *match, GString *out, gpointer data)
{
	(void) data;
	g_autofree char *all = g_match_info_fetch (match, 0);
	g_autofree char *domain = g_match_info_fetch_named (match, "domain");
	g_string_append (out, domain[strspn (domain, ".")] == '\0' ? all : "***@...");
	return FALSE;
}

const char *import_mask_addresses (const char *text, Arena *arena)
{
	if (strchr (text, '@') == NULL)
		return text;
	g_autoptr (GRegex) regex = address_pattern ();
	g_autofree char *masked = g_regex_replace_eval (regex, text, -1, 0, 0, mask, NULL, NULL);
	return arena_strdup (arena, masked);
}

/* A letter's head names the reader and ends in the day it was sent, or shows an e-mail address. */
bool import_is_letter_head (const Row *row, const char *text)
{
	if (row->n_words > 24)
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
		g_regex_new ("^\\s*(?:bạn(?:\\s+đọc)?|độc giả|người gửi|họ và tên|từ)\\s*:?\\s+",
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
