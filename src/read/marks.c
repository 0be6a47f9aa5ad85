/* Marks of Markdown that did not become what they were meant for: they would be printed as they stand. */
#include "read/read-private.h"

#include <cmark-gfm.h>
#include <glib/gi18n.h>
#include <string.h>

#define MOST_SHOWN  24
#define MOST_ENTITY 40

/* ---- In running text ------------------------------------------------------- */

/* The parser's text and the source it came from, side by side. */
typedef struct {
	const char *source, *end; /* the rest of the source line */
	int column;
	bool lost; /* the two have parted: what follows has no known place */
} Trail;

static Trail begin_trail (Body *body, const Place *place)
{
	gsize n_bytes;
	const char *line = read_body_line (body, place->line, &n_bytes);
	Trail trail = { line, line + n_bytes, 1, false };
	for (; trail.column < place->column && trail.source < trail.end; trail.column++)
		trail.source = g_utf8_next_char (trail.source);
	return trail;
}

/* The length of "&nbsp;" at @source, which the parser made one letter of; 0: it is none. */
static gsize entity_length (const char *source, const char *end, bool ampersand)
{
	gsize n = 1, most = MIN ((gsize) (end - source), MOST_ENTITY);
	if (*source != '&' || (ampersand && !g_str_has_prefix (source, "&amp;")))
		return 0;
	while (n < most && (g_ascii_isalnum (source[n]) || source[n] == '#'))
		n++;
	return n < most && source[n] == ';' ? n + 1 : 0;
}

/* Steps over what the source has for the letter at @text. Is it escaped there? */
static bool follow (Trail *trail, const char *text)
{
	const char *source = trail->source;
	if (trail->lost || source >= trail->end) {
		trail->lost = true;
		return false;
	}
	bool escaped = *source == '\\' && source + 1 < trail->end && g_ascii_ispunct (source[1]) &&
		       source[1] == *text;
	gsize entity = escaped ? 0 : entity_length (source, trail->end, *text == '&');
	if (entity > 0) {
		trail->column += (int) entity;
		trail->source += entity;
		return true;
	}
	trail->lost = !escaped && g_utf8_get_char (source) != g_utf8_get_char (text);
	trail->column += escaped ? 2 : 1;
	trail->source = escaped ? source + 2 : g_utf8_next_char (source);
	return escaped;
}

/* What read_check_marks has seen so far. */
typedef struct {
	Body *body;
	Trail trail;
	Place run; /* of the signs * or _ that were met last, one after another */
	char sign;
	int n_signs;
} Marks;

static void end_run (Marks *marks)
{
	if (marks->n_signs == 2 || marks->n_signs == 3) {
		g_autofree char *run = g_strnfill ((gsize) marks->n_signs, marks->sign);
		diag_add (marks->body->reader->diag, DIAG_STRAY_MARK, &marks->run,
			  _ ("%s (put the opening and the closing mark close to the words; \\%c is the sign "
			     "itself)"),
			  run, marks->sign);
	}
	marks->n_signs = 0;
}

static void add_sign (Marks *marks, char sign, const Place *place)
{
	if (marks->sign != sign)
		end_run (marks);
	if (marks->n_signs++ == 0)
		marks->run = *place;
	marks->sign = sign;
}

/* Undefined footnotes stay in the text as they were written. */
static void check_reference (Body *body, const char *text, Place place, bool sure)
{
	gsize length = g_str_has_prefix (text, "[^") ? strcspn (text, "] \t") : 0;
	if (length < 3 || text[length] != ']')
		return;
	g_autofree char *reference = g_strndup (text, length + 1);
	if (!sure)
		place = read_place_of (body, place, reference);
	diag_add (body->reader->diag, DIAG_NOTE_UNDEFINED, &place,
		  _ ("%s (add its text on a line of its own: %s: …)"), reference, reference);
}

void read_check_marks (Body *body, const char *text, const Place *place)
{
	Marks marks = { .body = body, .trail = begin_trail (body, place) };
	for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
		Place here = { place->file, place->line, marks.trail.column };
		bool escaped = follow (&marks.trail, p), lost = marks.trail.lost;
		if (!escaped && !lost && (*p == '*' || *p == '_'))
			add_sign (&marks, *p, &here);
		else
			end_run (&marks);
		if (!escaped)
			check_reference (body, p, lost ? *place : here, !lost);
	}
	end_run (&marks);
}

/* ---- In the lines of a paragraph ------------------------------------------- */

typedef struct {
	const char *text; /* of the paragraph, without quotation marks and indentation */
	gsize n_bytes;
	Place place;
} Line;

/* Line @index of the paragraph; false: it has no more. */
static bool get_line (Body *body, cmark_node *paragraph, const Place *start, int index, Line *line)
{
	if (start->line + index > cmark_node_get_end_line (paragraph) + body->lines_before)
		return false;
	line->place = (Place){ start->file, start->line + index, 1 };
	const char *text = read_body_line (body, line->place.line, &line->n_bytes),
		   *end = text + line->n_bytes;
	while (text < end &&
	       (index == 0 ? line->place.column < start->column : strchr (" \t>", *text) != NULL)) {
		text = g_utf8_next_char (text);
		line->place.column++;
	}
	line->text = text;
	line->n_bytes = (gsize) (end - text);
	return true;
}

static void complain_of_line (Body *body, const Line *line, const char *advice)
{
	g_autofree char *text = g_strndup (line->text, line->n_bytes);
	g_autofree char *start = g_utf8_substring (text, 0, MIN (MOST_SHOWN, g_utf8_strlen (text, -1)));
	diag_add (body->reader->diag, DIAG_STRAY_MARK, &line->place, "\"%s%s\" (%s)", start,
		  strlen (start) < strlen (text) ? "…" : "", advice);
}

static bool is_glued_crosshead (const Line *line)
{
	gsize n = 0;
	while (n < line->n_bytes && line->text[n] == '#')
		n++;
	return n >= 2 && n <= 6 && n < line->n_bytes && strchr (" \t", line->text[n]) == NULL;
}

/* "-gạch", "*gạch"; not "*nghiêng*" or "--". */
static bool is_glued_item (const Line *line)
{
	if (line->n_bytes < 2 || strchr ("-*+", line->text[0]) == NULL)
		return false;
	gunichar next = g_utf8_get_char (line->text + 1);
	return g_unichar_isalpha (next) && memchr (line->text + 1, line->text[0], line->n_bytes - 1) == NULL;
}

static bool is_row (const Line *line)
{
	return line->n_bytes > 2 && line->text[0] == '|' &&
	       memchr (line->text + 1, '|', line->n_bytes - 1) != NULL;
}

void read_check_lines (Body *body, cmark_node *paragraph, bool verse)
{
	if (cmark_node_get_start_line (paragraph) <= 0)
		return;
	Place start = read_node_place (body, paragraph);
	Line line, first = { 0 }; /* the first of lines like list items */
	bool row_told = false;
	int n_items = 0;
	for (int i = 0; get_line (body, paragraph, &start, i, &line); i++) {
		if (is_glued_crosshead (&line))
			complain_of_line (body, &line, _ ("a crosshead has a space after ##"));
		if (is_row (&line) && !row_told)
			complain_of_line (
				body, &line,
				_ ("a table has a line |---|---| under its head, with as many cells"));
		row_told = row_told || is_row (&line);
		n_items = is_glued_item (&line) && !verse ? n_items + 1 : 0;
		first = n_items == 1 ? line : first;
		if (n_items == 2)
			complain_of_line (body, &first, _ ("an item of a list has a space after its sign"));
	}
	body->last = start;
}
