/* Running text: CommonMark's inline nodes → spans. */
#include "read/read-private.h"

#include "base/text.h"

#include <cmark-gfm.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* How the words stand at a point of the text. */
typedef struct {
	unsigned style;
	const char *link;
	int depth;
} Manner;

/* A Text being made. White space is collapsed across spans: a space is written only before the word it
 * precedes. */
typedef struct {
	Body *body;
	GArray *spans;
	GString *words; /* of the last span, until it is closed */
	bool verse;
	bool space;    /* a space is due before the next word */
	bool at_start; /* of the text or of a verse line: no space here */
	int n_letters; /* of the word being written, over all spans */
} Writer;

typedef void InlineReader (Writer *writer, cmark_node *node, Manner manner);

static void read_children (Writer *writer, cmark_node *parent, cmark_node *end, Manner manner);

static Span *last_span (Writer *writer)
{
	return writer->spans->len == 0 ? NULL : &g_array_index (writer->spans, Span, writer->spans->len - 1);
}

static void close_span (Writer *writer)
{
	Span *last = last_span (writer);
	if (last != NULL && writer->words->len > 0)
		last->text = arena_strdup (writer->body->reader->arena, writer->words->str);
	g_string_truncate (writer->words, 0);
}

static bool continues (const Span *span, const Manner *manner)
{
	return span != NULL && span->note == 0 && !span->line_break && span->style == manner->style &&
	       g_strcmp0 (span->link, manner->link) == 0;
}

/* Ends of words over several spans: one of them alone is read_sanitise's to complain of. */
static void count_letters (Writer *writer, const char *words, const Place *place)
{
	for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p)) {
		writer->n_letters = *p == ' ' ? 0 : writer->n_letters + 1;
		if (writer->n_letters == MOST_WORD_LETTERS + 1 && p - words < MOST_WORD_LETTERS)
			diag_add (writer->body->reader->diag, DIAG_LONG_WORD, place, "%d", writer->n_letters);
	}
}

static void append_words (Writer *writer, const char *words, const Manner *manner, const Place *place)
{
	if (words[0] == '\0')
		return;
	count_letters (writer, words, place);
	if (!continues (last_span (writer), manner)) {
		Span span = { .text = "", .style = manner->style, .link = manner->link, .place = *place };
		close_span (writer);
		g_array_append_val (writer->spans, span);
	}
	g_string_append (writer->words, words);
}

/* A space between two manners goes to the plain one before it, so that links and code begin with a letter. */
static bool takes_space (Writer *writer, const Manner *manner)
{
	const Span *last = last_span (writer);
	if (last == NULL || writer->words->len == 0 || continues (last, manner))
		return false;
	return last->link == NULL && !(last->style & SPAN_CODE);
}

static void write_space (Writer *writer, GString *words, const Manner *manner)
{
	bool due = writer->space && !writer->at_start;
	writer->space = writer->at_start = false;
	if (!due)
		return;
	writer->n_letters = 0;
	g_string_append_c (words->len == 0 && takes_space (writer, manner) ? writer->words : words, ' ');
}

/* Collapses white space: what stands at the end waits for the next word. */
static void write_text (Writer *writer, const char *text, const Manner *manner, const Place *place)
{
	g_autofree char *clean = read_sanitise (writer->body->reader, text, place);
	g_autoptr (GString) words = g_string_new (NULL);
	for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p)) {
		gunichar letter = g_utf8_get_char (p);
		if (g_unichar_isspace (letter)) {
			writer->space = true;
			continue;
		}
		write_space (writer, words, manner);
		g_string_append_unichar (words, letter);
	}
	append_words (writer, words->str, manner, place);
}

static void read_text (Writer *writer, cmark_node *node, Manner manner)
{
	Place place = read_node_place (writer->body, node);
	const char *text = cmark_node_get_literal (node);
	read_check_marks (writer->body, text, &place);
	write_text (writer, text, &manner, &place);
}

static void read_code (Writer *writer, cmark_node *node, Manner manner)
{
	Place place = read_node_place (writer->body, node);
	manner.style |= SPAN_CODE;
	write_text (writer, cmark_node_get_literal (node), &manner, &place);
}

static void read_line_break (Writer *writer, G_GNUC_UNUSED cmark_node *node, G_GNUC_UNUSED Manner manner)
{
	Span *last = last_span (writer);
	if (last == NULL)
		return;
	last->line_break = true;
	writer->at_start = true;
	writer->space = false;
	writer->n_letters = 0;
}

static void read_soft_break (Writer *writer, cmark_node *node, Manner manner)
{
	if (writer->verse)
		read_line_break (writer, node, manner);
	else
		writer->space = true;
}

static void read_emphasis (Writer *writer, cmark_node *node, Manner manner)
{
	manner.style |= SPAN_EMPHASIS;
	read_children (writer, node, NULL, manner);
}

static void read_strong (Writer *writer, cmark_node *node, Manner manner)
{
	manner.style |= SPAN_STRONG;
	read_children (writer, node, NULL, manner);
}

static bool is_mail (const char *url)
{
	return g_ascii_strncasecmp (url, "mailto:", 7) == 0;
}

static bool is_web (const char *url)
{
	const char *rest = g_ascii_strncasecmp (url, "https://", 8) == 0  ? url + 8
			   : g_ascii_strncasecmp (url, "http://", 7) == 0 ? url + 7
									  : "";
	return rest[0] != '\0' && rest[0] != '/' && strlen (url) <= 2000;
}

static void read_link (Writer *writer, cmark_node *node, Manner manner)
{
	Reader *reader = writer->body->reader;
	const char *url = cmark_node_get_url (node);
	Place place = read_node_place (writer->body, node);
	if (is_web (url))
		manner.link = read_clean (reader, url, &place);
	else if (!is_mail (url))
		diag_add (reader->diag, DIAG_BAD_LINK, &place, "\"%.200s\"", url);
	read_children (writer, node, NULL, manner);
}

static void read_note (Writer *writer, cmark_node *node, Manner manner)
{
	Body *body = writer->body;
	Span span = { .text = "", .style = manner.style, .place = read_node_place (body, node) };
	span.note = atoi (cmark_node_get_literal (node));
	if (body->in_note) {
		diag_add (body->reader->diag, DIAG_NOTE_IN_NOTE, &span.place, NULL);
		return;
	}
	writer->at_start = false;
	close_span (writer);
	g_array_append_val (writer->spans, span);
}

static void refuse_picture (Writer *writer, cmark_node *node, G_GNUC_UNUSED Manner manner)
{
	Place place = read_node_place (writer->body, node);
	diag_add (writer->body->reader->diag, DIAG_PICTURE_PLACE, &place, NULL);
}

static void refuse_html (Writer *writer, cmark_node *node, G_GNUC_UNUSED Manner manner)
{
	Place place = read_node_place (writer->body, node);
	diag_add (writer->body->reader->diag, DIAG_RAW_HTML, &place, "%.60s", cmark_node_get_literal (node));
}

static const struct {
	cmark_node_type type;
	InlineReader *read;
} readers[] = {
	{ CMARK_NODE_TEXT, read_text },
	{ CMARK_NODE_SOFTBREAK, read_soft_break },
	{ CMARK_NODE_LINEBREAK, read_line_break },
	{ CMARK_NODE_EMPH, read_emphasis },
	{ CMARK_NODE_STRONG, read_strong },
	{ CMARK_NODE_CODE, read_code },
	{ CMARK_NODE_LINK, read_link },
	{ CMARK_NODE_FOOTNOTE_REFERENCE, read_note },
	{ CMARK_NODE_IMAGE, refuse_picture },
	{ CMARK_NODE_HTML_INLINE, refuse_html },
};

static void read_child (Writer *writer, cmark_node *node, Manner manner)
{
	for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
		if (readers[i].type == cmark_node_get_type (node))
			readers[i].read (writer, node, manner);
}

static void read_children (Writer *writer, cmark_node *parent, cmark_node *end, Manner manner)
{
	if (++manner.depth > MOST_EMPHASIS) {
		Place place = read_node_place (writer->body, parent);
		diag_add (writer->body->reader->diag, DIAG_TOO_DEEP, &place,
			  _ ("emphasis goes %d deep at most"), MOST_EMPHASIS);
		return;
	}
	for (cmark_node *node = cmark_node_first_child (parent); node != NULL && node != end;
	     node = cmark_node_next (node))
		read_child (writer, node, manner);
}

/* A line break says that something follows. */
static void drop_last_break (Writer *writer)
{
	if (last_span (writer) != NULL)
		last_span (writer)->line_break = false;
}

Text read_inlines (Body *body, cmark_node *parent, cmark_node *end, bool verse)
{
	g_autoptr (GArray) spans = g_array_new (FALSE, TRUE, sizeof (Span));
	g_autoptr (GString) words = g_string_new (NULL);
	Writer writer = { .body = body, .spans = spans, .words = words, .verse = verse, .at_start = true };
	read_children (&writer, parent, end, (Manner){ 0 });
	close_span (&writer);
	drop_last_break (&writer);
	return (Text){ arena_copy_array (body->reader->arena, Span, spans), spans->len };
}

void read_refuse_notes (Body *body, const Text *text)
{
	for (gsize i = 0; i < text->n_spans; i++)
		if (text->spans[i].note > 0)
			diag_add (body->reader->diag, DIAG_NOT_IN_ARTICLES, &text->spans[i].place, "%s",
				  _ ("a footnote in a caption"));
}

Field read_plain_inlines (Body *body, cmark_node *parent)
{
	Field field = { NULL, read_node_place (body, parent) };
	Text text = read_inlines (body, parent, NULL, false);
	read_refuse_notes (body, &text);
	g_autofree char *plain = text_plain (&text);
	if (plain[0] != '\0')
		field.text = read_clean (body->reader, plain, &field.place);
	return field;
}
