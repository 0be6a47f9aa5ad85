#include "base/file.h"
#include "catalog/catalog.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "finish/finish.h"
#include "model/record.h"
#include "paint/paint.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define PAGE_DPI  50
#define COVER_DPI 110

typedef struct {
	char *out, *edition, *catalog;
	gboolean draft, no_catalog;
} BuildOptions;

static const GOptionEntry options[] = {
	{ "out", 'o', 0, G_OPTION_ARG_FILENAME, OPTION (BuildOptions, out),
	  N_ ("where the files go (out in the issue's folder, unless given)"), "DIR" },
	{ "edition", 'e', 0, G_OPTION_ARG_FILENAME, OPTION (BuildOptions, edition),
	  N_ ("read: the edition for screens and archives"), "EDITION" },
	{ "draft", 'd', 0, G_OPTION_ARG_NONE, OPTION (BuildOptions, draft),
	  N_ ("put a labelled box where a picture is missing"), NULL },
	{ "catalog", 'c', 0, G_OPTION_ARG_FILENAME, OPTION (BuildOptions, catalog),
	  N_ ("the catalogue to record the issue in (catalog.db beside magazine.yaml, unless given)"),
	  "FILE" },
	{ "no-catalog", 0, 0, G_OPTION_ARG_NONE, OPTION (BuildOptions, no_catalog),
	  N_ ("record it in no catalogue"), NULL },
	{ NULL },
};

/* What a build in progress knows. */
typedef struct {
	const BuildOptions *options;
	const Issue *issue;
	const Pages *pages;
	Record *record;
	Output *output;
	char *pdf; /* the PDF's name */
} Build;

static bool check_options (const BuildOptions *build, GError **error)
{
	if (build->edition != NULL && strcmp (build->edition, "read") != 0) {
		g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, _ ("no such edition: %s (there is: read)"),
			     build->edition);
		return false;
	}
	if (build->catalog != NULL && build->no_catalog) {
		g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE,
			     _ ("--catalog and --no-catalog exclude each other"));
		return false;
	}
	return true;
}

static bool record_file (Build *build, const char *name, const char *kind, const char *path, GError **error)
{
	goffset size;
	g_autofree char *sha256 = file_sha256 (path, &size, error);
	if (sha256 != NULL)
		record_add_file (build->record, name, kind, sha256, size);
	return sha256 != NULL;
}

static bool write_pdf (Build *build, GError **error)
{
	g_autofree char *plain = output_scratch (build->output, "plain.pdf");
	g_autofree char *path = output_file (build->output, build->pdf, error);
	return path != NULL && paint_pdf (build->pages, plain, false, error) &&
	       finish_pdf (build->pages, plain, path, error) &&
	       record_file (build, build->pdf, "read", path, error);
}

static bool write_preview (Build *build, const char *stem, int page, double dpi, GError **error)
{
	g_autofree char *name = g_strdup_printf ("%s/%s.png", build->issue->slug, stem);
	g_autofree char *path = output_file (build->output, name, error);
	return path != NULL && paint_png (build->pages, page, dpi, path, error) &&
	       record_file (build, name, "preview", path, error);
}

static bool write_previews (Build *build, GError **error)
{
	if (!write_preview (build, "bia", 0, COVER_DPI, error))
		return false;
	for (guint page = 0; page < build->pages->pages->len; page++) {
		g_autofree char *stem = g_strdup_printf ("trang-%03u", page + 1);
		if (!write_preview (build, stem, (int) page, PAGE_DPI, error))
			return false;
	}
	return true;
}

static bool write_record (Build *build, GError **error)
{
	static const char *const versions[] = { SOBAO_VERSIONS NULL };
	build->record->versions = versions;
	g_autofree char *name = g_strconcat (build->issue->slug, ".json", NULL);
	g_autofree char *json = record_print (build->record);
	g_autofree char *path = output_file (build->output, name, error);
	return path != NULL && g_file_set_contents (path, json, -1, error);
}

static bool add_to_catalog (const Build *build, const char *issue_folder, const char *out, GError **error)
{
	if (build->options->no_catalog)
		return true;
	g_autofree char *path = cli_catalog_path (build->options->catalog, issue_folder);
	g_autoptr (Catalog) catalog = catalog_open (path, true, error);
	return catalog != NULL && catalog_add (catalog, build->record, out, error);
}

static bool write_all (Build *build, const char *issue_folder, const char *out, GError **error)
{
	if (!write_pdf (build, error) || !write_previews (build, error) || !write_record (build, error) ||
	    !output_place (build->output, error) || !add_to_catalog (build, issue_folder, out, error))
		return false;
	output_keep (build->output);
	g_autofree char *path = g_build_filename (out, build->pdf, NULL);
	puts (path);
	return true;
}

static bool run (const void *values, char *const *arguments, GError **error)
{
	const BuildOptions *given = values;
	if (!check_options (given, error))
		return false;
	g_autoptr (Diag) diag = diag_new ();
	g_autoptr (Issue) issue = NULL;
	g_autoptr (Pages) pages = NULL;
	bool composed = cli_compose (arguments[0], given->draft, diag, &issue, &pages, error);
	cli_print_complaints (diag, N_DIAG_KINDS);
	if (!composed || !cli_no_errors (diag, true, error))
		return false;

	g_autofree char *out =
		given->out != NULL ? g_strdup (given->out) : g_build_filename (arguments[0], "out", NULL);
	g_autoptr (Output) output = output_begin (out, error);
	if (output == NULL)
		return false;
	g_autoptr (Record) record = record_new (issue, pages, diag, given->draft);
	g_autofree char *pdf = g_strconcat (issue->slug, ".pdf", NULL);
	Build build = { given, issue, pages, record, output, pdf };
	return write_all (&build, arguments[0], out, error);
}

const Command cmd_build = {
	.name = "build",
	.synopsis = "ISSUE_DIR",
	.about = N_ ("Build an issue: its PDF, previews of its pages and its record, and note it in the "
		     "catalogue."),
	.options = options,
	.options_size = sizeof (BuildOptions),
	.least = 1,
	.most = 1,
	.run = run,
};
