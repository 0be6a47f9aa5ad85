#include "compose/shape.h"

#include "base/arena.h"

#include <string.h>

typedef struct {
	int face;
	unsigned features;
	gsize n_bytes;
	const char *text;
} Key;

struct ShapeCache {
	Arena *arena;
	GHashTable *shapes; /* Key → Shape, both in the arena */
	hb_buffer_t *buffer;
	hb_language_t language;
};

static const hb_feature_t no_ligatures[] = {
	{ HB_TAG ('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
	{ HB_TAG ('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
};

static const struct {
	const hb_feature_t *list;
	unsigned n;
} feature_sets[N_SHAPE_FEATURE_SETS] = {
	[SHAPE_NO_LIGATURES] = { no_ligatures, G_N_ELEMENTS (no_ligatures) },
};

/* FNV-1a. */
static guint key_hash (gconstpointer data)
{
	const Key *key = data;
	guint hash = 2166136261u ^ (guint) key->face ^ key->features << 16;
	for (gsize i = 0; i < key->n_bytes; i++)
		hash = (hash ^ (guchar) key->text[i]) * 16777619u;
	return hash;
}

static gboolean key_equal (gconstpointer a, gconstpointer b)
{
	const Key *x = a, *y = b;
	return x->face == y->face && x->features == y->features && x->n_bytes == y->n_bytes &&
	       memcmp (x->text, y->text, x->n_bytes) == 0;
}

ShapeCache *shape_cache_new (void)
{
	ShapeCache *cache = g_new0 (ShapeCache, 1);
	cache->arena = arena_new ();
	cache->shapes = g_hash_table_new (key_hash, key_equal);
	cache->buffer = hb_buffer_create ();
	cache->language = hb_language_from_string ("vi", -1);
	return cache;
}

void shape_cache_free (ShapeCache *cache)
{
	if (cache == NULL)
		return;
	hb_buffer_destroy (cache->buffer);
	g_hash_table_unref (cache->shapes);
	arena_free (cache->arena);
	g_free (cache);
}

/* Figures and signs alone have no script of their own: they are Latin here, so that "2020" is kerned as "năm"
 * is. Always left to right: clusters must follow the text. */
static void run_shaper (ShapeCache *cache, const Face *face, unsigned features, const char *text,
			gsize n_bytes)
{
	hb_buffer_t *buffer = cache->buffer;
	hb_buffer_clear_contents (buffer);
	hb_buffer_add_utf8 (buffer, text, (int) n_bytes, 0, (int) n_bytes);
	hb_buffer_set_language (buffer, cache->language);
	hb_buffer_set_direction (buffer, HB_DIRECTION_LTR);
	hb_buffer_guess_segment_properties (buffer);
	if (hb_buffer_get_script (buffer) == HB_SCRIPT_INVALID)
		hb_buffer_set_script (buffer, HB_SCRIPT_LATIN);
	hb_shape (face->font, buffer, feature_sets[features].list, feature_sets[features].n);
}

static void take_glyphs (Shape *shape, ShapeCache *cache, const Face *face)
{
	unsigned n;
	const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos (cache->buffer, &n);
	const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions (cache->buffer, &n);
	shape->n_glyphs = n;
	shape->glyphs = arena_new_array (cache->arena, ShapeGlyph, n);
	for (unsigned i = 0; i < n; i++) {
		const hb_glyph_position_t *at = &positions[i];
		shape->glyphs[i] =
			(ShapeGlyph){ infos[i].codepoint, at->x_offset, at->y_offset, at->x_advance };
		shape->width += at->x_advance;
		hb_glyph_extents_t ink;
		if (!hb_font_get_glyph_extents (face->font, infos[i].codepoint, &ink) || ink.height == 0)
			continue;
		shape->above = MAX (shape->above, at->y_offset + ink.y_bearing);
		shape->below = MAX (shape->below, -(at->y_offset + ink.y_bearing + ink.height));
	}
}

/* A cluster counts to 255; a letter under a heap of marks is told as several. */
static void add_cluster (GArray *clusters, const char *text, gsize n_bytes, gsize n_glyphs)
{
	while (n_bytes > 0 || n_glyphs > 0) {
		gsize bytes = MIN (n_bytes, 255);
		while (bytes < n_bytes && ((guchar) text[bytes] & 0xc0) == 0x80)
			bytes--;
		Cluster cluster = { (guint8) bytes, (guint8) MIN (n_glyphs, 255) };
		g_array_append_val (clusters, cluster);
		text += bytes;
		n_bytes -= bytes;
		n_glyphs -= cluster.n_glyphs;
	}
}

static void add_missing (GArray *missing, const Face *face, const char *text, const char *end)
{
	for (; text < end; text = g_utf8_next_char (text)) {
		gunichar character = g_utf8_get_char (text);
		hb_codepoint_t glyph;
		if (!hb_font_get_nominal_glyph (face->font, character, &glyph))
			g_array_append_val (missing, character);
	}
}

static void take_clusters (Shape *shape, ShapeCache *cache, const Face *face)
{
	unsigned n;
	const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos (cache->buffer, &n);
	g_autoptr (GArray) clusters = g_array_new (FALSE, FALSE, sizeof (Cluster));
	g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (gunichar));
	for (unsigned first = 0, next; first < n; first = next) {
		bool unknown = false;
		for (next = first; next < n && infos[next].cluster == infos[first].cluster; next++)
			unknown = unknown || infos[next].codepoint == 0;
		gsize start = infos[first].cluster, end = next < n ? infos[next].cluster : shape->n_bytes;
		add_cluster (clusters, shape->text + start, end - start, next - first);
		if (unknown)
			add_missing (missing, face, shape->text + start, shape->text + end);
	}
	shape->n_clusters = clusters->len;
	shape->clusters = arena_copy_array (cache->arena, Cluster, clusters);
	shape->n_missing = missing->len;
	shape->missing = arena_copy_array (cache->arena, gunichar, missing);
}

const Shape *shape_word (ShapeCache *cache, const Face *face, unsigned features, const char *text,
			 gsize n_bytes)
{
	Key key = { face->id, features, n_bytes, text };
	Shape *shape = g_hash_table_lookup (cache->shapes, &key);
	if (shape != NULL)
		return shape;
	shape = arena_new_array (cache->arena, Shape, 1);
	shape->n_bytes = n_bytes;
	shape->text = key.text = arena_strndup (cache->arena, text, n_bytes);
	run_shaper (cache, face, features, shape->text, n_bytes);
	take_glyphs (shape, cache, face);
	take_clusters (shape, cache, face);
	g_hash_table_insert (cache->shapes, arena_copy (cache->arena, &key, sizeof key), shape);
	return shape;
}
