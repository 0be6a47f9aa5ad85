/* Block quotes and what "[!box]", "[!quote]" and "[!verse]" in their first line make of them. */
#include "read/read-private.h"

#include "base/text.h"

#include <cmark-gfm.h>
#include <glib/gi18n.h>
#include <string.h>

#define MOST_BOX_TITLE 200

/* What is read: the quotation, its first paragraph, and the words behind the mark. */
typedef struct {
	Body *body;
	cmark_node *node, *first;
	Block block;
	int depth;
} Quote;

typedef void QuoteReader (Quote *quote, GArray *blocks);

static void add_with_children (Quote *quote, GArray *blocks)
{
	g_autoptr (GArray) children = g_array_new (FALSE, TRUE, sizeof (Block));
	read_blocks (quote->body, quote->node, children, quote->depth);
	quote->block.children = arena_copy_array (quote->body->reader->arena, Block, children);
	quote->block.n_children = children->len;
	g_array_append_val (blocks, quote->block);
}

static bool is_break (cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type (node);
	return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
}

/* The first line is taken from its paragraph; what is left of it is the box's first text. */
static void drop_first_line (Quote *quote, cmark_node *line_break)
{
	cmark_node *child = cmark_node_first_child (quote->first), *next;
	for (bool more = true; child != NULL && more; child = next) {
		next = cmark_node_next (child);
		more = child != line_break;
		cmark_node_free (child);
	}
	if (cmark_node_first_child (quote->first) == NULL)
		cmark_node_free (quote->first);
}

static void read_box (Quote *quote, GArray *blocks)
{
	cmark_node *line_break = cmark_node_first_child (quote->first);
	while (line_break != NULL && !is_break (line_break))
		line_break = cmark_node_next (line_break);
	quote->block.type = BLOCK_BOX;
	quote->block.text = read_inlines (quote->body, quote->first, line_break, false);
	g_autofree char *title = text_plain (&quote->block.text);
	if (g_utf8_strlen (title, -1) > MOST_BOX_TITLE)
		diag_add (quote->body->reader->diag, DIAG_TOO_LONG, &quote->block.place,
			  _ ("the title of a box has %d characters at most"), MOST_BOX_TITLE);
	drop_first_line (quote, line_break);
	add_with_children (quote, blocks);
}

static void read_pull_quote (Quote *quote, GArray *blocks)
{
	quote->block.type = BLOCK_PULL_QUOTE;
	add_with_children (quote, blocks);
}

static void read_stanza (Quote *quote, cmark_node *node, GArray *blocks)
{
	Body *body = quote->body;
	Block stanza = { .type = BLOCK_VERSE, .place = read_node_place (body, node) };
	if (cmark_node_get_type (node) != CMARK_NODE_PARAGRAPH) {
		diag_add (body->reader->diag, DIAG_NOT_IN_ARTICLES, &stanza.place, "%s",
			  _ ("anything but lines in verse"));
		return;
	}
	stanza.text = read_inlines (body, node, NULL, true);
	if (stanza.text.n_spans > 0)
		g_array_append_val (blocks, stanza);
}

static void read_verse (Quote *quote, GArray *blocks)
{
	for (cmark_node *node = cmark_node_first_child (quote->node); node != NULL;
	     node = cmark_node_next (node))
		read_stanza (quote, node, blocks);
}

static const struct {
	const char *name;
	QuoteReader *read;
} readers[] = { { "box", read_box }, { "quote", read_pull_quote }, { "verse", read_verse } };

static void complain_of_name (Body *body, cmark_node *text, const char *name)
{
	const char *names[G_N_ELEMENTS (readers)];
	for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
		names[i] = readers[i].name;
	g_autofree char *hint = read_did_you_mean (name, names, G_N_ELEMENTS (readers));
	Place place = read_node_place (body, text);
	diag_add (body->reader->diag, DIAG_UNKNOWN_BOX, &place, "[!%s]%s", name, hint);
}

/* The name in "[!name]" at the start of @text, and in @rest what follows. Caller frees; NULL: none. */
static char *find_mark (cmark_node *text, const char **rest)
{
	const char *words = cmark_node_get_literal (text);
	if (cmark_node_get_type (text) != CMARK_NODE_TEXT || !g_str_has_prefix (words, "[!"))
		return NULL;
	const char *close = strchr (words, ']');
	if (close == NULL || close - words > 40)
		return NULL;
	*rest = close + 1;
	return g_strndup (words + 2, (gsize) (close - words - 2));
}

/* Leaves the mark out of the text, and the line break behind it when nothing else is on its line. */
static void drop_mark (cmark_node *paragraph, cmark_node *text, const char *rest, bool keep_break)
{
	g_autofree char *kept = g_strdup (rest + strspn (rest, " \t"));
	cmark_node_set_literal (text, kept);
	cmark_node *next = cmark_node_next (text);
	if (kept[0] == '\0' && !keep_break && (next == NULL || is_break (next))) {
		cmark_node_free (text);
		if (next != NULL)
			cmark_node_free (next);
		if (cmark_node_first_child (paragraph) == NULL)
			cmark_node_free (paragraph);
	}
}

bool read_block_quote (Body *body, cmark_node *node, GArray *blocks, int depth)
{
	const char *rest = NULL;
	cmark_node *first = cmark_node_first_child (node);
	cmark_node *text = first == NULL ? NULL : cmark_node_first_child (first);
	if (text == NULL || cmark_node_get_type (first) != CMARK_NODE_PARAGRAPH)
		return false;
	g_autofree char *name = find_mark (text, &rest);
	if (name == NULL)
		return false;
	Quote quote = { body, node, first, { .place = read_node_place (body, node) }, depth };
	for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
		if (strcmp (readers[i].name, name) == 0) {
			drop_mark (first, text, rest, readers[i].read == read_box);
			readers[i].read (&quote, blocks);
			return true;
		}
	complain_of_name (body, text, name);
	return false;
}
