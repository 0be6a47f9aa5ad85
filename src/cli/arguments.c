#include "cli/cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static gsize count_options (const Command *command)
{
	gsize n = 0;
	while (command->options != NULL && command->options[n].long_name != NULL)
		n++;
	return n;
}

/* GOption wants addresses where the table has offsets. One more entry, for --help, ends the array. */
static GOptionEntry *bind_options (const Command *command, void *values, gboolean *help)
{
	gsize n = count_options (command);
	GOptionEntry *entries = g_new0 (GOptionEntry, n + 2);
	for (gsize i = 0; i < n; i++) {
		entries[i] = command->options[i];
		entries[i].arg_data = (char *) values + (gsize) command->options[i].arg_data;
	}
	entries[n] = (GOptionEntry){ "help", 'h', 0, G_OPTION_ARG_NONE, help, NULL, NULL };
	return entries;
}

static void free_values (const Command *command, void *values)
{
	for (gsize i = 0; i < count_options (command); i++) {
		void *value = (char *) values + (gsize) command->options[i].arg_data;
		if (command->options[i].arg == G_OPTION_ARG_FILENAME)
			g_free (*(char **) value);
	}
	g_free (values);
}

static bool check_utf8 (char *const *arguments, GError **error)
{
	for (; *arguments != NULL; arguments++)
		if (!g_utf8_validate (*arguments, -1, NULL)) {
			g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, _ ("an argument is not UTF-8"));
			return false;
		}
	return true;
}

static bool is_option (const GOptionEntry *entries, const char *name)
{
	for (; entries->long_name != NULL; entries++)
		if (strcmp (entries->long_name, name) == 0)
			return true;
	return false;
}

/* A hint for the first long option that no entry has. Caller frees. */
static char *nearest_option (const GOptionEntry *entries, char *const *arguments)
{
	for (; *arguments != NULL && strcmp (*arguments, "--") != 0; arguments++) {
		g_autofree char *name = g_strndup (*arguments, strcspn (*arguments, "="));
		if (!g_str_has_prefix (name, "--") || is_option (entries, name + 2))
			continue;
		g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
		for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
			g_ptr_array_add (names, g_strconcat ("--", entry->long_name, NULL));
		return cli_did_you_mean (name, names);
	}
	return g_strdup ("");
}

static bool parse (GOptionEntry *entries, char ***argv, GError **error)
{
	g_autoptr (GOptionContext) context = g_option_context_new (NULL);
	g_option_context_set_help_enabled (context, FALSE);
	g_option_context_add_main_entries (context, entries, NULL);
	g_autoptr (GError) problem = NULL;
	if (g_option_context_parse_strv (context, argv, &problem))
		return true;
	g_autofree char *hint = g_error_matches (problem, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION)
					? nearest_option (entries, *argv)
					: g_strdup ("");
	g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, "%s%s", problem->message, hint);
	return false;
}

static void drop_double_dash (char **arguments)
{
	for (; *arguments != NULL; arguments++)
		if (strcmp (*arguments, "--") == 0) {
			g_free (*arguments);
			do
				arguments[0] = arguments[1];
			while (*++arguments != NULL);
			return;
		}
}

static bool count_arguments (const Command *command, char *const *arguments, GError **error)
{
	guint n = g_strv_length ((char **) arguments);
	if (n >= command->least && n <= command->most)
		return true;
	g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, _ ("usage: sobao %s %s"), command->name,
		     command->synopsis);
	return false;
}

static bool run_group (const Command *group, char **argv, GError **error)
{
	if (argv[1] != NULL && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)) {
		cli_print_help (group);
		return true;
	}
	g_autoptr (GPtrArray) names = g_ptr_array_new ();
	for (const Command *command = group->group; argv[1] != NULL && command->name != NULL; command++) {
		const char *name = strchr (command->name, ' ') + 1;
		if (strcmp (name, argv[1]) == 0)
			return cli_run (command, argv + 1, error);
		g_ptr_array_add (names, (char *) name);
	}
	g_autofree char *hint = argv[1] == NULL ? g_strdup ("") : cli_did_you_mean (argv[1], names);
	g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, _ ("usage: sobao %s %s%s"), group->name,
		     group->synopsis, hint);
	return false;
}

bool cli_run (const Command *command, char **argv, GError **error)
{
	if (command->group != NULL)
		return run_group (command, argv, error);
	if (!check_utf8 (argv, error))
		return false;
	g_auto (GStrv) arguments = g_strdupv (argv);
	void *values = g_malloc0 (MAX (command->options_size, 1));
	gboolean help = FALSE;
	g_autofree GOptionEntry *entries = bind_options (command, values, &help);
	bool done = parse (entries, &arguments, error);
	if (done && help) {
		cli_print_help (command);
	} else if (done) {
		drop_double_dash (arguments + 1);
		done = count_arguments (command, arguments + 1, error) &&
		       command->run (values, arguments + 1, error);
	}
	free_values (command, values);
	return done;
}

/* ---- Help ------------------------------------------------------------------ */

#define INDENT 26

static void print_row (const char *left, const char *right)
{
	int width = (int) g_utf8_strlen (left, -1);
	if (width < INDENT - 3)
		printf ("  %s%*s%s\n", left, INDENT - 2 - width, "", right);
	else
		printf ("  %s\n%*s%s\n", left, INDENT, "", right);
}

static void print_option (const GOptionEntry *option)
{
	g_autoptr (GString) left = g_string_new (NULL);
	if (option->short_name != 0)
		g_string_append_printf (left, "-%c, ", option->short_name);
	g_string_append_printf (left, "--%s", option->long_name);
	if (option->arg_description != NULL)
		g_string_append_printf (left, " %s", option->arg_description);
	print_row (left->str, _ (option->description));
}

static void print_group (const Command *group)
{
	putchar ('\n');
	for (const Command *command = group->group; command->name != NULL; command++) {
		g_autofree char *left = g_strdup_printf ("%s %s", command->name, command->synopsis);
		print_row (left, _ (command->about));
	}
}

void cli_print_help (const Command *command)
{
	printf (_ ("Usage: sobao %s %s\n"), command->name, command->synopsis);
	printf ("%s\n", _ (command->about));
	if (command->group != NULL)
		print_group (command);
	if (command->options != NULL)
		putchar ('\n');
	for (gsize i = 0; i < count_options (command); i++)
		print_option (&command->options[i]);
}

void cli_print_overview (void)
{
	puts (_ ("sobao builds numbered magazine issues: articles and photos in, typeset PDF pages and a "
		 "catalogue "
		 "out."));
	putchar ('\n');
	for (const Command *const *command = cli_commands; *command != NULL; command++)
		print_row ((*command)->name, _ ((*command)->about));
	putchar ('\n');
	puts (_ ("`sobao help COMMAND` tells the options of a command, `sobao help style` the keys of a "
		 "layout."));
	puts (_ ("Exit codes: 0 done, 1 the input has errors, 2 wrong usage, 3 the machine refused, 75 try "
		 "again."));
}
