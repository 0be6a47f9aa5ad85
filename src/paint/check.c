/* Before anything is drawn: cairo answers a wrong tag or name with a damaged file, or by ending the program.
 */
#include "paint/parts.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
	const Pages *pages;
	GHashTable *targets; /* names */
	bool *has_children;  /* by tag */
} Check;

static bool complain (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static bool complain (GError **error, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *message = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, message);
	return false;
}

/* Names that every reader finds again: cairo 1.16 writes others in two encodings that don't meet. */
static bool is_target_name (const char *name)
{
	gsize n_bytes = strlen (name);
	if (n_bytes == 0 || n_bytes > MOST_NAME_BYTES)
		return false;
	for (const char *c = name; *c != '\0'; c++)
		if (!g_ascii_isalnum (*c) && strchr ("-_.:", *c) == NULL)
			return false;
	return true;
}

static bool add_target (Check *check, const Item *item, GError **error)
{
	const char *name = item->detail;
	if (!is_target_name (name))
		return complain (
			error,
			_ ("the name of a link's target must be ASCII letters, digits, - _ . : \"%s\""),
			name);
	if (!g_hash_table_add (check->targets, (void *) name))
		return complain (error, _ ("two targets of links have the name \"%s\""), name);
	return true;
}

static bool check_glyphs (const Check *check, const Item *item, int page, GError **error)
{
	const GlyphRun *run = item->detail;
	if (run->font < 0 || run->font >= (int) check->pages->fonts->len || run->size <= 0 || run->scale <= 0)
		return complain (error, _ ("page %d: text without a font or size: \"%s\""), page + 1,
				 run->text);
	for (gsize i = 0; i < run->n_glyphs; i++)
		if (run->glyphs[i].glyph == 0)
			return complain (error, _ ("page %d: the font lacks a letter of \"%s\""), page + 1,
					 run->text);
	return true;
}

static bool check_item (Check *check, const Item *item, int page, GError **error)
{
	if (item->tag < 0 || item->tag >= (int) check->pages->tags->len || check->has_children[item->tag])
		return complain (error, _ ("page %d: an item has no tag of its own"), page + 1);
	if (item->type == ITEM_TARGET)
		return add_target (check, item, error);
	return item->type != ITEM_GLYPHS || check_glyphs (check, item, page, error);
}

static bool check_items (Check *check, GError **error)
{
	for (guint i = 0; i < check->pages->pages->len; i++) {
		const Page *page = pages_page (check->pages, i);
		for (guint j = 0; j < page->items->len; j++)
			if (!check_item (check, page_item (page, j), (int) i, error))
				return false;
	}
	return true;
}

/* All tags hang from the one document. */
static bool check_tree (Check *check, GError **error)
{
	const Pages *pages = check->pages;
	g_autofree int *depth = g_new0 (int, pages->tags->len + 1);
	for (int i = 1; i < (int) pages->tags->len; i++) {
		const Tag *tag = pages_tag (pages, i);
		bool root = i == 1;
		if ((root != (tag->type == TAG_DOCUMENT)) || tag->type <= TAG_ARTIFACT ||
		    tag->type >= N_TAG_TYPES || (!root && (tag->parent < 1 || tag->parent >= i)))
			return complain (error, _ ("the tree of tags is broken at tag %d"), i);
		depth[i] = root ? 1 : depth[tag->parent] + 1;
		if (depth[i] > MOST_TAG_DEPTH)
			return complain (error, _ ("tags are nested more than %d deep"), MOST_TAG_DEPTH);
		if (!root)
			check->has_children[tag->parent] = true;
	}
	return true;
}

static bool check_target (const Check *check, const char *target, GError **error)
{
	if (target != NULL && !g_hash_table_contains (check->targets, target))
		return complain (error, _ ("a link leads to \"%s\", which is on no page"), target);
	return true;
}

static bool check_links (const Check *check, GError **error)
{
	const Pages *pages = check->pages;
	for (guint i = 1; i < pages->tags->len; i++) {
		const Tag *tag = pages_tag (pages, i);
		if (tag->uri != NULL && strlen (tag->uri) > MOST_URI_BYTES)
			return complain (error, _ ("a link is longer than %d characters: %.60s…"),
					 MOST_URI_BYTES, tag->uri);
		if (!check_target (check, tag->target, error))
			return false;
	}
	for (guint i = 0; i < pages->outline->len; i++) {
		const OutlineEntry *entry = &g_array_index (pages->outline, OutlineEntry, i);
		if (!check_target (check, entry->target, error))
			return false;
		if (entry->page < 0 || entry->page >= (int) pages->pages->len)
			return complain (error, _ ("a bookmark leads to page %d, which is not there"),
					 entry->page + 1);
	}
	return true;
}

static bool check_size (const Pages *pages, GError **error)
{
	Length most = MOST_PAGE_POINTS * 1024;
	if (pages->pages->len == 0)
		return complain (error, _ ("there are no pages to write"));
	if (pages->width <= 0 || pages->height <= 0 || pages->bleed < 0 || pages->bleed > most / 4 ||
	    pages->width > most / 2 || pages->height > most / 2)
		return complain (error, _ ("the page's size is not possible"));
	return true;
}

bool paint_check (const Pages *pages, GError **error)
{
	if (!check_size (pages, error))
		return false;
	g_autoptr (GHashTable) targets = g_hash_table_new (g_str_hash, g_str_equal);
	g_autofree bool *has_children = g_new0 (bool, pages->tags->len + 1);
	Check check = { pages, targets, has_children };
	return check_tree (&check, error) && check_items (&check, error) && check_links (&check, error);
}
