#include "compose/lines.h"

#include <math.h>
#include <string.h>

/* Total fit after D. E. Knuth and M. F. Plass, "Breaking paragraphs into lines", Software: Practice and
 * Experience 11 (1981). Two things differ. Where a line may end far from its measure, badness goes on growing
 * with the cube of the ratio (no ceiling at 10,000), so that an emergency stays even. And lines of one line
 * number are told apart only while measures differ, which keeps long paragraphs linear.
 *
 * The cost of a set of breaks is the sum over its lines of
 *   (LINE + badness)² + penalty², − penalty² where it is negative, nothing where the break is forced,
 *   + MISMATCH where a line and the next are more than one fitness class apart, + SHORT_LAST for too short a
 * last line. */
#define LINE_COST       10.0
#define MISMATCH_COST   10000.0
#define SHORT_LAST_COST 250000.0

#define FIRST_TOLERANCE  1.0
#define SECOND_TOLERANCE 3.0
#define NO_TOLERANCE     HUGE_VAL

/* In an emergency every line gets this part of its measure as stretch besides its spaces'. */
#define EMERGENCY_PART 20
/* The white that a ragged line bears before it counts as bad, as a part of its measure. */
#define RAGGED_PART 6
/* As the last, of a balanced line's distance from the mean. */
#define BALANCED_PART 5

/* Both cost the square of the words: beyond this many a paragraph is not made longer or shorter, nor a
 * headline balanced. */
#define MOST_WORDS_LOOSENED 3000
#define MOST_WORDS_BALANCED 400

#define NONE G_MAXSIZE

enum { VERY_LOOSE, LOOSE, DECENT, TIGHT, N_FITNESS };

/* Sums over words 0 … i-1. */
typedef struct {
	gint64 width, space, stretch, shrink;
} Sums;

/* A break that the best way to it reaches. */
typedef struct {
	gsize end;  /* index after the word before the break */
	gsize line; /* number of lines so far */
	int fitness;
	double cost;
	gsize previous; /* index into nodes */
	double ratio;
	bool overfull;
} Node;

typedef struct {
	const Word *words;
	gsize n_words;
	const LinesOptions *options;
	const Sums *sums;
	gsize n_shaped; /* lines before this one are told apart */
	double tolerance;
	bool emergency;
	GArray *nodes;     /* Node, in order of end */
	GArray *active;    /* gsize, indices into nodes */
	gsize first_fresh; /* nodes from this one on end at the break being tried */
} Fit;

/* One line as it would be set. */
typedef struct {
	double ratio, badness;
	int fitness;
	bool overfull;
} Judged;

/* ---- Measures ------------------------------------------------------------------- */

static Sums *add_up (const Word *words, gsize n_words, Arena *arena)
{
	Sums *sums = arena_new_array (arena, Sums, n_words + 1);
	for (gsize i = 0; i < n_words; i++) {
		sums[i + 1].width = sums[i].width + words[i].width;
		sums[i + 1].space = sums[i].space + words[i].space;
		sums[i + 1].stretch = sums[i].stretch + words[i].stretch;
		sums[i + 1].shrink = sums[i].shrink + CLAMP (words[i].shrink, 0, words[i].space);
	}
	return sums;
}

/* What stands in a line of words first … end-1; the glue of the last is not in it. */
static Sums line_sums (const Sums *sums, gsize first, gsize end)
{
	return (Sums){
		.width = sums[end].width - sums[first].width + sums[end - 1].space - sums[first].space,
		.stretch = sums[end - 1].stretch - sums[first].stretch,
		.shrink = sums[end - 1].shrink - sums[first].shrink,
	};
}

static Length measure_of (const LinesOptions *options, gsize line)
{
	return options->measure (line, options->data);
}

static bool is_forced (const Fit *fit, gsize end)
{
	return end == fit->n_words || fit->words[end - 1].penalty <= LINES_FORCE;
}

static bool may_break (const Fit *fit, gsize end)
{
	return end == fit->n_words || fit->words[end - 1].penalty < LINES_FORBID;
}

/* ---- The cost of one line ----------------------------------------------------------- */

static int fitness_of (double ratio)
{
	return ratio < -0.5 ? TIGHT : ratio <= 0.5 ? DECENT : ratio <= 1 ? LOOSE : VERY_LOOSE;
}

static double cube (double x)
{
	return x * x * x;
}

/* A ragged line's white is at its right end. */
static Judged judge_ragged (gint64 white, Length measure, bool forced)
{
	Judged line = { .fitness = DECENT, .overfull = white < 0 };
	double part = MAX (measure / (double) RAGGED_PART, 1);
	line.badness = forced || white < 0 ? 0 : 100 * cube ((double) white / part);
	return line;
}

static Judged judge_justified (const Fit *fit, const Sums *sums, gint64 white, Length measure, bool forced)
{
	Judged line = { .fitness = DECENT };
	if (white >= 0 && forced)
		return line; /* its end is filled up */
	double give = white < 0 ? (double) sums->shrink : (double) MAX (sums->stretch, 1);
	line.overfull = (double) -white > (double) sums->shrink;
	line.ratio = white == 0 ? 0 : line.overfull ? -1 : (double) white / give;
	if (white > 0 && fit->emergency)
		give += MAX (measure / EMERGENCY_PART, 1);
	double ratio = line.ratio > 0 ? (double) white / give : line.ratio;
	line.badness = 100 * cube (fabs (ratio));
	line.fitness = fitness_of (ratio);
	return line;
}

static Judged judge (const Fit *fit, const Node *from, gsize end)
{
	Sums sums = line_sums (fit->sums, from->end, end);
	Length measure = measure_of (fit->options, from->line);
	gint64 white = measure - sums.width;
	bool forced = is_forced (fit, end);
	if (fit->options->mode != LINES_JUSTIFIED)
		return judge_ragged (white, measure, forced);
	return judge_justified (fit, &sums, white, measure, forced);
}

static double penalty_cost (int penalty)
{
	return penalty > 0 ? (double) penalty * penalty : -(double) penalty * penalty;
}

static double line_cost (const Fit *fit, const Node *from, gsize end, const Judged *line)
{
	double cost = (LINE_COST + line->badness) * (LINE_COST + line->badness);
	if (!is_forced (fit, end))
		cost += penalty_cost (fit->words[end - 1].penalty);
	if (from->end > 0 && ABS (from->fitness - line->fitness) > 1)
		cost += MISMATCH_COST;
	if (end == fit->n_words && line_sums (fit->sums, from->end, end).width < fit->options->last_least)
		cost += SHORT_LAST_COST;
	return cost;
}

/* ---- The best way to each break --------------------------------------------------- */

#define node_at(fit, i) (&g_array_index ((fit)->nodes, Node, (i)))

/* Keeps @node unless one that ends here with as many lines and in the same class is as good. */
static void offer (Fit *fit, const Node *node)
{
	for (gsize i = fit->first_fresh; i < fit->nodes->len; i++) {
		Node *other = node_at (fit, i);
		bool same_line = other->line == node->line || MIN (other->line, node->line) >= fit->n_shaped;
		if (other->fitness != node->fitness || !same_line)
			continue;
		if (node->cost < other->cost)
			*other = *node;
		return;
	}
	g_array_append_val (fit->nodes, *node);
}

static Node next_node (const Fit *fit, gsize previous, gsize end, const Judged *line)
{
	const Node *from = node_at (fit, previous);
	return (Node){ .end = end,
		       .line = from->line + 1,
		       .fitness = line->fitness,
		       .cost = from->cost + line_cost (fit, from, end, line),
		       .previous = previous,
		       .ratio = line->ratio,
		       .overfull = line->overfull };
}

static bool is_later (const Node *a, const Node *b)
{
	return a->end != b->end ? a->end > b->end : a->cost < b->cost;
}

/* Tries lines from every active break to @end. Those from which even this line would be overfull leave the
 * list; the one whose line is the least overfull is returned, or NONE. */
static gsize try_lines (Fit *fit, gsize end)
{
	gsize kept = 0, gone = NONE;
	gsize *active = (gsize *) (void *) fit->active->data;
	for (gsize i = 0; i < fit->active->len; i++) {
		Judged line = judge (fit, node_at (fit, active[i]), end);
		if (line.overfull) {
			if (gone == NONE || is_later (node_at (fit, active[i]), node_at (fit, gone)))
				gone = active[i];
			continue;
		}
		if (line.ratio <= fit->tolerance || fit->emergency) {
			Node node = next_node (fit, active[i], end, &line);
			offer (fit, &node);
		}
		active[kept++] = active[i];
	}
	g_array_set_size (fit->active, (guint) kept);
	return gone;
}

static void take_overfull (Fit *fit, gsize from, gsize end)
{
	Judged line = judge (fit, node_at (fit, from), end);
	Node node = next_node (fit, from, end, &line);
	g_array_append_val (fit->nodes, node);
}

/* Finds the ways to break everything within the tolerance; false when there is none. In an emergency there
 * always is. */
static bool run_pass (Fit *fit, double tolerance, bool emergency)
{
	fit->tolerance = tolerance;
	fit->emergency = emergency;
	g_array_set_size (fit->nodes, 0);
	g_array_set_size (fit->active, 0);
	Node start = { .fitness = DECENT, .previous = NONE };
	gsize first = 0;
	g_array_append_val (fit->nodes, start);
	g_array_append_val (fit->active, first);
	for (gsize end = 1; end <= fit->n_words; end++) {
		if (!may_break (fit, end))
			continue;
		fit->first_fresh = fit->nodes->len;
		gsize gone = try_lines (fit, end);
		bool stuck = fit->active->len == 0 || is_forced (fit, end);
		if (stuck && fit->nodes->len == fit->first_fresh) {
			if (!emergency || gone == NONE)
				return false;
			take_overfull (fit, gone, end);
		}
		if (is_forced (fit, end))
			g_array_set_size (fit->active, 0);
		for (gsize node = fit->first_fresh; node < fit->nodes->len; node++)
			g_array_append_val (fit->active, node);
	}
	return true;
}

static gsize cheapest_end (const Fit *fit)
{
	gsize best = fit->first_fresh;
	for (gsize i = best + 1; i < fit->nodes->len; i++)
		if (node_at (fit, i)->cost < node_at (fit, best)->cost)
			best = i;
	return best;
}

/* The way whose number of lines comes nearest to the wanted; among those the cheapest. */
static gsize choose_end (const Fit *fit)
{
	gsize best = cheapest_end (fit);
	gint64 wanted = (gint64) node_at (fit, best)->line + fit->options->looseness;
	for (gsize i = fit->first_fresh; i < fit->nodes->len && fit->options->looseness != 0; i++) {
		gint64 far = ABS ((gint64) node_at (fit, i)->line - wanted);
		gint64 best_far = ABS ((gint64) node_at (fit, best)->line - wanted);
		if (far < best_far || (far == best_far && node_at (fit, i)->cost < node_at (fit, best)->cost))
			best = i;
	}
	return best;
}

static gsize take_breaks (const Fit *fit, Arena *arena, LineBreak **out)
{
	gsize last = choose_end (fit), n_lines = node_at (fit, last)->line;
	*out = arena_new_array (arena, LineBreak, n_lines);
	for (gsize i = n_lines, node = last; i-- > 0; node = node_at (fit, node)->previous) {
		const Node *at = node_at (fit, node);
		gsize first = node_at (fit, at->previous)->end;
		(*out)[i] = (LineBreak){ at->end, at->ratio,
					 (Length) line_sums (fit->sums, first, at->end).width, at->overfull };
	}
	return n_lines;
}

static gsize fit_lines (Fit *fit, Arena *arena, LineBreak **out)
{
	double second = fit->options->tolerance > 0 ? fit->options->tolerance : SECOND_TOLERANCE;
	bool ragged = fit->options->mode != LINES_JUSTIFIED;
	bool found = !ragged &&
		     (run_pass (fit, MIN (FIRST_TOLERANCE, second), false) || run_pass (fit, second, false));
	if (!found)
		found = run_pass (fit, NO_TOLERANCE, true);
	g_assert (found);
	return take_breaks (fit, arena, out);
}

/* ---- Headlines ----------------------------------------------------------------------- */

/* The lines that the fewest take: each as full as it can be. */
static gsize fewest_lines (const Fit *fit)
{
	gsize n_lines = 0;
	for (gsize first = 0; first < fit->n_words; n_lines++) {
		gsize best = 0;
		for (gsize end = first + 1; end <= fit->n_words; end++) {
			if (!may_break (fit, end))
				continue;
			bool fits =
				line_sums (fit->sums, first, end).width <= measure_of (fit->options, n_lines);
			if (best == 0 || fits)
				best = end;
			if (!fits || is_forced (fit, end))
				break;
		}
		first = best;
	}
	return n_lines;
}

/* The cheapest way to each break in a given number of lines. */
typedef struct {
	double cost;
	gsize previous;
} Cell;

static double balanced_cost (const Fit *fit, gsize line, gsize first, gsize end, double mean)
{
	double width = (double) line_sums (fit->sums, first, end).width;
	double measure = MAX (measure_of (fit->options, line), 1);
	double part = measure / BALANCED_PART;
	double badness = 100 * (width - mean) * (width - mean) / (part * part);
	double cost = (LINE_COST + badness) * (LINE_COST + badness);
	if (width > measure)
		cost += 1e12 * (width / measure);
	return is_forced (fit, end) ? cost : cost + penalty_cost (fit->words[end - 1].penalty);
}

/* One more line: from every way that ends at @first to every break the line can reach. */
static void extend (const Fit *fit, gsize line, gsize first, const Cell *before, Cell *after, double mean)
{
	for (gsize end = first + 1; end <= fit->n_words; end++) {
		if (!may_break (fit, end))
			continue;
		double cost = before[first].cost + balanced_cost (fit, line, first, end, mean);
		if (cost < after[end].cost)
			after[end] = (Cell){ cost, first };
		if (is_forced (fit, end) ||
		    line_sums (fit->sums, first, end).width > measure_of (fit->options, line))
			break;
	}
}

static gsize balance_lines (const Fit *fit, Arena *arena, LineBreak **out)
{
	gsize n_lines = fewest_lines (fit), row = fit->n_words + 1;
	double mean = (double) line_sums (fit->sums, 0, fit->n_words).width / (double) n_lines;
	Cell *cells = arena_new_array (arena, Cell, (n_lines + 1) * row);
	for (gsize i = 1; i < (n_lines + 1) * row; i++)
		cells[i].cost = HUGE_VAL;
	for (gsize line = 0; line < n_lines; line++)
		for (gsize first = line; first < fit->n_words; first++)
			if (cells[line * row + first].cost < HUGE_VAL)
				extend (fit, line, first, &cells[line * row], &cells[(line + 1) * row], mean);
	*out = arena_new_array (arena, LineBreak, n_lines);
	for (gsize line = n_lines, end = fit->n_words; line-- > 0;
	     end = cells[(line + 1) * row + end].previous) {
		gsize first = cells[(line + 1) * row + end].previous;
		gint64 width = line_sums (fit->sums, first, end).width;
		(*out)[line] = (LineBreak){ end, 0, (Length) width, width > measure_of (fit->options, line) };
	}
	return n_lines;
}

/* ---- Entry ------------------------------------------------------------------------------ */

gsize lines_break (const Word *words, gsize n_words, const LinesOptions *options, Arena *arena,
		   LineBreak **out)
{
	g_assert (n_words >= 1);
	LinesOptions used = *options;
	if (n_words > MOST_WORDS_LOOSENED)
		used.looseness = 0;
	if (n_words > MOST_WORDS_BALANCED && used.mode == LINES_BALANCED)
		used.mode = LINES_RAGGED;
	Fit fit = {
		.words = words, .n_words = n_words, .options = &used, .sums = add_up (words, n_words, arena)
	};
	if (used.mode == LINES_BALANCED)
		return balance_lines (&fit, arena, out);
	fit.n_shaped = used.looseness != 0 ? G_MAXSIZE : used.n_shaped;
	fit.nodes = g_array_new (FALSE, FALSE, sizeof (Node));
	fit.active = g_array_new (FALSE, FALSE, sizeof (gsize));
	gsize n_lines = fit_lines (&fit, arena, out);
	g_array_unref (fit.nodes);
	g_array_unref (fit.active);
	return n_lines;
}
