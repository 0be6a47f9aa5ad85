/* PNG: the chunks of ISO/IEC 15948, as far as IHDR, IDAT and IEND. */
#include "read/read-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define SIGNATURE   8
#define MOST_CHUNKS 1000000

enum { GRAY = 0, RGB = 2, PALETTE = 3, GRAY_ALPHA = 4, RGB_ALPHA = 6 };

/* Depths that a colour type allows, as bits. */
static const struct {
	guint depths;
	int n_components;
} types[] = {
	[GRAY] = { 1 | 2 | 4 | 8 | 16, 1 }, [RGB] = { 8 | 16, 3 },       [PALETTE] = { 1 | 2 | 4 | 8, 3 },
	[GRAY_ALPHA] = { 8 | 16, 1 },       [RGB_ALPHA] = { 8 | 16, 3 },
};

static bool refuse (const char **problem, const char *why)
{
	*problem = why;
	return false;
}

static guint32 big32 (const guint8 *data)
{
	return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

static bool read_header (const guint8 *chunk, guint32 size, ImageInfo *image, const char **problem)
{
	if (size != 13 || memcmp (chunk + 4, "IHDR", 4) != 0)
		return refuse (problem, _ ("the PNG file is damaged"));
	const guint8 *data = chunk + 8;
	guint8 depth = data[8], type = data[9];
	if (type >= G_N_ELEMENTS (types) || depth == 0 || (depth & (depth - 1)) != 0 ||
	    !(types[type].depths & depth))
		return refuse (problem, _ ("the PNG file is damaged"));
	image->width = (int) MIN (big32 (data), G_MAXINT32);
	image->height = (int) MIN (big32 (data + 4), G_MAXINT32);
	image->n_components = types[type].n_components;
	image->format = IMAGE_PNG;
	return true;
}

bool read_png (Bytes bytes, ImageInfo *image, const char **problem)
{
	bool has_data = false;
	gsize at = SIGNATURE;
	for (int n_chunks = 0; at + 12 <= bytes.size && n_chunks < MOST_CHUNKS; n_chunks++) {
		const guint8 *chunk = bytes.data + at;
		guint32 size = big32 (chunk);
		if (size > bytes.size - at - 12)
			break;
		if (n_chunks == 0 && !read_header (chunk, size, image, problem))
			return false;
		has_data |= memcmp (chunk + 4, "IDAT", 4) == 0;
		if (memcmp (chunk + 4, "IEND", 4) == 0)
			return has_data || refuse (problem, _ ("the PNG file has no picture data"));
		at += 12 + (gsize) size;
	}
	return refuse (problem, _ ("the PNG file is cut off"));
}
