#include "model/record.h"

#include "base/text.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <stddef.h>
#include <string.h>

/* The version of the form; a newer one is refused. */
#define RECORD_VERSION 1

#define MOST_BYTES    (64 * 1024 * 1024)
#define MOST_ARTICLES 5000
#define MOST_PAGES    10000
#define MOST_LINES    10000000
#define MOST_DEPTH    8
#define MOST_VALUES   2000000 /* a tree of more would not fit in memory */
#define MOST_SIZE     (G_GINT64_CONSTANT (1) << 50)
#define MOST_NUMBER   99999999

/* ---- The form: strings by name, for both directions ----------------------------- */

typedef struct {
	const char *name;
	size_t offset;
	bool required;
} StringKey;

static const StringKey record_strings[] = {
	{ "magazine", offsetof (Record, magazine), true },
	{ "issn", offsetof (Record, issn), false },
	{ "label", offsetof (Record, label), true },
	{ "slug", offsetof (Record, slug), true },
};

static const StringKey number_strings[] = {
	{ "season", offsetof (IssueNumber, season), false },
	{ "title", offsetof (IssueNumber, title), false },
};

static const StringKey article_strings[] = {
	{ "slug", offsetof (RecordArticle, slug), true },
	{ "section", offsetof (RecordArticle, section), true },
	{ "kind", offsetof (RecordArticle, kind), true },
	{ "kicker", offsetof (RecordArticle, kicker), false },
	{ "headline", offsetof (RecordArticle, headline), false },
	{ "standfirst", offsetof (RecordArticle, standfirst), false },
	{ "organisation", offsetof (RecordArticle, organisation), false },
	{ "source", offsetof (RecordArticle, source), false },
	{ "text", offsetof (RecordArticle, text), true },
};

static const StringKey person_strings[] = {
	{ "name", offsetof (RecordPerson, name), true },
	{ "role", offsetof (RecordPerson, role), true },
};

static const StringKey file_strings[] = {
	{ "path", offsetof (RecordFile, path), true },
	{ "kind", offsetof (RecordFile, kind), true },
	{ "sha256", offsetof (RecordFile, sha256), true },
};

/* Messages are left out: they are in the reader's language, and a record must not depend on it. */
static const StringKey diagnostic_strings[] = {
	{ "code", offsetof (DiagEntry, code), true },
	{ "file", offsetof (DiagEntry, place.file), true },
};

#define STRING_AT(base, key) (*(const char **) ((char *) (base) + (key)->offset))

/* ---- Making ---------------------------------------------------------------------- */

static Record *record_empty (void)
{
	Record *record = g_new0 (Record, 1);
	record->arena = arena_new ();
	return record;
}

void record_free (Record *record)
{
	if (record == NULL)
		return;
	arena_free (record->arena);
	g_free (record);
}

/* The article's text without what has a field of its own. */
static const char *body_text (const Article *article, Arena *arena)
{
	Article body = *article;
	body.kicker.text = body.headline.text = body.standfirst.text = body.source.text = NULL;
	body.byline = (Byline){ 0 };
	g_autofree char *text = article_plain_text (&body);
	return arena_strdup (arena, text);
}

static void find_pages (RecordArticle *article, const Pages *pages)
{
	for (guint i = 0; pages != NULL && i < pages->articles->len; i++) {
		const PageArticle *place = &g_array_index (pages->articles, PageArticle, i);
		if (strcmp (place->slug, article->slug) != 0)
			continue;
		article->first_page = place->first_page;
		article->last_page = place->last_page;
		article->n_lines = place->n_lines;
	}
}

static void copy_people (RecordArticle *record, const Byline *byline, Arena *arena)
{
	record->people = arena_new_array (arena, RecordPerson, byline->n_people);
	for (gsize i = 0; i < byline->n_people; i++) {
		const Person *person = &byline->people[i];
		record->people[record->n_people++] = (RecordPerson){
			.name = arena_strdup (arena, person->name),
			.role = arena_strdup (arena, person->role != NULL ? person->role : "text"),
		};
	}
}

static RecordArticle record_article (const Article *article, const char *section, const Pages *pages,
				     Arena *arena)
{
	RecordArticle record = {
		.slug = arena_strdup (arena, article->slug),
		.section = arena_strdup (arena, section != NULL ? section : ""),
		.kind = article_kind_name (article->kind),
		.kicker = arena_strdup (arena, article->kicker.text),
		.headline = arena_strdup (arena, article->headline.text),
		.standfirst = arena_strdup (arena, article->standfirst.text),
		.organisation = arena_strdup (arena, article->byline.organisation.text),
		.source = arena_strdup (arena, article->source.text),
		.text = body_text (article, arena),
	};
	copy_people (&record, &article->byline, arena);
	find_pages (&record, pages);
	return record;
}

static void record_articles (Record *record, const Issue *issue, const Pages *pages)
{
	record->articles = arena_new_array (record->arena, RecordArticle, issue_count_articles (issue));
	for (gsize i = 0; i < issue->n_sections; i++) {
		const Section *section = &issue->sections[i];
		for (gsize j = 0; j < section->n_articles; j++)
			record->articles[record->n_articles++] = record_article (
				section->articles[j], section->name.text, pages, record->arena);
	}
}

static int compare_names (const void *a, const void *b)
{
	return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void record_pages (Record *record, const Pages *pages)
{
	Arena *arena = record->arena;
	record->n_pages = (int) pages->pages->len;
	record->page_labels = arena_new_array (arena, const char *, pages->pages->len);
	for (int i = 0; i < record->n_pages; i++)
		record->page_labels[i] = arena_strdup (arena, pages_page (pages, i)->label);

	guint n_fonts = pages->fonts->len;
	const char **names = arena_new_array (arena, const char *, n_fonts);
	for (guint i = 0; i < n_fonts; i++)
		names[i] = arena_strdup (arena, pages_font (pages, i)->name);
	qsort (names, n_fonts, sizeof *names, compare_names);
	for (guint i = 0; i < n_fonts; i++)
		if (i == 0 || strcmp (names[i], names[i - 1]) != 0)
			names[record->n_fonts++] = names[i];
	record->fonts = names;
}

static void record_diagnostics (Record *record, Diag *diag)
{
	gsize n_entries;
	const DiagEntry *entries = diag_entries (diag, &n_entries);
	record->diagnostics = arena_copy (record->arena, entries, n_entries * sizeof *entries);
	record->n_diagnostics = n_entries;
	for (gsize i = 0; i < n_entries; i++) {
		DiagEntry *entry = &record->diagnostics[i];
		entry->place.file = arena_strdup (record->arena, entry->place.file);
		entry->message = arena_strdup (record->arena, entry->message);
		entry->advice = arena_strdup (record->arena, entry->advice);
	}
}

Record *record_new (const Issue *issue, const Pages *pages, Diag *diag, bool draft)
{
	Record *record = record_empty ();
	Arena *arena = record->arena;
	record->magazine = arena_strdup (arena, issue->magazine.name.text);
	record->issn = arena_strdup (arena, issue->magazine.issn.text);
	record->label = arena_strdup (arena, issue->label);
	record->slug = arena_strdup (arena, issue->slug);
	record->number = issue->number;
	record->number.season = arena_strdup (arena, issue->number.season);
	record->number.title = arena_strdup (arena, issue->number.title);
	record->date = issue->date;
	record->draft = draft;
	record_articles (record, issue, pages);
	if (pages != NULL)
		record_pages (record, pages);
	if (diag != NULL)
		record_diagnostics (record, diag);
	return record;
}

void record_add_file (Record *record, const char *path, const char *kind, const char *sha256, gint64 size)
{
	RecordFile *files = arena_new_array (record->arena, RecordFile, record->n_files + 1);
	for (gsize i = 0; i < record->n_files; i++)
		files[i] = record->files[i];
	files[record->n_files++] = (RecordFile){
		.path = arena_strdup (record->arena, path),
		.kind = arena_strdup (record->arena, kind),
		.sha256 = arena_strdup (record->arena, sha256),
		.size = size,
	};
	record->files = files;
}

/* ---- Printing --------------------------------------------------------------------- */

static void print_strings (JsonBuilder *json, const void *base, const StringKey *keys, gsize n_keys)
{
	for (const StringKey *key = keys; key < keys + n_keys; key++) {
		const char *text = STRING_AT (base, key);
		if (text == NULL)
			continue;
		json_builder_set_member_name (json, key->name);
		json_builder_add_string_value (json, text);
	}
}

#define PRINT_STRINGS(json, base, keys) print_strings ((json), (base), (keys), G_N_ELEMENTS (keys))

static void print_count (JsonBuilder *json, const char *name, gint64 value)
{
	json_builder_set_member_name (json, name);
	json_builder_add_int_value (json, value);
}

static void begin_list (JsonBuilder *json, const char *name)
{
	json_builder_set_member_name (json, name);
	json_builder_begin_array (json);
}

static void print_list (JsonBuilder *json, const char *name, const char *const *texts, gsize n_texts)
{
	begin_list (json, name);
	for (gsize i = 0; i < n_texts; i++)
		json_builder_add_string_value (json, texts[i]);
	json_builder_end_array (json);
}

static void print_number (JsonBuilder *json, const IssueNumber *number)
{
	json_builder_set_member_name (json, "number");
	json_builder_begin_object (json);
	print_count (json, "year", number->year);
	begin_list (json, "numbers");
	for (int i = 0; i < number->n_numbers; i++)
		json_builder_add_int_value (json, number->numbers[i]);
	json_builder_end_array (json);
	print_count (json, "overall", number->overall);
	print_count (json, "month", number->month);
	json_builder_set_member_name (json, "kind");
	json_builder_add_string_value (json, issue_kind_name (number->kind));
	PRINT_STRINGS (json, number, number_strings);
	json_builder_end_object (json);
}

static void print_article (JsonBuilder *json, const RecordArticle *article)
{
	json_builder_begin_object (json);
	PRINT_STRINGS (json, article, article_strings);
	begin_list (json, "people");
	for (gsize i = 0; i < article->n_people; i++) {
		json_builder_begin_object (json);
		PRINT_STRINGS (json, &article->people[i], person_strings);
		json_builder_end_object (json);
	}
	json_builder_end_array (json);
	print_count (json, "first_page", article->first_page);
	print_count (json, "last_page", article->last_page);
	print_count (json, "lines", article->n_lines);
	json_builder_end_object (json);
}

static void print_file (JsonBuilder *json, const RecordFile *file)
{
	json_builder_begin_object (json);
	PRINT_STRINGS (json, file, file_strings);
	print_count (json, "size", file->size);
	json_builder_end_object (json);
}

static void print_diagnostic (JsonBuilder *json, const DiagEntry *entry)
{
	json_builder_begin_object (json);
	PRINT_STRINGS (json, entry, diagnostic_strings);
	json_builder_set_member_name (json, "severity");
	json_builder_add_string_value (json, severity_name (entry->severity));
	print_count (json, "line", entry->place.line);
	print_count (json, "column", entry->place.column);
	json_builder_end_object (json);
}

static void print_head (JsonBuilder *json, const Record *record)
{
	print_count (json, "record", RECORD_VERSION);
	PRINT_STRINGS (json, record, record_strings);
	print_number (json, &record->number);
	json_builder_set_member_name (json, "date");
	g_autofree char *date = record->date.year == 0 ? g_strdup ("") : date_print (record->date);
	json_builder_add_string_value (json, date);
	json_builder_set_member_name (json, "draft");
	json_builder_add_boolean_value (json, record->draft);
	print_list (json, "pages", record->page_labels, (gsize) record->n_pages);
}

static void print_lists (JsonBuilder *json, const Record *record)
{
	begin_list (json, "articles");
	for (gsize i = 0; i < record->n_articles; i++)
		print_article (json, &record->articles[i]);
	json_builder_end_array (json);
	begin_list (json, "files");
	for (gsize i = 0; i < record->n_files; i++)
		print_file (json, &record->files[i]);
	json_builder_end_array (json);
	print_list (json, "fonts", record->fonts, record->n_fonts);
	begin_list (json, "diagnostics");
	for (gsize i = 0; i < record->n_diagnostics; i++)
		print_diagnostic (json, &record->diagnostics[i]);
	json_builder_end_array (json);
	gsize n_versions = record->versions == NULL ? 0 : g_strv_length ((char **) record->versions);
	print_list (json, "versions", record->versions, n_versions);
}

char *record_print (const Record *record)
{
	g_autoptr (JsonBuilder) json = json_builder_new ();
	json_builder_begin_object (json);
	print_head (json, record);
	print_lists (json, record);
	json_builder_end_object (json);
	g_autoptr (JsonGenerator) generator = json_generator_new ();
	g_autoptr (JsonNode) root = json_builder_get_root (json);
	json_generator_set_root (generator, root);
	json_generator_set_pretty (generator, TRUE);
	json_generator_set_indent (generator, 1);
	g_autofree char *text = json_generator_to_data (generator, NULL);
	return g_strconcat (text, "\n", NULL);
}

/* ---- Reading ------------------------------------------------------------------------ */

static bool refuse (GError **error, const char *what, ...) G_GNUC_PRINTF (2, 3);

static bool refuse (GError **error, const char *what, ...)
{
	va_list arguments;
	va_start (arguments, what);
	g_autofree char *detail = g_strdup_vprintf (what, arguments);
	va_end (arguments);
	g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("not a build record of sobao: %s"), detail);
	return false;
}

/* The parser recurses and keeps every value: look at depth and number before it does. Whatever JSON does not
 * know outside of strings (comments) is refused, so that this reading and the parser's agree. */
static bool check_shape (const char *json, gsize n_bytes, GError **error)
{
	bool in_string = false;
	int depth = 0, n_values = 0;
	for (const char *at = json; at < json + n_bytes; at++) {
		if (in_string) {
			in_string = *at != '"';
			at += *at == '\\';
			continue;
		}
		if (!g_ascii_isalnum (*at) && (*at == '\0' || strchr (" \t\r\n{}[],:\"+-.", *at) == NULL))
			return refuse (error, _ ("not JSON"));
		in_string = *at == '"';
		depth += (*at == '[' || *at == '{') - (*at == ']' || *at == '}');
		n_values += *at == ',' || *at == '[' || *at == '{';
		if (depth > MOST_DEPTH || n_values > MOST_VALUES)
			return refuse (error, _ ("too many values, or too deep"));
	}
	return true;
}

static JsonNode *member (JsonObject *object, const char *name)
{
	JsonNode *node = json_object_get_member (object, name);
	return node != NULL && JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

static bool holds (JsonNode *node, GType type)
{
	return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static const char *node_string (JsonNode *node)
{
	const char *text = holds (node, G_TYPE_STRING) ? json_node_get_string (node) : NULL;
	return text != NULL && g_utf8_validate (text, -1, NULL) ? text : NULL;
}

static bool parse_strings (JsonObject *object, void *base, const StringKey *keys, gsize n_keys, Arena *arena,
			   GError **error)
{
	for (const StringKey *key = keys; key < keys + n_keys; key++) {
		JsonNode *node = member (object, key->name);
		const char *text = node_string (node);
		if (text == NULL && (key->required || node != NULL))
			return refuse (error, _ ("\"%s\" is missing or no text"), key->name);
		STRING_AT (base, key) = arena_strdup (arena, text);
	}
	return true;
}

#define PARSE_STRINGS(object, base, keys, arena, error)                                                      \
	parse_strings ((object), (base), (keys), G_N_ELEMENTS (keys), (arena), (error))

static bool parse_count64 (JsonObject *object, const char *name, gint64 most, gint64 *value, GError **error)
{
	JsonNode *node = member (object, name);
	if (!holds (node, G_TYPE_INT64) || json_node_get_int (node) < 0 || json_node_get_int (node) > most)
		return refuse (error, _ ("\"%s\" is missing or no number from 0 to %ld"), name, (long) most);
	*value = json_node_get_int (node);
	return true;
}

static bool parse_count (JsonObject *object, const char *name, int most, int *value, GError **error)
{
	gint64 wide;
	if (!parse_count64 (object, name, most, &wide, error))
		return false;
	*value = (int) wide;
	return true;
}

/* Its elements belong to @object. */
static JsonArray *parse_list (JsonObject *object, const char *name, guint most, GError **error)
{
	JsonNode *node = member (object, name);
	if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node)) {
		refuse (error, _ ("\"%s\" is missing or no list"), name);
		return NULL;
	}
	JsonArray *array = json_node_get_array (node);
	if (json_array_get_length (array) <= most)
		return array;
	refuse (error, _ ("\"%s\" has more than %u entries"), name, most);
	return NULL;
}

static JsonObject *element (JsonArray *array, guint i, const char *name, GError **error)
{
	JsonNode *node = json_array_get_element (array, i);
	if (JSON_NODE_HOLDS_OBJECT (node))
		return json_node_get_object (node);
	refuse (error, _ ("entry %u of \"%s\" is no object"), i + 1, name);
	return NULL;
}

static bool parse_texts (JsonObject *object, const char *name, guint most, Arena *arena, const char ***texts,
			 gsize *n_texts, GError **error)
{
	JsonArray *array = parse_list (object, name, most, error);
	if (array == NULL)
		return false;
	*n_texts = json_array_get_length (array);
	*texts = arena_new_array (arena, const char *, *n_texts + 1);
	for (guint i = 0; i < *n_texts; i++) {
		const char *text = node_string (json_array_get_element (array, i));
		if (text == NULL)
			return refuse (error, _ ("entry %u of \"%s\" is no text"), i + 1, name);
		(*texts)[i] = arena_strdup (arena, text);
	}
	return true;
}

static bool is_slug (const char *slug)
{
	if (slug[0] == '\0' || slug[0] == '.' || strlen (slug) > 250)
		return false;
	for (const char *at = slug; *at != '\0'; at++)
		if (!g_ascii_isalnum (*at) && strchr ("+-._", *at) == NULL)
			return false;
	return true;
}

static bool is_hash (const char *text)
{
	return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

/* Relative, and nowhere upward. */
static bool stays_inside (const char *path)
{
	if (path[0] == '\0' || path[0] == '/' || strlen (path) > 1000)
		return false;
	for (const char *at = path; *at != '\0'; at++)
		if (g_ascii_iscntrl (*at) || *at == '\\')
			return false;
	g_auto (GStrv) parts = g_strsplit (path, "/", -1);
	return !g_strv_contains ((const char *const *) parts, "..") &&
	       !g_strv_contains ((const char *const *) parts, "");
}

static bool parse_numbers (JsonObject *object, IssueNumber *number, GError **error)
{
	JsonArray *numbers = parse_list (object, "numbers", MOST_ISSUE_NUMBERS, error);
	if (numbers == NULL)
		return false;
	number->n_numbers = (int) json_array_get_length (numbers);
	for (int i = 0; i < number->n_numbers; i++) {
		JsonNode *node = json_array_get_element (numbers, (guint) i);
		gint64 value = holds (node, G_TYPE_INT64) ? json_node_get_int (node) : 0;
		if (value < 1 || value > MOST_NUMBER)
			return refuse (error, _ ("\"numbers\" holds what is no issue number"));
		number->numbers[i] = (int) value;
	}
	return true;
}

static bool parse_number (JsonObject *root, IssueNumber *number, Arena *arena, GError **error)
{
	JsonNode *node = member (root, "number");
	if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
		return refuse (error, _ ("\"number\" is missing or no object"));
	JsonObject *object = json_node_get_object (node);
	const char *kind = node_string (member (object, "kind"));
	if (kind == NULL || !issue_kind_parse (kind, &number->kind))
		return refuse (error, _ ("\"kind\" of the number is missing or unknown"));
	if (!parse_count (object, "year", 2999, &number->year, error) ||
	    !parse_numbers (object, number, error) ||
	    !parse_count (object, "overall", MOST_NUMBER, &number->overall, error) ||
	    !parse_count (object, "month", 12, &number->month, error))
		return false;
	return PARSE_STRINGS (object, number, number_strings, arena, error);
}

static bool parse_people (JsonObject *object, RecordArticle *article, Arena *arena, GError **error)
{
	JsonArray *people = parse_list (object, "people", 1000, error);
	if (people == NULL)
		return false;
	article->n_people = json_array_get_length (people);
	article->people = arena_new_array (arena, RecordPerson, article->n_people);
	for (guint i = 0; i < article->n_people; i++) {
		JsonObject *person = element (people, i, "people", error);
		if (person == NULL ||
		    !PARSE_STRINGS (person, &article->people[i], person_strings, arena, error))
			return false;
	}
	return true;
}

static bool parse_article (JsonObject *object, RecordArticle *article, const Record *record, GError **error)
{
	ArticleKind kind;
	if (!PARSE_STRINGS (object, article, article_strings, record->arena, error) ||
	    !parse_people (object, article, record->arena, error) ||
	    !parse_count (object, "first_page", record->n_pages, &article->first_page, error) ||
	    !parse_count (object, "last_page", record->n_pages, &article->last_page, error) ||
	    !parse_count (object, "lines", MOST_LINES, &article->n_lines, error))
		return false;
	if (!is_slug (article->slug))
		return refuse (error, _ ("\"%s\" can not be an article's name"), article->slug);
	if (!article_kind_parse (article->kind, &kind))
		return refuse (error, _ ("\"%s\" is no kind of article"), article->kind);
	if (article->last_page < article->first_page)
		return refuse (error, _ ("article %s ends before it begins"), article->slug);
	return true;
}

static bool parse_articles (JsonObject *root, Record *record, GError **error)
{
	JsonArray *articles = parse_list (root, "articles", MOST_ARTICLES, error);
	if (articles == NULL)
		return false;
	g_autoptr (GHashTable) slugs = g_hash_table_new (g_str_hash, g_str_equal);
	record->n_articles = json_array_get_length (articles);
	record->articles = arena_new_array (record->arena, RecordArticle, record->n_articles);
	for (guint i = 0; i < record->n_articles; i++) {
		RecordArticle *article = &record->articles[i];
		JsonObject *object = element (articles, i, "articles", error);
		if (object == NULL || !parse_article (object, article, record, error))
			return false;
		if (!g_hash_table_add (slugs, (char *) article->slug))
			return refuse (error, _ ("two articles have the name %s"), article->slug);
	}
	return true;
}

static bool parse_files (JsonObject *root, Record *record, GError **error)
{
	JsonArray *files = parse_list (root, "files", 2 * MOST_PAGES, error);
	if (files == NULL)
		return false;
	record->n_files = json_array_get_length (files);
	record->files = arena_new_array (record->arena, RecordFile, record->n_files);
	for (guint i = 0; i < record->n_files; i++) {
		RecordFile *file = &record->files[i];
		JsonObject *object = element (files, i, "files", error);
		if (object == NULL || !PARSE_STRINGS (object, file, file_strings, record->arena, error) ||
		    !parse_count64 (object, "size", MOST_SIZE, &file->size, error))
			return false;
		if (!stays_inside (file->path))
			return refuse (error, _ ("the path \"%s\" leads out of the folder"), file->path);
		if (!is_hash (file->sha256))
			return refuse (error, _ ("the SHA-256 of \"%s\" is none"), file->path);
	}
	return true;
}

static DiagKind kind_of_code (const char *code)
{
	for (int kind = 0; kind < N_DIAG_KINDS; kind++)
		if (strcmp (diag_code (kind), code) == 0)
			return kind;
	return N_DIAG_KINDS; /* of another version of sobao */
}

static bool parse_severity (JsonObject *object, Severity *severity, GError **error)
{
	const char *name = node_string (member (object, "severity"));
	for (int i = SEVERITY_ERROR; name != NULL && i <= SEVERITY_NOTE; i++)
		if (strcmp (severity_name (i), name) == 0) {
			*severity = i;
			return true;
		}
	return refuse (error, _ ("\"severity\" is missing or unknown"));
}

static bool parse_diagnostics (JsonObject *root, Record *record, GError **error)
{
	JsonArray *list = parse_list (root, "diagnostics", MOST_VALUES, error);
	if (list == NULL)
		return false;
	record->n_diagnostics = json_array_get_length (list);
	record->diagnostics = arena_new_array (record->arena, DiagEntry, record->n_diagnostics);
	for (guint i = 0; i < record->n_diagnostics; i++) {
		DiagEntry *entry = &record->diagnostics[i];
		JsonObject *object = element (list, i, "diagnostics", error);
		if (object == NULL ||
		    !PARSE_STRINGS (object, entry, diagnostic_strings, record->arena, error) ||
		    !parse_severity (object, &entry->severity, error) ||
		    !parse_count (object, "line", G_MAXINT, &entry->place.line, error) ||
		    !parse_count (object, "column", G_MAXINT, &entry->place.column, error))
			return false;
		entry->kind = kind_of_code (entry->code);
		entry->message = entry->code;
	}
	return true;
}

static bool parse_head (JsonObject *root, Record *record, GError **error)
{
	int version;
	if (!parse_count (root, "record", G_MAXINT, &version, error))
		return false;
	if (version > RECORD_VERSION)
		return refuse (error,
			       _ ("its form is version %d, this sobao knows version %d; use a newer sobao"),
			       version, RECORD_VERSION);
	if (!PARSE_STRINGS (root, record, record_strings, record->arena, error) ||
	    !parse_number (root, &record->number, record->arena, error))
		return false;
	if (!is_slug (record->slug))
		return refuse (error, _ ("\"%s\" can not be an issue's name"), record->slug);
	const char *date = node_string (member (root, "date"));
	if (date == NULL || (date[0] != '\0' && !date_parse (date, &record->date)))
		return refuse (error, _ ("\"date\" is missing or no date"));
	JsonNode *draft = member (root, "draft");
	if (!holds (draft, G_TYPE_BOOLEAN))
		return refuse (error, _ ("\"draft\" is neither true nor false"));
	record->draft = json_node_get_boolean (draft);
	return true;
}

static bool parse_record (JsonObject *root, Record *record, GError **error)
{
	gsize n_pages, n_versions;
	const char **versions;
	if (!parse_head (root, record, error) ||
	    !parse_texts (root, "pages", MOST_PAGES, record->arena, &record->page_labels, &n_pages, error))
		return false;
	record->n_pages = (int) n_pages;
	if (!parse_articles (root, record, error) || !parse_files (root, record, error) ||
	    !parse_texts (root, "fonts", MOST_PAGES, record->arena, &record->fonts, &record->n_fonts,
			  error) ||
	    !parse_diagnostics (root, record, error) ||
	    !parse_texts (root, "versions", 1000, record->arena, &versions, &n_versions, error))
		return false;
	record->versions = n_versions == 0 ? NULL : (const char *const *) versions;
	return true;
}

Record *record_parse (const char *json, gsize n_bytes, GError **error)
{
	if (n_bytes > MOST_BYTES) {
		refuse (error, _ ("larger than %d MiB"), MOST_BYTES / 1024 / 1024);
		return NULL;
	}
	if (!text_is_utf8 (json, n_bytes, NULL, NULL)) {
		refuse (error, _ ("not UTF-8"));
		return NULL;
	}
	if (!check_shape (json, n_bytes, error))
		return NULL;
	g_autoptr (JsonParser) parser = json_parser_new ();
	g_autoptr (GError) problem = NULL;
	JsonNode *root = NULL;
	if (json_parser_load_from_data (parser, json, (gssize) n_bytes, &problem))
		root = json_parser_get_root (parser);
	if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
		refuse (error, "%s", problem != NULL ? problem->message : _ ("no object"));
		return NULL;
	}
	g_autoptr (Record) record = record_empty ();
	if (!parse_record (json_node_get_object (root), record, error))
		return NULL;
	return g_steal_pointer (&record);
}
