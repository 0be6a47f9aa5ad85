/* Lengths: the one unit inside sobao.
 *
 * A Length is 1/1024 of a PostScript point (1/72 inch), the unit Pango uses too.
 * Integers make two machines agree on every page. Convert at the edges only. */
#ifndef SOBAO_BASE_LENGTH_H
#define SOBAO_BASE_LENGTH_H

typedef int Length;

#define PT(x) ((Length) ((x) *1024.0 + ((x) < 0 ? -0.5 : 0.5)))
#define MM(x) PT ((x) *72.0 / 25.4)

static inline double length_to_pt (Length length)
{
	return length / 1024.0;
}

static inline double length_to_mm (Length length)
{
	return length / 1024.0 * 25.4 / 72.0;
}

/* The whole multiples of @step that are needed to cover @length; 0 for lengths below 1. */
static inline int length_steps (Length length, Length step)
{
	return length <= 0 ? 0 : (length + step - 1) / step;
}

#endif
