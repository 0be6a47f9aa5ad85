/* Values of the issue cases/good-everything and its like that a dump does not show. */
#include "read/read.h"

static Issue *read_case (const char *name)
{
	g_autofree char *folder = g_build_filename (g_getenv ("SOURCE") != NULL ? g_getenv ("SOURCE") : ".",
						    "tests/read/cases", name, NULL);
	g_autoptr (Diag) diag = diag_new ();
	Issue *issue = read_issue (folder, NULL, diag, NULL);
	g_assert_nonnull (issue);
	g_assert_false (diag_has_errors (diag));
	return issue;
}

static void test_magazine (void)
{
	g_autoptr (Issue) issue = read_case ("good-everything");
	const Magazine *magazine = &issue->magazine;
	const struct {
		const Field *field;
		const char *text;
	} fields[] = {
		{ &magazine->name, "Sông Lụa" },
		{ &magazine->kind_word, "TẠP CHÍ" },
		{ &magazine->tagline, "Văn nghệ và đời sống" },
		{ &magazine->agency, "Tạp chí Sông Lụa" },
		{ &magazine->governing_body, "Hội Văn nghệ Đông Yên" },
		{ &magazine->issn, "1859-2953" },
		{ &magazine->address, "12 đường Bến Đá, phường Đông Yên" },
		{ &magazine->phone, "024 000 0000" },
		{ &magazine->fax, "024 000 0001" },
		{ &magazine->email, "toasoan@songlua.example" },
		{ &magazine->website, "songlua.example" },
		{ &magazine->account, "000 111 222" },
		{ &magazine->editor_in_chief, "Ban Biên tập" },
		{ &magazine->deputy_editors, "Ban Thư ký, Ban Trị sự" },
		{ &magazine->editorial_board, "Ban Văn, Ban Thơ" },
		{ &magazine->secretary, "Ban Thư ký" },
		{ &magazine->design, "Phòng Mỹ thuật" },
		{ &magazine->proofreading, "Phòng Sửa bài" },
		{ &magazine->licence_number, "12/GP-BTTTT" },
		{ &magazine->licence_authority, "Bộ Thông tin và Truyền thông" },
		{ &magazine->printer, "Nhà in Bến Đá" },
		{ &magazine->print_run, "1.000 bản" },
		{ &magazine->frequency, "mỗi tháng 1 kỳ" },
		{ &magazine->format, "19 × 27 cm" },
		{ &magazine->price, "20.000 đ" },
		{ &magazine->legal_profile, "vn-2016" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
		g_assert_cmpstr (fields[i].field->text, ==, fields[i].text);
		if (i != 1 || fields[i].field->place.file != NULL)
			g_assert_cmpstr (fields[i].field->place.file, ==, "magazine.yaml");
	}
	g_assert_cmpint (magazine->licence_date.year, ==, 2018);
	g_assert_cmpstr (magazine->end_sign, ==, "");
	g_assert_cmpstr (magazine->jump_to, ==, "(Còn nữa, trang %d)");
	g_assert_cmpstr (magazine->jump_from, ==, "(Tiếp trang %d)");
}

static void test_defaults (void)
{
	g_autoptr (Issue) issue = read_case ("good-smallest");
	g_assert_cmpstr (issue->magazine.kind_word.text, ==, "TẠP CHÍ");
	g_assert_cmpstr (issue->magazine.end_sign, ==, "■");
	g_assert_cmpstr (issue->magazine.jump_to, ==, "(Xem tiếp trang %d)");
	g_assert_cmpstr (issue->magazine.jump_from, ==, "(Tiếp theo trang %d)");
	g_assert_cmpstr (issue->magazine.language, ==, "vi");
	g_assert_cmpstr (issue->layout, ==, "tap-chi");
	g_assert_cmpint (issue->extent, ==, 0);
	g_assert_cmpint (issue->multiple_of, ==, 4);
	g_assert_true (issue->has_cover && issue->has_contents && issue->has_imprint);
	g_assert_null (issue->cover_picture);
	g_assert_cmpint (issue->n_cover_lines, ==, 0);
}

static void test_issue (void)
{
	g_autoptr (Issue) issue = read_case ("good-everything");
	g_assert_cmpstr (issue->price.text, ==, "25.000 đ");
	g_assert_cmpint (issue->multiple_of, ==, 8);
	g_assert_cmpint (issue->extent_place.line, ==, 8);
	g_assert_false (issue->has_contents);
	g_assert_cmpint (issue->number.overall, ==, 345);
	g_assert_cmpint (issue->number.month, ==, 9);
	g_assert_cmpint (issue->number.kind, ==, ISSUE_SPECIAL);
	g_assert_cmpstr (issue->cover_picture->alt.text, ==, "Bến sông buổi sớm");
	g_assert_cmpstr (issue->cover_picture->credit.text, ==, "Ảnh: Ban ảnh");
	g_assert_cmpstr (issue->back_picture->file, ==, "photos/bia4.png");
	g_assert_cmpint (issue->n_cover_lines, ==, 3);
	g_assert_cmpstr (issue->cover_lines[0].article, ==, "mot");
	g_assert_null (issue->cover_lines[1].text.text);
	g_assert_null (issue->cover_lines[2].article);
	g_assert_cmpstr (issue->sections[0].name.text, ==, "Vấn đề hôm nay");
}

static void test_article (void)
{
	g_autoptr (Issue) issue = read_case ("good-everything");
	const Article *article = issue_article (issue, "mot");
	g_assert_cmpint (article->columns, ==, 2);
	g_assert_cmpint (article->date.month, ==, 8);
	g_assert_cmpstr (article->short_title.text, ==, "Mùa nước");
	g_assert_cmpstr (article->source_url.text, ==, "https://vi-du.vn/a?b=c");
	g_assert_cmpint (article->byline.n_people, ==, 2);
	g_assert_cmpstr (article->byline.people[0].role, ==, "text");
	g_assert_cmpstr (article->byline.people[1].role, ==, "photo");
	g_assert_cmpstr (article->byline.organisation.text, ==, "Phòng Bạn đọc");
	const Block *last = &article->blocks[article->n_blocks - 1];
	g_assert_cmpint (last->type, ==, BLOCK_TABLE);
	g_assert_cmpstr (last->table->caption.text, ==, "Bảng 1. Mực nước, cm");
	g_assert_cmpint (last->table->align[1], ==, CELL_CENTER);
	g_assert_cmpint (last->table->align[2], ==, CELL_RIGHT);
	const Article *second = issue->sections[1].articles[0];
	g_assert_cmpstr (second->slug, ==, "hai");
	g_assert_cmpint (second->section, ==, 1);
}

static void test_turned_picture (void)
{
	g_autoptr (Issue) issue = read_case ("good-only-photos");
	const Article *article = issue_article (issue, "mot");
	g_assert_cmpint (article->blocks[1].picture->image.orientation, ==, 6);
	g_assert_cmpint (article->blocks[1].picture->columns, ==, 3);
	g_assert_nonnull (article->blocks[1].picture->path);
}

/* rieng inherits the magazine's tap-chi, and that one sobao's of the same name. */
static void test_layout (void)
{
	g_autoptr (Issue) issue = read_case ("good-layout-inherits");
	g_assert_cmpint (issue->style->columns, ==, 2);
	g_assert_cmpint (issue->style->accent.red, ==, 0x12);
	g_assert_cmpint (issue->style->text[ROLE_BODY].size, ==, PT (10));
	g_assert_cmpint (issue->style->text[ROLE_BODY].leading, ==, PT (12));
}

/* What is printed stays; the catalogue gets the names and what they did. */
static void test_byline (void)
{
	g_autoptr (Issue) issue = read_case ("good-byline");
	static const struct {
		const char *article, *printed, *role, *names[5];
	} wanted[] = {
		{ "mot",
		  "Tin, ảnh: Ban Phóng viên – Ban Ảnh, Ban Thơ và Ban Văn",
		  "text+photo",
		  { "Ban Phóng viên", "Ban Ảnh", "Ban Thơ", "Ban Văn" } },
		{ "hai", "Chùm ảnh: Ban Ảnh - Phòng Mỹ thuật", "photo", { "Ban Ảnh", "Phòng Mỹ thuật" } },
		{ "ba", "Ban Thơ", "text", { "Ban Thơ" } },
		{ "bon", "Bài và ảnh:", "", { NULL } },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++) {
		const Byline *byline = &issue_article (issue, wanted[i].article)->byline;
		g_assert_cmpstr (byline->printed.text, ==, wanted[i].printed);
		g_assert_cmpint (byline->n_people, ==, g_strv_length ((char **) wanted[i].names));
		for (gsize j = 0; j < byline->n_people; j++) {
			g_assert_cmpstr (byline->people[j].name, ==, wanted[i].names[j]);
			g_assert_cmpstr (byline->people[j].role, ==, wanted[i].role);
		}
	}
}

/* A line of nothing but an article's slug is that article's. */
static void test_cover_line (void)
{
	g_autoptr (Issue) issue = read_case ("good-byline");
	g_assert_cmpint (issue->n_cover_lines, ==, 3);
	g_assert_cmpstr (issue->cover_lines[0].article, ==, "hai");
	g_assert_null (issue->cover_lines[0].text.text);
	g_assert_null (issue->cover_lines[1].article);
	g_assert_cmpstr (issue->cover_lines[1].text.text, ==, "hai bài");
	g_assert_cmpstr (issue->cover_lines[2].article, ==, "ba");
}

/* Decomposed letters come out composed. */
static void test_nfc (void)
{
	g_autoptr (Issue) issue = read_case ("good-nfd");
	const Article *article = issue_article (issue, "mot");
	g_assert_cmpstr (article->headline.text, ==, "Một mùa nước");
	g_assert_cmpstr (article->blocks[0].text.spans[0].text, ==, "Nước về sớm hơn mọi năm.");
}

int main (int argc, char **argv)
{
	g_test_init (&argc, &argv, NULL);
	g_autofree char *data = g_build_filename (g_getenv ("SOURCE") != NULL ? g_getenv ("SOURCE") : ".",
						  "tests/read/data", NULL);
	g_setenv ("SOBAO_DATA", data, TRUE);
	g_test_add_func ("/values/magazine", test_magazine);
	g_test_add_func ("/values/defaults", test_defaults);
	g_test_add_func ("/values/issue", test_issue);
	g_test_add_func ("/values/article", test_article);
	g_test_add_func ("/values/turned-picture", test_turned_picture);
	g_test_add_func ("/values/layout", test_layout);
	g_test_add_func ("/values/byline", test_byline);
	g_test_add_func ("/values/cover-line", test_cover_line);
	g_test_add_func ("/values/nfc", test_nfc);
	return g_test_run ();
}
