/* Lines: where the lines of one paragraph end. Pure: numbers in, breaks out; no fonts. */
#ifndef SOBAO_COMPOSE_LINES_H
#define SOBAO_COMPOSE_LINES_H

#include "base/arena.h"
#include "base/length.h"

#include <stdbool.h>

#define LINES_FORBID 10000  /* penalty: never break here */
#define LINES_FORCE  -10000 /* penalty: always break here */

/* A word (what can't be divided) and what follows it. Where no break is taken after it, its glue is set;
 * where one is, the glue vanishes. */
typedef struct {
	Length width;
	Length space, stretch,
		shrink;     /* glue after the word; all 0 where two words touch (a break inside a URL) */
	int penalty;        /* cost of ending a line after this word, LINES_FORCE … LINES_FORBID */
	Length letters;     /* what tracking by a whole em would add to its width */
	Length left, right; /* how far it hangs out where it begins a line, where it ends one */
} Word;

typedef enum {
	LINES_JUSTIFIED, /* total fit, Knuth & Plass 1981 */
	LINES_RAGGED,    /* spaces keep their width; lines as even as total fit makes them */
	LINES_BALANCED,  /* the fewest lines, then all of the same length as nearly as can be: headlines */
} LinesMode;

typedef struct {
	LinesMode mode;
	Length (*measure) (gsize line, void *data); /* width of line i: shapes may vary around a float */
	void *data;
	gsize n_shaped;   /* lines before this one may differ in measure; from it on all are alike. 0: all are
			     alike */
	double tolerance; /* greatest stretch ratio of the second pass; 0: the usual */
	Length last_least; /* least natural width of the last line; 0: any */
	int looseness;     /* wanted difference from the best number of lines: -1, 0, +1; met when possible */
	/* Justified lines may be set wider or narrower than natural by this much besides their spaces. */
	int scale_most;    /* horizontal scaling of the glyphs, in thousandths */
	int tracking_most; /* space between letters, in thousandths of an em */
} LinesOptions;

typedef struct {
	gsize end;     /* index after the line's last word */
	double ratio;  /* > 0: of each space's stretch; < 0: of its shrink; 0 in ragged modes */
	int scale;     /* of the glyphs, in thousandths: 1000 is natural */
	int tracking;  /* between letters, in thousandths of an em */
	Length width;  /* natural width, without the glue at the end */
	bool overfull; /* wider than its measure even fully shrunk */
} LineBreak;

/* Choose where the lines of one paragraph end.
 *
 * @words   n_words >= 1 words in order.
 * @out     receives the breaks, allocated in @arena; the last one's end is n_words.
 *
 * Returns the number of lines, always >= 1. Never fails: when no set of breaks fits within the tolerance an
 * emergency pass lets spaces stretch without limit; when even that can't help, the least bad line is returned
 * with .overfull set. No space is shrunk by more than its shrink. Linear in the number of words for usual
 * measures. */
gsize lines_break (const Word *words, gsize n_words, const LinesOptions *options, Arena *arena,
		   LineBreak **out);

#endif
