/* The head of a picture file. Nothing is decoded: size, colours and turning are read, and whether the file is
 * whole. */
#include "read/read-private.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

/* What a file of another kind begins with, to name it. */
static const struct {
	const char *start;
	gsize n_bytes, at;
	const char *problem;
} other_kinds[] = {
	{ "GIF8", 4, 0, N_ ("it is a GIF file; save it as JPEG or PNG") },
	{ "WEBP", 4, 8, N_ ("it is a WebP file; save it as JPEG or PNG") },
	{ "ftyp", 4, 4, N_ ("it is a HEIC or AVIF file; save it as JPEG or PNG") },
	{ "II*\0", 4, 0, N_ ("it is a TIFF file; save it as JPEG or PNG") },
	{ "MM\0*", 4, 0, N_ ("it is a TIFF file; save it as JPEG or PNG") },
	{ "%PDF", 4, 0, N_ ("it is a PDF file; save it as JPEG or PNG") },
	{ "BM", 2, 0, N_ ("it is a BMP file; save it as JPEG or PNG") },
};

static bool begins (Bytes bytes, gsize at, const char *start, gsize n_bytes)
{
	return bytes.size >= at + n_bytes && memcmp (bytes.data + at, start, n_bytes) == 0;
}

static bool has_extension (const char *path, const char *extension)
{
	gsize length = strlen (path), n = strlen (extension);
	return length > n && g_ascii_strcasecmp (path + length - n, extension) == 0;
}

static bool refuse (const char **problem, const char *why)
{
	*problem = why;
	return false;
}

static bool refuse_unknown (Bytes bytes, const char **problem)
{
	for (gsize i = 0; i < G_N_ELEMENTS (other_kinds); i++)
		if (begins (bytes, other_kinds[i].at, other_kinds[i].start, other_kinds[i].n_bytes))
			return refuse (problem, _ (other_kinds[i].problem));
	return refuse (problem, _ ("it is neither JPEG nor PNG"));
}

static bool check_size (const ImageInfo *image, const char **problem)
{
	if (image->width < 1 || image->height < 1)
		return refuse (problem, _ ("it is 0 pixels wide or high"));
	if (image->width > MOST_PICTURE_SIDE || image->height > MOST_PICTURE_SIDE)
		return refuse (problem, _ ("it is more than 30,000 pixels wide or high"));
	if ((gint64) image->width * image->height >
	    (image->format == IMAGE_PNG ? MOST_PNG_PIXELS : MOST_JPEG_PIXELS))
		return refuse (problem, image->format == IMAGE_PNG
						? _ ("it is a PNG of more than 50 million pixels")
						: _ ("it has more than 250 million pixels"));
	return true;
}

/* Programs choose by the name or by the content: a wrong name makes them disagree. */
static bool check_name (const char *path, ImageFormat format, const char **problem)
{
	bool jpeg = has_extension (path, ".jpg") || has_extension (path, ".jpeg"),
	     png = has_extension (path, ".png");
	if (png && format == IMAGE_JPEG)
		return refuse (problem, _ ("it is a JPEG file with the name of a PNG; rename it"));
	if (jpeg && format == IMAGE_PNG)
		return refuse (problem, _ ("it is a PNG file with the name of a JPEG; rename it"));
	return jpeg || png || refuse (problem, _ ("its name must end in .jpg, .jpeg or .png"));
}

static bool read_bytes (const char *path, Bytes bytes, ImageInfo *image, const char **problem)
{
	*image = (ImageInfo){ .orientation = 1 };
	if (bytes.size == 0)
		return refuse (problem, _ ("the file is empty"));
	bool read;
	if (begins (bytes, 0, "\xFF\xD8\xFF", 3))
		read = read_jpeg (bytes, image, problem);
	else if (begins (bytes, 0, "\x89PNG\r\n\x1A\n", 8))
		read = read_png (bytes, image, problem);
	else
		read = refuse_unknown (bytes, problem);
	return read && check_size (image, problem) && check_name (path, image->format, problem);
}

bool read_image (const char *path, ImageInfo *image, const char **problem)
{
	struct stat info;
	*image = (ImageInfo){ .orientation = 1 };
	if (stat (path, &info) != 0 || !S_ISREG (info.st_mode))
		return refuse (problem, _ ("it is not a regular file"));
	if (info.st_size > MOST_PICTURE_BYTES)
		return refuse (problem, _ ("it is larger than 512 MiB"));
	g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
	if (file == NULL)
		return refuse (problem, _ ("it cannot be opened"));
	Bytes bytes = { (const guint8 *) g_mapped_file_get_contents (file), g_mapped_file_get_length (file) };
	return read_bytes (path, bytes, image, problem);
}
