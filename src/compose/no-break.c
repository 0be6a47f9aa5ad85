#include "compose/no-break.h"

#include "compose/lines.h"

#include <stdbool.h>
#include <string.h>

/* The text is cut at white space into tokens. A rule looks at the gap between two tokens and the tokens
 * around it: what may not be divided inside a token never is, but for web addresses. docs/typesetting.md
 * tells the rules to editors. */

#define NAME_END_PENALTY  150 /* before the last syllable of a personal name */
#define NAME_PENALTY      60  /* elsewhere inside one */
#define LETTER_PENALTY    50  /* after a word of one letter */
#define CHAIN_PENALTY     200 /* "5 triệu | đồng" */
#define AND_SO_ON_PENALTY 300 /* before "v.v." */
#define URL_SLASH_PENALTY 50
#define URL_OTHER_PENALTY 150

#define MOST_NAME             4 /* syllables of a name */
#define MOST_PLACE_NAME       4 /* syllables glued after "TP." */
#define LEAST_LAST_WORDS      2
#define LEAST_LAST_CHARACTERS 6

#define MOST_LETTER 3 /* characters of "a", with signs around it */
#define MOST_TITLE  8 /* bytes of the longest */

#define MOST_FOLDED 32 /* bytes: no listed word is longer */

typedef enum {
	IS_NUMBER =
		1
		<< 0, /* begins with a figure, or is a Roman number: "9", "1.234,5", "35-CT/TW", "IV-2021" */
	ENDS_IN_FIGURE = 1 << 1,
	IS_DASH = 1 << 2, /* a dash alone */
	STARTS_WITH_DASH = 1 << 3,
	IS_WORD = 1 << 4,       /* holds a letter or figure */
	IS_NAME_PART = 1 << 5,  /* capital, then small letters */
	ENDS_PHRASE = 1 << 6,   /* punctuation after it */
	IS_OPENING = 1 << 7,    /* nothing but opening brackets and quotes */
	IS_CLOSING = 1 << 8,    /* nothing but closing ones, and points */
	HAS_CAPITAL = 1 << 9,   /* begins with one */
	AFTER_FORCED = 1 << 10, /* begins a line */
	BEFORE_KEPT = 1 << 11,  /* a no-break space follows */
} TokenKind;

typedef struct {
	gsize start, end;     /* bytes */
	gsize core, core_end; /* without brackets, quotes and points around it */
	unsigned kind;        /* TokenKind bits */
	unsigned n_characters;
	char folded[MOST_FOLDED]; /* the core in small letters; "" when it is longer */
} Token;

/* ---- Lists -------------------------------------------------------------------------- */

static const char *const counters[] = {
	"số",  "kỳ",   "kì",    "khóa", "khoá", "thứ", "điều",  "khoản", "điểm", "chương",
	"mục", "phần", "trang", "tr",   "quý",  "quí", "tháng", "ngày",  "năm",  "kỷ",
	"kỉ",  "tập",  "quyển", "bảng", "hình", "ảnh", "q",     "p",     "no",   "№",
};

static const char *const units[] = {
	"%",  "‰",   "°c",   "°",   "°f",  "km",  "m",   "cm",  "mm", "m²",    "m2",    "m³",
	"m3", "km²", "km2",  "ha",  "kg",  "g",   "mg",  "tấn", "tạ", "yến",   "lít",   "l",
	"ml", "đ",   "đồng", "vnd", "vnđ", "usd", "eur", "tỷ",  "tỉ", "triệu", "nghìn", "ngàn",
	"kw", "mw",  "kwh",  "gb",  "mb",  "₫",   "€",   "$",   "độ",
};

static const char *const multiples[] = { "tỷ", "tỉ", "triệu", "nghìn", "ngàn" };

static const char *const currencies[] = { "đồng", "usd", "tấn", "tỷ", "tỉ", "đ",  "vnd",
					  "vnđ",  "eur", "ha",  "m³", "m3", "lít" };

/* With a point they are glued to what follows; those that are no words of their own also without. */
static const struct {
	const char *title;
	bool pointless;
} titles[] = {
	{ "gs", true },  { "pgs", true }, { "ts", true },   { "ths", true },  { "bs", true },
	{ "ks", true },  { "cn", false }, { "nsnd", true }, { "nsưt", true }, { "tp", true },
	{ "tx", false }, { "tt", false }, { "tr", false },  { "nxb", true },  { "đ/c", true },
	{ "q", false },  { "p", false },  { "h", false },
};

static bool is_listed (const char *word, const char *const *list, gsize n)
{
	for (gsize i = 0; i < n; i++)
		if (word[0] == list[i][0] && strcmp (word, list[i]) == 0)
			return true;
	return false;
}

#define LISTED(word, list) is_listed ((word), (list), G_N_ELEMENTS (list))

/* ---- Characters ------------------------------------------------------------------------ */

static bool is_breaking_space (gunichar c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool is_kept_space (gunichar c)
{
	return c == 0xa0 || c == 0x202f || c == 0x2007;
}

static bool is_dash (gunichar c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/* The sets hold signs only; letters, which are most of any text, are told apart at once. */
static bool is_in (gunichar c, const char *set)
{
	if (c < 0x80 ? g_ascii_isalnum ((char) c) : (c > 0xbb && c < 0x2000))
		return false;
	return c != 0 && g_utf8_strchr (set, -1, c) != NULL;
}

static bool is_opener (gunichar c)
{
	return is_in (c, "([{“‘«<");
}

/* Brackets, quotes and points that may follow a word. */
static bool is_closer (gunichar c)
{
	return is_in (c, ")]}”’»>,.;:!?…\"'");
}

static bool is_roman (const char *text, gsize n_bytes)
{
	gsize n = 0;
	while (n < n_bytes && strchr ("IVXLCDM", text[n]) != NULL)
		n++;
	return n > 0 && (n == n_bytes || text[n] == '-' || text[n] == '/');
}

/* ---- Tokens ------------------------------------------------------------------------------ */

static void find_core (const char *text, Token *token)
{
	token->core = token->start;
	token->core_end = token->end;
	while (token->core < token->end && is_in (g_utf8_get_char (text + token->core), "([{“‘«<\"'"))
		token->core = (gsize) (g_utf8_next_char (text + token->core) - text);
	while (token->core_end > token->core) {
		const char *last = g_utf8_prev_char (text + token->core_end);
		if (!is_closer (g_utf8_get_char (last)))
			break;
		token->core_end = (gsize) (last - text);
	}
}

static void fold_core (const char *text, Token *token)
{
	gsize n = 0;
	const char *end = text + token->core_end;
	for (const char *at = text + token->core; at < end; at = g_utf8_next_char (at)) {
		if (n + 7 > MOST_FOLDED) {
			n = 0;
			break;
		}
		n += (gsize) g_unichar_to_utf8 (g_unichar_tolower (g_utf8_get_char (at)), token->folded + n);
	}
	token->folded[n] = '\0';
}

static unsigned kinds_of_core (const char *text, const Token *token)
{
	if (token->core == token->core_end)
		return 0;
	unsigned kind = 0;
	const char *at = text + token->core, *end = text + token->core_end;
	gunichar first = g_utf8_get_char (at), last = g_utf8_get_char (g_utf8_prev_char (end));
	if (g_unichar_isdigit (first) || is_roman (at, (gsize) (end - at)))
		kind |= IS_NUMBER;
	if (g_unichar_isdigit (last))
		kind |= ENDS_IN_FIGURE;
	if (is_dash (first) && g_utf8_next_char (at) == end)
		kind |= IS_DASH;
	if (g_unichar_isupper (first))
		kind |= HAS_CAPITAL | IS_NAME_PART;
	for (const char *c = g_utf8_next_char (at); c < end; c = g_utf8_next_char (c))
		if (!g_unichar_islower (g_utf8_get_char (c)))
			kind &= ~(unsigned) IS_NAME_PART;
	return kind;
}

static unsigned kinds_of_whole (const char *text, const Token *token)
{
	unsigned kind = IS_OPENING | IS_CLOSING;
	for (const char *c = text + token->start; c < text + token->end; c = g_utf8_next_char (c)) {
		gunichar character = g_utf8_get_char (c);
		if (g_unichar_isalnum (character))
			kind |= IS_WORD;
		if (!is_opener (character))
			kind &= ~(unsigned) IS_OPENING;
		if (!is_closer (character) && character != '%')
			kind &= ~(unsigned) IS_CLOSING;
	}
	if (is_dash (g_utf8_get_char (text + token->start)))
		kind |= STARTS_WITH_DASH;
	if (token->core_end < token->end)
		kind |= ENDS_PHRASE;
	return kind;
}

static Token read_token (const char *text, gsize start, gsize end)
{
	Token token = { .start = start, .end = end };
	find_core (text, &token);
	fold_core (text, &token);
	token.kind = kinds_of_core (text, &token) | kinds_of_whole (text, &token);
	token.n_characters = (unsigned) g_utf8_strlen (text + start, (gssize) (end - start));
	return token;
}

/* The bytes of white space at @from; what kinds were there goes to the tokens around. */
static gsize skip_space (const char *text, gsize from, gsize n_bytes, bool *kept, bool *forced)
{
	*kept = *forced = false;
	while (from < n_bytes) {
		gunichar c = g_utf8_get_char (text + from);
		if (!is_breaking_space (c) && !is_kept_space (c))
			break;
		*kept = *kept || is_kept_space (c);
		*forced = *forced || c == '\n';
		from = (gsize) (g_utf8_next_char (text + from) - text);
	}
	return from;
}

static gsize skip_word (const char *text, gsize from, gsize n_bytes)
{
	while (from < n_bytes) {
		gunichar c = g_utf8_get_char (text + from);
		if (is_breaking_space (c) || is_kept_space (c))
			break;
		from = (gsize) (g_utf8_next_char (text + from) - text);
	}
	return MIN (from, n_bytes);
}

static GArray *read_tokens (const char *text, gsize n_bytes)
{
	GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));
	bool kept, forced;
	for (gsize at = skip_space (text, 0, n_bytes, &kept, &forced); at < n_bytes;) {
		gsize end = skip_word (text, at, n_bytes);
		Token token = read_token (text, at, end);
		if (forced)
			token.kind |= AFTER_FORCED;
		at = skip_space (text, end, n_bytes, &kept, &forced);
		if (kept && !forced)
			token.kind |= BEFORE_KEPT;
		g_array_append_val (tokens, token);
	}
	return tokens;
}

/* ---- Rules: the gap after token @i -------------------------------------------------------- */

typedef struct {
	const char *text;
	const Token *tokens;
	gsize n;
} Text;

static bool is_kind (const Text *text, gsize i, unsigned kind)
{
	return i < text->n && (text->tokens[i].kind & kind) == kind;
}

static bool is_word (const Text *text, gsize i, const char *folded)
{
	return i < text->n && text->tokens[i].folded[0] == folded[0] &&
	       strcmp (text->tokens[i].folded, folded) == 0;
}

static bool has_point (const Text *text, gsize i)
{
	const Token *token = &text->tokens[i];
	return token->core_end < token->end && text->text[token->core_end] == '.';
}

static bool begins_line (const Text *text, gsize i)
{
	return i == 0 || is_kind (text, i, AFTER_FORCED);
}

/* "khóa | XIII", "Số | 35-CT/TW", "điểm | a". After a comma or full stop the number belongs to something
 * else, but "tr. 5" and "Q. 1". */
static bool counter_and_number (const Text *text, gsize i)
{
	const Token *token = &text->tokens[i];
	bool before_number = is_kind (text, i + 1, IS_NUMBER);
	bool before_letter = text->tokens[i + 1].n_characters <= MOST_LETTER && is_word (text, i, "điểm");
	if (!(before_number || before_letter) || !LISTED (token->folded, counters))
		return false;
	bool short_form = strlen (token->folded) <= 2 && has_point (text, i);
	if (is_kind (text, i, ENDS_PHRASE) && !short_form &&
	    !(is_word (text, i, "số") && text->text[token->core_end] == ':'))
		return false;
	return before_number || g_utf8_strlen (text->tokens[i + 1].folded, -1) == 1;
}

/* "lần | thứ XIII", "thế | kỷ XX". */
static bool word_of_counter (const Text *text, gsize i)
{
	bool pair =
		(is_word (text, i, "lần") && is_word (text, i + 1, "thứ")) ||
		(is_word (text, i, "thế") && (is_word (text, i + 1, "kỷ") || is_word (text, i + 1, "kỉ")));
	return pair && is_kind (text, i + 2, IS_NUMBER);
}

/* "Số 9 | (345)": a running number. */
static bool running_number (const Text *text, gsize i)
{
	return i > 0 && is_word (text, i - 1, "số") && is_kind (text, i, IS_NUMBER) &&
	       is_kind (text, i + 1, IS_NUMBER) && text->text[text->tokens[i + 1].start] == '(';
}

/* "10 | m²", "1.234,5 | tỷ", "5 | tấn/ha". */
static bool number_and_unit (const Text *text, gsize i)
{
	if (!is_kind (text, i, IS_NUMBER | ENDS_IN_FIGURE) || is_kind (text, i, ENDS_PHRASE))
		return false;
	g_autofree char *unit = g_strdup (text->tokens[i + 1].folded);
	char *per = strchr (unit, '/');
	if (per != NULL)
		*per = '\0';
	return unit[0] != '\0' && LISTED (unit, units);
}

/* The last part of "PGS.TS." */
static const char *last_part (const char *folded)
{
	const char *point = strrchr (folded, '.');
	return point == NULL ? folded : point + 1;
}

/* "TS. | Nguyễn", "GS | Trần", "Nxb. | Sự thật", "đ/c | Bí thư". */
static bool title_and_name (const Text *text, gsize i)
{
	const char *part = last_part (text->tokens[i].folded);
	bool likely = has_point (text, i) || is_kind (text, i + 1, HAS_CAPITAL) || part[0] == "đ"[0];
	if (!likely || strlen (part) > MOST_TITLE)
		return false;
	for (gsize k = 0; k < G_N_ELEMENTS (titles); k++) {
		if (strcmp (part, titles[k].title) != 0)
			continue;
		if (has_point (text, i))
			return true;
		return titles[k].pointless && !is_kind (text, i, ENDS_PHRASE) &&
		       (is_kind (text, i + 1, HAS_CAPITAL) || strcmp (part, "đ/c") == 0);
	}
	return false;
}

/* Is token @i "TP.", or "TP.Hồ", with the town's name after it? */
static bool is_town (const Text *text, gsize i)
{
	const char *folded = text->tokens[i].folded;
	if (strcmp (folded, "tp") == 0 || strcmp (folded, "tx") == 0)
		return has_point (text, i) || strcmp (folded, "tp") == 0;
	return (g_str_has_prefix (folded, "tp.") || g_str_has_prefix (folded, "tx.")) &&
	       !is_kind (text, i, ENDS_PHRASE);
}

/* "TP. Hồ | Chí | Minh": the whole name. */
static bool town_name (const Text *text, gsize i)
{
	if (!is_kind (text, i + 1, HAS_CAPITAL))
		return false;
	for (gsize back = 0; back < MOST_PLACE_NAME && back <= i; back++) {
		if (is_town (text, i - back))
			return true;
		if (!is_kind (text, i - back, HAS_CAPITAL) || is_kind (text, i - back, ENDS_PHRASE))
			return false;
	}
	return false;
}

static bool revered_name (const Text *text, gsize i)
{
	return (is_word (text, i, "hồ") && is_word (text, i + 1, "chí") && is_word (text, i + 2, "minh")) ||
	       (i > 0 && is_word (text, i - 1, "hồ") && is_word (text, i, "chí") &&
		is_word (text, i + 1, "minh"));
}

/* A dash keeps to what is before it; between numbers ("2016 - 2020", "Số 9 - 2020") to both; one that opens a
 * line (dialogue, a list) to what follows. */
static bool dash (const Text *text, gsize i)
{
	if (is_kind (text, i + 1, STARTS_WITH_DASH))
		return true;
	if (!is_kind (text, i, IS_DASH))
		return false;
	return begins_line (text, i) ||
	       (is_kind (text, i - 1, IS_NUMBER) && is_kind (text, i + 1, IS_NUMBER));
}

/* Brackets, quotes and points that stand alone by mistake; the end sign ("/.", "■") with the last word. */
static bool lone_sign (const Text *text, gsize i)
{
	bool slash = text->text[text->tokens[i + 1].start] == '/' && !is_kind (text, i + 1, IS_WORD);
	if (slash || is_kind (text, i, IS_OPENING) || is_kind (text, i + 1, IS_CLOSING))
		return true;
	bool last = i + 2 == text->n || is_kind (text, i + 2, AFTER_FORCED);
	return last && !is_kind (text, i + 1, IS_WORD);
}

static bool (*const hard_rules[]) (const Text *text, gsize i) = {
	counter_and_number, word_of_counter, running_number, number_and_unit, title_and_name,
	town_name,          revered_name,    dash,           lone_sign,
};

/* How many tokens from @i on are parts of one personal name. */
static gsize name_length (const Text *text, gsize i)
{
	gsize n = 0;
	while (is_kind (text, i + n, IS_NAME_PART) && !is_kind (text, i + n, AFTER_FORCED))
		if (is_kind (text, i + n++, ENDS_PHRASE))
			break;
	return n;
}

static int soft_penalty (const Text *text, gsize i)
{
	const Token *token = &text->tokens[i];
	if (strncmp (text->tokens[i + 1].folded, "v.v", 3) == 0)
		return AND_SO_ON_PENALTY;
	if (i > 0 && is_kind (text, i - 1, IS_NUMBER) && LISTED (token->folded, multiples) &&
	    LISTED (text->tokens[i + 1].folded, currencies))
		return CHAIN_PENALTY;
	bool letter = token->n_characters == 1 && is_kind (text, i, IS_WORD) && !is_kind (text, i, IS_NUMBER);
	return letter && !is_kind (text, i, HAS_CAPITAL) ? LETTER_PENALTY : 0;
}

/* ---- Whole text ---------------------------------------------------------------------------- */

static int gap_penalty (const Text *text, gsize i)
{
	if (is_kind (text, i + 1, AFTER_FORCED))
		return 0;
	if (is_kind (text, i, BEFORE_KEPT))
		return LINES_FORBID;
	for (gsize rule = 0; rule < G_N_ELEMENTS (hard_rules); rule++)
		if (hard_rules[rule](text, i))
			return LINES_FORBID;
	return soft_penalty (text, i);
}

static void raise_to (int *penalty, int least)
{
	*penalty = MAX (*penalty, least);
}

/* Names are runs of capitalised syllables. The last two hold together most. */
static void mark_names (const Text *text, int *penalties)
{
	for (gsize i = 0; i < text->n;) {
		gsize n = name_length (text, i);
		for (gsize k = 1; k < n && n <= MOST_NAME; k++)
			raise_to (&penalties[text->tokens[i + k].start],
				  k + 1 == n ? NAME_END_PENALTY : NAME_PENALTY);
		i += MAX (n, 1);
	}
}

/* The last line has two words and six characters at least, where the paragraph is long enough to spare them.
 */
static void hold_tail (const Text *text, int *penalties)
{
	gsize n_words = 0, n_characters = 0, i = text->n;
	while (i > 0 && (n_words < LEAST_LAST_WORDS || n_characters < LEAST_LAST_CHARACTERS)) {
		i--;
		n_words += is_kind (text, i, IS_WORD);
		n_characters += text->tokens[i].n_characters;
		if (is_kind (text, i, AFTER_FORCED))
			break;
	}
	if (i < (text->n + 1) / 2)
		return;
	for (gsize k = i + 1; k < text->n; k++)
		penalties[text->tokens[k].start] = LINES_FORBID;
}

/* ---- Web addresses ---------------------------------------------------------------------------- */

/* A host with a point, in small letters, up to a slash: "tapchi.vn/bai". */
static bool has_host (const char *token, gsize n_bytes)
{
	gsize i = 0, label = 0;
	bool point = false, letters = true;
	for (; i < n_bytes && token[i] != '/'; i++) {
		if (token[i] == '.') {
			if (label == 0)
				return false;
			point = true;
			label = 0;
			letters = true;
			continue;
		}
		if (!g_ascii_islower (token[i]) && !g_ascii_isdigit (token[i]) && token[i] != '-')
			return false;
		letters = letters && g_ascii_islower (token[i]);
		label++;
	}
	return i < n_bytes && point && letters && label >= 2;
}

/* The bytes before the part that may be divided; 0 when the token is no address. */
static gsize url_start (const char *token, gsize n_bytes)
{
	static const char *const starts[] = { "https://", "http://", "ftp://", "www." };
	for (gsize i = 0; i < G_N_ELEMENTS (starts); i++) {
		gsize n = strlen (starts[i]);
		if (n_bytes > n && g_ascii_strncasecmp (token, starts[i], n) == 0)
			return n;
	}
	return has_host (token, n_bytes) ? 1 : 0;
}

static void open_url (const Text *text, const Token *token, int *penalties)
{
	gsize start = url_start (text->text + token->core, token->core_end - token->core);
	if (start == 0)
		return;
	for (gsize i = token->core + start; i + 1 < token->core_end; i++) {
		char sign = text->text[i];
		bool before_letter =
			g_ascii_isalnum (text->text[i + 1]) || (guchar) text->text[i + 1] >= 0xc0;
		if (sign != '\0' && strchr ("/.-_?&=", sign) != NULL && before_letter)
			penalties[i + 1] = sign == '/' ? URL_SLASH_PENALTY : URL_OTHER_PENALTY;
	}
}

void no_break_penalties (const char *text, gsize n_bytes, int *penalties)
{
	for (gsize i = 0; i < n_bytes; i++)
		penalties[i] = LINES_FORBID;
	g_autoptr (GArray) tokens = read_tokens (text, n_bytes);
	const Text all = { text, (const Token *) (void *) tokens->data, tokens->len };
	for (gsize i = 0; i + 1 < all.n; i++)
		penalties[all.tokens[i + 1].start] = gap_penalty (&all, i);
	mark_names (&all, penalties);
	hold_tail (&all, penalties);
	for (gsize i = 0; i < all.n; i++)
		open_url (&all, &all.tokens[i], penalties);
}
