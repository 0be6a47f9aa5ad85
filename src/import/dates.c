/* Dates of publication: "Ngày đăng: 01/10/2021", "6:59' 8/8/2020", "Thứ 5 Ngày 22/08/2019". */
#include "import/private.h"

#include "base/text.h"

#include <string.h>

#define DAY_FIRST  "(?<day>\\d{1,2})\\s?[-/.]\\s?(?<month>\\d{1,2})\\s?[-/.]\\s?(?<year>\\d{4})(?!\\d)"
#define YEAR_FIRST "(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})(?!\\d)"
#define IN_WORDS   "(?<day>\\d{1,2}) tháng (?<month>\\d{1,2}),? năm (?<year>\\d{4})(?!\\d)"
#define ANY_DATE   "(?<!\\d)(?:" DAY_FIRST "|" YEAR_FIRST "|" IN_WORDS ")"
#define TIME       "(?<!\\d)(?<hour>\\d{1,2})\\s?(?::|h|giờ)\\s?(?<minute>\\d{2})(?!\\d)(?::\\d{2})?(?:\\s?phút)?'?"
#define COUNTER                                                                                                                 \
	"(?:lượt xem|số lượt xem|lượt đọc|đã xem|views?)\\s*:?\\s*[\\d.,]*|[\\d.,]+\\s*(?:lượt xem|lượt " \
	"đọc|views?)"

/* Words that may stand beside a date of publication; folded. */
static const char *const words[] = { "ngay", "dang", "tai", "cap",  "nhat", "luc", "gio",
				     "gmt",  "7",    "07",  "00",   "am",   "pm",  "sa",
				     "ch",   "xuat", "ban", "post", "date", "thu", "tin" };

static const char *const weekdays[][3] = {
	{ "chu nhat", "cn", "sunday" },     { "thu hai", "thu 2", "monday" },
	{ "thu ba", "thu 3", "tuesday" },   { "thu tu", "thu 4", "wednesday" },
	{ "thu nam", "thu 5", "thursday" }, { "thu sau", "thu 6", "friday" },
	{ "thu bay", "thu 7", "saturday" },
};

static GRegex *pattern (const char *text)
{
	g_autoptr (GError) error = NULL;
	GRegex *regex = g_regex_new (text, G_REGEX_CASELESS | G_REGEX_DUPNAMES, 0, &error);
	g_assert_no_error (error);
	return regex;
}

static int named (const GMatchInfo *match, const char *name)
{
	g_autofree char *digits = g_match_info_fetch_named (match, name);
	return digits == NULL || *digits == '\0' ? -1 : (int) g_ascii_strtoull (digits, NULL, 10);
}

static Date matched_date (const GMatchInfo *match)
{
	Date date = { named (match, "year"), named (match, "month"), named (match, "day") };
	return date;
}

/* Takes the day's name out of @key; -1: none. */
static int take_weekday (char *key)
{
	for (int day = 0; day < 7; day++)
		for (int form = 0; form < 3; form++) {
			const char *name = weekdays[day][form];
			if (!g_str_has_prefix (key, name))
				continue;
			gsize n = strlen (name);
			if (key[n] != '\0' && key[n] != ' ')
				continue;
			memmove (key, key + n, strlen (key + n) + 1);
			return day;
		}
	return -1;
}

static bool only_date_words (const char *key)
{
	g_auto (GStrv) parts = g_strsplit (key, " ", -1);
	for (char **part = parts; *part != NULL; part++) {
		bool known = **part == '\0';
		for (gsize i = 0; i < G_N_ELEMENTS (words) && !known; i++)
			known = strcmp (*part, words[i]) == 0;
		if (!known)
			return false;
	}
	return true;
}

static char *cut (const char *text, const char *what)
{
	g_autoptr (GRegex) regex = pattern (what);
	return g_regex_replace_literal (regex, text, -1, 0, " ", 0, NULL);
}

/* What stands beside dates, times and counters, folded. Caller frees. */
static char *rest_key (const char *text)
{
	g_autofree char *without_counter = cut (text, COUNTER);
	g_autofree char *without_date = cut (without_counter, ANY_DATE);
	g_autofree char *without_time = cut (without_date, TIME);
	return text_fold (without_time);
}

static const char *print_iso (Date date, const char *text, Arena *arena)
{
	if (!date_is_valid (date) || date.day < 1)
		return NULL;
	g_autofree char *without_date = cut (text, ANY_DATE);
	g_autoptr (GRegex) regex = pattern (TIME);
	g_autoptr (GMatchInfo) match = NULL;
	g_autofree char *iso = date_print (date);
	if (!g_regex_match (regex, without_date, 0, &match))
		return arena_strdup (arena, iso);
	int hour = named (match, "hour"), minute = named (match, "minute");
	return hour > 23 || minute > 59 ? arena_strdup (arena, iso)
					: arena_printf (arena, "%sT%02d:%02d", iso, hour, minute);
}

bool import_parse_date (const char *text, Arena *arena, DatePart *part, int *weekday)
{
	if (strlen (text) > 200 || strpbrk (text, "0123456789") == NULL)
		return false;
	g_autoptr (GRegex) regex = pattern (ANY_DATE);
	g_autoptr (GMatchInfo) match = NULL;
	if (!g_regex_match (regex, text, 0, &match))
		return false;
	g_autofree char *rest = rest_key (text);
	g_strchug (rest);
	int day = -1;
	for (char *at = rest; *at != '\0' && day < 0; at++)
		if (at == rest || at[-1] == ' ')
			day = take_weekday (at);
	if (!only_date_words (rest))
		return false;
	*weekday = day;
	part->raw = text;
	part->date = matched_date (match);
	part->iso = print_iso (part->date, text, arena);
	return true;
}

const char *import_last_date (const char *text, Arena *arena, const char **start)
{
	g_autoptr (GRegex) regex = pattern (ANY_DATE);
	g_autoptr (GMatchInfo) match = NULL;
	const char *iso = NULL;
	g_regex_match (regex, text, 0, &match);
	while (g_match_info_matches (match)) {
		Date date = matched_date (match);
		int at = 0;
		g_match_info_fetch_pos (match, 0, &at, NULL);
		*start = text + at;
		g_autofree char *printed = date_is_valid (date) && date.day > 0 ? date_print (date) : NULL;
		iso = arena_strdup (arena, printed);
		g_match_info_next (match, NULL);
	}
	return iso;
}
