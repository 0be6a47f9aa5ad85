/* catalog: remember every issue and find it again, with or without marks.
 *
 * Errors are of G_FILE_ERROR: AGAIN when another program has been writing for a minute, INVAL when the file
 * is no catalogue or damaged or the question can not be asked, else what the file system said. */
#ifndef SOBAO_CATALOG_CATALOG_H
#define SOBAO_CATALOG_CATALOG_H

#include "model/record.h"

typedef struct Catalog Catalog;

/* Opens the SQLite file at @path; @create makes it when absent. Refuses a file of a newer schema politely,
 * and what is no catalogue. */
Catalog *catalog_open (const char *path, bool create, GError **error);
void catalog_free (Catalog *catalog);

/* Records an issue in one transaction; an issue of the same magazine and slug is replaced whole. @folder is
 * where the record's files lie (stored relative to the catalogue's own folder). Waits for another writer. */
bool catalog_add (Catalog *catalog, const Record *record, const char *folder, GError **error);

/* Forgets the issue with that slug. Sets *found. Where two magazines have an issue of the same slug, say
 * which: "song-que/so-9-2020"; else this is an error that names the choices. The same goes for catalog_show.
 */
bool catalog_remove (Catalog *catalog, const char *slug, bool *found, GError **error);

/* What to look for; zero or NULL means no limit. */
typedef struct {
	const char *text; /* words: marks typed are ranked first; in quotes: that phrase, exactly as typed */
	const char *author; /* words of the name, one after another: "Phóng viên"; as spelled when marks are
			       typed */
	const char *section; /* the same */
	int year, number;    /* a combined issue has each of its numbers */
	int before;          /* years before this one: 2010 gives … 2009 */
	int most;            /* results at most; 0: 50 of a search, all of a list */
} CatalogQuery;

typedef struct {
	const char *label, *slug; /* of the issue */
	int year;
	const char *article, *headline, *section,
		*authors;    /* authors: joined by ", "; headline: the section's name when none */
	int page;            /* first of the article; 0: not known */
	const char *snippet; /* the place in the text, as spelled there, words marked by « and »; "" when
				there is no text */
	bool exact;          /* found as spelled */
} CatalogHit;

typedef struct {
	const char *label, *slug, *magazine;
	IssueNumber number;
	Date date;
	int n_pages, n_articles;
} CatalogIssue;

/* The best first: phrase as spelled, phrase in the headline, phrase, all words as spelled, words close
 * together; then by BM25, then the newest. Without text: all articles that pass, the newest first. Results
 * live in @arena. */
bool catalog_search (Catalog *catalog, const CatalogQuery *query, Arena *arena, CatalogHit **hits,
		     gsize *n_hits, GError **error);
/* Newest first; text is not looked at. */
bool catalog_list (Catalog *catalog, const CatalogQuery *query, Arena *arena, CatalogIssue **issues,
		   gsize *n_issues, GError **error);
/* The whole record of one issue as it was added; *record NULL: not found. */
bool catalog_show (Catalog *catalog, const char *slug, Record **record, GError **error);
/* All names in dictionary order: kind "author" or "section", with how many articles. */
typedef struct {
	const char *name;
	int n_articles;
} CatalogName;
bool catalog_names (Catalog *catalog, const char *kind, Arena *arena, CatalogName **names, gsize *n_names,
		    GError **error);

/* Checks the database, its search index, the records, the page ranges and every file's SHA-256; each problem
 * is passed to @report. Sets *sound. */
bool catalog_check (Catalog *catalog, void (*report) (const char *problem, void *data), void *data,
		    bool *sound, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Catalog, catalog_free)

#endif
