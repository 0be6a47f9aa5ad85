#include "cli/cli.h"
#include "compose/compose.h"
#include "read/read.h"

#include <glib/gi18n.h>

bool cli_is_issue_folder (const char *folder, GError **error)
{
	if (g_file_test (folder, G_FILE_TEST_IS_REGULAR)) {
		g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE,
			     _ ("%s: this is a file; give the folder that holds issue.yaml"), folder);
		return false;
	}
	if (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
		g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, _ ("%s: no such folder"), folder);
		return false;
	}
	g_autofree char *manifest = g_build_filename (folder, "issue.yaml", NULL);
	if (!g_file_test (manifest, G_FILE_TEST_EXISTS)) {
		g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE,
			     _ ("%s: no issue.yaml in it; `sobao new` makes a folder for an issue"), folder);
		return false;
	}
	return true;
}

bool cli_compose (const char *folder, bool draft, Diag *diag, Issue **issue, Pages **pages, GError **error)
{
	*pages = NULL;
	*issue = cli_is_issue_folder (folder, error)
			 ? read_issue (folder, &(ReadOptions){ .draft = draft }, diag, error)
			 : NULL;
	if (*issue == NULL)
		return false;
	if (diag_has_errors (diag))
		return true;
	g_autoptr (Pages) composed = compose_issue (*issue, diag, error);
	if (composed == NULL)
		return false;
	if (!diag_has_errors (diag))
		*pages = g_steal_pointer (&composed);
	return true;
}

char *cli_magazine_folder (const char *folder)
{
	char *place = g_canonicalize_filename (folder, NULL);
	for (;;) {
		g_autofree char *file = g_build_filename (place, "magazine.yaml", NULL);
		if (g_file_test (file, G_FILE_TEST_EXISTS))
			return place;
		g_autofree char *below = place;
		place = g_path_get_dirname (below);
		if (g_str_equal (place, below)) {
			g_free (place);
			return NULL;
		}
	}
}

char *cli_catalog_path (const char *given, const char *folder)
{
	if (given != NULL)
		return g_strdup (given);
	g_autofree char *magazine = cli_magazine_folder (folder);
	return magazine == NULL ? g_strdup ("catalog.db") : g_build_filename (magazine, "catalog.db", NULL);
}
