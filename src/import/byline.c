/* Who wrote it and where it comes from: "Tin, ảnh: A – B", "T.T-T.C", an office, "Nguồn …: URL". */
#include "import/private.h"

#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

enum { MOST_CREDIT_BYTES = 300 };

/* What people did, as folded words before the colon. */
static const struct {
	const char *word, *role;
} works[] = {
	{ "tin", "text" },
	{ "bai", "text" },
	{ "bai viet", "text" },
	{ "noi dung", "text" },
	{ "tac gia", "text" },
	{ "thuc hien", "text" },
	{ "anh", "photo" },
	{ "hinh anh", "photo" },
	{ "chum anh", "photo" },
	{ "video", "video" },
	{ "clip", "video" },
	{ "do hoa", "graphics" },
	{ "dich", "translation" },
	{ "bien dich", "translation" },
	{ "tong hop", "compilation" },
	{ "suu tam", "compilation" },
	{ "ghi", "text" },
	{ "bien tap", "editing" },
	{ "nguoi viet", "text" },
};

/* The first words of offices and desks; folded. */
static const char *const offices[] = {
	"ban",      "van phong", "so",           "phong",     "ubnd",      "hdnd",           "ubmttq",
	"ubmtq",    "uy ban",    "huyen uy",     "tinh uy",   "thanh uy",  "dang uy",        "quan uy",
	"hoi",      "lien doan", "lien hiep",    "truong",    "trung tam", "cong an",        "bao",
	"dai",      "tap chi",   "cuc",          "chi cuc",   "vu",        "vien",           "bo",
	"tong cuc", "mat tran",  "doan",         "cong doan", "toa soan",  "nhom",           "bo chi huy",
	"quan khu", "benh vien", "thong tan xa", "ttxvn",     "cong ttdt", "cong thong tin", "to",
	"chi bo",   "dang bo",   "tinh doan",    "kho bac",   "ngan hang", "cong ty",        "khoa",
	"hoc vien", "thu vien",  "bao tang",
};

static bool starts_with_office (const char *text)
{
	g_autofree char *key = text_fold (text);
	for (gsize i = 0; i < G_N_ELEMENTS (offices); i++) {
		gsize n = strlen (offices[i]);
		if (strncmp (key, offices[i], n) == 0 && (key[n] == ' ' || key[n] == '\0'))
			return true;
	}
	return false;
}

bool import_is_organisation (const char *text)
{
	return text_count_words (text) >= 2 && starts_with_office (text);
}

bool import_looks_like_name (const char *text)
{
	int n_words = 0;
	bool start = true;
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
		gunichar c = g_utf8_get_char (at);
		if (start && !g_unichar_isupper (c))
			return false;
		if (!g_unichar_isalpha (c) && c != ' ' && c != '.' && c != '-')
			return false;
		n_words += start;
		start = c == ' ';
	}
	return n_words >= 1 && n_words <= 6;
}

/* "T.T-T.C", "PV", "BBT": short, capitals and signs only. */
static bool is_initials (const char *text)
{
	int n_letters = 0;
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
		gunichar c = g_utf8_get_char (at);
		n_letters += g_unichar_isupper (c);
		if (!g_unichar_isupper (c) && (c > 0x7f || strchr (".-/, ", (int) c) == NULL))
			return false;
	}
	return n_letters >= 1 && n_letters <= 8;
}

const char *import_find_glue (const char *text)
{
	gunichar before = 0, last = 0;
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
		gunichar c = g_utf8_get_char (at);
		if (g_unichar_isupper (c) && g_unichar_islower (last) && g_unichar_isalpha (before))
			return at;
		before = last;
		last = c;
	}
	return NULL;
}

/* ---- Credits -------------------------------------------------------------------- */

static const char *role_of (const char *key)
{
	for (gsize i = 0; i < G_N_ELEMENTS (works); i++)
		if (strcmp (works[i].word, key) == 0)
			return works[i].role;
	return NULL;
}

/* Reads "Tin, ảnh" or "Bài và ảnh" before a colon. */
static int take_roles (const char *text, const char *roles[MOST_ROLES])
{
	const char *colon = strchr (text, ':');
	if (colon == NULL || colon - text > 60)
		return 0;
	g_autofree char *head = g_strndup (text, (gsize) (colon - text));
	g_autoptr (GRegex) separators =
		g_regex_new ("\\s*(?:[,;/&+]|–| - |\\bvà\\b)\\s*", G_REGEX_CASELESS, 0, NULL);
	g_auto (GStrv) parts = g_regex_split (separators, head, 0);
	int n_roles = 0;
	for (char **part = parts; *part != NULL; part++) {
		g_autofree char *key = text_fold (*part);
		const char *role = role_of (key);
		if (role == NULL || n_roles == MOST_ROLES)
			return 0;
		roles[n_roles++] = role;
	}
	return n_roles;
}

bool import_is_credit (const char *text)
{
	const char *roles[MOST_ROLES];
	return strlen (text) <= MOST_CREDIT_BYTES && take_roles (text, roles) > 0;
}

static void add_person (ImportReport *report, BylinePart *byline, char *name)
{
	g_strstrip (name);
	if (*name != '\0' && byline->n_people < MOST_PEOPLE)
		byline->people[byline->n_people++] = arena_strdup (report->arena, name);
}

/* Names between dashes, commas, "và"; what names an office goes to the organisation. */
static void take_people (ImportReport *report, BylinePart *byline, const char *text, const char *separator)
{
	g_autoptr (GRegex) separators = g_regex_new (separator, G_REGEX_CASELESS, 0, NULL);
	g_auto (GStrv) parts = g_regex_split (separators, text, 0);
	for (char **part = parts; *part != NULL; part++) {
		if (byline->organisation == NULL && import_is_organisation (*part))
			byline->organisation = arena_strdup (report->arena, g_strstrip (*part));
		else
			add_person (report, byline, *part);
	}
}

#define NAME_SEPARATORS "\\s*(?:[,;/&+]|–|—|\\s-\\s|\\bvà\\b)\\s*"

static void parse_credit (ImportReport *report, BylinePart *byline, const char *text, int n_roles)
{
	byline->kind = "credit";
	byline->n_roles = n_roles;
	const char *people = strchr (text, ':') + 1;
	take_people (report, byline, people, NAME_SEPARATORS);
	if (byline->n_people < 2 || strstr (people, "–") == NULL)
		return;
	g_autofree char *squeezed = text_squeeze (people);
	g_autofree char *excerpt =
		g_strdup_printf (_ ("“%s” uses U+2013 as the separator of two names"), squeezed);
	import_warn (report, byline->line, "credit-dash", excerpt, _ ("keep as printed"));
}

static void parse_glued (ImportReport *report, BylinePart *byline, const char *text, const char *glue)
{
	byline->kind = "name+affiliation-glued";
	g_autofree char *name = g_strndup (text, (gsize) (glue - text));
	add_person (report, byline, name);
	byline->organisation = arena_strdup (report->arena, glue);

	const char *start = glue;
	while (start > text && start[-1] != ' ')
		start--;
	const char *end = strchr (glue, ' ');
	g_autofree char *excerpt = end != NULL ? g_strndup (start, (gsize) (end - start)) : g_strdup (start);
	import_warn (report, byline->line, "glued-byline", excerpt,
		     _ ("split where a lower-case letter is followed by an upper-case one"));
}

/* A second byline line belongs to the first: a name, then an office. */
static void parse_second (ImportReport *report, BylinePart *byline, const char *text)
{
	byline->raw = arena_printf (report->arena, "%s / %s", byline->raw, text);
	if (byline->organisation == NULL && import_is_organisation (text)) {
		byline->organisation = arena_strdup (report->arena, text);
		byline->kind = byline->n_people > 0 ? "name+affiliation" : byline->kind;
		return;
	}
	const char *roles[MOST_ROLES];
	int n_roles = take_roles (text, roles);
	for (int i = 0; i < n_roles && byline->n_roles < MOST_ROLES; i++)
		byline->roles[byline->n_roles++] = roles[i];
	take_people (report, byline, n_roles > 0 ? strchr (text, ':') + 1 : text, NAME_SEPARATORS);
}

void import_parse_byline (ImportReport *report, int line, const char *text)
{
	BylinePart *byline = &report->byline;
	if (byline->line > 0) {
		parse_second (report, byline, text);
		return;
	}
	byline->line = line;
	byline->raw = text;
	int n_roles = take_roles (text, byline->roles);
	const char *glue = import_find_glue (text);
	if (n_roles > 0) {
		parse_credit (report, byline, text, n_roles);
		return;
	}
	byline->roles[byline->n_roles++] = "text";
	if (glue != NULL && starts_with_office (glue)) {
		parse_glued (report, byline, text, glue);
	} else if (is_initials (text)) {
		byline->kind = "initials";
		take_people (report, byline, text, "\\s*[-/,]\\s*");
	} else if (import_is_organisation (text)) {
		byline->kind = "organisation";
		byline->organisation = text;
	} else {
		take_people (report, byline, text, NAME_SEPARATORS);
		byline->kind = byline->organisation != NULL ? "name+affiliation" : "name";
	}
}

/* ---- Sources -------------------------------------------------------------------- */

/* "(Theo TTXVN)", "Nguồn: …", "Theo Báo …": short, and no sentence. */
bool import_is_source (const Row *row, const char *text)
{
	const char *start = *text == '(' ? text + 1 : text;
	g_autofree char *head =
		g_utf8_strlen (start, -1) > 12 ? g_utf8_substring (start, 0, 12) : g_strdup (start);
	g_autofree char *key = text_fold (head);
	bool source = g_str_has_prefix (key, "nguon ") || strcmp (key, "nguon") == 0;
	bool after = g_str_has_prefix (key, "theo ");
	bool whole = *text == '(' && g_str_has_suffix (text, ")");
	bool link = strstr (text, "://") != NULL;
	return row->n_words <= 14 &&
	       ((source && (whole || link || strchr (text, ':') != NULL || row->n_words <= 5)) ||
		(after && row->n_words <= 8 && (whole || !row->full_stop)));
}

/* "Nguồn Thái Nguyên: URL" is printed as "(Nguồn: Thái Nguyên)"; the address is kept, not printed. */
void import_parse_source (ImportReport *report, int line, const char *text)
{
	report->source_raw = text;
	const char *url =
		strstr (text, "http://") != NULL ? strstr (text, "http://") : strstr (text, "https://");
	if (url != NULL)
		report->source_url = arena_strndup (report->arena, url, strcspn (url, " )"));
	g_autofree char *name = g_strndup (text, url != NULL ? (gsize) (url - text) : strlen (text));
	g_autoptr (GRegex) signs =
		g_regex_new ("^\\(?\\s*nguồn\\s*:?\\s*|[\\s:)]+$", G_REGEX_CASELESS, 0, NULL);
	report->source.line = line;
	if (*text == '(' && url == NULL) {
		report->source.text = text;
		return;
	}
	g_autofree char *bare = g_regex_replace_literal (signs, name, -1, 0, "", 0, NULL);
	g_autofree char *key = text_fold (bare);
	if (g_str_has_prefix (key, "theo "))
		report->source.text = arena_printf (report->arena, "(%s)", bare);
	else if (*bare != '\0')
		report->source.text = arena_printf (report->arena, "(Nguồn: %s)", bare);
}
