/* lines_break against every possible set of breaks, and at its bounds. */
#include "compose/lines.h"

#include <math.h>
#include <string.h>

#define N_CASES    2000
#define MOST_WORDS 12

typedef struct {
	Length *lengths; /* the last one holds for all further lines */
	gsize n;
} Shape;

static Length shape_measure (gsize line, void *data)
{
	const Shape *shape = data;
	return shape->lengths[MIN (line, shape->n - 1)];
}

static Length same_measure (gsize line, void *data)
{
	(void) line;
	return *(Length *) data;
}

/* ---- The cost, as lines.c describes it, computed from scratch ------------------------ */

typedef struct {
	double ratio, cost;
	int class, scale, tracking;
	bool fits;
} Line;

static Length natural (const Word *words, gsize first, gsize end)
{
	Length width = 0;
	for (gsize i = first; i < end; i++)
		width += words[i].width + (i + 1 < end ? words[i].space : 0);
	return width;
}

static bool ends_paragraph (const Word *words, gsize n, gsize end)
{
	return end == n || words[end - 1].penalty <= LINES_FORCE;
}

/* The white that scaling by @scale and tracking by @tracking thousandths leave to the spaces. */
static double left_over (const Word *words, gsize first, gsize end, Length white, int scale, int tracking)
{
	double left = white;
	for (gsize i = first; i < end; i++)
		left -= (words[i].width * (double) scale + words[i].letters * (double) tracking) / 1000;
	return left;
}

/* Glyphs first, both means in equal parts of their limits; scale in steps of five, tracking in ones, each
 * down. */
static double set_glyphs (const Word *words, const LinesOptions *options, gsize first, gsize end,
			  Length white, Line *line)
{
	double most = -left_over (words, first, end, 0, options->scale_most, options->tracking_most);
	if (most == 0)
		return white;
	if (white >= most) {
		line->scale = options->scale_most;
		line->tracking = -left_over (words, first, end, 0, 0, 1) > 0 ? options->tracking_most : 0;
		return left_over (words, first, end, white, line->scale, line->tracking);
	}
	double part = MAX (white / most, -1);
	int scale = -options->scale_most / 5 * 5;
	while (scale + 5 <= part * options->scale_most)
		scale += 5;
	line->scale = scale > part * options->scale_most ? -options->scale_most : scale;
	if (-left_over (words, first, end, 0, 0, 1) > 0) {
		int tracking = -options->tracking_most;
		while (tracking < options->tracking_most &&
		       left_over (words, first, end, MAX (white, -(Length) (most + 0.5)), line->scale,
				  tracking + 1) >= -1e-9)
			tracking++;
		line->tracking = tracking;
	}
	return left_over (words, first, end, white, line->scale, line->tracking);
}

static double badness_of (double ratio)
{
	return ratio < 0 ? 600 * pow (ratio, 4) : 100 * pow (ratio, 1.5);
}

static void justify (const Word *words, const LinesOptions *options, gsize first, gsize end, Length white,
		     Line *line)
{
	Length stretch = 0, shrink = 0;
	for (gsize i = first; i + 1 < end; i++) {
		stretch += words[i].stretch;
		shrink += words[i].shrink;
	}
	double left = set_glyphs (words, options, first, end, white, line);
	line->fits = left >= -shrink - 0.001;
	line->ratio = left / (left < 0 ? MAX (shrink, 1) : MAX (stretch, 1));
	line->class = (int) floor (CLAMP (line->ratio * 2, -2, 6) + 0.5);
}

static Line line_of (const Word *words, gsize n, const LinesOptions *options, gsize number, gsize first,
		     gsize end)
{
	Length measure = options->measure (number, options->data);
	Length white = measure + words[first].left + words[end - 1].right - natural (words, first, end);
	bool ends = ends_paragraph (words, n, end);
	Line line = { .fits = white >= 0 };
	double badness = 0;
	if (options->mode == LINES_RAGGED && !ends && white > 0)
		badness = 100 * pow (white / (measure / 6.0), 3);
	if (options->mode == LINES_JUSTIFIED && (!ends || white < 0)) {
		justify (words, options, first, end, white, &line);
		badness = badness_of (line.ratio);
	}
	line.cost = (10 + badness) * (10 + badness);
	int penalty = words[end - 1].penalty;
	if (!ends)
		line.cost += penalty > 0 ? (double) penalty * penalty : -(double) penalty * penalty;
	if (end == n && natural (words, first, end) < options->last_least)
		line.cost += 250000;
	return line;
}

/* Cost of one set of breaks; infinite when a line does not fit or is looser than @tolerance. */
static double cost_of (const Word *words, gsize n, const LinesOptions *options, const gsize *ends,
		       gsize n_lines, double tolerance)
{
	double cost = 0;
	int class = 0;
	for (gsize i = 0, first = 0; i < n_lines; first = ends[i++]) {
		Line line = line_of (words, n, options, i, first, ends[i]);
		if (!line.fits || line.ratio > tolerance)
			return HUGE_VAL;
		cost += line.cost + (i > 0 ? 300 * (line.class - class) * (line.class - class) : 0);
		class = line.class;
	}
	return cost;
}

/* The least cost over all sets of breaks. */
static double brute_force (const Word *words, gsize n, const LinesOptions *options, double tolerance)
{
	double best = HUGE_VAL;
	for (guint set = 0; set < 1u << (n - 1); set++) {
		gsize ends[MOST_WORDS], n_lines = 0;
		bool allowed = true;
		for (gsize i = 1; i < n && allowed; i++) {
			bool taken = (set >> (i - 1) & 1) != 0;
			int penalty = words[i - 1].penalty;
			allowed = taken ? penalty < LINES_FORBID : penalty > LINES_FORCE;
			if (taken)
				ends[n_lines++] = i;
		}
		ends[n_lines++] = n;
		if (allowed)
			best = MIN (best, cost_of (words, n, options, ends, n_lines, tolerance));
	}
	return best;
}

/* ---- Random paragraphs ------------------------------------------------------------------ */

#define UNIT 100

static gsize random_words (GRand *rand, Word *words)
{
	gsize n = (gsize) g_rand_int_range (rand, 1, MOST_WORDS + 1);
	for (gsize i = 0; i < n; i++) {
		int dice = g_rand_int_range (rand, 0, 20);
		Length space = g_rand_int_range (rand, 8, 14) * UNIT;
		words[i] = (Word){ .width = g_rand_int_range (rand, 10 * UNIT, 60 * UNIT),
				   .space = space,
				   .stretch = space / 2,
				   .shrink = space / 4,
				   .letters = g_rand_int_range (rand, 0, 6) * 10 * UNIT,
				   .left = dice % 7 == 0 ? 2 * UNIT : 0,
				   .right = dice % 3 == 0 ? 3 * UNIT : 0,
				   .penalty = dice == 0   ? LINES_FORCE
					      : dice <= 2 ? LINES_FORBID
					      : dice <= 6 ? g_rand_int_range (rand, -100, 400)
							  : 0 };
	}
	return n;
}

static LinesOptions random_options (GRand *rand, Shape *shape)
{
	shape->n = (gsize) g_rand_int_range (rand, 1, 4);
	for (gsize i = 0; i < shape->n; i++)
		shape->lengths[i] = g_rand_int_range (rand, 80 * UNIT, 260 * UNIT);
	return (LinesOptions){ .mode = g_rand_int_range (rand, 0, 4) == 0 ? LINES_RAGGED : LINES_JUSTIFIED,
			       .measure = shape_measure,
			       .data = shape,
			       .n_shaped = shape->n - 1,
			       .last_least = g_rand_int_range (rand, 0, 3) == 0 ? 50 * UNIT : 0,
			       .scale_most = g_rand_int_range (rand, 0, 5) * 6,
			       .tracking_most = g_rand_int_range (rand, 0, 3) * 5 };
}

/* What each line says of its glyphs and spaces must fill its measure, within the limits. */
static void check_filled (const Word *words, gsize n, const LinesOptions *options, const LineBreak *breaks,
			  gsize n_lines)
{
	for (gsize i = 0, first = 0; i < n_lines; first = breaks[i++].end) {
		const LineBreak *line = &breaks[i];
		Length white = options->measure (i, options->data) + words[first].left +
			       words[line->end - 1].right - line->width;
		g_assert_cmpint (ABS (line->scale - 1000), <=, options->scale_most);
		g_assert_cmpint (ABS (line->tracking), <=, options->tracking_most);
		g_assert_cmpint (line->width, ==, natural (words, first, line->end));
		g_assert_cmpfloat (line->ratio, >=, -1.0001);
		bool filled_up = ends_paragraph (words, n, line->end) && white >= 0;
		if (options->mode == LINES_RAGGED || filled_up) {
			g_assert_cmpint (line->scale, ==, 1000);
			g_assert_cmpint (line->tracking, ==, 0);
			g_assert_cmpfloat (line->ratio, ==, 0);
			continue;
		}
		double left = left_over (words, first, line->end, white, line->scale - 1000, line->tracking);
		for (gsize k = first; k + 1 < line->end; k++)
			left -= line->ratio * (line->ratio < 0 ? words[k].shrink : words[k].stretch);
		if (!line->overfull && line->end > first + 1)
			g_assert_cmpfloat (fabs (left), <, 0.01);
	}
}

static void check_breaks (const Word *words, gsize n, const LineBreak *breaks, gsize n_lines)
{
	gsize line = 0;
	for (gsize i = 1; i <= n; i++) {
		bool taken = breaks[line].end == i;
		if (i < n && words[i - 1].penalty <= LINES_FORCE)
			g_assert_true (taken);
		if (i < n && words[i - 1].penalty >= LINES_FORBID)
			g_assert_false (taken);
		line += taken;
	}
	g_assert_cmpuint (line, ==, n_lines);
	g_assert_cmpuint (breaks[n_lines - 1].end, ==, n);
}

static void test_optimal (void)
{
	g_autoptr (GRand) rand = g_rand_new_with_seed (1981);
	int passes[4] = { 0 };
	for (int i = 0; i < N_CASES; i++) {
		g_autoptr (Arena) arena = arena_new ();
		Word words[MOST_WORDS];
		Length lengths[4];
		Shape shape = { lengths, 0 };
		gsize n = random_words (rand, words), ends[MOST_WORDS];
		LinesOptions options = random_options (rand, &shape);
		LineBreak *breaks;
		gsize n_lines = lines_break (words, n, &options, arena, &breaks);
		check_breaks (words, n, breaks, n_lines);
		check_filled (words, n, &options, breaks, n_lines);
		bool overfull = false;
		for (gsize k = 0; k < n_lines; k++) {
			ends[k] = breaks[k].end;
			overfull = overfull || breaks[k].overfull;
		}

		double tolerances[] = { 1, 3, HUGE_VAL };
		int pass = options.mode == LINES_RAGGED ? 2 : 0;
		while (pass < 2 && brute_force (words, n, &options, tolerances[pass]) == HUGE_VAL)
			pass++;
		double best = brute_force (words, n, &options, tolerances[pass]);
		g_assert_cmpint (overfull, ==, best == HUGE_VAL);
		passes[overfull ? 3 : pass]++;
		double got = cost_of (words, n, &options, ends, n_lines, tolerances[pass]);
		if (!overfull)
			g_assert_cmpfloat (fabs (got - best), <=, 1e-9 * fabs (best));
	}
	for (int pass = 0; pass < 4; pass++)
		g_assert_cmpint (passes[pass], >, N_CASES / 100);
}

/* What a line reports must be what it is. */
static void test_reports (void)
{
	Word words[] = { { 40, 10, 5, 3, 0 }, { 40, 10, 5, 3, 0 }, { 40, 10, 5, 3, 0 }, { 40, 10, 5, 3, 0 } };
	Length measure = 95;
	LinesOptions options = { .measure = same_measure, .data = &measure };
	g_autoptr (Arena) arena = arena_new ();
	LineBreak *breaks;
	g_assert_cmpuint (lines_break (words, 4, &options, arena, &breaks), ==, 2);
	g_assert_cmpint (breaks[0].width, ==, 90);
	g_assert_cmpfloat (breaks[0].ratio, ==, 1.0);
	g_assert_cmpfloat (breaks[1].ratio, ==, 0.0);
	measure = 88;
	lines_break (words, 4, &options, arena, &breaks);
	g_assert_cmpfloat (fabs (breaks[0].ratio + 2.0 / 3), <, 1e-12);
	g_assert_false (breaks[0].overfull);
}

static void test_enormous_word (void)
{
	Word words[5];
	for (gsize i = 0; i < 5; i++)
		words[i] = (Word){ i == 2 ? 100000 : 30, 10, 5, 3, 0 };
	Length measure = 100;
	g_autoptr (Arena) arena = arena_new ();
	for (LinesMode mode = LINES_JUSTIFIED; mode <= LINES_BALANCED; mode++) {
		LinesOptions options = { .mode = mode, .measure = same_measure, .data = &measure };
		LineBreak *breaks;
		g_assert_cmpuint (lines_break (words, 5, &options, arena, &breaks), ==, 3);
		g_assert_cmpuint (breaks[0].end, ==, 2);
		g_assert_cmpuint (breaks[1].end, ==, 3);
		g_assert_true (breaks[1].overfull);
		g_assert_false (breaks[0].overfull || breaks[2].overfull);
	}
}

/* Not even in need is a forbidden break taken, nor any line of no room at all a hang. */
static void test_hopeless (void)
{
	Word words[40];
	for (gsize i = 0; i < 40; i++)
		words[i] = (Word){ 30, 10, 5, 3, i % 3 == 2 ? 0 : LINES_FORBID };
	g_autoptr (Arena) arena = arena_new ();
	for (Length measure = -10; measure <= 60; measure += 10) {
		LinesOptions options = { .measure = same_measure, .data = &measure };
		LineBreak *breaks;
		gsize n_lines = lines_break (words, 40, &options, arena, &breaks);
		check_breaks (words, 40, breaks, n_lines);
		g_assert_cmpuint (n_lines, ==, 14);
		g_assert_true (breaks[0].overfull);
	}
}

static void test_looseness (void)
{
	Word words[60];
	for (gsize i = 0; i < 60; i++)
		words[i] = (Word){ 25 + (Length) (i * 7 % 23), 10, 8, 4, 0 };
	Length measure = 300;
	g_autoptr (Arena) arena = arena_new ();
	gsize lines[3];
	for (int looseness = -1; looseness <= 1; looseness++) {
		LinesOptions options = { .measure = same_measure, .data = &measure, .looseness = looseness };
		LineBreak *breaks;
		lines[looseness + 1] = lines_break (words, 60, &options, arena, &breaks);
	}
	g_assert_cmpuint (lines[2], ==, lines[1] + 1);
	g_assert_cmpuint (lines[0], <=, lines[1]);
}

static void test_last_line (void)
{
	Word words[10];
	for (gsize i = 0; i < 10; i++)
		words[i] = (Word){ 8, 4, 4, 1, 0 };
	Length measure = 112; /* nine words a line fit well and leave one alone */
	g_autoptr (Arena) arena = arena_new ();
	LinesOptions options = { .mode = LINES_RAGGED, .measure = same_measure, .data = &measure };
	LineBreak *breaks;
	g_assert_cmpuint (lines_break (words, 10, &options, arena, &breaks), ==, 2);
	g_assert_cmpuint (breaks[0].end, ==, 9);
	options.last_least = 15;
	g_assert_cmpuint (lines_break (words, 10, &options, arena, &breaks), ==, 2);
	g_assert_cmpuint (breaks[0].end, ==, 8);
}

static Length longest (const LineBreak *breaks, gsize n_lines)
{
	Length most = 0;
	for (gsize i = 0; i < n_lines; i++)
		most = MAX (most, breaks[i].width);
	return most;
}

/* The fewest lines, and no other set of as few with a smaller sum of squared distances from the mean. */
static void test_balanced (void)
{
	g_autoptr (GRand) rand = g_rand_new_with_seed (7);
	for (int i = 0; i < 300; i++) {
		g_autoptr (Arena) arena = arena_new ();
		Word words[MOST_WORDS];
		gsize n = random_words (rand, words);
		for (gsize k = 0; k < n; k++)
			words[k].penalty = words[k].left = words[k].right = 0;
		Length measure = g_rand_int_range (rand, 80 * UNIT, 300 * UNIT);
		LinesOptions options = { .mode = LINES_BALANCED, .measure = same_measure, .data = &measure };
		LineBreak *breaks, *greedy;
		gsize n_lines = lines_break (words, n, &options, arena, &breaks);
		gsize fewest = 0;
		double best = HUGE_VAL, mean = natural (words, 0, n) / (double) n_lines, got = 0;
		for (guint set = 0; set < 1u << (n - 1); set++) {
			gsize lines = 0;
			double squares = 0;
			for (gsize k = 1, first = 0; k <= n; k++) {
				if (k < n && (set >> (k - 1) & 1) == 0)
					continue;
				double width = natural (words, first, k),
				       b = 2500 * pow ((width - mean) / measure, 2);
				squares += width > measure ? HUGE_VAL : (10 + b) * (10 + b);
				lines++;
				first = k;
			}
			if (squares < HUGE_VAL && (fewest == 0 || lines < fewest))
				fewest = lines;
			if (lines == n_lines)
				best = MIN (best, squares);
		}
		for (gsize k = 0; k < n_lines; k++)
			got += pow (10 + 2500 * pow ((breaks[k].width - mean) / measure, 2), 2);
		g_assert_cmpuint (n_lines, ==, fewest);
		g_assert_cmpfloat (got, <=, best * (1 + 1e-9));
		options.mode = LINES_RAGGED;
		if (lines_break (words, n, &options, arena, &greedy) == n_lines)
			g_assert_cmpint (longest (breaks, n_lines), <=, measure);
	}
}

static double seconds_for (gsize n, LinesMode mode, Length measure)
{
	g_autoptr (Arena) arena = arena_new ();
	g_autofree Word *words = g_new (Word, n);
	g_autoptr (GRand) rand = g_rand_new_with_seed (3);
	for (gsize i = 0; i < n; i++)
		words[i] = (Word){ g_rand_int_range (rand, 8, 40), 8, 4, 2, 0 };
	LinesOptions options = { .mode = mode, .measure = same_measure, .data = &measure };
	LineBreak *breaks;
	g_autoptr (GTimer) timer = g_timer_new ();
	gsize n_lines = lines_break (words, n, &options, arena, &breaks);
	g_assert_cmpuint (n_lines, >, n * 20 / (gsize) measure / 2);
	return g_timer_elapsed (timer, NULL);
}

static void test_linear (void)
{
	for (LinesMode mode = LINES_JUSTIFIED; mode <= LINES_BALANCED; mode++) {
		double small = seconds_for (10000, mode, 300), large = seconds_for (100000, mode, 300);
		g_test_message ("10,000 words %.4f s, 100,000 words %.4f s", small, large);
		g_assert_cmpfloat (large, <, MAX (small * 40, 0.5));
	}
}

int main (int argc, char **argv)
{
	g_test_init (&argc, &argv, NULL);
	g_test_add_func ("/lines/optimal", test_optimal);
	g_test_add_func ("/lines/reports", test_reports);
	g_test_add_func ("/lines/enormous-word", test_enormous_word);
	g_test_add_func ("/lines/hopeless", test_hopeless);
	g_test_add_func ("/lines/looseness", test_looseness);
	g_test_add_func ("/lines/last-line", test_last_line);
	g_test_add_func ("/lines/balanced", test_balanced);
	g_test_add_func ("/lines/linear", test_linear);
	return g_test_run ();
}
