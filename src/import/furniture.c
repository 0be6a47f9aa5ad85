/* What web portals put around an article, as folded words (text_fold: no marks, no signs). */
#include "import/private.h"

#include "base/text.h"

#include <string.h>

/* LABEL: the words, then a colon. A label may open a long line; other words that open a sentence are text. */
typedef enum { WHOLE, START, LABEL, WITHIN } Match;

static const struct {
	const char *key;
	Match match;
	int most_words; /* longer lines are text */
	FurnitureEffect effect;
	const char *reason;
} table[] = {
	{ "responsive image", WHOLE, 3, FURNITURE_PICTURE, "image-placeholder" },
	{ "image", WHOLE, 2, FURNITURE_PICTURE, "image-placeholder" },
	{ "img", WHOLE, 2, FURNITURE_PICTURE, "image-placeholder" },
	{ "hinh anh", WHOLE, 3, FURNITURE_PICTURE, "image-placeholder" },
	{ "photo", WHOLE, 2, FURNITURE_PICTURE, "image-placeholder" },
	{ "picture", WHOLE, 2, FURNITURE_PICTURE, "image-placeholder" },
	{ "anh bai viet", WHOLE, 4, FURNITURE_PICTURE, "image-placeholder" },
	{ "anh dai dien", WHOLE, 4, FURNITURE_PICTURE, "image-placeholder" },

	{ "thong ke truy cap", WHOLE, 6, FURNITURE_WIDGET, "visitor-statistics-widget" },
	{ "luot truy cap", START, 6, FURNITURE_WIDGET, "visitor-statistics-widget" },
	{ "so luot truy cap", START, 7, FURNITURE_WIDGET, "visitor-statistics-widget" },
	{ "tong so luot truy cap", START, 8, FURNITURE_WIDGET, "visitor-statistics-widget" },
	{ "dang truy cap", START, 5, FURNITURE_WIDGET, "visitor-statistics-widget" },
	{ "dang online", START, 4, FURNITURE_WIDGET, "visitor-statistics-widget" },
	{ "khach truc tuyen", START, 5, FURNITURE_WIDGET, "visitor-statistics-widget" },
	{ "thoi tiet", WHOLE, 3, FURNITURE_WIDGET, "weather-widget" },
	{ "ty gia", WHOLE, 4, FURNITURE_WIDGET, "exchange-rate-widget" },
	{ "tham do y kien", START, 6, FURNITURE_WIDGET, "poll-widget" },
	{ "lien ket website", WHOLE, 4, FURNITURE_WIDGET, "link-widget" },
	{ "lien ket web", WHOLE, 4, FURNITURE_WIDGET, "link-widget" },

	{ "y kien ban doc ve bai viet nay", WHOLE, 10, FURNITURE_FORM, "comment-form" },
	{ "gui y kien", START, 8, FURNITURE_FORM, "comment-form" },
	{ "gui binh luan", START, 8, FURNITURE_FORM, "comment-form" },
	{ "viet binh luan", START, 8, FURNITURE_FORM, "comment-form" },
	{ "y kien cua ban", WHOLE, 6, FURNITURE_FORM, "comment-form" },
	{ "binh luan cua ban", WHOLE, 6, FURNITURE_FORM, "comment-form" },
	{ "gui phan hoi", START, 6, FURNITURE_FORM, "comment-form" },
	{ "ho va ten", WHOLE, 5, FURNITURE_FORM, "comment-form" },
	{ "ma bao ve", WHOLE, 5, FURNITURE_FORM, "comment-form" },
	{ "ma xac nhan", WHOLE, 5, FURNITURE_FORM, "comment-form" },
	{ "vui long dang nhap", START, 14, FURNITURE_FORM, "comment-form" },

	{ "danh sach bai ban doc phan hoi", WHOLE, 10, FURNITURE_LETTERS, "comment-list-heading" },
	{ "ban doc phan hoi", WHOLE, 6, FURNITURE_LETTERS, "comment-list-heading" },
	{ "y kien ban doc", WHOLE, 6, FURNITURE_LETTERS, "comment-list-heading" },
	{ "y kien doc gia", WHOLE, 6, FURNITURE_LETTERS, "comment-list-heading" },
	{ "binh luan", WHOLE, 4, FURNITURE_LETTERS, "comment-list-heading" },
	{ "phan hoi", WHOLE, 4, FURNITURE_LETTERS, "comment-list-heading" },

	{ "bai cung chuyen muc", WHOLE, 6, FURNITURE_END, "related-links-heading" },
	{ "tin cung chuyen muc", WHOLE, 6, FURNITURE_END, "related-links-heading" },
	{ "cung chuyen muc", WHOLE, 5, FURNITURE_END, "related-links-heading" },
	{ "cac tin khac", WHOLE, 5, FURNITURE_END, "related-links-heading" },
	{ "cac bai khac", WHOLE, 5, FURNITURE_END, "related-links-heading" },
	{ "cac bai viet khac", WHOLE, 6, FURNITURE_END, "related-links-heading" },
	{ "cac tin bai khac", WHOLE, 6, FURNITURE_END, "related-links-heading" },
	{ "cac tin da dua", START, 8, FURNITURE_END, "related-links-heading" },
	{ "cac tin cu hon", WHOLE, 6, FURNITURE_END, "related-links-heading" },
	{ "cac tin moi hon", WHOLE, 6, FURNITURE_END, "related-links-heading" },
	{ "tin moi hon", WHOLE, 5, FURNITURE_END, "related-links-heading" },
	{ "tin cu hon", WHOLE, 5, FURNITURE_END, "related-links-heading" },
	{ "tin khac", WHOLE, 4, FURNITURE_END, "related-links-heading" },
	{ "tin lien quan", WHOLE, 5, FURNITURE_END, "related-links-heading" },
	{ "tin bai lien quan", WHOLE, 6, FURNITURE_END, "related-links-heading" },
	{ "bai lien quan", WHOLE, 5, FURNITURE_END, "related-links-heading" },
	{ "bai viet lien quan", WHOLE, 6, FURNITURE_END, "related-links-heading" },
	{ "cac bai viet lien quan", WHOLE, 7, FURNITURE_END, "related-links-heading" },
	{ "tin moi nhat", WHOLE, 5, FURNITURE_END, "related-links-heading" },
	{ "tin noi bat", WHOLE, 5, FURNITURE_END, "related-links-heading" },
	{ "tin doc nhieu", WHOLE, 6, FURNITURE_END, "related-links-heading" },
	{ "doc nhieu nhat", WHOLE, 6, FURNITURE_END, "related-links-heading" },
	{ "doc nhieu", WHOLE, 4, FURNITURE_END, "related-links-heading" },
	{ "xem nhieu", WHOLE, 4, FURNITURE_END, "related-links-heading" },
	{ "co the ban quan tam", START, 8, FURNITURE_END, "related-links-heading" },
	{ "tin tuc khac", WHOLE, 5, FURNITURE_END, "related-links-heading" },

	{ "gioi thieu tap chi in", WHOLE, 7, FURNITURE_MAGAZINE, "print-magazine-widget" },
	{ "tap chi in", WHOLE, 5, FURNITURE_MAGAZINE, "print-magazine-widget" },
	{ "bao in", WHOLE, 4, FURNITURE_MAGAZINE, "print-magazine-widget" },
	{ "an pham in", WHOLE, 5, FURNITURE_MAGAZINE, "print-magazine-widget" },
	{ "so bao moi", WHOLE, 5, FURNITURE_MAGAZINE, "print-magazine-widget" },
	{ "tap chi so moi", START, 6, FURNITURE_MAGAZINE, "print-magazine-widget" },

	{ "video clips", WHOLE, 4, FURNITURE_WIDGET, "video-widget" },
	{ "video clip", WHOLE, 4, FURNITURE_WIDGET, "video-widget" },
	{ "video", WHOLE, 3, FURNITURE_WIDGET, "video-widget" },
	{ "thu vien video", WHOLE, 5, FURNITURE_WIDGET, "video-widget" },
	{ "thu vien anh", WHOLE, 5, FURNITURE_WIDGET, "picture-gallery-widget" },
	{ "thu vien hinh anh", WHOLE, 6, FURNITURE_WIDGET, "picture-gallery-widget" },

	{ "chao mung ban den voi", START, 20, FURNITURE_LINE, "greeting" },
	{ "chao mung quy vi", START, 20, FURNITURE_LINE, "greeting" },
	{ "kinh chao quy", START, 20, FURNITURE_LINE, "greeting" },
	{ "cong thong tin dien tu", START, 8, FURNITURE_LINE, "site-name" },
	{ "trang thong tin dien tu", START, 8, FURNITURE_LINE, "site-name" },
	{ "trang tin dien tu", START, 8, FURNITURE_LINE, "site-name" },
	{ "tap chi dien tu", START, 8, FURNITURE_LINE, "site-name" },
	{ "bao dien tu", START, 8, FURNITURE_LINE, "site-name" },
	{ "ban dang o day", START, 16, FURNITURE_LINE, "breadcrumb" },
	{ "chuyen muc", START, 12, FURNITURE_LINE, "site-section-banner" },
	{ "chuyen trang", START, 12, FURNITURE_LINE, "site-section-banner" },
	{ "xem voi co chu", START, 10, FURNITURE_LINE, "font-size-widget" },
	{ "co chu", START, 8, FURNITURE_LINE, "font-size-widget" },
	{ "kich thuoc chu", START, 8, FURNITURE_LINE, "font-size-widget" },
	{ "kich co chu", START, 8, FURNITURE_LINE, "font-size-widget" },
	{ "luot xem", START, 5, FURNITURE_LINE, "view-counter" },
	{ "so luot xem", START, 6, FURNITURE_LINE, "view-counter" },
	{ "so lan xem", START, 6, FURNITURE_LINE, "view-counter" },
	{ "da xem", START, 4, FURNITURE_LINE, "view-counter" },
	{ "luot doc", START, 5, FURNITURE_LINE, "view-counter" },
	{ "danh gia bai viet", START, 8, FURNITURE_LINE, "rating-widget" },
	{ "nghe doc bai", START, 6, FURNITURE_LINE, "audio-widget" },
	{ "nghe bai viet", START, 6, FURNITURE_LINE, "audio-widget" },
	{ "doc bai viet", WHOLE, 5, FURNITURE_LINE, "audio-widget" },
	{ "tu khoa", LABEL, 60, FURNITURE_LINE, "tag-list" },
	{ "tags", LABEL, 60, FURNITURE_LINE, "tag-list" },
	{ "tag", LABEL, 60, FURNITURE_LINE, "tag-list" },
	{ "the tu khoa", LABEL, 60, FURNITURE_LINE, "tag-list" },
	{ "theo doi chung toi", START, 12, FURNITURE_LINE, "share-buttons" },
	{ "quang cao", WHOLE, 2, FURNITURE_LINE, "advertisement" },
	{ "advertisement", WHOLE, 2, FURNITURE_LINE, "advertisement" },
	{ "tai file dinh kem", START, 12, FURNITURE_LINE, "download-link" },
	{ "file dinh kem", START, 12, FURNITURE_LINE, "download-link" },

	{ "ban quyen thuoc", START, 40, FURNITURE_END, "site-footer" },
	{ "copyright", START, 40, FURNITURE_END, "site-footer" },
	{ "c ban quyen", START, 40, FURNITURE_END, "site-footer" },
	{ "ghi ro nguon", START, 30, FURNITURE_END, "site-footer" },
	{ "giay phep so", START, 40, FURNITURE_END, "site-footer" },
	{ "co quan chu quan", LABEL, 40, FURNITURE_END, "site-footer" },
	{ "chiu trach nhiem noi dung", LABEL, 40, FURNITURE_END, "site-footer" },
	{ "chiu trach nhiem chinh", LABEL, 40, FURNITURE_END, "site-footer" },
	{ "thiet ke va phat trien boi", START, 30, FURNITURE_END, "site-footer" },
	{ "phat trien boi", START, 20, FURNITURE_END, "site-footer" },
	{ "all rights reserved", WITHIN, 40, FURNITURE_END, "site-footer" },
	{ "su dung cookie", WITHIN, 60, FURNITURE_LINE, "cookie-notice" },
	{ "chap nhan cookie", WITHIN, 60, FURNITURE_LINE, "cookie-notice" },
	{ "dong y cookie", WITHIN, 60, FURNITURE_LINE, "cookie-notice" },
};

/* Lines made of nothing but these are rows of buttons or menu entries. */
static const char *const buttons[] = {
	"chia se",
	"facebook",
	"twitter",
	"zalo",
	"google",
	"linkedin",
	"pinterest",
	"youtube",
	"tiktok",
	"telegram",
	"x",
	"in",
	"in bai viet",
	"in trang",
	"in bai",
	"ban in",
	"in tin",
	"print",
	"email",
	"gui email",
	"gui mail",
	"gui bai viet",
	"gui cho ban be",
	"luu",
	"luu bai viet",
	"luu bai",
	"thich",
	"like",
	"share",
	"tweet",
	"mail",
	"binh luan",
	"copy link",
	"sao chep lien ket",
	"quay lai",
	"ve dau trang",
	"len dau trang",
	"dau trang",
	"top",
	"theo doi",
	"bao loi",
	"xem them",
	"doc tiep",
	"messenger",
	"bookmark",
	"tai ve",
	"download",
	"pdf",
	"bao cao",
};
static const char *const entries[] = {
	"trang chu",
	"gioi thieu",
	"tin tuc",
	"tin tuc su kien",
	"su kien",
	"lien he",
	"so do trang",
	"so do cong",
	"hoi dap",
	"dang nhap",
	"dang ky",
	"tim kiem",
	"tim kiem nang cao",
	"menu",
	"thu vien",
	"van ban",
	"rss",
	"english",
	"tieng viet",
	"home",
	"chinh tri",
	"kinh te",
	"xa hoi",
	"van hoa",
	"giao duc",
	"y te",
	"the thao",
	"du lich",
	"phap luat",
	"quoc phong",
	"an ninh",
	"the gioi",
	"trong nuoc",
	"thoi su",
	"doi song",
	"khoa hoc",
	"cong nghe",
	"moi truong",
	"multimedia",
	"media",
	"podcast",
	"infographic",
	"toa soan",
	"dat bao",
	"gop y",
	"thong bao",
	"moi nhat",
	"thu dien tu",
	"ban doc",
	"dich vu cong",
	"lich cong tac",
	"cai cach hanh chinh",
	"xay dung dang",
};
static const char *const fields[] = {
	"ho va ten",     "ho ten",      "ten",         "ten cua ban",
	"dia chi",       "email",       "e mail",      "dien thoai",
	"so dien thoai", "tieu de",     "noi dung",    "y kien cua ban",
	"ma bao ve",     "ma xac nhan", "ma xac thuc", "captcha",
	"nhap ma",       "gui",         "gui di",      "huy",
	"huy bo",        "lam lai",     "nhap lai",    "gui y kien",
	"gui binh luan", "binh luan",   "xac nhan",    "vui long go co dau",
};
static const char *const labels[] = {
	"dang truy cap",
	"dang xem",
	"truc tuyen",
	"online",
	"hom nay",
	"hom qua",
	"trong ngay",
	"trong tuan",
	"trong thang",
	"tuan nay",
	"tuan truoc",
	"thang nay",
	"thang truoc",
	"thang hien tai",
	"nam nay",
	"tong",
	"tong so",
	"tong cong",
	"tong luot truy cap",
	"tong truy cap",
	"tat ca",
	"khach",
	"thanh vien",
	"so luot truy cap",
	"luot truy cap",
	"ip",
};

static bool starts_with_words (const char *key, const char *words)
{
	gsize n = strlen (words);
	return strncmp (key, words, n) == 0 && (key[n] == '\0' || key[n] == ' ');
}

/* Compares @key without the counts behind it: "luot xem 12", "binh luan 3". */
static bool is_phrase (const char *key, const char *words)
{
	if (!starts_with_words (key, words))
		return false;
	for (key += strlen (words); *key != '\0'; key++)
		if (*key != ' ' && !g_ascii_isdigit (*key))
			return false;
	return true;
}

static bool is_listed (const char *key, const char *const *list, gsize n)
{
	for (gsize i = 0; i < n; i++)
		if (is_phrase (key, list[i]))
			return true;
	return false;
}

/* Is @key a row of phrases of the list, with counts between them? Takes the longest phrase each time. */
static bool is_covered (const char *key, const char *const *list, gsize n)
{
	bool any = false;
	while (*key != '\0') {
		gsize longest = 0;
		for (gsize i = 0; i < n; i++)
			if (starts_with_words (key, list[i]))
				longest = MAX (longest, strlen (list[i]));
		any = any || longest > 0;
		if (longest == 0)
			longest = strspn (key, "0123456789");
		if (longest == 0)
			return false;
		key += longest;
		key += strspn (key, " ");
	}
	return any;
}

static bool only_of (const char *text, const char *characters)
{
	for (; *text != '\0'; text = g_utf8_next_char (text))
		if (g_utf8_strchr (characters, -1, g_utf8_get_char (text)) == NULL)
			return false;
	return true;
}

/* "Trang chủ › Tin tức › …": three steps or more. */
static bool is_breadcrumb (const Row *row, const char *text)
{
	int steps = 0;
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
		steps += g_utf8_strchr ("›»→", -1, g_utf8_get_char (at)) != NULL ||
			 g_str_has_prefix (at, " > ");
	bool from_home = starts_with_words (row->key, "trang chu") || starts_with_words (row->key, "home");
	return row->n_words <= 20 && (steps >= 2 || from_home) && !row->full_stop;
}

/* "40 liên quanGốc": what a news collector puts under a headline. */
static bool is_aggregator (const Row *row)
{
	gsize digits = strspn (row->key, "0123456789");
	return digits > 0 && row->n_words <= 4 && g_str_has_prefix (row->key + digits, " lien quan");
}

static bool is_hash_tags (const Row *row, const char *text)
{
	int tags = 0;
	for (const char *at = text; *at != '\0'; at++)
		tags += *at == '#' && (at == text || at[-1] == ' ') &&
			(g_ascii_isalpha (at[1]) || (at[1] & 0x80) != 0);
	return *text == '#' && tags > 0 && tags * 4 >= row->n_words;
}

static bool is_picture_name (const char *text)
{
	static const char *const ends[] = { ".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp" };
	g_autofree char *low = g_ascii_strdown (text, -1);
	if (strchr (low, ' ') != NULL || strstr (low, "://") != NULL)
		return false;
	for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
		if (g_str_has_suffix (low, ends[i]))
			return true;
	return false;
}

static bool is_rating (const char *text)
{
	return only_of (text, "★☆0123456789./() ") && strstr (text, "★") != NULL;
}

static bool is_view_count (const Row *row)
{
	gsize digits = strspn (row->key, "0123456789 ");
	return digits > 0 && row->n_words <= 4 &&
	       (strcmp (row->key + digits, "luot xem") == 0 || strcmp (row->key + digits, "luot doc") == 0 ||
		strcmp (row->key + digits, "views") == 0);
}

/* "12", "0:00 / 3:12"; but not "8/8/2020". */
static bool is_counter (const Row *row, const char *text)
{
	return row->n_words <= 4 && only_of (text, "0123456789:/ .") &&
	       (strchr (text, '/') == NULL || strstr (text, " / ") != NULL);
}

/* What no table of words can say: the shape of the line. */
static bool find_by_shape (const Row *row, const char *text, Furniture *furniture)
{
	const struct {
		bool found;
		const char *reason;
	} shapes[] = {
		{ is_aggregator (row), "aggregator-line" },
		{ row->n_words <= 60 && is_covered (row->key, entries, G_N_ELEMENTS (entries)),
		  "navigation" },
		{ is_breadcrumb (row, text), "breadcrumb" },
		{ row->n_words <= 8 && only_of (text, "Aa+- |/−–"), "font-size-widget" },
		{ row->n_words <= 8 && is_rating (text), "rating-widget" },
		{ is_hash_tags (row, text), "tag-list" },
		{ is_view_count (row), "view-counter" },
		{ is_counter (row, text), "counter" },
		{ only_of (text, "-_=*·•.|–—~ "), "rule" },
		{ row->n_words <= 24 && is_covered (row->key, buttons, G_N_ELEMENTS (buttons)),
		  "share-buttons" },
	};
	const char *reason = NULL;
	for (gsize i = 0; i < G_N_ELEMENTS (shapes) && reason == NULL; i++)
		if (shapes[i].found)
			reason = shapes[i].reason;
	if (g_str_has_prefix (text, "©") || g_str_has_prefix (text, "®")) {
		*furniture = (Furniture){ "site-footer", FURNITURE_END };
		return true;
	}
	if (is_picture_name (text)) {
		*furniture = (Furniture){ "image-placeholder", FURNITURE_PICTURE };
		return true;
	}
	*furniture = (Furniture){ reason, FURNITURE_LINE };
	return reason != NULL;
}

/* Are the words before the first colon those of @key and no others? */
static bool is_label (const char *text, const char *key)
{
	const char *colon = strchr (text, ':');
	if (colon == NULL || colon - text > 80)
		return false;
	g_autofree char *head = g_strndup (text, (gsize) (colon - text));
	g_autofree char *folded = text_fold (head);
	return strcmp (folded, key) == 0;
}

static bool is_match (const Row *row, const char *text, Match match, const char *key, FurnitureEffect effect)
{
	bool sentence = row->full_stop && row->n_words > 8 && effect != FURNITURE_END;
	switch (match) {
	case WHOLE:
		return is_phrase (row->key, key);
	case START:
		return starts_with_words (row->key, key) && !sentence;
	case LABEL:
		return starts_with_words (row->key, key) && is_label (text, key);
	default:
		return strstr (row->key, key) != NULL;
	}
}

bool import_find_furniture (const Row *row, const char *text, Furniture *furniture)
{
	if (row->n_words > 60)
		return false;
	for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
		if (row->n_words <= table[i].most_words &&
		    is_match (row, text, table[i].match, table[i].key, table[i].effect)) {
			*furniture = (Furniture){ table[i].reason, table[i].effect };
			return true;
		}
	return find_by_shape (row, text, furniture);
}

bool import_is_widget_label (const Row *row, const char *text)
{
	gsize length = strlen (text);
	bool label = text[length - 1] == ':' || g_ascii_isdigit (text[length - 1]);
	return row->n_words <= 6 && (label || is_listed (row->key, labels, G_N_ELEMENTS (labels)));
}

bool import_is_form_field (const Row *row, const char *text)
{
	gsize length = strlen (text);
	bool field = text[length - 1] == ':' || text[length - 1] == '*';
	return row->n_words <= 10 && (field || is_listed (row->key, fields, G_N_ELEMENTS (fields)));
}
