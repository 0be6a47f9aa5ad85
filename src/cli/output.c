#include "cli/output.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define PREFIX ".sobao-"

struct Output {
	char *folder, *hidden; /* hidden: where files are written, with "old/" for what they replace */
	int lock, hidden_lock; /* open folders that are flock'ed, -1: none. A living build holds its hidden
				  folder's lock */
	bool made_folder, kept;
	GPtrArray *names;
	GPtrArray *moves; /* Move, in order of doing */
};

/* One step of placing: @to was replaced by a new file, and before that saved as @old (NULL: there was none).
 */
typedef struct {
	char *to, *old;
} Move;

static void move_free (gpointer data)
{
	Move *move = data;
	g_free (move->to);
	g_free (move->old);
	g_free (move);
}

static bool fail (GError **error, const char *path)
{
	int code = errno;
	g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", path, g_strerror (code));
	return false;
}

static void remove_tree (const char *path)
{
	g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
	for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;) {
		g_autofree char *below = g_build_filename (path, name, NULL);
		remove_tree (below);
	}
	g_remove (path);
}

/* File systems without locks exist: there, builds into one folder at the same time are the user's affair. */
static int lock_folder (const char *path, int flags)
{
	int file = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	if (file >= 0 && flock (file, flags) != 0 && errno == EWOULDBLOCK) {
		close (file);
		return -1;
	}
	return file;
}

static void unlock (int *file)
{
	if (*file >= 0)
		close (*file);
	*file = -1;
}

/* A hidden folder whose lock is free belongs to a build that was killed. */
static void sweep (const char *folder)
{
	g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
	for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;) {
		if (!g_str_has_prefix (name, PREFIX))
			continue;
		g_autofree char *path = g_build_filename (folder, name, NULL);
		int lock = lock_folder (path, LOCK_EX | LOCK_NB);
		if (lock >= 0)
			remove_tree (path);
		unlock (&lock);
	}
}

Output *output_begin (const char *folder, GError **error)
{
	g_autoptr (Output) output = g_new0 (Output, 1);
	output->lock = output->hidden_lock = -1;
	output->folder = g_strdup (folder);
	output->names = g_ptr_array_new_with_free_func (g_free);
	output->moves = g_ptr_array_new_with_free_func (move_free);
	output->made_folder = !g_file_test (folder, G_FILE_TEST_EXISTS);
	if (g_mkdir_with_parents (folder, 0777) != 0) {
		fail (error, folder);
		return NULL;
	}
	output->lock = lock_folder (folder, LOCK_EX);
	sweep (folder);
	g_autofree char *hidden = g_build_filename (folder, PREFIX "XXXXXX", NULL);
	if (g_mkdtemp_full (hidden, 0777) == NULL) {
		fail (error, folder);
		return NULL;
	}
	output->hidden = g_steal_pointer (&hidden);
	output->hidden_lock = lock_folder (output->hidden, LOCK_EX);
	unlock (&output->lock);
	return g_steal_pointer (&output);
}

static bool make_parent (const char *path, GError **error)
{
	g_autofree char *parent = g_path_get_dirname (path);
	return g_mkdir_with_parents (parent, 0777) == 0 || fail (error, parent);
}

char *output_file (Output *output, const char *name, GError **error)
{
	g_autofree char *path = g_build_filename (output->hidden, "new", name, NULL);
	if (!make_parent (path, error))
		return NULL;
	g_ptr_array_add (output->names, g_strdup (name));
	return g_steal_pointer (&path);
}

char *output_scratch (Output *output, const char *name)
{
	return g_build_filename (output->hidden, name, NULL);
}

/* Moves what is at @name out of the way, keeping it for the case that a later step fails. A hard link, where
 * there are such things, leaves no moment without the file. */
static bool set_aside (Output *output, const char *name, bool leave_link, GError **error)
{
	Move *move = g_new0 (Move, 1);
	move->to = g_build_filename (output->folder, name, NULL);
	g_autofree char *old = g_build_filename (output->hidden, "old", name, NULL);
	if (!make_parent (old, error)) {
		move_free (move);
		return false;
	}
	if ((leave_link && link (move->to, old) == 0) || g_rename (move->to, old) == 0) {
		move->old = g_steal_pointer (&old);
	} else if (errno != ENOENT) {
		fail (error, move->to);
		move_free (move);
		return false;
	}
	g_ptr_array_add (output->moves, move);
	return true;
}

static bool place_file (Output *output, const char *name, GError **error)
{
	g_autofree char *from = g_build_filename (output->hidden, "new", name, NULL);
	g_autofree char *to = g_build_filename (output->folder, name, NULL);
	if (g_file_test (to, G_FILE_TEST_IS_DIR)) {
		errno = EISDIR;
		return fail (error, to);
	}
	g_autofree char *parent = g_path_get_dirname (to);
	if (strchr (name, '/') != NULL && g_file_test (parent, G_FILE_TEST_IS_SYMLINK)) {
		errno = ELOOP; /* previews go into a folder of ours, not where a link leads */
		return fail (error, parent);
	}
	if (!make_parent (to, error) || !set_aside (output, name, true, error))
		return false;
	/* Previews can be made again; only what was asked for is worth a sync. */
	if (strchr (name, '/') == NULL)
		return file_commit (from, to, error);
	return g_rename (from, to) == 0 || fail (error, to);
}

/* Takes away previews of pages that are no more; whatever else lies there is the user's. */
static bool remove_others (Output *output, const char *folder, GError **error)
{
	g_autofree char *path = g_build_filename (output->folder, folder, NULL);
	g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
	for (const char *entry; dir != NULL && (entry = g_dir_read_name (dir)) != NULL;) {
		g_autofree char *name = g_build_filename (folder, entry, NULL);
		if (g_regex_match_simple ("^trang-[0-9]{3,4}\\.png$", entry, 0, 0) &&
		    !g_ptr_array_find_with_equal_func (output->names, name, g_str_equal, NULL) &&
		    !set_aside (output, name, false, error))
			return false;
	}
	return true;
}

bool output_place (Output *output, GError **error)
{
	g_autofree char *last = g_strdup (".");
	output->lock = lock_folder (output->folder, LOCK_EX);
	for (guint i = 0; i < output->names->len; i++) {
		const char *name = output->names->pdata[i];
		g_autofree char *folder = g_path_get_dirname (name);
		if (!place_file (output, name, error))
			return false;
		if (strcmp (folder, last) != 0 && strcmp (folder, ".") != 0 &&
		    !remove_others (output, folder, error))
			return false;
		g_free (last);
		last = g_steal_pointer (&folder);
	}
	return true;
}

void output_keep (Output *output)
{
	output->kept = true;
}

static void undo (Output *output)
{
	for (guint i = output->moves->len; i > 0; i--) {
		const Move *move = output->moves->pdata[i - 1];
		if (move->old != NULL)
			g_rename (move->old, move->to);
		else
			g_unlink (move->to);
		g_autofree char *parent = g_path_get_dirname (move->to);
		if (strcmp (parent, output->folder) != 0)
			g_rmdir (parent);
	}
}

void output_free (Output *output)
{
	if (output == NULL)
		return;
	if (!output->kept)
		undo (output);
	if (output->hidden != NULL)
		remove_tree (output->hidden);
	if (!output->kept && output->made_folder)
		g_rmdir (output->folder);
	unlock (&output->hidden_lock);
	unlock (&output->lock);
	g_ptr_array_unref (output->names);
	g_ptr_array_unref (output->moves);
	g_free (output->hidden);
	g_free (output->folder);
	g_free (output);
}
