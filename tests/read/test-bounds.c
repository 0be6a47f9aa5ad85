/* Inputs too large for a folder of cases: each bound on its two sides, and text made to take time. */
#include "read/read.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAGAZINE "name: Sông Lụa\n"
#define ISSUE                                                                                                \
	"number: Số 9 - 2020\ndate: 2020-09-05\nsections:\n  - name: Một\n    articles: [articles/mot.md]\n"
#define ARTICLE "---\nheadline: Một\n---\n\n"

/* An issue's folder that lives as long as a test. */
typedef struct {
	char *path;
} Folder;

static void put (const Folder *folder, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename (folder->path, name, NULL);
	g_autofree char *parent = g_path_get_dirname (path);
	g_assert_cmpint (g_mkdir_with_parents (parent, 0777), ==, 0);
	g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static Folder new_folder (void)
{
	Folder folder = { g_dir_make_tmp ("sobao-bounds-XXXXXX", NULL) };
	put (&folder, "magazine.yaml", MAGAZINE);
	put (&folder, "issue.yaml", ISSUE);
	put (&folder, "articles/mot.md", ARTICLE "Nước về.\n");
	return folder;
}

static void remove_all (const char *path)
{
	g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
	for (const char *name = dir == NULL ? NULL : g_dir_read_name (dir); name != NULL;
	     name = g_dir_read_name (dir)) {
		g_autofree char *child = g_build_filename (path, name, NULL);
		remove_all (child);
	}
	g_assert_cmpint (g_remove (path), ==, 0);
}

static void free_folder (Folder *folder)
{
	remove_all (folder->path);
	g_free (folder->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Folder, free_folder)

/* How often @kind is complained of, when nothing else is. */
static guint count (const Folder *folder, DiagKind kind)
{
	g_autoptr (Diag) diag = diag_new ();
	g_autoptr (GError) error = NULL;
	g_autoptr (Issue) issue = read_issue (folder->path, NULL, diag, &error);
	g_autofree char *complaints = diag_print (diag);
	g_assert_no_error (error);
	g_assert_nonnull (issue);
	if (diag_count (diag, SEVERITY_ERROR) != diag_count_kind (diag, kind)) {
		g_test_message ("%.2000s", complaints);
		g_test_fail ();
	}
	return diag_count_kind (diag, kind);
}

static char *repeat (const char *start, const char *text, gsize n, const char *end)
{
	GString *out = g_string_new (start);
	for (gsize i = 0; i < n; i++)
		g_string_append (out, text);
	g_string_append (out, end);
	return g_string_free (out, FALSE);
}

static guint count_in_article (const char *start, const char *text, gsize n, const char *end, DiagKind kind)
{
	g_auto (Folder) folder = new_folder ();
	g_autofree char *body = repeat (start, text, n, end);
	g_autofree char *article = g_strconcat (ARTICLE, body, NULL);
	put (&folder, "articles/mot.md", article);
	return count (&folder, kind);
}

static guint count_in_issue (const char *text, gsize n, const char *end, DiagKind kind)
{
	g_auto (Folder) folder = new_folder ();
	g_autofree char *issue = repeat (ISSUE, text, n, end);
	put (&folder, "issue.yaml", issue);
	return count (&folder, kind);
}

static void test_article_size (void)
{
	gsize most = 4 * 1024 * 1024 - strlen (ARTICLE);
	gsize n_lines = most / 128;
	g_autofree char *line = g_strnfill (127, 'n');
	for (gsize i = 9; i < 127; i += 10)
		line[i] = ' ';
	line[126] = '\n';
	g_autofree char *rest = g_strnfill (most - n_lines * 127, '\n');
	g_autofree char *more = g_strconcat (rest, "\n", NULL);
	g_assert_cmpuint (count_in_article ("", line, n_lines, "", DIAG_TOO_LARGE), ==, 0);
	g_assert_cmpuint (count_in_article ("", line, n_lines, more, DIAG_TOO_LARGE), ==, 1);
}

static void test_yaml_size (void)
{
	gsize most = 1024 * 1024 - strlen (ISSUE);
	g_assert_cmpuint (count_in_issue ("#", most, "", DIAG_TOO_LARGE), ==, 0);
	g_assert_cmpuint (count_in_issue ("#", most + 1, "", DIAG_TOO_LARGE), ==, 1);
}

static void test_yaml_values (void)
{
	g_assert_cmpuint (count_in_issue ("cover: {lines: [", 1, "]}\n", DIAG_TOO_MANY), ==, 0);
	g_autofree char *list = repeat ("cover: {lines: [", "x,", 100001, "]}\n");
	g_assert_cmpuint (count_in_issue (list, 1, "", DIAG_TOO_MANY), ==, 1);
}

static guint count_articles (int n_articles)
{
	g_auto (Folder) folder = new_folder ();
	g_autoptr (GString) issue =
		g_string_new ("number: Số 9 - 2020\ndate: 2020-09-05\nsections:\n  - name: Một\n"
			      "    articles:\n");
	for (int i = 0; i < n_articles; i++) {
		g_autofree char *name = g_strdup_printf ("articles/bai-%d.md", i);
		g_string_append_printf (issue, "      - %s\n", name);
		put (&folder, name, ARTICLE "Nước về.\n");
	}
	put (&folder, "issue.yaml", issue->str);
	return count (&folder, DIAG_TOO_MANY);
}

static void test_articles (void)
{
	g_assert_cmpuint (count_articles (2000), ==, 0);
	g_assert_cmpuint (count_articles (2001), ==, 1);
}

static guint count_notes (int n_notes)
{
	g_auto (Folder) folder = new_folder ();
	g_autoptr (GString) article = g_string_new (ARTICLE);
	for (int i = 0; i < n_notes; i++)
		g_string_append_printf (article, "Nước[^%d]\n", i);
	for (int i = 0; i < n_notes; i++)
		g_string_append_printf (article, "\n[^%d]: Theo trạm.\n", i);
	put (&folder, "articles/mot.md", article->str);
	return count (&folder, DIAG_TOO_MANY);
}

static void test_notes (void)
{
	g_assert_cmpuint (count_notes (10000), ==, 0);
	g_assert_cmpuint (count_notes (10001), ==, 1);
}

static void test_lines (void)
{
	g_assert_cmpuint (count_in_article ("", "nước\n", 49998, "", DIAG_TOO_MANY), ==, 0);
	g_assert_cmpuint (count_in_article ("", "nước\n", 49999, "", DIAG_TOO_MANY), ==, 1);
}

static void test_words (void)
{
	g_assert_cmpuint (count_in_article ("", "ư", 1000, "", DIAG_LONG_WORD), ==, 0);
	g_assert_cmpuint (count_in_article ("", "ư", 50000, "", DIAG_LONG_WORD), ==, 1);
}

static void test_nesting (void)
{
	g_assert_cmpuint (count_in_article ("", "> ", 16, "x", DIAG_TOO_DEEP), ==, 0);
	g_assert_cmpuint (count_in_article ("", "> ", 17, "x", DIAG_TOO_DEEP), ==, 1);
	g_assert_cmpuint (count_in_article ("", "- ", 16, "x", DIAG_TOO_DEEP), ==, 0);
	g_assert_cmpuint (count_in_article ("", "- ", 17, "x", DIAG_TOO_DEEP), ==, 1);
	g_assert_cmpuint (count_in_article ("", ">", 1000000, "x", DIAG_TOO_DEEP), ==, 1);
}

static void test_layout_parents (void)
{
	for (int n_layouts = 8; n_layouts <= 9; n_layouts++) {
		g_auto (Folder) folder = new_folder ();
		put (&folder, "issue.yaml", ISSUE "layout: l1\n");
		for (int i = 1; i <= n_layouts; i++) {
			g_autofree char *name = g_strdup_printf ("layouts/l%d.yaml", i);
			g_autofree char *text = i < n_layouts ? g_strdup_printf ("inherit: l%d\n", i + 1)
							      : g_strdup ("columns: 2\n");
			put (&folder, name, text);
		}
		g_assert_cmpuint (count (&folder, DIAG_LAYOUT_LOOP), ==, n_layouts == 9 ? 1 : 0);
	}
}

/* Links are followed, so they may not lead out of the magazine's folder. */
static void test_links_out (void)
{
	g_auto (Folder) folder = new_folder (), other = new_folder ();
	put (&other, "a.md", ARTICLE "Nước.\n");
	put (&folder, "issue.yaml",
	     "number: Số 9 - 2020\ndate: 2020-09-05\nsections:\n  - name: Một\n"
	     "    articles: [articles/mot.md, ngoai/a.md]\ncover: {picture: ngoai/a.png}\n");
	g_autofree char *link = g_build_filename (folder.path, "ngoai", NULL);
	g_assert_cmpint (symlink (other.path, link), ==, 0);
	g_assert_cmpuint (count (&folder, DIAG_PATH_LEAVES), ==, 2);
}

/* A magazine's folder above is found, and what it says is named by the way to it. */
static void test_magazine_above (void)
{
	g_auto (Folder) folder = new_folder ();
	put (&folder, "magazine.yaml", "names: Sông\nname: Sông Lụa\n");
	put (&folder, "2020/so-9/issue.yaml", ISSUE);
	put (&folder, "2020/so-9/articles/mot.md", ARTICLE "Nước về.\n");
	g_autofree char *path = g_build_filename (folder.path, "2020", "so-9", NULL);
	g_autoptr (Diag) diag = diag_new ();
	g_autoptr (Issue) issue = read_issue (path, NULL, diag, NULL);
	g_autofree char *complaints = diag_print (diag);
	g_assert_cmpstr (issue->magazine.name.text, ==, "Sông Lụa");
	g_assert_cmpstr (complaints, ==,
			 "../../magazine.yaml:1:1: warning: unknown key \"names\"; did you mean \"name\"?\n");
}

/* Texts that parsers take long over: what counts is that it ends, and says nothing wrong of the rest. */
static void test_slow_texts (void)
{
	static const char *const lines[] = {
		"*a **b *a **b *a **b *a **b ",
		"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
		"[a]([a]([a]([a]([a]([a](",
		"![[![[![[![[![[![[![[",
		"_a_a_a_a_a_a_a_a_a_a_a_a_a_a",
		"`a``b```c`a``b```c",
		"a **b*c **b*c **b*c",
		"[a](<b [a](<b [a](<b",
		"&amp;&#7;&#xffffff;&a",
		"a | b | c\n--|---|--",
		"Bảng: một\n",
		"\\[\\[\\*\\*\\",
	};
	for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
		g_auto (Folder) folder = new_folder ();
		g_autofree char *line = g_strconcat (lines[i], " x\n", NULL);
		g_autofree char *article = repeat (ARTICLE, line, 16000, "");
		put (&folder, "articles/mot.md", article);
		g_autoptr (Diag) diag = diag_new ();
		gint64 start = g_get_monotonic_time ();
		g_autoptr (Issue) issue = read_issue (folder.path, NULL, diag, NULL);
		g_assert_nonnull (issue);
		g_assert_cmpint (g_get_monotonic_time () - start, <, 30 * G_USEC_PER_SEC);
	}
}

int main (int argc, char **argv)
{
	g_test_init (&argc, &argv, NULL);
	g_autofree char *data = g_build_filename (g_getenv ("SOURCE") != NULL ? g_getenv ("SOURCE") : ".",
						  "tests/read/data", NULL);
	g_setenv ("SOBAO_DATA", data, TRUE);
	g_test_add_func ("/bounds/article-size", test_article_size);
	g_test_add_func ("/bounds/yaml-size", test_yaml_size);
	g_test_add_func ("/bounds/yaml-values", test_yaml_values);
	g_test_add_func ("/bounds/articles", test_articles);
	g_test_add_func ("/bounds/notes", test_notes);
	g_test_add_func ("/bounds/lines", test_lines);
	g_test_add_func ("/bounds/words", test_words);
	g_test_add_func ("/bounds/nesting", test_nesting);
	g_test_add_func ("/bounds/layout-parents", test_layout_parents);
	g_test_add_func ("/bounds/links-out", test_links_out);
	g_test_add_func ("/bounds/magazine-above", test_magazine_above);
	g_test_add_func ("/bounds/slow-texts", test_slow_texts);
	return g_test_run ();
}
