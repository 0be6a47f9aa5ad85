/* articles/NAME.md → Article: front matter between two lines "---", then the text. */
#include "read/read-private.h"

#include "base/file.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where the parts of the file are. */
typedef struct {
	Source front, body;
	int lines_before; /* the body's first line is the one after these */
} Parts;

static bool is_line (const char *line, gsize n_bytes, const char *wanted)
{
	while (n_bytes > 0 && strchr ("\r\n \t", line[n_bytes - 1]) != NULL)
		n_bytes--;
	return n_bytes == strlen (wanted) && memcmp (line, wanted, n_bytes) == 0;
}

static const char *line_end (const char *line, const char *end)
{
	const char *newline = memchr (line, '\n', (gsize) (end - line));
	return newline == NULL ? end : newline + 1;
}

static bool divide (Reader *reader, const Source *source, Parts *parts)
{
	Place place = { source->file, 1, 1 };
	const char *end = source->text + source->n_bytes, *line = source->text, *next = line_end (line, end);
	if (!is_line (line, (gsize) (next - line), "---")) {
		diag_add (reader->diag, DIAG_NO_FRONT_MATTER, &place, NULL);
		return false;
	}
	const char *front = next;
	for (int n_lines = 2; next < end; n_lines++) {
		line = next;
		next = line_end (line, end);
		if (!is_line (line, (gsize) (next - line), "---"))
			continue;
		parts->front = (Source){ source->file, front, (gsize) (line - front), 0 };
		parts->body = (Source){ source->file, next, (gsize) (end - next), 0 };
		parts->lines_before = n_lines;
		return true;
	}
	diag_add (reader->diag, DIAG_OPEN_FRONT_MATTER, &place, NULL);
	return false;
}

static void index_lines (Body *body)
{
	gsize start = 0;
	g_array_append_val (body->lines, start);
	for (gsize i = 0; i < body->n_bytes; i++)
		if (body->text[i] == '\n') {
			start = i + 1;
			g_array_append_val (body->lines, start);
		}
}

static void check_content (Body *body)
{
	const Article *article = body->article;
	Place whole = { article->file, 0, 0 };
	if (article->n_blocks == 0 && article->n_letters == 0 && !body->refused)
		diag_add (body->reader->diag, DIAG_EMPTY_ARTICLE, &whole, NULL);
}

static void read_parts (Reader *reader, Article *article, const Parts *parts)
{
	Body body = {
		.reader = reader, .article = article, .text = parts->body.text, .n_bytes = parts->body.n_bytes
	};
	g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (gsize));
	g_autoptr (GArray) photos = g_array_new (FALSE, TRUE, sizeof (Photo));
	g_autoptr (GHashTable) files = g_hash_table_new (g_str_hash, g_str_equal);
	body.lines = lines;
	body.photos = photos;
	body.files = files;
	body.lines_before = parts->lines_before;
	body.last = (Place){ article->file, parts->lines_before + 1, 1 };
	index_lines (&body);
	Node *front = read_yaml (reader->arena, reader->diag, &parts->front, 1);
	if (front != NULL)
		read_front_matter (&body, front);
	read_body (&body);
	check_content (&body);
}

Article *read_article (Reader *reader, const char *file, const Place *place)
{
	g_autofree char *path = file_inside (reader->root, reader->folder, file);
	if (path != NULL && !g_file_test (path, G_FILE_TEST_EXISTS)) {
		g_autofree char *hint = read_did_you_mean_file (reader, file, ARTICLES_FOLDER);
		diag_add (reader->diag, DIAG_MISSING_FILE, place, "%s%s", file, hint);
		return NULL;
	}
	if (path == NULL) {
		diag_add (reader->diag, DIAG_PATH_LEAVES, place, "%s", file);
		return NULL;
	}
	Source source;
	Parts parts;
	if (!read_source (reader, path, file, MOST_ARTICLE_BYTES, place, &source) ||
	    !divide (reader, &source, &parts))
		return NULL;
	Article *article = arena_alloc (reader->arena, sizeof (Article));
	article->file = file;
	article->place = (Place){ file, 0, 0 };
	read_parts (reader, article, &parts);
	return article;
}
