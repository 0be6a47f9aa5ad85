/* Plan: where the columns of running text end. Pure: numbers in, breaks out; no fonts.
 *
 * The text of an article is a sequence of items (lines, blocks) with heights; the columns it may fill are
 * given in order with their capacities. Dynamic programming over (item, column), after Plass, "Optimal
 * pagination techniques for automatic typesetting systems" (Stanford, 1981), ch. 3. */
#ifndef SOBAO_COMPOSE_PLAN_H
#define SOBAO_COMPOSE_PLAN_H

#include "base/arena.h"
#include "base/length.h"

#include <stdbool.h>

#define PLAN_FORBID                                                                                          \
	100000 /* penalty: a column must not end after this item, but rather that than overset text */

typedef struct {
	Length height;
	Length foot;  /* of footnotes first referred to here; they stand at the column's foot */
	int penalty;  /* of ending a column after this item: 0 … PLAN_FORBID; negative: a good place */
	bool discard; /* vanishes at the top of a column (space) */
} PlanItem;

typedef struct {
	Length height;
	bool level; /* an unfilled foot is bad here (the column should be full) */
} PlanColumn;

typedef struct {
	gsize end;    /* index after the last item in this column */
	Length used;  /* height of what is in it, with footnotes and their gap */
	bool overset; /* does not fit even so */
} PlanBreak;

typedef struct {
	Length foot_gap; /* over the first footnote of a column */
	Length step;     /* the grid: shortness is counted in steps */
	bool level_end; /* the column in which the text ends should be full too: an article's last columns, to
			   be levelled */
} PlanOptions;

/* Places items into columns, in order; an item stands whole in one column. At least one item goes into every
 * column used. @breaks (n_columns long, the caller's) receives where each used column ends. Stops when the
 * items are used up or the columns are: *n_placed tells how far it came; the best plan that places everything
 * is preferred, else the one that fills the columns best and leaves the rest. Returns the number of columns
 * used. */
gsize plan_columns (const PlanItem *items, gsize n_items, const PlanColumn *columns, gsize n_columns,
		    const PlanOptions *options, PlanBreak *breaks, gsize *n_placed);

/* The cost that plan_columns minimises, for tests: of one column holding items first … end-1. */
double plan_column_cost (const PlanItem *items, gsize n_items, gsize first, gsize end,
			 const PlanColumn *column, const PlanOptions *options, PlanBreak *used);

/* The same of a column left empty. */
double plan_empty_cost (const PlanColumn *column, const PlanOptions *options);

#endif
