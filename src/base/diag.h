/* Complaints: what is wrong in the editor's files, where, and what to do.
 *
 * Four kinds of trouble, four answers: the author's mistake goes to a Diag and
 * work goes on; the world's refusal is a GError; our own bug is an assertion;
 * running out of memory ends the program. */
#ifndef SOBAO_BASE_DIAG_H
#define SOBAO_BASE_DIAG_H

#include <glib.h>
#include <glib/gi18n.h>
#include <stdbool.h>

/* A position in a file. Line and column count from 1 in characters, not bytes;
 * line 0 means the whole file. @file is as the editor should read it: relative to
 * the folder, or ../magazine.yaml and the like. Borrowed from an arena. */
typedef struct {
	const char *file;
	int line, column;
} Place;

typedef enum { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE } Severity;

/* Every kind of complaint is a row of diag-table.h. */
typedef enum {
#define DIAG(id, severity, code, message, advice) DIAG_##id,
#include "base/diag-table.h"
#undef DIAG
	N_DIAG_KINDS
} DiagKind;

typedef struct Diag Diag;

/* One complaint, as told to a reader of the list. */
typedef struct {
	DiagKind kind;
	Severity severity;
	const char *code; /* "unknown-key": stable, for scripts */
	Place place;
	const char *message; /* translated sentence with its detail */
	const char *advice;  /* translated, what to do; NULL: nothing to add */
} DiagEntry;

Diag *diag_new (void);
void diag_free (Diag *diag);

/* Add a complaint. The line printed is
 *   file:line:column: severity: MESSAGE DETAIL (ADVICE)
 * with message and advice from the table and the detail as formatted here: names,
 * numbers, what was found. @detail may be NULL. The same complaint at the same place
 * is kept once. Beyond 1,000 complaints of one kind they are only counted. */
void diag_add (Diag *diag, DiagKind kind, const Place *place, const char *detail, ...) G_GNUC_PRINTF (4, 5);

bool diag_has_errors (const Diag *diag);
guint diag_count (const Diag *diag, Severity severity);
/* How often @kind was reported. */
guint diag_count_kind (const Diag *diag, DiagKind kind);

/* The complaints in order of file, line, column; borrowed, valid until the next diag_add. */
const DiagEntry *diag_entries (Diag *diag, gsize *n_entries);

/* All complaints as text, one line each. Caller frees. */
char *diag_print (Diag *diag);

/* One complaint as diag_print prints it, without the line's end; with escape codes for a terminal when
 * @colour. Caller frees. */
char *diag_entry_print (const DiagEntry *entry, bool colour);

const char *diag_code (DiagKind kind);
const char *severity_name (Severity severity); /* "error"; not translated */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Diag, diag_free)

#endif
