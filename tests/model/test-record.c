#include "model/record.h"

#include <string.h>

/* ---- A small issue ------------------------------------------------------------ */

static Block paragraph (Arena *arena, const char *text)
{
	Block block = { .type = BLOCK_PARAGRAPH };
	block.text.spans = arena_new_array (arena, Span, 1);
	block.text.spans[0].text = text;
	block.text.n_spans = 1;
	return block;
}

static Article *new_article (Arena *arena, const char *slug, const char *headline, const char *text)
{
	Article *article = arena_new_array (arena, Article, 1);
	article->slug = slug;
	article->headline.text = headline;
	article->standfirst.text = "Một mùa nước mới";
	article->blocks = arena_new_array (arena, Block, 1);
	article->blocks[0] = paragraph (arena, text);
	article->n_blocks = 1;
	return article;
}

static void fill_section (Arena *arena, Section *section, const char *name, Article *article)
{
	section->name.text = name;
	section->articles = arena_new_array (arena, Article *, 1);
	section->articles[0] = article;
	section->n_articles = 1;
}

static Issue *new_issue (void)
{
	Issue *issue = issue_new ();
	Arena *arena = issue->arena;
	issue->magazine.name.text = "Sông Quê";
	issue->magazine.issn.text = "1234-5679";
	issue->label = "Số 1+2 - 2020";
	issue->slug = "so-1+2-2020";
	issue->number =
		(IssueNumber){ .year = 2020, .numbers = { 1, 2 }, .n_numbers = 2, .season = "Xuân Canh Tý" };
	issue->date = (Date){ 2020, 1, 15 };
	issue->sections = arena_new_array (arena, Section, 2);
	issue->n_sections = 2;
	Article *first = new_article (arena, "bai-01", "Nước về “đồng”", "Lúa chín\tsớm.");
	first->byline.people = arena_new_array (arena, Person, 2);
	first->byline.people[0] = (Person){ "Ban Kinh tế", "text" };
	first->byline.people[1] = (Person){ "Tổ Ảnh", "photo" };
	first->byline.n_people = 2;
	fill_section (arena, &issue->sections[0], "Kinh tế", first);
	fill_section (arena, &issue->sections[1], "Văn hóa",
		      new_article (arena, "bai-02", NULL, "Hội làng."));
	return issue;
}

static Pages *new_pages (void)
{
	Pages *pages = pages_new (PT (500), PT (700), 0);
	pages_add_page (pages, "Bìa 1");
	for (int i = 2; i <= 4; i++)
		pages_add_page (pages, arena_printf (pages->arena, "%d", i));
	pages_add_font (pages, "/somewhere/B.ttf", 0, "B");
	pages_add_font (pages, "/somewhere/A.ttf", 0, "A");
	pages_add_font (pages, "/somewhere/A.ttf", 1, "A");
	PageArticle place = { "bai-01", 2, 3, 57 };
	g_array_append_val (pages->articles, place);
	return pages;
}

static const char sha256[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static Record *new_record (void)
{
	static const char *const versions[] = { "cairo 1.16.0", NULL };
	g_autoptr (Issue) issue = new_issue ();
	g_autoptr (Pages) pages = new_pages ();
	g_autoptr (Diag) diag = diag_new ();
	diag_add (diag, DIAG_UNKNOWN_KEY, &(Place){ "issue.yaml", 7, 3 }, "“%s”", "colums");
	Record *record = record_new (issue, pages, diag, true);
	record_add_file (record, "so-1+2-2020.pdf", "read", sha256, 12345678901);
	record_add_file (record, "so-1+2-2020/trang-1.png", "preview", sha256, 0);
	record->versions = versions;
	return record;
}

/* ---- What is made ------------------------------------------------------------------ */

/* All sources are gone by now: nothing may be borrowed from them. */
static void test_new (void)
{
	g_autoptr (Record) record = new_record ();
	g_assert_cmpstr (record->magazine, ==, "Sông Quê");
	g_assert_cmpint (record->n_pages, ==, 4);
	g_assert_cmpstr (record->page_labels[0], ==, "Bìa 1");
	g_assert_cmpuint (record->n_fonts, ==, 2);
	g_assert_cmpstr (record->fonts[0], ==, "A.ttf");
	g_assert_cmpuint (record->n_articles, ==, 2);
	const RecordArticle *first = &record->articles[0], *second = &record->articles[1];
	g_assert_cmpstr (first->section, ==, "Kinh tế");
	g_assert_cmpstr (first->text, ==, "Lúa chín\tsớm.\n");
	g_assert_cmpuint (first->n_people, ==, 2);
	g_assert_cmpstr (first->people[1].role, ==, "photo");
	g_assert_cmpint (first->first_page, ==, 2);
	g_assert_cmpint (first->last_page, ==, 3);
	g_assert_cmpint (first->n_lines, ==, 57);
	g_assert_null (second->headline);
	g_assert_cmpint (second->first_page, ==, 0);
}

static void test_round_trip (void)
{
	g_autoptr (Record) record = new_record ();
	g_autofree char *json = record_print (record);
	g_autoptr (GError) error = NULL;
	g_autoptr (Record) again = record_parse (json, strlen (json), &error);
	g_assert_no_error (error);
	g_autofree char *json_again = record_print (again);
	g_assert_cmpstr (json, ==, json_again);
	g_assert_cmpint (again->number.n_numbers, ==, 2);
	g_assert_cmpstr (again->number.season, ==, "Xuân Canh Tý");
	g_assert_cmpint (again->date.month, ==, 1);
	g_assert_true (again->draft);
	g_assert_cmpstr (again->articles[0].headline, ==, "Nước về “đồng”");
	g_assert_cmpint (again->files[0].size, ==, 12345678901);
	g_assert_cmpint (again->diagnostics[0].kind, ==, DIAG_UNKNOWN_KEY);
	g_assert_cmpint (again->diagnostics[0].place.line, ==, 7);
	g_assert_cmpstr (again->versions[0], ==, "cairo 1.16.0");
	g_assert_null (strstr (json, "somewhere"));
}

static void test_bare (void)
{
	g_autoptr (Issue) issue = new_issue ();
	issue->date = (Date){ 0 };
	g_autoptr (Record) record = record_new (issue, NULL, NULL, false);
	g_autofree char *json = record_print (record);
	g_autoptr (GError) error = NULL;
	g_autoptr (Record) again = record_parse (json, strlen (json), &error);
	g_assert_no_error (error);
	g_assert_cmpint (again->date.year, ==, 0);
	g_assert_cmpint (again->n_pages, ==, 0);
	g_assert_null (again->versions);
}

/* ---- What is refused ------------------------------------------------------------------ */

static char *replace_once (const char *text, const char *from, const char *to)
{
	const char *at = strstr (text, from);
	g_assert_nonnull (at);
	g_autofree char *head = g_strndup (text, (gsize) (at - text));
	return g_strconcat (head, to, at + strlen (from), NULL);
}

static void assert_refused (const char *json, gsize n_bytes, const char *part)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (Record) record = record_parse (json, n_bytes, &error);
	g_assert_null (record);
	g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
	if (strstr (error->message, part) == NULL)
		g_error ("“%s” does not tell of “%s”", error->message, part);
}

static void test_hostile (void)
{
	static const struct {
		const char *from, *to, *part;
	} cases[] = {
		{ "\"record\" : 1", "\"record\" : 2", "version 2" },
		{ "\"record\" : 1", "\"record\" : \"1\"", "\"record\"" },
		{ "\"magazine\" : \"Sông Quê\"", "\"magazine\" : 7", "\"magazine\"" },
		{ "\"magazine\"", "\"magasin\"", "\"magazine\"" },
		{ "\"so-1+2-2020\"", "\"../so\"", "issue's name" },
		{ "\"so-1+2-2020\"", "\"\"", "issue's name" },
		{ "\"so-1+2-2020\"", "\".x\"", "issue's name" },
		{ "\"2020-01-15\"", "\"2020-02-30\"", "date" },
		{ "\"draft\" : true", "\"draft\" : 1", "draft" },
		{ "\"year\" : 2020", "\"year\" : 99999999999", "\"year\"" },
		{ "\"year\" : 2020", "\"year\" : -1", "\"year\"" },
		{ "\"year\" : 2020", "\"year\" : 1.5", "\"year\"" },
		{ "\"month\" : 0", "\"month\" : 13", "\"month\"" },
		{ "\"kind\" : \"regular\"", "\"kind\" : \"odd\"", "\"kind\"" },
		{ "\"Bìa 1\"", "[]", "\"pages\"" },
		{ "\"bai-02\"", "\"bai-01\"", "two articles" },
		{ "\"bai-02\"", "\"bai/02\"", "article's name" },
		{ "\"kind\" : \"plain\"", "\"kind\" : \"odd\"", "kind of article" },
		{ "\"first_page\" : 2", "\"first_page\" : 5", "\"first_page\"" },
		{ "\"first_page\" : 2", "\"first_page\" : 4", "ends before" },
		{ "\"name\" : \"Tổ Ảnh\"", "\"nom\" : 1", "\"name\"" },
		{ "\"so-1+2-2020.pdf\"", "\"/etc/passwd\"", "leads out" },
		{ "\"so-1+2-2020.pdf\"", "\"a/../../b\"", "leads out" },
		{ "\"so-1+2-2020.pdf\"", "\"..\"", "leads out" },
		{ "\"so-1+2-2020.pdf\"", "\"a\\\\b\"", "leads out" },
		{ "\"so-1+2-2020.pdf\"", "\"a\\nb\"", "leads out" },
		{ "\"so-1+2-2020.pdf\"", "\"a//b\"", "leads out" },
		{ "abcdef\"", "abcdeg\"", "SHA-256" },
		{ "abcdef\"", "abcde\"", "SHA-256" },
		{ "\"size\" : 0", "\"size\" : -5", "\"size\"" },
		{ "\"severity\" : \"warning\"", "\"severity\" : \"odd\"", "severity" },
		{ "\"articles\" : [", "\"articles\" : 3, \"rest\" : [", "\"articles\"" },
		{ "\"headline\" : \"", "\"headline\" : \"\\ud800", "\"headline\"" },
		{ "{", "/* [ */ {", "not JSON" },
		{ "{", "// \"\n{", "not JSON" },
		{ "{", "'[' {", "not JSON" },
		{ "{", "[{", "" },
		{ "}", "", "" },
		{ "\"Kinh tế\"", "\"Kinh t\xff\"", "UTF-8" },
	};
	g_autoptr (Record) record = new_record ();
	g_autofree char *json = record_print (record);
	for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autofree char *bad = replace_once (json, cases[i].from, cases[i].to);
		assert_refused (bad, strlen (bad), cases[i].part);
	}
	for (gsize n_bytes = 0; n_bytes + 2 < strlen (json); n_bytes += 7)
		assert_refused (json, n_bytes, "");
}

static char *repeat (const char *head, const char *part, gsize n, const char *tail)
{
	GString *out = g_string_new (head);
	for (gsize i = 0; i < n; i++)
		g_string_append (out, part);
	g_string_append (out, tail);
	return g_string_free (out, FALSE);
}

static void test_bounds (void)
{
	g_autofree char *deep = repeat ("", "[", 1000000, "");
	assert_refused (deep, strlen (deep), "too deep");
	g_autofree char *wide = repeat ("[", "[],", 1500000, "0]");
	assert_refused (wide, strlen (wide), "too many");
	g_autofree char *large = g_strnfill (64 * 1024 * 1024 + 1, ' ');
	assert_refused (large, 64 * 1024 * 1024 + 1, "64 MiB");
	assert_refused (large, 1000, "no object");

	g_autoptr (Record) record = new_record ();
	g_autofree char *json = record_print (record);
	g_autofree char *pages = repeat ("\"pages\" : [", "\"1\",", 10000, "");
	g_autofree char *many_pages = replace_once (json, "\"pages\" : [", pages);
	assert_refused (many_pages, strlen (many_pages), "more than 10000");
	g_autofree char *articles = repeat ("\"articles\" : [", "0,", 5000, "");
	g_autofree char *many_articles = replace_once (json, "\"articles\" : [", articles);
	assert_refused (many_articles, strlen (many_articles), "more than 5000");
	g_autofree char *numbers = repeat ("\"numbers\" : [", "1,", 11, "");
	g_autofree char *many_numbers = replace_once (json, "\"numbers\" : [", numbers);
	assert_refused (many_numbers, strlen (many_numbers), "more than 12");
}

/* Damaged records are refused or read; whatever is read prints and reads again. */
static void test_damaged (void)
{
	g_autoptr (Record) record = new_record ();
	g_autofree char *json = record_print (record);
	gsize n_bytes = strlen (json);
	g_autoptr (GRand) rand = g_rand_new_with_seed (4);
	int n_read = 0, n_refused = 0;
	for (int i = 0; i < 3000; i++) {
		g_autofree char *damaged = g_memdup2 (json, n_bytes);
		for (int hits = g_rand_int_range (rand, 1, 4); hits > 0; hits--)
			damaged[g_rand_int_range (rand, 0, (int) n_bytes)] =
				"\"{}[],:\\0a\xff"[g_rand_int_range (rand, 0, 12)];
		g_autoptr (Record) read = record_parse (damaged, n_bytes, NULL);
		n_refused += read == NULL;
		if (read == NULL)
			continue;
		n_read++;
		g_autofree char *printed = record_print (read);
		g_autoptr (Record) again = record_parse (printed, strlen (printed), NULL);
		g_assert_nonnull (again);
	}
	g_assert_cmpint (n_read, >, 100);
	g_assert_cmpint (n_refused, >, 100);
}

int main (int argc, char **argv)
{
	g_test_init (&argc, &argv, NULL);
	g_test_add_func ("/record/new", test_new);
	g_test_add_func ("/record/round-trip", test_round_trip);
	g_test_add_func ("/record/bare", test_bare);
	g_test_add_func ("/record/hostile", test_hostile);
	g_test_add_func ("/record/bounds", test_bounds);
	g_test_add_func ("/record/damaged", test_damaged);
	return g_test_run ();
}
