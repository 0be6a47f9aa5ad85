/* Files as text: whole, bounded, UTF-8, without control characters. */
#include "read/read-private.h"

#include "base/file.h"
#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_CONTROLS 20

bool read_is_control (gunichar letter)
{
	if (letter == '\t' || letter == '\n' || letter == '\r')
		return false;
	return letter < 0x20 || (letter >= 0x7F && letter < 0xA0) || (letter >= 0x202A && letter <= 0x202E) ||
	       (letter >= 0x2066 && letter <= 0x2069) || letter == 0xFFFD || (letter & 0xFFFE) == 0xFFFE ||
	       (letter >= 0xFDD0 && letter <= 0xFDEF) || g_unichar_type (letter) == G_UNICODE_PRIVATE_USE;
}

static bool check_controls (Diag *diag, const Source *source)
{
	Place place = { source->file, 1, 1 };
	int found = 0;
	for (const char *p = source->text, *end = p + source->n_bytes; p < end && found < MOST_CONTROLS;
	     p = g_utf8_next_char (p)) {
		gunichar letter = g_utf8_get_char (p);
		if (read_is_control (letter)) {
			diag_add (diag, DIAG_CONTROL_CHARACTER, &place, "U+%04X", letter);
			found++;
		}
		place.column++;
		if (letter == '\n') {
			place.line++;
			place.column = 1;
		}
	}
	return found == 0;
}

bool read_check_source (Diag *diag, const char *file, const char *bytes, gsize n_bytes, Source *source)
{
	*source = (Source){ file, bytes, n_bytes, 0 };
	Place place = { file, 1, 1 };
	if (!text_is_utf8 (bytes, n_bytes, &place.line, &place.column)) {
		diag_add (diag, DIAG_NOT_UTF8, &place, NULL);
		return false;
	}
	if (n_bytes >= 3 && memcmp (bytes, "\xEF\xBB\xBF", 3) == 0) {
		source->text += 3;
		source->n_bytes -= 3;
		source->skipped = 3;
	}
	return check_controls (diag, source);
}

/* A file that is not there, is a folder or too large is the editor's affair; a disk that fails is not. */
static void complain_of_file (Reader *reader, const char *file, gsize most, const Place *place, GError *error)
{
	if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
	    g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR) ||
	    g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NAMETOOLONG))
		diag_add (reader->diag, DIAG_MISSING_FILE, place, "%s", file);
	else if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_FAILED))
		diag_add (reader->diag, DIAG_TOO_LARGE, place, _ ("%s has more than %d KiB"), file,
			  (int) (most / 1024));
	else if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_INVAL))
		diag_add (reader->diag, DIAG_BAD_FILE, place, _ ("%s is not a regular file"), file);
	else if (reader->refusal == NULL)
		reader->refusal = g_error_copy (error);
}

bool read_source (Reader *reader, const char *path, const char *file, gsize most, const Place *place,
		  Source *source)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GBytes) bytes = file_read (path, most, &error);
	if (bytes == NULL) {
		complain_of_file (reader, file, most, place, error);
		return false;
	}
	gsize n_bytes;
	const char *data = g_bytes_get_data (bytes, &n_bytes);
	return read_check_source (reader->diag, file, arena_strndup (reader->arena, data, n_bytes), n_bytes,
				  source);
}
