/* import: a foreign document → an article file that a person can review.
 *
 * Never feeds the composer, never repairs words: it sorts the lines of a text dump of a web page into
 * roles, writes them as an article, and reports what each line became. */
#ifndef SOBAO_IMPORT_IMPORT_H
#define SOBAO_IMPORT_IMPORT_H

#include "base/arena.h"
#include "base/diag.h"
#include "model/issue-number.h"

/* What an input line became: ROLE (id, "name"). */
#define IMPORT_ROLES(ROLE)                                                                                   \
	ROLE (BLANK, "blank")                                                                                \
	ROLE (KICKER, "kicker")                                                                              \
	ROLE (HEADLINE, "title")                                                                             \
	ROLE (DATE, "date")                                                                                  \
	ROLE (STANDFIRST, "lead")                                                                            \
	ROLE (STANDFIRST_AGAIN, "lead-dup")                                                                  \
	ROLE (HEADLINE_AGAIN, "title-dup")                                                                   \
	ROLE (BODY, "body")                                                                                  \
	ROLE (CROSSHEAD, "crosshead")                                                                        \
	ROLE (PLACEHOLDER, "placeholder")                                                                    \
	ROLE (CAPTION, "caption")                                                                            \
	ROLE (BYLINE, "byline")                                                                              \
	ROLE (SOURCE, "source")                                                                              \
	ROLE (BOX, "box")                                                                                    \
	ROLE (LETTERS_HEAD, "comment-heading")                                                               \
	ROLE (LETTER_HEAD, "comment-head")                                                                   \
	ROLE (LETTER_TEXT, "comment-text")                                                                   \
	ROLE (WIDGET, "widget")                                                                              \
	ROLE (DROPPED, "dropped")

typedef enum {
#define ROLE(id, name) IMPORT_##id,
	IMPORT_ROLES (ROLE)
#undef ROLE
		N_IMPORT_ROLES
} ImportRole;

typedef struct {
	ImportRole role;
	const char *text;   /* in normal form: NBSP to space, runs collapsed, trimmed */
	const char *reason; /* why it was dropped, "visitor-statistics-widget"; NULL: not dropped */
} ImportLine;

typedef struct {
	int line;
	const char *code; /* "glued-sentence" */
	const char *text, *note;
} ImportWarning;

typedef struct ImportReport ImportReport; /* the article in parts, see import.c's printer */

/* Reads @path (UTF-8, with or without BOM, at most 4 MiB and 100,000 lines) and decides every line. Doubts
 * are warnings in @diag. Returns NULL and sets @error when the file cannot be read; a file that is no text,
 * or that has no headline, is an error in @diag and gives a report that must not be used. Caller frees. */
ImportReport *import_file (const char *path, Diag *diag, GError **error);
void import_free (ImportReport *report);

const ImportLine *import_lines (const ImportReport *report, gsize *n_lines);
const ImportWarning *import_warnings (const ImportReport *report, gsize *n_warnings);
/* The issue named by a print-magazine widget; NULL: none. */
const IssueNumber *import_issue_number (const ImportReport *report);

/* A good file name stem: from the headline, ASCII. Borrowed. */
const char *import_slug (const ImportReport *report);
/* The article file: front matter and body. @slug is used for the names of picture slots. Caller frees. */
char *import_print_article (const ImportReport *report, const char *slug);
/* The report, a line per input line, or as JSON. Caller frees. */
char *import_print_report (const ImportReport *report);
char *import_print_json (const ImportReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ImportReport, import_free)

#endif
