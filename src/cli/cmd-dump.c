#include "cli/cli.h"
#include "read/read.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

typedef struct {
	gboolean draft;
} DumpOptions;

static const GOptionEntry options[] = {
	{ "draft", 'd', 0, G_OPTION_ARG_NONE, OPTION (DumpOptions, draft), N_ ("allow missing pictures"),
	  NULL },
	{ NULL },
};

static char *dump_issue (const char *folder, bool draft, Diag *diag, GError **error)
{
	if (!cli_is_issue_folder (folder, error))
		return NULL;
	g_autoptr (Issue) issue = read_issue (folder, &(ReadOptions){ .draft = draft }, diag, error);
	return issue == NULL || !cli_no_errors (diag, false, error) ? NULL : issue_dump (issue);
}

static char *dump_pages (const char *folder, bool draft, Diag *diag, GError **error)
{
	g_autoptr (Issue) issue = NULL;
	g_autoptr (Pages) pages = NULL;
	if (!cli_compose (folder, draft, diag, &issue, &pages, error) || !cli_no_errors (diag, false, error))
		return NULL;
	return pages_dump (pages);
}

static bool run (const void *values, char *const *arguments, GError **error)
{
	const DumpOptions *dump = values;
	const char *what = arguments[1] == NULL ? "issue" : arguments[1];
	if (strcmp (what, "issue") != 0 && strcmp (what, "pages") != 0) {
		g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE,
			     _ ("no such dump: %s (there are issue and pages)"), what);
		return false;
	}
	g_autoptr (Diag) diag = diag_new ();
	g_autofree char *text = strcmp (what, "pages") == 0
					? dump_pages (arguments[0], dump->draft, diag, error)
					: dump_issue (arguments[0], dump->draft, diag, error);
	cli_print_complaints (diag, N_DIAG_KINDS);
	if (text != NULL)
		fputs (text, stdout);
	return text != NULL;
}

const Command cmd_dump = {
	.name = "dump",
	.synopsis = "ISSUE_DIR [issue|pages]",
	.about = N_ ("Print what was read, or where everything went, as text."),
	.options = options,
	.options_size = sizeof (DumpOptions),
	.least = 1,
	.most = 2,
	.run = run,
};
