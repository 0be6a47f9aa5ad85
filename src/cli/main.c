#include "cli/cli.h"
#include "paint/paint.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

const Command *const cli_commands[] = {
	&cmd_new, &cmd_import, &cmd_check, &cmd_build, &cmd_dump, &cmd_catalog, &cmd_help, NULL,
};

G_DEFINE_QUARK (sobao - cli - error, cli_error)

typedef enum { EXIT_DONE = 0, EXIT_INPUT = 1, EXIT_USAGE = 2, EXIT_MACHINE = 3, EXIT_AGAIN = 75 } ExitCode;

/* The exit codes are a contract, and this is the only place that chooses one. What is not listed is
 * the machine's refusal: a file, the disk, a font. */
static ExitCode exit_code (const GError *error)
{
	const struct {
		GQuark domain;
		int code;
		ExitCode exit;
	} codes[] = {
		{ CLI_ERROR, CLI_ERROR_INPUT, EXIT_INPUT },
		{ CLI_ERROR, CLI_ERROR_USAGE, EXIT_USAGE },
		{ PAINT_ERROR, PAINT_ERROR_PICTURE, EXIT_INPUT },
		{ G_FILE_ERROR, G_FILE_ERROR_AGAIN, EXIT_AGAIN },
	};
	for (gsize i = 0; error != NULL && i < G_N_ELEMENTS (codes); i++)
		if (g_error_matches (error, codes[i].domain, codes[i].code))
			return codes[i].exit;
	return error == NULL ? EXIT_DONE : EXIT_MACHINE;
}

const Command *cli_find_command (const char *name)
{
	for (const Command *const *command = cli_commands; *command != NULL; command++)
		if (strcmp ((*command)->name, name) == 0)
			return *command;
	return NULL;
}

static void refuse_command (const char *name, GError **error)
{
	g_autoptr (GPtrArray) names = g_ptr_array_new ();
	for (const Command *const *command = cli_commands; *command != NULL; command++)
		g_ptr_array_add (names, (char *) (*command)->name);
	g_autofree char *hint = cli_did_you_mean (name, names);
	if (hint[0] != '\0')
		g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, _ ("no such command: %s%s"), name, hint);
	else
		g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, _ ("no such command: %s; try `sobao help`"),
			     name);
}

static bool dispatch (char **argv, GError **error)
{
	if (argv[1] == NULL) {
		g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, _ ("no command; try `sobao help`"));
		return false;
	}
	if (strcmp (argv[1], "--version") == 0) {
		puts ("sobao " SOBAO_VERSION);
		return true;
	}
	if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0) {
		cli_print_overview ();
		return true;
	}
	const Command *command = cli_find_command (argv[1]);
	if (command == NULL) {
		refuse_command (argv[1], error);
		return false;
	}
	return cli_run (command, argv + 1, error);
}

/* A result that did not reach its reader is a failure. */
static bool flush_results (GError **error)
{
	if (fflush (stdout) == 0 && !ferror (stdout))
		return true;
	g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_IO, _ ("standard output can't be written"));
	return false;
}

int main (int argc, char **argv)
{
	(void) argc;
	cli_set_locale ();
	g_autoptr (GError) error = NULL;
	if (!dispatch (argv, &error) || !flush_results (&error))
		cli_note ("%s", error->message);
	return exit_code (error);
}
