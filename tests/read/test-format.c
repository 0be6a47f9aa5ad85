/* docs/format.md is true: every fenced example is read, and what its mistakes are told is what stands there.
 * The style tables are those of the program; UPDATE=1 writes them anew. */
#include "read/read.h"

#include <glib/gstdio.h>
#include <string.h>

#define BEGIN "<!-- style table: begin -->\n"
#define END   "<!-- style table: end -->\n"

/* A fenced example: ```INFO … ``` */
typedef struct {
	char *info, *text;
} Fence;

static char *tree_path (const char *relative)
{
	return g_build_filename (g_getenv ("SOURCE") != NULL ? g_getenv ("SOURCE") : ".", relative, NULL);
}

static char *read_tree (const char *relative, gsize *n_bytes)
{
	g_autofree char *path = tree_path (relative);
	char *text = NULL;
	g_assert_true (g_file_get_contents (path, &text, n_bytes, NULL));
	return text;
}

static void clear_fence (gpointer data)
{
	Fence *fence = data;
	g_free (fence->info);
	g_free (fence->text);
}

static GArray *find_fences (const char *document)
{
	GArray *fences = g_array_new (FALSE, FALSE, sizeof (Fence));
	g_array_set_clear_func (fences, clear_fence);
	for (const char *start = strstr (document, "\n```"); start != NULL; start = strstr (start, "\n```")) {
		const char *info = start + 4, *text = strchr (info, '\n') + 1,
			   *end = strstr (text - 1, "\n```");
		g_assert_nonnull (end);
		Fence fence = { g_strndup (info, (gsize) (text - 1 - info)),
				g_strndup (text, (gsize) (end + 1 - text)) };
		g_array_append_val (fences, fence);
		start = end + 1;
	}
	return fences;
}

/* ---- An issue around an example ------------------------------------------ */

static void put (const char *folder, const char *name, const char *bytes, gsize n_bytes)
{
	g_autofree char *path = g_build_filename (folder, name, NULL);
	g_autofree char *parent = g_path_get_dirname (path);
	g_assert_cmpint (g_mkdir_with_parents (parent, 0777), ==, 0);
	g_assert_true (g_file_set_contents (path, bytes, (gssize) n_bytes, NULL));
}

static void put_text (const char *folder, const char *name, const char *text)
{
	put (folder, name, text, strlen (text));
}

/* The articles and pictures that an example names. */
static void put_named (const char *folder, const char *text)
{
	g_autoptr (GRegex) regex = g_regex_new ("(articles|photos)/[a-z0-9-]+\\.(md|jpg|png)", 0, 0, NULL);
	g_autoptr (GMatchInfo) match = NULL;
	for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
	     g_match_info_next (match, NULL)) {
		g_autofree char *name = g_match_info_fetch (match, 0), *kind = g_match_info_fetch (match, 2);
		g_autofree char *model = g_strdup_printf ("tests/read/cases/good-everything/%s",
							  strcmp (kind, "md") == 0    ? "articles/hai.md"
							  : strcmp (kind, "jpg") == 0 ? "photos/bia.jpg"
										      : "photos/a.png");
		gsize n_bytes;
		g_autofree char *bytes = read_tree (model, &n_bytes);
		put (folder, name, bytes, n_bytes);
	}
}

static const struct {
	const char *info, *file;
} kinds[] = {
	{ "yaml magazine", "magazine.yaml" },
	{ "yaml issue", "issue.yaml" },
	{ "yaml layout", "layouts/rieng.yaml" },
	{ "markdown article", "articles/bai-01.md" },
};

static const char *file_of (const char *info)
{
	for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
		if (g_str_has_prefix (info, kinds[i].info))
			return kinds[i].file;
	return NULL;
}

static void remove_all (const char *path)
{
	g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
	for (const char *name = dir == NULL ? NULL : g_dir_read_name (dir); name != NULL;
	     name = g_dir_read_name (dir)) {
		g_autofree char *child = g_build_filename (path, name, NULL);
		remove_all (child);
	}
	g_remove (path);
}

/* What sobao says of the example; caller frees. */
static char *complaints_of (const Fence *fence)
{
	g_autofree char *folder = g_dir_make_tmp ("sobao-format-XXXXXX", NULL);
	g_autoptr (Diag) diag = diag_new ();
	g_autoptr (GError) error = NULL;
	put_text (folder, "magazine.yaml", "name: Sông Lụa\n");
	put_text (folder, "issue.yaml",
		  "number: Số 9 - 2020\ndate: 2020-09-05\nlayout: rieng\nsections:\n  - name: Một\n"
		  "    articles: [articles/bai-01.md]\n");
	put_text (folder, "layouts/rieng.yaml", "columns: 3\n");
	put_text (folder, "articles/bai-01.md", "---\nheadline: Một\n---\n\nMột.\n");
	put_named (folder, fence->text);
	put_text (folder, file_of (fence->info), fence->text);
	g_autoptr (Issue) issue = read_issue (folder, NULL, diag, &error);
	g_assert_no_error (error);
	g_assert_nonnull (issue);
	remove_all (folder);
	return diag_print (diag);
}

static void test_examples (void)
{
	g_autofree char *document = read_tree ("docs/format.md", NULL);
	g_autoptr (GArray) fences = find_fences (document);
	int n_good = 0, n_bad = 0;
	for (guint i = 0; i < fences->len; i++) {
		const Fence *fence = &g_array_index (fences, Fence, i);
		if (file_of (fence->info) == NULL)
			continue;
		g_autofree char *complaints = complaints_of (fence);
		bool bad = g_str_has_suffix (fence->info, " error");
		const Fence *said = bad ? &g_array_index (fences, Fence, i + 1) : NULL;
		g_assert_true (said == NULL || strcmp (said->info, "text") == 0);
		if (strcmp (complaints, bad ? said->text : "") != 0) {
			g_test_message ("%s", complaints);
			g_test_fail ();
		}
		n_good += !bad;
		n_bad += bad;
	}
	g_assert_cmpint (n_good, >=, 6);
	g_assert_cmpint (n_bad, >=, 5);
}

static void test_style_table (void)
{
	g_autofree char *document = read_tree ("docs/format.md", NULL);
	char *begin = strstr (document, BEGIN), *end = strstr (document, END);
	g_assert_true (begin != NULL && end != NULL && begin < end);
	begin += strlen (BEGIN);
	g_autofree char *table = style_describe (true);
	g_autofree char *wanted = g_strdup_printf ("\n%s\n", table);
	if (g_getenv ("UPDATE") != NULL) {
		g_autofree char *path = tree_path ("docs/format.md");
		g_autofree char *head = g_strndup (document, (gsize) (begin - document));
		g_autofree char *whole = g_strconcat (head, wanted, end, NULL);
		g_assert_true (g_file_set_contents (path, whole, -1, NULL));
		return;
	}
	g_autofree char *found = g_strndup (begin, (gsize) (end - begin));
	if (strcmp (found, wanted) != 0) {
		g_test_message ("the style tables of docs/format.md are old: run this test with UPDATE=1");
		g_test_fail ();
	}
}

/* The labels that the document shows are read. */
static void test_labels (void)
{
	static const char *const labels[] = {
		"Số 9/2020",
		"Số: 9, năm 2020",
		"Số 1, 2 - 2020",
		"Số 1 và 2 - 2020",
		"Số 1-2 - 2020",
		"Số 67 (7.050)",
		"Số 9, tháng 9-2020",
		"Số 947 (8-2020)",
		"Số Tết 2020",
		"Số đặc biệt - 2020",
		"Phụ trương số 3 - 2020",
		"Số Xuân Nhâm Dần (1+2/2022)",
		"Số 1-2020",
		"Số 9 - 2020",
		"Số 1+2 - 2020",
		"Số 9 (345) - 2020",
		"Số 2+3 Xuân Mậu Tuất 2018",
		"Số chuyên đề: Mùa nước - 2020",
	};
	g_autofree char *document = read_tree ("docs/format.md", NULL);
	for (gsize i = 0; i < G_N_ELEMENTS (labels); i++) {
		g_autoptr (Arena) arena = arena_new ();
		IssueNumber number = { 0 };
		const char *problem = NULL;
		g_autofree char *quoted = g_strdup_printf ("`%s`", labels[i]);
		g_assert_nonnull (strstr (document, quoted));
		if (!issue_number_parse (labels[i], arena, &number, &problem)) {
			g_test_message ("%s: %s", labels[i], problem);
			g_test_fail ();
		}
	}
}

int main (int argc, char **argv)
{
	g_test_init (&argc, &argv, NULL);
	g_autofree char *data = tree_path ("tests/read/data");
	g_setenv ("SOBAO_DATA", data, TRUE);
	g_test_add_func ("/format/style-table", test_style_table);
	g_test_add_func ("/format/examples", test_examples);
	g_test_add_func ("/format/labels", test_labels);
	return g_test_run ();
}
