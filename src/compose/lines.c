#include "compose/lines.h"

#include <math.h>
#include <string.h>

/* Total fit after D. E. Knuth and M. F. Plass, "Breaking paragraphs into lines", Software: Practice and
 * Experience 11 (1981). Four things differ. The glyphs of a line give before its spaces do (as in H. T.
 * Thành, "Micro-typographic extensions to the TeX typesetting system", 2000), and only what is left to the
 * spaces is bad. Badness has no ceiling, so that an emergency stays even. Neighbours cost the square of their
 * distance in finer classes. And lines of one line number are told apart only while measures differ, which
 * keeps long paragraphs linear.
 *
 * The cost of a set of breaks is the sum over its lines of
 *   (LINE + badness)² + penalty², − penalty² where it is negative, nothing where the break is forced,
 *   + NEIGHBOUR × (classes between a line and the one before)², + SHORT_LAST for too short a last line. */
#define LINE_COST       10.0
#define NEIGHBOUR_COST  300.0
#define SHORT_LAST_COST 250000.0

/* Badness of a line whose spaces are stretched or shrunk to the full: spaces at their least are as bad as
 * spaces stretched more than three times. */
#define STRETCHED_BADNESS 100.0
#define SHRUNK_BADNESS    600.0

#define FIRST_TOLERANCE  1.0
#define SECOND_TOLERANCE 3.0
#define NO_TOLERANCE     HUGE_VAL

/* Scaling goes in steps of so many thousandths, since a file pays for every change; tracking, which is free,
 * takes up the difference. */
#define SCALE_STEP 5

/* The white that a ragged line bears before it counts as bad, as a part of its measure. */
#define RAGGED_PART 6
/* As the last, of a balanced line's distance from the mean. */
#define BALANCED_PART 5

/* Both cost the square of the words: beyond this many a paragraph is not made longer or shorter, nor a
 * headline balanced. */
#define MOST_WORDS_LOOSENED 3000
#define MOST_WORDS_BALANCED 400

#define NONE G_MAXSIZE

/* Classes of lines by how far their spaces are from natural, in halves of the stretch or shrink. */
#define CLASSES_PER_RATIO 2
#define LEAST_CLASS       (-CLASSES_PER_RATIO)
#define MOST_CLASS        (3 * CLASSES_PER_RATIO)

/* Sums over words 0 … i-1. */
typedef struct {
	gint64 width, space, stretch, shrink, letters;
} Sums;

/* A break that the best way to it reaches. */
typedef struct {
	gsize end;  /* index after the word before the break */
	gsize line; /* number of lines so far */
	int class;
	double cost;
	gsize previous; /* index into nodes */
	double ratio;
	int scale, tracking;
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
	int class;
	int scale, tracking;
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
		sums[i + 1].letters = sums[i].letters + words[i].letters;
	}
	return sums;
}

/* What stands in a line of words first … end-1; the glue of the last is not in it. */
static Sums line_sums (const Sums *sums, gsize first, gsize end)
{
	return (Sums){
		.width = sums[end].width - sums[first].width + sums[end - 1].space - sums[first].space,
		.space = sums[end - 1].space - sums[first].space,
		.letters = sums[end].letters - sums[first].letters,
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

static int class_of (double ratio)
{
	return (int) floor (CLAMP (ratio * CLASSES_PER_RATIO, LEAST_CLASS, MOST_CLASS) + 0.5);
}

static double cube (double x)
{
	return x * x * x;
}

/* A ragged line's white is at its right end. */
static Judged judge_ragged (gint64 white, Length measure, bool forced)
{
	Judged line = { .overfull = white < 0 };
	double part = MAX (measure / (double) RAGGED_PART, 1);
	line.badness = forced || white < 0 ? 0 : 100 * cube ((double) white / part);
	return line;
}

/* The glyphs take all the white they can, by scaling and tracking in equal parts of their limits; returns
 * what is left to the spaces. */
static double share_white (const LinesOptions *options, const Sums *sums, gint64 white, Judged *line)
{
	double ink = (double) (sums->width - sums->space) / 1000, letters = (double) sums->letters / 1000;
	double most = ink * options->scale_most + letters * options->tracking_most;
	double part = most > 0 ? CLAMP ((double) white / most, -1, 1) : 0;
	/* rounded down, so that no white that the glyphs could take is asked of the spaces */
	line->scale = part < 1 ? SCALE_STEP * (int) floor (part * options->scale_most / SCALE_STEP)
			       : options->scale_most;
	line->scale = MAX (line->scale, -options->scale_most);
	if (letters > 0)
		line->tracking = (int) CLAMP (floor ((part * most - ink * line->scale) / letters),
					      -options->tracking_most, options->tracking_most);
	return (double) white - ink * line->scale - letters * line->tracking;
}

static Judged judge_justified (const Fit *fit, const Sums *sums, gint64 white, bool forced)
{
	Judged line = { 0 };
	if (white >= 0 && forced)
		return line; /* its end is filled up */
	double left = share_white (fit->options, sums, white, &line);
	double shrink = (double) sums->shrink, stretch = (double) MAX (sums->stretch, 1);
	line.overfull = left < -shrink - 0.001;
	if (line.overfull)
		line.ratio = -1;
	else
		line.ratio = left < 0 ? left / MAX (shrink, 1) : left / stretch;
	double far = fabs (line.ratio);
	line.badness = line.ratio < 0 ? SHRUNK_BADNESS * far * far * far * far
				      : STRETCHED_BADNESS * far * sqrt (far);
	line.class = class_of (line.ratio);
	return line;
}

static Judged judge (const Fit *fit, const Node *from, gsize end)
{
	Sums sums = line_sums (fit->sums, from->end, end);
	Length measure = measure_of (fit->options, from->line);
	gint64 white = measure + fit->words[from->end].left + fit->words[end - 1].right - sums.width;
	bool forced = is_forced (fit, end);
	if (fit->options->mode != LINES_JUSTIFIED)
		return judge_ragged (white, measure, forced);
	return judge_justified (fit, &sums, white, forced);
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
	if (from->end > 0)
		cost += NEIGHBOUR_COST * (from->class - line->class) * (from->class - line->class);
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
		if (other->class != node->class || !same_line)
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
		       .class = line->class,
		       .cost = from->cost + line_cost (fit, from, end, line),
		       .previous = previous,
		       .ratio = line->ratio,
		       .scale = line->scale,
		       .tracking = line->tracking,
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
	Node start = { .previous = NONE };
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
		(*out)[i] = (LineBreak){ .end = at->end,
					 .ratio = at->ratio,
					 .scale = 1000 + at->scale,
					 .tracking = at->tracking,
					 .width = (Length) line_sums (fit->sums, first, at->end).width,
					 .overfull = at->overfull };
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
		(*out)[line] = (LineBreak){ .end = end,
					    .scale = 1000,
					    .width = (Length) width,
					    .overfull = width > measure_of (fit->options, line) };
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
