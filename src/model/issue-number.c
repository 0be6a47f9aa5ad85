#include "model/issue-number.h"

#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

enum { FIRST_YEAR = 1800, LAST_YEAR = 2999, MOST_NUMBER = 99999, MOST_LABEL = 400 };

static const char *const can_names[] = { "Canh", "Tân",  "Nhâm", "Quý", "Giáp",
					 "Ất",   "Bính", "Đinh", "Mậu", "Kỷ" };
static const char *const chi_names[] = { "Thân", "Dậu", "Tuất", "Hợi", "Tý",  "Sửu",
					 "Dần",  "Mão", "Thìn", "Tỵ",  "Ngọ", "Mùi" };
/* The same names with i for y; the place in the list is the place in the lists above. */
static const char *const can_variants[] = { NULL, NULL, NULL, "Quí", NULL, NULL, NULL, NULL, NULL, "Kỉ" };
static const char *const chi_variants[] = { NULL, NULL,  NULL, NULL, "Tí", NULL,
					    NULL, "Mẹo", NULL, "Tị", NULL, NULL };

static const struct {
	const char *words;
	bool tet;
} seasons[] = { { "Xuân", true },    { "Tết", true },      { "Hè", false },      { "Hạ", false },
		{ "Thu", false },    { "Đông", false },    { "Mùa Xuân", true }, { "Mùa Hè", false },
		{ "Mùa Hạ", false }, { "Mùa Thu", false }, { "Mùa Đông", false } };

static const struct {
	const char *name;  /* for keys */
	const char *words; /* in a label; NULL: none */
} kinds[N_ISSUE_KINDS] = {
	[ISSUE_REGULAR] = { "regular", NULL },
	[ISSUE_TET] = { "tet", "Tết" },
	[ISSUE_SPECIAL] = { "special", "đặc biệt" },
	[ISSUE_THEMATIC] = { "thematic", "chuyên đề" },
	[ISSUE_SUPPLEMENT] = { "supplement", "Phụ trương" },
};

/* ---- Reading ---------------------------------------------------------------- */

/* A label while it is read: one problem is enough, the first is kept. */
typedef struct {
	const char *at;
	Arena *arena;
	IssueNumber *number;
	const char *problem;
} Label;

static bool refuse (Label *label, const char *problem)
{
	if (label->problem == NULL)
		label->problem = problem;
	return false;
}

static void skip_space (Label *label)
{
	while (*label->at == ' ')
		label->at++;
}

static bool at_digit (Label *label)
{
	skip_space (label);
	return g_ascii_isdigit (*label->at);
}

/* Takes @words in any case, when they stand here as whole words. */
static bool accept (Label *label, const char *words)
{
	skip_space (label);
	const char *at = label->at;
	gunichar last = 0;
	for (const char *word = words; *word != '\0'; word = g_utf8_next_char (word)) {
		last = g_utf8_get_char (word);
		if (g_unichar_tolower (g_utf8_get_char (at)) != g_unichar_tolower (last))
			return false;
		at = g_utf8_next_char (at);
	}
	if (g_unichar_isalpha (last) && g_unichar_isalpha (g_utf8_get_char (at)))
		return false;
	label->at = at;
	return true;
}

static bool accept_dash (Label *label)
{
	return accept (label, "-") || accept (label, "–") || accept (label, "—");
}

static bool at_end (Label *label)
{
	skip_space (label);
	return *label->at == '\0';
}

static bool is_year (int value)
{
	return value >= FIRST_YEAR && value <= LAST_YEAR;
}

/* Digits, with dots as thousands where they part groups of three: "7.050". Too many digits give a number
 * beyond every bound. */
static int take_digits (Label *label)
{
	int value = 0;
	skip_space (label);
	while (g_ascii_isdigit (*label->at)) {
		if (value < 1000000)
			value = value * 10 + (*label->at - '0');
		label->at++;
		const char *at = label->at;
		if (at[0] == '.' && g_ascii_isdigit (at[1]) && g_ascii_isdigit (at[2]) &&
		    g_ascii_isdigit (at[3]) && !g_ascii_isdigit (at[4]))
			label->at++;
	}
	return value;
}

static bool set_year (Label *label, int year)
{
	if (!is_year (year))
		return refuse (label, _ ("a year has four digits and lies between 1800 and 2999"));
	if (label->number->year != 0 && label->number->year != year)
		return refuse (label, _ ("the label names two different years"));
	label->number->year = year;
	return true;
}

static bool set_month (Label *label, int month)
{
	if (month < 1 || month > 12)
		return refuse (label, _ ("a month is a number from 1 to 12"));
	if (label->number->month != 0 && label->number->month != month)
		return refuse (label, _ ("the label names two different months"));
	label->number->month = month;
	return true;
}

static bool set_overall (Label *label, int overall)
{
	if (overall < 1 || overall > MOST_NUMBER)
		return refuse (label, _ ("a running number lies between 1 and 99,999"));
	if (label->number->overall != 0)
		return refuse (label, _ ("the label has two running numbers"));
	label->number->overall = overall;
	return true;
}

static bool add_number (Label *label, int value)
{
	IssueNumber *number = label->number;
	if (value < 1)
		return refuse (label, _ ("issue numbers begin at 1"));
	if (value > MOST_NUMBER)
		return refuse (label, _ ("an issue number is at most 99,999"));
	if (number->n_numbers == MOST_ISSUE_NUMBERS)
		return refuse (label, _ ("a combined issue has at most 12 numbers"));
	if (number->n_numbers > 0 && number->numbers[number->n_numbers - 1] >= value)
		return refuse (label, _ ("the numbers of a combined issue must ascend, like 1+2"));
	number->numbers[number->n_numbers++] = value;
	return true;
}

/* Is the number that stands here the last word of its label? Then it may be the year. */
static bool is_last_number (Label ahead)
{
	take_digits (&ahead);
	skip_space (&ahead);
	return *ahead.at == '\0' || *ahead.at == ')' || *ahead.at == ':' || *ahead.at == '(';
}

/* "1-2 - 2020" are two numbers and a year, "1-2020" is a number and a year: a dash joins neighbours only, and
 * a year at the end stays a year. Moves on when one more number follows. */
static bool take_joint (Label *label, int previous)
{
	Label ahead = *label;
	bool sure = accept (&ahead, "+") || accept (&ahead, "&") || accept (&ahead, "và");
	bool comma = !sure && accept (&ahead, ",");
	if (!sure && !comma && !accept_dash (&ahead))
		return false;
	if (!at_digit (&ahead))
		return sure ? refuse (label, _ ("a number is missing after the sign that joins two numbers"))
			    : false;
	const char *start = ahead.at;
	int value = take_digits (&ahead);
	Label here = ahead;
	here.at = start;
	if (!sure && is_year (value) && (value != previous + 1 || (!comma && is_last_number (here))))
		return false;
	if (!sure && !comma && value != previous + 1)
		return refuse (label,
			       value > 999 ? _ ("a year has four digits and lies between 1800 and 2999")
					   : _ ("a dash joins two neighbouring numbers only: write 1+3, and "
						"the year with four digits"));
	label->at = start;
	return true;
}

static bool take_numbers (Label *label)
{
	do {
		if (!add_number (label, take_digits (label)))
			return false;
	} while (take_joint (label, label->number->numbers[label->number->n_numbers - 1]));
	return label->problem == NULL;
}

/* [sep] year */
static bool take_year (Label *label)
{
	bool separated =
		accept_dash (label) || accept (label, "/") || accept (label, "năm") || accept (label, ",");
	if (separated)
		accept (label, "năm");
	if (at_digit (label))
		return set_year (label, take_digits (label));
	return separated ? refuse (label, _ ("the year is missing after its separator")) : true;
}

/* "tháng 9-2020", after the word. */
static bool take_month (Label *label)
{
	if (!at_digit (label))
		return refuse (label, _ ("a month is a number from 1 to 12"));
	return set_month (label, take_digits (label)) && take_year (label);
}

static bool take_kind_word (Label *label)
{
	IssueKind kind = accept (label, kinds[ISSUE_SPECIAL].words)    ? ISSUE_SPECIAL
			 : accept (label, kinds[ISSUE_THEMATIC].words) ? ISSUE_THEMATIC
								       : ISSUE_REGULAR;
	if (kind == ISSUE_REGULAR)
		return false;
	if (label->number->kind != ISSUE_REGULAR)
		return refuse (label, _ ("the label names two kinds of issue"));
	label->number->kind = kind;
	return true;
}

/* What stands between parentheses depends on what stood before: after numbers one number is the running
 * number and two are month and year; after a season they are the numbers and the year. */
static bool take_parentheses (Label *label)
{
	IssueNumber *number = label->number;
	if (!accept (label, "("))
		return true;
	if (accept (label, "tháng")) {
		take_month (label);
	} else if (accept (label, "tổng số")) {
		set_overall (label, take_digits (label));
	} else if (take_kind_word (label)) {
		/* said by the word */
	} else if (!at_digit (label)) {
		refuse (label, _ ("in parentheses stands a running number, or a month and a year"));
	} else {
		Label ahead = *label;
		int value = take_digits (&ahead);
		if (accept (&ahead, ")")) {
			label->at = ahead.at;
			return set_overall (label, value);
		}
		if (number->n_numbers > 0) {
			label->at = ahead.at;
			set_month (label, value);
		} else {
			take_numbers (label);
		}
		take_year (label);
	}
	if (label->problem == NULL && !accept (label, ")"))
		refuse (label, _ ("a closing parenthesis is missing"));
	return label->problem == NULL;
}

static int take_one_of (Label *label, const char *const *names, const char *const *variants, int n_names)
{
	for (int i = 0; i < n_names; i++)
		if (accept (label, names[i]) || (variants[i] != NULL && accept (label, variants[i])))
			return i;
	return -1;
}

/* "Xuân", "Tết Canh Tý". Only "Tết" alone is a kind and no season. Leaves free words ("Xuân yêu thương")
 * alone. */
static bool take_season (Label *label)
{
	Label ahead = *label;
	gsize season = 0;
	while (season < G_N_ELEMENTS (seasons) && !accept (&ahead, seasons[season].words))
		season++;
	if (season == G_N_ELEMENTS (seasons))
		return false;
	int can = take_one_of (&ahead, can_names, can_variants, G_N_ELEMENTS (can_names));
	int chi = can < 0 ? -1 : take_one_of (&ahead, chi_names, chi_variants, G_N_ELEMENTS (chi_names));
	skip_space (&ahead);
	if (can >= 0 && (chi < 0 || can % 2 != chi % 2))
		return refuse (label, _ ("these two words are not the name of a year (can chi)"));
	if (g_unichar_isalpha (g_utf8_get_char (ahead.at)) && !accept (&(Label){ .at = ahead.at }, "năm"))
		return false;

	IssueNumber *number = label->number;
	label->at = ahead.at;
	if (can >= 0)
		number->season = arena_printf (label->arena, "%s %s %s", seasons[season].words,
					       can_names[can], chi_names[chi]);
	else if (strcmp (seasons[season].words, kinds[ISSUE_TET].words) != 0)
		number->season = seasons[season].words;
	if (seasons[season].tet && number->kind == ISSUE_REGULAR)
		number->kind = ISSUE_TET;
	return true;
}

/* The rest of the label, when it is no part of the grammar, is the title of a special or thematic issue; a
 * year after a dash or slash at its end is cut off. */
static void take_free_title (Label *label)
{
	skip_space (label);
	gsize length = strlen (label->at);
	const char *rest = label->at;
	if (length > 6 && g_ascii_isdigit (rest[length - 1])) {
		const char *year = rest + length;
		while (year > rest && g_ascii_isdigit (year[-1]))
			year--;
		const char *end = year;
		while (end > rest && end[-1] == ' ')
			end--;
		Label dash = { .at = end > rest && (end[-1] == '-' || end[-1] == '/')   ? end - 1
				     : end > rest + 2 && strncmp (end - 3, "–", 3) == 0 ? end - 3
											: rest };
		if (dash.at > rest && rest + length - year == 4 &&
		    set_year (label, (int) g_ascii_strtoull (year, NULL, 10)))
			length = (gsize) (dash.at - rest);
	}
	g_autofree char *title = g_strstrip (g_strndup (rest, length));
	label->number->title = arena_strdup (label->arena, title);
	label->at = rest + strlen (rest);
}

static bool take_title (Label *label)
{
	if (!accept (label, ":"))
		return true;
	skip_space (label);
	if (*label->at == '\0')
		return refuse (label, _ ("a title is missing after the colon"));
	label->number->title = arena_strdup (label->arena, label->at);
	label->at += strlen (label->at);
	return true;
}

static bool at_free_words (Label *label)
{
	skip_space (label);
	gunichar c = g_utf8_get_char (label->at);
	return (g_unichar_isalpha (c) || c == '"' || c == 0x201c) &&
	       !accept (&(Label){ .at = label->at }, "tháng") && !accept (&(Label){ .at = label->at }, "năm");
}

/* Numbers, kind, season, and the numbers of the season. */
static bool take_name (Label *label)
{
	IssueNumber *number = label->number;
	if (at_digit (label) && !take_numbers (label))
		return false;
	if (!take_parentheses (label))
		return false;
	bool kind = take_kind_word (label);
	bool season = label->problem == NULL && take_season (label);
	if (label->problem != NULL)
		return false;
	if (season && number->n_numbers == 0 && at_digit (label) &&
	    !(is_last_number (*label) && is_year (take_digits (&(Label){ .at = label->at }))) &&
	    !take_numbers (label))
		return false;
	if (!take_parentheses (label))
		return false;
	if (kind && at_free_words (label))
		take_free_title (label);
	return label->problem == NULL;
}

static bool take_label (Label *label)
{
	if (accept (label, kinds[ISSUE_SUPPLEMENT].words) || accept (label, "Phụ san")) {
		label->number->kind = ISSUE_SUPPLEMENT;
		if (accept (label, "số"))
			accept (label, ":");
	} else if (!accept (label, "số")) {
		return refuse (label, _ ("an issue number begins with the word Số"));
	} else {
		accept (label, ":");
	}
	if (!take_name (label))
		return false;

	Label ahead = *label;
	accept (&ahead, ",");
	if (accept (&ahead, "tháng")) {
		label->at = ahead.at;
		take_month (label);
	} else {
		take_year (label);
	}
	if (label->problem != NULL || !take_parentheses (label) || !take_title (label))
		return false;
	return at_end (label) || refuse (label, _ ("these words are no part of an issue number"));
}

static bool season_fits_year (const IssueNumber *number)
{
	const char *name = number->season == NULL ? NULL : strchr (number->season, ' ');
	if (name == NULL || number->year == 0)
		return true;
	g_autofree char *can_chi = issue_number_can_chi (number->year);
	for (gsize i = 0; i < G_N_ELEMENTS (can_names); i++) {
		const char *can = strstr (number->season, can_names[i]);
		if (can != NULL && can > number->season && strchr (can, ' ') != NULL)
			return strcmp (can, can_chi) == 0;
	}
	return true;
}

bool issue_number_parse (const char *text, Arena *arena, IssueNumber *number, const char **problem)
{
	const char *unused;
	problem = problem != NULL ? problem : &unused;
	*problem = NULL;
	*number = (IssueNumber){ 0 };
	if (strlen (text) > MOST_LABEL) {
		*problem = _ ("this is too long for an issue number");
		return false;
	}
	g_autofree char *nfc = text_nfc (text);
	g_autofree char *squeezed = text_squeeze (nfc);
	Label label = { .at = squeezed, .arena = arena, .number = number };
	if (take_label (&label)) {
		bool named = number->n_numbers > 0 || number->overall > 0 || number->month > 0 ||
			     number->season != NULL || number->kind != ISSUE_REGULAR ||
			     (number->title != NULL && number->year > 0);
		if (!named)
			refuse (&label, _ ("the number itself is missing"));
		else if (!season_fits_year (number))
			refuse (&label,
				_ ("the name of the year (can chi) and the year contradict each other"));
	}
	*problem = label.problem;
	return label.problem == NULL;
}

/* ---- Printing --------------------------------------------------------------- */

static void print_number (GString *out, int value)
{
	if (value > 999)
		g_string_append_printf (out, "%d.%03d", value / 1000, value % 1000);
	else
		g_string_append_printf (out, "%d", value);
}

static void print_numbers (GString *out, const IssueNumber *number)
{
	for (int i = 0; i < number->n_numbers; i++)
		g_string_append_printf (out, "%s%d", i > 0 ? "+" : "", number->numbers[i]);
}

static void print_overall (GString *out, const IssueNumber *number)
{
	if (number->overall == 0)
		return;
	g_string_append (out, " (");
	print_number (out, number->overall);
	g_string_append_c (out, ')');
}

static const char *kind_words (const IssueNumber *number)
{
	bool said = number->kind == ISSUE_SUPPLEMENT || (number->kind == ISSUE_TET && number->season != NULL);
	return said ? NULL : kinds[number->kind].words;
}

char *issue_number_print (const IssueNumber *number)
{
	GString *out = g_string_new (number->kind == ISSUE_SUPPLEMENT ? kinds[ISSUE_SUPPLEMENT].words : "Số");
	const char *kind = kind_words (number);
	if (number->n_numbers > 0) {
		g_string_append (out, number->kind == ISSUE_SUPPLEMENT ? " số " : " ");
		print_numbers (out, number);
		print_overall (out, number);
	}
	if (kind != NULL)
		g_string_append_printf (out, " %s", kind);
	if (number->season != NULL)
		g_string_append_printf (out, " %s", number->season);
	if (number->n_numbers == 0)
		print_overall (out, number);

	bool bare = number->n_numbers == 0 && number->overall == 0 && kind == NULL && number->season == NULL;
	if (number->month > 0)
		g_string_append_printf (out, "%s tháng %d", bare ? "" : ",", number->month);
	if (number->year > 0)
		g_string_append_printf (out, "%s%d",
					number->month > 0        ? "-"
					: bare                   ? " năm "
					: number->season != NULL ? " "
								 : " - ",
					number->year);
	if (number->title != NULL)
		g_string_append_printf (out, ": %s", number->title);
	return g_string_free (out, FALSE);
}

static void add_slug (GString *out, const char *text)
{
	g_autofree char *slug = text_slug (text, 60);
	g_string_append_printf (out, "-%s", slug);
}

char *issue_number_slug (const IssueNumber *number)
{
	GString *out = g_string_new (number->kind == ISSUE_SUPPLEMENT ? "phu-truong" : "so");
	const char *kind = kind_words (number);
	if (number->n_numbers > 0) {
		g_string_append_c (out, '-');
		print_numbers (out, number);
	}
	if (kind != NULL)
		add_slug (out, kind);
	if (number->season != NULL)
		add_slug (out, number->season);
	if (number->n_numbers == 0 && number->title != NULL)
		add_slug (out, number->title);
	if (number->overall > 0 && (number->n_numbers == 0 || number->year == 0))
		g_string_append_printf (out, "-%d", number->overall);
	if (number->n_numbers == 0 && number->month > 0)
		g_string_append_printf (out, "-thang-%d", number->month);
	if (number->year > 0)
		g_string_append_printf (out, "-%d", number->year);
	return g_string_free (out, FALSE);
}

int issue_number_compare (const IssueNumber *a, const IssueNumber *b)
{
	const int pairs[][2] = {
		{ a->year, b->year },
		{ a->numbers[0], b->numbers[0] },
		{ (int) a->kind, (int) b->kind },
		{ a->overall, b->overall },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
		if (pairs[i][0] != pairs[i][1])
			return pairs[i][0] < pairs[i][1] ? -1 : 1;
	return 0;
}

char *issue_number_can_chi (int year)
{
	return g_strdup_printf ("%s %s", can_names[((year % 10) + 10) % 10],
				chi_names[((year % 12) + 12) % 12]);
}

const char *issue_kind_name (IssueKind kind)
{
	return kinds[kind].name;
}

bool issue_kind_parse (const char *name, IssueKind *kind)
{
	for (int i = 0; i < N_ISSUE_KINDS; i++)
		if (strcmp (kinds[i].name, name) == 0) {
			*kind = (IssueKind) i;
			return true;
		}
	return false;
}

/* ---- Dates ------------------------------------------------------------------ */

static int days_in_month (int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

bool date_is_valid (Date date)
{
	if (!is_year (date.year) || date.month < 0 || date.month > 12 || date.day < 0)
		return false;
	return date.month == 0 ? date.day == 0 : date.day <= days_in_month (date.year, date.month);
}

char *date_print (Date date)
{
	if (date.month == 0)
		return g_strdup_printf ("%04d", date.year);
	if (date.day == 0)
		return g_strdup_printf ("%04d-%02d", date.year, date.month);
	return g_strdup_printf ("%04d-%02d-%02d", date.year, date.month, date.day);
}

/* @n digits; -1: they are not there. */
static int fixed_digits (const char **at, int n)
{
	int value = 0;
	for (int i = 0; i < n; i++, (*at)++) {
		if (!g_ascii_isdigit (**at))
			return -1;
		value = value * 10 + (**at - '0');
	}
	return value;
}

bool date_parse (const char *text, Date *date)
{
	Date found = { .year = fixed_digits (&text, 4) };
	if (found.year >= 0 && *text == '-') {
		text++;
		found.month = fixed_digits (&text, 2);
		if (found.month > 0 && *text == '-') {
			text++;
			found.day = fixed_digits (&text, 2);
			if (found.day < 1)
				return false;
		}
		if (found.month < 1)
			return false;
	}
	if (*text != '\0' || !date_is_valid (found))
		return false;
	*date = found;
	return true;
}

/* Sakamoto's method: the month's offset, with January and February counted to the year before. */
int date_weekday (Date date)
{
	static const int offsets[] = { 0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4 };
	int month = CLAMP (date.month, 1, 12);
	int year = date.year - (month < 3 ? 1 : 0);
	return (year + year / 4 - year / 100 + year / 400 + offsets[month - 1] + date.day) % 7;
}
