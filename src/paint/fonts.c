/* Fonts by file and face index; no fontconfig, so that nothing is ever substituted. */
#include "paint/parts.h"

#include <cairo-ft.h>
#include <glib/gi18n.h>

/* cairo's caches may keep a face after the painter is gone: every face holds the library. */
typedef struct {
	FT_Library library;
} Library;

typedef struct {
	FT_Face face;
	Library *library;
} Loaded;

struct PaintFonts {
	Library *library;
	GPtrArray *faces; /* cairo_font_face_t */
};

static const cairo_user_data_key_t face_key;

static void stop_library (void *data)
{
	FT_Done_FreeType (((Library *) data)->library);
}

static void release_face (void *data)
{
	Loaded *loaded = data;
	FT_Done_Face (loaded->face);
	g_atomic_rc_box_release_full (loaded->library, stop_library);
	g_free (loaded);
}

static cairo_font_face_t *wrap_face (Library *library, FT_Face face)
{
	cairo_font_face_t *wrapped = cairo_ft_font_face_create_for_ft_face (face, FT_LOAD_NO_HINTING);
	Loaded *loaded = g_new (Loaded, 1);
	*loaded = (Loaded){ face, g_atomic_rc_box_acquire (library) };
	if (cairo_font_face_set_user_data (wrapped, &face_key, loaded, release_face) !=
	    CAIRO_STATUS_SUCCESS) {
		cairo_font_face_destroy (wrapped);
		release_face (loaded);
		return NULL;
	}
	return wrapped;
}

static cairo_font_face_t *load_face (Library *library, const PageFont *font, GError **error)
{
	FT_Face face;
	cairo_font_face_t *wrapped = NULL;
	if (FT_New_Face (library->library, font->file, font->index, &face) == 0) {
		if (FT_IS_SCALABLE (face))
			wrapped = wrap_face (library, face);
		else
			FT_Done_Face (face);
	}
	if (wrapped == NULL)
		g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
			     _ ("%s: can't be used as a font (face %d): reinstall its package"), font->file,
			     font->index);
	return wrapped;
}

static void destroy_face (void *face)
{
	cairo_font_face_destroy (face);
}

static Library *start_library (GError **error)
{
	FT_Library started;
	if (FT_Init_FreeType (&started) != 0) {
		g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _ ("the font library does not start"));
		return NULL;
	}
	Library *library = g_atomic_rc_box_new0 (Library);
	library->library = started;
	return library;
}

PaintFonts *paint_fonts_new (const Pages *pages, GError **error)
{
	g_autoptr (PaintFonts) fonts = g_new0 (PaintFonts, 1);
	fonts->faces = g_ptr_array_new_with_free_func (destroy_face);
	fonts->library = start_library (error);
	if (fonts->library == NULL)
		return NULL;
	for (guint i = 0; i < pages->fonts->len; i++) {
		cairo_font_face_t *face = load_face (fonts->library, pages_font (pages, i), error);
		if (face == NULL)
			return NULL;
		g_ptr_array_add (fonts->faces, face);
	}
	return g_steal_pointer (&fonts);
}

void paint_fonts_free (PaintFonts *fonts)
{
	if (fonts == NULL)
		return;
	g_ptr_array_unref (fonts->faces);
	if (fonts->library != NULL)
		g_atomic_rc_box_release_full (fonts->library, stop_library);
	g_free (fonts);
}

cairo_font_face_t *paint_fonts_face (const PaintFonts *fonts, int font)
{
	return g_ptr_array_index (fonts->faces, (guint) font);
}
