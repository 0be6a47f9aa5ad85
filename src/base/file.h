/* Files: read with a bound, write whole or not at all, find our own data. */
#ifndef SOBAO_BASE_FILE_H
#define SOBAO_BASE_FILE_H

#include <glib.h>
#include <stdbool.h>

/* Reads the whole of @path when it is a regular file of at most @most bytes; else sets @error. */
GBytes *file_read (const char *path, gsize most, GError **error);

/* Writes @data beside @path, syncs it, and renames it over @path: readers see the old file or the new. */
bool file_write (const char *path, const void *data, gsize size, GError **error);

/* The same in two steps, for writers that need a file name: write to the name that file_begin
 * gives (beside @path, caller frees), then file_commit syncs and renames it, or file_abandon removes it. */
char *file_begin (const char *path);
bool file_commit (const char *temporary, const char *path, GError **error);
void file_abandon (const char *temporary);

/* The lower-case hexadecimal SHA-256 of a file. Caller frees. */
char *file_sha256 (const char *path, goffset *size, GError **error);

/* Joins @relative to @folder when it stays inside: no absolute path, no "..", no link that leads
 * out of @root. Returns NULL when it would leave. The file need not exist. Caller frees. */
char *file_inside (const char *root, const char *folder, const char *relative);

/* A file of sobao's own: "fonts/fonts.conf", "layouts/tap-chi.yaml". Looks in $SOBAO_DATA, then from the
 * program's folder upward (a source tree), then in ../share/sobao beside it. Caller frees; NULL when absent.
 */
char *file_data (const char *relative);

#endif
