/* sections: of issue.yaml → Section, and every article they list. */
#include "read/read-private.h"

#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_SLUG 80

typedef struct {
	Field name;
	const Node *articles;
} Told;

static const FieldKey keys[] = {
	{ "name", FIELD_TEXT, offsetof (Told, name), true, 0, 100 },
	{ "articles", FIELD_NODE, offsetof (Told, articles), false, 0, 0 },
};

/* What has been listed so far: file → its Place, slug → file. */
typedef struct {
	GHashTable *files, *slugs; /* the reader keeps the slugs for the cover */
} Listed;

static bool is_new_file (Reader *reader, Listed *listed, const Field *file)
{
	const Place *first = g_hash_table_lookup (listed->files, file->text);
	if (first != NULL) {
		diag_add (reader->diag, DIAG_ARTICLE_TWICE, &file->place, _ ("%s, first on line %d"),
			  file->text, first->line);
		return false;
	}
	g_hash_table_insert (listed->files, (gpointer) file->text,
			     arena_copy (reader->arena, &file->place, sizeof (Place)));
	return true;
}

/* The slug names the article in links and files, so two may not share it. */
static const char *take_slug (Reader *reader, Listed *listed, const Field *file)
{
	g_autofree char *name = g_path_get_basename (file->text);
	name[strlen (name) - strlen (".md")] = '\0';
	g_autofree char *slug = text_slug (name, MOST_SLUG);
	const char *other = g_hash_table_lookup (listed->slugs, slug);
	if (other != NULL) {
		diag_add (reader->diag, DIAG_SAME_SLUG, &file->place, _ ("%s and %s are both \"%s\""), other,
			  file->text, slug);
		return NULL;
	}
	const char *kept = arena_strdup (reader->arena, slug);
	g_hash_table_insert (listed->slugs, (gpointer) kept, (gpointer) file->text);
	return kept;
}

/* What the cover may call an article whose path is wrong, so that one slip is one complaint. */
static void keep_slug (Reader *reader, const char *file)
{
	g_autofree char *path = g_strdelimit (g_strdup (file), "\\", '/');
	g_autofree char *name = g_path_get_basename (path);
	char *dot = strrchr (name, '.');
	if (dot != NULL)
		*dot = '\0';
	g_autofree char *slug = text_slug (name, MOST_SLUG);
	if (!g_hash_table_contains (reader->slugs, slug))
		g_hash_table_insert (reader->slugs, arena_strdup (reader->arena, slug), (gpointer) file);
}

static void complain_of_ending (Reader *reader, const Field *file)
{
	g_autofree char *name = g_strconcat (file->text, ".md", NULL);
	g_autofree char *hint = read_did_you_mean_file (reader, name, ARTICLES_FOLDER);
	g_autofree char *other = read_did_you_mean_file (reader, file->text, ARTICLES_FOLDER);
	diag_add (reader->diag, DIAG_BAD_VALUE, &file->place,
		  _ ("an article's file ends in .md, not \"%s\"%s"), file->text,
		  hint[0] != '\0' ? hint : other);
}

static Article *read_listed (Reader *reader, Listed *listed, const Node *node, int section)
{
	Field file = read_text_value (reader, node, "articles", 300);
	if (file.text == NULL)
		return NULL;
	if (read_refuse_path (reader, file.text, &file.place)) {
		keep_slug (reader, file.text);
		return NULL;
	}
	if (!g_str_has_suffix (file.text, ".md") || strlen (file.text) == strlen (".md")) {
		complain_of_ending (reader, &file);
		keep_slug (reader, file.text);
		return NULL;
	}
	if (!is_new_file (reader, listed, &file))
		return NULL;
	const char *slug = take_slug (reader, listed, &file);
	Article *article = slug == NULL ? NULL : read_article (reader, file.text, &file.place);
	if (article != NULL) {
		article->slug = slug;
		article->section = section;
	}
	return article;
}

static void complain_of_empty (Reader *reader, const Node *node, const Field *name)
{
	const Node *articles = node_value (node, "articles");
	diag_add (reader->diag, DIAG_EMPTY_SECTION, articles != NULL ? &articles->place : &node->place,
		  name->text != NULL ? "\"%s\"" : NULL, name->text);
}

static void read_section (Reader *reader, Listed *listed, const Node *node, int index, Section *section)
{
	Told told = { 0 };
	section->name.place = node->place;
	if (!read_mapping (reader, node, keys, G_N_ELEMENTS (keys), &told))
		return;
	section->name = told.name;
	if (told.articles != NULL && !read_expect (reader, told.articles, NODE_SEQUENCE, "articles"))
		return;
	if (told.articles == NULL || told.articles->n_items == 0) {
		complain_of_empty (reader, node, &told.name);
		return;
	}
	if (told.name.text != NULL && strcmp (told.name.text, READ_HOLDING_SECTION) == 0)
		diag_add (reader->diag, DIAG_HOLDING_SECTION, &told.name.place, "\"%s\"", told.name.text);
	section->articles = arena_new_array (reader->arena, Article *, told.articles->n_items);
	for (gsize i = 0; i < told.articles->n_items; i++) {
		Article *article = read_listed (reader, listed, told.articles->items[i], index);
		if (article != NULL)
			section->articles[section->n_articles++] = article;
	}
}

static gsize count_listed (const Node *sections)
{
	gsize count = 0;
	for (gsize i = 0; i < sections->n_items; i++) {
		const Node *articles = node_value (sections->items[i], "articles");
		count += articles != NULL && articles->type == NODE_SEQUENCE ? articles->n_items : 0;
	}
	return count;
}

void read_sections (Reader *reader, const Node *node, const Place *whole)
{
	Issue *issue = reader->issue;
	if (!read_expect (reader, node, NODE_SEQUENCE, "sections"))
		return;
	gsize n_listed = count_listed (node);
	if (node->n_items == 0) {
		diag_add (reader->diag, DIAG_NO_ARTICLES, &node->place, NULL);
	} else if (n_listed > MOST_ARTICLES) {
		diag_add (reader->diag, DIAG_TOO_MANY, whole, _ ("%d articles, at most %d go"),
			  (int) n_listed, MOST_ARTICLES);
		return;
	}
	g_autoptr (GHashTable) files = g_hash_table_new (g_str_hash, g_str_equal);
	Listed listed = { files, reader->slugs };
	issue->sections = arena_new_array (reader->arena, Section, node->n_items);
	issue->n_sections = node->n_items;
	for (gsize i = 0; i < node->n_items; i++)
		read_section (reader, &listed, node->items[i], (int) i, &issue->sections[i]);
}
