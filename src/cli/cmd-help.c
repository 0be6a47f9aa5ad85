#include "cli/cli.h"
#include "model/style.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static bool run (const void *values, char *const *arguments, GError **error)
{
	(void) values;
	if (arguments[0] == NULL) {
		cli_print_overview ();
		return true;
	}
	if (strcmp (arguments[0], "style") == 0) {
		g_autofree char *table = style_describe (false);
		fputs (table, stdout);
		return true;
	}
	const Command *command = cli_find_command (arguments[0]);
	if (command == NULL) {
		g_autoptr (GPtrArray) names = g_ptr_array_new ();
		g_ptr_array_add (names, "style");
		for (const Command *const *each = cli_commands; *each != NULL; each++)
			g_ptr_array_add (names, (char *) (*each)->name);
		g_autofree char *hint = cli_did_you_mean (arguments[0], names);
		g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, _ ("no help on %s%s"), arguments[0], hint);
		return false;
	}
	for (const Command *member = command->group;
	     arguments[1] != NULL && member != NULL && member->name != NULL; member++)
		if (strcmp (strchr (member->name, ' ') + 1, arguments[1]) == 0)
			command = member;
	cli_print_help (command);
	return true;
}

const Command cmd_help = {
	.name = "help",
	.synopsis = "[COMMAND|style]",
	.about = N_ ("Tell about a command, or about the keys of a layout."),
	.least = 0,
	.most = 2,
	.run = run,
};
