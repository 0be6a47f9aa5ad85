/* Shape: words as glyphs. Each word of a face is shaped once; sizes share the result, which is in font units.
 *
 * Text is shaped word by word, which loses nothing in fonts whose kerning and substitutions leave the space
 * alone (tests/compose/test-fonts.c checks those of fonts.conf). */
#ifndef SOBAO_COMPOSE_SHAPE_H
#define SOBAO_COMPOSE_SHAPE_H

#include "compose/fonts.h"

typedef enum {
	SHAPE_PLAIN = 0,
	SHAPE_NO_LIGATURES = 1 << 0, /* letters are set apart: "fi" must not be one glyph */
	N_SHAPE_FEATURE_SETS = 1 << 1,
} ShapeFeatures;

typedef struct {
	guint32 glyph;
	int x, y; /* offset from the pen; y upward */
	int advance;
} ShapeGlyph;

/* Lengths are in font units. */
typedef struct {
	const char *text; /* n_bytes of it */
	gsize n_bytes;
	ShapeGlyph *glyphs;
	gsize n_glyphs;
	Cluster *clusters; /* in order; bytes and glyphs add up to the whole */
	gsize n_clusters;
	int width;
	int above, below;        /* ink over and under the baseline; both >= 0 */
	const gunichar *missing; /* characters the face has no glyph for */
	gsize n_missing;
} Shape;

typedef struct ShapeCache ShapeCache;

ShapeCache *shape_cache_new (void);
void shape_cache_free (ShapeCache *cache); /* NULL is fine; the shapes die with it */

/* @text (n_bytes, UTF-8, no white space) in @face. Borrowed from the cache. */
const Shape *shape_word (ShapeCache *cache, const Face *face, unsigned features, const char *text,
			 gsize n_bytes);

#endif
