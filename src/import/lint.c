/* Defects of the text: told, never repaired. */
#include "import/private.h"

#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

enum { MOST_OF_A_KIND = 5, MOST_TYPOS = 20, MOST_FORMS = 200000, MOST_EXCERPT = 120, MOST_SPELLINGS = 16 };

/* ---- Excerpts ------------------------------------------------------------------- */

/* The words around @at: @before and @after whole words beside the one it stands in, and no more than can be
 * read at a glance. Caller frees. */
static char *words_around (const char *text, const char *at, int before, int after)
{
	const char *start = at, *end = at;
	for (; start > text && (start[-1] != ' ' || before > 0) && at - start < MOST_EXCERPT; start--)
		before -= start[-1] == ' ';
	for (; *end != '\0' && (*end != ' ' || after > 0) && end - at < MOST_EXCERPT; end++)
		after -= *end == ' ';
	while (start < at && !g_utf8_validate (start, at - start, NULL))
		start++;
	while (end > at && !g_utf8_validate (at, end - at, NULL))
		end--;
	return g_strndup (start, (gsize) (end - start));
}

static void warn_around (ImportReport *report, int line, const char *code, const char *text, const char *at,
			 int before, int after, const char *note)
{
	g_autofree char *excerpt = words_around (text, at, before, after);
	import_warn (report, line, code, excerpt, note);
}

static gunichar char_before (const char *text, const char *at)
{
	return at > text ? g_utf8_get_char (g_utf8_prev_char (at)) : 0;
}

/* ---- One paragraph ---------------------------------------------------------------- */

/* "đề ra.Về việc". Not where a capital stands before the stop: "TP.HCM", "GS.TS". */
static void find_glued_sentences (ImportReport *report, int line, const char *text)
{
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
		gunichar c = g_utf8_get_char (at), next = g_utf8_get_char (g_utf8_next_char (at));
		bool stop = c == '.' || c == '!' || c == '?' || c == 0x2026 || c == ';';
		if (stop && g_unichar_islower (char_before (text, at)) && g_unichar_isupper (next))
			warn_around (
				report, line, "glued-sentence", text, at, 1, 1,
				_ ("insert one space after the full stop (or split the paragraph by hand)"));
	}
}

/* "văn hóa -văn nghệ": a dash with a space on one side only. */
static void find_hyphens (ImportReport *report, int line, const char *text)
{
	for (const char *at = strchr (text, '-'); at != NULL; at = strchr (at + 1, '-')) {
		gunichar before = char_before (text, at), after = g_utf8_get_char (at + 1);
		bool left = before == ' ' && g_unichar_isalpha (after);
		bool right = after == ' ' && g_unichar_isalpha (before);
		if (at > text && left != right && (left || right))
			warn_around (
				report, line, "hyphen-spacing", text, at, 2, left ? 1 : 2,
				_ ("a dash has a space on one side only: put one on both sides or on none"));
	}
}

static void find_ellipses (ImportReport *report, int line, const char *text)
{
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
		bool dots = g_str_has_prefix (at, "...") || g_str_has_prefix (at, "…");
		const char *space = dots ? at + 3 : NULL;
		if (space != NULL && *space == ' ' && g_unichar_isupper (g_utf8_get_char (space + 1)))
			warn_around (report, line, "mid-paragraph-ellipsis", text, at, 1, 3,
				     _ ("new sentence after …"));
	}
	if (g_str_has_suffix (text, ";…") || g_str_has_suffix (text, ";..."))
		warn_around (report, line, "trailing-semicolon-ellipsis", text, text + strlen (text), 1, 0,
			     _ ("unusual end; keep"));
}

/* Words that are said twice on purpose. */
static const char *const doubled[] = {
	"luôn",  "dần", "thường", "mãi",  "đời",  "ngày",  "nhà",   "người",  "từ",   "vừa",   "song", "xa",
	"hay",   "đều", "nơi",    "năm",  "ba",   "tháng", "hàng",  "chiều",  "sáng", "tối",   "đêm",  "mau",
	"nhanh", "khẽ", "nhỏ",    "xanh", "vàng", "trắng", "tím",   "hồng",   "đỏ",   "nâu",   "rất",  "lâu",
	"gần",   "cao", "ai",     "đâu",  "lần",  "lớp",   "chốc",  "thoang", "rưng", "phăng", "bừng", "rừng",
	"sang",  "ào",  "ù",      "rì",   "lam",  "mênh",  "chang", "vời",    "xăm",  "đùng",  "tầng",
};

static bool is_reduplication (const char *word, gsize n_bytes)
{
	for (gsize i = 0; i < G_N_ELEMENTS (doubled); i++)
		if (strlen (doubled[i]) == n_bytes && strncmp (doubled[i], word, n_bytes) == 0)
			return true;
	return false;
}

static gsize word_length (const char *at)
{
	gsize n = 0;
	while (at[n] != '\0' && g_unichar_isalpha (g_utf8_get_char (at + n)))
		n += (gsize) (g_utf8_next_char (at + n) - (at + n));
	return n;
}

static void find_repeated (ImportReport *report, int line, const char *text)
{
	const char *last = NULL;
	gsize last_length = 0;
	for (const char *at = text; *at != '\0';) {
		gsize length = word_length (at);
		if (length == 0) {
			last = *at == ' ' ? last : NULL;
			at = g_utf8_next_char (at);
			continue;
		}
		bool same = last != NULL && length == last_length && strncmp (last, at, length) == 0;
		bool name = g_unichar_isupper (g_utf8_get_char (at)) || g_ascii_isdigit (at[length]);
		if (same && !name && length > 1 && !is_reduplication (at, length))
			warn_around (report, line, "repeated-syllable", text, last, 1, 2,
				     _ ("the same syllable twice: look whether it is meant"));
		last = at;
		last_length = length;
		at += length;
	}
}

static bool has_vietnamese_letter (const char *word, gsize n_bytes)
{
	for (const char *at = word; at < word + n_bytes; at = g_utf8_next_char (at))
		if (g_utf8_get_char (at) > 0x7f &&
		    g_utf8_strchr (text_vietnamese_letters, -1, g_utf8_get_char (at)) != NULL)
			return true;
	return false;
}

/* Only words with Vietnamese letters and no capital: others are names, codes and foreign words. */
static void find_typos (ImportReport *report, int line, const char *text, int *n_typos)
{
	for (const char *at = text; *at != '\0';) {
		gsize length = word_length (at);
		if (length == 0) {
			at = g_utf8_next_char (at);
			continue;
		}
		bool capital = g_unichar_isupper (g_utf8_get_char (at));
		bool part = g_ascii_isdigit (at[length]) || at[length] == '@';
		if (!capital && !part && has_vietnamese_letter (at, length) &&
		    !import_is_syllable (at, length) && ++*n_typos <= MOST_TYPOS)
			warn_around (report, line, "typo", text, at, 1, 1,
				     _ ("no Vietnamese syllable is spelled like this"));
		at += length;
	}
}

/* Ð ð (Icelandic) and Ɖ look like Đ đ, but no search finds them. */
static void find_look_alikes (ImportReport *report, int line, const char *text)
{
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
		gunichar c = g_utf8_get_char (at);
		if (c == 0xd0 || c == 0xf0 || c == 0x189)
			warn_around (report, line, "look-alike-letter", text, at, 0, 1,
				     _ ("this letter only looks like Đ: type it anew"));
	}
}

/* ---- The whole article --------------------------------------------------------------- */

/* Where a word stands: enough to warn of it. */
typedef struct {
	int line, count;
	const char *text, *at;
} Seen;

/* 1: tone as in hòa, thủy; 2: as in hoà, thuỷ; 0: neither. Only open oa, oe, uy differ. */
static int tone_style (const char *word, gsize n_bytes)
{
	static const char *const old_style[] = { "òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe",
						 "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy" };
	static const char *const new_style[] = { "oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ",
						 "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ" };
	g_autofree char *low = g_utf8_strdown (word, (gssize) n_bytes);
	if (g_str_has_prefix (low, "qu") || n_bytes > 16)
		return 0;
	for (gsize i = 0; i < G_N_ELEMENTS (old_style); i++) {
		if (g_str_has_suffix (low, old_style[i]))
			return 1;
		if (g_str_has_suffix (low, new_style[i]))
			return 2;
	}
	return 0;
}

typedef struct {
	ImportReport *report;
	int count[3];
	GArray *seen[3];     /* Seen */
	GHashTable *phrases; /* lower-case phrase → GPtrArray of Form */
	int n_forms;
	int n_typos;
} Lint;

static void find_tone_styles (Lint *lint, int line, const char *text)
{
	for (const char *at = text; *at != '\0';) {
		gsize length = word_length (at);
		int style = length > 0 ? tone_style (at, length) : 0;
		if (style > 0 && ++lint->count[style] <= MOST_OF_A_KIND) {
			Seen seen = { line, 1, text, at };
			g_array_append_val (lint->seen[style], seen);
		}
		at = length > 0 ? at + length : g_utf8_next_char (at);
	}
}

static void warn_of_tone_styles (Lint *lint)
{
	if (lint->count[1] == 0 || lint->count[2] == 0)
		return;
	int rarer = lint->count[2] <= lint->count[1] ? 2 : 1;
	for (guint i = 0; i < lint->seen[rarer]->len; i++) {
		const Seen *seen = &g_array_index (lint->seen[rarer], Seen, i);
		warn_around (lint->report, seen->line, "tone-style-mix", seen->text, seen->at, 1, 0,
			     _ ("old and new tone placement are mixed in one article"));
	}
}

typedef struct {
	char *spelled;
	Seen seen;
} Form;

static void free_form (gpointer form)
{
	g_free (((Form *) form)->spelled);
	g_free (form);
}

static void keep_form (Lint *lint, const char *phrase, gsize n_bytes, int line, const char *text)
{
	if (lint->n_forms++ > MOST_FORMS)
		return;
	char *key = g_utf8_strdown (phrase, (gssize) n_bytes);
	GPtrArray *forms = g_hash_table_lookup (lint->phrases, key);
	if (forms == NULL) {
		forms = g_ptr_array_new_with_free_func (free_form);
		g_hash_table_insert (lint->phrases, key, forms);
	} else {
		g_free (key);
	}
	for (guint i = 0; i < forms->len; i++) {
		Form *form = forms->pdata[i];
		if (strlen (form->spelled) == n_bytes && strncmp (form->spelled, phrase, n_bytes) == 0) {
			form->seen.count++;
			return;
		}
	}
	if (forms->len >= MOST_SPELLINGS)
		return;
	Form *form = g_new0 (Form, 1);
	form->spelled = g_strndup (phrase, n_bytes);
	form->seen = (Seen){ line, 1, text, phrase };
	g_ptr_array_add (forms, form);
}

/* Phrases of three words that begin with a capital; "Bộ Chính trị" and "Bộ chính trị" fall together. */
static void find_phrases (Lint *lint, int line, const char *text)
{
	const char *starts[3] = { NULL };
	for (const char *at = text; *at != '\0';) {
		gsize length = word_length (at);
		if (length == 0) {
			if (*at != ' ')
				memset (starts, 0, sizeof starts);
			at = g_utf8_next_char (at);
			continue;
		}
		starts[0] = starts[1];
		starts[1] = starts[2];
		starts[2] = at;
		at += length;
		if (starts[0] != NULL && starts[0] > text && g_unichar_isupper (g_utf8_get_char (starts[0])))
			keep_form (lint, starts[0], (gsize) (at - starts[0]), line, text);
	}
}

static const Form *most_used (const GPtrArray *forms)
{
	const Form *best = forms->pdata[0];
	for (guint i = 1; i < forms->len; i++)
		if (((const Form *) forms->pdata[i])->seen.count > best->seen.count)
			best = forms->pdata[i];
	return best;
}

static int compare_forms (const void *a, const void *b)
{
	const Form *x = *(Form *const *) a, *y = *(Form *const *) b;
	if (x->seen.line != y->seen.line)
		return x->seen.line < y->seen.line ? -1 : 1;
	return x->seen.at < y->seen.at ? -1 : x->seen.at > y->seen.at;
}

/* Names of bodies have a capital where a word of their own begins, so a phrase whose last syllable differs
 * was cut out of a longer name, and says nothing: "Đại hội đại|biểu", "Đại hội Đại|biểu". */
static bool ends_alike (const Form *a, const Form *b)
{
	const char *x = strrchr (a->spelled, ' '), *y = strrchr (b->spelled, ' ');
	return x != NULL && y != NULL && strcmp (x, y) == 0;
}

/* A spelling that is used once while another is used at least twice. */
static void warn_of_capitals (Lint *lint)
{
	g_autoptr (GPtrArray) rare = g_ptr_array_new ();
	GHashTableIter iter;
	gpointer value;
	g_hash_table_iter_init (&iter, lint->phrases);
	while (g_hash_table_iter_next (&iter, NULL, &value)) {
		const GPtrArray *forms = value;
		const Form *best = most_used (forms);
		for (guint i = 0; i < forms->len; i++)
			if (forms->pdata[i] != best && ends_alike (forms->pdata[i], best) &&
			    ((Form *) forms->pdata[i])->seen.count * 2 <= best->seen.count)
				g_ptr_array_add (rare, forms->pdata[i]);
	}
	g_ptr_array_sort (rare, compare_forms);
	for (guint i = 0; i < MIN (rare->len, MOST_OF_A_KIND); i++) {
		const Form *form = rare->pdata[i];
		import_warn (lint->report, form->seen.line, "capital-inconsistency", form->spelled,
			     _ ("the same phrase stands elsewhere with other capitals"));
	}
}

static void lint_text (Lint *lint, int line, const char *text)
{
	find_glued_sentences (lint->report, line, text);
	find_hyphens (lint->report, line, text);
	find_ellipses (lint->report, line, text);
	find_repeated (lint->report, line, text);
	find_typos (lint->report, line, text, &lint->n_typos);
	find_look_alikes (lint->report, line, text);
	find_tone_styles (lint, line, text);
	find_phrases (lint, line, text);
}

/* ---- Lines: indents and missing blank lines ---------------------------------------------- */

static int count_indent (const char *raw, bool *no_break)
{
	int n = 0;
	for (; g_unichar_isspace (g_utf8_get_char (raw)); raw = g_utf8_next_char (raw), n++)
		*no_break = *no_break || g_utf8_get_char (raw) == 0xa0;
	return n;
}

static bool is_text_role (ImportRole role)
{
	return role == IMPORT_BODY || role == IMPORT_STANDFIRST;
}

static void find_indent (ImportReport *report)
{
	for (int row = 0; row < report->n_rows; row++) {
		bool no_break = false;
		int n = count_indent (report->rows[row].raw, &no_break);
		if (!no_break || !is_text_role (import_row_line (report, row)->role))
			continue;
		g_autofree char *text = g_strdup_printf (_ ("%d × (NBSP/space) before the first word"), n);
		import_warn (report, report->rows[row].line, "nbsp-indent", text,
			     _ ("stripped: the page makes the indent"));
		return;
	}
}

/* Where paragraphs are usually parted by blank lines, two without one may be one paragraph that was broken.
 */
static void find_missing_blanks (ImportReport *report)
{
	int n_parted = 0, n_adjacent = 0, first = -1;
	for (int row = 1; row < report->n_rows; row++) {
		ImportRole above = import_row_line (report, row - 1)->role,
			   here = import_row_line (report, row)->role;
		if (!is_text_role (above) || here != IMPORT_BODY)
			continue;
		bool adjacent = report->rows[row].blanks_before == 0;
		first = adjacent && first < 0 ? row : first;
		n_adjacent += adjacent;
		n_parted += !adjacent;
	}
	if (first < 0 || n_adjacent >= n_parted)
		return;
	bool lead = import_row_line (report, first - 1)->role == IMPORT_STANDFIRST;
	g_autofree char *text =
		g_strdup_printf (lead ? _ ("lead and first body paragraph (line %d) are on adjacent lines")
				      : _ ("this paragraph and the next (line %d) are on adjacent lines"),
				 report->rows[first].line);
	import_warn (report, report->rows[first - 1].line, "no-blank-line", text,
		     _ ("one physical line = one paragraph"));
}

static void free_forms (gpointer forms)
{
	g_ptr_array_unref (forms);
}

void import_lint (ImportReport *report)
{
	Lint lint = { .report = report };
	lint.phrases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_forms);
	for (int style = 1; style < 3; style++)
		lint.seen[style] = g_array_new (FALSE, FALSE, sizeof (Seen));
	for (int row = 0; row < report->n_rows; row++) {
		const ImportLine *line = import_row_line (report, row);
		if (is_text_role (line->role) || line->role == IMPORT_CAPTION ||
		    line->role == IMPORT_CROSSHEAD || line->role == IMPORT_HEADLINE ||
		    line->role == IMPORT_KICKER)
			lint_text (&lint, report->rows[row].line, line->text);
	}
	warn_of_tone_styles (&lint);
	warn_of_capitals (&lint);
	find_indent (report);
	find_missing_blanks (report);
	for (int style = 1; style < 3; style++)
		g_array_unref (lint.seen[style]);
	g_hash_table_unref (lint.phrases);
}
