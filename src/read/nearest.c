/* A file that is not there: which one was meant? */
#include "read/read-private.h"

#include "base/file.h"
#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_FILES 5000

static int compare_names (const void *a, const void *b)
{
	return strcmp (*(char *const *) a, *(char *const *) b);
}

/* "folder/name" of the regular files in @folder, in order; @folder is relative, "." the issue's own. */
static void add_files (Reader *reader, const char *folder, GPtrArray *files)
{
	g_autofree char *path = file_inside (reader->root, reader->folder, folder);
	g_autoptr (GDir) dir = path == NULL ? NULL : g_dir_open (path, 0, NULL);
	bool own = strcmp (folder, ".") == 0;
	for (const char *name;
	     dir != NULL && files->len < MOST_FILES && (name = g_dir_read_name (dir)) != NULL;) {
		g_autofree char *file = g_build_filename (path, name, NULL);
		if (g_utf8_validate (name, -1, NULL) && g_file_test (file, G_FILE_TEST_IS_REGULAR))
			g_ptr_array_add (files,
					 own ? g_strdup (name) : g_build_filename (folder, name, NULL));
	}
	g_ptr_array_sort (files, compare_names);
}

/* Marks, capitals and signs between words make no difference here. */
static char *name_key (const char *file)
{
	g_autofree char *name = g_path_get_basename (file);
	return text_slug (name, G_MAXSIZE);
}

static char *digits_of (const char *text)
{
	GString *digits = g_string_new (NULL);
	for (; *text != '\0'; text++)
		if (g_ascii_isdigit (*text))
			g_string_append_c (digits, *text);
	return g_string_free (digits, FALSE);
}

/* Files that differ in their numbers only are different files. */
static bool has_digits (const char *file, const char *digits)
{
	g_autofree char *own = digits_of (file);
	return strcmp (own, digits) == 0;
}

static const char *find_nearest (const char *file, const GPtrArray *files)
{
	g_autofree char *key = name_key (file), *digits = digits_of (file);
	g_autoptr (GPtrArray) candidates = g_ptr_array_new ();
	for (guint i = 0; i < files->len; i++) {
		g_autofree char *other = name_key (files->pdata[i]);
		if (strcmp (key, other) == 0)
			return files->pdata[i];
		if (has_digits (files->pdata[i], digits))
			g_ptr_array_add (candidates, files->pdata[i]);
	}
	return text_nearest (file, (const char *const *) candidates->pdata, candidates->len);
}

char *read_did_you_mean_file (Reader *reader, const char *file, const char *usual)
{
	g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
	g_autofree char *folder = g_path_get_dirname (file);
	add_files (reader, folder, files);
	if (strcmp (folder, usual) != 0)
		add_files (reader, usual, files);
	const char *nearest = strlen (file) > 300 ? NULL : find_nearest (file, files);
	return nearest == NULL ? g_strdup ("") : g_strdup_printf (_ ("; did you mean \"%s\"?"), nearest);
}

bool read_refuse_path (Reader *reader, const char *file, const Place *place)
{
	if (strchr (file, '\\') != NULL)
		diag_add (reader->diag, DIAG_BACKSLASH, place, "%s", file);
	else
		return read_refuse_curly (reader, file, place);
	return true;
}
