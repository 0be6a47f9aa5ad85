/* Fonts: the faces a build may use, from fonts/fonts.conf alone. */
#ifndef SOBAO_COMPOSE_FONTS_H
#define SOBAO_COMPOSE_FONTS_H

#include "base/diag.h"
#include "model/pages.h"

#include <hb.h>

typedef struct Fonts Fonts;

/* One face of a file, scaled to its units per em: one entry serves all sizes. */
typedef struct {
	const char *family, *file;
	int index, weight;
	bool italic;
	hb_font_t *font; /* scale: units_per_em */
	int units_per_em;
	int ascender, descender, cap_height, x_height; /* font units, upward positive */
	int space;                                     /* advance of U+0020 */
	int id;                                        /* 0, 1, … in order of first use */
	int page_font;                                 /* index into Pages.fonts */
} Face;

/* @pages gets every face in use with pages_add_font. */
Fonts *fonts_new (Pages *pages, GError **error);
void fonts_free (Fonts *fonts);

/* The face of exactly that family (a fallback of another family is refused: DIAG_MISSING_FONT), nearest
 * weight, with italics when asked. At its first use a face is checked for all 134 Vietnamese letters. NULL
 * after a complaint. */
const Face *fonts_face (Fonts *fonts, const char *family, int weight, bool italic, const Place *place,
			Diag *diag);

/* Highest ink over the baseline and lowest below it (both positive) of shaped @text at @size. */
void fonts_ink (const Face *face, Length size, const char *text, Length *above, Length *below);

#endif
