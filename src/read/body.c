/* The text of an article: through the Markdown parser to blocks, with the pictures of the front matter put
 * in. */
#include "read/read-private.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <glib/gi18n.h>

static cmark_node *parse (const Body *body)
{
	cmark_gfm_core_extensions_ensure_registered ();
	cmark_parser *parser = cmark_parser_new (CMARK_OPT_FOOTNOTES | CMARK_OPT_SOURCEPOS);
	cmark_parser_attach_syntax_extension (parser, cmark_find_syntax_extension ("table"));
	cmark_parser_feed (parser, body->text, body->n_bytes);
	cmark_node *document = cmark_parser_finish (parser);
	cmark_parser_free (parser);
	cmark_consolidate_text_nodes (document);
	return document;
}

static void check_after (Body *body, const Photo *photo, guint n_blocks)
{
	if (photo->used && photo->after_node != NULL)
		diag_add (body->reader->diag, DIAG_AFTER_NOT_USED, &photo->after_node->place, "%s",
			  photo->picture->file);
	else if (photo->after > (int) n_blocks)
		diag_add (body->reader->diag, DIAG_BAD_VALUE, &photo->after_node->place,
			  _ ("\"after\" is %d, more than the blocks of the text (%d)"), photo->after,
			  (int) n_blocks);
}

/* The pictures that stand after @n_blocks blocks of the text. */
static void add_photos (Body *body, int n_blocks, GArray *all)
{
	for (guint i = 0; i < body->photos->len; i++) {
		const Photo *photo = &g_array_index (body->photos, Photo, i);
		if (photo->used || photo->after != n_blocks)
			continue;
		Block block = { .type = BLOCK_PICTURE,
				.place = photo->picture->place,
				.picture = photo->picture };
		g_array_append_val (all, block);
	}
}

static void place_photos (Body *body, const GArray *blocks)
{
	g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (Block));
	for (guint i = 0; i < body->photos->len; i++)
		check_after (body, &g_array_index (body->photos, Photo, i), blocks->len);
	add_photos (body, 0, all);
	for (guint i = 0; i < blocks->len; i++) {
		g_array_append_val (all, g_array_index (blocks, Block, i));
		add_photos (body, (int) i + 1, all);
	}
	body->article->blocks = arena_copy_array (body->reader->arena, Block, all);
	body->article->n_blocks = all->len;
}

void read_body (Body *body)
{
	g_autoptr (GArray) blocks = g_array_new (FALSE, TRUE, sizeof (Block));
	body->refused = !read_check_body (body);
	if (!body->refused) {
		cmark_node *document = parse (body);
		read_blocks (body, document, blocks, 0);
		read_notes (body, document);
		cmark_node_free (document);
	}
	place_photos (body, blocks);
}
