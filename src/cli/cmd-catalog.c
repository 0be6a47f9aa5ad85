#include "base/file.h"
#include "catalog/catalog.h"
#include "cli/cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define MOST_OF_A_RECORD (256 * 1024 * 1024)

/* Each catalogue command offers the rows it needs. */
typedef struct {
	char *catalog, *format;
	char *author, *section;
	int year, number, before, most;
} CatalogOptions;

#define OPTION_CATALOG                                                                                       \
	{                                                                                                    \
		"catalog", 'c', 0, G_OPTION_ARG_FILENAME, OPTION (CatalogOptions, catalog),                  \
			N_ ("the catalogue (catalog.db beside the nearest magazine.yaml, unless given)"),    \
			"FILE"                                                                               \
	}
#define OPTION_FORMAT                                                                                        \
	{                                                                                                    \
		"format", 'f', 0, G_OPTION_ARG_FILENAME, OPTION (CatalogOptions, format),                    \
			N_ ("how to print: text (the default) or json"), "FORMAT"                            \
	}
#define OPTION_ISSUES(about_most)                                                                            \
	{ "year", 'y', 0, G_OPTION_ARG_INT, OPTION (CatalogOptions, year), N_ ("only issues of this year"),  \
	  "YEAR" },                                                                                          \
		{ "number",                                                                                  \
		  'n',                                                                                       \
		  0,                                                                                         \
		  G_OPTION_ARG_INT,                                                                          \
		  OPTION (CatalogOptions, number),                                                           \
		  N_ ("only issues of this number"),                                                         \
		  "N" },                                                                                     \
		{ "before",                                                                                  \
		  'b',                                                                                       \
		  0,                                                                                         \
		  G_OPTION_ARG_INT,                                                                          \
		  OPTION (CatalogOptions, before),                                                           \
		  N_ ("only issues before this year"),                                                       \
		  "YEAR" },                                                                                  \
	{                                                                                                    \
		"most", 'm', 0, G_OPTION_ARG_INT, OPTION (CatalogOptions, most), about_most, "N"             \
	}

static const GOptionEntry file_options[] = { OPTION_CATALOG, { NULL } };
static const GOptionEntry show_options[] = { OPTION_CATALOG, OPTION_FORMAT, { NULL } };
static const GOptionEntry list_options[] = { OPTION_CATALOG,
					     OPTION_FORMAT,
					     OPTION_ISSUES (
						     N_ ("at most so many issues (all, unless given)")),
					     { NULL } };
static const GOptionEntry search_options[] = {
	OPTION_CATALOG,
	OPTION_FORMAT,
	{ "author", 'a', 0, G_OPTION_ARG_FILENAME, OPTION (CatalogOptions, author),
	  N_ ("only articles by this author"), "NAME" },
	{ "section", 's', 0, G_OPTION_ARG_FILENAME, OPTION (CatalogOptions, section),
	  N_ ("only articles of this section"), "NAME" },
	OPTION_ISSUES (N_ ("at most so many results (50, unless given)")),
	{ NULL },
};

static Catalog *open_catalog (const CatalogOptions *given, const char *folder, bool create, GError **error)
{
	g_autofree char *path = cli_catalog_path (given->catalog, folder);
	return catalog_open (path, create, error);
}

static bool make_query (const CatalogOptions *given, const char *text, CatalogQuery *query, GError **error)
{
	if (given->year < 0 || given->number < 0 || given->before < 0 || given->most < 0) {
		g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, _ ("years and numbers are not negative"));
		return false;
	}
	*query = (CatalogQuery){ text,          given->author, given->section, given->year,
				 given->number, given->before, given->most };
	return true;
}

static bool not_found (const char *slug, GError **error)
{
	g_set_error (error, CLI_ERROR, CLI_ERROR_INPUT,
		     _ ("no such issue in the catalogue: %s (`sobao catalog list` names all)"), slug);
	return false;
}

/* ---- add: the records of build folders ------------------------------------- */

static bool add_record (Catalog *catalog, const char *folder, const char *name, GError **error)
{
	g_autofree char *path = g_build_filename (folder, name, NULL);
	g_autoptr (GBytes) bytes = file_read (path, MOST_OF_A_RECORD, error);
	if (bytes == NULL)
		return false;
	g_autoptr (GError) problem = NULL;
	g_autoptr (Record) record =
		record_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &problem);
	if (record == NULL) {
		g_set_error (error, CLI_ERROR, CLI_ERROR_INPUT, _ ("%s: not a build record: %s"), path,
			     problem->message);
		return false;
	}
	if (!catalog_add (catalog, record, folder, error))
		return false;
	printf ("%s\t%s\n", record->slug, record->label);
	return true;
}

static int compare_names (const void *a, const void *b)
{
	return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The .json files of a folder in order of name; NULL: @error is set. */
static GPtrArray *list_records (const char *folder, GError **error)
{
	if (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
		g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, _ ("%s: no such folder"), folder);
		return NULL;
	}
	g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
	if (dir == NULL)
		return NULL;
	g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
	for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
		if (g_str_has_suffix (name, ".json"))
			g_ptr_array_add (names, g_strdup (name));
	g_ptr_array_sort (names, compare_names);
	if (names->len > 0)
		return g_steal_pointer (&names);
	g_set_error (error, CLI_ERROR, CLI_ERROR_INPUT, _ ("%s: no build record in it"), folder);
	return NULL;
}

static bool add_folder (const CatalogOptions *given, const char *folder, GError **error)
{
	g_autoptr (GPtrArray) names = list_records (folder, error);
	g_autoptr (Catalog) catalog = names == NULL ? NULL : open_catalog (given, folder, true, error);
	for (guint i = 0; catalog != NULL && i < names->len; i++)
		if (!add_record (catalog, folder, names->pdata[i], error))
			return false;
	return catalog != NULL;
}

static bool run_add (const void *values, char *const *arguments, GError **error)
{
	for (char *const *folder = arguments; *folder != NULL; folder++)
		if (!add_folder (values, *folder, error))
			return false;
	return true;
}

/* ---- list ------------------------------------------------------------------ */

static void print_issue (const CatalogIssue *issue)
{
	g_autofree char *date = date_print (issue->date);
	printf ("%s\t%s\t%s\t%s\t", issue->slug, issue->label, date, issue->magazine);
	printf (ngettext ("%d page", "%d pages", issue->n_pages), issue->n_pages);
	fputs (", ", stdout);
	printf (ngettext ("%d article", "%d articles", issue->n_articles), issue->n_articles);
	putchar ('\n');
}

static void print_issue_json (Json *json, const CatalogIssue *issue)
{
	g_autofree char *date = date_print (issue->date);
	json_open (json, NULL, '{');
	json_text (json, "slug", issue->slug);
	json_text (json, "label", issue->label);
	json_text (json, "magazine", issue->magazine);
	json_text (json, "date", date);
	json_number (json, "pages", issue->n_pages);
	json_number (json, "articles", issue->n_articles);
	json_end (json, '}');
}

static bool run_list (const void *values, char *const *arguments, GError **error)
{
	(void) arguments;
	const CatalogOptions *given = values;
	CatalogQuery query;
	Format format;
	if (!cli_parse_format (given->format, &format, error) || !make_query (given, NULL, &query, error))
		return false;
	g_autoptr (Catalog) catalog = open_catalog (given, ".", false, error);
	g_autoptr (Arena) arena = arena_new ();
	CatalogIssue *issues;
	gsize n_issues;
	if (catalog == NULL || !catalog_list (catalog, &query, arena, &issues, &n_issues, error))
		return false;
	Json json;
	if (format == FORMAT_JSON)
		json_begin (&json, '[');
	for (gsize i = 0; i < n_issues; i++)
		if (format == FORMAT_JSON)
			print_issue_json (&json, &issues[i]);
		else
			print_issue (&issues[i]);
	if (format == FORMAT_JSON)
		cli_print_json (&json, ']');
	return true;
}

/* ---- search ---------------------------------------------------------------- */

static void print_hit (const CatalogHit *hit)
{
	printf (_ ("%s, page %d: %s"), hit->label, hit->page, hit->headline);
	printf (" [%s %s]\n", hit->slug, hit->article);
	if (hit->snippet != NULL && hit->snippet[0] != '\0')
		printf ("    %s\n", hit->snippet);
}

static void print_hit_json (Json *json, const CatalogHit *hit)
{
	json_open (json, NULL, '{');
	json_text (json, "issue", hit->slug);
	json_text (json, "label", hit->label);
	json_number (json, "year", hit->year);
	json_number (json, "page", hit->page);
	json_text (json, "article", hit->article);
	json_text (json, "headline", hit->headline);
	json_text (json, "section", hit->section);
	json_text (json, "authors", hit->authors);
	json_bool (json, "exact", hit->exact);
	json_text (json, "snippet", hit->snippet);
	json_end (json, '}');
}

static void print_hits (const CatalogHit *hits, gsize n_hits, Format format)
{
	Json json;
	if (format == FORMAT_JSON)
		json_begin (&json, '[');
	for (gsize i = 0; i < n_hits; i++)
		if (format == FORMAT_JSON)
			print_hit_json (&json, &hits[i]);
		else
			print_hit (&hits[i]);
	if (format == FORMAT_JSON)
		cli_print_json (&json, ']');
	else if (n_hits == 0)
		cli_note ("%s", _ ("nothing found"));
}

static bool run_search (const void *values, char *const *arguments, GError **error)
{
	const CatalogOptions *given = values;
	g_autofree char *text = g_strjoinv (" ", (char **) arguments);
	CatalogQuery query;
	Format format;
	if (!cli_parse_format (given->format, &format, error) ||
	    !make_query (given, text[0] == '\0' ? NULL : text, &query, error))
		return false;
	g_autoptr (Catalog) catalog = open_catalog (given, ".", false, error);
	g_autoptr (Arena) arena = arena_new ();
	CatalogHit *hits;
	gsize n_hits;
	if (catalog == NULL || !catalog_search (catalog, &query, arena, &hits, &n_hits, error))
		return false;
	print_hits (hits, n_hits, format);
	return true;
}

/* ---- show ------------------------------------------------------------------ */

static void print_record (const Record *record)
{
	g_autofree char *date = date_print (record->date);
	printf ("%s, %s\n", record->magazine, record->label);
	printf (_ ("Date of issue: %s\n"), date);
	printf (ngettext ("%d page\n", "%d pages\n", record->n_pages), record->n_pages);
	const char *section = NULL;
	for (gsize i = 0; i < record->n_articles; i++) {
		const RecordArticle *article = &record->articles[i];
		if (g_strcmp0 (article->section, section) != 0)
			printf ("\n%s\n", article->section);
		section = article->section;
		printf ("%5d  %s", article->first_page,
			article->headline != NULL ? article->headline : article->section);
		for (gsize j = 0; j < article->n_people; j++)
			printf ("%s%s", j == 0 ? " – " : ", ", article->people[j].name);
		putchar ('\n');
	}
	putchar ('\n');
	for (gsize i = 0; i < record->n_files; i++)
		printf ("%s  %s\n", record->files[i].sha256, record->files[i].path);
}

static bool run_show (const void *values, char *const *arguments, GError **error)
{
	const CatalogOptions *given = values;
	Format format;
	if (!cli_parse_format (given->format, &format, error))
		return false;
	g_autoptr (Catalog) catalog = open_catalog (given, ".", false, error);
	g_autoptr (Record) record = NULL;
	if (catalog == NULL || !catalog_show (catalog, arguments[0], &record, error))
		return false;
	if (record == NULL)
		return not_found (arguments[0], error);
	if (format == FORMAT_JSON) {
		g_autofree char *json = record_print (record);
		fputs (json, stdout);
	} else {
		print_record (record);
	}
	return true;
}

/* ---- remove, check, names -------------------------------------------------- */

static bool run_remove (const void *values, char *const *arguments, GError **error)
{
	g_autoptr (Catalog) catalog = open_catalog (values, ".", false, error);
	bool found = false;
	if (catalog == NULL || !catalog_remove (catalog, arguments[0], &found, error))
		return false;
	return found || not_found (arguments[0], error);
}

static void print_problem (const char *problem, void *data)
{
	(void) data;
	puts (problem);
}

static bool run_check (const void *values, char *const *arguments, GError **error)
{
	(void) arguments;
	g_autoptr (Catalog) catalog = open_catalog (values, ".", false, error);
	bool sound = false;
	if (catalog == NULL || !catalog_check (catalog, print_problem, NULL, &sound, error))
		return false;
	if (!sound)
		g_set_error (error, CLI_ERROR, CLI_ERROR_INPUT,
			     _ ("the catalogue and its files do not agree"));
	return sound;
}

static void print_names (const CatalogName *names, gsize n_names, Format format)
{
	Json json;
	if (format == FORMAT_JSON)
		json_begin (&json, '[');
	for (gsize i = 0; i < n_names; i++) {
		if (format == FORMAT_TEXT) {
			printf ("%s\t%d\n", names[i].name, names[i].n_articles);
			continue;
		}
		json_open (&json, NULL, '{');
		json_text (&json, "name", names[i].name);
		json_number (&json, "articles", names[i].n_articles);
		json_end (&json, '}');
	}
	if (format == FORMAT_JSON)
		cli_print_json (&json, ']');
}

static bool run_names (const void *values, char *const *arguments, GError **error)
{
	const CatalogOptions *given = values;
	Format format;
	if (strcmp (arguments[0], "author") != 0 && strcmp (arguments[0], "section") != 0) {
		g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE,
			     _ ("no such kind of name: %s (there are author and section)"), arguments[0]);
		return false;
	}
	if (!cli_parse_format (given->format, &format, error))
		return false;
	g_autoptr (Catalog) catalog = open_catalog (given, ".", false, error);
	g_autoptr (Arena) arena = arena_new ();
	CatalogName *names;
	gsize n_names;
	if (catalog == NULL || !catalog_names (catalog, arguments[0], arena, &names, &n_names, error))
		return false;
	print_names (names, n_names, format);
	return true;
}

/* ---- The records ----------------------------------------------------------- */

#define SIZE sizeof (CatalogOptions)

static const Command commands[] = {
	{ "catalog add", "BUILD_DIR…", N_ ("Record the issues of build folders."), file_options, SIZE, 1,
	  G_MAXUINT, run_add },
	{ "catalog list", "", N_ ("List the issues, the newest first."), list_options, SIZE, 0, 0, run_list },
	{ "catalog search", "[WORDS…]", N_ ("Find articles, with or without marks; in quotes: that phrase."),
	  search_options, SIZE, 0, G_MAXUINT, run_search },
	{ "catalog show", "ISSUE", N_ ("Show an issue: contents, pages, files."), show_options, SIZE, 1, 1,
	  run_show },
	{ "catalog remove", "ISSUE", N_ ("Forget an issue; its files stay."), file_options, SIZE, 1, 1,
	  run_remove },
	{ "catalog check", "", N_ ("Check the catalogue and the checksums of all files."), file_options, SIZE,
	  0, 0, run_check },
	{ "catalog names", "author|section", N_ ("List all authors or sections in dictionary order."),
	  show_options, SIZE, 1, 1, run_names },
	{ NULL },
};

const Command cmd_catalog = {
	.name = "catalog",
	.synopsis = "add|list|search|show|remove|check|names …",
	.about = N_ ("Keep the catalogue of issues, and find issues and articles in it."),
	.group = commands,
};
