/* JPEG: ITU T.81 markers, the Exif orientation (tag 0x0112 of IFD0), Adobe's APP14. */
#include "read/read-private.h"

#include <glib/gi18n.h>
#include <string.h>

enum { EOI = 0xD9, SOS = 0xDA, APP1 = 0xE1, APP14 = 0xEE, TAG_ORIENTATION = 0x0112, TYPE_SHORT = 3 };

#define MOST_SEGMENTS 10000
#define MOST_TAGS     512

static bool refuse (const char **problem, const char *why)
{
	*problem = why;
	return false;
}

static guint big16 (const guint8 *data)
{
	return (guint) data[0] << 8 | data[1];
}

/* ---- Exif ---------------------------------------------------------------- */

typedef struct {
	Bytes bytes;
	bool little;
} Tiff;

static guint tiff16 (const Tiff *tiff, gsize at)
{
	const guint8 *data = tiff->bytes.data + at;
	return tiff->little ? (guint) data[1] << 8 | data[0] : big16 (data);
}

static guint tiff32 (const Tiff *tiff, gsize at)
{
	guint first = tiff16 (tiff, at), second = tiff16 (tiff, at + 2);
	return tiff->little ? second << 16 | first : first << 16 | second;
}

static int find_orientation (const Tiff *tiff)
{
	gsize at = tiff32 (tiff, 4), size = tiff->bytes.size;
	if (at > size - 2)
		return 1;
	guint n_tags = MIN (tiff16 (tiff, at), MOST_TAGS);
	at += 2;
	for (guint i = 0; i < n_tags && at + 12 <= size; i++, at += 12)
		if (tiff16 (tiff, at) == TAG_ORIENTATION && tiff16 (tiff, at + 2) == TYPE_SHORT) {
			guint value = tiff16 (tiff, at + 8);
			return value >= 1 && value <= 8 ? (int) value : 1;
		}
	return 1;
}

static void read_exif (Bytes segment, ImageInfo *image)
{
	if (segment.size < 14 || memcmp (segment.data, "Exif\0\0", 6) != 0)
		return;
	Tiff tiff = { { segment.data + 6, segment.size - 6 }, segment.data[6] == 'I' };
	image->orientation = find_orientation (&tiff);
}

/* ---- Segments ------------------------------------------------------------ */

static bool is_frame (int marker)
{
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static bool read_frame (int marker, Bytes segment, ImageInfo *image, const char **problem)
{
	if (marker > 0xC2)
		return refuse (problem,
			       _ ("it is a lossless or arithmetic-coded JPEG; save it as an ordinary one"));
	if (segment.size < 6)
		return refuse (problem, _ ("the JPEG file is damaged"));
	if (segment.data[0] != 8)
		return refuse (problem, _ ("it has more than 8 bits in a colour; save it with 8"));
	image->height = (int) big16 (segment.data + 1);
	image->width = (int) big16 (segment.data + 3);
	image->n_components = segment.data[5];
	if (image->n_components != 1 && image->n_components != 3 && image->n_components != 4)
		return refuse (problem, _ ("it is neither gray nor RGB nor CMYK"));
	image->format = IMAGE_JPEG;
	return true;
}

static bool read_segment (int marker, Bytes segment, ImageInfo *image, const char **problem)
{
	if (marker == APP1)
		read_exif (segment, image);
	else if (marker == APP14 && segment.size >= 12 && memcmp (segment.data, "Adobe", 5) == 0)
		image->adobe = true;
	else if (is_frame (marker) && image->format == IMAGE_UNKNOWN)
		return read_frame (marker, segment, image, problem);
	return true;
}

/* Coded data holds no FF D9 but the end marker: a file cut off has none. */
static bool has_end (Bytes bytes, gsize from)
{
	if (bytes.size - from >= 2 && bytes.data[bytes.size - 2] == 0xFF && bytes.data[bytes.size - 1] == EOI)
		return true;
	for (gsize at = from; at + 1 < bytes.size; at++) {
		const guint8 *found = memchr (bytes.data + at, 0xFF, bytes.size - 1 - at);
		if (found == NULL)
			return false;
		at = (gsize) (found - bytes.data);
		if (found[1] == EOI)
			return true;
	}
	return false;
}

bool read_jpeg (Bytes bytes, ImageInfo *image, const char **problem)
{
	gsize at = 2;
	for (int n_segments = 0; at + 4 <= bytes.size && n_segments < MOST_SEGMENTS; n_segments++) {
		int marker = bytes.data[at + 1];
		if (bytes.data[at] != 0xFF)
			return refuse (problem, _ ("the JPEG file is damaged"));
		if (marker == 0xFF) { /* fill byte */
			at++;
			continue;
		}
		gsize size = big16 (bytes.data + at + 2);
		if (size < 2 || size > bytes.size - at - 2)
			break;
		if (marker == SOS && image->format == IMAGE_JPEG)
			return has_end (bytes, at + 2 + size) ||
			       refuse (problem, _ ("the JPEG file is cut off"));
		if (!read_segment (marker, (Bytes){ bytes.data + at + 4, size - 2 }, image, problem))
			return false;
		at += 2 + size;
	}
	return refuse (problem, _ ("the JPEG file is cut off or damaged"));
}
