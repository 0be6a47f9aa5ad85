#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void set_errno_error (GError **error, const char *path, int code)
{
	g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", path, g_strerror (code));
}

GBytes *file_read (const char *path, gsize most, GError **error)
{
	GStatBuf info;
	if (g_stat (path, &info) != 0) {
		set_errno_error (error, path, errno);
		return NULL;
	}
	if (!S_ISREG (info.st_mode)) {
		g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("%s: not a regular file"), path);
		return NULL;
	}
	if ((guint64) info.st_size > most) {
		g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _ ("%s: larger than %u KiB"), path,
			     (guint) (most / 1024));
		return NULL;
	}
	char *data;
	gsize size;
	if (!g_file_get_contents (path, &data, &size, error))
		return NULL;
	return g_bytes_new_take (data, size);
}

char *file_begin (const char *path)
{
	return g_strdup_printf ("%s.part-%d", path, (int) getpid ());
}

static bool sync_path (const char *path, int flags, GError **error)
{
	int file = g_open (path, flags | O_CLOEXEC, 0);
	if (file < 0 || fsync (file) != 0) {
		int code = errno;
		if (file >= 0)
			close (file);
		set_errno_error (error, path, code);
		return false;
	}
	close (file);
	return true;
}

bool file_commit (const char *temporary, const char *path, GError **error)
{
	if (!sync_path (temporary, O_RDWR, error))
		return false;
	if (g_rename (temporary, path) != 0) {
		set_errno_error (error, path, errno);
		return false;
	}
	g_autofree char *folder = g_path_get_dirname (path);
	return sync_path (folder, O_RDONLY | O_DIRECTORY, error);
}

void file_abandon (const char *temporary)
{
	g_unlink (temporary);
}

static bool write_all (const char *path, const char *data, gsize size, GError **error)
{
	int file = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (file < 0) {
		set_errno_error (error, path, errno);
		return false;
	}
	while (size > 0) {
		gssize written = write (file, data, size);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0) {
			set_errno_error (error, path, errno);
			close (file);
			return false;
		}
		data += written;
		size -= (gsize) written;
	}
	if (close (file) != 0) {
		set_errno_error (error, path, errno);
		return false;
	}
	return true;
}

bool file_write (const char *path, const void *data, gsize size, GError **error)
{
	g_autofree char *temporary = file_begin (path);
	if (write_all (temporary, data, size, error) && file_commit (temporary, path, error))
		return true;
	file_abandon (temporary);
	return false;
}

char *file_sha256 (const char *path, goffset *size, GError **error)
{
	g_autoptr (GFile) file = g_file_new_for_path (path);
	g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
	if (stream == NULL)
		return NULL;
	g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
	g_autofree guchar *buffer = g_malloc (1 << 16);
	goffset total = 0;
	gssize got;
	while ((got = g_input_stream_read (G_INPUT_STREAM (stream), buffer, 1 << 16, NULL, error)) > 0) {
		g_checksum_update (checksum, buffer, got);
		total += got;
	}
	if (got < 0)
		return NULL;
	if (size != NULL)
		*size = total;
	return g_strdup (g_checksum_get_string (checksum));
}

/* The real path of the longest part of @path that exists. */
static char *existing_real_path (const char *path)
{
	g_autofree char *part = g_strdup (path);
	for (;;) {
		char *real = realpath (part, NULL);
		if (real != NULL) {
			char *copy = g_strdup (real);
			free (real);
			return copy;
		}
		char *parent = g_path_get_dirname (part);
		if (strcmp (parent, part) == 0) {
			g_free (parent);
			return NULL;
		}
		g_free (part);
		part = parent;
	}
}

static bool lies_in (const char *path, const char *root)
{
	gsize n = strlen (root);
	return strncmp (path, root, n) == 0 && (path[n] == '\0' || path[n] == '/' || strcmp (root, "/") == 0);
}

char *file_inside (const char *root, const char *folder, const char *relative)
{
	if (relative[0] == '\0' || g_path_is_absolute (relative) || strchr (relative, '\\') != NULL)
		return NULL;
	g_auto (GStrv) parts = g_strsplit (relative, "/", -1);
	for (char **part = parts; *part != NULL; part++)
		if (strcmp (*part, "..") == 0)
			return NULL;
	g_autofree char *path = g_build_filename (folder, relative, NULL);
	g_autofree char *real = existing_real_path (path);
	g_autofree char *real_root = existing_real_path (root);
	if (real == NULL || real_root == NULL || !lies_in (real, real_root))
		return NULL;
	return g_steal_pointer (&path);
}

static char *data_in (const char *folder, const char *relative)
{
	char *path = g_build_filename (folder, relative, NULL);
	if (g_file_test (path, G_FILE_TEST_EXISTS))
		return path;
	g_free (path);
	return NULL;
}

char *file_data (const char *relative)
{
	const char *given = g_getenv ("SOBAO_DATA");
	if (given != NULL)
		return data_in (given, relative);
	g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
	if (program == NULL)
		return NULL;
	g_autofree char *folder = g_path_get_dirname (program);
	g_autofree char *installed = g_build_filename (folder, "..", "share", "sobao", NULL);
	char *found = data_in (installed, relative);
	for (int level = 0; found == NULL && level < 4; level++) {
		found = data_in (folder, relative);
		char *parent = g_path_get_dirname (folder);
		g_free (folder);
		folder = parent;
	}
	return found;
}
