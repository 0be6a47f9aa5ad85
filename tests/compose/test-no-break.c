/* The no-break rules. In the expected texts "|" marks where a line may end. */
#include "compose/no-break.h"

#include "compose/lines.h"

#include <string.h>

/* Words around a case, so that the rules for a paragraph's first and last words stay out of it. */
#define BEFORE "xem thêm rằng "
#define AFTER  " thì dòng sau hãy còn dài thêm nữa"

static int *penalties_of (const char *text)
{
	int *penalties = g_new (int, strlen (text) + 1);
	no_break_penalties (text, strlen (text), penalties);
	return penalties;
}

/* Bytes @from … @end of @text with its breaks marked. */
static char *marked (const char *text, gsize from, gsize end)
{
	g_autofree int *penalties = penalties_of (text);
	GString *out = g_string_new (NULL);
	for (gsize i = from; i < end; i++) {
		if (i > from && penalties[i] < LINES_FORBID)
			g_string_append_c (out, '|');
		g_string_append_c (out, text[i]);
	}
	return g_string_free (out, FALSE);
}

static char *without_marks (const char *expected)
{
	char *text = g_strdup (expected), *to = text;
	for (const char *from = expected; *from != '\0'; from++)
		if (*from != '|')
			*to++ = *from;
	*to = '\0';
	return text;
}

static void check (const char *expected)
{
	g_autofree char *text = without_marks (expected);
	g_autofree char *whole = g_strconcat (BEFORE, text, AFTER, NULL);
	g_autofree char *got = marked (whole, strlen (BEFORE), strlen (BEFORE) + strlen (text));
	g_assert_cmpstr (got, ==, expected);
}

static void check_whole (const char *expected)
{
	g_autofree char *text = without_marks (expected);
	g_autofree char *got = marked (text, 0, strlen (text));
	g_assert_cmpstr (got, ==, expected);
}

static const char *const cases[] = {
	/* what Pango alone gets wrong, and what it gets right */
	"Số 9 - 2020",
	"Chỉ |thị |số 35-CT/TW",
	"kế |hoạch |126-QĐ/TW, |92-KH/ĐUK, |08-HD/UBKTTW",
	"từ |30-12-2020 |đến |30/12/2020, |đạt |811/811, |cả |2020-2025",
	"giai |đoạn |2020–2025",
	"quý IV-2021, |chống |COVID-19",
	"lần thứ XIII",
	"GS. TS. Nguyễn |Văn |A",
	"TP. Hồ Chí Minh",
	"đúng |tiến |độ. /.",
	"được |bảo |vệ… |Lập",
	"“Tạo |nguồn” |(khóa",
	"văn |hóa -văn |nghệ",
	"ông |Lê-nin",
	"T.T-T.C",
	"kinh |tế - |xã |hội",
	"đạt |5 %, |nóng |25 °C, |rộng |10 m²",
	/* 1 document codes */
	"Nghị |quyết |số 18-NQ/TW, |Luật |số 103/2016/QH13",
	"số |nhà, |12 |bộ",
	/* 2 counter word and number */
	"Đại |hội |khóa XII, |khoá XIII |và |kỳ 2",
	"điều 5, |khoản 2, |điểm a, |chương IV, |mục 1, |phần II",
	"trang 12, |tr. 12, |quý III, |tập 3, |quyển 1, |bảng 2, |hình 4, |ảnh 1",
	"thế kỷ XXI",
	"KHÓA XIII |và |NĂM 2020",
	"năm |nay |số |nhiều |điều |hay",
	"mấy |năm, |5 |lần",
	"lần |thứ |nhất",
	"Số 9 (345) - 2020",
	/* 3 dates */
	"ngày 30 |tháng 5 |năm 2019",
	/* 4 numbers and units */
	"1.200 ha, |15 tấn, |3,5 kg, |40 km, |2 triệu |đồng, |50.000 đồng, |70 USD, |6 tấn/ha",
	"5 |người, |mười |tấn, |tấn |lúa",
	"năm 2019, |tỷ |lệ",
	/* 5 titles */
	"PGS.TS. Trần |Văn |B, |ThS. Lê |C, |BS. Ngô |D, |NSƯT. Mai |E",
	"GS Trần, |TS Lê, |nhiều |TS |giỏi",
	"Nxb. Sự |thật, |NXB Trẻ |và |CN. Lê",
	"TP. Buôn Ma Thuột, |Tp. Cần Thơ |mới |lập",
	"Chủ |tịch |Hồ Chí Minh",
	/* 6 dashes and ranges */
	"2016 - 2020, |XII - XIII, |8 – 10",
	"A - |B |và |Hà |Nội – |Huế",
	/* 7 abbreviations */
	"đ/c Bí |thư |T.Ư |ở |Q.1 |v.v. |và",
	/* 9 lone signs stay with their words */
	"chữ , |rồi |( chữ ) |nữa",
	/* no-break spaces are kept */
	"một\302\240hai |ba\302\240 bốn",
};

static void test_cases (void)
{
	for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
		check (cases[i]);
}

/* 8: the end sign, the last line; dialogue; forced lines; texts of nothing. */
static const char *const whole_texts[] = {
	"- Chào |anh, |tôi |đến |từ |làng |bên sông",
	"Bà |con |vui |mừng |vì |mùa |màng |được giá./.",
	"Bà |con |vui |mừng |vì |mùa |rất tốt ./.",
	"Bà |con |vui |mừng |vì |mùa |rất tốt ■",
	"Bà |con |vui |mừng |vì |cả |mùa no đủ.",
	"Cứ |thế |mà |cùng |nhau |kéo |đi |ra ở à ừ ý",
	"Mở |đầu",
	"một |hai\n|- ba |bốn |năm |sáu |bảy tám",
	"",
	"chữ",
};

static void test_ends (void)
{
	for (gsize i = 0; i < G_N_ELEMENTS (whole_texts); i++)
		check_whole (whole_texts[i]);
}

static int penalty_at (const char *text, const char *word)
{
	g_autofree int *penalties = penalties_of (text);
	return penalties[strstr (text, word) - text];
}

static void test_soft (void)
{
	const char *name = "hôm ấy Nguyễn Văn Anh về quê và ở lại với bà con trong làng";
	g_assert_cmpint (penalty_at (name, "Văn"), >, 0);
	g_assert_cmpint (penalty_at (name, "Anh"), >, penalty_at (name, "Văn"));
	g_assert_cmpint (penalty_at (name, "Anh"), <, LINES_FORBID);
	g_assert_cmpint (penalty_at (name, "Nguyễn"), ==, 0);
	g_assert_cmpint (penalty_at (name, "về"), ==, 0);
	g_assert_cmpint (penalty_at (name, "lại"), >, 0);
	g_assert_cmpint (penalty_at (name, "làng"), ==, LINES_FORBID);
	const char *money = "cả thảy 5 triệu đồng v.v. nên bà con ai cũng vui";
	g_assert_cmpint (penalty_at (money, "triệu"), ==, LINES_FORBID);
	g_assert_cmpint (penalty_at (money, "đồng"), >, 0);
	g_assert_cmpint (penalty_at (money, "đồng"), <, LINES_FORBID);
	g_assert_cmpint (penalty_at (money, "v.v"), >, 0);
	const char *capitals = "HỘI NGHỊ TOÀN QUỐC BÀN VỀ NƯỚC SẠCH Ở NÔNG THÔN";
	g_assert_cmpint (penalty_at (capitals, "QUỐC"), ==, 0);
}

static void test_addresses (void)
{
	check ("https://tapchi.|example/|bai-|viet/|so_|9.|html?|nam=|2020&|so=|9");
	check ("(www.tapchi.|example/|bai-|moi).");
	check ("tapchi.|example.|vn/|muc-|luc");
	check ("http://");
	check ("https://a//|b");
	check ("toasoan@tapchi.example");
	check ("và/hoặc |1/2 km/h |đi-ốt |a.b |1.5/x");
}

/* Every position outside the spaces and addresses forbids; hostile text takes linear time. */
static void test_hostile (void)
{
	static const char *const stuff[] = { "a",   "Á ", "TP. ",     "Á",    "- ", "https://", "/a",
					     "số ", "9 ", "\302\240", "v.v ", "(",  "Hồ Chí " };
	for (gsize i = 0; i < G_N_ELEMENTS (stuff); i++) {
		g_autoptr (GString) text = g_string_new (NULL);
		while (text->len < 1000000)
			g_string_append (text, stuff[i]);
		g_autoptr (GTimer) timer = g_timer_new ();
		g_autofree int *penalties = penalties_of (text->str);
		g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 5.0);
		for (gsize k = 0; k < text->len; k++)
			if (((guchar) text->str[k] & 0xc0) == 0x80)
				g_assert_cmpint (penalties[k], ==, LINES_FORBID);
	}
}

int main (int argc, char **argv)
{
	g_test_init (&argc, &argv, NULL);
	g_test_set_nonfatal_assertions ();
	g_test_add_func ("/no-break/cases", test_cases);
	g_test_add_func ("/no-break/ends", test_ends);
	g_test_add_func ("/no-break/soft", test_soft);
	g_test_add_func ("/no-break/addresses", test_addresses);
	g_test_add_func ("/no-break/hostile", test_hostile);
	return g_test_run ();
}
