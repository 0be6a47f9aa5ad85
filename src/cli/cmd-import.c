#include "base/file.h"
#include "cli/cli.h"
#include "import/import.h"
#include "read/read.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MOST_SAME_NAMES 1000

typedef struct {
	char *into, *section, *format;
} ImportOptions;

static const GOptionEntry options[] = {
	{ "into", 'i', 0, G_OPTION_ARG_FILENAME, OPTION (ImportOptions, into),
	  N_ ("the issue that receives the articles"), "ISSUE_DIR" },
	{ "section", 's', 0, G_OPTION_ARG_FILENAME, OPTION (ImportOptions, section),
	  N_ ("the section to list them under (\"Chưa xếp\", unless given)"), "NAME" },
	{ "format", 'f', 0, G_OPTION_ARG_FILENAME, OPTION (ImportOptions, format),
	  N_ ("how to print what each line became: text (the default) or json"), "FORMAT" },
	{ NULL },
};

/* The files of one run: all are sorted out before the first is written. */
typedef struct {
	const char *folder;
	char *const *files;
	GPtrArray *reports; /* ImportReport, one per file */
	GPtrArray *names;   /* "articles/SLUG.md", one per report, as far as they are written or known */
	GPtrArray *written; /* those of them that this run wrote; borrowed */
} Import;

static bool read_files (Import *import, Diag *diag, GError **error)
{
	for (char *const *file = import->files; *file != NULL; file++) {
		ImportReport *report = import_file (*file, diag, error);
		if (report == NULL)
			return false;
		g_ptr_array_add (import->reports, report);
	}
	return true;
}

/* SLUG, SLUG-2, SLUG-3 … Caller frees. */
static char *numbered (const char *slug, int i)
{
	return i == 1 ? g_strdup (slug) : g_strdup_printf ("%s-%d", slug, i);
}

/* Creates the first of articles/SLUG.md, SLUG-2.md … that is not there: never an existing file, also when two
 * imports run at once. Caller frees the slug. */
static char *reserve_name (const char *folder, const char *slug, GError **error)
{
	int code = EEXIST;
	for (int i = 1; i < MOST_SAME_NAMES && code == EEXIST; i++) {
		g_autofree char *name = numbered (slug, i);
		g_autofree char *path = g_strdup_printf ("%s/articles/%s.md", folder, name);
		int file = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (file >= 0) {
			close (file);
			return g_steal_pointer (&name);
		}
		code = errno;
	}
	g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s/articles/%s.md: %s", folder,
		     slug, g_strerror (code));
	return NULL;
}

/* The name of an existing article that is what this import would write, byte by byte. Caller frees; NULL:
 * none. */
#define MOST_HOLES 20

static char *find_same (const char *folder, const ImportReport *report)
{
	int n_holes = 0; /* of articles that were taken away */
	for (int i = 1; i < MOST_SAME_NAMES; i++) {
		g_autofree char *slug = numbered (import_slug (report), i);
		g_autofree char *path = g_strdup_printf ("%s/articles/%s.md", folder, slug);
		if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
			if (++n_holes == MOST_HOLES)
				return NULL;
			continue;
		}
		g_autofree char *text = import_print_article (report, slug);
		gsize n_bytes = strlen (text);
		g_autoptr (GBytes) bytes = file_read (path, n_bytes, NULL);
		if (bytes != NULL && g_bytes_get_size (bytes) == n_bytes &&
		    memcmp (g_bytes_get_data (bytes, NULL), text, n_bytes) == 0)
			return g_strdup_printf ("articles/%s.md", slug);
	}
	return NULL;
}

static bool write_article (Import *import, const ImportReport *report, GError **error)
{
	char *same = find_same (import->folder, report);
	if (same != NULL) {
		g_ptr_array_add (import->names, same);
		return true;
	}
	g_autofree char *slug = reserve_name (import->folder, import_slug (report), error);
	if (slug == NULL)
		return false;
	char *name = g_strdup_printf ("articles/%s.md", slug);
	g_ptr_array_add (import->names, name);
	g_ptr_array_add (import->written, name);
	g_autofree char *path = g_build_filename (import->folder, name, NULL);
	g_autofree char *text = import_print_article (report, slug);
	return file_write (path, text, strlen (text), error);
}

static bool write_articles (Import *import, const char *section, GError **error)
{
	g_autofree char *folder = g_build_filename (import->folder, "articles", NULL);
	if (g_mkdir_with_parents (folder, 0777) != 0) {
		int code = errno;
		g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", folder,
			     g_strerror (code));
		return false;
	}
	for (guint i = 0; i < import->reports->len; i++)
		if (!write_article (import, import->reports->pdata[i], error))
			return false;
	/* All of them: an article that was there before may have been taken off the list; one that is on it
	 * is left. */
	return import->names->len == 0 ||
	       read_add_articles (import->folder, section, (const char *const *) import->names->pdata,
				  import->names->len, error);
}

static void remove_articles (const Import *import)
{
	for (guint i = 0; i < import->written->len; i++) {
		g_autofree char *path = g_build_filename (import->folder, import->written->pdata[i], NULL);
		g_unlink (path);
	}
}

static void print_reports (const Import *import, Format format)
{
	if (format == FORMAT_JSON)
		puts ("[");
	for (guint i = 0; i < import->reports->len; i++) {
		const ImportReport *report = import->reports->pdata[i];
		const char *name = import->names->pdata[i];
		bool is_new = g_ptr_array_find (import->written, name, NULL);
		if (!is_new)
			cli_note (_ ("%s: already imported as %s"), import->files[i], name);
		if (format == FORMAT_TEXT && is_new)
			printf ("%s -> %s\n", import->files[i], name);
		else if (format == FORMAT_TEXT)
			continue;
		g_autofree char *text =
			format == FORMAT_JSON ? import_print_json (report) : import_print_report (report);
		g_strchomp (text);
		printf ("%s%s\n", text, format == FORMAT_JSON && i + 1 < import->reports->len ? "," : "");
	}
	if (format == FORMAT_JSON)
		puts ("]");
}

/* Texts may name the issue they belong to. What the editor chose stays; she is told. */
static void compare_numbers (const Import *import)
{
	g_autoptr (Diag) diag = diag_new ();
	g_autoptr (Issue) issue = read_issue (import->folder, &(ReadOptions){ .draft = true }, diag, NULL);
	for (guint i = 0; issue != NULL && issue->label != NULL && i < import->reports->len; i++) {
		const IssueNumber *number = import_issue_number (import->reports->pdata[i]);
		if (number == NULL || issue_number_compare (number, &issue->number) == 0)
			continue;
		g_autofree char *label = issue_number_print (number);
		cli_note (_ ("%s belongs to \"%s\", but this issue is \"%s\"; to change that, write in "
			     "issue.yaml: "
			     "number: \"%s\""),
			  import->files[i], label, issue->label, label);
	}
}

static bool import_all (Import *import, const ImportOptions *given, Format format, Diag *diag, GError **error)
{
	bool read = read_files (import, diag, error);
	cli_print_complaints (diag, DIAG_IMPORT_DOUBT); /* doubts are in the report */
	if (!read || !cli_no_errors (diag, true, error))
		return false;
	if (!write_articles (import, given->section != NULL ? given->section : READ_HOLDING_SECTION, error)) {
		remove_articles (import);
		return false;
	}
	print_reports (import, format);
	compare_numbers (import);
	return true;
}

static void free_report (gpointer report)
{
	import_free (report);
}

static bool run (const void *values, char *const *arguments, GError **error)
{
	const ImportOptions *given = values;
	Format format;
	if (given->into == NULL) {
		g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE,
			     _ ("say which issue receives the articles: --into ISSUE_DIR"));
		return false;
	}
	if (!cli_parse_format (given->format, &format, error) || !cli_is_issue_folder (given->into, error))
		return false;
	g_autoptr (Diag) diag = diag_new ();
	g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (free_report);
	g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
	g_autoptr (GPtrArray) written = g_ptr_array_new ();
	Import import = { given->into, arguments, reports, names, written };
	return import_all (&import, given, format, diag, error);
}

const Command cmd_import = {
	.name = "import",
	.synopsis = "FILE… --into ISSUE_DIR",
	.about = N_ ("Make articles from text dumps of web pages, and report what each line became."),
	.options = options,
	.options_size = sizeof (ImportOptions),
	.least = 1,
	.most = G_MAXUINT,
	.run = run,
};
