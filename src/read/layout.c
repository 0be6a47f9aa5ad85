/* layouts/NAME.yaml → Style, by the table of model/style-keys.c. */
#include "read/read-private.h"

#include "base/file.h"
#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_LAYOUTS 1000

/* A layout on its way: which files are open already, so that none inherits from itself. */
typedef struct {
	Reader *reader;
	const char *files[MOST_LAYOUT_PARENTS];
	int n_files;
} Chain;

static void read_one (Chain *chain, const char *name, const Place *place);

/* The names of the keys and what else may stand beside them. Caller frees the list. */
static const char **names_of (const StyleKey *keys, gsize n_keys, const char *const *others, gsize n_others)
{
	const char **names = g_new (const char *, n_keys + n_others);
	for (gsize i = 0; i < n_keys; i++)
		names[i] = keys[i].name;
	for (gsize i = 0; i < n_others; i++)
		names[n_keys + i] = others[i];
	return names;
}

static const StyleKey *find_style_key (const StyleKey *keys, gsize n_keys, const char *name)
{
	for (gsize i = 0; i < n_keys; i++)
		if (strcmp (keys[i].name, name) == 0)
			return &keys[i];
	return NULL;
}

static void complain_of_key (Reader *reader, const Node *key, const char *const *names, gsize n_names)
{
	g_autofree char *hint = read_did_you_mean (key->text, names, n_names);
	diag_add (reader->diag, DIAG_UNKNOWN_KEY, &key->place, "\"%s\"%s", key->text, hint);
}

static void set_value (Reader *reader, void *base, const StyleKey *key, const Node *value)
{
	g_autofree char *problem = NULL;
	if (!read_expect (reader, value, NODE_SCALAR, key->name))
		return;
	const char *text = read_clean (reader, value->text, &value->place);
	if (!style_set (base, key, text, reader->arena, &problem))
		diag_add (reader->diag, DIAG_BAD_STYLE, &value->place, "\"%s\": %s", key->name, problem);
}

static void read_role (Reader *reader, const Node *node, TextStyle *style)
{
	gsize n_keys;
	const StyleKey *keys = style_text_keys (&n_keys);
	g_autofree const char **names = names_of (keys, n_keys, NULL, 0);
	for (gsize i = 0; i + 1 < node->n_items; i += 2) {
		const StyleKey *key = find_style_key (keys, n_keys, node->items[i]->text);
		if (key == NULL)
			complain_of_key (reader, node->items[i], names, n_keys);
		else
			set_value (reader, style, key, node->items[i + 1]);
		if (key != NULL && strcmp (key->name, "family") == 0)
			style->family_place = node->items[i + 1]->place;
	}
}

static int find_role (const char *name, const char **names)
{
	int found = -1;
	for (int role = 0; role < N_ROLES; role++) {
		names[role] = style_role_key (role);
		if (strcmp (names[role], name) == 0)
			found = role;
	}
	return found;
}

static void read_roles (Reader *reader, const Node *node)
{
	if (!read_expect (reader, node, NODE_MAPPING, "styles"))
		return;
	for (gsize i = 0; i + 1 < node->n_items; i += 2) {
		const char *names[N_ROLES];
		int role = find_role (node->items[i]->text, names);
		if (role < 0)
			complain_of_key (reader, node->items[i], names, N_ROLES);
		else if (read_expect (reader, node->items[i + 1], NODE_MAPPING, names[role]))
			read_role (reader, node->items[i + 1], &reader->issue->style->text[role]);
	}
}

static void read_keys (Chain *chain, const Node *root)
{
	static const char *const others[] = { "styles", "inherit" };
	Reader *reader = chain->reader;
	gsize n_keys;
	const StyleKey *keys = style_page_keys (&n_keys);
	g_autofree const char **names = names_of (keys, n_keys, others, G_N_ELEMENTS (others));
	for (gsize i = 0; i + 1 < root->n_items; i += 2) {
		const char *name = root->items[i]->text;
		const StyleKey *key = find_style_key (keys, n_keys, name);
		if (key != NULL)
			set_value (reader, reader->issue->style, key, root->items[i + 1]);
		else if (strcmp (name, "styles") == 0)
			read_roles (reader, root->items[i + 1]);
		else if (strcmp (name, "inherit") != 0)
			complain_of_key (reader, root->items[i], names, n_keys + G_N_ELEMENTS (others));
	}
	style_resolve (reader->issue->style);
}

static void read_parent (Chain *chain, const Node *root)
{
	const Node *parent = node_value (root, "inherit");
	if (parent == NULL)
		return;
	Field name = read_text_value (chain->reader, parent, "inherit", 60);
	if (name.text != NULL)
		read_one (chain, name.text, &parent->place);
}

static bool is_open (const Chain *chain, const char *path)
{
	for (int i = 0; i < chain->n_files; i++)
		if (strcmp (chain->files[i], path) == 0)
			return true;
	return false;
}

/* The magazine's own layouts go first; one of them may inherit sobao's of the same name. */
static char *find_layout (const Chain *chain, const char *name, const char **file)
{
	Reader *reader = chain->reader;
	g_autofree char *relative = g_strdup_printf ("layouts/%s.yaml", name);
	*file = arena_printf (reader->arena, "%s%s", reader->up, relative);
	char *own = file_inside (reader->root, reader->root, relative);
	if (own != NULL && !g_file_test (own, G_FILE_TEST_EXISTS))
		g_clear_pointer (&own, g_free);
	if (own != NULL && !is_open (chain, own))
		return own;
	g_autofree char *open = own;
	char *shared = file_data (relative);
	if (shared != NULL)
		*file = arena_strdup (reader->arena, relative);
	return shared != NULL ? shared : g_steal_pointer (&open);
}

static void read_file (Chain *chain, const char *path, const char *file, const Place *place)
{
	Reader *reader = chain->reader;
	Source source;
	if (!read_source (reader, path, file, MOST_YAML_BYTES, place, &source))
		return;
	Node *root = read_yaml (reader->arena, reader->diag, &source, 0);
	if (root == NULL || !read_expect (reader, root, NODE_MAPPING, file))
		return;
	chain->files[chain->n_files++] = path;
	read_parent (chain, root);
	read_keys (chain, root);
}

/* The names of the layouts in @folder, which this frees. */
static void add_names (char *folder, GPtrArray *names)
{
	g_autoptr (GDir) dir = folder == NULL ? NULL : g_dir_open (folder, 0, NULL);
	for (const char *name;
	     dir != NULL && names->len < MOST_LAYOUTS && (name = g_dir_read_name (dir)) != NULL;)
		if (g_str_has_suffix (name, ".yaml") && g_utf8_validate (name, -1, NULL))
			g_ptr_array_add (names, g_strndup (name, strlen (name) - strlen (".yaml")));
	g_free (folder);
}

static int compare_names (const void *a, const void *b)
{
	return strcmp (*(char *const *) a, *(char *const *) b);
}

/* '; did you mean …' of the magazine's layouts and sobao's. Caller frees. */
static char *nearest_layout (Reader *reader, const char *name)
{
	g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
	add_names (g_build_filename (reader->root, "layouts", NULL), names);
	add_names (file_data ("layouts"), names);
	g_ptr_array_sort (names, compare_names);
	g_autofree char *slug = text_slug (name, 60);
	return read_did_you_mean (slug, (const char *const *) names->pdata, names->len);
}

static void read_one (Chain *chain, const char *name, const Place *place)
{
	Reader *reader = chain->reader;
	if (!g_regex_match_simple ("^[a-z0-9][a-z0-9-]*$", name, 0, 0)) {
		g_autofree char *hint = nearest_layout (reader, name);
		diag_add (reader->diag, DIAG_BAD_VALUE, place,
			  _ ("a layout's name is of small letters, digits and hyphens, not \"%s\"%s"), name,
			  hint);
		return;
	}
	const char *file;
	g_autofree char *path = find_layout (chain, name, &file);
	if (path == NULL) {
		g_autofree char *hint = nearest_layout (reader, name);
		diag_add (reader->diag, DIAG_MISSING_FILE, place, "%s%s", file, hint);
	} else if (is_open (chain, path) || chain->n_files == MOST_LAYOUT_PARENTS) {
		diag_add (reader->diag, DIAG_LAYOUT_LOOP, place, "\"%s\"", name);
	} else {
		read_file (chain, arena_strdup (reader->arena, path), file, place);
	}
}

void read_layout (Reader *reader, const char *name, const Place *place)
{
	Chain chain = { .reader = reader };
	read_one (&chain, name, place);
}
