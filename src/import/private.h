/* Shared by the files of import/: a dump while it is sorted, and what came of it. */
#ifndef SOBAO_IMPORT_PRIVATE_H
#define SOBAO_IMPORT_PRIVATE_H

#include "import/import.h"

#include <stdbool.h>

/* ---- Lines ------------------------------------------------------------------- */

/* The shape of a line. Only lines that are not blank have a row. */
typedef struct {
	int line;        /* from 1 */
	const char *raw; /* as in the file, invisible characters taken out */
	const char *key; /* text_fold of short lines; "" for long ones: no label is that long */
	int n_words;
	int blanks_before, blanks_after; /* blank lines around it; the ends of the file count as one */
	bool full_stop;                  /* ends in . ! ? … before closing quotes and parentheses */
	bool open_end;                   /* ends in : or ; or , */
	bool bullet;                     /* • and its like */
	bool own_paragraph;              /* begins with a no-break space: the page's author made an indent */
} Row;

/* ---- What came of it ------------------------------------------------------------ */

typedef struct {
	int line; /* 0: none */
	const char *text;
} Part;

typedef struct {
	int line; /* 0: none */
	const char *raw;
	const char *iso; /* NULL: a day that does not exist */
	Date date;
} DatePart;

enum { MOST_PEOPLE = 8, MOST_ROLES = 4, MOST_CAPTION_LINES = 4 };

typedef struct {
	int line; /* 0: none */
	const char *raw, *kind;
	const char *roles[MOST_ROLES];
	int n_roles;
	const char *people[MOST_PEOPLE];
	int n_people;
	const char *organisation;
} BylinePart;

typedef struct {
	int placeholder; /* 0: the picture is known by its caption only */
	int caption_lines[MOST_CAPTION_LINES];
	int n_caption_lines;
	int after_body; /* body paragraphs before it */
	const char *caption;
} Figure;

typedef struct {
	int head_line, line;
	const char *raw, *name, *address, *email; /* the e-mail is masked */
	const char *iso;
	GArray *text; /* Part */
} LetterPart;

typedef struct {
	int first_line, last_line, after_body;
	const char *title;
	GPtrArray *items;
	bool in_pairs; /* items are heading, text, heading, text … */
	bool printed;  /* it stands inside the article */
} BoxPart;

struct ImportReport {
	Arena *arena;
	const char *path, *name; /* as given; without its folder */
	const char *sha256, *slug;
	ImportLine *lines;
	gsize n_lines;
	Row *rows;
	int n_rows;
	GArray *warnings; /* ImportWarning */

	Part kicker, headline, standfirst;
	const char *stripped_prefix;
	DatePart date;
	GArray *body;    /* Part: paragraphs and crossheads in order */
	GArray *figures; /* Figure */
	GArray *letters; /* LetterPart */
	GArray *boxes;   /* BoxPart */
	BylinePart byline;
	Part source;
	const char *source_raw, *source_url;
	bool has_issue;
	IssueNumber issue;
	Part widget_heading, widget_issue;
	int widget_first, widget_last;
	GPtrArray *lookups;
};

static inline ImportLine *import_row_line (const ImportReport *report, int row)
{
	return &report->lines[report->rows[row].line - 1];
}

/* Not yet decided? */
static inline bool import_is_open (const ImportReport *report, int row)
{
	const ImportLine *line = import_row_line (report, row);
	return line->role == IMPORT_BLANK;
}

static inline const char *import_row_text (const ImportReport *report, int row)
{
	return import_row_line (report, row)->text;
}

/* @text is copied, @note must be static (translated). */
void import_warn (ImportReport *report, int line, const char *code, const char *text, const char *note);

/* ---- furniture.c: what portals put around an article ------------------------------- */

typedef enum {
	FURNITURE_LINE,     /* this line goes */
	FURNITURE_WIDGET,   /* and the labels below it; no article begins above it */
	FURNITURE_FORM,     /* and the fields below it */
	FURNITURE_END,      /* and everything below it */
	FURNITURE_LETTERS,  /* readers' letters follow */
	FURNITURE_MAGAZINE, /* the printed magazine's widget follows */
	FURNITURE_PICTURE,  /* where a picture was */
} FurnitureEffect;

typedef struct {
	const char *reason;
	FurnitureEffect effect;
} Furniture;

bool import_find_furniture (const Row *row, const char *text, Furniture *furniture);
/* Labels and numbers that stand below a widget's or form's heading. */
bool import_is_widget_label (const Row *row, const char *text);
bool import_is_form_field (const Row *row, const char *text);

/* ---- dates.c ---------------------------------------------------------------------- */

/* Is @text nothing but a date of publication in one of its forms? */
bool import_parse_date (const char *text, Arena *arena, DatePart *date, int *weekday);
/* The last D/M/Y in @text, as ISO; NULL: none. @start: where it begins. */
const char *import_last_date (const char *text, Arena *arena, const char **start);

/* ---- byline.c ----------------------------------------------------------------------- */

bool import_is_credit (const char *text);
bool import_is_source (const Row *row, const char *text);
bool import_is_organisation (const char *text);
bool import_looks_like_name (const char *text);
/* The place where a lower-case letter is followed by an upper-case one; NULL: nowhere. */
const char *import_find_glue (const char *text);
void import_parse_byline (ImportReport *report, int line, const char *text);
void import_parse_source (ImportReport *report, int line, const char *text);

/* ---- letters.c ------------------------------------------------------------------------ */

bool import_is_letter_head (const Row *row, const char *text);
void import_add_letter (ImportReport *report, int head_line, int row);
/* @text with every e-mail address masked. */
const char *import_mask_addresses (const char *text, Arena *arena);

/* ---- sort.c, lint.c, syllable.c --------------------------------------------------------- */

void import_sort (ImportReport *report);
void import_lint (ImportReport *report);
bool import_is_syllable (const char *word, gsize n_bytes);

#endif
