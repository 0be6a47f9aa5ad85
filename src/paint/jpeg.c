#include "paint/parts.h"

#include <glib/gi18n.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jerror.h>
#include <jpeglib.h>

#define MOST_DECODER_BYTES (768 * 1024 * 1024)

/* ---- Markers (ITU-T T.81, annex B) ---- */

enum {
	SOF0 = 0xC0,
	SOF2 = 0xC2,
	DHT = 0xC4,
	JPG = 0xC8,
	DAC = 0xCC,
	SOF15 = 0xCF,
	RST0 = 0xD0,
	RST7 = 0xD7,
	SOI = 0xD8,
	EOI = 0xD9,
	SOS = 0xDA,
	APP14 = 0xEE,
	TEM = 0x01,
};

static bool is_frame (guchar marker)
{
	return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
}

static guint read_16 (const guchar *data)
{
	return (guint) data[0] << 8 | data[1];
}

/* @data: a frame header after its length. Only what a PDF reader must know to decode may pass. */
static const char *read_frame (guchar marker, const guchar *data, gsize size, PaintJpeg *facts)
{
	if (marker > SOF2)
		return _ ("a kind of JPEG that PDF does not know: save it as a plain JPEG");
	if (size < 6 || facts->width != 0)
		return _ ("the JPEG file is damaged");
	if (data[0] != 8)
		return _ ("a JPEG of more than 8 bits: save it as a plain JPEG");
	facts->height = (int) read_16 (data + 1);
	facts->width = (int) read_16 (data + 3);
	facts->n_components = data[5];
	if (facts->width == 0 || facts->height == 0)
		return _ ("the JPEG file is damaged");
	if (facts->n_components != 1 && facts->n_components != 3 && facts->n_components != 4)
		return _ ("a JPEG that is neither gray nor RGB nor CMYK");
	if ((gint64) facts->width * facts->height > MOST_JPEG_PIXELS)
		return _ ("more than 250 million pixels: reduce the picture");
	return NULL;
}

/* The next marker after the compressed data at @pos. */
static gsize skip_scan (const guchar *data, gsize size, gsize pos)
{
	while (pos + 1 < size) {
		const guchar *found = memchr (data + pos, 0xFF, size - 1 - pos);
		if (found == NULL)
			return size;
		pos = (gsize) (found - data);
		guchar next = found[1];
		if (next != 0x00 && next != 0xFF && (next < RST0 || next > RST7))
			return pos;
		pos += next == 0xFF ? 1 : 2;
	}
	return size;
}

const char *paint_jpeg_check (const guchar *data, gsize size, PaintJpeg *facts)
{
	const char *truncated = _ ("the JPEG file is cut off: copy it again from the camera or the sender");
	*facts = (PaintJpeg){ 0 };
	if (size < 4 || data[0] != 0xFF || data[1] != SOI)
		return _ ("not a JPEG file");
	int n_scans = 0;
	for (gsize pos = 2;;) {
		while (pos + 1 < size && data[pos] == 0xFF && data[pos + 1] == 0xFF)
			pos++;
		if (pos + 1 >= size)
			return truncated;
		if (data[pos] != 0xFF)
			return _ ("the JPEG file is damaged");
		guchar marker = data[pos + 1];
		pos += 2;
		if (marker == EOI)
			return n_scans > 0 && facts->width > 0 ? NULL : truncated;
		if (marker == TEM || (marker >= RST0 && marker <= RST7))
			continue;
		if (pos + 2 > size || read_16 (data + pos) < 2 || pos + read_16 (data + pos) > size)
			return truncated;
		gsize length = read_16 (data + pos);
		const char *problem =
			is_frame (marker) ? read_frame (marker, data + pos + 2, length - 2, facts) : NULL;
		if (problem != NULL)
			return problem;
		facts->adobe |= marker == APP14 && length >= 14 && memcmp (data + pos + 2, "Adobe", 5) == 0;
		pos += length;
		if (marker == SOS)
			pos = skip_scan (data, size, pos);
		n_scans += marker == SOS;
		if (n_scans > MOST_JPEG_SCANS)
			return _ ("the JPEG file is damaged");
	}
}

/* ---- Pixels ---- */

typedef struct {
	struct jpeg_error_mgr base;
	jmp_buf jump;
	char message[JMSG_LENGTH_MAX];
} Handler;

static void fail (j_common_ptr info)
{
	Handler *handler = (Handler *) info->err;
	info->err->format_message (info, handler->message);
	longjmp (handler->jump, 1);
}

static void keep_quiet (j_common_ptr info, int level)
{
	(void) info;
	(void) level;
}

/* The smallest size, in eighths, that still has enough pixels. */
static void choose_scale (struct jpeg_decompress_struct *info, double least_width, double least_height)
{
	info->scale_denom = 8;
	for (info->scale_num = 1; info->scale_num < 8; info->scale_num++)
		if (info->image_width * info->scale_num >= least_width * 8 &&
		    info->image_height * info->scale_num >= least_height * 8)
			break;
	while (info->scale_num > 1 &&
	       (guint64) info->image_width * info->image_height * info->scale_num * info->scale_num / 64 >
		       MOST_PNG_PIXELS)
		info->scale_num--;
}

/* CMYK to RGB without a profile; @inverted as Adobe's programs write it. */
static void convert_cmyk (const guchar *from, guchar *to, int width, bool inverted)
{
	for (int x = 0; x < width; x++, from += 4) {
		guint rest[4];
		for (int i = 0; i < 4; i++)
			rest[i] = inverted ? from[i] : 255u - from[i];
		guint32 pixel = 0;
		for (int i = 0; i < 3; i++)
			pixel = pixel << 8 | (rest[i] * rest[3] + 127) / 255;
		memcpy (to + (gsize) x * 4, &pixel, 4);
	}
}

static void read_rows (struct jpeg_decompress_struct *info, cairo_surface_t *surface, guchar *cmyk)
{
	guchar *pixels = cairo_image_surface_get_data (surface);
	gsize stride = (gsize) cairo_image_surface_get_stride (surface);
	while (info->output_scanline < info->output_height) {
		guchar *row = pixels + info->output_scanline * stride;
		JSAMPROW target = cmyk != NULL ? cmyk : row;
		if (jpeg_read_scanlines (info, &target, 1) != 1)
			break;
		if (cmyk != NULL)
			convert_cmyk (cmyk, row, (int) info->output_width, info->saw_Adobe_marker);
	}
}

cairo_surface_t *paint_jpeg_decode (const guchar *data, gsize size, double least_width, double least_height,
				    char **problem)
{
	struct jpeg_decompress_struct info;
	Handler handler;
	cairo_surface_t *volatile surface = NULL;
	guchar *volatile cmyk = NULL;
	info.err = jpeg_std_error (&handler.base);
	handler.base.error_exit = fail;
	handler.base.emit_message = keep_quiet;
	handler.message[0] = '\0';
	jpeg_create_decompress (&info);
	if (setjmp (handler.jump) != 0) {
		*problem = g_strdup (handler.message);
		if (surface != NULL)
			cairo_surface_destroy (surface);
		g_free (cmyk);
		jpeg_destroy_decompress (&info);
		return NULL;
	}
	info.mem->max_memory_to_use = MOST_DECODER_BYTES;
	jpeg_mem_src (&info, data, size);
	jpeg_read_header (&info, TRUE);
	choose_scale (&info, least_width, least_height);
	bool is_cmyk = info.num_components == 4;
	info.out_color_space = is_cmyk                           ? JCS_CMYK
			       : G_BYTE_ORDER == G_LITTLE_ENDIAN ? JCS_EXT_BGRX
								 : JCS_EXT_XRGB;
	jpeg_start_decompress (&info);
	surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) info.output_width,
					      (int) info.output_height);
	if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
		ERREXIT (&info, JERR_IMAGE_TOO_BIG);
	cairo_surface_flush (surface);
	if (is_cmyk)
		cmyk = g_malloc ((gsize) info.output_width * 4);
	read_rows (&info, surface, cmyk);
	cairo_surface_mark_dirty (surface);
	jpeg_finish_decompress (&info);
	jpeg_destroy_decompress (&info);
	g_free (cmyk);
	return surface;
}
