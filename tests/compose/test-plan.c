/* The column planner against brute force, and what it promises. */
#include "compose/plan.h"

#include <glib.h>
#include <math.h>

static const PlanOptions options = { .foot_gap = PT (6), .step = PT (10) };

/* The least cost of placing items first … into columns column …, by trying everything. @whole: all must be
 * placed. */
static double brute (const PlanItem *items, gsize n, gsize first, const PlanColumn *columns, gsize column,
		     gsize n_columns, bool whole)
{
	if (first == n)
		return column > 0 && whole ? 0 : INFINITY;
	if (column == n_columns)
		return whole ? INFINITY : 0;
	double best = INFINITY;
	for (gsize end = first + 1; end <= n; end++) {
		PlanBreak used;
		double cost = plan_column_cost (items, n, first, end, &columns[column], &options, &used);
		gsize real = 0;
		for (gsize i = first; i < end; i++)
			real += real > 0 || !items[i].discard;
		if (used.overset && real > 1)
			break;
		if (real == 0 && end < n)
			continue;
		double rest = end == n && !whole
				      ? (column + 1 == n_columns ? 0 : INFINITY)
				      : brute (items, n, end, columns, column + 1, n_columns, whole);
		best = MIN (best, cost + rest);
		if (used.overset)
			best = MIN (best,
				    plan_empty_cost (&columns[column], &options) +
					    brute (items, n, first, columns, column + 1, n_columns, whole));
	}
	return best;
}

static void random_items (GRand *random, PlanItem *items, gsize n)
{
	for (gsize i = 0; i < n; i++) {
		int kind = g_rand_int_range (random, 0, 10);
		items[i] = (PlanItem){ .height = PT (10) * g_rand_int_range (random, 1, 4) };
		items[i].foot = kind == 0 ? PT (8) * g_rand_int_range (random, 1, 3) : 0;
		items[i].penalty = kind < 3 ? PLAN_FORBID : kind < 5 ? g_rand_int_range (random, 0, 200) : 0;
		items[i].discard = kind == 9;
	}
}

static double plan_cost (const PlanItem *items, gsize n, const PlanColumn *columns, const PlanBreak *breaks,
			 gsize n_used)
{
	double cost = 0;
	gsize first = 0;
	for (gsize i = 0; i < n_used; i++) {
		PlanBreak used;
		cost += breaks[i].end == first ? plan_empty_cost (&columns[i], &options)
					       : plan_column_cost (items, n, first, breaks[i].end,
								   &columns[i], &options, &used);
		first = breaks[i].end;
	}
	return cost;
}

static void test_brute_force (void)
{
	g_autoptr (GRand) random = g_rand_new_with_seed (2026);
	for (int round = 0; round < 3000; round++) {
		PlanItem items[9];
		PlanColumn columns[4];
		PlanBreak breaks[4];
		gsize n = (gsize) g_rand_int_range (random, 1, 10),
		      n_columns = (gsize) g_rand_int_range (random, 1, 5), placed;
		random_items (random, items, n);
		for (gsize i = 0; i < n_columns; i++)
			columns[i] = (PlanColumn){ PT (10) * g_rand_int_range (random, 2, 8),
						   g_rand_boolean (random) };
		gsize used = plan_columns (items, n, columns, n_columns, &options, breaks, &placed);
		double whole = brute (items, n, 0, columns, 0, n_columns, true);
		double cost = plan_cost (items, n, columns, breaks, used);
		if (isfinite (whole)) {
			g_assert_cmpuint (placed, ==, n);
			g_assert_cmpfloat_with_epsilon (cost, whole, 1e-6);
		} else if (placed < n) {
			g_assert_cmpuint (used, ==, n_columns);
			g_assert_cmpfloat_with_epsilon (
				cost, brute (items, n, 0, columns, 0, n_columns, false), 1e-6);
		}
		g_assert_cmpuint (breaks[used - 1].end, ==, placed);
	}
}

static void test_no_widow (void)
{
	/* two paragraphs of four lines: a column of seven may not take three lines of the second and leave a
	 * widow */
	PlanItem items[8];
	for (int i = 0; i < 8; i++)
		items[i] = (PlanItem){ .height = PT (10),
				       .penalty = i % 4 == 0 || i % 4 == 2 ? PLAN_FORBID : 0 };
	PlanColumn columns[2] = { { PT (70), true }, { PT (70), false } };
	PlanBreak breaks[2];
	gsize placed, used = plan_columns (items, 8, columns, 2, &options, breaks, &placed);
	g_assert_cmpuint (used, ==, 2);
	g_assert_cmpuint (breaks[0].end, ==, 6);
	g_assert_cmpuint (placed, ==, 8);
}

static void test_notes_take_room (void)
{
	PlanItem items[4] = { { PT (10), 0, 0, false },
			      { PT (10), PT (14), 0, false },
			      { PT (10), 0, 0, false },
			      { PT (10), 0, 0, false } };
	PlanColumn columns[2] = { { PT (40), true }, { PT (40), true } };
	PlanBreak breaks[2];
	gsize placed;
	plan_columns (items, 4, columns, 2, &options, breaks, &placed);
	g_assert_cmpuint (breaks[0].end, ==, 2); /* 20 + 6 + 14 = 40: full */
	g_assert_cmpint (breaks[0].used, ==, PT (40));
}

static void test_too_tall (void)
{
	/* it fits the second column only: the first stays empty */
	PlanItem items[2] = { { PT (100), 0, 0, false }, { PT (10), 0, 0, false } };
	PlanColumn columns[2] = { { PT (40), true }, { PT (120), true } };
	PlanBreak breaks[2];
	gsize placed;
	g_assert_cmpuint (plan_columns (items, 2, columns, 2, &options, breaks, &placed), ==, 2);
	g_assert_cmpuint (breaks[0].end, ==, 0);
	g_assert_false (breaks[1].overset);
	g_assert_cmpuint (placed, ==, 2);
}

static void test_space_vanishes (void)
{
	PlanItem items[4] = { { PT (10), 0, 0, false },
			      { PT (10), 0, PLAN_FORBID, false },
			      { PT (10), 0, 0, true },
			      { PT (20), 0, 0, false } };
	PlanColumn columns[2] = { { PT (20), true }, { PT (20), true } };
	PlanBreak breaks[2];
	gsize placed;
	g_assert_cmpuint (plan_columns (items, 4, columns, 2, &options, breaks, &placed), ==, 2);
	g_assert_cmpuint (placed, ==, 4);
	g_assert_false (breaks[1].overset);
}

static void test_levels_the_end (void)
{
	/* twelve lines that may not be divided 4, 4, 4: rather 5, 4, 3 in some order than 5, 5, 2 */
	PlanItem items[12];
	for (int i = 0; i < 12; i++)
		items[i] = (PlanItem){ .height = PT (10), .penalty = i == 3 ? PLAN_FORBID : 0 };
	PlanColumn columns[3] = { { PT (50), true }, { PT (50), true }, { PT (50), true } };
	const PlanOptions level = { .step = PT (10), .level_end = true };
	PlanBreak breaks[3];
	gsize placed;
	g_assert_cmpuint (plan_columns (items, 12, columns, 3, &level, breaks, &placed), ==, 3);
	for (int c = 0; c < 3; c++)
		g_assert_cmpint (breaks[c].used, >=, PT (30));
}

int main (int argc, char **argv)
{
	g_test_init (&argc, &argv, NULL);
	g_test_add_func ("/plan/brute-force", test_brute_force);
	g_test_add_func ("/plan/no-widow", test_no_widow);
	g_test_add_func ("/plan/notes-take-room", test_notes_take_room);
	g_test_add_func ("/plan/too-tall", test_too_tall);
	g_test_add_func ("/plan/space-vanishes", test_space_vanishes);
	g_test_add_func ("/plan/levels-the-end", test_levels_the_end);
	return g_test_run ();
}
