/* The blocks of an article: CommonMark's tree → Block. */
#include "read/read-private.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <glib/gi18n.h>
#include <string.h>

typedef void BlockReader (Body *body, cmark_node *node, GArray *blocks, int depth);

Place read_node_place (Body *body, cmark_node *node)
{
	int line = cmark_node_get_start_line (node), column = cmark_node_get_start_column (node);
	if (line <= 0) /* the parser made this node from a part of another one */
		return body->last;
	gsize n_bytes;
	const char *text = read_body_line (body, line + body->lines_before, &n_bytes);
	gsize before = MIN ((gsize) MAX (column - 1, 0), n_bytes);
	body->last = (Place){ body->article->file, line + body->lines_before, 1 };
	body->last.column += (int) g_utf8_strlen (text, (gssize) before);
	return body->last;
}

Place read_place_of (Body *body, Place place, const char *text)
{
	gsize n_bytes;
	const char *line = read_body_line (body, place.line, &n_bytes), *end = line + n_bytes, *from = line;
	for (int i = 1; i < place.column && from < end; i++)
		from = g_utf8_next_char (from);
	const char *found = from < end ? g_strstr_len (from, end - from, text) : NULL;
	if (found != NULL)
		place.column += (int) g_utf8_pointer_to_offset (from, found);
	return place;
}

static Block new_block (Body *body, cmark_node *node, BlockType type)
{
	return (Block){ .type = type, .place = read_node_place (body, node) };
}

static void take_children (Body *body, Block *block, GArray *children)
{
	block->children = arena_copy_array (body->reader->arena, Block, children);
	block->n_children = children->len;
	g_array_unref (children);
}

/* A paragraph that the parser cut from a table's top has no place: the table's stands for it. */
static void find_place_of_cut_paragraph (Body *body, cmark_node *node)
{
	cmark_node *next = cmark_node_next (node);
	if (cmark_node_get_start_line (node) <= 0 && next != NULL)
		read_node_place (body, next);
}

static void add_picture (Body *body, cmark_node *image, GArray *blocks, int depth)
{
	Block block = new_block (body, image, BLOCK_PICTURE);
	if (depth > 1) {
		diag_add (body->reader->diag, DIAG_PICTURE_PLACE, &block.place, NULL);
		return;
	}
	block.picture = read_body_picture (body, image);
	if (block.picture != NULL)
		g_array_append_val (blocks, block);
}

static void read_paragraph (Body *body, cmark_node *node, GArray *blocks, int depth)
{
	find_place_of_cut_paragraph (body, node);
	cmark_node *image = read_lone_image (node);
	if (image != NULL) {
		add_picture (body, image, blocks, depth);
		return;
	}
	bool verse = body->article->kind == ARTICLE_POEM && depth == 1;
	read_check_lines (body, node, verse);
	Block block = new_block (body, node, verse ? BLOCK_VERSE : BLOCK_PARAGRAPH);
	block.text = read_inlines (body, node, NULL, verse);
	if (block.text.n_spans > 0)
		g_array_append_val (blocks, block);
}

static void read_heading (Body *body, cmark_node *node, GArray *blocks, int depth)
{
	Block block = new_block (body, node, BLOCK_CROSSHEAD);
	block.level = cmark_node_get_heading_level (node);
	if (block.level == 1)
		diag_add (body->reader->diag, DIAG_HEADLINE_IN_TEXT, &block.place, NULL);
	else if (depth > 1 && cmark_node_get_type (cmark_node_parent (node)) == CMARK_NODE_ITEM)
		diag_add (body->reader->diag, DIAG_NOT_IN_ARTICLES, &block.place, "%s",
			  _ ("a crosshead in a list"));
	block.text = read_inlines (body, node, NULL, false);
	if (block.text.n_spans == 0)
		diag_add (body->reader->diag, DIAG_NOT_IN_ARTICLES, &block.place, "%s",
			  _ ("a crosshead without words"));
	else
		g_array_append_val (blocks, block);
}

static void read_list (Body *body, cmark_node *node, GArray *blocks, int depth)
{
	Block block = new_block (body, node, BLOCK_LIST);
	block.ordered = cmark_node_get_list_type (node) == CMARK_ORDERED_LIST;
	block.start = block.ordered ? cmark_node_get_list_start (node) : 0;
	GArray *children = g_array_new (FALSE, TRUE, sizeof (Block));
	read_blocks (body, node, children, depth - 1); /* the item is the level, not the list */
	take_children (body, &block, children);
	g_array_append_val (blocks, block);
}

static void read_item (Body *body, cmark_node *node, GArray *blocks, int depth)
{
	Block block = new_block (body, node, BLOCK_ITEM);
	GArray *children = g_array_new (FALSE, TRUE, sizeof (Block));
	read_blocks (body, node, children, depth);
	take_children (body, &block, children);
	g_array_append_val (blocks, block);
}

static void read_quote (Body *body, cmark_node *node, GArray *blocks, int depth)
{
	if (read_block_quote (body, node, blocks, depth))
		return;
	Block block = new_block (body, node, BLOCK_QUOTE);
	GArray *children = g_array_new (FALSE, TRUE, sizeof (Block));
	read_blocks (body, node, children, depth);
	take_children (body, &block, children);
	g_array_append_val (blocks, block);
}

static void read_divider (Body *body, cmark_node *node, GArray *blocks, int depth)
{
	Block block = new_block (body, node, BLOCK_DIVIDER);
	if (depth > 1)
		diag_add (body->reader->diag, DIAG_NOT_IN_ARTICLES, &block.place, "%s",
			  _ ("a divider in a list or quotation"));
	else
		g_array_append_val (blocks, block);
}

static void refuse_code (Body *body, cmark_node *node, G_GNUC_UNUSED GArray *blocks, G_GNUC_UNUSED int depth)
{
	Place place = read_node_place (body, node);
	diag_add (body->reader->diag, DIAG_CODE_BLOCK, &place, NULL);
}

static void refuse_html (Body *body, cmark_node *node, G_GNUC_UNUSED GArray *blocks, G_GNUC_UNUSED int depth)
{
	Place place = read_node_place (body, node);
	diag_add (body->reader->diag, DIAG_RAW_HTML, &place, NULL);
}

/* Footnotes are read by read_notes. */
static void pass_over (G_GNUC_UNUSED Body *body, G_GNUC_UNUSED cmark_node *node, G_GNUC_UNUSED GArray *blocks,
		       G_GNUC_UNUSED int depth)
{
}

static const struct {
	cmark_node_type type;
	BlockReader *read;
} readers[] = {
	{ CMARK_NODE_PARAGRAPH, read_paragraph },
	{ CMARK_NODE_HEADING, read_heading },
	{ CMARK_NODE_LIST, read_list },
	{ CMARK_NODE_ITEM, read_item },
	{ CMARK_NODE_BLOCK_QUOTE, read_quote },
	{ CMARK_NODE_THEMATIC_BREAK, read_divider },
	{ CMARK_NODE_CODE_BLOCK, refuse_code },
	{ CMARK_NODE_HTML_BLOCK, refuse_html },
	{ CMARK_NODE_FOOTNOTE_DEFINITION, pass_over },
};

static BlockReader *find_reader (cmark_node *node)
{
	for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
		if (readers[i].type == cmark_node_get_type (node))
			return readers[i].read;
	return NULL;
}

static bool is_caption (const Block *block)
{
	if (block->type != BLOCK_PARAGRAPH)
		return false;
	g_autofree char *text = text_plain (&block->text);
	return g_regex_match_simple ("^Bảng( [0-9IVX]+[a-z]?)? ?[.:] ?\\S|^Bảng [0-9IVX]+[.:]?$", text, 0, 0);
}

/* The paragraph "Bảng 1. …" directly above becomes the table's caption. */
static void take_caption (Body *body, GArray *blocks, Table *table)
{
	Block *above = blocks->len == 0 ? NULL : &g_array_index (blocks, Block, blocks->len - 1);
	if (above == NULL || !is_caption (above))
		return;
	read_refuse_notes (body, &above->text);
	g_autofree char *text = text_plain (&above->text);
	table->caption = (Field){ arena_strdup (body->reader->arena, text), above->place };
	g_array_set_size (blocks, blocks->len - 1);
}

static void add_table (Body *body, cmark_node *node, GArray *blocks)
{
	Block block = new_block (body, node, BLOCK_TABLE);
	read_table (body, node, &block);
	if (block.table == NULL)
		return;
	take_caption (body, blocks, block.table);
	g_array_append_val (blocks, block);
}

void read_blocks (Body *body, cmark_node *parent, GArray *blocks, int depth)
{
	if (depth > MOST_NESTING) {
		Place place = read_node_place (body, parent);
		diag_add (body->reader->diag, DIAG_TOO_DEEP, &place,
			  _ ("lists and quotations go %d deep at most"), MOST_NESTING);
		return;
	}
	for (cmark_node *node = cmark_node_first_child (parent); node != NULL;
	     node = cmark_node_next (node)) {
		BlockReader *reader = find_reader (node);
		if (read_is_table (node))
			add_table (body, node, blocks);
		else if (reader != NULL)
			reader (body, node, blocks, depth + 1);
	}
}
