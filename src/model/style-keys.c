#include "model/style.h"

#include <glib.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define PAGE(field) offsetof (Style, field)
#define TEXT(field) offsetof (TextStyle, field)

static const StyleKey page_keys[] = {
	{ "page-width", PAGE (page_width), KEY_LENGTH, 200, 2000, "190mm", "Width of the trimmed page." },
	{ "page-height", PAGE (page_height), KEY_LENGTH, 200, 2000, "270mm", "Height of the trimmed page." },
	{ "bleed", PAGE (bleed), KEY_LENGTH, 0, 30, "3mm", "How far colour and pictures run over the trim." },
	{ "margin-top", PAGE (margin_top), KEY_LENGTH, 10, 400, "20mm",
	  "From the trim to the first line's top." },
	{ "margin-bottom", PAGE (margin_bottom), KEY_LENGTH, 10, 400, "18mm",
	  "From the last line to the trim." },
	{ "margin-inside", PAGE (margin_inside), KEY_LENGTH, 10, 400, "15mm", "Margin at the spine." },
	{ "margin-outside", PAGE (margin_outside), KEY_LENGTH, 10, 400, "14mm",
	  "Margin away from the spine." },
	{ "columns", PAGE (columns), KEY_COUNT, 1, 6, "3", "Columns of running text on a page." },
	{ "gutter", PAGE (gutter), KEY_LENGTH, 4, 60, "5mm", "Space between two columns." },
	{ "leading", PAGE (leading), KEY_LENGTH, 6, 40, "13.2pt",
	  "Baseline grid: every line of running text stands on it." },
	{ "column-rule", PAGE (column_rule), KEY_BOOL, 0, 1, "no", "A thin rule between the columns." },
	{ "accent", PAGE (accent), KEY_COLOR, 0, 0, "#9c1f1b",
	  "Colour of the nameplate and of every style whose color is \"accent\"." },
	{ "tint", PAGE (tint), KEY_COLOR, 0, 0, "#f3ece0", "Background of boxes." },
	{ "rule", PAGE (rule), KEY_COLOR, 0, 0, "#9a948a", "Colour of thin rules." },
	{ "picture-columns", PAGE (picture_columns), KEY_COUNT, 0, 6, "0",
	  "Columns that a landscape picture spans; 0: all but one." },
	{ "picture-most", PAGE (picture_most), KEY_LENGTH, 50, 2000, "120mm",
	  "Greatest height of a picture in an article." },
	{ "picture-least-dpi", PAGE (picture_least_dpi), KEY_COUNT, 0, 1200, "150",
	  "Below this resolution a picture is complained of." },
	{ "contents-title", PAGE (contents_title), KEY_STRING, 1, 60, "Trong số này",
	  "Title over the contents." },
};

static const StyleKey text_keys[] = {
	{ "family", TEXT (family), KEY_STRING, 1, 80, "Gentium Book Plus", "Font family." },
	{ "weight", TEXT (weight), KEY_COUNT, 100, 900, "400", "Weight: 400 is regular, 700 bold." },
	{ "italic", TEXT (italic), KEY_BOOL, 0, 1, "no", "Set in italics." },
	{ "caps", TEXT (caps), KEY_BOOL, 0, 1, "no", "Set in capitals." },
	{ "size", TEXT (size), KEY_LENGTH, 5, 200, "9.8pt", "Size of the type." },
	{ "leading", TEXT (leading), KEY_LENGTH, 5, 300, "13.2pt", "From baseline to baseline." },
	{ "color", TEXT (color), KEY_COLOR, 0, 0, "#000000",
	  "Colour; \"accent\" follows the layout's accent." },
	{ "align", TEXT (align), KEY_ALIGN, 0, 0, "justify", "justify, left, center or right." },
	{ "first-indent", TEXT (first_indent), KEY_LENGTH, 0, 100, "0pt",
	  "Indent of a paragraph's first line; none after a headline or crosshead." },
	{ "indent", TEXT (indent), KEY_LENGTH, 0, 200, "0pt", "Indent of every line." },
	{ "space-before", TEXT (space_before), KEY_LENGTH, 0, 200, "0pt", "Space over it." },
	{ "space-after", TEXT (space_after), KEY_LENGTH, 0, 200, "0pt", "Space under it." },
	{ "tracking", TEXT (tracking), KEY_COUNT, -50, 300, "0", "Letter space in thousandths of an em." },
	{ "space-least", TEXT (space_least), KEY_PERCENT, 50, 100, "64",
	  "Narrowest word space, in percent of the font's." },
	{ "space-natural", TEXT (space_natural), KEY_PERCENT, 60, 150, "100",
	  "Wanted word space, in percent of the font's." },
	{ "space-most", TEXT (space_most), KEY_PERCENT, 100, 400, "140",
	  "Widest word space before a line counts as loose." },
	{ "scale-most", TEXT (scale_most), KEY_COUNT, 0, 20, "20",
	  "How far a justified line's letters may be widened or narrowed, in thousandths." },
	{ "tracking-most", TEXT (tracking_most), KEY_COUNT, 0, 10, "10",
	  "Greatest letter space, more or less, that justifies a line, in thousandths of an em." },
	{ "hang", TEXT (hang), KEY_PERCENT, 0, 100, "100",
	  "How much of its share punctuation hangs out of justified text; 0: nothing." },
};

/* What a role has other than the text keys' defaults. Lists of key and value, NULL-terminated. */
#define HEAD_FACE "family", "Roboto Condensed"
#define SANS_FACE "family", "Roboto"
/* Justified text: what its spaces come to on the whole, so that last lines look like the others. */
#define EVEN_SPACES "space-natural", "110"
static const char *const role_defaults[N_ROLES][24] = {
	[ROLE_BODY] = { "first-indent", "4mm", EVEN_SPACES },
	[ROLE_STANDFIRST] = { "size", "12pt", "leading", "16pt", "align", "left", "weight", "700",
			      "space-after", "4pt" },
	[ROLE_HEADLINE] = { HEAD_FACE, "weight", "700", "size", "28pt", "leading", "35pt", "align", "left",
			    "space-after", "6pt" },
	[ROLE_HEADLINE_SMALL] = { HEAD_FACE, "weight", "700", "size", "20pt", "leading", "26pt", "align",
				  "left", "space-after", "4pt" },
	[ROLE_KICKER] = { HEAD_FACE, "weight", "700", "size", "11pt", "leading", "15pt", "align", "left",
			  "color", "accent", "space-after", "2pt" },
	[ROLE_BYLINE] = { HEAD_FACE, "weight", "700", "size", "9.5pt", "leading", "13.2pt", "align", "left",
			  "space-after", "4pt" },
	[ROLE_SOURCE] = { "italic", "yes", "size", "8.8pt", "align", "right" },
	[ROLE_CROSSHEAD] = { HEAD_FACE, "weight", "700", "size", "11.4pt", "leading", "13.2pt", "align",
			     "left", "color", "accent", "space-before", "6pt", "space-after", "1pt" },
	[ROLE_CAPTION] = { SANS_FACE, "size", "7.8pt", "leading", "10.4pt", "align", "left" },
	[ROLE_CREDIT] = { SANS_FACE, "italic", "yes", "size", "7pt", "leading", "10.4pt", "align", "left",
			  "color", "#555555" },
	[ROLE_QUOTE] = { "italic", "yes", "indent", "4mm", EVEN_SPACES },
	[ROLE_PULL_QUOTE] = { HEAD_FACE, "weight", "400", "italic", "yes", "size", "15pt", "leading", "20pt",
			      "align", "left", "color", "accent" },
	[ROLE_LIST] = { "indent", "4.5mm", EVEN_SPACES },
	[ROLE_VERSE] = { "italic", "yes", "align", "left", "size", "10.5pt" },
	[ROLE_TABLE] = { SANS_FACE, "size", "8pt", "leading", "11pt", "align", "left" },
	[ROLE_TABLE_HEAD] = { SANS_FACE, "weight", "700", "size", "8pt", "leading", "11pt", "align", "left" },
	[ROLE_FOOTNOTE] = { "size", "8pt", "leading", "10.6pt", "align", "left" },
	[ROLE_BOX_TITLE] = { HEAD_FACE, "weight", "700", "size", "12.5pt", "leading", "16pt", "align", "left",
			     "color", "accent" },
	[ROLE_BOX] = { SANS_FACE, "size", "8.6pt", "leading", "13.2pt", "align", "left" },
	[ROLE_LETTER_NAME] = { HEAD_FACE, "weight", "700", "size", "9.2pt", "leading", "13.2pt", "align",
			       "right" },
	[ROLE_SECTION] = { HEAD_FACE, "weight", "700", "caps", "yes", "size", "8.6pt", "leading", "11pt",
			   "align", "left", "color", "accent", "tracking", "60" },
	[ROLE_RUNNING_HEAD] = { HEAD_FACE, "weight", "400", "size", "8.4pt", "leading", "11pt", "align",
				"left", "color", "#555555" },
	[ROLE_FOLIO] = { HEAD_FACE, "weight", "700", "size", "11pt", "leading", "13pt", "align", "left",
			 "color", "accent" },
	[ROLE_COVER_KIND] = { HEAD_FACE, "weight", "700", "size", "33pt", "leading", "40pt", "align", "left",
			      "color", "#ffffff", "tracking", "120" },
	[ROLE_COVER_NAME] = { HEAD_FACE, "weight", "700", "caps", "yes", "size", "98pt", "leading", "118pt",
			      "align", "left", "color", "#ffffff" },
	[ROLE_COVER_SMALL] = { HEAD_FACE, "weight", "400", "size", "11pt", "leading", "14.5pt", "align",
			       "left", "color", "#ffffff" },
	[ROLE_COVER_LINE] = { HEAD_FACE, "weight", "700", "size", "14pt", "leading", "18pt", "align", "left",
			      "color", "#1c1a18" },
	[ROLE_COVER_LEAD] = { HEAD_FACE, "weight", "700", "size", "30pt", "leading", "38pt", "align", "left",
			      "color", "#1c1a18" },
	[ROLE_CONTENTS_TITLE] = { HEAD_FACE, "weight", "700", "caps", "yes", "size", "32pt", "leading",
				  "40pt", "align", "left", "color", "accent" },
	[ROLE_CONTENTS_SECTION] = { HEAD_FACE, "weight", "700", "caps", "yes", "size", "9.4pt", "leading",
				    "13.2pt", "align", "left", "color", "accent", "tracking", "60" },
	[ROLE_CONTENTS_LINE] = { "weight", "700", "size", "11pt", "leading", "14.4pt", "align", "left" },
	[ROLE_CONTENTS_AUTHOR] = { HEAD_FACE, "size", "8.8pt", "leading", "12pt", "align", "left", "color",
				   "#555555" },
	[ROLE_CONTENTS_PAGE] = { HEAD_FACE, "weight", "700", "size", "15pt", "leading", "14.4pt", "align",
				 "left", "color", "accent" },
	[ROLE_IMPRINT] = { SANS_FACE, "size", "7.6pt", "leading", "10.6pt", "align", "left" },
};

static const struct {
	const char *key, *about;
} roles[N_ROLES] = {
#define ROLE(id, key, about) [ROLE_##id] = { key, about },
	STYLE_ROLES (ROLE)
#undef ROLE
};

const StyleKey *style_page_keys (gsize *n_keys)
{
	*n_keys = G_N_ELEMENTS (page_keys);
	return page_keys;
}

const StyleKey *style_text_keys (gsize *n_keys)
{
	*n_keys = G_N_ELEMENTS (text_keys);
	return text_keys;
}

const char *style_role_key (Role role)
{
	return roles[role].key;
}

/* ---- Values ------------------------------------------------------------------ */

static const char *const align_names[] = { "justify", "left", "center", "right" };

static bool parse_number (const char *value, double *number, const char **rest)
{
	char *end;
	*number = g_ascii_strtod (value, &end);
	*rest = end;
	return end != value && isfinite (*number);
}

static bool set_length (Length *field, const StyleKey *key, const char *value, char **problem)
{
	static const struct {
		const char *name;
		double points;
	} units[] = { { "", 1 }, { "pt", 1 }, { "mm", 72 / 25.4 }, { "cm", 72 / 2.54 }, { "in", 72 } };
	double number;
	const char *unit;
	if (parse_number (value, &number, &unit)) {
		while (*unit == ' ')
			unit++;
		for (gsize i = 0; i < G_N_ELEMENTS (units); i++) {
			if (strcmp (unit, units[i].name) != 0)
				continue;
			double points = number * units[i].points;
			if (points < key->least || points > key->most) {
				*problem = g_strdup_printf (_ ("“%s” is not between %g and %g pt"), value,
							    key->least, key->most);
				return false;
			}
			*field = PT (points);
			return true;
		}
	}
	*problem = g_strdup_printf (_ ("“%s” is no length; write 9.5pt, 5mm, 2cm or 1in"), value);
	return false;
}

static bool set_count (int *field, const StyleKey *key, const char *value, char **problem)
{
	gint64 number;
	g_autofree char *digits = g_strdup (value);
	if (key->type == KEY_PERCENT && g_str_has_suffix (digits, "%"))
		digits[strlen (digits) - 1] = '\0';
	if (!g_ascii_string_to_signed (digits, 10, (gint64) key->least, (gint64) key->most, &number, NULL)) {
		*problem = g_strdup_printf (_ ("“%s” is no whole number between %g and %g"), value,
					    key->least, key->most);
		return false;
	}
	*field = (int) number;
	return true;
}

static bool set_bool (bool *field, const char *value, char **problem)
{
	static const char *const yes[] = { "yes", "true", "on", NULL }, *const no[] = { "no", "false", "off",
											NULL };
	if (!g_strv_contains (yes, value) && !g_strv_contains (no, value)) {
		*problem = g_strdup_printf (_ ("“%s” is neither yes nor no"), value);
		return false;
	}
	*field = g_strv_contains (yes, value);
	return true;
}

static bool set_color (Color *field, const StyleKey *key, const char *value, char **problem)
{
	guint64 number;
	bool may_follow = key >= text_keys && key < text_keys + G_N_ELEMENTS (text_keys);
	if (may_follow && strcmp (value, "accent") == 0) {
		field->accent = true;
		return true;
	}
	if (strlen (value) == 7 && value[0] == '#' &&
	    g_ascii_string_to_unsigned (value + 1, 16, 0, 0xffffff, &number, NULL)) {
		*field = (Color){ (unsigned char) (number >> 16), (unsigned char) (number >> 8),
				  (unsigned char) number, false };
		return true;
	}
	*problem =
		value[0] == '\0'
			? g_strdup (_ (
				  "a colour stands in quotes, or YAML takes it for a comment: \"#rrggbb\""))
			: g_strdup_printf (_ ("“%s” is no colour; write \"#rrggbb\" in quotes"), value);
	return false;
}

void style_resolve (Style *style)
{
	for (int role = 0; role < N_ROLES; role++)
		if (style->text[role].color.accent) {
			style->text[role].color = style->accent;
			style->text[role].color.accent = true;
		}
}

static bool set_align (Align *field, const char *value, char **problem)
{
	for (gsize i = 0; i < G_N_ELEMENTS (align_names); i++)
		if (strcmp (value, align_names[i]) == 0) {
			*field = (Align) i;
			return true;
		}
	*problem = g_strdup_printf (_ ("“%s” is none of justify, left, center, right"), value);
	return false;
}

static bool set_string (const char **field, const StyleKey *key, const char *value, Arena *arena,
			char **problem)
{
	glong length = g_utf8_strlen (value, -1);
	if (length < key->least || length > key->most) {
		*problem = g_strdup_printf (_ ("has %ld characters, not between %g and %g"), length,
					    key->least, key->most);
		return false;
	}
	*field = arena_strdup (arena, value);
	return true;
}

bool style_set (void *base, const StyleKey *key, const char *value, Arena *arena, char **problem)
{
	void *field = (char *) base + key->offset;
	switch (key->type) {
	case KEY_LENGTH:
		return set_length (field, key, value, problem);
	case KEY_COUNT:
	case KEY_PERCENT:
		return set_count (field, key, value, problem);
	case KEY_BOOL:
		return set_bool (field, value, problem);
	case KEY_COLOR:
		return set_color (field, key, value, problem);
	case KEY_ALIGN:
		return set_align (field, value, problem);
	case KEY_STRING:
		return set_string (field, key, value, arena, problem);
	}
	g_assert_not_reached ();
}

static void set_initial (void *base, const StyleKey *key, const char *value, Arena *arena)
{
	g_autofree char *problem = NULL;
	if (!style_set (base, key, value, arena, &problem))
		g_error ("default of style key %s: %s", key->name, problem);
}

static const StyleKey *text_key (const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS (text_keys); i++)
		if (strcmp (text_keys[i].name, name) == 0)
			return &text_keys[i];
	g_error ("no style key %s", name);
}

Style *style_new (Arena *arena)
{
	Style *style = arena_new_array (arena, Style, 1);
	for (gsize i = 0; i < G_N_ELEMENTS (page_keys); i++)
		set_initial (style, &page_keys[i], page_keys[i].initial, arena);
	for (int role = 0; role < N_ROLES; role++) {
		TextStyle *text = &style->text[role];
		for (gsize i = 0; i < G_N_ELEMENTS (text_keys); i++)
			set_initial (text, &text_keys[i], text_keys[i].initial, arena);
		for (const char *const *pair = role_defaults[role]; *pair != NULL; pair += 2)
			set_initial (text, text_key (pair[0]), pair[1], arena);
	}
	style_resolve (style);
	return style;
}

/* ---- Describing ---------------------------------------------------------------- */

static const char *type_name (StyleKeyType type)
{
	static const char *const names[] = { "length", "number",    "percent", "yes/no",
					     "colour", "alignment", "text" };
	return names[type];
}

static void describe_range (GString *out, const StyleKey *key)
{
	if (key->type == KEY_LENGTH)
		g_string_append_printf (out, "%g–%g pt", key->least, key->most);
	else if (key->type == KEY_COUNT || key->type == KEY_PERCENT)
		g_string_append_printf (out, "%g–%g", key->least, key->most);
	else if (key->type == KEY_STRING)
		g_string_append_printf (out, "%g–%g letters", key->least, key->most);
	else
		g_string_append (out, "–");
}

static void describe_keys (GString *out, const StyleKey *keys, gsize n_keys, bool markdown)
{
	if (markdown)
		g_string_append (out,
				 "| key | type | range | default | what it is |\n|---|---|---|---|---|\n");
	for (gsize i = 0; i < n_keys; i++) {
		g_autoptr (GString) range = g_string_new (NULL);
		describe_range (range, &keys[i]);
		if (markdown)
			g_string_append_printf (out, "| `%s` | %s | %s | `%s` | %s |\n", keys[i].name,
						type_name (keys[i].type), range->str, keys[i].initial,
						keys[i].about);
		else
			g_string_append_printf (out, "  %-18s %-9s %-14s %-18s %s\n", keys[i].name,
						type_name (keys[i].type), range->str, keys[i].initial,
						keys[i].about);
	}
	g_string_append_c (out, '\n');
}

static void describe_role (GString *out, Role role, bool markdown)
{
	g_string_append_printf (out, markdown ? "| `%s` | %s | " : "  %-18s %s: ", roles[role].key,
				roles[role].about);
	for (const char *const *pair = role_defaults[role]; *pair != NULL; pair += 2)
		g_string_append_printf (out, "%s%s %s", pair == role_defaults[role] ? "" : ", ", pair[0],
					pair[1]);
	g_string_append (out, markdown ? " |\n" : "\n");
}

char *style_describe (bool markdown)
{
	GString *out = g_string_new (NULL);
	g_string_append (out, markdown ? "### Keys of the page\n\n" : "Keys of the page:\n");
	describe_keys (out, page_keys, G_N_ELEMENTS (page_keys), markdown);
	g_string_append (out, markdown ? "### Keys of a text style\n\n" : "Keys of a text style:\n");
	describe_keys (out, text_keys, G_N_ELEMENTS (text_keys), markdown);
	g_string_append (out, markdown ? "### Text styles\n\n| style | what it is | other than the defaults "
					 "above |\n|---|---|---|\n"
				       : "Text styles, and where they differ from the defaults above:\n");
	for (int role = 0; role < N_ROLES; role++)
		describe_role (out, (Role) role, markdown);
	return g_string_free (out, FALSE);
}
