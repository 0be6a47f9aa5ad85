/* What the catalogue's files share: the connection and its statements. */
#ifndef SOBAO_CATALOG_PRIVATE_H
#define SOBAO_CATALOG_PRIVATE_H

#include "catalog/catalog.h"

#include <sqlite3.h>

struct Catalog {
	sqlite3 *database;
	char *path;   /* as given, for messages */
	char *folder; /* the catalogue's own: paths of files are relative to it */
};

typedef sqlite3_stmt Statement;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Statement, sqlite3_finalize)

/* Without links where it exists; absolute in any case. Caller frees. */
char *catalog_real_path (const char *path);

/* Sets @error from SQLite's last one and returns false. */
bool catalog_fail (Catalog *catalog, GError **error);

/* A statement with its parameters, all of them bound, never pasted. @types has a letter for each: t text
 * (const char *, NULL is NULL), i int, l gint64. */
Statement *catalog_prepare (Catalog *catalog, GError **error, const char *sql, const char *types, ...);

/* The next row: 1 there is one, 0 none left, -1 failed. */
int catalog_next (Catalog *catalog, Statement *statement, GError **error);

/* Runs a statement to its end; *number (may be NULL) is the first column of the first row, else stays. */
bool catalog_run (Catalog *catalog, gint64 *number, GError **error, const char *sql, const char *types, ...);

/* Writers hold the catalogue for one issue. catalog_end commits when all went well, else takes all back. */
bool catalog_begin (Catalog *catalog, GError **error);
bool catalog_end (Catalog *catalog, bool well, GError **error);

/* Text of a column, copied; NULL stays NULL. */
char *catalog_text (Statement *statement, int column, Arena *arena);

/* Parameters ?1 to ?7 of CATALOG_FILTER. */
bool catalog_bind_filters (Catalog *catalog, Statement *statement, const CatalogQuery *query, GError **error);

#define CATALOG_HAS_WORDS(table, key, exact)                                                                 \
	"instr (' ' || CASE " exact " WHEN 1 THEN " table ".exact ELSE " table ".folded END || ' ', " key    \
	") > 0"

/* Conditions on an issue i, and on an article a. */
#define CATALOG_ISSUE_FILTER                                                                                 \
	"(?1 = 0 OR i.year = ?1) AND (?2 = 0 OR (i.year > 0 AND i.year < ?2)) AND "                          \
	"(?3 = 0 OR EXISTS (SELECT 1 FROM numbers n WHERE n.issue = i.id AND n.number = ?3))"
#define CATALOG_ARTICLE_FILTER                                                                               \
	"(?4 IS NULL OR EXISTS (SELECT 1 FROM authorship w JOIN people p ON p.id = w.person "                \
	"WHERE w.article = a.id AND " CATALOG_HAS_WORDS (                                                    \
		"p", "?4", "?5") ")) AND "                                                                   \
				 "(?6 IS NULL OR EXISTS (SELECT 1 FROM sections s WHERE s.id = a.section "   \
				 "AND " CATALOG_HAS_WORDS ("s", "?6", "?7") "))"

/* What of an article is searched, beside its headline. Caller frees. */
char *catalog_searched_text (const char *kicker, const char *standfirst, const char *text);

/* A query, taken apart. */
typedef struct {
	char **folded, **exact; /* words of both keys, as many */
	guint n_words;
	bool quoted; /* stands for one phrase, as spelled */
} QueryPart;

/* Parts of @text: in quotes and not. Caller frees. */
GArray *query_parse (const char *text);
guint query_count_words (const GArray *parts);

typedef enum { MATCH_WORDS, MATCH_NEAR, MATCH_PHRASE } MatchHow;

/* The FTS5 expression that looks for the @parts; every word of the query is quoted. @how and @exact (which
 * key) are for the parts without quotes. Caller frees. */
char *query_match (const GArray *parts, MatchHow how, bool exact, bool headline_only);

/* The best place of @text for the query, found words marked; NULL when none is in it. @exact: look for the
 * words as spelled. @parts NULL: the beginning of the text. Caller frees. */
char *query_snippet (const char *text, const GArray *parts, bool exact);

#endif
