#include "compose/fonts.h"

#include "compose/shape.h"

#include "base/file.h"
#include "base/text.h"

#include <fontconfig/fontconfig.h>
#include <glib/gi18n.h>
#include <hb-ot.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>
#include <string.h>

/* What was asked for, and what it came to. @face is NULL when it was refused, so that each refusal is told
 * once. */
typedef struct {
	const char *family;
	int weight;
	bool italic;
	Face *face;
	const Diag *told; /* who heard of a refusal: a trial's complaints may be thrown away */
} Request;

/* What one fonts.conf gives. Opened once and kept for the program's life: Pango goes on sorting fonts in a
 * thread of its own that no map waits for. */
typedef struct {
	FcConfig *config;
	PangoFontMap *map;
	PangoContext *context;
} Library;

struct Fonts {
	Pages *pages;
	const Library *library;
	GArray *requests; /* Request */
	GPtrArray *faces; /* Face, each once */
};

/* Where a family that is not installed comes from. */
static const struct {
	const char *family, *package;
} packages[] = {
	{ "Gentium Book Plus", "fonts-sil-gentiumplus" },
	{ "Gentium Plus", "fonts-sil-gentiumplus" },
	{ "Roboto", "fonts-roboto-unhinted" },
	{ "Roboto Condensed", "fonts-roboto-unhinted" },
	{ "Roboto Slab", "fonts-roboto-slab" },
	{ "Noto Serif", "fonts-noto-core" },
	{ "Noto Serif Display", "fonts-noto-core" },
	{ "Noto Sans", "fonts-noto-core" },
	{ "Charis SIL", "fonts-sil-charis" },
	{ "Vollkorn", "fonts-vollkorn" },
	{ "TeX Gyre Termes", "fonts-texgyre" },
	{ "TeX Gyre Pagella", "fonts-texgyre" },
	{ "TeX Gyre Schola", "fonts-texgyre" },
	{ "TeX Gyre Bonum", "fonts-texgyre" },
	{ "TeX Gyre Heros", "fonts-texgyre" },
	{ "Liberation Serif", "fonts-liberation2" },
	{ "Liberation Sans", "fonts-liberation2" },
	{ "Open Sans", "fonts-open-sans" },
	{ "Lato", "fonts-lato" },
	{ "Inter", "fonts-inter" },
	{ "Carlito", "fonts-crosextra-carlito" },
};

static const char *family_package (const char *family)
{
	for (gsize i = 0; i < G_N_ELEMENTS (packages); i++)
		if (g_ascii_strcasecmp (packages[i].family, family) == 0)
			return packages[i].package;
	return NULL;
}

/* ---- Start and end ------------------------------------------------------------ */

static FcConfig *load_config (const char *path, GError **error)
{
	FcConfig *config = FcConfigCreate ();
	if (FcConfigParseAndLoad (config, (const FcChar8 *) path, FcTrue) && FcConfigBuildFonts (config))
		return config;
	g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("%s: not a font configuration"), path);
	FcConfigDestroy (config);
	return NULL;
}

static Library *library_open (const char *path, GError **error)
{
	FcConfig *config = load_config (path, error);
	if (config == NULL)
		return NULL;
	/* Pango starts fontconfig's default configuration in the background whatever map it is given. Making
	 * ours the default keeps the machine's own fonts out, and the list is read once. */
	FcConfigSetCurrent (config);
	Library *library = g_new0 (Library, 1);
	library->config = config;
	library->map = pango_ft2_font_map_new ();
	pango_fc_font_map_set_config (PANGO_FC_FONT_MAP (library->map), config);
	library->context = pango_font_map_create_context (library->map);
	return library;
}

static const Library *library_get (GError **error)
{
	static GHashTable *libraries; /* path → Library */
	if (libraries == NULL)
		libraries = g_hash_table_new (g_str_hash, g_str_equal);
	g_autofree char *path = file_data ("fonts/fonts.conf");
	if (path == NULL) {
		g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
			     _ ("fonts/fonts.conf is missing from sobao's own files"));
		return NULL;
	}
	Library *library = g_hash_table_lookup (libraries, path);
	if (library == NULL && (library = library_open (path, error)) != NULL)
		g_hash_table_insert (libraries, g_steal_pointer (&path), library);
	return library;
}

Fonts *fonts_new (Pages *pages, GError **error)
{
	const Library *library = library_get (error);
	if (library == NULL)
		return NULL;
	Fonts *fonts = g_new0 (Fonts, 1);
	fonts->pages = pages;
	fonts->library = library;
	fonts->requests = g_array_new (FALSE, FALSE, sizeof (Request));
	fonts->faces = g_ptr_array_new ();
	return fonts;
}

void fonts_free (Fonts *fonts)
{
	if (fonts == NULL)
		return;
	for (guint i = 0; i < fonts->faces->len; i++)
		hb_font_destroy (((Face *) g_ptr_array_index (fonts->faces, i))->font);
	g_ptr_array_unref (fonts->faces);
	g_array_unref (fonts->requests);
	g_free (fonts);
}

#ifdef __has_feature
#define CHECKED_FOR_LEAKS __has_feature (address_sanitizer) /* clang */
#elif defined(__SANITIZE_ADDRESS__)
#define CHECKED_FOR_LEAKS 1 /* gcc */
#else
#define CHECKED_FOR_LEAKS 0
#endif

#if CHECKED_FOR_LEAKS
/* Fontconfig keeps its pointers as offsets, which the leak checker can't follow: all that lives looks lost to
 * it. */
const char *__lsan_default_suppressions (void);
const char *__lsan_default_suppressions (void)
{
	return "leak:libfontconfig\n";
}
#endif

/* ---- Matching ------------------------------------------------------------------- */

/* A family is set as such: parsed from a string, "Roboto Condensed 12" would become Roboto. */
static PangoFont *match (const Library *library, const Request *request)
{
	PangoFontDescription *description = pango_font_description_new ();
	pango_font_description_set_family (description, request->family);
	pango_font_description_set_weight (description, (PangoWeight) request->weight);
	pango_font_description_set_style (description,
					  request->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
	pango_font_description_set_size (description, 10 * PANGO_SCALE);
	PangoFont *font = pango_font_map_load_font (library->map, library->context, description);
	pango_font_description_free (description);
	return font;
}

static bool has_family (const FcPattern *pattern, const char *family)
{
	FcChar8 *name;
	for (int i = 0; FcPatternGetString (pattern, FC_FAMILY, i, &name) == FcResultMatch; i++)
		if (FcStrCmpIgnoreCase (name, (const FcChar8 *) family) == 0)
			return true;
	return false;
}

static int pattern_integer (const FcPattern *pattern, const char *object)
{
	int value = 0;
	FcPatternGetInteger (pattern, object, 0, &value);
	return value;
}

static int pattern_weight (const FcPattern *pattern)
{
	double weight = FC_WEIGHT_REGULAR;
	FcPatternGetDouble (pattern, FC_WEIGHT, 0, &weight);
	return (int) (FcWeightToOpenTypeDouble (weight) + 0.5);
}

static bool is_italic (const FcPattern *pattern)
{
	return pattern_integer (pattern, FC_SLANT) != FC_SLANT_ROMAN;
}

/* How far a face's weight is from the one asked for, on fontconfig's scale, which is finer among the middle
 * weights. */
static double weight_distance (const FcPattern *pattern, int weight)
{
	double has = FC_WEIGHT_REGULAR;
	FcPatternGetDouble (pattern, FC_WEIGHT, 0, &has);
	return ABS (has - FcWeightFromOpenTypeDouble (weight));
}

/* Has the family a face of the same slant and width that is nearer to the weight asked for? */
static bool has_nearer (const Library *library, const Request *request, const FcPattern *got)
{
	double distance = weight_distance (got, request->weight);
	const FcFontSet *all = FcConfigGetFonts (library->config, FcSetSystem);
	for (int i = 0; all != NULL && i < all->nfont; i++) {
		const FcPattern *other = all->fonts[i];
		if (has_family (other, request->family) && is_italic (other) == request->italic &&
		    pattern_integer (other, FC_WIDTH) == pattern_integer (got, FC_WIDTH) &&
		    weight_distance (other, request->weight) < distance)
			return true;
	}
	return false;
}

static void complain_missing (const Request *request, const Place *place, Diag *diag, const char *slant)
{
	const char *package = family_package (request->family);
	if (package == NULL)
		diag_add (diag, DIAG_MISSING_FONT, place, "\"%s\"%s", request->family, slant);
	else
		diag_add (diag, DIAG_MISSING_FONT, place, _ ("\"%s\"%s, of the Debian package %s"),
			  request->family, slant, package);
}

/* Is what Pango matched the very family and slant, and the nearest weight? Complains when it is not. */
static bool is_wanted (const Library *library, const Request *request, const FcPattern *got,
		       const Place *place, Diag *diag)
{
	if (got == NULL || !has_family (got, request->family)) {
		complain_missing (request, place, diag, "");
		return false;
	}
	if (is_italic (got) != request->italic || has_nearer (library, request, got)) {
		complain_missing (request, place, diag, request->italic ? _ (" in italics") : _ (" upright"));
		return false;
	}
	return true;
}

/* ---- Faces ------------------------------------------------------------------------ */

static int metric (hb_font_t *font, hb_ot_metrics_tag_t tag, gunichar or_height_of)
{
	hb_position_t value;
	if (hb_ot_metrics_get_position (font, tag, &value))
		return value;
	hb_codepoint_t glyph;
	hb_glyph_extents_t extents;
	if (or_height_of != 0 && hb_font_get_nominal_glyph (font, or_height_of, &glyph) &&
	    hb_font_get_glyph_extents (font, glyph, &extents))
		return extents.y_bearing;
	return 0;
}

static void measure_face (Face *face)
{
	hb_font_t *font = face->font;
	face->ascender = metric (font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, 0x1ed6);
	face->descender = metric (font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, 0);
	face->cap_height = metric (font, HB_OT_METRICS_TAG_CAP_HEIGHT, 'H');
	face->x_height = metric (font, HB_OT_METRICS_TAG_X_HEIGHT, 'x');
	hb_codepoint_t glyph;
	face->space = hb_font_get_nominal_glyph (font, ' ', &glyph)
			      ? hb_font_get_glyph_h_advance (font, glyph)
			      : face->units_per_em / 4;
}

static Face *find_face (const Fonts *fonts, const char *file, int index)
{
	for (guint i = 0; i < fonts->faces->len; i++) {
		Face *face = g_ptr_array_index (fonts->faces, i);
		if (face->index == index && strcmp (face->file, file) == 0)
			return face;
	}
	return NULL;
}

static Face *add_face (Fonts *fonts, const Request *request, PangoFont *matched, const FcPattern *pattern,
		       const char *file)
{
	Arena *arena = fonts->pages->arena;
	Face *face = arena_new_array (arena, Face, 1);
	face->family = arena_strdup (arena, request->family);
	face->file = arena_strdup (arena, file);
	face->index = pattern_integer (pattern, FC_INDEX);
	face->weight = pattern_weight (pattern);
	face->italic = is_italic (pattern);
	hb_face_t *data = hb_font_get_face (pango_font_get_hb_font (matched));
	face->font = hb_font_create (data);
	face->units_per_em = (int) hb_face_get_upem (data);
	hb_font_set_scale (face->font, face->units_per_em, face->units_per_em);
	measure_face (face);
	face->id = (int) fonts->faces->len;
	face->page_font = pages_add_font (fonts->pages, face->file, face->index, face->family);
	g_ptr_array_add (fonts->faces, face);
	return face;
}

static void check_letters (const Face *face, const Place *place, Diag *diag)
{
	g_autoptr (GString) lacking = g_string_new (NULL);
	for (const char *letter = text_vietnamese_letters; *letter != '\0';
	     letter = g_utf8_next_char (letter)) {
		hb_codepoint_t glyph;
		if (!hb_font_get_nominal_glyph (face->font, g_utf8_get_char (letter), &glyph))
			g_string_append_unichar (lacking, g_utf8_get_char (letter));
	}
	g_autofree char *name = g_path_get_basename (face->file);
	if (lacking->len > 0)
		diag_add (diag, DIAG_FONT_LACKS_VIETNAMESE, place, "%s: %s", name, lacking->str);
}

static Face *load_face (Fonts *fonts, const Request *request, const Place *place, Diag *diag)
{
	g_autoptr (PangoFont) matched = match (fonts->library, request);
	const FcPattern *pattern =
		matched == NULL ? NULL : pango_fc_font_get_pattern (PANGO_FC_FONT (matched));
	FcChar8 *file;
	if (!is_wanted (fonts->library, request, pattern, place, diag) ||
	    FcPatternGetString (pattern, FC_FILE, 0, &file) != FcResultMatch)
		return NULL;
	Face *face = find_face (fonts, (const char *) file, pattern_integer (pattern, FC_INDEX));
	if (face == NULL) {
		face = add_face (fonts, request, matched, pattern, (const char *) file);
		check_letters (face, place, diag);
	}
	return face;
}

const Face *fonts_face (Fonts *fonts, const char *family, int weight, bool italic, const Place *place,
			Diag *diag)
{
	for (guint i = 0; i < fonts->requests->len; i++) {
		const Request *known = &g_array_index (fonts->requests, Request, i);
		if (known->weight != weight || known->italic != italic || strcmp (known->family, family) != 0)
			continue;
		if (known->face != NULL || known->told == diag)
			return known->face;
	}
	Request request = { arena_strdup (fonts->pages->arena, family), weight, italic, NULL, diag };
	request.face = load_face (fonts, &request, place, diag);
	g_array_append_val (fonts->requests, request);
	return request.face;
}

void fonts_ink (const Face *face, Length size, const char *text, Length *above, Length *below)
{
	ShapeCache *cache = shape_cache_new ();
	const Shape *shape = shape_word (cache, face, SHAPE_PLAIN, text, strlen (text));
	*above = (Length) (((gint64) shape->above * size + face->units_per_em - 1) / face->units_per_em);
	*below = (Length) (((gint64) shape->below * size + face->units_per_em - 1) / face->units_per_em);
	shape_cache_free (cache);
}
