#include "catalog/catalog.h"

#include "base/file.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- A folder with a catalogue in it ------------------------------------------------ */

typedef struct {
	char *folder, *path;
	Catalog *catalog;
	Arena *arena;
} Shelf;

static void open_catalog (Shelf *shelf)
{
	g_autoptr (GError) error = NULL;
	shelf->catalog = catalog_open (shelf->path, true, &error);
	g_assert_no_error (error);
}

static void set_up (Shelf *shelf, const void *data)
{
	(void) data;
	shelf->folder = g_dir_make_tmp ("sobao-XXXXXX", NULL);
	shelf->path = g_build_filename (shelf->folder, "catalog.db", NULL);
	shelf->arena = arena_new ();
	open_catalog (shelf);
}

static void remove_all (const char *path)
{
	g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
	for (const char *name; folder != NULL && (name = g_dir_read_name (folder)) != NULL;) {
		g_autofree char *child = g_build_filename (path, name, NULL);
		remove_all (child);
	}
	g_remove (path);
}

static void tear_down (Shelf *shelf, const void *data)
{
	(void) data;
	catalog_free (shelf->catalog);
	arena_free (shelf->arena);
	remove_all (shelf->folder);
	g_free (shelf->folder);
	g_free (shelf->path);
}

/* ---- Issues to put on it --------------------------------------------------------------- */

typedef struct {
	const char *section, *author, *headline, *text;
	int page;
} Sample;

static Record *new_record (const char *magazine, int year, int number, const Sample *samples, gsize n_samples)
{
	Record *record = g_new0 (Record, 1);
	Arena *arena = record->arena = arena_new ();
	record->magazine = magazine;
	record->label = arena_printf (arena, "Số %d - %d", number, year);
	record->slug = arena_printf (arena, "so-%d-%d", number, year);
	record->number = (IssueNumber){ .year = year, .numbers = { number }, .n_numbers = 1 };
	record->date = (Date){ year, (number - 1) % 12 + 1, 5 };
	record->n_pages = 48;
	record->page_labels = arena_new_array (arena, const char *, 48);
	for (int i = 0; i < 48; i++)
		record->page_labels[i] = arena_printf (arena, "%d", i + 1);
	record->articles = arena_new_array (arena, RecordArticle, n_samples);
	for (gsize i = 0; i < n_samples; i++) {
		RecordArticle *article = &record->articles[record->n_articles++];
		article->slug = arena_printf (arena, "bai-%02d", (int) i + 1);
		article->kind = "plain";
		article->section = samples[i].section;
		article->headline = samples[i].headline;
		article->text = samples[i].text;
		article->first_page = article->last_page = samples[i].page;
		if (samples[i].author == NULL)
			continue;
		article->people = arena_new_array (arena, RecordPerson, 1);
		article->people[0] = (RecordPerson){ samples[i].author, "text" };
		article->n_people = 1;
	}
	return record;
}

static void add_record (Shelf *shelf, const Record *record)
{
	g_autoptr (GError) error = NULL;
	catalog_add (shelf->catalog, record, shelf->folder, &error);
	g_assert_no_error (error);
}

static void add (Shelf *shelf, int year, int number, const Sample *samples, gsize n_samples)
{
	g_autoptr (Record) record = new_record ("Sông Quê", year, number, samples, n_samples);
	add_record (shelf, record);
}

static const Sample spring[] = {
	{ "Xây dựng Đảng", "Ban Tuyên huấn", "Chuẩn bị đại hội",
	  "Các chi bộ bàn việc làng.\nĐường ra đồng đã xong.", 4 },
	{ "Xây dựng Đảng", "Tổ Phóng viên", "Tin huyện", "Hôm qua, Đại hội Đảng bộ xã đã họp tại đình làng.",
	  6 },
	{ "Kinh tế", "Ban Nông nghiệp", "Lúa dài ngày",
	  "Giống lúa dài ngày chịu úng. Sau hội thảo, bà con trồng thử.", 9 },
	{ "Văn hóa", "Tổ Ảnh", "Hoà bình", "Tiếng hát hòa vào gió. Ba con thuyền ra khơi.", 12 },
};

static const Sample autumn[] = {
	{ "Văn hóa", "Tổ Phóng viên", "Mùa gặt", "Dương liễu ven sông; con đường làng rộng hơn.", 3 },
	{ "Kinh tế", "Ban Nông nghiệp", NULL, "Giá lúa tăng.", 5 },
};

static void fill (Shelf *shelf)
{
	add (shelf, 2020, 1, spring, G_N_ELEMENTS (spring));
	add (shelf, 2019, 9, autumn, G_N_ELEMENTS (autumn));
}

/* ---- Looking ---------------------------------------------------------------------------- */

static char *search (Shelf *shelf, CatalogQuery query)
{
	CatalogHit *hits;
	gsize n_hits;
	g_autoptr (GError) error = NULL;
	catalog_search (shelf->catalog, &query, shelf->arena, &hits, &n_hits, &error);
	g_assert_no_error (error);
	GString *out = g_string_new (NULL);
	for (gsize i = 0; i < n_hits; i++)
		g_string_append_printf (out, "%s/%s %d%s: %s\n", hits[i].slug, hits[i].article, hits[i].page,
					hits[i].exact ? " exact" : "", hits[i].snippet);
	return g_string_free (out, FALSE);
}

static void expect_query (Shelf *shelf, CatalogQuery query, const char *expected)
{
	g_autofree char *found = search (shelf, query);
	g_assert_cmpstr (found, ==, expected);
}

static void expect (Shelf *shelf, const char *text, const char *expected)
{
	expect_query (shelf, (CatalogQuery){ .text = text }, expected);
}

static char *list (Shelf *shelf, CatalogQuery query)
{
	CatalogIssue *issues;
	gsize n_issues;
	g_autoptr (GError) error = NULL;
	catalog_list (shelf->catalog, &query, shelf->arena, &issues, &n_issues, &error);
	g_assert_no_error (error);
	GString *out = g_string_new (NULL);
	for (gsize i = 0; i < n_issues; i++)
		g_string_append_printf (out, "%s %s %d/%d\n", issues[i].slug, issues[i].magazine,
					issues[i].n_articles, issues[i].n_pages);
	return g_string_free (out, FALSE);
}

static char *names (Shelf *shelf, const char *kind)
{
	CatalogName *found;
	gsize n_names;
	g_autoptr (GError) error = NULL;
	catalog_names (shelf->catalog, kind, shelf->arena, &found, &n_names, &error);
	g_assert_no_error (error);
	GString *out = g_string_new (NULL);
	for (gsize i = 0; i < n_names; i++)
		g_string_append_printf (out, "%s %d\n", found[i].name, found[i].n_articles);
	return g_string_free (out, FALSE);
}

static void assert_taken (char *got, const char *expected)
{
	g_assert_cmpstr (got, ==, expected);
	g_free (got);
}

static void gather (const char *problem, void *data)
{
	g_string_append_printf (data, "%s\n", problem);
}

static char *check (Shelf *shelf)
{
	GString *problems = g_string_new (NULL);
	g_autoptr (GError) error = NULL;
	bool sound;
	catalog_check (shelf->catalog, gather, problems, &sound, &error);
	g_assert_no_error (error);
	g_assert_cmpint (sound, ==, problems->len == 0);
	return g_string_free (problems, FALSE);
}

static void expect_sound (Shelf *shelf)
{
	assert_taken (check (shelf), "");
}

/* A connection of our own, to look at tables and to do damage. */
static void run_sql (Shelf *shelf, const char *sql)
{
	sqlite3 *database;
	g_assert_cmpint (sqlite3_open (shelf->path, &database), ==, SQLITE_OK);
	g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
	sqlite3_close (database);
}

static int take_number (void *data, int n_columns, char **values, char **column_names)
{
	(void) n_columns;
	(void) column_names;
	*(int *) data = atoi (values[0]);
	return 0;
}

static int ask_sql (Shelf *shelf, const char *sql)
{
	sqlite3 *database;
	int number = -1;
	g_assert_cmpint (sqlite3_open (shelf->path, &database), ==, SQLITE_OK);
	g_assert_cmpint (sqlite3_exec (database, sql, take_number, &number, NULL), ==, SQLITE_OK);
	sqlite3_close (database);
	return number;
}

/* ---- Opening --------------------------------------------------------------------------------- */

static void expect_refused (Shelf *shelf, bool create, const char *part)
{
	g_autoptr (GError) error = NULL;
	g_assert_null (catalog_open (shelf->path, create, &error));
	if (strstr (error->message, part) == NULL)
		g_error ("“%s” does not tell of “%s”", error->message, part);
	g_assert_nonnull (strstr (error->message, "catalog.db"));
}

static void close_catalog (Shelf *shelf)
{
	g_clear_pointer (&shelf->catalog, catalog_free);
}

static void test_refuse (Shelf *shelf, const void *data)
{
	(void) data;
	close_catalog (shelf);
	run_sql (shelf, "PRAGMA user_version = 2");
	expect_refused (shelf, true, "version 2, this sobao knows version 1");
	run_sql (shelf, "PRAGMA user_version = -7");
	expect_refused (shelf, true, "no catalogue of sobao");
	run_sql (shelf, "PRAGMA user_version = 1; PRAGMA application_id = 0");
	expect_refused (shelf, true, "no catalogue of sobao");
	g_remove (shelf->path);
	expect_refused (shelf, false, "no catalogue here yet");
	g_assert_false (g_file_test (shelf->path, G_FILE_TEST_EXISTS));
	g_file_set_contents (shelf->path, "", 0, NULL);
	expect_refused (shelf, false, "no catalogue of sobao");
	g_autofree char *letter = g_strnfill (5000, 'a');
	g_file_set_contents (shelf->path, letter, -1, NULL);
	expect_refused (shelf, true, "no catalogue of sobao");
	g_autofree char *after = NULL;
	g_file_get_contents (shelf->path, &after, NULL, NULL);
	g_assert_cmpstr (after, ==, letter);
	g_remove (shelf->path);
	run_sql (shelf, "CREATE TABLE other (a)");
	expect_refused (shelf, true, "no catalogue of sobao");
}

static void test_identity (Shelf *shelf, const void *data)
{
	(void) data;
	g_assert_cmpint (ask_sql (shelf, "PRAGMA user_version"), ==, 1);
	g_assert_cmpint (ask_sql (shelf, "PRAGMA application_id"), ==, 0x536F4261);
	fill (shelf);
	close_catalog (shelf);
	open_catalog (shelf);
	expect_sound (shelf);
	assert_taken (list (shelf, (CatalogQuery){ 0 }),
		      "so-1-2020 Sông Quê 4/48\nso-9-2019 Sông Quê 2/48\n");
}

/* ---- Search -------------------------------------------------------------------------------------- */

static void test_search (Shelf *shelf, const void *data)
{
	(void) data;
	fill (shelf);
	/* the phrase in a headline, the phrase, the words */
	expect (shelf, "dai hoi",
		"so-1-2020/bai-01 4: Chuẩn bị «đại hội»\n"
		"so-1-2020/bai-02 6: Hôm qua, «Đại hội» Đảng bộ xã đã họp tại đình làng.\n"
		"so-1-2020/bai-03 9: Giống lúa «dài» ngày chịu úng. Sau «hội» thảo, bà con trồng thử.\n");
	expect (shelf, "ĐẠI HỘI",
		"so-1-2020/bai-01 4 exact: Chuẩn bị «đại hội»\n"
		"so-1-2020/bai-02 6 exact: Hôm qua, «Đại hội» Đảng bộ xã đã họp tại đình làng.\n"
		"so-1-2020/bai-03 9: Giống lúa «dài» ngày chịu úng. Sau «hội» thảo, bà con trồng thử.\n");
	/* as spelled comes first, the rest is still found */
	expect (shelf, "bà con",
		"so-1-2020/bai-03 9 exact: Giống lúa dài ngày chịu úng. Sau hội thảo, «bà con» trồng thử.\n"
		"so-1-2020/bai-04 12: Tiếng hát hòa vào gió. «Ba con» thuyền ra khơi.\n");
	expect (shelf, "đường",
		"so-9-2019/bai-01 3 exact: Dương liễu ven sông; con «đường» làng rộng hơn.\n"
		"so-1-2020/bai-01 4 exact: Các chi bộ bàn việc làng. «Đường» ra đồng đã xong.\n");
	expect (shelf, "duong lieu", "so-9-2019/bai-01 3: «Dương liễu» ven sông; con đường làng rộng hơn.\n");
	expect (shelf, "\"bà con\"",
		"so-1-2020/bai-03 9 exact: Giống lúa dài ngày chịu úng. Sau hội thảo, «bà con» trồng thử.\n");
	expect (shelf, "“BÀ CON” lua",
		"so-1-2020/bai-03 9: Giống «lúa» dài ngày chịu úng. Sau hội thảo, «bà con» trồng thử.\n");
	expect (shelf, "\"ba con\"",
		"so-1-2020/bai-04 12 exact: Tiếng hát hòa vào gió. «Ba con» thuyền ra khơi.\n");
	expect (shelf, "\"hòa bình\"", "so-1-2020/bai-04 12 exact: «Hoà bình»\n");
	expect (shelf, "\"hoà\" khoi",
		"so-1-2020/bai-04 12: Tiếng hát «hòa» vào gió. Ba con thuyền ra «khơi».\n");
	expect (shelf, "ho\u0300a",
		"so-1-2020/bai-04 12 exact: Tiếng hát «hòa» vào gió. Ba con thuyền ra khơi.\n");
	expect (shelf, "hoi dai",
		"so-1-2020/bai-01 4: Chuẩn bị «đại hội»\n"
		"so-1-2020/bai-03 9: Giống lúa «dài» ngày chịu úng. Sau «hội» thảo, bà con trồng thử.\n"
		"so-1-2020/bai-02 6: Hôm qua, «Đại hội» Đảng bộ xã đã họp tại đình làng.\n");
	expect (shelf, "không có", "");
	expect (shelf, "làng nước", "");
}

static void test_hostile (Shelf *shelf, const void *data)
{
	(void) data;
	fill (shelf);
	static const char *const nothing[] = { "\"",
					       "\"\"",
					       "*",
					       "\"*\"",
					       "(",
					       ")",
					       "-",
					       ":",
					       "^",
					       "+",
					       "…",
					       "{}",
					       "' OR 1",
					       "NEAR(",
					       "NEAR(dai hoi, 2)",
					       "\\",
					       "\xff\xfe",
					       "%",
					       "a\" OR \"b",
					       "headline_folded : x",
					       "; DROP TABLE issues" };
	for (gsize i = 0; i < G_N_ELEMENTS (nothing); i++)
		expect (shelf, nothing[i], "");
	static const char expected[] =
		"so-1-2020/bai-01 4: Chuẩn bị «đại hội»\n"
		"so-1-2020/bai-02 6: Hôm qua, «Đại hội» Đảng bộ xã đã họp tại đình làng.\n";
	static const char *const same[] = { "dai hoi ",   "(dai) -hoi*", "^dai:hoi",
					    "\" dai hoi", "{dai} + hoi", "dai\" hoi" };
	for (gsize i = 0; i < G_N_ELEMENTS (same); i++) {
		g_autofree char *found = search (shelf, (CatalogQuery){ .text = same[i], .most = 2 });
		g_assert_cmpstr (found, ==, expected);
	}
	static const char *const operators[] = { "AND", "OR", "NOT", "dai AND hoi", "NEAR" };
	for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
		expect (shelf, operators[i], "");
}

static void expect_too_long (Shelf *shelf, const char *text)
{
	CatalogQuery query = { .text = text };
	CatalogHit *hits;
	gsize n_hits;
	g_autoptr (GError) error = NULL;
	g_assert_false (catalog_search (shelf->catalog, &query, shelf->arena, &hits, &n_hits, &error));
	g_assert_nonnull (strstr (error->message, "64 words"));
}

static void test_long (Shelf *shelf, const void *data)
{
	(void) data;
	fill (shelf);
	g_autofree char *word = g_strnfill (10240, 'a');
	expect (shelf, word, "");
	g_autofree char *quotes = g_strnfill (10240, '"');
	expect (shelf, quotes, "");
	GString *words = g_string_new (NULL);
	for (int i = 0; i < 64; i++)
		g_string_append (words, "lúa ");
	g_autofree char *found = search (shelf, (CatalogQuery){ .text = words->str });
	g_assert_true (g_str_has_prefix (found, "so-1-2020/bai-03"));
	g_string_append (words, "lúa");
	expect_too_long (shelf, words->str);
	g_string_free (words, TRUE);
	g_autofree char *huge = g_strnfill (1000000, 'a');
	expect_too_long (shelf, huge);
}

static void test_filters (Shelf *shelf, const void *data)
{
	(void) data;
	fill (shelf);
	g_autoptr (Record) twins = new_record ("Sông Quê", 2009, 1, autumn, 1);
	twins->number.numbers[twins->number.n_numbers++] = 2;
	twins->slug = "so-1+2-2009";
	add_record (shelf, twins);
	static const char first[] = "so-9-2019/bai-01 3: Dương liễu ven «sông»; con đường làng rộng hơn.\n";
	static const char old[] = "so-1+2-2009/bai-01 3: Dương liễu ven «sông»; con đường làng rộng hơn.\n";
	g_autofree char *both = g_strconcat (first, old, NULL);
	expect_query (shelf, (CatalogQuery){ .text = "song" }, both);
	expect_query (shelf, (CatalogQuery){ .text = "song", .most = 1 }, first);
	expect_query (shelf, (CatalogQuery){ .text = "song", .year = 2019 }, first);
	expect_query (shelf, (CatalogQuery){ .text = "song", .before = 2010 }, old);
	expect_query (shelf, (CatalogQuery){ .text = "song", .before = 2009 }, "");
	expect_query (shelf, (CatalogQuery){ .text = "song", .number = 2 }, old);
	expect_query (shelf, (CatalogQuery){ .text = "song", .number = 9 }, first);
	expect_query (shelf, (CatalogQuery){ .text = "song", .author = "phong vien" }, both);
	expect_query (shelf, (CatalogQuery){ .text = "song", .author = "Tổ Phóng viên" }, both);
	expect_query (shelf, (CatalogQuery){ .text = "song", .author = "viên" }, both);
	expect_query (shelf, (CatalogQuery){ .text = "song", .author = "vi" }, "");
	expect_query (shelf, (CatalogQuery){ .text = "song", .author = "phông" }, "");
	expect_query (shelf, (CatalogQuery){ .text = "song", .author = "%" }, "");
	expect_query (shelf, (CatalogQuery){ .text = "song", .section = "van hoa" }, both);
	expect_query (shelf, (CatalogQuery){ .text = "song", .section = "Văn hoá" }, both);
	expect_query (shelf, (CatalogQuery){ .text = "song", .section = "Kinh tế" }, "");
	expect_query (shelf, (CatalogQuery){ .author = "nông nghiệp", .year = 2019 },
		      "so-9-2019/bai-02 5: Giá lúa tăng.\n");
	assert_taken (list (shelf, (CatalogQuery){ .before = 2010 }), "so-1+2-2009 Sông Quê 1/48\n");
	assert_taken (list (shelf, (CatalogQuery){ .author = "to anh" }), "so-1-2020 Sông Quê 4/48\n");
	assert_taken (list (shelf, (CatalogQuery){ .number = 1, .most = 1 }), "so-1-2020 Sông Quê 4/48\n");
}

/* Long text: the place is cut out, spelled as in the source. */
static void test_snippet (Shelf *shelf, const void *data)
{
	(void) data;
	GString *text = g_string_new (NULL);
	for (int i = 0; i < 300; i++)
		g_string_append_printf (text, "Từ%d – ", i);
	g_string_append (text, "“Thuỷ \n\tlợi”, NƯỚC-VỀ (đồng)");
	for (int i = 0; i < 300; i++)
		g_string_append_printf (text, "; sau%d", i);
	const Sample samples[] = { { "Kinh tế", NULL, "Tin", text->str, 2 } };
	add (shelf, 2020, 3, samples, 1);
	static const char around[] =
		"so-3-2020/bai-01 2%s: … Từ292 – Từ293 – Từ294 – Từ295 – Từ296 – Từ297 – Từ298 – Từ299 – %s; "
		"sau0; sau1; sau2; sau3; sau4; sau5; sau6; sau7; sau8; sau9; sau10; sau11; sau12; sau13; "
		"sau14; sau15; sau16; sau17; sau18 …\n";
	g_autofree char *folded = g_strdup_printf (around, "", "“«Thuỷ lợi»”, «NƯỚC»-«VỀ» (đồng)");
	expect (shelf, "thuy loi nuoc ve", folded);
	g_autofree char *exact = g_strdup_printf (around, " exact", "“«Thuỷ lợi»”, NƯỚC-VỀ (đồng)");
	expect (shelf, "thủy lợi", exact);
	g_autoptr (GString) end = g_string_new ("so-3-2020/bai-01 2 exact: … ");
	for (int i = 268; i < 299; i++)
		g_string_append_printf (end, "sau%d; ", i);
	g_string_append (end, "«sau299»\n");
	expect (shelf, "sau299", end->str);
	g_string_free (text, TRUE);
}

/* ---- Whole issues ----------------------------------------------------------------------------------- */

static int count_all (Shelf *shelf)
{
	return ask_sql (
		shelf,
		"SELECT (SELECT count (*) FROM magazines) * 1000000 + (SELECT count (*) FROM issues) * 100000"
		" + (SELECT count (*) FROM articles) * 10000 + (SELECT count (*) FROM people) * 1000"
		" + (SELECT count (*) FROM sections) * 100 + (SELECT count (*) FROM authorship) * 10"
		" + (SELECT count (*) FROM words)");
}

static void test_replace (Shelf *shelf, const void *data)
{
	(void) data;
	fill (shelf);
	g_assert_cmpint (count_all (shelf), ==, 1264366);
	add (shelf, 2020, 1, autumn, 1);
	g_assert_cmpint (count_all (shelf), ==, 1232233);
	expect (shelf, "dai hoi", "");
	assert_taken (names (shelf, "author"), "Ban Nông nghiệp 1\nTổ Phóng viên 2\n");
	expect_sound (shelf);
	bool found;
	g_assert_true (catalog_remove (shelf->catalog, "so-1-2020", &found, NULL));
	g_assert_true (found);
	g_assert_true (catalog_remove (shelf->catalog, "so-1-2020", &found, NULL));
	g_assert_false (found);
	g_assert_true (catalog_remove (shelf->catalog, "so-9-2019", &found, NULL));
	g_assert_cmpint (count_all (shelf), ==, 0);
	expect_sound (shelf);
}

/* What is found does not depend on the order of adding. */
static void test_order (Shelf *shelf, const void *data)
{
	(void) data;
	fill (shelf);
	g_autofree char *before = search (shelf, (CatalogQuery){ .text = "lang" });
	g_autofree char *all = search (shelf, (CatalogQuery){ 0 });
	add (shelf, 2020, 1, spring, G_N_ELEMENTS (spring));
	assert_taken (search (shelf, (CatalogQuery){ .text = "lang" }), before);
	add (shelf, 2019, 9, autumn, G_N_ELEMENTS (autumn));
	assert_taken (search (shelf, (CatalogQuery){ .text = "lang" }), before);
	assert_taken (search (shelf, (CatalogQuery){ 0 }), all);
	g_assert_cmpint (count_all (shelf), ==, 1264366);
}

static void test_names (Shelf *shelf, const void *data)
{
	(void) data;
	static const Sample samples[] = {
		{ "tuần chay", "ba lô", "A", "a", 1 },  { "tuân thủ", "Bà Rịa", "B", "b", 1 },
		{ "Văn hóa", "bả vai", "C", "c", 1 },   { "Văn hóa", "bá cáo", "D", "d", 1 },
		{ "Đời sống", "Ba Đình", "E", "e", 1 }, { "Du lịch", "bà con", "G", "g", 1 },
		{ "Ăn uống", "ba chìm", "H", "h", 1 },
	};
	add (shelf, 2020, 1, samples, G_N_ELEMENTS (samples));
	assert_taken (names (shelf, "author"),
		      "ba chìm 1\nBa Đình 1\nba lô 1\nbà con 1\nBà Rịa 1\nbả vai 1\nbá cáo 1\n");
	assert_taken (names (shelf, "section"),
		      "Ăn uống 1\nDu lịch 1\nĐời sống 1\ntuân thủ 1\ntuần chay 1\nVăn hóa 2\n");
	CatalogName *found;
	gsize n_names;
	g_autoptr (GError) error = NULL;
	g_assert_false (catalog_names (shelf->catalog, "colour", shelf->arena, &found, &n_names, &error));
	g_assert_nonnull (strstr (error->message, "colour"));
}

static void test_list (Shelf *shelf, const void *data)
{
	(void) data;
	static const int numbers[][2] = { { 2020, 2 }, { 2019, 12 }, { 2020, 10 }, { 1965, 1 }, { 2020, 9 } };
	for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
		add (shelf, numbers[i][0], numbers[i][1], autumn, 1);
	assert_taken (list (shelf, (CatalogQuery){ 0 }),
		      "so-10-2020 Sông Quê 1/48\nso-9-2020 Sông Quê 1/48\nso-2-2020 Sông Quê 1/48\n"
		      "so-12-2019 Sông Quê 1/48\nso-1-1965 Sông Quê 1/48\n");
}

static void test_authors (Shelf *shelf, const void *data)
{
	(void) data;
	g_autoptr (Record) record = new_record ("Sông Quê", 2020, 1, autumn, 2);
	RecordPerson people[] = { { "Tổ Ảnh", "photo" }, { "Ban Thời sự", "text" }, { "Tổ Ảnh", "text" } };
	record->articles[0].people = people;
	record->articles[0].n_people = 3;
	record->articles[0].organisation = "Văn phòng Huyện";
	record->articles[1].n_people = 0;
	record->articles[1].organisation = "Văn phòng Huyện";
	add_record (shelf, record);
	CatalogHit *hits;
	gsize n_hits;
	g_assert_true (catalog_search (shelf->catalog, &(CatalogQuery){ .author = "van phong" }, shelf->arena,
				       &hits, &n_hits, NULL));
	g_assert_cmpuint (n_hits, ==, 2);
	g_assert_cmpstr (hits[0].authors, ==, "Tổ Ảnh, Ban Thời sự");
	g_assert_cmpstr (hits[1].authors, ==, "Văn phòng Huyện");
	g_assert_cmpstr (hits[1].headline, ==, "Kinh tế");
	assert_taken (names (shelf, "author"), "Ban Thời sự 1\nTổ Ảnh 1\nVăn phòng Huyện 2\n");
}

static void test_show (Shelf *shelf, const void *data)
{
	(void) data;
	fill (shelf);
	g_autoptr (Record) record = NULL,
			   added = new_record ("Sông Quê", 2020, 1, spring, G_N_ELEMENTS (spring));
	g_assert_true (catalog_show (shelf->catalog, "so-1-2020", &record, NULL));
	g_autofree char *shown = record_print (record), *expected = record_print (added);
	g_assert_cmpstr (shown, ==, expected);
	g_autoptr (Record) none = NULL;
	g_assert_true (catalog_show (shelf->catalog, "so-7-2020", &none, NULL));
	g_assert_null (none);
}

static void test_two_magazines (Shelf *shelf, const void *data)
{
	(void) data;
	fill (shelf);
	g_autoptr (Record) other = new_record ("Núi Rừng", 2020, 1, autumn, 1);
	add_record (shelf, other);
	g_autoptr (GError) error = NULL;
	bool found;
	g_assert_false (catalog_remove (shelf->catalog, "so-1-2020", &found, &error));
	g_assert_nonnull (strstr (error->message, "nui-rung/so-1-2020, song-que/so-1-2020"));
	g_assert_true (catalog_remove (shelf->catalog, "nui-rung/so-1-2020", &found, NULL));
	g_assert_true (found);
	assert_taken (list (shelf, (CatalogQuery){ 0 }),
		      "so-1-2020 Sông Quê 4/48\nso-9-2019 Sông Quê 2/48\n");
}

/* A record that breaks a rule of the database leaves nothing behind. */
static void test_failed_add (Shelf *shelf, const void *data)
{
	(void) data;
	fill (shelf);
	g_autoptr (Record) record = new_record ("Sông Quê", 2020, 1, autumn, 2);
	record->articles[1].slug = record->articles[0].slug;
	g_autoptr (GError) error = NULL;
	g_assert_false (catalog_add (shelf->catalog, record, shelf->folder, &error));
	g_assert_nonnull (error);
	g_assert_cmpint (count_all (shelf), ==, 1264366);
	expect_sound (shelf);
}

/* ---- Check -------------------------------------------------------------------------------------------- */

static void write_file (Shelf *shelf, const char *name, const char *content)
{
	g_autofree char *path = g_build_filename (shelf->folder, name, NULL);
	g_autofree char *folder = g_path_get_dirname (path);
	g_mkdir_with_parents (folder, 0755);
	g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static void add_with_file (Shelf *shelf)
{
	write_file (shelf, "out/so-1-2020.pdf", "trang");
	g_autoptr (Record) record = new_record ("Sông Quê", 2020, 1, spring, G_N_ELEMENTS (spring));
	g_autofree char *folder = g_build_filename (shelf->folder, "out", NULL);
	g_autofree char *path = g_build_filename (folder, "so-1-2020.pdf", NULL);
	g_autofree char *sha256 = file_sha256 (path, NULL, NULL);
	record_add_file (record, "so-1-2020.pdf", "read", sha256, 5);
	g_assert_true (catalog_add (shelf->catalog, record, folder, NULL));
}

static void expect_problem (Shelf *shelf, const char *part)
{
	g_autofree char *problems = check (shelf);
	if (strstr (problems, part) == NULL)
		g_error ("“%s” does not tell of “%s”", problems, part);
}

static void test_check_files (Shelf *shelf, const void *data)
{
	(void) data;
	add_with_file (shelf);
	expect_sound (shelf);
	write_file (shelf, "out/so-1-2020.pdf", "Trang");
	expect_problem (shelf, "so-1-2020: the file out/so-1-2020.pdf is not the one that was added");
	write_file (shelf, "out/so-1-2020.pdf", "tran");
	expect_problem (shelf, "has 4 bytes instead of 5");
	g_autofree char *path = g_build_filename (shelf->folder, "out", "so-1-2020.pdf", NULL);
	g_remove (path);
	expect_problem (shelf, "out/so-1-2020.pdf is not there");
	g_mkdir (path, 0755);
	expect_problem (shelf, "out/so-1-2020.pdf is not there");
}

/* Catalogue and files moved together stay together, also from beside each other. */
static void test_check_moved (Shelf *shelf, const void *data)
{
	(void) data;
	close_catalog (shelf);
	char *old = shelf->path;
	shelf->path = g_build_filename (shelf->folder, "deep", "er", "catalog.db", NULL);
	write_file (shelf, "deep/er/note", "");
	open_catalog (shelf);
	add_with_file (shelf);
	expect_sound (shelf);
	close_catalog (shelf);
	char *moved = g_strconcat (shelf->folder, "-moved", NULL);
	g_assert_cmpint (g_rename (shelf->folder, moved), ==, 0);
	g_free (shelf->folder);
	g_free (shelf->path);
	g_free (old);
	shelf->folder = moved;
	shelf->path = g_build_filename (moved, "deep", "er", "catalog.db", NULL);
	open_catalog (shelf);
	expect_sound (shelf);
}

static void test_check_tables (Shelf *shelf, const void *data)
{
	(void) data;
	static const struct {
		const char *sql, *part;
	} damages[] = {
		{ "UPDATE articles SET last_page = 49 WHERE slug = 'bai-02'",
		  "bai-02 stands on pages 6 to 49, the issue has 48" },
		{ "UPDATE articles SET text = 'khác' WHERE slug = 'bai-03'",
		  "index does not fit the article bai-03" },
		{ "DELETE FROM words WHERE rowid = (SELECT max (rowid) FROM words)", "index does not fit" },
		{ "UPDATE records SET json = '{}'", "not a build record" },
		{ "DELETE FROM records", "not a build record" },
		{ "UPDATE issues SET slug = 'so-2-2020'", "tells of another issue" },
		{ "DELETE FROM people", "points to a row of people" },
		{ "DELETE FROM words_data WHERE id > 10", "" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (damages); i++) {
		add (shelf, 2020, 1, spring, G_N_ELEMENTS (spring));
		expect_sound (shelf);
		close_catalog (shelf);
		run_sql (shelf, damages[i].sql);
		open_catalog (shelf);
		expect_problem (shelf, damages[i].part);
		close_catalog (shelf);
		g_remove (shelf->path);
		open_catalog (shelf);
	}
}

/* Flipped bytes are reported or refused, never followed. */
static void test_check_damaged (Shelf *shelf, const void *data)
{
	(void) data;
	fill (shelf);
	close_catalog (shelf);
	g_autofree char *good = NULL;
	gsize n_bytes;
	g_assert_true (g_file_get_contents (shelf->path, &good, &n_bytes, NULL));
	g_autoptr (GRand) rand = g_rand_new_with_seed (5);
	int n_refused = 0, n_unsound = 0;
	for (int i = 0; i < 60; i++) {
		g_autofree char *bad = g_memdup2 (good, n_bytes);
		for (int hits = 0; hits < 40; hits++)
			bad[g_rand_int_range (rand, i % 2 == 0 ? 0 : 100, (int) n_bytes)] =
				(char) g_rand_int_range (rand, 0, 256);
		g_assert_true (g_file_set_contents (shelf->path, bad, (gssize) n_bytes, NULL));
		g_autoptr (Catalog) catalog = catalog_open (shelf->path, true, NULL);
		g_autoptr (GString) problems = g_string_new (NULL);
		bool sound = false;
		if (catalog == NULL || !catalog_check (catalog, gather, problems, &sound, NULL))
			n_refused++;
		else
			n_unsound += !sound;
		CatalogHit *hits;
		gsize n_hits;
		if (catalog != NULL)
			catalog_search (catalog, &(CatalogQuery){ .text = "đại hội" }, shelf->arena, &hits,
					&n_hits, NULL);
	}
	g_assert_cmpint (n_unsound, >, 10);
	g_assert_cmpint (n_refused + n_unsound, >, 40);
	g_assert_true (g_file_set_contents (shelf->path, good, (gssize) n_bytes, NULL));
	open_catalog (shelf);
	expect_sound (shelf);
}

/* ---- Many writers ----------------------------------------------------------------------------------------
 */

/* `test-catalog --writer PATH YEAR COUNT` adds issues of that year. */
static int be_writer (char **arguments)
{
	g_autofree char *folder = g_path_get_dirname (arguments[0]);
	int year = atoi (arguments[1]), count = atoi (arguments[2]);
	for (int number = 1; number <= count; number++) {
		g_autoptr (GError) error = NULL;
		g_autoptr (Catalog) catalog = catalog_open (arguments[0], true, &error);
		g_autoptr (Record) record =
			new_record ("Sông Quê", year, number, spring, G_N_ELEMENTS (spring));
		if (catalog == NULL || !catalog_add (catalog, record, folder, &error)) {
			g_printerr ("%s\n", error->message);
			return 1;
		}
	}
	return 0;
}

static GPid start_writer (Shelf *shelf, int year, int count)
{
	g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
	g_autofree char *year_text = g_strdup_printf ("%d", year),
			*count_text = g_strdup_printf ("%d", count);
	char *command[] = { program, "--writer", shelf->path, year_text, count_text, NULL };
	GPid pid;
	g_assert_true (
		g_spawn_async (NULL, command, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL));
	return pid;
}

static void test_two_writers (Shelf *shelf, const void *data)
{
	(void) data;
	close_catalog (shelf);
	g_remove (shelf->path);
	GPid pids[] = { start_writer (shelf, 2019, 50), start_writer (shelf, 2020, 50) };
	for (int i = 0; i < 2; i++) {
		int status;
		g_assert_cmpint (waitpid (pids[i], &status, 0), ==, pids[i]);
		g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
	}
	open_catalog (shelf);
	g_assert_cmpint (ask_sql (shelf, "SELECT count (*) FROM issues"), ==, 100);
	g_assert_cmpint (ask_sql (shelf, "SELECT count (*) FROM articles"), ==, 400);
	expect_sound (shelf);
}

static void test_killed_writer (Shelf *shelf, const void *data)
{
	(void) data;
	g_autoptr (GRand) rand = g_rand_new_with_seed (6);
	int n_killed = 0;
	for (int i = 0; i < 20; i++) {
		GPid pid = start_writer (shelf, 2000 + i, 1000000);
		g_usleep ((gulong) g_rand_int_range (rand, 20 * 1000, 200 * 1000));
		kill (pid, SIGKILL);
		int status;
		g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
		n_killed += WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL;
		close_catalog (shelf);
		open_catalog (shelf);
		expect_sound (shelf);
		g_assert_cmpint (ask_sql (shelf, "SELECT count (*) * 4 FROM issues"), ==,
				 ask_sql (shelf, "SELECT count (*) FROM articles"));
	}
	g_assert_cmpint (n_killed, ==, 20);
	g_assert_cmpint (ask_sql (shelf, "SELECT count (*) FROM issues"), >, 0);
}

int main (int argc, char **argv)
{
	if (argc == 5 && strcmp (argv[1], "--writer") == 0)
		return be_writer (argv + 2);
	g_test_init (&argc, &argv, NULL);
	static const struct {
		const char *name;
		void (*run) (Shelf *shelf, const void *data);
	} tests[] = {
		{ "/catalog/refuse", test_refuse },
		{ "/catalog/identity", test_identity },
		{ "/catalog/search", test_search },
		{ "/catalog/hostile", test_hostile },
		{ "/catalog/long", test_long },
		{ "/catalog/filters", test_filters },
		{ "/catalog/snippet", test_snippet },
		{ "/catalog/replace", test_replace },
		{ "/catalog/order", test_order },
		{ "/catalog/names", test_names },
		{ "/catalog/list", test_list },
		{ "/catalog/authors", test_authors },
		{ "/catalog/show", test_show },
		{ "/catalog/two-magazines", test_two_magazines },
		{ "/catalog/failed-add", test_failed_add },
		{ "/catalog/check/files", test_check_files },
		{ "/catalog/check/moved", test_check_moved },
		{ "/catalog/check/tables", test_check_tables },
		{ "/catalog/check/damaged", test_check_damaged },
		{ "/catalog/two-writers", test_two_writers },
		{ "/catalog/killed-writer", test_killed_writer },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
		g_test_add (tests[i].name, Shelf, NULL, set_up,
			    (void (*) (Shelf *, gconstpointer)) tests[i].run, tear_down);
	return g_test_run ();
}
