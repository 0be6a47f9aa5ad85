/* Heads of pictures: sizes, turning, colours; and what is refused. The files are made here, byte by byte. */
#include "read/read.h"

#include <glib/gstdio.h>
#include <string.h>

static void add (GByteArray *bytes, const char *data, guint n)
{
	g_byte_array_append (bytes, (const guint8 *) data, n);
}

static void add16 (GByteArray *bytes, guint value)
{
	guint8 data[] = { (guint8) (value >> 8), (guint8) value };
	g_byte_array_append (bytes, data, 2);
}

static void add_segment (GByteArray *bytes, guint marker, const char *data, guint n)
{
	add16 (bytes, 0xFF00 | marker);
	add16 (bytes, n + 2);
	add (bytes, data, n);
}

static void add_frame (GByteArray *bytes, guint marker, guint depth, guint width, guint height,
		       guint n_components)
{
	char frame[6] = { (char) depth,        (char) (height >> 8), (char) height,
			  (char) (width >> 8), (char) width,         (char) n_components };
	add_segment (bytes, marker, frame, sizeof frame);
}

static void add_exif (GByteArray *bytes, bool little, guint orientation)
{
	char exif[] = "Exif\0\0MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\0\0\0\0\0\0\0";
	char turned[] = "Exif\0\0II*\0\10\0\0\0\1\0\22\1\3\0\1\0\0\0\0\0\0\0\0\0\0\0";
	exif[6 + 8 + 2 + 9] = turned[6 + 8 + 2 + 8] = (char) orientation;
	add_segment (bytes, 0xE1, little ? turned : exif, sizeof exif - 1);
}

static GByteArray *new_jpeg (void)
{
	GByteArray *bytes = g_byte_array_new ();
	add (bytes, "\xFF\xD8", 2);
	return bytes;
}

static void finish_jpeg (GByteArray *bytes)
{
	add_segment (bytes, 0xDA, "\1\1\0\0\77\0", 6);
	add (bytes, "\x12\x34\xFF\x00\x56\xFF\xD9", 7);
}

/* Reads the bytes as a file called @name; NULL: it was read, else the reason why not. */
static const char *read_as (const char *name, const GByteArray *bytes, ImageInfo *image)
{
	g_autofree char *folder = g_dir_make_tmp ("sobao-image-XXXXXX", NULL);
	g_autofree char *path = g_build_filename (folder, name, NULL);
	const char *problem = NULL;
	g_assert_true (g_file_set_contents (path, (const char *) bytes->data, (gssize) bytes->len, NULL));
	bool read = read_image (path, image, &problem);
	g_unlink (path);
	g_rmdir (folder);
	g_assert_true (read == (problem == NULL));
	return problem;
}

static void test_orientation (void)
{
	for (int little = 0; little < 2; little++)
		for (guint turn = 0; turn <= 9; turn++) {
			g_autoptr (GByteArray) bytes = new_jpeg ();
			ImageInfo image;
			add_exif (bytes, little, turn);
			add_frame (bytes, 0xC0, 8, 600, 400, 3);
			finish_jpeg (bytes);
			g_assert_null (read_as ("a.JPG", bytes, &image));
			g_assert_cmpint (image.orientation, ==, turn >= 1 && turn <= 8 ? (int) turn : 1);
			g_assert_cmpint (image.width, ==, 600);
			g_assert_cmpint (image.height, ==, 400);
		}
}

static void test_cmyk (void)
{
	g_autoptr (GByteArray) bytes = new_jpeg ();
	ImageInfo image;
	add_segment (bytes, 0xEE, "Adobe\0\144\0\0\0\0\2", 12);
	add_frame (bytes, 0xC2, 8, 30, 20, 4);
	finish_jpeg (bytes);
	g_assert_null (read_as ("a.jpeg", bytes, &image));
	g_assert_cmpint (image.n_components, ==, 4);
	g_assert_true (image.adobe);
	g_assert_cmpint (image.format, ==, IMAGE_JPEG);
}

static void test_odd_frames (void)
{
	static const struct {
		guint marker, depth, width, height, n_components;
		const char *problem;
	} frames[] = {
		{ 0xC0, 8, 1, 1, 1, NULL },
		{ 0xC0, 8, 30000, 8333, 3, NULL },
		{ 0xC0, 8, 30001, 1, 3, "30,000 pixels" },
		{ 0xC0, 8, 30000, 8334, 3, "250 million" },
		{ 0xC0, 8, 0, 10, 3, "0 pixels" },
		{ 0xC0, 8, 10, 0, 3, "0 pixels" },
		{ 0xC1, 12, 10, 10, 3, "more than 8 bits" },
		{ 0xC3, 8, 10, 10, 3, "lossless" },
		{ 0xC9, 8, 10, 10, 3, "arithmetic" },
		{ 0xC0, 8, 10, 10, 2, "neither gray" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (frames); i++) {
		g_autoptr (GByteArray) bytes = new_jpeg ();
		ImageInfo image;
		add_frame (bytes, frames[i].marker, frames[i].depth, frames[i].width, frames[i].height,
			   frames[i].n_components);
		finish_jpeg (bytes);
		const char *problem = read_as ("a.jpg", bytes, &image);
		if (frames[i].problem == NULL)
			g_assert_null (problem);
		else
			g_assert_nonnull (strstr (problem, frames[i].problem));
	}
}

/* Cut anywhere, a file is refused, and nothing beyond its end is read (the sanitizer would tell). */
static void test_cut_off (void)
{
	g_autoptr (GByteArray) bytes = new_jpeg ();
	add_exif (bytes, true, 6);
	add_segment (bytes, 0xEE, "Adobe\0\144\0\0\0\0\2", 12);
	add_frame (bytes, 0xC0, 8, 30, 20, 3);
	finish_jpeg (bytes);
	guint whole = bytes->len;
	for (guint n = 0; n < whole; n++) {
		ImageInfo image;
		g_autoptr (GByteArray) part = g_byte_array_new ();
		g_byte_array_append (part, bytes->data, n);
		g_assert_nonnull (read_as ("a.jpg", part, &image));
	}
}

/* Bytes behind the end marker (cameras put some there) do no harm. */
static void test_trailing_bytes (void)
{
	g_autoptr (GByteArray) bytes = new_jpeg ();
	ImageInfo image;
	add_frame (bytes, 0xC0, 8, 30, 20, 3);
	finish_jpeg (bytes);
	add (bytes, "\0\0\0\0trailer", 11);
	g_assert_null (read_as ("a.jpg", bytes, &image));
}

static void test_exif_out_of_bounds (void)
{
	static const char offsets[][4] = { "\377\377\377\377", "\0\0\0\37", "\0\0\0\36", "\177\377\377\377" };
	for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++) {
		g_autoptr (GByteArray) bytes = new_jpeg ();
		ImageInfo image;
		char exif[6 + 26] = "Exif\0\0MM\0*";
		memcpy (exif + 10, offsets[i], 4);
		add_segment (bytes, 0xE1, exif, sizeof exif);
		add_frame (bytes, 0xC0, 8, 30, 20, 3);
		finish_jpeg (bytes);
		g_assert_null (read_as ("a.jpg", bytes, &image));
		g_assert_cmpint (image.orientation, ==, 1);
	}
}

static void test_folder (void)
{
	ImageInfo image;
	const char *problem = NULL;
	g_assert_false (read_image (g_get_tmp_dir (), &image, &problem));
	g_assert_nonnull (problem);
}

int main (int argc, char **argv)
{
	g_test_init (&argc, &argv, NULL);
	g_test_add_func ("/image/orientation", test_orientation);
	g_test_add_func ("/image/cmyk", test_cmyk);
	g_test_add_func ("/image/odd-frames", test_odd_frames);
	g_test_add_func ("/image/cut-off", test_cut_off);
	g_test_add_func ("/image/trailing-bytes", test_trailing_bytes);
	g_test_add_func ("/image/exif-out-of-bounds", test_exif_out_of_bounds);
	g_test_add_func ("/image/folder", test_folder);
	return g_test_run ();
}
