/* Finding articles, issues and names. */
#include "catalog/catalog-private.h"

#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_WORDS   64
#define MOST_BYTES   (64 * 1024)
#define MOST_RESULTS 50

/* ---- Filters ---------------------------------------------------------------------------- */

/* Binds the words of a name between spaces, and whether they are to be found as spelled: that is when marks
 * were typed. */
static bool bind_name (Statement *statement, int place, const char *name)
{
	if (name == NULL)
		return sqlite3_bind_null (statement, place) == SQLITE_OK;
	g_autofree char *folded = text_fold (name), *exact = text_exact (name);
	bool has_marks = strcmp (folded, exact) != 0;
	/* A name without a letter is nobody's. */
	g_autofree char *key = g_strdup_printf (" %s ", folded[0] == '\0' ? "?" : has_marks ? exact : folded);
	return sqlite3_bind_text (statement, place, key, -1, SQLITE_TRANSIENT) == SQLITE_OK &&
	       sqlite3_bind_int (statement, place + 1, has_marks) == SQLITE_OK;
}

bool catalog_bind_filters (Catalog *catalog, Statement *statement, const CatalogQuery *query, GError **error)
{
	return (sqlite3_bind_int (statement, 1, query->year) == SQLITE_OK &&
		sqlite3_bind_int (statement, 2, query->before) == SQLITE_OK &&
		sqlite3_bind_int (statement, 3, query->number) == SQLITE_OK &&
		bind_name (statement, 4, query->author) && bind_name (statement, 6, query->section)) ||
	       catalog_fail (catalog, error);
}

/* ---- Search ------------------------------------------------------------------------------- */

/* From the best: each is looked for by itself, the order of results is the order of these. */
static const struct {
	MatchHow how;
	bool exact, headline_only;
} levels[] = {
	{ MATCH_PHRASE, true, false },  /* ?9: the phrase as spelled */
	{ MATCH_PHRASE, false, true },  /* ?10: the phrase in the headline */
	{ MATCH_PHRASE, false, false }, /* ?11: the phrase */
	{ MATCH_WORDS, true, false },   /* ?12: all words as spelled */
	{ MATCH_NEAR, false, false },   /* ?13: all words close together */
};

#define HIT_COLUMNS                                                                                          \
	"SELECT i.label, i.slug, i.year, a.slug, a.headline, a.first_page, a.kicker, a.standfirst, a.text, " \
	"a.id,"                                                                                              \
	" (SELECT s.name FROM sections s WHERE s.id = a.section)"
#define HIT_TABLES   " FROM articles a JOIN issues i ON i.id = a.issue "
#define HIT_WHERE    " WHERE " CATALOG_ISSUE_FILTER " AND " CATALOG_ARTICLE_FILTER
#define HIT_ORDER    "i.year DESC, i.first_number DESC, i.slug, i.magazine, a.position LIMIT ?8"
#define LEVEL(place) "a.id IN (SELECT rowid FROM words WHERE words MATCH " place ")"

static const char search_words[] = HIT_COLUMNS
	", " LEVEL ("?12") " AS spelled, f.score AS score" HIT_TABLES
			   "JOIN (SELECT rowid AS id, bm25 (words, 5, 1, 5, 1) AS score FROM words WHERE "
			   "words MATCH ?14) f ON f.id = a.id" HIT_WHERE
			   " ORDER BY " LEVEL ("?9") " DESC, " LEVEL ("?10") " DESC, " LEVEL (
				   "?11") " DESC, spelled DESC, " LEVEL ("?13") " DESC, score, " HIT_ORDER;

static const char search_all[] = HIT_COLUMNS ", 0" HIT_TABLES HIT_WHERE " ORDER BY " HIT_ORDER;

static Statement *prepare_search (Catalog *catalog, const CatalogQuery *query, const GArray *parts,
				  GError **error)
{
	g_autoptr (Statement) statement =
		catalog_prepare (catalog, error, parts == NULL ? search_all : search_words, "");
	if (statement == NULL || !catalog_bind_filters (catalog, statement, query, error))
		return NULL;
	sqlite3_bind_int (statement, 8, query->most > 0 ? query->most : MOST_RESULTS);
	for (gsize i = 0; parts != NULL && i < G_N_ELEMENTS (levels); i++) {
		g_autofree char *match =
			query_match (parts, levels[i].how, levels[i].exact, levels[i].headline_only);
		sqlite3_bind_text (statement, 9 + (int) i, match, -1, SQLITE_TRANSIENT);
	}
	if (parts != NULL) {
		g_autofree char *match = query_match (parts, MATCH_WORDS, false, false);
		sqlite3_bind_text (statement, 14, match, -1, SQLITE_TRANSIENT);
	}
	return g_steal_pointer (&statement);
}

/* Each person once, "An, Bình"; the organisation when there are none. */
static const char *join_authors (Catalog *catalog, gint64 article, Arena *arena, GError **error)
{
	g_autoptr (Statement) statement = catalog_prepare (
		catalog, error,
		"SELECT p.name FROM authorship w JOIN people p ON p.id = w.person WHERE w.article = ?1"
		" GROUP BY p.id HAVING min (w.role = 'organisation') = 0 OR NOT EXISTS (SELECT 1 FROM "
		"authorship o"
		" WHERE o.article = ?1 AND o.role != 'organisation') ORDER BY min (w.position)",
		"l", article);
	g_autoptr (GString) names = g_string_new (NULL);
	int state = -1;
	while (statement != NULL && (state = catalog_next (catalog, statement, error)) > 0)
		g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
					(const char *) sqlite3_column_text (statement, 0));
	return state < 0 ? NULL : arena_strdup (arena, names->str);
}

static const char *make_snippet (Statement *row, const GArray *parts, bool exact, Arena *arena)
{
	g_autofree char *text = catalog_searched_text ((const char *) sqlite3_column_text (row, 6),
						       (const char *) sqlite3_column_text (row, 7),
						       (const char *) sqlite3_column_text (row, 8));
	const char *headline = (const char *) sqlite3_column_text (row, 4);
	g_autofree char *snippet = query_snippet (text, parts, exact);
	if (snippet == NULL && headline != NULL)
		snippet = query_snippet (headline, parts, exact);
	return arena_strdup (arena, snippet != NULL ? snippet : "");
}

static bool read_hit (Catalog *catalog, Statement *row, const GArray *parts, Arena *arena, CatalogHit *hit,
		      GError **error)
{
	hit->label = catalog_text (row, 0, arena);
	hit->slug = catalog_text (row, 1, arena);
	hit->year = sqlite3_column_int (row, 2);
	hit->article = catalog_text (row, 3, arena);
	hit->headline = catalog_text (row, 4, arena);
	hit->page = sqlite3_column_int (row, 5);
	hit->section = catalog_text (row, 10, arena);
	if (hit->headline == NULL)
		hit->headline = hit->section;
	hit->exact = sqlite3_column_int (row, 11) != 0;
	hit->snippet = make_snippet (row, parts, hit->exact, arena);
	hit->authors = join_authors (catalog, sqlite3_column_int64 (row, 9), arena, error);
	return hit->authors != NULL;
}

static bool read_hits (Catalog *catalog, Statement *statement, const GArray *parts, Arena *arena,
		       GArray *hits, GError **error)
{
	int state;
	while ((state = catalog_next (catalog, statement, error)) > 0) {
		CatalogHit hit = { 0 };
		if (!read_hit (catalog, statement, parts, arena, &hit, error))
			return false;
		g_array_append_val (hits, hit);
	}
	return state == 0;
}

static bool check_query (const CatalogQuery *query, GArray **parts, GError **error)
{
	if (query->text == NULL)
		return true;
	gsize n_bytes = strlen (query->text);
	*parts = query_parse (n_bytes <= MOST_BYTES ? query->text : "");
	if (n_bytes <= MOST_BYTES && query_count_words (*parts) <= MOST_WORDS)
		return true;
	g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("a search may have at most %d words"),
		     MOST_WORDS);
	return false;
}

bool catalog_search (Catalog *catalog, const CatalogQuery *query, Arena *arena, CatalogHit **hits,
		     gsize *n_hits, GError **error)
{
	g_autoptr (GArray) parts = NULL;
	g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (CatalogHit));
	*hits = NULL;
	*n_hits = 0;
	if (!check_query (query, &parts, error))
		return false;
	if (parts != NULL && parts->len == 0)
		return true;
	g_autoptr (Statement) statement = prepare_search (catalog, query, parts, error);
	if (statement == NULL || !read_hits (catalog, statement, parts, arena, found, error))
		return false;
	*hits = arena_copy_array (arena, CatalogHit, found);
	*n_hits = found->len;
	return true;
}

/* ---- Issues ---------------------------------------------------------------------------------- */

static const char list_issues[] =
	"SELECT i.label, i.slug, m.name, i.year, i.overall, i.month, i.kind, i.season, i.title, i.date, "
	"i.n_pages,"
	" (SELECT count (*) FROM articles a WHERE a.issue = i.id), i.id"
	" FROM issues i JOIN magazines m ON m.id = i.magazine WHERE " CATALOG_ISSUE_FILTER
	" AND ((?4 IS NULL AND ?6 IS NULL) OR EXISTS (SELECT 1 FROM articles a WHERE a.issue = i.id"
	" AND " CATALOG_ARTICLE_FILTER "))";

static bool read_numbers (Catalog *catalog, gint64 issue, IssueNumber *number, GError **error)
{
	g_autoptr (Statement) statement = catalog_prepare (
		catalog, error, "SELECT number FROM numbers WHERE issue = ?1 ORDER BY position", "l", issue);
	int state = -1;
	while (statement != NULL && (state = catalog_next (catalog, statement, error)) > 0)
		if (number->n_numbers < MOST_ISSUE_NUMBERS)
			number->numbers[number->n_numbers++] = sqlite3_column_int (statement, 0);
	return state == 0;
}

static bool read_issue_row (Catalog *catalog, Statement *row, Arena *arena, CatalogIssue *issue,
			    GError **error)
{
	issue->label = catalog_text (row, 0, arena);
	issue->slug = catalog_text (row, 1, arena);
	issue->magazine = catalog_text (row, 2, arena);
	issue->number.year = sqlite3_column_int (row, 3);
	issue->number.overall = sqlite3_column_int (row, 4);
	issue->number.month = sqlite3_column_int (row, 5);
	issue_kind_parse ((const char *) sqlite3_column_text (row, 6), &issue->number.kind);
	issue->number.season = catalog_text (row, 7, arena);
	issue->number.title = catalog_text (row, 8, arena);
	date_parse ((const char *) sqlite3_column_text (row, 9), &issue->date);
	issue->n_pages = sqlite3_column_int (row, 10);
	issue->n_articles = sqlite3_column_int (row, 11);
	return read_numbers (catalog, sqlite3_column_int64 (row, 12), &issue->number, error);
}

static int compare_dates (Date a, Date b)
{
	int order = (a.year > b.year) - (a.year < b.year);
	if (order == 0)
		order = (a.month > b.month) - (a.month < b.month);
	return order != 0 ? order : (a.day > b.day) - (a.day < b.day);
}

static int newest_first (const void *a, const void *b)
{
	const CatalogIssue *x = a, *y = b;
	int order = -issue_number_compare (&x->number, &y->number);
	if (order == 0)
		order = -compare_dates (x->date, y->date);
	if (order == 0)
		order = strcmp (x->magazine, y->magazine);
	return order != 0 ? order : strcmp (x->slug, y->slug);
}

bool catalog_list (Catalog *catalog, const CatalogQuery *query, Arena *arena, CatalogIssue **issues,
		   gsize *n_issues, GError **error)
{
	g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (CatalogIssue));
	g_autoptr (Statement) statement = catalog_prepare (catalog, error, list_issues, "");
	if (statement == NULL || !catalog_bind_filters (catalog, statement, query, error))
		return false;
	int state;
	while ((state = catalog_next (catalog, statement, error)) > 0) {
		CatalogIssue issue = { 0 };
		if (!read_issue_row (catalog, statement, arena, &issue, error))
			return false;
		g_array_append_val (found, issue);
	}
	g_array_sort (found, newest_first);
	*issues = arena_copy_array (arena, CatalogIssue, found);
	*n_issues = query->most > 0 ? MIN (found->len, (guint) query->most) : found->len;
	return state == 0;
}

/* ---- Names ------------------------------------------------------------------------------------ */

static const struct {
	const char *kind, *sql;
} name_lists[] = {
	{ "author", "SELECT p.name, count (DISTINCT w.article) FROM people p JOIN authorship w ON w.person = "
		    "p.id GROUP BY p.id" },
	{ "section",
	  "SELECT s.name, count (*) FROM sections s JOIN articles a ON a.section = s.id GROUP BY s.id" },
};

static int compare_names (const void *a, const void *b)
{
	return text_compare (((const CatalogName *) a)->name, ((const CatalogName *) b)->name);
}

bool catalog_names (Catalog *catalog, const char *kind, Arena *arena, CatalogName **names, gsize *n_names,
		    GError **error)
{
	const char *sql = NULL;
	for (gsize i = 0; i < G_N_ELEMENTS (name_lists); i++)
		if (strcmp (name_lists[i].kind, kind) == 0)
			sql = name_lists[i].sql;
	if (sql == NULL) {
		g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
			     _ ("no list of names \"%s\": choose author or section"), kind);
		return false;
	}
	g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (CatalogName));
	g_autoptr (Statement) statement = catalog_prepare (catalog, error, sql, "");
	int state = -1;
	while (statement != NULL && (state = catalog_next (catalog, statement, error)) > 0) {
		CatalogName name = { catalog_text (statement, 0, arena), sqlite3_column_int (statement, 1) };
		g_array_append_val (found, name);
	}
	g_array_sort (found, compare_names);
	*names = arena_copy_array (arena, CatalogName, found);
	*n_names = found->len;
	return state == 0;
}
