/* Pictures of articles and covers: where the file is, whether it can be set, where it stands. */
#include "read/read-private.h"

#include "base/file.h"

#include <cmark-gfm.h>
#include <glib/gi18n.h>
#include <string.h>

/* The box that a draft shows for a picture that is not there yet. */
static const ImageInfo empty_slot = { .width = 3, .height = 2, .orientation = 1, .n_components = 3 };

static void complain_of_missing (Reader *reader, const Picture *picture)
{
	g_autofree char *hint = read_did_you_mean_file (reader, picture->file, PHOTOS_FOLDER);
	diag_add (reader->diag, reader->draft ? DIAG_PICTURE_SLOT : DIAG_MISSING_PICTURE, &picture->place,
		  "%s%s", picture->file, hint);
}

static void open_picture (Reader *reader, const char *path, Picture *picture)
{
	const char *problem = NULL;
	if (strstr (picture->file, "://") != NULL)
		diag_add (reader->diag, DIAG_BAD_PICTURE, &picture->place, "%s: %s", picture->file,
			  _ ("it is on the web; save it into the issue's folder"));
	else if (!g_file_test (path, G_FILE_TEST_EXISTS))
		complain_of_missing (reader, picture);
	else if (read_image (path, &picture->image, &problem))
		picture->path = arena_strdup (reader->arena, path);
	else
		diag_add (reader->diag, DIAG_BAD_PICTURE, &picture->place, "%s: %s", picture->file, problem);
	if (picture->path == NULL)
		picture->image = empty_slot;
}

Picture *read_picture (Reader *reader, const char *file, const Place *place)
{
	if (read_refuse_path (reader, file, place))
		return NULL;
	g_autofree char *path = file_inside (reader->root, reader->folder, file);
	if (path == NULL) {
		diag_add (reader->diag, DIAG_PATH_LEAVES, place, "%s", file);
		return NULL;
	}
	Picture *picture = arena_alloc (reader->arena, sizeof (Picture));
	picture->place = *place;
	picture->file = file;
	open_picture (reader, path, picture);
	return picture;
}

/* ---- In the text of an article ------------------------------------------- */

static bool is_blank (cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type (node);
	if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
		return true;
	const char *text = type == CMARK_NODE_TEXT ? cmark_node_get_literal (node) : "x";
	return text[strspn (text, " \t")] == '\0';
}

cmark_node *read_lone_image (cmark_node *paragraph)
{
	cmark_node *image = NULL;
	for (cmark_node *node = cmark_node_first_child (paragraph); node != NULL;
	     node = cmark_node_next (node)) {
		if (cmark_node_get_type (node) == CMARK_NODE_IMAGE && image == NULL)
			image = node;
		else if (!is_blank (node))
			return NULL;
	}
	return image;
}

static Photo *find_photo (const Body *body, const char *file)
{
	for (guint i = 0; i < body->photos->len; i++) {
		Photo *photo = &g_array_index (body->photos, Photo, i);
		if (strcmp (photo->picture->file, file) == 0)
			return photo;
	}
	return NULL;
}

/* The words in the text go before those of the front matter; both is one too many. */
static void take_caption (Body *body, cmark_node *image, Picture *picture)
{
	Field caption = read_plain_inlines (body, image);
	if (caption.text == NULL)
		return;
	if (picture->caption.text != NULL && strcmp (picture->caption.text, caption.text) != 0)
		diag_add (body->reader->diag, DIAG_CAPTION_TWICE, &picture->caption.place, "%s",
			  picture->file);
	picture->caption = caption;
}

Picture *read_body_picture (Body *body, cmark_node *image)
{
	Reader *reader = body->reader;
	Place place = read_node_place (body, image);
	const char *file = read_clean (reader, cmark_node_get_url (image), &place);
	if (!g_hash_table_add (body->files, (gpointer) file)) {
		diag_add (reader->diag, DIAG_PICTURE_TWICE, &place, "%s", file);
		return NULL;
	}
	Photo *photo = find_photo (body, file);
	Picture *picture = photo != NULL ? photo->picture : read_picture (reader, file, &place);
	if (photo != NULL)
		photo->used = true;
	if (picture == NULL)
		return NULL;
	const char *title = cmark_node_get_title (image);
	if (title != NULL && title[0] != '\0')
		diag_add (reader->diag, DIAG_PICTURE_TITLE, &place, "\"%.200s\"", title);
	picture->place = place;
	take_caption (body, image, picture);
	return picture;
}
