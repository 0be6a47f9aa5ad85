/* magazine.yaml → Magazine. */
#include "read/read-private.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const legal_profiles[] = { "vn-2002", "vn-2016", "vn-2026", "ban-tin" };

/* What magazine.yaml says beyond the fields of a Magazine. */
typedef struct {
	Magazine magazine;
	const Node *legal_profile, *licence, *house_style, *issn, *language;
	Field layout;
} Told;

typedef struct {
	Field number, authority;
	Date date;
} Licence;

typedef struct {
	const Node *jump_to, *jump_from, *end_sign;
} HouseStyle;

#define MAGAZINE(name, field, most)                                                                          \
	{                                                                                                    \
		name, FIELD_TEXT, offsetof (Told, magazine.field), false, 0, most                            \
	}
#define JOINED(name, field)                                                                                  \
	{                                                                                                    \
		name, FIELD_JOINED, offsetof (Told, magazine.field), false, 0, 1000                          \
	}
#define NODE(name, Type, field)                                                                              \
	{                                                                                                    \
		name, FIELD_NODE, offsetof (Type, field), false, 0, 0                                        \
	}

static const FieldKey keys[] = {
	{ "name", FIELD_TEXT, offsetof (Told, magazine.name), true, 0, 80 },
	MAGAZINE ("kind", kind_word, 40),
	MAGAZINE ("tagline", tagline, 200),
	MAGAZINE ("agency", agency, 200),
	MAGAZINE ("governing-body", governing_body, 200),
	NODE ("issn", Told, issn),
	MAGAZINE ("address", address, 300),
	MAGAZINE ("phone", phone, 100),
	MAGAZINE ("fax", fax, 100),
	MAGAZINE ("email", email, 100),
	MAGAZINE ("website", website, 200),
	MAGAZINE ("account", account, 300),
	MAGAZINE ("editor-in-chief", editor_in_chief, 200),
	JOINED ("deputy-editors", deputy_editors),
	JOINED ("editorial-board", editorial_board),
	JOINED ("secretary", secretary),
	JOINED ("design", design),
	JOINED ("proofreading", proofreading),
	NODE ("licence", Told, licence),
	MAGAZINE ("printer", printer, 200),
	MAGAZINE ("print-run", print_run, 100),
	MAGAZINE ("frequency", frequency, 100),
	MAGAZINE ("format", format, 100),
	MAGAZINE ("price", price, 60),
	NODE ("legal-profile", Told, legal_profile),
	NODE ("language", Told, language),
	{ "layout", FIELD_TEXT, offsetof (Told, layout), false, 0, 60 },
	NODE ("house-style", Told, house_style),
};

static const FieldKey licence_keys[] = {
	{ "number", FIELD_TEXT, offsetof (Licence, number), false, 0, 100 },
	{ "date", FIELD_DATE, offsetof (Licence, date), false, 0, 0 },
	{ "authority", FIELD_TEXT, offsetof (Licence, authority), false, 0, 200 },
};

static const FieldKey house_style_keys[] = {
	NODE ("end-sign", HouseStyle, end_sign),
	NODE ("jump-to", HouseStyle, jump_to),
	NODE ("jump-from", HouseStyle, jump_from),
};

/* The last digit of "1859-2953": the first seven weighted 8 … 2, modulo 11 (ISO 3297). */
static bool is_issn (const char *text)
{
	if (strlen (text) != 9 || text[4] != '-')
		return false;
	int sum = 0;
	for (int i = 0, weight = 8; i < 8; i++) {
		if (i == 4)
			continue;
		if (!g_ascii_isdigit (text[i]))
			return false;
		sum += weight-- * (text[i] - '0');
	}
	return text[8] == "0X987654321"[sum % 11] || (text[8] == 'x' && sum % 11 == 1);
}

static void read_issn (Reader *reader, const Node *node, Magazine *magazine)
{
	Field issn = read_text_value (reader, node, "issn", 40);
	if (issn.text != NULL && !is_issn (issn.text))
		diag_add (reader->diag, DIAG_BAD_ISSN, &node->place, "\"%s\"", issn.text);
	magazine->issn = issn;
}

static void read_licence (Reader *reader, const Node *node, Magazine *magazine)
{
	Licence licence = { 0 };
	if (!read_expect (reader, node, NODE_MAPPING, "licence") ||
	    !read_mapping (reader, node, licence_keys, G_N_ELEMENTS (licence_keys), &licence))
		return;
	magazine->licence_number = licence.number;
	magazine->licence_authority = licence.authority;
	magazine->licence_date = licence.date;
}

/* The text is printed with the page number in the place of %d, so any other % would go wrong. */
static void read_jump_line (Reader *reader, const Node *node, const char *what, const char **line)
{
	if (node == NULL)
		return;
	Field field = read_text_value (reader, node, what, 100);
	if (field.text == NULL)
		return;
	const char *percent = strchr (field.text, '%');
	if (percent != NULL && percent[1] == 'd' && strchr (percent + 1, '%') == NULL)
		*line = field.text;
	else
		diag_add (reader->diag, DIAG_BAD_VALUE, &node->place,
			  _ ("\"%s\" must hold %%d once, for the page number, and no other %%"), what);
}

static void read_house_style (Reader *reader, const Node *node, Magazine *magazine)
{
	HouseStyle told = { 0 };
	if (!read_expect (reader, node, NODE_MAPPING, "house-style") ||
	    !read_mapping (reader, node, house_style_keys, G_N_ELEMENTS (house_style_keys), &told))
		return;
	read_jump_line (reader, told.jump_to, "jump-to", &magazine->jump_to);
	read_jump_line (reader, told.jump_from, "jump-from", &magazine->jump_from);
	if (told.end_sign == NULL)
		return;
	Field sign = read_text_value (reader, told.end_sign, "end-sign", 10);
	if (sign.text != NULL)
		magazine->end_sign = sign.text;
}

/* BCP 47, as far as a document's language tag goes: "vi", "en-GB". */
static void read_language (Reader *reader, const Node *node, Magazine *magazine)
{
	Field language = read_text_value (reader, node, "language", 35);
	if (language.text == NULL)
		return;
	if (g_regex_match_simple ("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", language.text, 0, 0))
		magazine->language = language.text;
	else
		diag_add (reader->diag, DIAG_BAD_VALUE, &node->place,
			  _ ("\"language\" must be a language tag like vi, not \"%s\""), language.text);
}

static void read_special_keys (Reader *reader, const Told *told, Magazine *magazine)
{
	if (told->issn != NULL)
		read_issn (reader, told->issn, magazine);
	if (told->licence != NULL)
		read_licence (reader, told->licence, magazine);
	if (told->house_style != NULL)
		read_house_style (reader, told->house_style, magazine);
	if (told->language != NULL)
		read_language (reader, told->language, magazine);
	int profile = told->legal_profile == NULL
			      ? -1
			      : read_choice (reader, told->legal_profile, "legal-profile", legal_profiles,
					     G_N_ELEMENTS (legal_profiles));
	if (profile >= 0)
		magazine->legal_profile = (Field){ legal_profiles[profile], told->legal_profile->place };
}

void read_magazine (Reader *reader, const Node *root, const char **layout)
{
	Told told = { .magazine = { .kind_word.text = "TẠP CHÍ",
				    .jump_to = "(Xem tiếp trang %d)",
				    .jump_from = "(Tiếp theo trang %d)",
				    .end_sign = "■",
				    .language = "vi" } };
	if (root != NULL && read_mapping (reader, root, keys, G_N_ELEMENTS (keys), &told))
		read_special_keys (reader, &told, &told.magazine);
	reader->issue->magazine = told.magazine;
	if (told.layout.text != NULL)
		*layout = told.layout.text;
}
