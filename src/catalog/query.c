/* Queries: what was typed, what FTS5 is asked, what is shown of the text found. */
#include "catalog/catalog-private.h"

#include "base/text.h"

#include <string.h>

/* ---- Taking apart ------------------------------------------------------------------- */

static void clear_part (void *data)
{
	QueryPart *part = data;
	g_strfreev (part->folded);
	g_strfreev (part->exact);
}

static char **split_key (char *key)
{
	char **words = key[0] == '\0' ? g_new0 (char *, 1) : g_strsplit (key, " ", -1);
	g_free (key);
	return words;
}

static void add_part (GArray *parts, const char *start, gsize n_bytes, bool quoted)
{
	g_autofree char *text = g_strndup (start, n_bytes);
	QueryPart part = { .folded = split_key (text_fold (text)),
			   .exact = split_key (text_exact (text)),
			   .quoted = quoted };
	part.n_words = g_strv_length (part.folded);
	if (part.n_words > 0)
		g_array_append_val (parts, part);
	else
		clear_part (&part);
}

/* Curly quotes are quotes too; one that nothing closes is a space. */
static char *straighten (const char *text)
{
	static const char *const curly[] = { "“", "”", "„" };
	g_autofree char *nfc = text_nfc (text);
	GString *straight = g_string_new (nfc);
	for (gsize i = 0; i < G_N_ELEMENTS (curly); i++)
		g_string_replace (straight, curly[i], "\"", 0);
	gsize n_quotes = 0;
	for (gsize i = 0; i < straight->len; i++)
		n_quotes += straight->str[i] == '"';
	if (n_quotes % 2 != 0)
		*strrchr (straight->str, '"') = ' ';
	return g_string_free (straight, FALSE);
}

GArray *query_parse (const char *text)
{
	g_autofree char *straight = straighten (text);
	GArray *parts = g_array_new (FALSE, FALSE, sizeof (QueryPart));
	g_array_set_clear_func (parts, clear_part);
	const char *at = straight;
	bool quoted = false;
	for (const char *quote; (quote = strchr (at, '"')) != NULL; at = quote + 1, quoted = !quoted)
		add_part (parts, at, (gsize) (quote - at), quoted);
	add_part (parts, at, strlen (at), false);
	return parts;
}

guint query_count_words (const GArray *parts)
{
	guint n_words = 0;
	for (guint i = 0; i < parts->len; i++)
		n_words += g_array_index (parts, QueryPart, i).n_words;
	return n_words;
}

/* ---- For FTS5 ------------------------------------------------------------------------ */

static void append_quoted (GString *out, const char *text)
{
	g_string_append_c (out, '"');
	for (; *text != '\0'; text++)
		g_string_append (out, *text == '"' ? "\"\"" : (char[]){ *text, '\0' });
	g_string_append_c (out, '"');
}

static void append_words (GString *out, char **words, MatchHow how)
{
	if (how == MATCH_PHRASE) {
		g_autofree char *phrase = g_strjoinv (" ", words);
		append_quoted (out, phrase);
		return;
	}
	g_string_append (out, how == MATCH_NEAR ? "NEAR (" : "(");
	for (char **word = words; *word != NULL; word++) {
		if (word > words)
			g_string_append (out, how == MATCH_NEAR ? " " : " AND ");
		append_quoted (out, *word);
	}
	g_string_append (out, how == MATCH_NEAR ? ", 10)" : ")");
}

char *query_match (const GArray *parts, MatchHow how, bool exact, bool headline_only)
{
	GString *out = g_string_new (NULL);
	for (guint i = 0; i < parts->len; i++) {
		const QueryPart *part = &g_array_index (parts, QueryPart, i);
		const char *key = exact || part->quoted ? "exact" : "folded";
		g_string_append_printf (out, "%s{headline_%s", i > 0 ? " AND " : "", key);
		if (!headline_only)
			g_string_append_printf (out, " text_%s", key);
		g_string_append (out, "} : ");
		append_words (out, exact || part->quoted ? part->exact : part->folded,
			      part->quoted ? MATCH_PHRASE : how);
	}
	return g_string_free (out, FALSE);
}

/* ---- Snippets --------------------------------------------------------------------------- */

#define SNIPPET_WORDS 32
#define WORDS_BEFORE  8

/* The words of a text with their places; a key has as many words, so word i of the key is word i here. */
typedef struct {
	const char *text;
	GArray *starts, *ends; /* gsize: bytes */
	char **folded, **exact;
	guint n;
	guint8 *weights; /* how well word i answers the query; 0: not at all */
} Words;

static void words_read (Words *words, const char *text)
{
	words->text = text;
	words->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
	words->ends = g_array_new (FALSE, FALSE, sizeof (gsize));
	words->folded = split_key (text_fold (text));
	words->exact = split_key (text_exact (text));
	const char *cursor = text, *word;
	gsize n_bytes;
	while (text_next_word (&cursor, &word, &n_bytes)) {
		gsize start = (gsize) (word - text), end = start + n_bytes;
		g_array_append_val (words->starts, start);
		g_array_append_val (words->ends, end);
	}
	words->n = MIN (words->starts->len, g_strv_length (words->folded));
	words->weights = g_malloc0 (words->n + 1);
}

static void words_clear (Words *words)
{
	g_array_unref (words->starts);
	g_array_unref (words->ends);
	g_strfreev (words->folded);
	g_strfreev (words->exact);
	g_free (words->weights);
}

static bool phrase_at (char **key, guint n, guint at, char **phrase, guint n_phrase)
{
	if (n - at < n_phrase)
		return false;
	for (guint i = 0; i < n_phrase; i++)
		if (strcmp (key[at + i], phrase[i]) != 0)
			return false;
	return true;
}

/* Side by side as in the query counts more than the same words apart. */
enum { WEIGHT_WORD = 1, WEIGHT_PAIR = 3, WEIGHT_PHRASE = 5 };

static bool weigh_phrase (Words *words, char **key, char **phrase, guint n_phrase, guint8 weight)
{
	bool found = false;
	for (guint at = 0; at < words->n; at++) {
		if (!phrase_at (key, words->n, at, phrase, n_phrase))
			continue;
		found = true;
		for (guint i = at; i < at + n_phrase; i++)
			words->weights[i] = MAX (words->weights[i], weight);
	}
	return found;
}

static void weigh_words (Words *words, char **key, char **wanted)
{
	g_autoptr (GHashTable) set = g_hash_table_new (g_str_hash, g_str_equal);
	for (char **word = wanted; *word != NULL; word++)
		g_hash_table_add (set, *word);
	for (guint i = 0; i < words->n; i++)
		if (words->weights[i] == 0 && g_hash_table_contains (set, key[i]))
			words->weights[i] = WEIGHT_WORD;
}

static void weigh (Words *words, const GArray *parts, bool exact)
{
	for (guint i = 0; i < parts->len; i++) {
		const QueryPart *part = &g_array_index (parts, QueryPart, i);
		bool spelled = exact || part->quoted;
		char **key = spelled ? words->exact : words->folded;
		char **wanted = spelled ? part->exact : part->folded;
		if (weigh_phrase (words, key, wanted, part->n_words, WEIGHT_PHRASE) || part->quoted)
			continue;
		for (guint pair = 0; pair + 1 < part->n_words; pair++)
			weigh_phrase (words, key, wanted + pair, 2, WEIGHT_PAIR);
		weigh_words (words, key, wanted);
	}
}

/* The first of the stretches that answer best. */
static guint best_start (const Words *words)
{
	guint sum = 0, best = 0, best_first = 0;
	for (guint i = 0; i < words->n; i++) {
		sum += words->weights[i];
		if (i >= SNIPPET_WORDS - WORDS_BEFORE)
			sum -= words->weights[i - (SNIPPET_WORDS - WORDS_BEFORE)];
		if (sum > best) {
			best = sum;
			best_first = i + 1 > SNIPPET_WORDS - WORDS_BEFORE
					     ? i + 1 - (SNIPPET_WORDS - WORDS_BEFORE)
					     : 0;
		}
	}
	while (best > 0 && words->weights[best_first] == 0)
		best_first++;
	guint last = words->n > SNIPPET_WORDS ? words->n - SNIPPET_WORDS : 0;
	return MIN (last, best_first > WORDS_BEFORE ? best_first - WORDS_BEFORE : 0);
}

static bool only_spaces (const char *from, const char *to)
{
	for (; from < to; from = g_utf8_next_char (from))
		if (!g_unichar_isspace (g_utf8_get_char (from)))
			return false;
	return true;
}

/* Words found side by side are marked together: «Đại hội». */
static bool joined (const Words *words, guint i, guint j)
{
	const gsize *starts = (const gsize *) words->starts->data, *ends = (const gsize *) words->ends->data;
	return words->weights[i] > 0 && words->weights[j] > 0 &&
	       only_spaces (words->text + ends[i], words->text + starts[j]);
}

static void append_marked (GString *out, const Words *words, guint first, guint end)
{
	const gsize *starts = (const gsize *) words->starts->data, *ends = (const gsize *) words->ends->data;
	for (guint i = first; i < end; i++) {
		bool found = words->weights[i] > 0;
		if (found && (i == first || !joined (words, i - 1, i)))
			g_string_append (out, "«");
		g_string_append_len (out, words->text + starts[i], (gssize) (ends[i] - starts[i]));
		if (found && (i + 1 == end || !joined (words, i, i + 1)))
			g_string_append (out, "»");
		gsize gap_end = i + 1 < words->n ? starts[i + 1] : strlen (words->text);
		if (i + 1 < end || i + 1 == words->n)
			g_string_append_len (out, words->text + ends[i], (gssize) (gap_end - ends[i]));
	}
}

static char *cut_out (const Words *words, guint first)
{
	guint end = MIN (words->n, first + SNIPPET_WORDS);
	g_autoptr (GString) out = g_string_new (NULL);
	if (first == 0 && words->n > 0)
		g_string_append_len (out, words->text, (gssize) g_array_index (words->starts, gsize, 0));
	append_marked (out, words, first, end);
	g_autofree char *clean = text_squeeze (out->str);
	return g_strconcat (first > 0 ? "… " : "", clean, end < words->n ? " …" : "", NULL);
}

char *query_snippet (const char *text, const GArray *parts, bool exact)
{
	Words words = { 0 };
	words_read (&words, text);
	bool found = parts == NULL;
	if (parts != NULL)
		weigh (&words, parts, exact);
	for (guint i = 0; i < words.n; i++)
		found |= words.weights[i] > 0;
	char *snippet = found ? cut_out (&words, best_start (&words)) : NULL;
	words_clear (&words);
	return snippet;
}
