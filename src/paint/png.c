#include "paint/parts.h"

#include <glib/gi18n.h>
#include <png.h>

/* cairo's pixels carry their colours already multiplied by their alpha. */
static void multiply_row (guint32 *row, int width)
{
	for (int x = 0; x < width; x++) {
		guint32 alpha = row[x] >> 24, pixel = alpha;
		for (int shift = 16; shift >= 0; shift -= 8)
			pixel = pixel << 8 | (((row[x] >> shift) & 0xFF) * alpha + 127) / 255;
		row[x] = pixel;
	}
}

static cairo_surface_t *read_pixels (png_image *image, bool has_alpha)
{
	cairo_format_t format = has_alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24;
	cairo_surface_t *surface =
		cairo_image_surface_create (format, (int) image->width, (int) image->height);
	if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS) {
		png_image_free (image);
		return surface;
	}
	cairo_surface_flush (surface);
	guchar *pixels = cairo_image_surface_get_data (surface);
	int stride = cairo_image_surface_get_stride (surface);
	image->format = G_BYTE_ORDER == G_LITTLE_ENDIAN ? PNG_FORMAT_BGRA : PNG_FORMAT_ARGB;
	if (!png_image_finish_read (image, NULL, pixels, stride, NULL)) {
		cairo_surface_destroy (surface);
		return NULL;
	}
	for (guint y = 0; has_alpha && y < image->height; y++)
		multiply_row ((guint32 *) (void *) (pixels + (gsize) y * (gsize) stride), (int) image->width);
	cairo_surface_mark_dirty (surface);
	return surface;
}

cairo_surface_t *paint_png_decode (const guchar *data, gsize size, char **problem)
{
	png_image image = { .version = PNG_IMAGE_VERSION };
	if (!png_image_begin_read_from_memory (&image, data, size)) {
		*problem = g_strdup (image.message);
		return NULL;
	}
	if ((guint64) image.width * image.height > MOST_PNG_PIXELS) {
		*problem = g_strdup_printf (_ ("%u × %u pixels are too many: reduce it below %d million"),
					    image.width, image.height, MOST_PNG_PIXELS / 1000000);
		png_image_free (&image);
		return NULL;
	}
	image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB; /* 16-bit files are not linear unless they say so */
	cairo_surface_t *surface = read_pixels (&image, (image.format & PNG_FORMAT_FLAG_ALPHA) != 0);
	if (surface == NULL)
		*problem = g_strdup (image.message);
	return surface;
}
