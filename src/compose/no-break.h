/* Where Vietnamese text may not be divided, and where it had better not be (penalties).
 *
 * The rules are those of docs/typesetting.md: document codes, counter word + number, dates, units, titles
 * before names, ranges, dashes, abbreviations, end signs. Pure: a string in, penalties out. */
#ifndef SOBAO_COMPOSE_NO_BREAK_H
#define SOBAO_COMPOSE_NO_BREAK_H

#include <glib.h>

/* Fills penalties[i] for every byte i of @text (n_bytes of them): the cost of a line break directly before
 * that byte. LINES_FORBID where there may be no break, LINES_FORCE never; 0 … where there may. Breaks exist
 * at spaces (the cost stands at the first byte after the space) and inside URLs (the cost stands at the byte
 * after the sign). @text is a whole paragraph. */
void no_break_penalties (const char *text, gsize n_bytes, int *penalties);

#endif
