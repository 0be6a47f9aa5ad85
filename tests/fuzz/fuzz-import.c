/* Whatever text comes in, the importer sorts every line, and its article can be read again. */
#include "fuzz-folder.h"
#include "import/import.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
	fuzz_write ("page.txt", data, size);
	g_autofree char *path = g_build_filename (fuzz_folder (), "page.txt", NULL);
	g_autoptr (Diag) diag = diag_new ();
	g_autoptr (GError) error = NULL;
	g_autoptr (ImportReport) report = import_file (path, diag, &error);
	if (report == NULL)
		return 0;
	g_autofree char *article = import_print_article (report, import_slug (report));
	g_autofree char *text = import_print_report (report);
	g_autofree char *json = import_print_json (report);
	g_assert (g_utf8_validate (article, -1, NULL) && g_utf8_validate (json, -1, NULL));
	return 0;
}
