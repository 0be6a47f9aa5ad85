/* What is looked at before the Markdown parser is let loose: it has costs that grow with the square of
 * nesting and of table columns, and it drops footnotes nobody refers to without a word. */
#include "read/read-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_BARS 200

/* A footnote definition as it stands in the source. */
typedef struct {
	char *label;
	int line, column;
} Definition;

const char *read_body_line (Body *body, int line, gsize *n_bytes)
{
	int index = line - body->lines_before - 1;
	*n_bytes = 0;
	if (index < 0 || (guint) index >= body->lines->len)
		return "";
	gsize start = g_array_index (body->lines, gsize, index);
	gsize end = (guint) index + 1 < body->lines->len ? g_array_index (body->lines, gsize, index + 1)
							 : body->n_bytes;
	while (end > start && (body->text[end - 1] == '\n' || body->text[end - 1] == '\r'))
		end--;
	*n_bytes = end - start;
	return body->text + start;
}

/* Signs at the line's beginning that may open a list or a quote. */
static int count_markers (const char *line, gsize n_bytes)
{
	int n_markers = 0;
	for (gsize i = 0; i < n_bytes && strchr (">-*+ \t", line[i]) != NULL; i++)
		n_markers += line[i] != ' ' && line[i] != '\t';
	bool is_rule = n_bytes > 0 && strspn (line, "* \t") >= n_bytes;
	return is_rule ? 0 : n_markers;
}

static int count_bars (const char *line, gsize n_bytes)
{
	int n_bars = 0;
	for (gsize i = 0; i < n_bytes; i++)
		n_bars += line[i] == '|';
	return n_bars;
}

static bool check_line (Body *body, int line)
{
	gsize n_bytes;
	const char *text = read_body_line (body, line, &n_bytes);
	Place place = { body->article->file, line, 1 };
	Diag *diag = body->reader->diag;
	if (count_markers (text, n_bytes) > 2 * MOST_NESTING)
		diag_add (diag, DIAG_TOO_DEEP, &place, _ ("lists and quotations go %d deep at most"),
			  MOST_NESTING);
	else if (count_bars (text, n_bytes) > MOST_BARS)
		diag_add (diag, DIAG_TOO_MANY, &place, _ ("a table has %d columns at most"),
			  MOST_TABLE_COLUMNS);
	else
		return true;
	return false;
}

/* "[^label]:" after at most three spaces; the label is the caller's. */
static bool find_definition (Body *body, int line, Definition *definition)
{
	gsize n_bytes, indent = 0;
	const char *text = read_body_line (body, line, &n_bytes);
	while (indent < n_bytes && text[indent] == ' ')
		indent++;
	if (indent > 3 || n_bytes - indent < 5 || strncmp (text + indent, "[^", 2) != 0)
		return false;
	const char *label = text + indent + 2;
	const char *close = memchr (label, ']', n_bytes - indent - 2);
	if (close == NULL || close == label || close + 1 >= text + n_bytes || close[1] != ':')
		return false;
	*definition = (Definition){ g_strndup (label, (gsize) (close - label)), line, (int) indent + 1 };
	return true;
}

static void clear_definition (gpointer data)
{
	g_free (((Definition *) data)->label);
}

static GArray *find_definitions (Body *body)
{
	GArray *definitions = g_array_new (FALSE, FALSE, sizeof (Definition));
	g_array_set_clear_func (definitions, clear_definition);
	Definition definition;
	for (guint i = 0; i < body->lines->len; i++)
		if (find_definition (body, body->lines_before + 1 + (int) i, &definition))
			g_array_append_val (definitions, definition);
	return definitions;
}

/* "[label]: target" would vanish from the text. */
static void check_link_definitions (Body *body)
{
	for (guint i = 0; i < body->lines->len; i++) {
		gsize n_bytes;
		Place place = { body->article->file, body->lines_before + 1 + (int) i, 1 };
		const char *text = read_body_line (body, place.line, &n_bytes);
		g_autofree char *line = g_strndup (text, MIN (n_bytes, 1000));
		if (line[strspn (line, " >\t")] == '[' &&
		    g_regex_match_simple ("^[ >\\t]*\\[[^\\]^\\[][^\\]\\[]*\\]:", line, 0, 0))
			diag_add (body->reader->diag, DIAG_LINK_DEFINITION, &place, NULL);
	}
}

bool read_check_body (Body *body)
{
	Diag *diag = body->reader->diag;
	Place whole = { body->article->file, 0, 0 };
	if (body->lines->len > MOST_ARTICLE_LINES) {
		diag_add (diag, DIAG_TOO_MANY, &whole, _ ("%d lines, at most %d go"), (int) body->lines->len,
			  MOST_ARTICLE_LINES);
		return false;
	}
	for (guint i = 0; i < body->lines->len; i++)
		if (!check_line (body, body->lines_before + 1 + (int) i))
			return false;
	g_autoptr (GArray) definitions = find_definitions (body);
	if (definitions->len > MOST_NOTES) {
		diag_add (diag, DIAG_TOO_MANY, &whole, _ ("%d footnotes, at most %d go"),
			  (int) definitions->len, MOST_NOTES);
		return false;
	}
	check_link_definitions (body);
	return true;
}

static void complain_of_definition (Body *body, const Definition *definition, bool twice)
{
	Place place = { body->article->file, definition->line, definition->column };
	diag_add (body->reader->diag, twice ? DIAG_NOTE_TWICE : DIAG_NOTE_UNUSED, &place, "[^%s]",
		  definition->label);
}

void read_check_notes (Body *body, const GArray *kept)
{
	g_autoptr (GArray) definitions = find_definitions (body);
	g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);
	g_autoptr (GHashTable) lines = g_hash_table_new (NULL, NULL);
	for (guint i = 0; i < kept->len; i++)
		g_hash_table_add (lines, GINT_TO_POINTER (g_array_index (kept, int, i)));
	for (guint i = 0; i < definitions->len; i++) {
		const Definition *definition = &g_array_index (definitions, Definition, i);
		bool is_new = g_hash_table_add (labels, definition->label);
		if (!g_hash_table_contains (lines, GINT_TO_POINTER (definition->line)))
			complain_of_definition (body, definition, !is_new);
	}
}
