/* Issue numbers: the model and the grammar, both ways.
 *
 * Real labels: "Số 9 - 2020", "Số 1+2 - 2020", "Số 9 (345) - 2020", "số Xuân Nhâm Dần (1+2/2022)",
 * "Số 9, tháng 9-2020", "Số: 9731". The grammar stands in docs/format.md. */
#ifndef SOBAO_MODEL_ISSUE_NUMBER_H
#define SOBAO_MODEL_ISSUE_NUMBER_H

#include "base/arena.h"

#include <stdbool.h>

typedef struct {
	int year, month, day; /* month and day 0: not known */
} Date;

typedef enum {
	ISSUE_REGULAR,
	ISSUE_TET,
	ISSUE_SPECIAL,
	ISSUE_THEMATIC,
	ISSUE_SUPPLEMENT,
	N_ISSUE_KINDS
} IssueKind;

#define MOST_ISSUE_NUMBERS 12

typedef struct {
	int year;                        /* 1800–2999; 0: not given */
	int numbers[MOST_ISSUE_NUMBERS]; /* ascending; combined issues have several */
	int n_numbers;                   /* 0: an issue named only by its season or title */
	int overall;                     /* running number since the first issue; 0: none */
	int month;                       /* 0: none */
	IssueKind kind;
	const char *season; /* "Xuân Canh Tý"; NULL: none */
	const char *title;  /* of a special or thematic issue; NULL: none */
} IssueNumber;

/* Reads a label in any of the accepted forms; strings are copied into @arena. Returns false and sets
 * @problem (static, translated) when the label is none of them or names an impossible number. */
bool issue_number_parse (const char *label, Arena *arena, IssueNumber *number, const char **problem);

/* The printed label: "Số 9 - 2020". Parsing it again gives the same number. Caller frees. */
char *issue_number_print (const IssueNumber *number);

/* The file name's stem: "so-9-2020", "so-1+2-2020", "so-xuan-canh-ty-2020". ASCII. Caller frees. */
char *issue_number_slug (const IssueNumber *number);

/* Order of issues: year, first number, kind, overall. */
int issue_number_compare (const IssueNumber *a, const IssueNumber *b);

/* Can-chi of a year: 2020 gives "Canh Tý". Caller frees. */
char *issue_number_can_chi (int year);

/* "regular", "tet", ...; static. */
const char *issue_kind_name (IssueKind kind);
bool issue_kind_parse (const char *name, IssueKind *kind);

bool date_is_valid (Date date);
/* "2020-09-05"; "2020-09" or "2020" where the rest is not known. Caller frees. */
char *date_print (Date date);
/* ISO 8601 forms YYYY-MM-DD, YYYY-MM, YYYY. */
bool date_parse (const char *text, Date *date);
/* 0 Sunday … 6 Saturday. */
int date_weekday (Date date);

#endif
