/* Adding and removing issues. */
#include "catalog/catalog-private.h"

#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

char *catalog_searched_text (const char *kicker, const char *standfirst, const char *text)
{
	const char *parts[] = { kicker, standfirst, text };
	GString *out = g_string_new (NULL);
	for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
		if (parts[i] != NULL)
			g_string_append_printf (out, "%s\n", parts[i]);
	return g_string_free (out, FALSE);
}

/* ---- One issue ---------------------------------------------------------------------- */

/* The row of a name in people or sections, made when it is new. */
static bool find_name (Catalog *catalog, const char *sql, const char *name, gint64 *id, GError **error)
{
	g_autofree char *nfc = text_nfc (name), *clean = text_squeeze (nfc);
	g_autofree char *folded = text_fold (clean), *exact = text_exact (clean);
	return catalog_run (catalog, id, error, sql, "ttt", clean, folded, exact);
}

#define FIND_NAME(table)                                                                                     \
	"INSERT INTO " table " (name, folded, exact) VALUES (?1, ?2, ?3) "                                   \
	"ON CONFLICT (name) DO UPDATE SET folded = ?2, exact = ?3 RETURNING id"

static bool add_author (Catalog *catalog, gint64 article, int position, const char *name, const char *role,
			GError **error)
{
	gint64 person;
	return find_name (catalog, FIND_NAME ("people"), name, &person, error) &&
	       catalog_run (
		       catalog, NULL, error,
		       "INSERT INTO authorship (article, position, person, role) VALUES (?1, ?2, ?3, ?4)",
		       "lilt", article, position, person, role);
}

static bool add_authors (Catalog *catalog, gint64 id, const RecordArticle *article, GError **error)
{
	int position = 0;
	for (gsize i = 0; i < article->n_people; i++)
		if (!add_author (catalog, id, position++, article->people[i].name, article->people[i].role,
				 error))
			return false;
	return article->organisation == NULL ||
	       add_author (catalog, id, position, article->organisation, "organisation", error);
}

static bool add_words (Catalog *catalog, gint64 id, const RecordArticle *article, GError **error)
{
	const char *headline = article->headline != NULL ? article->headline : "";
	g_autofree char *text = catalog_searched_text (article->kicker, article->standfirst, article->text);
	g_autofree char *headline_folded = text_fold (headline), *headline_exact = text_exact (headline);
	g_autofree char *text_folded = text_fold (text), *text_spelled = text_exact (text);
	return catalog_run (
		catalog, NULL, error,
		"INSERT INTO words (rowid, headline_folded, text_folded, headline_exact, text_exact) "
		"VALUES (?1, ?2, ?3, ?4, ?5)",
		"ltttt", id, headline_folded, text_folded, headline_exact, text_spelled);
}

static bool add_article (Catalog *catalog, gint64 issue, int position, const RecordArticle *article,
			 GError **error)
{
	gint64 section, id;
	if (!find_name (catalog, FIND_NAME ("sections"), article->section, &section, error))
		return false;
	if (!catalog_run (catalog, &id, error,
			  "INSERT INTO articles (issue, position, slug, section, kind, kicker, headline, "
			  "standfirst, source,"
			  " first_page, last_page, n_lines, text) "
			  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) RETURNING id",
			  "litltttttiiit", issue, position, article->slug, section, article->kind,
			  article->kicker, article->headline, article->standfirst, article->source,
			  article->first_page, article->last_page, article->n_lines, article->text))
		return false;
	return add_authors (catalog, id, article, error) && add_words (catalog, id, article, error);
}

static bool add_numbers (Catalog *catalog, gint64 issue, const IssueNumber *number, GError **error)
{
	for (int i = 0; i < number->n_numbers; i++)
		if (!catalog_run (catalog, NULL, error,
				  "INSERT INTO numbers (issue, position, number) VALUES (?1, ?2, ?3)", "lii",
				  issue, i, number->numbers[i]))
			return false;
	return true;
}

static bool add_pages (Catalog *catalog, gint64 issue, const Record *record, GError **error)
{
	for (int i = 0; i < record->n_pages; i++)
		if (!catalog_run (catalog, NULL, error,
				  "INSERT INTO pages (issue, position, label) VALUES (?1, ?2, ?3)", "lit",
				  issue, i + 1, record->page_labels[i]))
			return false;
	return true;
}

/* ---- Files ------------------------------------------------------------------------------ */

/* The way from folder to folder: "../2020/so-9", or "" when they are the same. */
static char *way_between (const char *from, const char *to)
{
	g_autofree char *real_from = catalog_real_path (from), *real_to = catalog_real_path (to);
	g_auto (GStrv) a = g_strsplit (real_from, "/", -1);
	g_auto (GStrv) b = g_strsplit (real_to, "/", -1);
	gsize same = 0;
	while (a[same] != NULL && b[same] != NULL && strcmp (a[same], b[same]) == 0)
		same++;
	GString *way = g_string_new (NULL);
	for (gsize i = same; a[i] != NULL; i++)
		g_string_append (way, a[i][0] != '\0' ? "../" : "");
	for (gsize i = same; b[i] != NULL; i++)
		g_string_append_printf (way, b[i][0] != '\0' ? "%s/" : "%s", b[i]);
	return g_string_free (way, FALSE);
}

static bool add_files (Catalog *catalog, gint64 issue, const Record *record, const char *folder,
		       GError **error)
{
	g_autofree char *way = way_between (catalog->folder, folder);
	for (gsize i = 0; i < record->n_files; i++) {
		const RecordFile *file = &record->files[i];
		g_autofree char *path = g_strconcat (way, file->path, NULL);
		if (!catalog_run (catalog, NULL, error,
				  "INSERT INTO files (issue, position, path, kind, sha256, size) "
				  "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
				  "litttl", issue, (int) i, path, file->kind, file->sha256, file->size))
			return false;
	}
	return true;
}

/* ---- Whole issues --------------------------------------------------------------------------- */

static bool forget_issue (Catalog *catalog, gint64 issue, GError **error)
{
	return catalog_run (catalog, NULL, error,
			    "DELETE FROM words WHERE rowid IN (SELECT id FROM articles WHERE issue = ?1)",
			    "l", issue) &&
	       catalog_run (catalog, NULL, error, "DELETE FROM issues WHERE id = ?1", "l", issue);
}

/* Names that no article bears any more. */
static bool sweep (Catalog *catalog, GError **error)
{
	static const char *const orphans[] = {
		"DELETE FROM people WHERE NOT EXISTS (SELECT 1 FROM authorship w WHERE w.person = people.id)",
		"DELETE FROM sections WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.section = "
		"sections.id)",
		"DELETE FROM magazines WHERE NOT EXISTS (SELECT 1 FROM issues i WHERE i.magazine = "
		"magazines.id)",
	};
	for (gsize i = 0; i < G_N_ELEMENTS (orphans); i++)
		if (!catalog_run (catalog, NULL, error, orphans[i], ""))
			return false;
	return true;
}

static bool find_magazine (Catalog *catalog, const Record *record, gint64 *id, GError **error)
{
	g_autofree char *slug = text_slug (record->magazine, 60);
	return catalog_run (catalog, id, error,
			    "INSERT INTO magazines (name, slug, issn) VALUES (?1, ?2, ?3) "
			    "ON CONFLICT (name) DO UPDATE SET issn = ?3 RETURNING id",
			    "ttt", record->magazine, slug, record->issn);
}

static bool add_row (Catalog *catalog, gint64 magazine, const Record *record, gint64 *id, GError **error)
{
	const IssueNumber *number = &record->number;
	g_autofree char *date = record->date.year == 0 ? g_strdup ("") : date_print (record->date);
	return catalog_run (
		catalog, id, error,
		"INSERT INTO issues (magazine, slug, label, year, first_number, overall, month, kind, season,"
		" title, date, n_pages, draft) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) RETURNING id",
		"lttiiiittttii", magazine, record->slug, record->label, number->year,
		number->n_numbers > 0 ? number->numbers[0] : 0, number->overall, number->month,
		issue_kind_name (number->kind), number->season, number->title, date, record->n_pages,
		(int) record->draft);
}

static bool add_issue (Catalog *catalog, const Record *record, const char *folder, GError **error)
{
	gint64 magazine, issue = 0;
	if (!find_magazine (catalog, record, &magazine, error) ||
	    !catalog_run (catalog, &issue, error, "SELECT id FROM issues WHERE magazine = ?1 AND slug = ?2",
			  "lt", magazine, record->slug) ||
	    !forget_issue (catalog, issue, error) || !add_row (catalog, magazine, record, &issue, error) ||
	    !add_numbers (catalog, issue, &record->number, error) ||
	    !add_pages (catalog, issue, record, error) || !add_files (catalog, issue, record, folder, error))
		return false;
	for (gsize i = 0; i < record->n_articles; i++)
		if (!add_article (catalog, issue, (int) i, &record->articles[i], error))
			return false;
	g_autofree char *json = record_print (record);
	return catalog_run (catalog, NULL, error, "INSERT INTO records (issue, json) VALUES (?1, ?2)", "lt",
			    issue, json) &&
	       sweep (catalog, error);
}

bool catalog_add (Catalog *catalog, const Record *record, const char *folder, GError **error)
{
	return catalog_begin (catalog, error) &&
	       catalog_end (catalog, add_issue (catalog, record, folder, error), error);
}

/* @slug is an issue's, or MAGAZINE/ISSUE where two magazines have the same. */
static bool find_issue (Catalog *catalog, const char *slug, gint64 *issue, GError **error)
{
	const char *stroke = strchr (slug, '/');
	g_autofree char *magazine = stroke == NULL ? NULL : g_strndup (slug, (gsize) (stroke - slug));
	const char *own = stroke == NULL ? slug : stroke + 1;
	g_autoptr (Statement) statement =
		catalog_prepare (catalog, error,
				 "SELECT i.id, m.slug FROM issues i JOIN magazines m ON m.id = i.magazine "
				 "WHERE i.slug = ?1 AND (?2 IS NULL OR m.slug = ?2) ORDER BY m.slug, i.id",
				 "tt", own, magazine);
	g_autoptr (GString) choices = g_string_new (NULL);
	int state = -1, n_found = 0;
	while (statement != NULL && (state = catalog_next (catalog, statement, error)) > 0) {
		*issue = sqlite3_column_int64 (statement, 0);
		g_string_append_printf (choices, "%s%s/%s", n_found++ > 0 ? ", " : "",
					(const char *) sqlite3_column_text (statement, 1), own);
	}
	if (state < 0 || n_found <= 1)
		return state == 0;
	g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
		     _ ("more than one magazine has the issue %s; say which: %s"), own, choices->str);
	return false;
}

bool catalog_remove (Catalog *catalog, const char *slug, bool *found, GError **error)
{
	gint64 issue = 0;
	if (!catalog_begin (catalog, error))
		return false;
	bool well = find_issue (catalog, slug, &issue, error) && forget_issue (catalog, issue, error) &&
		    sweep (catalog, error);
	*found = issue > 0;
	return catalog_end (catalog, well, error);
}

bool catalog_show (Catalog *catalog, const char *slug, Record **record, GError **error)
{
	*record = NULL;
	gint64 issue = 0;
	if (!find_issue (catalog, slug, &issue, error))
		return false;
	if (issue == 0)
		return true;
	g_autoptr (Statement) statement =
		catalog_prepare (catalog, error, "SELECT json FROM records WHERE issue = ?1", "l", issue);
	if (statement == NULL)
		return false;
	int state = catalog_next (catalog, statement, error);
	if (state <= 0)
		return state == 0;
	const char *json = (const char *) sqlite3_column_text (statement, 0);
	*record = record_parse (json, (gsize) sqlite3_column_bytes (statement, 0), error);
	return *record != NULL;
}
