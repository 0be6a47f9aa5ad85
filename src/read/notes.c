/* Footnotes. The parser moves the definitions to the document's end, in order of first reference. */
#include "read/read-private.h"

#include <cmark-gfm.h>
#include <glib/gi18n.h>
#include <string.h>

/* The parser forgets the label; the source line has it. */
static const char *find_label (Body *body, const Place *place)
{
	gsize n_bytes;
	const char *line = read_body_line (body, place->line, &n_bytes);
	g_autofree char *copy = g_strndup (line, n_bytes);
	char *start = strstr (copy, "[^"), *end = start == NULL ? NULL : strchr (start, ']');
	return end == NULL ? "" : arena_strndup (body->reader->arena, start + 2, (gsize) (end - start - 2));
}

static void append_text (GArray *spans, const Text *text)
{
	if (spans->len > 0 && text->n_spans > 0) {
		Span space = { .text = " ", .place = text->spans[0].place };
		g_array_append_val (spans, space);
	}
	g_array_append_vals (spans, text->spans, (guint) text->n_spans);
}

static void read_note (Body *body, cmark_node *node, Note *note)
{
	g_autoptr (GArray) spans = g_array_new (FALSE, TRUE, sizeof (Span));
	for (cmark_node *child = cmark_node_first_child (node); child != NULL;
	     child = cmark_node_next (child)) {
		if (cmark_node_get_type (child) != CMARK_NODE_PARAGRAPH) {
			Place place = read_node_place (body, child);
			diag_add (body->reader->diag, DIAG_NOT_IN_ARTICLES, &place, "%s",
				  _ ("anything but paragraphs in a footnote"));
			continue;
		}
		Text text = read_inlines (body, child, NULL, false);
		append_text (spans, &text);
	}
	note->text = (Text){ arena_copy_array (body->reader->arena, Span, spans), spans->len };
}

static bool is_definition (cmark_node *node)
{
	return cmark_node_get_type (node) == CMARK_NODE_FOOTNOTE_DEFINITION;
}

static gsize count_definitions (cmark_node *document)
{
	gsize count = 0;
	for (cmark_node *node = cmark_node_first_child (document); node != NULL;
	     node = cmark_node_next (node))
		count += is_definition (node);
	return count;
}

void read_notes (Body *body, cmark_node *document)
{
	Article *article = body->article;
	g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (int));
	article->notes = arena_new_array (body->reader->arena, Note, count_definitions (document));
	body->in_note = true;
	for (cmark_node *node = cmark_node_first_child (document); node != NULL;
	     node = cmark_node_next (node)) {
		if (!is_definition (node))
			continue;
		Note *note = &article->notes[article->n_notes++];
		note->place = read_node_place (body, node);
		note->label = find_label (body, &note->place);
		g_array_append_val (lines, note->place.line);
		note->place = read_place_of (body, (Place){ note->place.file, note->place.line, 1 }, "[^");
		read_note (body, node, note);
		if (note->text.n_spans == 0)
			diag_add (body->reader->diag, DIAG_NOTE_EMPTY, &note->place, "[^%s]", note->label);
	}
	body->in_note = false;
	read_check_notes (body, lines);
}
