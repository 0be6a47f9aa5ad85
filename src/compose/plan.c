#include "compose/plan.h"

#include <glib.h>
#include <math.h>

#define OVERSET_COST 1e9
#define SHORT_COST   10.0 /* of one step of shortness, squared with their number */
#define UNREACHED    INFINITY

static gsize skip_discarded (const PlanItem *items, gsize first, gsize end)
{
	while (first < end && items[first].discard)
		first++;
	return first;
}

double plan_column_cost (const PlanItem *items, gsize n_items, gsize first, gsize end,
			 const PlanColumn *column, const PlanOptions *options, PlanBreak *used)
{
	Length height = 0, foot = 0, pending = 0;
	gsize top = skip_discarded (items, first, end);
	for (gsize i = top; i < end; i++) {
		/* space at the column's foot vanishes too: it counts only when something follows */
		pending += items[i].height;
		foot += items[i].foot;
		if (!items[i].discard) {
			height += pending;
			pending = 0;
		}
	}
	Length total = height + (foot > 0 ? options->foot_gap + foot : 0);
	*used = (PlanBreak){ .end = end, .used = total, .overset = total > column->height };
	double cost = used->overset ? OVERSET_COST : 0;
	if (column->level && !used->overset && (end < n_items || options->level_end)) {
		double steps = floor ((double) (column->height - total) / options->step + 0.01);
		cost += SHORT_COST * steps * steps;
	}
	if (end < n_items)
		cost += items[end - 1].penalty;
	return cost;
}

double plan_empty_cost (const PlanColumn *column, const PlanOptions *options)
{
	double steps = column->height / options->step;
	return column->level ? SHORT_COST * steps * steps : 0;
}

typedef struct {
	double cost;
	gsize from; /* the item that starts the column which ends here */
} State;

typedef struct {
	const PlanItem *items;
	gsize n_items;
	const PlanColumn *columns;
	gsize n_columns;
	const PlanOptions *options;
	State *states; /* (n_columns + 1) × (n_items + 1) */
} Plan;

static State *state_at (const Plan *plan, gsize column, gsize item)
{
	return &plan->states[column * (plan->n_items + 1) + item];
}

static void reach (const Plan *plan, gsize column, gsize end, double cost, gsize from)
{
	State *state = state_at (plan, column, end);
	if (cost < state->cost)
		*state = (State){ cost, from };
}

/* Try every end of a column that starts at item @first. Heights only grow, so the first end that is overset
 * is the last worth a look. Where not even one item fits the column may stay empty, or take it all the same
 * at a high cost. */
static void extend (const Plan *plan, gsize column, gsize first)
{
	const PlanItem *items = plan->items;
	double before = state_at (plan, column, first)->cost;
	for (gsize end = first + 1; end <= plan->n_items; end++) {
		PlanBreak used;
		double cost = plan_column_cost (items, plan->n_items, first, end, &plan->columns[column],
						plan->options, &used);
		gsize top = skip_discarded (items, first, end);
		if (top == end && end < plan->n_items)
			continue;
		if (used.overset && top + 1 < end)
			return;
		if (used.overset)
			reach (plan, column + 1, first,
			       before + plan_empty_cost (&plan->columns[column], plan->options), first);
		reach (plan, column + 1, end, before + cost, first);
	}
}

/* The number of columns whose best plan to place everything is cheapest; 0 when they do not suffice. */
static gsize best_whole (const Plan *plan)
{
	gsize best = 0;
	double cost = UNREACHED;
	for (gsize column = 1; column <= plan->n_columns; column++)
		if (state_at (plan, column, plan->n_items)->cost < cost) {
			cost = state_at (plan, column, plan->n_items)->cost;
			best = column;
		}
	return best;
}

static gsize best_partial (const Plan *plan)
{
	gsize best = 0;
	double cost = UNREACHED;
	for (gsize item = 0; item <= plan->n_items; item++)
		if (state_at (plan, plan->n_columns, item)->cost < cost) {
			cost = state_at (plan, plan->n_columns, item)->cost;
			best = item;
		}
	return best;
}

gsize plan_columns (const PlanItem *items, gsize n_items, const PlanColumn *columns, gsize n_columns,
		    const PlanOptions *options, PlanBreak *breaks, gsize *n_placed)
{
	*n_placed = 0;
	if (n_items == 0 || n_columns == 0)
		return 0;
	g_autofree State *states = g_new (State, (n_columns + 1) * (n_items + 1));
	for (gsize i = 0; i < (n_columns + 1) * (n_items + 1); i++)
		states[i] = (State){ UNREACHED, 0 };
	Plan plan = { items, n_items, columns, n_columns, options, states };
	state_at (&plan, 0, 0)->cost = 0;
	for (gsize column = 0; column < n_columns; column++)
		for (gsize first = 0; first < n_items; first++)
			if (state_at (&plan, column, first)->cost < UNREACHED)
				extend (&plan, column, first);

	gsize n_used = best_whole (&plan);
	gsize end = n_items;
	if (n_used == 0) {
		n_used = n_columns;
		end = best_partial (&plan);
	}
	*n_placed = end;
	for (gsize column = n_used; column > 0; column--) {
		gsize first = state_at (&plan, column, end)->from;
		breaks[column - 1] = (PlanBreak){ .end = end };
		if (first < end)
			plan_column_cost (items, n_items, first, end, &columns[column - 1], options,
					  &breaks[column - 1]);
		end = first;
	}
	return n_used;
}
