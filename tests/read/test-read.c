/* Golden cases: tests/read/cases/NAME/ is an issue's folder, NAME/expected the complaints it gets; good-*
 * cases have NAME/dump too, what was read. UPDATE=1 writes both anew. */
#include "read/read.h"

#include <glib/gstdio.h>
#include <string.h>

static char *source_path (const char *relative)
{
	return g_build_filename (g_getenv ("SOURCE") != NULL ? g_getenv ("SOURCE") : ".", relative, NULL);
}

/* The lines of @path and @found that differ, as diff shows them. */
static void print_difference (const char *path, const char *found)
{
	g_autofree char *other = g_build_filename (g_get_tmp_dir (), "sobao-test-read-found", NULL);
	g_assert_true (g_file_set_contents (other, found, -1, NULL));
	g_autofree char *output = NULL;
	const char *argv[] = { "diff", "-u", path, other, NULL };
	g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, NULL, NULL);
	g_test_message ("%s", output != NULL ? output : found);
	g_unlink (other);
}

static void compare (const char *folder, const char *name, const char *found)
{
	g_autofree char *path = g_build_filename (folder, name, NULL);
	if (g_getenv ("UPDATE") != NULL)
		g_assert_true (g_file_set_contents (path, found, -1, NULL));
	g_autofree char *expected = NULL;
	if (!g_file_get_contents (path, &expected, NULL, NULL) || strcmp (expected, found) != 0) {
		print_difference (path, found);
		g_test_fail ();
	}
}

static char *read_folder (const char *folder, bool draft, Diag *diag)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (Issue) issue = read_issue (folder, &(ReadOptions){ .draft = draft }, diag, &error);
	g_assert_no_error (error);
	return diag_has_errors (diag) ? NULL : issue_dump (issue);
}

static void expect (bool holds, const char *what)
{
	if (holds)
		return;
	g_test_message ("%s", what);
	g_test_fail ();
}

/* bad-* get errors and nothing else, odd-* warnings or notes, good-* no complaint at all. */
static void test_case (gconstpointer data)
{
	const char *folder = data;
	g_autofree char *name = g_path_get_basename (folder);
	g_autoptr (Diag) diag = diag_new ();
	g_autofree char *dump = read_folder (folder, strstr (name, "-draft") != NULL, diag);
	g_autofree char *complaints = diag_print (diag);
	guint n_other = diag_count (diag, SEVERITY_WARNING) + diag_count (diag, SEVERITY_NOTE);
	compare (folder, "expected", complaints);
	if (g_str_has_prefix (name, "bad-")) {
		expect (diag_has_errors (diag) && n_other == 0, "a bad case has errors only");
		return;
	}
	expect (dump != NULL, "a good or odd case has no errors");
	expect (g_str_has_prefix (name, "good-") ? n_other == 0 : n_other > 0,
		"good: no complaint; odd: some");
	if (dump != NULL)
		compare (folder, "dump", dump);
}

/* The same input gives the same output, from wherever it is called. */
static void test_same_twice (void)
{
	g_autofree char *folder = source_path ("tests/read/cases/good-everything");
	g_autoptr (Diag) first = diag_new (), second = diag_new ();
	g_autofree char *one = read_folder (folder, false, first), *two = read_folder (folder, false, second);
	g_assert_cmpstr (one, ==, two);
}

static void test_no_issue (void)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (Diag) diag = diag_new ();
	g_autofree char *folder = source_path ("tests/read");
	g_assert_null (read_issue (folder, NULL, diag, &error));
	g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* README.md lists them all. */
static void test_listed (gconstpointer data)
{
	g_autofree char *path = source_path ("tests/read/README.md"), *text = NULL;
	g_autofree char *item = g_strdup_printf ("- `%s`\n", (const char *) data);
	g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
	expect (strstr (text, item) != NULL, "the case is not listed in tests/read/README.md");
}

static void add_cases (const char *root)
{
	g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
	g_assert_nonnull (dir);
	int n_bad = 0;
	for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
		g_autofree char *path = g_strconcat ("/read/cases/", name, NULL);
		g_test_add_data_func_full (path, g_build_filename (root, name, NULL), test_case, g_free);
		g_autofree char *listed = g_strconcat ("/read/listed/", name, NULL);
		g_test_add_data_func_full (listed, g_strdup (name), test_listed, g_free);
		n_bad += g_str_has_prefix (name, "bad-");
	}
	g_assert_cmpint (n_bad, >=, 40);
}

/* All cases are compared, also after one that fails. */
static void init_test (int argc, char **argv)
{
	g_autofree char **with_k = g_new0 (char *, (gsize) argc + 2);
	memcpy (with_k, argv, (gsize) argc * sizeof (char *));
	with_k[argc++] = (char *) "-k";
	g_test_init (&argc, &with_k, NULL);
}

int main (int argc, char **argv)
{
	init_test (argc, argv);
	g_autofree char *data = source_path ("tests/read/data");
	g_setenv ("SOBAO_DATA", data, TRUE);
	g_autofree char *root = source_path ("tests/read/cases");
	add_cases (root);
	g_test_add_func ("/read/same-twice", test_same_twice);
	g_test_add_func ("/read/no-issue", test_no_issue);
	return g_test_run ();
}
