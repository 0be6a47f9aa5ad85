/* The build record: what a build made, as so-9-2020.json beside the PDF.
 *
 * It holds all that the catalogue needs, so that `catalog add FOLDER` works without the sources. */
#ifndef SOBAO_MODEL_RECORD_H
#define SOBAO_MODEL_RECORD_H

#include "base/diag.h"
#include "model/issue.h"
#include "model/pages.h"

typedef struct {
	const char *name, *role;
} RecordPerson;

typedef struct {
	const char *slug, *section, *kind;
	const char *kicker, *headline, *standfirst, *organisation, *source; /* NULL: none */
	RecordPerson *people;
	gsize n_people;
	int first_page, last_page; /* from 1; 0: not known */
	int n_lines;
	const char *text; /* plain text, one paragraph a line: body, captions, notes, letters */
} RecordArticle;

typedef struct {
	const char *path; /* relative to the record */
	const char *kind; /* "read", "press", "preview", … */
	const char *sha256;
	gint64 size;
} RecordFile;

typedef struct {
	Arena *arena;
	const char *magazine, *issn, *label, *slug;
	IssueNumber number;
	Date date;
	int n_pages;
	const char **page_labels; /* n_pages */
	bool draft;
	RecordArticle *articles;
	gsize n_articles;
	RecordFile *files;
	gsize n_files;
	const char **fonts; /* "GentiumBookPlus-Regular.ttf", sorted */
	gsize n_fonts;
	DiagEntry *diagnostics;
	gsize n_diagnostics;
	const char *const *versions; /* "cairo 1.16.0", NULL-terminated; set by the caller, NULL: none */
} Record;

/* From what was read and where it went. */
Record *record_new (const Issue *issue, const Pages *pages, Diag *diag, bool draft);
void record_add_file (Record *record, const char *path, const char *kind, const char *sha256, gint64 size);
void record_free (Record *record);

/* JSON, UTF-8, keys in fixed order, no clock and no machine path; with the versions of sobao and of the
 * libraries as the caller set them. Caller frees. */
char *record_print (const Record *record);
/* Reads a record that record_print wrote; checks types and bounds (a record is input too). */
Record *record_parse (const char *json, gsize n_bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Record, record_free)

#endif
