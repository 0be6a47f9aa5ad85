/* Paragraphs: styled text in, set lines of glyph runs out.
 *
 * Words are shaped once with HarfBuzz and cached by face, so an issue's second "Đảng" costs a look-up. */
#ifndef SOBAO_COMPOSE_PARAGRAPH_H
#define SOBAO_COMPOSE_PARAGRAPH_H

#include "compose/fonts.h"
#include "compose/lines.h"
#include "model/issue.h"

typedef struct Setter Setter; /* the fonts, the shape cache, where complaints go */

/* Runs are allocated in @pages' arena. */
Setter *setter_new (Pages *pages, Fonts *fonts, Diag *diag);
void setter_free (Setter *setter);
/* Complaints go to @diag from now on; returns where they went before. For trials that may be thrown away. */
Diag *setter_report_to (Setter *setter, Diag *diag);

typedef struct {
	const char *text;
	unsigned style; /* SpanStyle: emphasis turns the italics over, strong is weight 700 at least (900 in
			   bold text), superscript is smaller and raised */
	int tag;        /* goes to every piece made of it */
	int note;       /* > 0: goes to the piece; text is what is printed */
	bool line_break;
	const Color *color; /* NULL: the style's */
	const Place *place; /* for complaints about it */
} StyledSpan;

/* A stretch of a line in one style and one tag: one glyph run. */
typedef struct {
	Length x;    /* from the left edge of the measure */
	Length rise; /* above the baseline */
	Length width;
	int tag, note;
	GlyphRun *run;
} Piece;

typedef struct {
	Piece *pieces;
	gsize n_pieces;
	Length x, width;     /* of what is visible, from the left edge of the measure */
	Length above, below; /* greatest ink extents over and under the baseline */
	bool overfull;
} Line;

typedef struct {
	Length measure;     /* width of the column; indents of the style are taken from it */
	bool indent_first;  /* use the style's first_indent */
	int drop_lines;     /* the first lines that are narrower … */
	Length drop_indent; /* … by this much, for a drop cap */
	LinesMode mode;     /* LINES_JUSTIFIED is replaced by RAGGED when the style is not justified */
	int looseness;
	bool goes_on; /* more of the same element follows: the last line carries its trailing space too */
} ParagraphOptions;

/* Sets one paragraph. Lines are aligned as the style says; the last line of a justified one keeps its natural
 * width. Every line but the last (and but those before a forced break) carries its trailing space as a glyph,
 * so that extracted text keeps its words apart. Text in "caps" styles is set in capitals, Unicode-aware.
 * Missing glyphs and overfull lines are reported. Returns the number of lines (0 for empty text). */
gsize paragraph_set (Setter *setter, const StyledSpan *spans, gsize n_spans, const TextStyle *style,
		     const ParagraphOptions *options, Line **lines);

/* One line of plain text, never broken: folios, labels, names. @width may be NULL. */
Line *paragraph_line (Setter *setter, const char *text, const TextStyle *style, int tag, const Place *place);

/* Widths for tables: of the longest unbreakable word, and of all on one line. */
void paragraph_widths (Setter *setter, const StyledSpan *spans, gsize n_spans, const TextStyle *style,
		       Length *least, Length *natural);

#endif
