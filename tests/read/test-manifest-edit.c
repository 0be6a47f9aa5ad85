/* read_add_articles: tests/read/edits/NAME.before becomes NAME.after, byte by byte. UPDATE=1 writes
 * NAME.after. */
#include "read/read.h"

#include <glib/gstdio.h>
#include <string.h>

#define SECTION "Văn nghệ"

static const char *const files[] = { "articles/moi.md", "articles/cu.md", "articles/bài mới: một.md",
				     "articles/moi.md" };

static char *folder_of_tests (void)
{
	return g_build_filename (g_getenv ("SOURCE") != NULL ? g_getenv ("SOURCE") : ".", "tests/read/edits",
				 NULL);
}

/* What issue.yaml with these bytes becomes; NULL and @error when it is refused. Caller frees. */
static char *edit (const char *bytes, gsize n_bytes, GError **error)
{
	g_autofree char *folder = g_dir_make_tmp ("sobao-edit-XXXXXX", NULL);
	g_autofree char *path = g_build_filename (folder, "issue.yaml", NULL);
	char *edited = NULL;
	g_assert_true (g_file_set_contents (path, bytes, (gssize) n_bytes, NULL));
	bool done = read_add_articles (folder, SECTION, files, G_N_ELEMENTS (files), error);
	g_assert_true (g_file_get_contents (path, &edited, NULL, NULL));
	if (!done) {
		g_assert_cmpmem (edited, strlen (edited), bytes, n_bytes);
		g_clear_pointer (&edited, g_free);
	}
	g_unlink (path);
	g_assert_cmpint (g_rmdir (folder), ==, 0); /* nothing else was left there */
	return edited;
}

static void test_edit (gconstpointer data)
{
	const char *before = data;
	g_autofree char *stem = g_strndup (before, strlen (before) - strlen (".before"));
	g_autofree char *after = g_strconcat (stem, ".after", NULL);
	g_autofree char *bytes = NULL, *expected = NULL;
	gsize n_bytes;
	g_autoptr (GError) error = NULL;
	g_assert_true (g_file_get_contents (before, &bytes, &n_bytes, NULL));
	g_autofree char *edited = edit (bytes, n_bytes, &error);
	g_autofree char *found =
		edited != NULL ? g_strdup (edited) : g_strdup_printf ("refused: %s\n", error->message);
	if (g_getenv ("UPDATE") != NULL)
		g_assert_true (g_file_set_contents (after, found, -1, NULL));
	g_assert_true (g_file_get_contents (after, &expected, NULL, NULL));
	g_assert_cmpstr (found, ==, expected);
	if (edited == NULL)
		return;
	g_autofree char *again = edit (edited, strlen (edited), &error);
	g_assert_cmpstr (again, ==, edited); /* all are listed now */
}

int main (int argc, char **argv)
{
	g_test_init (&argc, &argv, NULL);
	g_autofree char *folder = folder_of_tests ();
	g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
	g_assert_nonnull (dir);
	for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
		if (g_str_has_suffix (name, ".before")) {
			g_autofree char *path = g_strconcat ("/edit/", name, NULL);
			g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test_edit,
						   g_free);
		}
	return g_test_run ();
}
