/* A folder in memory for the stages that read files by name. */
#ifndef SOBAO_FUZZ_FOLDER_H
#define SOBAO_FUZZ_FOLDER_H

#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static inline const char *fuzz_folder (void)
{
	static char folder[] = "/dev/shm/sobao-fuzz-XXXXXX";
	static gboolean made;
	if (!made && g_mkdtemp (folder) == NULL)
		abort ();
	made = TRUE;
	return folder;
}

static inline void fuzz_write (const char *name, const void *data, gsize size)
{
	g_autofree char *path = g_build_filename (fuzz_folder (), name, NULL);
	g_autofree char *parent = g_path_get_dirname (path);
	g_mkdir_with_parents (parent, 0700);
	FILE *file = fopen (path, "wb");
	if (file == NULL || fwrite (data, 1, size, file) != size || fclose (file) != 0)
		abort ();
}

#endif
