#include "import/import.h"

#include "base/file.h"
#include "base/text.h"
#include "import/private.h"

#include <glib/gi18n.h>
#include <string.h>

enum { MOST_BYTES = 4 << 20, MOST_LINES = 100000, MOST_KEY_BYTES = 600, MOST_WARNINGS = 500, MOST_SLUG = 48 };

/* ---- A report ---------------------------------------------------------------- */

static void clear_letter (gpointer letter)
{
	g_array_unref (((LetterPart *) letter)->text);
}

static void clear_box (gpointer box)
{
	g_ptr_array_unref (((BoxPart *) box)->items);
}

static ImportReport *report_new (const char *path)
{
	ImportReport *report = g_new0 (ImportReport, 1);
	report->arena = arena_new ();
	report->path = arena_strdup (report->arena, path);
	g_autofree char *name = g_path_get_basename (path);
	report->name = arena_strdup (report->arena, name);
	report->slug = "bai";
	report->warnings = g_array_new (FALSE, FALSE, sizeof (ImportWarning));
	report->body = g_array_new (FALSE, FALSE, sizeof (Part));
	report->figures = g_array_new (FALSE, FALSE, sizeof (Figure));
	report->letters = g_array_new (FALSE, FALSE, sizeof (LetterPart));
	report->boxes = g_array_new (FALSE, FALSE, sizeof (BoxPart));
	report->lookups = g_ptr_array_new ();
	g_array_set_clear_func (report->letters, clear_letter);
	g_array_set_clear_func (report->boxes, clear_box);
	return report;
}

void import_free (ImportReport *report)
{
	if (report == NULL)
		return;
	GArray *arrays[] = { report->warnings, report->body, report->figures, report->letters,
			     report->boxes };
	for (gsize i = 0; i < G_N_ELEMENTS (arrays); i++)
		g_array_unref (arrays[i]);
	g_ptr_array_unref (report->lookups);
	arena_free (report->arena);
	g_free (report);
}

void import_warn (ImportReport *report, int line, const char *code, const char *text, const char *note)
{
	if (report->warnings->len >= MOST_WARNINGS)
		return;
	ImportWarning warning = { line, code, arena_strdup (report->arena, text), note };
	g_array_append_val (report->warnings, warning);
}

const ImportLine *import_lines (const ImportReport *report, gsize *n_lines)
{
	*n_lines = report->n_lines;
	return report->lines;
}

const ImportWarning *import_warnings (const ImportReport *report, gsize *n_warnings)
{
	*n_warnings = report->warnings->len;
	return (const ImportWarning *) report->warnings->data;
}

const IssueNumber *import_issue_number (const ImportReport *report)
{
	return report->has_issue ? &report->issue : NULL;
}

const char *import_slug (const ImportReport *report)
{
	return report->slug;
}

/* ---- Bytes to lines ---------------------------------------------------------------- */

static Place place_of (const ImportReport *report, int line, int column)
{
	return (Place){ report->path, line, column };
}

static bool check_bytes (const ImportReport *report, const char *bytes, gsize size, Diag *diag)
{
	int line = 0, column = 0;
	if (!text_is_utf8 (bytes, size, &line, &column)) {
		const char *zero = memchr (bytes, '\0', size);
		bool binary = zero != NULL && text_is_utf8 (bytes, (gsize) (zero - bytes), NULL, NULL);
		Place place = place_of (report, line, column);
		diag_add (diag, binary ? DIAG_IMPORT_NUL : DIAG_IMPORT_ENCODING, &place, NULL);
		return false;
	}
	return true;
}

/* Characters that nobody sees and that only spoil searching and line breaking. */
static bool is_invisible (gunichar c)
{
	return (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0xad ||
	       (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) ||
	       c == 0xfeff || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

/* NFC, without invisible characters. Caller frees. */
static char *clean (const char *raw, bool *changed)
{
	g_autofree char *nfc = text_nfc (raw);
	GString *out = g_string_sized_new (strlen (nfc));
	for (const char *at = nfc; *at != '\0'; at = g_utf8_next_char (at)) {
		if (is_invisible (g_utf8_get_char (at)))
			*changed = true;
		else
			g_string_append_len (out, at, g_utf8_next_char (at) - at);
	}
	return g_string_free (out, FALSE);
}

static bool ends_sentence (const char *text)
{
	const char *at = text + strlen (text);
	while (at > text) {
		at = g_utf8_prev_char (at);
		gunichar c = g_utf8_get_char (at);
		if (c == '.' || c == '!' || c == '?' || c == 0x2026)
			return true;
		if (g_utf8_strchr ("\"”’»)]", -1, c) == NULL)
			return false;
	}
	return false;
}

static void add_row (ImportReport *report, int line, const char *raw, const char *text)
{
	Row *row = &report->rows[report->n_rows++];
	gsize length = strlen (text);
	gunichar first = g_utf8_get_char (text);
	*row = (Row){ .line = line, .raw = arena_strdup (report->arena, raw), .key = "" };
	if (length < MOST_KEY_BYTES) {
		g_autofree char *key = text_fold (text);
		row->key = arena_strdup (report->arena, key);
	}
	row->n_words = (int) MIN (text_count_words (text), G_MAXINT);
	row->full_stop = ends_sentence (text);
	row->open_end = strchr (":;,", text[length - 1]) != NULL;
	row->bullet = g_utf8_strchr ("•●▪■◦‣·", -1, first) != NULL;
	row->own_paragraph = g_utf8_get_char (raw) == 0xa0;
	if (row->bullet) /* a list item is not isolated by the sign before it */
		row->own_paragraph = false;
}

static void count_blanks (ImportReport *report)
{
	for (int i = 0; i < report->n_rows; i++) {
		Row *row = &report->rows[i];
		row->blanks_before = i == 0 ? 1 : row->line - report->rows[i - 1].line - 1;
		row->blanks_after = i + 1 == report->n_rows ? 1 : report->rows[i + 1].line - row->line - 1;
	}
}

static void add_lines (ImportReport *report, char **lines, gsize n_lines)
{
	report->n_lines = n_lines;
	report->lines = arena_new_array (report->arena, ImportLine, n_lines);
	report->rows = arena_new_array (report->arena, Row, n_lines);
	bool told = false;
	for (gsize i = 0; i < n_lines; i++) {
		bool changed = false;
		gsize length = strlen (lines[i]);
		if (length > 0 && lines[i][length - 1] == '\r')
			lines[i][length - 1] = '\0';
		g_autofree char *raw = clean (lines[i], &changed);
		g_autofree char *text = text_squeeze (raw);
		report->lines[i] =
			(ImportLine){ .role = IMPORT_BLANK, .text = arena_strdup (report->arena, text) };
		if (*text != '\0')
			add_row (report, (int) i + 1, raw, text);
		if (changed && !told)
			import_warn (report, (int) i + 1, "invisible-character", "U+00AD, U+200B, …",
				     _ ("characters that cannot be seen were left out"));
		told = told || changed;
	}
	count_blanks (report);
}

static bool split_lines (ImportReport *report, GBytes *bytes, Diag *diag)
{
	gsize size;
	const char *data = g_bytes_get_data (bytes, &size);
	Place file = place_of (report, 0, 0);
	if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0) {
		data += 3;
		size -= 3;
	}
	if (!check_bytes (report, data, size, diag))
		return false;
	g_autofree char *text = g_strndup (data, size);
	g_auto (GStrv) lines = g_strsplit (text, "\n", MOST_LINES + 2);
	gsize n_lines = g_strv_length (lines);
	if (n_lines > 0 && *lines[n_lines - 1] == '\0')
		n_lines--;
	if (n_lines > MOST_LINES) {
		diag_add (diag, DIAG_IMPORT_TOO_MANY_LINES, &file, NULL);
		return false;
	}
	add_lines (report, lines, n_lines);
	if (report->n_rows == 0)
		diag_add (diag, DIAG_IMPORT_EMPTY, &file, NULL);
	return report->n_rows > 0;
}

/* ---- The end ------------------------------------------------------------------------ */

/* "… tiến độ. /." and "… tiến độ./.": the sign goes, the sentence keeps its stop. */
static void strip_end_sign (ImportReport *report)
{
	if (report->body->len == 0)
		return;
	Part *last = &g_array_index (report->body, Part, report->body->len - 1);
	if (!g_str_has_suffix (last->text, "/.") || strlen (last->text) < 4)
		return;
	char *text = arena_strndup (report->arena, last->text, strlen (last->text) - 2);
	last->text = g_strchomp (text);
	import_warn (report, last->line, "end-sign", "/.",
		     _ ("stripped: the page sets the magazine's own end sign"));
}

static int compare_warnings (const void *a, const void *b)
{
	const ImportWarning *x = a, *y = b;
	return (x->line > y->line) - (x->line < y->line);
}

static void tell (const ImportReport *report, Diag *diag)
{
	for (guint i = 0; i < report->warnings->len; i++) {
		const ImportWarning *warning = &g_array_index (report->warnings, ImportWarning, i);
		Place place = place_of (report, warning->line, 1);
		diag_add (diag, DIAG_IMPORT_DOUBT, &place, "%s: %s (%s)", warning->code, warning->text,
			  warning->note);
	}
	Place file = place_of (report, 0, 0);
	if (report->headline.line == 0)
		diag_add (diag, DIAG_IMPORT_NO_HEADLINE, &file, NULL);
	else if (report->body->len == 0)
		diag_add (diag, DIAG_IMPORT_NO_TEXT, &file, NULL);
}

static void sort_out (ImportReport *report, Diag *diag)
{
	import_sort (report);
	import_lint (report);
	strip_end_sign (report);
	g_array_sort (report->warnings, compare_warnings);
	if (report->headline.line > 0) {
		g_autofree char *slug = text_slug (report->headline.text, MOST_SLUG);
		report->slug = arena_strdup (report->arena, slug);
	}
	tell (report, diag);
}

ImportReport *import_file (const char *path, Diag *diag, GError **error)
{
	g_autoptr (GBytes) bytes = file_read (path, MOST_BYTES, error);
	if (bytes == NULL)
		return NULL;
	ImportReport *report = report_new (path);
	g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
	report->sha256 = arena_strdup (report->arena, sha256);
	if (split_lines (report, bytes, diag))
		sort_out (report, diag);
	return report;
}
