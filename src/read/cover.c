/* cover: and back-cover: of issue.yaml. */
#include "read/read-private.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
	Field picture, alt, credit;
	const Node *lines;
} Told;

typedef struct {
	const Node *article;
	Field text;
} ToldLine;

static const FieldKey keys[] = {
	{ "picture", FIELD_TEXT, offsetof (Told, picture), false, 0, 300 },
	{ "alt", FIELD_TEXT, offsetof (Told, alt), false, 0, 1000 },
	{ "credit", FIELD_TEXT, offsetof (Told, credit), false, 0, 200 },
	{ "lines", FIELD_NODE, offsetof (Told, lines), false, 0, 0 },
};

static const FieldKey back_keys[] = {
	{ "picture", FIELD_TEXT, offsetof (Told, picture), true, 0, 300 },
	{ "alt", FIELD_TEXT, offsetof (Told, alt), false, 0, 1000 },
	{ "credit", FIELD_TEXT, offsetof (Told, credit), false, 0, 200 },
};

static const FieldKey line_keys[] = {
	{ "article", FIELD_NODE, offsetof (ToldLine, article), false, 0, 0 },
	{ "text", FIELD_TEXT, offsetof (ToldLine, text), false, 0, 200 },
};

static Picture *told_picture (Reader *reader, const Told *told)
{
	if (told->picture.text == NULL)
		return NULL;
	Picture *picture = read_picture (reader, told->picture.text, &told->picture.place);
	if (picture != NULL) {
		picture->alt = told->alt;
		picture->credit = told->credit;
	}
	return picture;
}

static int compare_slugs (const void *a, const void *b)
{
	return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void complain_of_slug (Reader *reader, const Field *slug)
{
	guint n_slugs;
	g_autofree const char **slugs =
		(const char **) g_hash_table_get_keys_as_array (reader->slugs, &n_slugs);
	qsort (slugs, n_slugs, sizeof *slugs, compare_slugs);
	g_autofree char *hint = read_did_you_mean (slug->text, slugs, n_slugs);
	diag_add (reader->diag, DIAG_UNKNOWN_ARTICLE, &slug->place, "\"%s\"%s", slug->text, hint);
}

static bool read_line (Reader *reader, const Node *node, CoverLine *line)
{
	ToldLine told = { 0 };
	if (node->type == NODE_SCALAR) {
		line->text = read_text_value (reader, node, "lines", 200);
		if (line->text.text != NULL && g_hash_table_contains (reader->slugs, line->text.text)) {
			line->article = line->text.text;
			line->text.text = NULL;
		}
		return line->article != NULL || line->text.text != NULL;
	}
	if (!read_mapping (reader, node, line_keys, G_N_ELEMENTS (line_keys), &told))
		return false;
	line->text = told.text;
	if (told.article == NULL) {
		if (told.text.text == NULL)
			diag_add (reader->diag, DIAG_MISSING_KEY, &node->place, "\"article\"");
		return told.text.text != NULL;
	}
	Field slug = read_text_value (reader, told.article, "article", 100);
	if (slug.text != NULL && !g_hash_table_contains (reader->slugs, slug.text))
		complain_of_slug (reader, &slug);
	line->article = slug.text;
	return slug.text != NULL;
}

static void read_lines (Reader *reader, const Node *node)
{
	Issue *issue = reader->issue;
	if (!read_expect (reader, node, NODE_SEQUENCE, "lines"))
		return;
	issue->cover_lines = arena_new_array (reader->arena, CoverLine, node->n_items);
	for (gsize i = 0; i < node->n_items; i++)
		if (read_line (reader, node->items[i], &issue->cover_lines[issue->n_cover_lines]))
			issue->n_cover_lines++;
}

void read_cover (Reader *reader, const Node *node)
{
	Told told = { 0 };
	if (node->type != NODE_MAPPING) {
		read_bool_value (reader, node, "cover", &reader->issue->has_cover);
		return;
	}
	read_mapping (reader, node, keys, G_N_ELEMENTS (keys), &told);
	reader->issue->cover_picture = told_picture (reader, &told);
	if (told.lines != NULL)
		read_lines (reader, told.lines);
}

void read_back_cover (Reader *reader, const Node *node)
{
	Told told = { 0 };
	if (!read_expect (reader, node, NODE_MAPPING, "back-cover"))
		return;
	read_mapping (reader, node, back_keys, G_N_ELEMENTS (back_keys), &told);
	reader->issue->back_picture = told_picture (reader, &told);
}
