/* Mappings → structs, by tables of keys. */
#include "read/read-private.h"

#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

#define DEFAULT_MOST_CHARACTERS 500
#define MOST_SHOWN              60

/* As much of a value as a message can bear. Caller frees. */
static char *shown (const char *text)
{
	if (g_utf8_strlen (text, -1) <= MOST_SHOWN)
		return g_strdup (text);
	g_autofree char *start = g_utf8_substring (text, 0, MOST_SHOWN);
	return g_strconcat (start, "…", NULL);
}

char *read_did_you_mean (const char *word, const char *const *candidates, gsize n_candidates)
{
	const char *nearest =
		g_utf8_strlen (word, -1) > 100 ? NULL : text_nearest (word, candidates, n_candidates);
	return nearest == NULL ? g_strdup ("") : g_strdup_printf (_ ("; did you mean \"%s\"?"), nearest);
}

bool read_expect (Reader *reader, const Node *node, NodeType type, const char *what)
{
	static const char *const wanted[] = {
		[NODE_SCALAR] = N_ ("\"%s\" must be a text"),
		[NODE_SEQUENCE] = N_ ("\"%s\" must be a list"),
		[NODE_MAPPING] = N_ ("\"%s\" must be a group of keys"),
	};
	if (node->type == type)
		return true;
	g_autofree char *message = g_strdup_printf (_ (wanted[type]), what);
	diag_add (reader->diag, DIAG_WRONG_TYPE, &node->place, "%s", message);
	return false;
}

Field read_text_value (Reader *reader, const Node *node, const char *what, int most)
{
	Field field = { NULL, node->place };
	if (node_is_null (node) || !read_expect (reader, node, NODE_SCALAR, what))
		return field;
	Place inside = node->place;
	inside.column += node->quoted && !node->folded;
	const char *text = read_clean (reader, node->text, &inside);
	glong length = g_utf8_strlen (text, -1);
	most = most > 0 ? most : DEFAULT_MOST_CHARACTERS;
	if (length > most)
		diag_add (reader->diag, DIAG_TOO_LONG, &node->place,
			  _ ("\"%s\" has %ld characters, at most %d go"), what, length, most);
	else
		field.text = text;
	return field;
}

static bool fail (Reader *reader, const Node *node, const char *what, const char *wanted)
{
	g_autofree char *value = shown (node->text);
	if (!read_refuse_curly (reader, node->text, &node->place))
		diag_add (reader->diag, DIAG_BAD_VALUE, &node->place, _ ("\"%s\" must be %s, not \"%s\""),
			  what, wanted, value);
	return false;
}

bool read_refuse_curly (Reader *reader, const char *text, const Place *place)
{
	static const char *const quotes[] = { "“", "”", "„", "‘", "’", "«" };
	for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
		if (g_str_has_prefix (text, quotes[i])) {
			g_autofree char *value = shown (text);
			diag_add (reader->diag, DIAG_CURLY_QUOTES, place, "%s", value);
			return true;
		}
	return false;
}

bool read_bool_value (Reader *reader, const Node *node, const char *what, bool *value)
{
	static const char *const words[][2] = { { "no", "yes" }, { "false", "true" }, { "off", "on" } };
	if (!read_expect (reader, node, NODE_SCALAR, what))
		return false;
	for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
		for (int j = 0; j < 2; j++)
			if (g_ascii_strcasecmp (node->text, words[i][j]) == 0) {
				*value = j == 1;
				return true;
			}
	return fail (reader, node, what, _ ("yes or no"));
}

bool read_count_value (Reader *reader, const Node *node, const char *what, int least, int most, int *value)
{
	gint64 number;
	if (!read_expect (reader, node, NODE_SCALAR, what))
		return false;
	if (g_ascii_string_to_signed (node->text, 10, least, most, &number, NULL)) {
		*value = (int) number;
		return true;
	}
	g_autofree char *wanted = g_strdup_printf (_ ("a whole number from %d to %d"), least, most);
	return fail (reader, node, what, wanted);
}

/* The form is right, but the calendar has no such day: 2020-02-31. */
static bool is_date_by_form (const char *text)
{
	return g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", text, 0, 0);
}

bool read_date_value (Reader *reader, const Node *node, const char *what, Date *date)
{
	if (!read_expect (reader, node, NODE_SCALAR, what))
		return false;
	if (date_parse (node->text, date) && date->day > 0 && date_is_valid (*date))
		return true;
	*date = (Date){ 0 };
	g_autofree char *value = shown (node->text);
	if (!read_refuse_curly (reader, node->text, &node->place))
		diag_add (reader->diag, is_date_by_form (node->text) ? DIAG_NO_SUCH_DAY : DIAG_BAD_DATE,
			  &node->place, "\"%s\": \"%s\"", what, value);
	return false;
}

int read_choice (Reader *reader, const Node *node, const char *what, const char *const *choices,
		 gsize n_choices)
{
	if (!read_expect (reader, node, NODE_SCALAR, what))
		return -1;
	g_autoptr (GString) all = g_string_new (NULL);
	for (gsize i = 0; i < n_choices; i++) {
		if (strcmp (node->text, choices[i]) == 0)
			return (int) i;
		g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", choices[i]);
	}
	if (read_refuse_curly (reader, node->text, &node->place))
		return -1;
	g_autofree char *value = shown (node->text);
	g_autofree char *hint = read_did_you_mean (node->text, choices, n_choices);
	diag_add (reader->diag, DIAG_BAD_VALUE, &node->place, _ ("\"%s\" must be one of %s, not \"%s\"%s"),
		  what, all->str, value, hint);
	return -1;
}

static Field read_joined (Reader *reader, const Node *node, const FieldKey *key)
{
	if (node->type != NODE_SEQUENCE)
		return read_text_value (reader, node, key->name, key->most);
	g_autoptr (GString) joined = g_string_new (NULL);
	for (gsize i = 0; i < node->n_items; i++) {
		Field item = read_text_value (reader, node->items[i], key->name, key->most);
		if (item.text != NULL && joined->len > 0)
			g_string_append (joined, ", ");
		g_string_append (joined, item.text != NULL ? item.text : "");
	}
	return (Field){ joined->len > 0 ? arena_strdup (reader->arena, joined->str) : NULL, node->place };
}

static void read_value (Reader *reader, const FieldKey *key, const Node *node, void *field)
{
	switch (key->type) {
	case FIELD_TEXT:
		*(Field *) field = read_text_value (reader, node, key->name, key->most);
		break;
	case FIELD_JOINED:
		*(Field *) field = read_joined (reader, node, key);
		break;
	case FIELD_STRING:
		*(const char **) field = read_text_value (reader, node, key->name, key->most).text;
		break;
	case FIELD_BOOL:
		read_bool_value (reader, node, key->name, field);
		break;
	case FIELD_COUNT:
		read_count_value (reader, node, key->name, key->least, key->most, field);
		break;
	case FIELD_DATE:
		read_date_value (reader, node, key->name, field);
		break;
	case FIELD_NODE:
		*(const Node **) field = node;
		break;
	}
}

static const FieldKey *find_key (const FieldKey *keys, gsize n_keys, const char *name)
{
	for (gsize i = 0; i < n_keys; i++)
		if (strcmp (keys[i].name, name) == 0)
			return &keys[i];
	return NULL;
}

static void complain_of_key (Reader *reader, const Node *key, const FieldKey *keys, gsize n_keys)
{
	g_autofree const char **names = g_new (const char *, n_keys);
	for (gsize i = 0; i < n_keys; i++)
		names[i] = keys[i].name;
	g_autofree char *name = shown (key->text);
	g_autofree char *hint = read_did_you_mean (key->text, names, n_keys);
	diag_add (reader->diag, DIAG_UNKNOWN_KEY, &key->place, "\"%s\"%s", name, hint);
}

static bool is_blank (const Node *value)
{
	return node_is_null (value) ||
	       (value->type == NODE_SCALAR && value->text[strspn (value->text, " \n\t")] == '\0');
}

static void complain_of_missing (Reader *reader, const Node *node, const FieldKey *keys, gsize n_keys)
{
	for (gsize i = 0; i < n_keys; i++) {
		if (!keys[i].required)
			continue;
		const Node *value = node_value (node, keys[i].name);
		if (value == NULL || is_blank (value))
			diag_add (reader->diag, DIAG_MISSING_KEY,
				  value != NULL ? &value->place : &node->place, "\"%s\"", keys[i].name);
	}
}

bool read_mapping (Reader *reader, const Node *node, const FieldKey *keys, gsize n_keys, void *base)
{
	if (node->type != NODE_MAPPING) {
		diag_add (reader->diag, DIAG_WRONG_TYPE, &node->place, "%s",
			  _ ("keys with values are expected here"));
		return false;
	}
	for (gsize i = 0; i + 1 < node->n_items; i += 2) {
		const FieldKey *key = find_key (keys, n_keys, node->items[i]->text);
		if (key == NULL)
			complain_of_key (reader, node->items[i], keys, n_keys);
		else if (!node_is_null (node->items[i + 1]))
			read_value (reader, key, node->items[i + 1], (char *) base + key->offset);
	}
	complain_of_missing (reader, node, keys, n_keys);
	return true;
}
