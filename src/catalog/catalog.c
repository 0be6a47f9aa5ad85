#include "catalog/catalog-private.h"

#include "base/file.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdarg.h>
#include <stdlib.h>

/* "SoBa": tells our files from other SQLite files. */
#define APPLICATION_ID 0x536F4261
#define PATIENCE       (60 * 1000) /* ms to wait for another writer */

/* Both keys of a text hold words and single spaces only, and FTS5's ascii tokenizer cuts them at spaces and
 * nowhere else: a word there is a word of base/text.h. (unicode61 has an older idea of letters than GLib.) */
#define TOKENIZER "tokenize = 'ascii'"

/* Step n makes version n + 1. Steps already out in the world are never changed. */
static const char *const steps[] = {
	"CREATE TABLE magazines (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, slug TEXT NOT NULL, issn "
	"TEXT);"
	"CREATE TABLE issues (id INTEGER PRIMARY KEY, magazine INTEGER NOT NULL REFERENCES magazines,"
	" slug TEXT NOT NULL, label TEXT NOT NULL, year INTEGER NOT NULL, first_number INTEGER NOT NULL,"
	" overall INTEGER NOT NULL, month INTEGER NOT NULL, kind TEXT NOT NULL, season TEXT, title TEXT,"
	" date TEXT NOT NULL, n_pages INTEGER NOT NULL, draft INTEGER NOT NULL, UNIQUE (magazine, slug));"
	"CREATE TABLE numbers (issue INTEGER NOT NULL REFERENCES issues ON DELETE CASCADE, position INTEGER "
	"NOT NULL,"
	" number INTEGER NOT NULL, PRIMARY KEY (issue, position)) WITHOUT ROWID;"
	"CREATE TABLE pages (issue INTEGER NOT NULL REFERENCES issues ON DELETE CASCADE, position INTEGER "
	"NOT NULL,"
	" label TEXT NOT NULL, PRIMARY KEY (issue, position)) WITHOUT ROWID;"
	"CREATE TABLE sections (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, folded TEXT NOT NULL,"
	" exact TEXT NOT NULL);"
	"CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, folded TEXT NOT NULL,"
	" exact TEXT NOT NULL);"
	"CREATE TABLE articles (id INTEGER PRIMARY KEY, issue INTEGER NOT NULL REFERENCES issues ON DELETE "
	"CASCADE,"
	" position INTEGER NOT NULL, slug TEXT NOT NULL, section INTEGER NOT NULL REFERENCES sections,"
	" kind TEXT NOT NULL, kicker TEXT, headline TEXT, standfirst TEXT, source TEXT,"
	" first_page INTEGER NOT NULL, last_page INTEGER NOT NULL, n_lines INTEGER NOT NULL, text TEXT NOT "
	"NULL,"
	" UNIQUE (issue, position), UNIQUE (issue, slug));"
	"CREATE INDEX articles_by_section ON articles (section);"
	"CREATE TABLE authorship (article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,"
	" position INTEGER NOT NULL, person INTEGER NOT NULL REFERENCES people, role TEXT NOT NULL,"
	" PRIMARY KEY (article, position)) WITHOUT ROWID;"
	"CREATE INDEX authorship_by_person ON authorship (person);"
	"CREATE TABLE files (issue INTEGER NOT NULL REFERENCES issues ON DELETE CASCADE, position INTEGER "
	"NOT NULL,"
	" path TEXT NOT NULL, kind TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,"
	" PRIMARY KEY (issue, position)) WITHOUT ROWID;"
	"CREATE TABLE records (issue INTEGER PRIMARY KEY REFERENCES issues ON DELETE CASCADE, json TEXT NOT "
	"NULL);"
	"CREATE VIRTUAL TABLE words USING fts5 (headline_folded, text_folded, headline_exact, "
	"text_exact," TOKENIZER ");",
};

#define VERSION ((int) G_N_ELEMENTS (steps))

/* ---- Statements ---------------------------------------------------------------- */

static GFileError error_code (int code)
{
	static const struct {
		int sqlite;
		GFileError file;
	} codes[] = {
		{ SQLITE_BUSY, G_FILE_ERROR_AGAIN },     { SQLITE_LOCKED, G_FILE_ERROR_AGAIN },
		{ SQLITE_FULL, G_FILE_ERROR_NOSPC },     { SQLITE_READONLY, G_FILE_ERROR_ROFS },
		{ SQLITE_CANTOPEN, G_FILE_ERROR_NOENT }, { SQLITE_PERM, G_FILE_ERROR_PERM },
		{ SQLITE_CORRUPT, G_FILE_ERROR_INVAL },  { SQLITE_NOTADB, G_FILE_ERROR_INVAL },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
		if (codes[i].sqlite == (code & 0xFF))
			return codes[i].file;
	return G_FILE_ERROR_IO;
}

bool catalog_fail (Catalog *catalog, GError **error)
{
	int code = sqlite3_errcode (catalog->database);
	const char *problem = sqlite3_errmsg (catalog->database);
	if (code == SQLITE_NOTADB)
		problem = _ ("this file is no catalogue of sobao");
	else if (error_code (code) == G_FILE_ERROR_AGAIN)
		problem = _ ("another program is writing to the catalogue; try again");
	g_set_error (error, G_FILE_ERROR, (gint) error_code (code), "%s: %s", catalog->path, problem);
	return false;
}

static int bind_next (Statement *statement, int place, char type, va_list *arguments)
{
	if (type == 't')
		return sqlite3_bind_text (statement, place, va_arg (*arguments, const char *), -1,
					  SQLITE_TRANSIENT);
	if (type == 'i')
		return sqlite3_bind_int (statement, place, va_arg (*arguments, int));
	g_assert (type == 'l');
	return sqlite3_bind_int64 (statement, place, va_arg (*arguments, gint64));
}

static Statement *prepare_list (Catalog *catalog, GError **error, const char *sql, const char *types,
				va_list *arguments)
{
	g_autoptr (Statement) statement = NULL;
	if (sqlite3_prepare_v2 (catalog->database, sql, -1, &statement, NULL) != SQLITE_OK) {
		catalog_fail (catalog, error);
		return NULL;
	}
	for (int place = 1; types[place - 1] != '\0'; place++)
		if (bind_next (statement, place, types[place - 1], arguments) != SQLITE_OK) {
			catalog_fail (catalog, error);
			return NULL;
		}
	return g_steal_pointer (&statement);
}

Statement *catalog_prepare (Catalog *catalog, GError **error, const char *sql, const char *types, ...)
{
	va_list arguments;
	va_start (arguments, types);
	Statement *statement = prepare_list (catalog, error, sql, types, &arguments);
	va_end (arguments);
	return statement;
}

int catalog_next (Catalog *catalog, Statement *statement, GError **error)
{
	int code = sqlite3_step (statement);
	if (code == SQLITE_ROW)
		return 1;
	if (code == SQLITE_DONE)
		return 0;
	catalog_fail (catalog, error);
	return -1;
}

bool catalog_run (Catalog *catalog, gint64 *number, GError **error, const char *sql, const char *types, ...)
{
	va_list arguments;
	va_start (arguments, types);
	g_autoptr (Statement) statement = prepare_list (catalog, error, sql, types, &arguments);
	va_end (arguments);
	if (statement == NULL)
		return false;
	int state, n_rows = 0;
	while ((state = catalog_next (catalog, statement, error)) > 0)
		if (n_rows++ == 0 && number != NULL)
			*number = sqlite3_column_int64 (statement, 0);
	return state == 0;
}

static bool execute (Catalog *catalog, const char *sql, GError **error)
{
	return sqlite3_exec (catalog->database, sql, NULL, NULL, NULL) == SQLITE_OK ||
	       catalog_fail (catalog, error);
}

bool catalog_begin (Catalog *catalog, GError **error)
{
	return execute (catalog, "BEGIN IMMEDIATE", error);
}

bool catalog_end (Catalog *catalog, bool well, GError **error)
{
	if (well && execute (catalog, "COMMIT", error))
		return true;
	sqlite3_exec (catalog->database, "ROLLBACK", NULL, NULL, NULL);
	return false;
}

char *catalog_text (Statement *statement, int column, Arena *arena)
{
	return arena_strdup (arena, (const char *) sqlite3_column_text (statement, column));
}

/* ---- Opening ---------------------------------------------------------------------- */

typedef struct {
	gint64 application, version, n_tables;
} Identity;

static bool identify (Catalog *catalog, Identity *identity, GError **error)
{
	return catalog_run (catalog, &identity->application, error, "PRAGMA application_id", "") &&
	       catalog_run (catalog, &identity->version, error, "PRAGMA user_version", "") &&
	       catalog_run (catalog, &identity->n_tables, error, "SELECT count (*) FROM sqlite_schema", "");
}

static bool is_blank (const Identity *identity)
{
	return identity->application == 0 && identity->version == 0 && identity->n_tables == 0;
}

static bool refuse (Catalog *catalog, GError **error, const char *problem)
{
	g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: %s", catalog->path, problem);
	return false;
}

static bool accept (Catalog *catalog, const Identity *identity, bool create, GError **error)
{
	if (is_blank (identity) && create)
		return true;
	if (identity->application != APPLICATION_ID || identity->version < 1)
		return refuse (catalog, error, _ ("this file is no catalogue of sobao"));
	if (identity->version <= VERSION)
		return true;
	g_autofree char *problem = g_strdup_printf (
		_ ("the catalogue has version %d, this sobao knows version %d; use a newer sobao"),
		(int) identity->version, VERSION);
	return refuse (catalog, error, problem);
}

/* Changing to WAL needs the file for oneself and does not wait by itself. */
static bool use_log (Catalog *catalog, GError **error)
{
	for (int waited = 0;; waited += 20) {
		if (sqlite3_exec (catalog->database, "PRAGMA journal_mode = WAL", NULL, NULL, NULL) ==
		    SQLITE_OK)
			return true;
		if (sqlite3_errcode (catalog->database) != SQLITE_BUSY || waited > PATIENCE)
			return catalog_fail (catalog, error);
		g_usleep (20 * 1000);
	}
}

static bool step_up (Catalog *catalog, int from, GError **error)
{
	for (int version = from; version < VERSION; version++)
		if (!execute (catalog, steps[version], error))
			return false;
	g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
						 APPLICATION_ID, VERSION);
	return execute (catalog, mark, error);
}

/* Another program may have been quicker: look again when the file is ours. */
static bool migrate (Catalog *catalog, GError **error)
{
	Identity identity = { 0 };
	if (!catalog_begin (catalog, error))
		return false;
	bool well = identify (catalog, &identity, error) && accept (catalog, &identity, true, error) &&
		    step_up (catalog, (int) identity.version, error);
	return catalog_end (catalog, well, error);
}

static bool set_up (Catalog *catalog, bool create, GError **error)
{
	Identity identity = { 0 };
	sqlite3_busy_timeout (catalog->database, PATIENCE);
	sqlite3_db_config (catalog->database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config (catalog->database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	if (!execute (catalog, "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON", error) ||
	    !identify (catalog, &identity, error) || !accept (catalog, &identity, create, error))
		return false;
	if (identity.version == VERSION)
		return true;
	return use_log (catalog, error) && migrate (catalog, error);
}

char *catalog_real_path (const char *path)
{
	char *real = realpath (path, NULL);
	if (real == NULL)
		return g_canonicalize_filename (path, NULL);
	char *copy = g_strdup (real);
	free (real);
	return copy;
}

Catalog *catalog_open (const char *path, bool create, GError **error)
{
	if (!create && !g_file_test (path, G_FILE_TEST_EXISTS)) {
		g_set_error (
			error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
			_ ("%s: no catalogue here yet; \"sobao catalog add\" or \"sobao build\" makes one"),
			path);
		return NULL;
	}
	g_autoptr (Catalog) catalog = g_new0 (Catalog, 1);
	catalog->path = g_strdup (path);
	/* An absolute name, so that none can be taken for one of SQLite's own, like ":memory:". */
	g_autofree char *full = g_canonicalize_filename (path, NULL);
	int flags = SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0);
	if (sqlite3_open_v2 (full, &catalog->database, flags, NULL) != SQLITE_OK) {
		catalog_fail (catalog, error);
		return NULL;
	}
	if (!set_up (catalog, create, error))
		return NULL;
	g_autofree char *real = catalog_real_path (full);
	catalog->folder = g_path_get_dirname (real);
	return g_steal_pointer (&catalog);
}

void catalog_free (Catalog *catalog)
{
	if (catalog == NULL)
		return;
	sqlite3_close (catalog->database);
	g_free (catalog->path);
	g_free (catalog->folder);
	g_free (catalog);
}
