/* Adding articles to issue.yaml without touching anything else.
 *
 * The tree tells where the last thing of its kind ends; new text goes in right there, in the style (block or
 * flow) that is found. What comes out is read again before it is written: an edit that did not do what it
 * should is no edit. */
#include "read/read-private.h"

#include "base/file.h"
#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

/* The file, its tree, and what is to go in. */
typedef struct {
	Source source;
	Node *root;
	const char *newline; /* as the file has it */
	const char *section;
	GPtrArray *files;
	gsize at; /* bytes of source.text: where the new text goes */
	GString *text;
} Edit;

/* ---- Reading ------------------------------------------------------------- */

static void set_first_complaint (Diag *diag, GError **error)
{
	g_autofree char *complaints = diag_print (diag);
	complaints[strcspn (complaints, "\n")] = '\0';
	g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s", complaints);
}

static Node *parse (Arena *arena, const char *bytes, gsize n_bytes, Source *source, GError **error)
{
	g_autoptr (Diag) diag = diag_new ();
	Node *root = NULL;
	if (read_check_source (diag, "issue.yaml", bytes, n_bytes, source))
		root = read_yaml (arena, diag, source, 0);
	if (root == NULL)
		set_first_complaint (diag, error);
	else if (root->type != NODE_MAPPING)
		g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("issue.yaml: it holds no keys"));
	return root == NULL || root->type != NODE_MAPPING ? NULL : root;
}

static const Node *list_of (const Node *section)
{
	const Node *articles = node_value (section, "articles");
	return articles != NULL && articles->type == NODE_SEQUENCE ? articles : NULL;
}

static bool is_listed (const Node *root, const char *file)
{
	const Node *sections = node_value (root, "sections");
	for (gsize i = 0; sections != NULL && sections->type == NODE_SEQUENCE && i < sections->n_items; i++) {
		const Node *list = list_of (sections->items[i]);
		for (gsize j = 0; list != NULL && j < list->n_items; j++)
			if (list->items[j]->type == NODE_SCALAR && strcmp (list->items[j]->text, file) == 0)
				return true;
	}
	return false;
}

static bool same_name (const char *a, const char *b)
{
	g_autofree char *x = text_nfc (a), *y = text_nfc (b);
	g_autofree char *p = text_squeeze (x), *q = text_squeeze (y);
	return strcmp (p, q) == 0;
}

static const Node *find_section (const Node *sections, const char *name)
{
	for (gsize i = 0; i < sections->n_items; i++) {
		const Node *told = node_value (sections->items[i], "name");
		if (told != NULL && told->type == NODE_SCALAR && same_name (told->text, name))
			return sections->items[i];
	}
	return NULL;
}

/* ---- Places -------------------------------------------------------------- */

static gsize byte_at (const Edit *edit, gsize character)
{
	return (gsize) (g_utf8_offset_to_pointer (edit->source.text, (glong) character) - edit->source.text);
}

/* Where the words of a node end: the parser lets a block reach to the next token. */
static gsize node_end (const Edit *edit, const Node *node)
{
	if (node->type != NODE_SCALAR && !node->flow && node->n_items > 0)
		return node_end (edit, node->items[node->n_items - 1]);
	gsize end = byte_at (edit, node->end);
	while (node->folded && end > 0 && strchr ("\r\n", edit->source.text[end - 1]) != NULL)
		end--;
	return end;
}

/* The end of the line with @at on it, its comment included. */
static gsize line_end (const Edit *edit, gsize at)
{
	const char *text = edit->source.text;
	while (at < edit->source.n_bytes && text[at] != '\n')
		at++;
	return at > 0 && at < edit->source.n_bytes && text[at - 1] == '\r' ? at - 1 : at;
}

static void indent (Edit *edit, int column)
{
	for (int i = 1; i < column; i++)
		g_string_append_c (edit->text, ' ');
}

/* ---- Writing ------------------------------------------------------------- */

/* Words that YAML reads back as they are; everything else goes in quotes. */
static bool is_plain (const char *value)
{
	if (!g_unichar_isalpha (g_utf8_get_char (value)) || g_str_has_suffix (value, " ") ||
	    node_is_null (&(Node){ .text = value }))
		return false;
	for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
		if (!g_unichar_isalnum (g_utf8_get_char (p)) && strchr (" ./_-", *p) == NULL)
			return false;
	return true;
}

static void append_value (Edit *edit, const char *value)
{
	if (is_plain (value)) {
		g_string_append (edit->text, value);
		return;
	}
	g_string_append_c (edit->text, '"');
	for (const char *p = value; *p != '\0'; p++)
		g_string_append_printf (edit->text, *p == '"' || *p == '\\' ? "\\%c" : "%c", *p);
	g_string_append_c (edit->text, '"');
}

static void append_flow_files (Edit *edit)
{
	for (guint i = 0; i < edit->files->len; i++) {
		g_string_append (edit->text, i > 0 ? ", " : "");
		append_value (edit, edit->files->pdata[i]);
	}
}

/* One line for each file, every line with its newline before it. */
static void append_block_files (Edit *edit, int column)
{
	for (guint i = 0; i < edit->files->len; i++) {
		g_string_append (edit->text, edit->newline);
		indent (edit, column);
		g_string_append (edit->text, "- ");
		append_value (edit, edit->files->pdata[i]);
	}
}

static void append_block_section (Edit *edit, int column)
{
	g_string_append (edit->text, edit->newline);
	indent (edit, column);
	g_string_append (edit->text, "- name: ");
	append_value (edit, edit->section);
	g_string_append (edit->text, edit->newline);
	indent (edit, column);
	g_string_append (edit->text, "  articles:");
	append_block_files (edit, column + 4);
}

static void append_flow_section (Edit *edit)
{
	g_string_append (edit->text, "{name: ");
	append_value (edit, edit->section);
	g_string_append (edit->text, ", articles: [");
	append_flow_files (edit);
	g_string_append (edit->text, "]}");
}

/* ---- The cases ----------------------------------------------------------- */

/* Behind the last item of a flow list, or behind its bracket. */
static void go_into_flow (Edit *edit, const Node *list)
{
	edit->at = list->n_items > 0 ? node_end (edit, list->items[list->n_items - 1])
				     : byte_at (edit, list->start) + 1;
	g_string_append (edit->text, list->n_items > 0 ? ", " : "");
}

static void go_behind (Edit *edit, const Node *node)
{
	edit->at = line_end (edit, node_end (edit, node));
}

static void add_to_list (Edit *edit, const Node *list)
{
	if (list->flow) {
		go_into_flow (edit, list);
		append_flow_files (edit);
	} else {
		go_behind (edit, list);
		append_block_files (edit, list->place.column);
	}
}

/* A section without a list of articles, or with "articles:" and nothing behind it. */
static void add_list (Edit *edit, const Node *section, const Node *nothing)
{
	int column = section->items[0]->place.column;
	if (section->flow) {
		edit->at = node_end (edit, nothing != NULL ? nothing : section->items[section->n_items - 1]);
		g_string_append (edit->text, nothing != NULL ? " [" : ", articles: [");
		append_flow_files (edit);
		g_string_append (edit->text, "]");
		return;
	}
	go_behind (edit, nothing != NULL ? nothing : section);
	if (nothing == NULL) {
		g_string_append (edit->text, edit->newline);
		indent (edit, column);
		g_string_append (edit->text, "articles:");
	}
	append_block_files (edit, column + 2);
}

static void add_section (Edit *edit, const Node *sections)
{
	if (sections->flow) {
		go_into_flow (edit, sections);
		append_flow_section (edit);
	} else {
		go_behind (edit, sections);
		append_block_section (edit, sections->place.column);
	}
}

/* "sections:" with nothing behind it, or not there at all. */
static void add_sections (Edit *edit, const Node *nothing)
{
	const Node *root = edit->root;
	int column = root->n_items > 0 ? root->items[0]->place.column : 1;
	if (nothing != NULL)
		go_behind (edit, nothing);
	else if (root->n_items > 0)
		go_behind (edit, root);
	else
		edit->at = edit->source.n_bytes;
	if (nothing == NULL) {
		bool fresh = edit->at == 0 || edit->source.text[edit->at - 1] == '\n';
		g_string_append (edit->text, fresh ? "" : edit->newline);
		indent (edit, column);
		g_string_append (edit->text, "sections:");
	}
	append_block_section (edit, column + 2);
}

static bool plan (Edit *edit, GError **error)
{
	const Node *sections = node_value (edit->root, "sections");
	if (edit->root->flow ||
	    (sections != NULL && sections->type != NODE_SEQUENCE && !node_is_null (sections))) {
		g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
			     _ ("issue.yaml: \"sections\" is not a list; add the articles by hand"));
		return false;
	}
	if (sections == NULL || sections->type != NODE_SEQUENCE) {
		add_sections (edit, sections);
		return true;
	}
	const Node *section = find_section (sections, edit->section);
	if (section == NULL)
		add_section (edit, sections);
	else if (list_of (section) != NULL)
		add_to_list (edit, list_of (section));
	else
		add_list (edit, section, node_value (section, "articles"));
	return true;
}

static GString *apply (const Edit *edit, const char *bytes, gsize n_bytes)
{
	gsize at = edit->source.skipped + edit->at;
	GString *out = g_string_new_len (bytes, (gssize) at);
	g_string_append_len (out, edit->text->str, (gssize) edit->text->len);
	g_string_append_len (out, bytes + at, (gssize) (n_bytes - at));
	if (at == n_bytes) /* the file ended without a newline, or was empty */
		g_string_append (out, edit->newline);
	return out;
}

static bool check (Arena *arena, const Edit *edit, const GString *out, GError **error)
{
	Source source;
	Node *root = parse (arena, out->str, out->len, &source, NULL);
	const Node *sections = root == NULL ? NULL : node_value (root, "sections");
	const Node *section = sections == NULL ? NULL : find_section (sections, edit->section);
	for (guint i = 0; i < edit->files->len; i++)
		if (section == NULL || !is_listed (root, edit->files->pdata[i])) {
			g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
				     _ ("issue.yaml: its form is too unusual to change; add the articles by "
					"hand"));
			return false;
		}
	return true;
}

static GPtrArray *choose_files (const Node *root, const char *const *files, gsize n_files)
{
	GPtrArray *chosen = g_ptr_array_new ();
	for (gsize i = 0; i < n_files; i++)
		if (!is_listed (root, files[i]) &&
		    !g_ptr_array_find_with_equal_func (chosen, files[i], g_str_equal, NULL))
			g_ptr_array_add (chosen, (gpointer) files[i]);
	return chosen;
}

static bool edit_file (Arena *arena, Edit *edit, GBytes *bytes, const char *path, GError **error)
{
	gsize n_bytes;
	const char *data = g_bytes_get_data (bytes, &n_bytes);
	edit->newline = g_strstr_len (edit->source.text, (gssize) edit->source.n_bytes, "\r\n") != NULL
				? "\r\n"
				: "\n";
	if (!plan (edit, error))
		return false;
	g_autoptr (GString) out = apply (edit, data, n_bytes);
	return check (arena, edit, out, error) && file_write (path, out->str, out->len, error);
}

bool read_add_articles (const char *folder, const char *section, const char *const *files, gsize n_files,
			GError **error)
{
	g_autofree char *path = g_build_filename (folder, "issue.yaml", NULL);
	g_autoptr (GBytes) bytes = file_read (path, MOST_YAML_BYTES, error);
	if (bytes == NULL)
		return false;
	g_autoptr (Arena) arena = arena_new ();
	Edit edit = { .section = section };
	gsize n_bytes;
	const char *data = g_bytes_get_data (bytes, &n_bytes);
	g_autofree char *copy = g_strndup (data, n_bytes);
	edit.root = parse (arena, copy, n_bytes, &edit.source, error);
	if (edit.root == NULL)
		return false;
	g_autoptr (GPtrArray) chosen = choose_files (edit.root, files, n_files);
	g_autoptr (GString) text = g_string_new (NULL);
	edit.files = chosen;
	edit.text = text;
	return chosen->len == 0 || edit_file (arena, &edit, bytes, path, error);
}
