#include "model/issue-number.h"

#include <string.h>

/* ---- Labels ------------------------------------------------------------------ */

static const struct {
	const char *label;
	IssueNumber number;
	const char *printed;
} labels[] = {
	{ "Số 9 - 2020", { .year = 2020, .numbers = { 9 }, .n_numbers = 1 }, "Số 9 - 2020" },
	{ "SỐ 9 - 2020", { .year = 2020, .numbers = { 9 }, .n_numbers = 1 }, "Số 9 - 2020" },
	{ "số\u00a09\u00a0-\u00a02020", { .year = 2020, .numbers = { 9 }, .n_numbers = 1 }, "Số 9 - 2020" },
	{ "So\u0302\u0301 9 - 2020", { .year = 2020, .numbers = { 9 }, .n_numbers = 1 }, "Số 9 - 2020" },
	{ "  Số 9 – 2020 ", { .year = 2020, .numbers = { 9 }, .n_numbers = 1 }, "Số 9 - 2020" },
	{ "Số 9/2020", { .year = 2020, .numbers = { 9 }, .n_numbers = 1 }, "Số 9 - 2020" },
	{ "Số 9 2020", { .year = 2020, .numbers = { 9 }, .n_numbers = 1 }, "Số 9 - 2020" },
	{ "Số 09 năm 2020", { .year = 2020, .numbers = { 9 }, .n_numbers = 1 }, "Số 9 - 2020" },
	{ "Số 1-2020", { .year = 2020, .numbers = { 1 }, .n_numbers = 1 }, "Số 1 - 2020" },
	{ "Số 1-2 - 2020", { .year = 2020, .numbers = { 1, 2 }, .n_numbers = 2 }, "Số 1+2 - 2020" },
	{ "Số 1-2-2020", { .year = 2020, .numbers = { 1, 2 }, .n_numbers = 2 }, "Số 1+2 - 2020" },
	{ "Số 1+2 - 2020", { .year = 2020, .numbers = { 1, 2 }, .n_numbers = 2 }, "Số 1+2 - 2020" },
	{ "Số 1 và 2 - 2020", { .year = 2020, .numbers = { 1, 2 }, .n_numbers = 2 }, "Số 1+2 - 2020" },
	{ "Số 1,2 - 2020", { .year = 2020, .numbers = { 1, 2 }, .n_numbers = 2 }, "Số 1+2 - 2020" },
	{ "Số 1, 3, 5/2020", { .year = 2020, .numbers = { 1, 3, 5 }, .n_numbers = 3 }, "Số 1+3+5 - 2020" },
	{ "Số 9, 2020", { .year = 2020, .numbers = { 9 }, .n_numbers = 1 }, "Số 9 - 2020" },
	{ "Số 1-2", { .numbers = { 1, 2 }, .n_numbers = 2 }, "Số 1+2" },
	{ "Số 1999-2000", { .year = 2000, .numbers = { 1999 }, .n_numbers = 1 }, "Số 1999 - 2000" },
	{ "Số 1999-2000 - 2020",
	  { .year = 2020, .numbers = { 1999, 2000 }, .n_numbers = 2 },
	  "Số 1999+2000 - 2020" },
	{ "Số: 9731", { .numbers = { 9731 }, .n_numbers = 1 }, "Số 9731" },
	{ "Số 9.731", { .numbers = { 9731 }, .n_numbers = 1 }, "Số 9731" },
	{ "Số 2020", { .numbers = { 2020 }, .n_numbers = 1 }, "Số 2020" },
	{ "Số 67 (7.050)", { .numbers = { 67 }, .n_numbers = 1, .overall = 7050 }, "Số 67 (7.050)" },
	{ "Số 67 (7050)", { .numbers = { 67 }, .n_numbers = 1, .overall = 7050 }, "Số 67 (7.050)" },
	{ "Số 9 (345)", { .numbers = { 9 }, .n_numbers = 1, .overall = 345 }, "Số 9 (345)" },
	{ "Số 9 (345) - 2020",
	  { .year = 2020, .numbers = { 9 }, .n_numbers = 1, .overall = 345 },
	  "Số 9 (345) - 2020" },
	{ "Số 9/2020 (tổng số 345)",
	  { .year = 2020, .numbers = { 9 }, .n_numbers = 1, .overall = 345 },
	  "Số 9 (345) - 2020" },
	{ "Số 1+2 (345) - 2020",
	  { .year = 2020, .numbers = { 1, 2 }, .n_numbers = 2, .overall = 345 },
	  "Số 1+2 (345) - 2020" },
	{ "Số 947 (8-2020)",
	  { .year = 2020, .numbers = { 947 }, .n_numbers = 1, .month = 8 },
	  "Số 947, tháng 8-2020" },
	{ "Số 9, tháng 9-2020",
	  { .year = 2020, .numbers = { 9 }, .n_numbers = 1, .month = 9 },
	  "Số 9, tháng 9-2020" },
	{ "Số 9 (345), tháng 09/2020",
	  { .year = 2020, .numbers = { 9 }, .n_numbers = 1, .month = 9, .overall = 345 },
	  "Số 9 (345), tháng 9-2020" },
	{ "Số 9 tháng 9 năm 2020",
	  { .year = 2020, .numbers = { 9 }, .n_numbers = 1, .month = 9 },
	  "Số 9, tháng 9-2020" },
	{ "Số tháng 9-2020", { .year = 2020, .month = 9 }, "Số tháng 9-2020" },
	{ "số Xuân Nhâm Dần (1+2/2022)",
	  { .year = 2022, .numbers = { 1, 2 }, .n_numbers = 2, .kind = ISSUE_TET, .season = "Xuân Nhâm Dần" },
	  "Số 1+2 Xuân Nhâm Dần 2022" },
	{ "số Xuân Quý Mão (1+2-2023)",
	  { .year = 2023, .numbers = { 1, 2 }, .n_numbers = 2, .kind = ISSUE_TET, .season = "Xuân Quý Mão" },
	  "Số 1+2 Xuân Quý Mão 2023" },
	{ "số Xuân Quí Mẹo 2023",
	  { .year = 2023, .kind = ISSUE_TET, .season = "Xuân Quý Mão" },
	  "Số Xuân Quý Mão 2023" },
	{ "số 2+3 Xuân Mậu Tuất 2018",
	  { .year = 2018, .numbers = { 2, 3 }, .n_numbers = 2, .kind = ISSUE_TET, .season = "Xuân Mậu Tuất" },
	  "Số 2+3 Xuân Mậu Tuất 2018" },
	{ "Số Xuân Canh Tý 1+2 - 2020",
	  { .year = 2020, .numbers = { 1, 2 }, .n_numbers = 2, .kind = ISSUE_TET, .season = "Xuân Canh Tý" },
	  "Số 1+2 Xuân Canh Tý 2020" },
	{ "Số 1+2 (345) Xuân Canh Tý - 2020",
	  { .year = 2020,
	    .numbers = { 1, 2 },
	    .n_numbers = 2,
	    .overall = 345,
	    .kind = ISSUE_TET,
	    .season = "Xuân Canh Tý" },
	  "Số 1+2 (345) Xuân Canh Tý 2020" },
	{ "SỐ XUÂN CANH TÝ 2020",
	  { .year = 2020, .kind = ISSUE_TET, .season = "Xuân Canh Tý" },
	  "Số Xuân Canh Tý 2020" },
	{ "Số Xuân 2020", { .year = 2020, .kind = ISSUE_TET, .season = "Xuân" }, "Số Xuân 2020" },
	{ "Số Tết", { .kind = ISSUE_TET }, "Số Tết" },
	{ "Số Tết 2021", { .year = 2021, .kind = ISSUE_TET }, "Số Tết - 2021" },
	{ "Số Tết Tân Sửu", { .kind = ISSUE_TET, .season = "Tết Tân Sửu" }, "Số Tết Tân Sửu" },
	{ "Số Thu 2020", { .year = 2020, .season = "Thu" }, "Số Thu 2020" },
	{ "Số chuyên đề", { .kind = ISSUE_THEMATIC }, "Số chuyên đề" },
	{ "Số chuyên đề: Nước và đất",
	  { .kind = ISSUE_THEMATIC, .title = "Nước và đất" },
	  "Số chuyên đề: Nước và đất" },
	{ "Số chuyên đề Nước và đất - 2020",
	  { .year = 2020, .kind = ISSUE_THEMATIC, .title = "Nước và đất" },
	  "Số chuyên đề - 2020: Nước và đất" },
	{ "Số đặc biệt", { .kind = ISSUE_SPECIAL }, "Số đặc biệt" },
	{ "Số đặc biệt mừng mùa gặt ngày 30/4",
	  { .kind = ISSUE_SPECIAL, .title = "mừng mùa gặt ngày 30/4" },
	  "Số đặc biệt: mừng mùa gặt ngày 30/4" },
	{ "Số 9 (đặc biệt) - 2020",
	  { .year = 2020, .numbers = { 9 }, .n_numbers = 1, .kind = ISSUE_SPECIAL },
	  "Số 9 đặc biệt - 2020" },
	{ "Phụ trương", { .kind = ISSUE_SUPPLEMENT }, "Phụ trương" },
	{ "Phụ trương số 3 - 2020",
	  { .year = 2020, .numbers = { 3 }, .n_numbers = 1, .kind = ISSUE_SUPPLEMENT },
	  "Phụ trương số 3 - 2020" },
	{ "Số 9 - 2020: Mùa nước",
	  { .year = 2020, .numbers = { 9 }, .n_numbers = 1, .title = "Mùa nước" },
	  "Số 9 - 2020: Mùa nước" },
};

static void assert_same (const IssueNumber *a, const IssueNumber *b)
{
	g_assert_cmpint (a->year, ==, b->year);
	g_assert_cmpint (a->n_numbers, ==, b->n_numbers);
	for (int i = 0; i < a->n_numbers; i++)
		g_assert_cmpint (a->numbers[i], ==, b->numbers[i]);
	g_assert_cmpint (a->overall, ==, b->overall);
	g_assert_cmpint (a->month, ==, b->month);
	g_assert_cmpint (a->kind, ==, b->kind);
	g_assert_cmpstr (a->season, ==, b->season);
	g_assert_cmpstr (a->title, ==, b->title);
}

static void test_labels (void)
{
	g_autoptr (Arena) arena = arena_new ();
	for (gsize i = 0; i < G_N_ELEMENTS (labels); i++) {
		g_test_message ("%s", labels[i].label);
		IssueNumber number;
		const char *problem = "untouched";
		bool ok = issue_number_parse (labels[i].label, arena, &number, &problem);
		g_assert_cmpstr (problem, ==, NULL);
		g_assert_true (ok);
		assert_same (&number, &labels[i].number);
		g_autofree char *printed = issue_number_print (&number);
		g_assert_cmpstr (printed, ==, labels[i].printed);
	}
}

static const struct {
	const char *label, *problem; /* a part of it */
} impossible[] = {
	{ "", "begins with" },
	{ "9 - 2020", "begins with" },
	{ "Số", "missing" },
	{ "Số 0 - 2020", "begin at 1" },
	{ "Số 3+2 - 2020", "ascend" },
	{ "Số 2+2 - 2020", "ascend" },
	{ "Số 9 - 3020", "between 1800 and 2999" },
	{ "Số 9 - 1799", "between 1800 and 2999" },
	{ "Số 9 - 20", "neighbouring" },
	{ "Số 1-3 - 2020", "neighbouring" },
	{ "Số 9/20", "four digits" },
	{ "Số 9 -", "year is missing" },
	{ "Số 9 + - 2020", "missing" },
	{ "Số 9, tháng 13-2020", "from 1 to 12" },
	{ "Số 9, tháng 0-2020", "from 1 to 12" },
	{ "Số 9 (13-2020)", "from 1 to 12" },
	{ "Số 9, tháng", "from 1 to 12" },
	{ "Số 100000", "99,999" },
	{ "Số 99999999999999999999999999 - 2020", "99,999" },
	{ "Số 9 (100.000) - 2020", "99,999" },
	{ "Số 9 (0) - 2020", "99,999" },
	{ "Số 9 (345 - 2020", "1 to 12" },
	{ "Số 9 (5 - 2020", "closing parenthesis" },
	{ "Số 9 (345) (346)", "two running numbers" },
	{ "Số 9 (8-2020) - 2021", "two different years" },
	{ "Số 1+2+3+4+5+6+7+8+9+10+11+12+13", "at most 12" },
	{ "Số Xuân Canh Tý 2021", "contradict" },
	{ "số Xuân Nhâm Dần (1+2/2023)", "contradict" },
	{ "Số Xuân Canh Sửu", "can chi" },
	{ "Số Xuân Canh", "can chi" },
	{ "Số Xuân hoa lá", "no part" },
	{ "Số 9 - 2020 nữa", "no part" },
	{ "Số chín", "no part" },
	{ "Số 9 - 2020:", "title is missing" },
};

static void test_impossible (void)
{
	g_autoptr (Arena) arena = arena_new ();
	for (gsize i = 0; i < G_N_ELEMENTS (impossible); i++) {
		IssueNumber number;
		const char *problem = NULL;
		g_test_message ("%s", impossible[i].label);
		g_assert_false (issue_number_parse (impossible[i].label, arena, &number, &problem));
		g_assert_nonnull (problem);
		g_test_message ("→ %s", problem);
		g_assert_nonnull (strstr (problem, impossible[i].problem));
	}
	g_autofree char *many = g_strnfill (100000, '9');
	g_autofree char *label = g_strconcat ("Số ", many, NULL);
	IssueNumber number;
	const char *problem;
	g_assert_false (issue_number_parse (label, arena, &number, &problem));
	g_assert_nonnull (strstr (problem, "too long"));
}

/* ---- Print, then parse -------------------------------------------------------- */

static IssueNumber random_number (Arena *arena)
{
	static const char *const titles[] = { NULL, NULL, "Nước về đồng", "100 năm làng nghề",
					      "Ba: bốn, (năm) - 2020" };
	IssueNumber number = { .kind = (IssueKind) g_test_rand_int_range (0, N_ISSUE_KINDS) };
	int value = 0;
	number.n_numbers = g_test_rand_int_range (0, MOST_ISSUE_NUMBERS + 1);
	for (int i = 0; i < number.n_numbers; i++)
		number.numbers[i] = value += g_test_rand_int_range (1, g_test_rand_bit () ? 3 : 8000);
	number.year = g_test_rand_bit () ? g_test_rand_int_range (1800, 3000) : 0;
	number.overall = g_test_rand_bit () ? g_test_rand_int_range (1, 100000) : 0;
	number.month = g_test_rand_int_range (0, 13);
	number.title = titles[g_test_rand_int_range (0, G_N_ELEMENTS (titles))];
	if (number.kind != ISSUE_REGULAR && g_test_rand_bit ()) {
		int year = number.year != 0 ? number.year : 2020;
		g_autofree char *can_chi = issue_number_can_chi (year);
		number.season = arena_printf (arena, "%s %s", g_test_rand_bit () ? "Xuân" : "Tết", can_chi);
	}
	if (number.kind == ISSUE_REGULAR && number.n_numbers == 0 && number.overall == 0 && number.month == 0)
		number.overall = 1;
	return number;
}

static void test_round_trip (void)
{
	g_autoptr (Arena) arena = arena_new ();
	for (int i = 0; i < 20000; i++) {
		IssueNumber number = random_number (arena), again;
		const char *problem = NULL;
		g_autofree char *printed = issue_number_print (&number);
		if (!issue_number_parse (printed, arena, &again, &problem))
			g_error ("%s: %s", printed, problem);
		g_autofree char *twice = issue_number_print (&again);
		g_assert_cmpstr (twice, ==, printed);
		assert_same (&number, &again);
	}
}

/* Any text at all: an answer, never a crash. */
static void test_noise (void)
{
	static const char *const parts[] = { "Số", " ", "9",     "+",     "-",    "(",  ")",     ":",
					     ",",  "/", "2020",  "Xuân",  "Canh", "Tý", "tháng", "đặc biệt",
					     "và", "0", "99999", "7.050", "–",    "Tết" };
	g_autoptr (Arena) arena = arena_new ();
	int accepted = 0;
	for (int i = 0; i < 50000; i++) {
		g_autoptr (GString) label = g_string_new ("Số ");
		for (int n = g_test_rand_int_range (0, 9); n > 0; n--)
			g_string_append (label, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
		IssueNumber number, again;
		const char *problem = NULL;
		bool ok = issue_number_parse (label->str, arena, &number, &problem);
		g_assert_true (ok == (problem == NULL));
		if (!ok)
			continue;
		accepted++;
		g_autofree char *printed = issue_number_print (&number);
		if (!issue_number_parse (printed, arena, &again, &problem))
			g_error ("%s → %s: %s", label->str, printed, problem);
		assert_same (&number, &again);
	}
	g_assert_cmpint (accepted, >, 100);
}

/* ---- The rest ------------------------------------------------------------------ */

static void test_slug (void)
{
	static const struct {
		const char *label, *slug;
	} cases[] = {
		{ "Số 9 - 2020", "so-9-2020" },
		{ "Số 9 (345) - 2020", "so-9-2020" },
		{ "Số 1+2 - 2020", "so-1+2-2020" },
		{ "Số Xuân Canh Tý - 2020", "so-xuan-canh-ty-2020" },
		{ "Số 1+2 Xuân Canh Tý 2020", "so-1+2-xuan-canh-ty-2020" },
		{ "Số Tết - 2020", "so-tet-2020" },
		{ "Số 67 (7.050)", "so-67-7050" },
		{ "Số đặc biệt - 2020: Nước về đồng", "so-dac-biet-nuoc-ve-dong-2020" },
		{ "Phụ trương số 9 - 2020", "phu-truong-9-2020" },
		{ "Số tháng 9-2020", "so-thang-9-2020" },
	};
	g_autoptr (Arena) arena = arena_new ();
	for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
		IssueNumber number;
		g_assert_true (issue_number_parse (cases[i].label, arena, &number, NULL));
		g_autofree char *slug = issue_number_slug (&number);
		g_assert_cmpstr (slug, ==, cases[i].slug);
	}
}

static void test_order (void)
{
	static const char *const labels[] = { "Số 9 - 2019",          "Số Tết - 2020",
					      "Số 1+2 - 2020",        "Số 2 - 2020",
					      "Số 9 - 2020",          "Số 9 (345) - 2020",
					      "Số 9 đặc biệt - 2020", "Phụ trương số 9 - 2020",
					      "Số 10 - 2020",         "Số 1 - 2021" };
	g_autoptr (Arena) arena = arena_new ();
	IssueNumber numbers[G_N_ELEMENTS (labels)];
	for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
		g_assert_true (issue_number_parse (labels[i], arena, &numbers[i], NULL));
	for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
		for (gsize j = 0; j < G_N_ELEMENTS (labels); j++)
			g_assert_cmpint (issue_number_compare (&numbers[i], &numbers[j]), ==,
					 (i > j) - (i < j));
}

static void test_can_chi (void)
{
	static const struct {
		int year;
		const char *name;
	} years[] = { { 2018, "Mậu Tuất" }, { 2019, "Kỷ Hợi" },  { 2020, "Canh Tý" }, { 2021, "Tân Sửu" },
		      { 2022, "Nhâm Dần" }, { 2023, "Quý Mão" }, { 1945, "Ất Dậu" },  { 1930, "Canh Ngọ" } };
	for (gsize i = 0; i < G_N_ELEMENTS (years); i++) {
		g_autofree char *name = issue_number_can_chi (years[i].year);
		g_assert_cmpstr (name, ==, years[i].name);
	}
}

static void test_kinds (void)
{
	IssueKind kind;
	for (int i = 0; i < N_ISSUE_KINDS; i++) {
		g_assert_true (issue_kind_parse (issue_kind_name ((IssueKind) i), &kind));
		g_assert_cmpint (kind, ==, i);
	}
	g_assert_false (issue_kind_parse ("Tet", &kind));
	g_assert_false (issue_kind_parse ("", &kind));
}

static void test_dates (void)
{
	static const char *const good[] = { "2020-09-05", "2020-02-29", "2000-02-29",
					    "2020-12",    "2020",       "1800-01-01" };
	static const char *const bad[] = { "",           "2019-02-29", "1900-02-29", "2020-13-01",
					   "2020-00-01", "2020-1-1",   "2020-04-31", "2020-09-05 ",
					   "20200905",   "1799",       "3000-01-01", "2020-09-00",
					   "2020-",      "2020-09-",   "05/09/2020" };
	Date date;
	for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
		g_assert_true (date_parse (good[i], &date));
		g_autofree char *printed = date_print (date);
		g_assert_cmpstr (printed, ==, good[i]);
	}
	for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
		g_test_message ("%s", bad[i]);
		g_assert_false (date_parse (bad[i], &date));
	}
	g_assert_false (date_is_valid ((Date){ 2020, 0, 5 }));
}

/* Against GLib's calendar, over more than a thousand years. */
static void test_weekdays (void)
{
	g_assert_cmpint (date_weekday ((Date){ 2019, 8, 22 }), ==, 4);
	for (int year = 1800; year < 3000; year += 1)
		for (int month = 1; month <= 12; month++)
			for (int day = 1; day <= 31; day++) {
				bool valid = g_date_valid_dmy ((GDateDay) day, (GDateMonth) month,
							       (GDateYear) year);
				g_assert_true (valid == date_is_valid ((Date){ year, month, day }));
				if (!valid || day % 5 != 0)
					continue;
				GDate glib;
				g_date_clear (&glib, 1);
				g_date_set_dmy (&glib, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
				g_assert_cmpint (date_weekday ((Date){ year, month, day }), ==,
						 g_date_get_weekday (&glib) % 7);
			}
}

int main (int argc, char **argv)
{
	g_test_init (&argc, &argv, NULL);
	g_test_add_func ("/issue-number/labels", test_labels);
	g_test_add_func ("/issue-number/impossible", test_impossible);
	g_test_add_func ("/issue-number/round-trip", test_round_trip);
	g_test_add_func ("/issue-number/noise", test_noise);
	g_test_add_func ("/issue-number/slug", test_slug);
	g_test_add_func ("/issue-number/order", test_order);
	g_test_add_func ("/issue-number/can-chi", test_can_chi);
	g_test_add_func ("/issue-number/kinds", test_kinds);
	g_test_add_func ("/date/forms", test_dates);
	g_test_add_func ("/date/weekdays", test_weekdays);
	return g_test_run ();
}
