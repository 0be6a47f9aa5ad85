/* Is all as it was? The database, its index, the records, the files. */
#include "catalog/catalog-private.h"

#include "base/file.h"
#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
	Catalog *catalog;
	void (*report) (const char *problem, void *data);
	void *data;
	bool sound;
} Check;

static void complain (Check *check, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void complain (Check *check, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *problem = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	check->sound = false;
	check->report (problem, check->data);
}

static const char *column (Statement *row, int i)
{
	const char *text = (const char *) sqlite3_column_text (row, i);
	return text != NULL ? text : "";
}

/* Calls @look for every row. */
static bool each_row (Check *check, const char *sql, void (*look) (Check *check, Statement *row),
		      GError **error)
{
	g_autoptr (Statement) statement = catalog_prepare (check->catalog, error, sql, "");
	int state = -1;
	while (statement != NULL && (state = catalog_next (check->catalog, statement, error)) > 0)
		look (check, statement);
	return state == 0;
}

static void look_at_integrity (Check *check, Statement *row)
{
	if (strcmp (column (row, 0), "ok") != 0)
		complain (check, _ ("the database is damaged: %s"), column (row, 0));
}

static void look_at_key (Check *check, Statement *row)
{
	complain (check, _ ("the database is damaged: a row of %s points to a row of %s that is not there"),
		  column (row, 0), column (row, 2));
}

static void look_at_pages (Check *check, Statement *row)
{
	complain (check, _ ("%s: the article %s stands on pages %d to %d, the issue has %d"), column (row, 0),
		  column (row, 1), sqlite3_column_int (row, 2), sqlite3_column_int (row, 3),
		  sqlite3_column_int (row, 4));
}

static void look_at_words (Check *check, Statement *row)
{
	g_autofree char *text =
		catalog_searched_text ((const char *) sqlite3_column_text (row, 2),
				       (const char *) sqlite3_column_text (row, 3), column (row, 4));
	const char *const sources[] = { column (row, 5), text };
	for (int i = 0; i < 2; i++) {
		g_autofree char *folded = text_fold (sources[i]), *exact = text_exact (sources[i]);
		if (strcmp (folded, column (row, 6 + i)) == 0 && strcmp (exact, column (row, 8 + i)) == 0)
			continue;
		complain (check, _ ("%s: the search index does not fit the article %s; add the issue again"),
			  column (row, 0), column (row, 1));
		return;
	}
}

static void look_at_record (Check *check, Statement *row)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (Record) record =
		record_parse (column (row, 1), (gsize) sqlite3_column_bytes (row, 1), &error);
	if (record == NULL)
		complain (check, "%s: %s", column (row, 0), error->message);
	else if (strcmp (record->slug, column (row, 0)) != 0 ||
		 (int) record->n_articles != sqlite3_column_int (row, 2))
		complain (check, _ ("%s: the record tells of another issue; add the issue again"),
			  column (row, 0));
}

static void look_at_file (Check *check, Statement *row)
{
	const char *slug = column (row, 0), *name = column (row, 1);
	g_autofree char *path = g_build_filename (check->catalog->folder, name, NULL);
	g_autoptr (GError) error = NULL;
	goffset size = 0;
	if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)) {
		complain (check, _ ("%s: the file %s is not there"), slug, name);
		return;
	}
	g_autofree char *sha256 = file_sha256 (path, &size, &error);
	if (sha256 == NULL)
		complain (check, _ ("%s: the file %s can not be read: %s"), slug, name, error->message);
	else if (size != sqlite3_column_int64 (row, 3))
		complain (check, _ ("%s: the file %s has %ld bytes instead of %ld"), slug, name, (long) size,
			  (long) sqlite3_column_int64 (row, 3));
	else if (strcmp (sha256, column (row, 2)) != 0)
		complain (check, _ ("%s: the file %s is not the one that was added (SHA-256 differs)"), slug,
			  name);
}

/* In this order: a damaged database is not worth a look at what it says. */
static const struct {
	const char *sql;
	void (*look) (Check *check, Statement *row);
} looks[] = {
	{ "PRAGMA integrity_check", look_at_integrity },
	{ "PRAGMA foreign_key_check", look_at_key },
	{ "INSERT INTO words (words, rank) VALUES ('integrity-check', 1)", NULL },
	{ "BEGIN", NULL }, /* one view of all that follows, while others write */
	{ "SELECT i.slug, a.slug, a.first_page, a.last_page, i.n_pages FROM articles a JOIN issues i ON i.id "
	  "= a.issue"
	  " WHERE a.first_page < 0 OR a.last_page < a.first_page OR a.last_page > i.n_pages ORDER BY i.slug, "
	  "a.position",
	  look_at_pages },
	{ "SELECT i.slug, a.slug, a.kicker, a.standfirst, a.text, a.headline, w.headline_folded, "
	  "w.text_folded,"
	  " w.headline_exact, w.text_exact FROM articles a JOIN issues i ON i.id = a.issue"
	  " LEFT JOIN words w ON w.rowid = a.id ORDER BY i.slug, a.position",
	  look_at_words },
	{ "SELECT i.slug, r.json, (SELECT count (*) FROM articles a WHERE a.issue = i.id)"
	  " FROM issues i LEFT JOIN records r ON r.issue = i.id ORDER BY i.slug",
	  look_at_record },
	{ "SELECT i.slug, f.path, f.sha256, f.size FROM files f JOIN issues i ON i.id = f.issue"
	  " ORDER BY i.slug, f.position",
	  look_at_file },
};

static bool is_damage (const GError *error)
{
	return g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
}

bool catalog_check (Catalog *catalog, void (*report) (const char *problem, void *data), void *data,
		    bool *sound, GError **error)
{
	Check check = { catalog, report, data, true };
	g_autoptr (GError) problem = NULL;
	for (gsize i = 0; i < G_N_ELEMENTS (looks) && problem == NULL; i++) {
		if (!each_row (&check, looks[i].sql, looks[i].look, &problem))
			break;
		if (looks[i].look == look_at_integrity && !check.sound)
			break;
	}
	if (sqlite3_get_autocommit (catalog->database) == 0)
		catalog_end (catalog, problem == NULL, NULL);
	if (problem != NULL && !is_damage (problem)) {
		g_propagate_error (error, g_steal_pointer (&problem));
		return false;
	}
	if (problem != NULL)
		complain (&check, "%s", problem->message);
	*sound = check.sound;
	return true;
}
