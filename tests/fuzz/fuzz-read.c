/* The first byte of an input says which file of a sound issue the rest replaces. */
#include "fuzz-folder.h"
#include "read/read.h"

#include <string.h>

static const struct {
	const char *name, *text;
} files[] = {
	{ "magazine.yaml", "name: Bến\n" },
	{ "issue.yaml", "number: \"Số 9 - 2020\"\ndate: 2020-09-05\nlayout: thu\nsections:\n"
			"  - name: Mục\n    articles: [articles/a.md]\n" },
	{ "articles/a.md", "---\nheadline: Tít\n---\n\nMột đoạn.\n" },
	{ "layouts/thu.yaml", "columns: 2\n" },
};

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
	if (size == 0)
		return 0;
	for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
		fuzz_write (files[i].name, files[i].text, strlen (files[i].text));
	fuzz_write (files[data[0] % G_N_ELEMENTS (files)].name, data + 1, size - 1);
	g_autoptr (Diag) diag = diag_new ();
	g_autoptr (GError) error = NULL;
	g_autoptr (Issue) issue =
		read_issue (fuzz_folder (), &(ReadOptions){ .draft = data[0] & 0x80 }, diag, &error);
	g_assert ((issue == NULL) == (error != NULL));
	g_autofree char *complaints = diag_print (diag);
	g_autofree char *dump = issue == NULL || diag_has_errors (diag) ? NULL : issue_dump (issue);
	return 0;
}
