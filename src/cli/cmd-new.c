#include "base/file.h"
#include "cli/cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define MOST_OF_A_FILE (64 * 1024)

typedef struct {
	char *number, *date;
} NewOptions;

static const GOptionEntry options[] = {
	{ "number", 'n', 0, G_OPTION_ARG_FILENAME, OPTION (NewOptions, number),
	  N_ ("the issue's number, such as \"Số 9 - 2020\" (month and year of its date, unless given)"),
	  "LABEL" },
	{ "date", 'd', 0, G_OPTION_ARG_FILENAME, OPTION (NewOptions, date),
	  N_ ("the day of issue, such as 2020-09-05 (today, unless given)"), "DATE" },
	{ NULL },
};

static bool choose_date (const char *given, Date *date, GError **error)
{
	if (given == NULL) {
		g_autoptr (GDateTime) now = g_date_time_new_now_local ();
		g_date_time_get_ymd (now, &date->year, &date->month, &date->day);
		return true;
	}
	if (date_parse (given, date) && date->day > 0)
		return true;
	g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, _ ("not a date: %s (write it as 2020-09-05)"), given);
	return false;
}

/* The label in its printed form. Caller frees. */
static char *choose_number (const char *given, Date date, GError **error)
{
	if (given == NULL) {
		IssueNumber number = { .year = date.year, .numbers = { date.month }, .n_numbers = 1 };
		return issue_number_print (&number);
	}
	g_autoptr (Arena) arena = arena_new ();
	IssueNumber number;
	const char *problem;
	if (issue_number_parse (given, arena, &number, &problem))
		return issue_number_print (&number);
	g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE,
		     _ ("not an issue number: %s: %s (write it like \"Số 9 - 2020\")"), given, problem);
	return NULL;
}

/* Empty or absent; else a usage error. */
static bool folder_is_free (const char *folder, GError **error)
{
	g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
	if (!g_file_test (folder, G_FILE_TEST_EXISTS) || (dir != NULL && g_dir_read_name (dir) == NULL))
		return true;
	g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, _ ("%s: is there already, and not empty"), folder);
	return false;
}

static bool make_folder (const char *folder, const char *name, GError **error)
{
	g_autofree char *path = g_build_filename (folder, name, NULL);
	if (g_mkdir_with_parents (path, 0777) == 0)
		return true;
	int code = errno;
	g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", path, g_strerror (code));
	return false;
}

static char *quote_yaml (const char *text)
{
	GString *quoted = g_string_new ("\"");
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			g_string_append_c (quoted, '\\');
		g_string_append_c (quoted, *text);
	}
	g_string_append_c (quoted, '"');
	return g_string_free (quoted, FALSE);
}

/* The pattern's own number and date are the ones between the quotes below; nothing else in it changes. */
static char *fill_in (const char *pattern, const char *number, Date date)
{
	g_autofree char *quoted = quote_yaml (number);
	g_autofree char *day = date_print (date);
	GString *text = g_string_new (pattern);
	g_string_replace (text, "\"Số 1 - 2026\"", quoted, 1);
	g_string_replace (text, "2026-01-15", day, 1);
	return g_string_free (text, FALSE);
}

static bool write_file (const char *folder, const char *name, const char *number, Date date, GError **error)
{
	g_autofree char *relative = g_build_filename ("issues", "new", name, NULL);
	g_autofree char *source = file_data (relative);
	if (source == NULL) {
		g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _ ("sobao's own file %s is not there"),
			     relative);
		return false;
	}
	g_autoptr (GBytes) bytes = file_read (source, MOST_OF_A_FILE, error);
	if (bytes == NULL)
		return false;
	g_autofree char *pattern = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
	g_autofree char *text = fill_in (pattern, number, date);
	g_autofree char *path = g_build_filename (folder, name, NULL);
	return file_write (path, text, strlen (text), error);
}

static bool write_issue (const char *folder, const char *number, Date date, GError **error)
{
	static const char *const files[] = { "issue.yaml", "articles/mo-dau.md",
					     "articles/lam-mot-so-bao.md" };
	g_autofree char *magazine = cli_magazine_folder (folder);
	if (!make_folder (folder, "articles", error) || !make_folder (folder, "photos", error))
		return false;
	if (magazine == NULL && !write_file (folder, "magazine.yaml", number, date, error))
		return false;
	for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
		if (!write_file (folder, files[i], number, date, error))
			return false;
	return true;
}

static bool run (const void *values, char *const *arguments, GError **error)
{
	const NewOptions *given = values;
	Date date;
	if (!choose_date (given->date, &date, error))
		return false;
	g_autofree char *number = choose_number (given->number, date, error);
	return number != NULL && folder_is_free (arguments[0], error) &&
	       write_issue (arguments[0], number, date, error);
}

const Command cmd_new = {
	.name = "new",
	.synopsis = "DIR",
	.about = N_ ("Write a small issue that builds as it stands, to start from."),
	.options = options,
	.options_size = sizeof (NewOptions),
	.least = 1,
	.most = 1,
	.run = run,
};
