#include "paint/paint.h"
#include "paint/parts.h"

#include <glib/gi18n.h>

typedef struct {
	const guchar *data;
	gsize size;
	double width, height; /* of the stored picture, in the surface's units */
	GMappedFile *file;
} Source;

GQuark paint_error_quark (void)
{
	return g_quark_from_static_string ("sobao-paint-error");
}

static bool refuse (const PagePicture *picture, const char *problem, GError **error)
{
	g_autofree char *place =
		picture->place.line == 0
			? g_strdup ("")
			: g_strdup_printf ("%s:%d:%d: %s: ", picture->place.file, picture->place.line,
					   picture->place.column, _ ("error"));
	g_set_error (error, PAINT_ERROR, PAINT_ERROR_PICTURE, "%s%s: %s", place, picture->name, problem);
	return false;
}

static bool open_source (const PagePicture *picture, Source *source, GError **error)
{
	source->file = g_mapped_file_new (picture->path, FALSE, error);
	if (source->file == NULL)
		return false;
	source->data = (const guchar *) g_mapped_file_get_contents (source->file);
	source->size = g_mapped_file_get_length (source->file);
	if (source->data == NULL || source->size == 0)
		return refuse (picture, _ ("the file is empty"), error);
	if (source->size > MOST_FILE_BYTES)
		return refuse (picture, _ ("the file is too large"), error);
	return true;
}

/* EXIF orientation: the stored picture's unit square to the turned one's. */
static const cairo_matrix_t turns[9] = {
	[1] = { 1, 0, 0, 1, 0, 0 },   [2] = { -1, 0, 0, 1, 1, 0 }, [3] = { -1, 0, 0, -1, 1, 1 },
	[4] = { 1, 0, 0, -1, 0, 1 },  [5] = { 0, 1, 1, 0, 0, 0 },  [6] = { 0, 1, -1, 0, 1, 0 },
	[7] = { 0, -1, -1, 0, 1, 1 }, [8] = { 0, -1, 1, 0, 0, 1 },
};

static int orientation_of (const PagePicture *picture)
{
	int orientation = picture->image.orientation;
	return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

/* ---- A JPEG goes into the PDF as it is ---- */

static void release_file (void *file)
{
	g_mapped_file_unref (file);
}

static cairo_status_t attach_file (cairo_surface_t *surface, const Source *source)
{
	cairo_status_t status =
		cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, source->data, source->size,
					     release_file, g_mapped_file_ref (source->file));
	if (status != CAIRO_STATUS_SUCCESS)
		g_mapped_file_unref (source->file);
	return status;
}

/* The same picture is stored once however many pages show it. But cairo 1.16 writes a page's resource twice
 * when one picture is painted twice on it, so each use on one page has its own name. */
static cairo_status_t name_surface (cairo_surface_t *surface, const PagePicture *picture, int use)
{
	char *name = g_strdup_printf ("%d %s", use, picture->path);
	cairo_status_t status = cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_UNIQUE_ID,
							     (guchar *) name, strlen (name), g_free, name);
	if (status != CAIRO_STATUS_SUCCESS)
		g_free (name);
	return status;
}

/* No pixels are needed: a recording that shows nothing, with the file beside it. */
static cairo_surface_t *wrap_jpeg (const Source *source)
{
	cairo_rectangle_t extents = { 0, 0, source->width, source->height };
	cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, &extents);
	attach_file (surface, source);
	return surface;
}

/* ---- Decoding ---- */

/* How many device dots the whole stored picture would cover. */
static void wanted_pixels (const Item *item, double dots, double *width, double *height)
{
	const PagePicture *picture = item->detail;
	double wide = length_to_pt (item->width) * dots * 1000 / picture->crop_width;
	double high = length_to_pt (item->height) * dots * 1000 / picture->crop_height;
	bool lies = orientation_of (picture) >= 5;
	*width = lies ? high : wide;
	*height = lies ? wide : high;
}

static cairo_surface_t *decode_jpeg (const Item *item, const Source *source, double dots, char **problem)
{
	double width, height;
	wanted_pixels (item, dots, &width, &height);
	return paint_jpeg_decode (source->data, source->size, width, height, problem);
}

static cairo_surface_t *make_jpeg (const Item *item, Source *source, double dots, char **problem)
{
	PaintJpeg facts;
	const char *damage = paint_jpeg_check (source->data, source->size, &facts);
	if (damage != NULL) {
		*problem = g_strdup (damage);
		return NULL;
	}
	source->width = facts.width;
	source->height = facts.height;
	return dots > 0 ? decode_jpeg (item, source, dots, problem) : wrap_jpeg (source);
}

static cairo_surface_t *make_surface (const Item *item, Source *source, double dots, char **problem)
{
	const PagePicture *picture = item->detail;
	cairo_surface_t *surface = NULL;
	if (picture->image.format == IMAGE_JPEG)
		surface = make_jpeg (item, source, dots, problem);
	else if (picture->image.format == IMAGE_PNG)
		surface = paint_png_decode (source->data, source->size, problem);
	else
		*problem = g_strdup (_ ("neither a JPEG nor a PNG file"));
	if (surface != NULL && cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_IMAGE) {
		source->width = cairo_image_surface_get_width (surface);
		source->height = cairo_image_surface_get_height (surface);
	}
	return surface;
}

/* ---- Placing ---- */

/* From the stored picture's pixels to the page. */
static void place (cairo_t *cr, const Item *item, const Source *source)
{
	const PagePicture *picture = item->detail;
	cairo_translate (cr, length_to_pt (item->x), length_to_pt (item->y));
	cairo_scale (cr, length_to_pt (item->width) * 1000 / picture->crop_width,
		     length_to_pt (item->height) * 1000 / picture->crop_height);
	cairo_translate (cr, -picture->crop_x / 1000.0, -picture->crop_y / 1000.0);
	cairo_transform (cr, &turns[orientation_of (picture)]);
	cairo_scale (cr, 1 / source->width, 1 / source->height);
}

static void draw (cairo_t *cr, const Item *item, const Source *source, cairo_surface_t *surface,
		  bool as_pixels)
{
	cairo_save (cr);
	cairo_rectangle (cr, length_to_pt (item->x), length_to_pt (item->y), length_to_pt (item->width),
			 length_to_pt (item->height));
	place (cr, item, source);
	cairo_set_source_surface (cr, surface, 0, 0);
	/* FAST in a PDF: no /Interpolate, which archives refuse */
	cairo_pattern_set_filter (cairo_get_source (cr), as_pixels ? CAIRO_FILTER_GOOD : CAIRO_FILTER_FAST);
	cairo_fill (cr);
	cairo_restore (cr);
}

static bool draw_source (cairo_t *cr, const Item *item, Source *source, double dots, int use, GError **error)
{
	const PagePicture *picture = item->detail;
	g_autofree char *problem = NULL;
	g_autoptr (cairo_surface_t) surface = make_surface (item, source, dots, &problem);
	if (surface == NULL)
		return refuse (picture, problem, error);
	if (dots == 0)
		name_surface (surface, picture, use);
	if (!paint_set_cairo_error (cairo_surface_status (surface), picture->name, error))
		return false;
	draw (cr, item, source, surface, dots > 0);
	return true;
}

bool paint_picture (cairo_t *cr, const Item *item, double dots, int use, GError **error)
{
	const PagePicture *picture = item->detail;
	if (item->width <= 0 || item->height <= 0)
		return true;
	if (picture->crop_width <= 0 || picture->crop_height <= 0)
		return refuse (picture, _ ("nothing of the picture is left to show"), error);
	Source source = { 0 };
	bool done =
		open_source (picture, &source, error) && draw_source (cr, item, &source, dots, use, error);
	if (source.file != NULL)
		g_mapped_file_unref (source.file);
	return done;
}
