#include "import/import.h"

#include "base/file.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- Running a dump ------------------------------------------------------------ */

typedef struct {
	ImportReport *report;
	Diag *diag;
	char *json, *article;
} Result;

static Result import_bytes (const char *bytes, gsize size)
{
	g_autoptr (GError) error = NULL;
	g_autofree char *folder = g_dir_make_tmp ("sobao-import-XXXXXX", &error);
	g_assert_no_error (error);
	g_autofree char *path = g_build_filename (folder, "page.txt", NULL);
	g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
	Result result = { .diag = diag_new () };
	result.report = import_file (path, result.diag, &error);
	g_assert_no_error (error);
	g_assert_nonnull (result.report);
	result.json = import_print_json (result.report);
	result.article = import_print_article (result.report, import_slug (result.report));
	g_assert_cmpint (g_unlink (path), ==, 0);
	g_assert_cmpint (g_rmdir (folder), ==, 0);
	return result;
}

static Result import_text (const char *text)
{
	return import_bytes (text, strlen (text));
}

static void clear (Result *result)
{
	import_free (result->report);
	diag_free (result->diag);
	g_free (result->json);
	g_free (result->article);
}

static const char *role_name (ImportRole role)
{
	static const char *const names[] = {
#define ROLE(id, name) name,
		IMPORT_ROLES (ROLE)
#undef ROLE
	};
	return names[role];
}

/* One line per line of the dump that is not blank: "1 dropped greeting". */
static char *list_roles (const ImportReport *report)
{
	GString *out = g_string_new (NULL);
	gsize n_lines;
	const ImportLine *lines = import_lines (report, &n_lines);
	for (gsize i = 0; i < n_lines; i++)
		if (*lines[i].text != '\0')
			g_string_append_printf (out, "%zu %s%s%s\n", i + 1, role_name (lines[i].role),
						lines[i].reason != NULL ? " " : "",
						lines[i].reason != NULL ? lines[i].reason : "");
	return g_string_free (out, FALSE);
}

static void assert_roles (const Result *result, const char *wanted)
{
	g_autofree char *roles = list_roles (result->report);
	g_assert_cmpstr (roles, ==, wanted);
}

static void assert_has (const char *text, const char *part)
{
	if (strstr (text, part) == NULL)
		g_error ("%s\n  is not in\n%s", part, text);
}

static void assert_has_not (const char *text, const char *part)
{
	if (strstr (text, part) != NULL)
		g_error ("%s\n  is in\n%s", part, text);
}

static bool warns (const Result *result, int line, const char *code)
{
	gsize n_warnings;
	const ImportWarning *warnings = import_warnings (result->report, &n_warnings);
	for (gsize i = 0; i < n_warnings; i++)
		if (warnings[i].line == line && strcmp (warnings[i].code, code) == 0)
			return true;
	return false;
}

#define P1                                                                                                                           \
	"Sáng ngày 12/5/2021, huyện Bến Gỗ khai mạc tuần lễ trồng cây ven sông với sự tham gia của hơn ba " \
	"trăm đoàn viên từ mười hai xã."
#define P2                                                                                                                                       \
	"Theo kế hoạch, mỗi xã nhận năm nghìn cây bần và cây đước để trồng dọc hai bờ kênh. Các hộ dân gần " \
	"bờ được giao chăm sóc cây trong ba năm đầu và được hưởng phần củi tỉa."
#define P3                                                                                                                                        \
	"Những năm trước, nước dâng làm lở gần bốn cây số bờ. Nhờ hàng cây mới, hai mùa lũ vừa rồi chỉ còn " \
	"vài chỗ phải kè lại bằng đá, tiết kiệm cho ngân sách một khoản đáng kể."

/* ---- Four portals ------------------------------------------------------------------ */

/* A province's portal: menu, breadcrumb, date with a weekday, share buttons, tags, related links, footer. */
static void test_province (void)
{
	Result result = import_text ("Trang chủ Giới thiệu Tin tức Liên hệ\n"
				     "Trang chủ » Tin tức » Nông nghiệp\n"
				     "\n"
				     "Huyện Bến Gỗ mở tuần lễ trồng cây ven sông\n"
				     "Thứ tư, 12/05/2021 | 14:05\n"
				     "Chia sẻ Facebook Zalo In bài viết\n"
				     "A- A A+\n"
				     "\n" P1 "\n\n"
				     "Quang cảnh buổi trồng cây. Ảnh: Ban Biên tập\n"
				     "\n" P2 "\n\n" P3 "\n\n"
				     "Ban Biên tập\n"
				     "Từ khóa: trồng cây, ven sông, Bến Gỗ\n"
				     "Lượt xem: 1.204\n"
				     "Tin liên quan\n"
				     "Xã Cồn Lá tổng kết năm học\n"
				     "Thăm các lớp học mùa nước nổi\n"
				     "© 2021 Cổng thông tin huyện\n");
	assert_roles (
		&result,
		"1 dropped navigation\n2 dropped breadcrumb\n4 title\n5 date\n6 dropped share-buttons\n"
		"7 dropped font-size-widget\n9 lead\n11 caption\n13 body\n15 body\n17 byline\n"
		"18 dropped tag-list\n19 dropped view-counter\n20 dropped related-links-heading\n"
		"21 dropped after-related-links\n22 dropped after-related-links\n23 dropped site-footer\n");
	assert_has (result.json, "\"iso\":\"2021-05-12T14:05\"");
	assert_has (result.json, "\"kind\":\"organisation\"");
	assert_has (result.article, "date: \"2021-05-12\"\n");
	assert_has (result.article, "  organisation: \"Ban Biên tập\"\n");
	assert_has_not (result.article, "Facebook");
	g_assert_cmpstr (import_slug (result.report), ==, "huyen-ben-go-mo-tuan-le-trong-cay-ven-song");
	g_assert_false (diag_has_errors (result.diag));
	clear (&result);
}

/* A newspaper: kicker, credit above the text, pictures by file name, source at the end, letters. */
static void test_newspaper (void)
{
	Result result = import_text ("BÁO ĐIỆN TỬ BẾN GỖ\n"
				     "Đăng nhập Tìm kiếm\n\n"
				     "Mùa nước nổi năm nay\n"
				     "Bến Gỗ trồng thêm sáu mươi nghìn cây giữ bờ kênh\n"
				     "Cập nhật lúc 08:15 | 13-05-2021\n"
				     "Bài và ảnh: Tổ Phóng viên\n\n" P1 "\n\n"
				     "IMG_2041.JPG\n"
				     "Đoàn viên chuyển cây xuống ghe.\n\n" P2 "\n\n"
				     "Giữ bờ bằng rễ cây\n\n" P3 "\n\n"
				     "(Theo TTXVN)\n"
				     "Bình luận (2)\n"
				     "Bạn đọc ở Cồn Lá (xã Cồn Lá) - 14/05/2021\n"
				     "Xã tôi cũng muốn có cây giống như vậy.\n"
				     "Người Bến Gỗ (nguoibengo@example.vn) gửi ngày 15/05/2021\n"
				     "Xin hỏi nhận cây ở đâu?\n"
				     "Thích Trả lời\n"
				     "Gửi bình luận\n"
				     "Họ và tên *\n"
				     "Email *\n"
				     "Gửi\n");
	assert_roles (
		&result,
		"1 dropped site-name\n2 dropped navigation\n4 kicker\n5 title\n6 date\n7 byline\n9 lead\n"
		"11 placeholder image-placeholder (becomes an empty picture slot)\n12 caption\n14 body\n16 "
		"crosshead\n"
		"18 body\n20 source\n21 comment-heading comment-list-heading\n22 comment-head\n23 "
		"comment-text\n"
		"24 comment-head\n25 comment-text\n26 comment-text\n27 dropped comment-form\n"
		"28 dropped comment-form\n29 dropped comment-form\n30 dropped comment-form\n");
	assert_has (result.article, "kicker: \"Mùa nước nổi năm nay\"\n");
	assert_has (result.article, "source: \"(Theo TTXVN)\"\n");
	assert_has (result.article, "\n## Giữ bờ bằng rễ cây\n");
	assert_has (result.article, "  printed: \"Bài và ảnh: Tổ Phóng viên\"\n");
	assert_has (result.article, "\n![Đoàn viên chuyển cây xuống "
				    "ghe.](photos/ben-go-trong-them-sau-muoi-nghin-cay-giu-bo-kenh-1.jpg)\n");
	assert_has (result.article,
		    "  - name: \"Bạn đọc ở Cồn Lá\"\n    address: \"xã Cồn Lá\"\n    date: \"2021-05-14\"\n");
	/* no address of a reader, anywhere */
	g_autofree char *report = import_print_report (result.report);
	assert_has_not (result.article, "@");
	assert_has_not (result.json, "nguoibengo");
	assert_has_not (report, "nguoibengo");
	assert_has (result.json, "\"email_masked\":\"***@...\"");
	clear (&result);
}

/* A magazine's site: lists above and below, a box in the article, the printed magazine's widget. */
static void test_magazine (void)
{
	Result result = import_text ("Tin mới nhất\n"
				     "Lịch phát hành tháng tới\n"
				     "Thông báo tuyển cộng tác viên ảnh\n"
				     "\n"
				     "Vì sao bờ kênh Bến Gỗ không còn lở?\n"
				     "\n"
				     "20:10 13/5/2021\n"
				     "\n" P1 "\n" P2 "\n\n"
				     "Số liệu trong bài\n"
				     "• 60.000 cây\n"
				     "• 12 xã\n"
				     "• 4 cây số bờ\n"
				     "\n" P3 "\n\n"
				     "Mai Lá – Ban Tuyên giáo Huyện ủy\n"
				     "Các bài viết khác\n"
				     "Chuyện người giữ đê\n"
				     "TẠP CHÍ IN\n"
				     "Số 1+2 - 2021\n"
				     "Tra cứu tạp chí in:\n"
				     "THƯ VIỆN ẢNH\n"
				     "Chúng tôi sử dụng cookie để trang web chạy tốt hơn.\n");
	assert_roles (
		&result,
		"1 dropped related-links-heading\n2 dropped list-of-links\n3 dropped list-of-links\n5 title\n"
		"7 date\n9 lead\n10 body\n12 box\n13 box\n14 box\n15 box\n17 body\n19 byline\n"
		"20 dropped related-links-heading\n21 dropped after-related-links\n22 widget\n23 widget\n"
		"24 widget\n25 dropped picture-gallery-widget\n26 dropped cookie-notice\n");
	assert_has (result.article,
		    "\n> [!box] Số liệu trong bài\n>\n> - 60.000 cây\n> - 12 xã\n> - 4 cây số bờ\n");
	assert_has (result.json, "\"kind\":\"name+affiliation\"");
	const IssueNumber *number = import_issue_number (result.report);
	g_assert_nonnull (number);
	g_assert_cmpint (number->n_numbers, ==, 2);
	g_assert_cmpint (number->year, ==, 2021);
	clear (&result);
}

/* A ministry's page: everything without blank lines, headline twice, odd bytes. */
static void test_ministry (void)
{
	Result result = import_text ("\xef\xbb\xbfKính chào quý bạn đọc\r\n"
				     "Thống kê truy cập\r\n"
				     "Hôm nay: 12\r\n"
				     "Tổng: 123.456\r\n"
				     "Ba bài học từ hàng cây giữ bờ\r\n"
				     "Ba bài học từ hàng cây giữ bờ\r\n"
				     "Ngày 31 tháng 2 năm 2021\r\n" P1 "\r\n" P1 "\r\n"
				     "\xc2\xa0\xc2\xa0" P2 "\r\n" P3 " /.\r\n"
				     "T.H\r\n"
				     "Nguồn: https://example.vn/bai-hoc\r\n");
	assert_roles (
		&result,
		"1 dropped greeting\n2 dropped visitor-statistics-widget\n3 dropped "
		"visitor-statistics-widget\n"
		"4 dropped visitor-statistics-widget\n5 title\n6 title-dup duplicate-title\n7 date\n8 lead\n"
		"9 lead-dup duplicate-lead\n10 body\n11 body\n12 byline\n13 source\n");
	g_assert_true (warns (&result, 7, "impossible-date"));
	g_assert_true (warns (&result, 11, "end-sign"));
	g_assert_true (warns (&result, 10, "nbsp-indent"));
	assert_has (result.article, "source-url: \"https://example.vn/bai-hoc\"\n");
	assert_has_not (result.article, "date:");
	assert_has (result.article, "đáng kể.\n");
	assert_has_not (result.article, "/.\n");
	clear (&result);
}

/* ---- Single rules --------------------------------------------------------------------- */

static char *page (const char *head, const char *body, const char *tail)
{
	return g_strconcat (head, "Huyện Bến Gỗ trồng cây giữ bờ\n\n", P1, "\n\n", P2, "\n\n", body, "\n\n",
			    P3, "\n\n", tail, NULL);
}

/* The longer name goes on behind the phrase: what follows decides, and it is not in the phrase. */
static void test_capitals_of_longer_names (void)
{
	g_autofree char *text =
		page ("",
		      "Theo Đại hội Đại biểu xã, cây tốt. Qua Đại hội Đại biểu huyện, dân giữ cây. Ở "
		      "Đại hội đại biểu thôn thì chưa.",
		      "");
	Result result = import_text (text);
	g_assert_false (warns (&result, 7, "capital-inconsistency"));
	clear (&result);
}

static void test_dates (void)
{
	static const struct {
		const char *line, *iso;
	} cases[] = {
		{ "Ngày đăng: 01/10/2021", "2021-10-01" },
		{ "6:59' 8/8/2020", "2020-08-08T06:59" },
		{ "Thứ 5 Ngày 22/08/2019", "2019-08-22" },
		{ "Thứ Năm, 22/08/2019 10:20 (GMT+7)", "2019-08-22T10:20" },
		{ "08:15 | 01/10/2021 | Lượt xem: 33", "2021-10-01T08:15" },
		{ "Chủ nhật, ngày 23 tháng 5 năm 2021", "2021-05-23" },
		{ "Cập nhật lúc 9h05 ngày 01-10-2021", "2021-10-01T09:05" },
		{ "2021-10-01 08:15", "2021-10-01T08:15" },
		{ "01.10.2021", "2021-10-01" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autofree char *head = g_strconcat (cases[i].line, "\n\n", NULL);
		g_autofree char *text = page (head, "", "");
		g_autofree char *wanted = g_strdup_printf ("\"iso\":\"%s\",\"line\":1}", cases[i].iso);
		Result result = import_text (text);
		assert_has (result.json, wanted);
		clear (&result);
	}
	g_autofree char *text = page ("Thứ 6 Ngày 22/08/2019\n\n", "", "");
	Result result = import_text (text);
	g_assert_true (warns (&result, 1, "weekday-mismatch"));
	clear (&result);
	/* a date of an event is no date of publication */
	g_autofree char *plain = page ("", "", "");
	Result without = import_text (plain);
	assert_has (without.json, "\"date\":null");
	clear (&without);
}

static void test_bylines (void)
{
	static const struct {
		const char *line, *json;
	} cases[] = {
		{ "Tin, ảnh: Minh Lá – Thu Gỗ",
		  "\"kind\":\"credit\",\"roles\":[\"text\",\"photo\"],\"people\":[\"Minh Lá\",\"Thu Gỗ\"]" },
		{ "Bài và ảnh: Minh Lá",
		  "\"kind\":\"credit\",\"roles\":[\"text\",\"photo\"],\"people\":[\"Minh Lá\"]" },
		{ "Minh LáPhòng Văn hóa huyện",
		  "\"people\":[\"Minh Lá\"],\"organisation\":\"Phòng Văn hóa huyện\"" },
		{ "Minh Lá, Thu Gỗ",
		  "\"kind\":\"name\",\"roles\":[\"text\"],\"people\":[\"Minh Lá\",\"Thu Gỗ\"]" },
		{ "M.L-T.G", "\"kind\":\"initials\",\"roles\":[\"text\"],\"people\":[\"M.L\",\"T.G\"]" },
		{ "PV", "\"kind\":\"initials\"" },
		{ "Phòng Văn hóa huyện", "\"kind\":\"organisation\",\"roles\":[\"text\"],\"people\":[]" },
		{ "Minh Lá\nPhòng Văn hóa huyện", "\"kind\":\"name+affiliation\"" },
		{ "Nguồn Báo Bến Gỗ: https://example.vn/a",
		  "\"printed\":\"(Nguồn: Báo Bến Gỗ)\",\"url\":\"https://example.vn/a\"" },
		{ "Theo Báo Bến Gỗ", "\"printed\":\"(Theo Báo Bến Gỗ)\"" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autofree char *text = page ("", "", cases[i].line);
		Result result = import_text (text);
		assert_has (result.json, cases[i].json);
		clear (&result);
	}
}

static void test_warnings (void)
{
	static const struct {
		const char *body, *code;
	} cases[] = {
		{ "Hàng cây đã xanh.Người dân rất mừng vì bờ kênh từ nay vững hơn trước nhiều lần.",
		  "glued-sentence" },
		{ "Hội làm văn hóa -văn nghệ và thể thao cho thanh niên ở các xã ven kênh suốt mùa nước.",
		  "hyphen-spacing" },
		{ "Xã có đước, bần… Người dân trồng thêm dừa ở những chỗ đất cao hơn mặt nước cả mét.",
		  "mid-paragraph-ellipsis" },
		{ "Việc còn lại là chăm cây, giữ cây, trồng dặm những chỗ cây chết vì mặn trong mùa khô;…",
		  "trailing-semicolon-ellipsis" },
		{ "Các xã đã bám bám sát kế hoạch và trồng xong phần cây của mình trước mùa nước về đồng.",
		  "repeated-syllable" },
		{ "Các xã đưọc giao cây giống và trồng xong phần cây của mình trước mùa nước về đồng.",
		  "typo" },
		{ "Các xã nghành nông nghiệp gịao cây giống và trồng xong phần của mình trước mùa nước về.",
		  "typo" },
		{ "Chi uỷ và đảng ủy các xã cùng dân trồng xong phần cây của mình trước mùa nước về đồng.",
		  "tone-style-mix" },
		{ "Xã Ðông Bến và các xã bên cạnh đã trồng xong phần cây của mình trước mùa nước về đồng.",
		  "look-alike-letter" },
		{ "Theo Hội Nông dân, cây tốt. Được Hội Nông dân giao, dân giữ cây. Ở Hội nông dân xã thì "
		  "chưa.",
		  "capital-inconsistency" },
		{ "Cây\u200b giống được chở bằng ghe tới từng bến và trồng xong trước mùa nước về đồng.",
		  "invisible-character" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autofree char *text = page ("", cases[i].body, "");
		Result result = import_text (text);
		g_test_message ("%s", cases[i].code);
		g_assert_true (warns (&result, 7, cases[i].code));
		assert_has (result.article, i == 10 ? "Cây giống" : cases[i].body); /* told, not repaired */
		g_assert_cmpuint (diag_count_kind (result.diag, DIAG_IMPORT_DOUBT), >, 0);
		clear (&result);
	}
	/* no false alarm where nothing is wrong */
	g_autofree char *clean_page =
		page ("",
		      "Ở TP.HCM và Bến Gỗ, GS.TS chủ nhiệm nói: “Giữ bờ, giữ đất!”. Người người trồng cây, "
		      "luôn luôn giữ bờ; giá 12.500 đồng/cây, quý khách xem tại baobengo.vn và gìn giữ.",
		      "");
	Result result = import_text (clean_page);
	gsize n_warnings;
	import_warnings (result.report, &n_warnings);
	g_assert_cmpuint (n_warnings, ==, 0);
	clear (&result);
}

static void test_captions (void)
{
	g_autofree char *text = page ("",
				      "Đoàn viên chuyển cây xuống ghe trước giờ ra kênh\n"
				      "của xã Cồn Lá sáng 12/5\n\n"
				      "Responsive image\n\n"
				      "Responsive image\n"
				      "Hàng cây non bên bờ kênh\n"
				      "Ảnh: Tổ Phóng viên",
				      "PV");
	Result result = import_text (text);
	assert_has (
		result.json,
		"{\"placeholder_line\":null,\"caption_lines\":[7,8],\"after_body\":1,\"caption\":\"Đoàn viên "
		"chuyển cây xuống ghe trước giờ ra kênh của xã Cồn Lá sáng 12/5\"}");
	assert_has (result.json,
		    "{\"placeholder_line\":10,\"caption_lines\":[],\"after_body\":1,\"caption\":\"\"}");
	assert_has (result.json, "{\"placeholder_line\":12,\"caption_lines\":[13,14],\"after_body\":1,"
				 "\"caption\":\"Hàng cây non "
				 "bên bờ kênh Ảnh: Tổ Phóng viên\"}");
	g_assert_true (warns (&result, 7, "split-caption"));
	g_assert_true (warns (&result, 7, "caption-without-placeholder"));
	clear (&result);
}

static void test_escapes (void)
{
	g_autofree char *text = page (
		"", "1. *Một* _hai_ [ba](x) <b>bốn</b> &amp; `năm` | # \\ ~~ ![^1]: \"sáu\" là hết câu này.",
		"PV");
	Result result = import_text (text);
	assert_has (result.article, "\n1\\. \\*Một\\* \\_hai\\_ \\[ba\\](x) \\<b\\>bốn\\</b\\> \\&amp; "
				    "\\`năm\\` \\| \\# \\\\ \\~\\~ "
				    "\\!\\[^1\\]: \"sáu\" là hết câu này.\n");
	assert_has (result.json, "\\\"sáu\\\"");
	clear (&result);
}

static void test_text_after_end (void)
{
	g_autofree char *text = page ("", "Tin liên quan", "PV");
	Result result = import_text (text);
	g_assert_true (warns (&result, 9, "text-after-end"));
	clear (&result);
}

/* ---- Bad input --------------------------------------------------------------------------- */

static void assert_refused (const char *bytes, gsize size, DiagKind kind, const char *where)
{
	Result result = import_bytes (bytes, size);
	g_autofree char *printed = diag_print (result.diag);
	g_assert_cmpuint (diag_count_kind (result.diag, kind), ==, 1);
	g_assert_true (diag_has_errors (result.diag));
	assert_has (printed, where);
	assert_has (result.article, "---\n");
	clear (&result);
}

static void test_refused (void)
{
	assert_refused ("", 0, DIAG_IMPORT_EMPTY, "page.txt: error:");
	assert_refused (" \n\xc2\xa0\n\t\n", 6, DIAG_IMPORT_EMPTY, "page.txt: error:");
	assert_refused ("Dòng một\nHai \xe9 ba\n", strlen ("Dòng một\nHai \xe9 ba\n"), DIAG_IMPORT_ENCODING,
			"page.txt:2:5: error:");
	assert_refused ("Một\nhai\0ba\n", 12, DIAG_IMPORT_NUL, "page.txt:2:4: error:");
	assert_refused (P1 "\n", strlen (P1 "\n"), DIAG_IMPORT_NO_HEADLINE, "page.txt: error:");

	g_autofree char *lines = g_strnfill (100001, '\n');
	assert_refused (lines, 100001, DIAG_IMPORT_TOO_MANY_LINES, "page.txt: error:");

	g_autoptr (Diag) diag = diag_new ();
	g_autoptr (GError) error = NULL;
	g_assert_null (import_file ("/nowhere/page.txt", diag, &error));
	g_assert_nonnull (error);
}

static void test_too_large (void)
{
	g_autofree char *name = NULL;
	int file = g_file_open_tmp ("sobao-large-XXXXXX", &name, NULL);
	g_assert_cmpint (file, >=, 0);
	g_close (file, NULL);
	gsize size = (4 << 20) + 1;
	g_autofree char *bytes = g_strnfill (size, 'a');
	g_assert_true (g_file_set_contents (name, bytes, (gssize) size, NULL));
	g_autoptr (Diag) diag = diag_new ();
	g_autoptr (GError) error = NULL;
	g_assert_null (import_file (name, diag, &error));
	g_assert_nonnull (error);
	g_unlink (name);
}

/* Large and strange, but within the bounds: an answer in reasonable time. */
static void test_strange (void)
{
	static const char *const pieces[] = { "aB.Ca-b ",
					      "Ủy ban. ",
					      "• ",
					      "…",
					      "Số 9 - 2020\n",
					      "uỷ ủy ",
					      "@",
					      "12/12/2012\n",
					      "\n\n",
					      "Tin liên quan\n",
					      "Responsive image\n",
					      "(",
					      "Hộp\n• a\n• b\n• c\n",
					      "aBc AbC ABc abC ",
					      "Ảnh: ",
					      "Bình luận\n",
					      ": " };
	for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
		g_autoptr (GString) text = g_string_new ("Huyện Bến Gỗ trồng cây giữ bờ\n\n");
		while (text->len < 100000)
			g_string_append (text, pieces[i]);
		gint64 start = g_get_monotonic_time ();
		Result result = import_text (text->str);
		g_test_message ("%s: %" G_GINT64_FORMAT " ms", pieces[i],
				(g_get_monotonic_time () - start) / 1000);
		g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
		clear (&result);
	}
	for (int i = 0; i < 300; i++) {
		g_autoptr (GString) text =
			g_string_new (g_test_rand_bit () ? "Huyện Bến Gỗ trồng cây giữ bờ\n" : "");
		for (int n = g_test_rand_int_range (1, 60); n > 0; n--)
			g_string_append (
				text, n % 9 == 0 ? P2 "\n"
						 : pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
		Result result = import_text (text->str);
		g_autofree char *roles = list_roles (result.report);
		if (!diag_has_errors (result.diag))
			assert_has_not (roles, " blank"); /* every line has a role */
		clear (&result);
	}
}

static void test_same_bytes (void)
{
	g_autofree char *text = page ("", "Chi uỷ xã.Ðông vui -lắm", "Tin, ảnh: Minh Lá – Thu Gỗ");
	Result first = import_text (text), second = import_text (text);
	g_assert_cmpstr (first.json, ==, second.json);
	g_assert_cmpstr (first.article, ==, second.article);
	clear (&first);
	clear (&second);
}

int main (int argc, char **argv)
{
	g_test_init (&argc, &argv, NULL);
	g_test_add_func ("/import/capitals-of-longer-names", test_capitals_of_longer_names);
	g_test_add_func ("/import/province", test_province);
	g_test_add_func ("/import/newspaper", test_newspaper);
	g_test_add_func ("/import/magazine", test_magazine);
	g_test_add_func ("/import/ministry", test_ministry);
	g_test_add_func ("/import/dates", test_dates);
	g_test_add_func ("/import/bylines", test_bylines);
	g_test_add_func ("/import/warnings", test_warnings);
	g_test_add_func ("/import/captions", test_captions);
	g_test_add_func ("/import/escapes", test_escapes);
	g_test_add_func ("/import/text-after-end", test_text_after_end);
	g_test_add_func ("/import/refused", test_refused);
	g_test_add_func ("/import/too-large", test_too_large);
	g_test_add_func ("/import/strange", test_strange);
	g_test_add_func ("/import/same-bytes", test_same_bytes);
	return g_test_run ();
}
