/* Style: everything a layout file can say about the look of an issue.
 *
 * One table (style-keys.c) names every key with its field, type, range, default and sentence. The parser,
 * the checker, `sobao help style` and the chapter in docs/format.md derive from it. */
#ifndef SOBAO_MODEL_STYLE_H
#define SOBAO_MODEL_STYLE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/length.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
	unsigned char red, green, blue;
	bool accent; /* written as "accent": follows the layout's accent, see style_resolve */
} Color;

typedef enum { ALIGN_JUSTIFY, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT } Align;

/* The look of one role of text. */
typedef struct {
	const char *family; /* one family name */
	Place family_place; /* where the layout names it; file NULL: the default */
	int weight;         /* 100–900 */
	bool italic, caps;  /* caps: set in capitals */
	Length size, leading;
	Color color;
	Align align;
	Length first_indent; /* of the first line, not after a headline or crosshead */
	Length indent;       /* of every line, left */
	Length space_before, space_after;
	int tracking;                               /* thousandths of an em */
	int space_least, space_natural, space_most; /* word space: percent of the font's space */
	int scale_most;    /* glyph scaling of justified lines, thousandths either way */
	int tracking_most; /* letter space of justified lines, thousandths of an em either way */
	int hang;          /* percent of what punctuation may hang out of justified text */
} TextStyle;

/* The roles a layout gives a look to: ROLE (id, "key", "what it is"). */
#define STYLE_ROLES(ROLE)                                                                                    \
	ROLE (BODY, "body", "Running text")                                                                  \
	ROLE (STANDFIRST, "standfirst", "Standfirst (sapo) under the headline")                              \
	ROLE (HEADLINE, "headline", "Headline (tít) of an article")                                          \
	ROLE (HEADLINE_SMALL, "headline-small", "Headline of short pieces: news in brief, letters")          \
	ROLE (KICKER, "kicker", "Kicker (thượng đề) over the headline")                                      \
	ROLE (BYLINE, "byline", "Byline (bút danh)")                                                         \
	ROLE (SOURCE, "source", "Source line at the end of an article")                                      \
	ROLE (CROSSHEAD, "crosshead", "Crosshead (tít xen) in the text")                                     \
	ROLE (CAPTION, "caption", "Caption (chú thích) of a picture or table")                               \
	ROLE (CREDIT, "credit", "Credit (nguồn ảnh) after a caption")                                        \
	ROLE (QUOTE, "quote", "Block quotation")                                                             \
	ROLE (PULL_QUOTE, "pull-quote", "Pull quote")                                                        \
	ROLE (LIST, "list", "List items")                                                                    \
	ROLE (VERSE, "verse", "Verse")                                                                       \
	ROLE (TABLE, "table", "Table cells")                                                                 \
	ROLE (TABLE_HEAD, "table-head", "Header cells of a table")                                           \
	ROLE (FOOTNOTE, "footnote", "Footnotes")                                                             \
	ROLE (BOX_TITLE, "box-title", "Title of a box")                                                      \
	ROLE (BOX, "box", "Text of a box")                                                                   \
	ROLE (LETTER_NAME, "letter-name", "Name under a reader's letter")                                    \
	ROLE (SECTION, "section", "Name of the section over an article")                                     \
	ROLE (RUNNING_HEAD, "running-head", "Running head")                                                  \
	ROLE (FOLIO, "folio", "Page number")                                                                 \
	ROLE (COVER_KIND, "cover-kind", "The words over the nameplate: TẠP CHÍ")                             \
	ROLE (COVER_NAME, "cover-name", "The name on the cover")                                             \
	ROLE (COVER_SMALL, "cover-small", "Agency, governing body, number and date on the cover")            \
	ROLE (COVER_LINE, "cover-line", "Cover lines")                                                       \
	ROLE (COVER_LEAD, "cover-lead", "First cover line")                                                  \
	ROLE (CONTENTS_TITLE, "contents-title", "Title of the contents")                                     \
	ROLE (CONTENTS_SECTION, "contents-section", "Section names in the contents")                         \
	ROLE (CONTENTS_LINE, "contents-line", "Headlines in the contents")                                   \
	ROLE (CONTENTS_AUTHOR, "contents-author", "Authors in the contents")                                 \
	ROLE (CONTENTS_PAGE, "contents-page", "Page numbers in the contents")                                \
	ROLE (IMPRINT, "imprint", "Imprint")

typedef enum {
#define ROLE(id, key, about) ROLE_##id,
	STYLE_ROLES (ROLE)
#undef ROLE
		N_ROLES
} Role;

typedef struct {
	/* page: trim size, bleed, margins */
	Length page_width, page_height, bleed;
	Length margin_top, margin_bottom, margin_inside, margin_outside;
	/* grid */
	int columns;
	Length gutter;
	Length leading; /* of the baseline grid: every body line stands on it */
	bool column_rule;
	/* colours */
	Color accent, tint, rule;
	/* pictures */
	int picture_columns;   /* columns a landscape picture spans; 0: all but one */
	Length picture_most;   /* greatest height */
	int picture_least_dpi; /* below this a warning */
	/* words of the furniture */
	const char *contents_title; /* "Trong số này" */
	TextStyle text[N_ROLES];
} Style;

/* ---- The table ------------------------------------------------------------ */

typedef enum { KEY_LENGTH, KEY_COUNT, KEY_PERCENT, KEY_BOOL, KEY_COLOR, KEY_ALIGN, KEY_STRING } StyleKeyType;

typedef struct {
	const char *name;
	size_t offset; /* in Style (page keys) or TextStyle (text keys) */
	StyleKeyType type;
	double least, most;  /* in points for lengths; lengths of a string in characters */
	const char *initial; /* default, as one would write it */
	const char *about;   /* one sentence */
} StyleKey;

const StyleKey *style_page_keys (gsize *n_keys);
const StyleKey *style_text_keys (gsize *n_keys);
const char *style_role_key (Role role); /* "body" */

/* All defaults. Owned by @arena. */
Style *style_new (Arena *arena);

/* Reads @value into the field that @key names: @base is the Style or the TextStyle. On failure returns false
 * and sets @problem (caller frees): "9 is less than 10 pt". Lengths: "9.5pt", "5mm", "2cm", "1in"; a bare
 * number is points. */
bool style_set (void *base, const StyleKey *key, const char *value, Arena *arena, char **problem);

/* Gives every colour written as "accent" the layout's accent. Call it when the last key is set. */
void style_resolve (Style *style);

/* The whole table as text for `sobao help style`, or as Markdown for docs/format.md. Caller frees. */
char *style_describe (bool markdown);

#endif
