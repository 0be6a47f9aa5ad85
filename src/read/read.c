/* read_issue: which files there are, and in which order they are read. */
#include "read/read-private.h"

#include "base/file.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_LEVELS_UP 64

/* The magazine's folder is the issue's or the nearest above that holds magazine.yaml. */
static void find_root (Reader *reader)
{
	g_autofree char *folder = g_canonicalize_filename (reader->folder, NULL);
	g_autoptr (GString) up = g_string_new (NULL);
	reader->root = arena_strdup (reader->arena, folder);
	reader->up = "";
	for (int level = 0; level < MOST_LEVELS_UP; level++) {
		g_autofree char *path = g_build_filename (folder, "magazine.yaml", NULL);
		if (g_file_test (path, G_FILE_TEST_EXISTS)) {
			reader->root = arena_strdup (reader->arena, folder);
			reader->up = arena_strdup (reader->arena, up->str);
			return;
		}
		char *above = g_path_get_dirname (folder);
		if (strcmp (above, folder) == 0) {
			g_free (above);
			return;
		}
		g_free (folder);
		folder = above;
		g_string_append (up, "../");
	}
}

static Node *read_yaml_file (Reader *reader, const char *folder, const char *name, const char *file)
{
	Place place = { file, 0, 0 };
	Source source;
	g_autofree char *path = g_build_filename (folder, name, NULL);
	if (!read_source (reader, path, file, MOST_YAML_BYTES, &place, &source))
		return NULL;
	return read_yaml (reader->arena, reader->diag, &source, 0);
}

static void read_files (Reader *reader)
{
	const char *layout = "tap-chi";
	const char *file = arena_printf (reader->arena, "%smagazine.yaml", reader->up);
	read_magazine (reader, read_yaml_file (reader, reader->root, "magazine.yaml", file), &layout);
	Node *manifest = read_yaml_file (reader, reader->folder, "issue.yaml", "issue.yaml");
	if (manifest != NULL)
		read_manifest (reader, manifest, layout);
}

static Issue *new_issue (const char *folder)
{
	Issue *issue = issue_new ();
	issue->folder = arena_strdup (issue->arena, folder);
	issue->place = (Place){ "issue.yaml", 0, 0 };
	issue->label = issue->slug = issue->layout = "";
	return issue;
}

Issue *read_issue (const char *folder, const ReadOptions *options, Diag *diag, GError **error)
{
	g_autofree char *manifest = g_build_filename (folder, "issue.yaml", NULL);
	if (!g_file_test (manifest, G_FILE_TEST_EXISTS)) {
		g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _ ("%s: no issue.yaml in this folder"),
			     folder);
		return NULL;
	}
	g_autoptr (Issue) issue = new_issue (folder);
	g_autoptr (GHashTable) slugs = g_hash_table_new (g_str_hash, g_str_equal);
	Reader reader = { .arena = issue->arena, .diag = diag, .issue = issue, .folder = issue->folder };
	reader.slugs = slugs;
	reader.draft = options != NULL && options->draft;
	find_root (&reader);
	read_files (&reader);
	if (reader.refusal != NULL) {
		g_propagate_error (error, reader.refusal);
		return NULL;
	}
	return g_steal_pointer (&issue);
}
