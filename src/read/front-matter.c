/* The front matter of an article. */
#include "read/read-private.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
	Byline byline;
	const Node *people;
} ToldByline;

typedef struct {
	Field name, role;
} ToldPerson;

typedef struct {
	Field file, caption, credit, alt;
	int columns;
	const Node *after;
} ToldPhoto;

typedef struct {
	Field name, address, reply;
	Date date;
	const Node *text;
} ToldLetter;

#define NODE(name, Type, field)                                                                              \
	{                                                                                                    \
		name, FIELD_NODE, offsetof (Type, field), false, 0, 0                                        \
	}
#define TEXT(name, Type, field, most)                                                                        \
	{                                                                                                    \
		name, FIELD_TEXT, offsetof (Type, field), false, 0, most                                     \
	}

#define MOST_AFTER 100000

/* The fields of an Article and the nodes that need a reader of their own, one struct for one table. */
typedef struct {
	Article article;
	const Node *kind, *byline, *photos, *letters;
} Front;

static const FieldKey keys[] = {
	{ "headline", FIELD_TEXT, offsetof (Front, article.headline), true, 0, 300 },
	TEXT ("kicker", Front, article.kicker, 200),
	TEXT ("short-title", Front, article.short_title, 200),
	TEXT ("standfirst", Front, article.standfirst, 2000),
	NODE ("kind", Front, kind),
	NODE ("byline", Front, byline),
	TEXT ("source", Front, article.source, 300),
	TEXT ("source-url", Front, article.source_url, 2000),
	{ "date", FIELD_DATE, offsetof (Front, article.date), false, 0, 0 },
	{ "columns", FIELD_COUNT, offsetof (Front, article.columns), false, 1, 4 },
	NODE ("photos", Front, photos),
	NODE ("letters", Front, letters),
};

static const FieldKey byline_keys[] = {
	TEXT ("printed", ToldByline, byline.printed, 300),
	TEXT ("organisation", ToldByline, byline.organisation, 200),
	NODE ("people", ToldByline, people),
};

static const FieldKey person_keys[] = {
	{ "name", FIELD_TEXT, offsetof (ToldPerson, name), true, 0, 100 },
	TEXT ("role", ToldPerson, role, 60),
};

static const FieldKey photo_keys[] = {
	{ "file", FIELD_TEXT, offsetof (ToldPhoto, file), true, 0, 300 },
	TEXT ("caption", ToldPhoto, caption, 1000),
	TEXT ("credit", ToldPhoto, credit, 200),
	TEXT ("alt", ToldPhoto, alt, 1000),
	{ "columns", FIELD_COUNT, offsetof (ToldPhoto, columns), false, 1, 6 },
	NODE ("after", ToldPhoto, after),
};

static const FieldKey letter_keys[] = {
	{ "name", FIELD_TEXT, offsetof (ToldLetter, name), true, 0, 100 },
	TEXT ("address", ToldLetter, address, 200),
	{ "date", FIELD_DATE, offsetof (ToldLetter, date), false, 0, 0 },
	{ "text", FIELD_NODE, offsetof (ToldLetter, text), true, 0, 0 },
	TEXT ("reply", ToldLetter, reply, 5000),
};

/* ---- Byline -------------------------------------------------------------- */

static bool read_person (Reader *reader, const Node *node, Person *person)
{
	ToldPerson told = { 0 };
	if (node->type == NODE_SCALAR)
		told.name = read_text_value (reader, node, "people", 100);
	else if (!read_mapping (reader, node, person_keys, G_N_ELEMENTS (person_keys), &told))
		return false;
	person->name = told.name.text;
	person->role = told.role.text != NULL ? told.role.text : "text";
	return person->name != NULL;
}

static void read_people (Reader *reader, const Node *node, Byline *byline)
{
	if (!read_expect (reader, node, NODE_SEQUENCE, "people"))
		return;
	byline->people = arena_new_array (reader->arena, Person, node->n_items);
	for (gsize i = 0; i < node->n_items; i++)
		if (read_person (reader, node->items[i], &byline->people[byline->n_people]))
			byline->n_people++;
}

static void read_byline (Reader *reader, const Node *node, Byline *byline)
{
	ToldByline told = { 0 };
	if (node->type == NODE_SCALAR) {
		byline->printed = read_text_value (reader, node, "byline", 300);
		if (byline->printed.text != NULL)
			read_people_of (reader, byline);
		return;
	}
	if (!read_mapping (reader, node, byline_keys, G_N_ELEMENTS (byline_keys), &told))
		return;
	*byline = told.byline;
	if (told.people != NULL)
		read_people (reader, told.people, byline);
}

/* ---- Photos -------------------------------------------------------------- */

static bool is_listed (const Body *body, const char *file)
{
	for (guint i = 0; i < body->photos->len; i++)
		if (strcmp (g_array_index (body->photos, Photo, i).picture->file, file) == 0)
			return true;
	return false;
}

static void read_photo (Body *body, const Node *node)
{
	Reader *reader = body->reader;
	ToldPhoto told = { 0 };
	if (!read_mapping (reader, node, photo_keys, G_N_ELEMENTS (photo_keys), &told) ||
	    told.file.text == NULL)
		return;
	if (is_listed (body, told.file.text)) {
		diag_add (reader->diag, DIAG_PICTURE_TWICE, &told.file.place, "%s", told.file.text);
		return;
	}
	Photo photo = { .picture = read_picture (reader, told.file.text, &told.file.place),
			.after_node = told.after };
	if (photo.picture == NULL)
		return;
	photo.picture->caption = told.caption;
	photo.picture->credit = told.credit;
	photo.picture->alt = told.alt;
	photo.picture->columns = told.columns;
	if (told.after != NULL)
		read_count_value (reader, told.after, "after", 0, MOST_AFTER, &photo.after);
	g_array_append_val (body->photos, photo);
}

static void read_photos (Body *body, const Node *node)
{
	if (!read_expect (body->reader, node, NODE_SEQUENCE, "photos"))
		return;
	for (gsize i = 0; i < node->n_items; i++)
		read_photo (body, node->items[i]);
}

/* ---- Letters ------------------------------------------------------------- */

static void add_paragraph (Reader *reader, const Node *node, const char *text, GArray *blocks)
{
	Span span = { .text = read_clean (reader, text, &node->place), .place = node->place };
	if (span.text[0] == '\0')
		return;
	Block block = { .type = BLOCK_PARAGRAPH, .place = node->place };
	block.text.spans = arena_copy (reader->arena, &span, sizeof span);
	block.text.n_spans = 1;
	g_array_append_val (blocks, block);
}

static Block *read_paragraphs (Reader *reader, const Node *node, gsize *n_blocks)
{
	g_autoptr (GArray) blocks = g_array_new (FALSE, TRUE, sizeof (Block));
	g_auto (GStrv) paragraphs = g_regex_split_simple ("\\n[ \\t]*\\n\\s*", node->text, 0, 0);
	for (char **text = paragraphs; *text != NULL; text++)
		add_paragraph (reader, node, *text, blocks);
	*n_blocks = blocks->len;
	return arena_copy_array (reader->arena, Block, blocks);
}

static void read_letter (Reader *reader, const Node *node, Letter *letter)
{
	ToldLetter told = { 0 };
	letter->place = node->place;
	if (!read_mapping (reader, node, letter_keys, G_N_ELEMENTS (letter_keys), &told))
		return;
	letter->name = told.name;
	letter->address = told.address;
	letter->date = told.date;
	letter->reply = told.reply;
	if (told.address.text != NULL && strchr (told.address.text, '@') != NULL)
		diag_add (reader->diag, DIAG_EMAIL_IN_LETTER, &told.address.place, NULL);
	if (told.text != NULL && read_expect (reader, told.text, NODE_SCALAR, "text"))
		letter->blocks = read_paragraphs (reader, told.text, &letter->n_blocks);
}

static void read_letters (Reader *reader, const Node *node, Article *article)
{
	if (!read_expect (reader, node, NODE_SEQUENCE, "letters"))
		return;
	article->letters = arena_new_array (reader->arena, Letter, node->n_items);
	article->n_letters = node->n_items;
	for (gsize i = 0; i < node->n_items; i++)
		read_letter (reader, node->items[i], &article->letters[i]);
}

/* ---- All ----------------------------------------------------------------- */

static void read_kind (Reader *reader, const Node *node, Article *article)
{
	const char *names[N_ARTICLE_KINDS];
	for (int i = 0; i < N_ARTICLE_KINDS; i++)
		names[i] = article_kind_name (i);
	int kind = read_choice (reader, node, "kind", names, N_ARTICLE_KINDS);
	article->kind = kind < 0 ? ARTICLE_PLAIN : (ArticleKind) kind;
}

bool read_front_matter (Body *body, const Node *root)
{
	Reader *reader = body->reader;
	Front front = { .article = *body->article };
	if (!read_mapping (reader, root, keys, G_N_ELEMENTS (keys), &front))
		return false;
	*body->article = front.article;
	if (front.kind != NULL)
		read_kind (reader, front.kind, body->article);
	if (front.byline != NULL)
		read_byline (reader, front.byline, &body->article->byline);
	if (front.photos != NULL)
		read_photos (body, front.photos);
	if (front.letters != NULL)
		read_letters (reader, front.letters, body->article);
	return true;
}
