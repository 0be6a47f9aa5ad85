#include "cli/cli.h"

typedef struct {
	char *format;
	gboolean draft;
} CheckOptions;

static const GOptionEntry options[] = {
	{ "format", 'f', 0, G_OPTION_ARG_FILENAME, OPTION (CheckOptions, format),
	  N_ ("how to print the complaints: text (the default) or json"), "FORMAT" },
	{ "draft", 'd', 0, G_OPTION_ARG_NONE, OPTION (CheckOptions, draft), N_ ("allow missing pictures"),
	  NULL },
	{ NULL },
};

static bool run (const void *values, char *const *arguments, GError **error)
{
	const CheckOptions *check = values;
	Format format;
	if (!cli_parse_format (check->format, &format, error))
		return false;
	g_autoptr (Diag) diag = diag_new ();
	g_autoptr (Issue) issue = NULL;
	g_autoptr (Pages) pages = NULL;
	bool done = cli_compose (arguments[0], check->draft, diag, &issue, &pages, error);
	cli_print_check (diag, format);
	return done && cli_no_errors (diag, false, error);
}

const Command cmd_check = {
	.name = "check",
	.synopsis = "ISSUE_DIR",
	.about = N_ ("Read and lay out an issue, print what is wrong with it, and write nothing."),
	.options = options,
	.options_size = sizeof (CheckOptions),
	.least = 1,
	.most = 1,
	.run = run,
};
