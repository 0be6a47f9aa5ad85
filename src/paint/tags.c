/* Structure for cairo 1.16, which has its own mind about it: a page that gets tags but no paint, or a link
 * outside of a document, damages the file; content is kept for leaves only. So tags are opened late, just
 * before something is painted, and one document stays open over all pages. */
#include "paint/parts.h"

#include <string.h>

#define MOST_RECTANGLES 100

typedef struct {
	int tag;
	const char *outer; /* a second element around the first; NULL: none */
	const char *name;
} OpenTag;

struct PaintTags {
	const Pages *pages;
	cairo_t *cr;
	double offset; /* of the trim's corner, in points */
	GArray *open;  /* OpenTag, from the document down */
	bool *carries; /* by page: the last leaf goes on as the first of the next page */
	bool *seen;    /* by tag */
	int page, last_page;
	int leaf; /* the open leaf; 0: none */
	guint n_reopened;
	GString *marks;
};

static bool leads (const Tag *tag)
{
	return (tag->type == TAG_LINK || tag->type == TAG_REFERENCE) &&
	       (tag->uri != NULL || tag->target != NULL);
}

static bool is_within (const Pages *pages, int tag, int ancestor)
{
	while (tag > ancestor)
		tag = pages_tag (pages, tag)->parent;
	return tag == ancestor;
}

static bool is_in_link (const Pages *pages, int tag)
{
	for (; tag > 0; tag = pages_tag (pages, tag)->parent)
		if (leads (pages_tag (pages, tag)))
			return true;
	return false;
}

/* ---- What goes on over a page break ---- */

/* The tag of the first or last item that has one; 0: none. */
static int edge_tag (const Pages *pages, int page, bool last)
{
	const GArray *items = pages_page (pages, page)->items;
	for (guint i = 0; i < items->len; i++) {
		const Item *item = &g_array_index (items, Item, last ? items->len - 1 - i : i);
		if (item->tag != 0 && item->type != ITEM_TARGET)
			return item->tag;
	}
	return 0;
}

/* A leaf that goes on is open from the next page's top: nothing may have to be painted there before it. */
static void find_carries (PaintTags *tags)
{
	const Pages *pages = tags->pages;
	g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
	for (int i = (int) pages->pages->len - 2; i >= 0; i--) {
		int tag = edge_tag (pages, i, true);
		if (tag == 0 || tag != edge_tag (pages, i + 1, false) || is_in_link (pages, tag))
			continue;
		paint_order (pages, i + 1, true, tags->carries[i + 1], order);
		guint first = g_array_index (order, guint, 0);
		tags->carries[i] = page_item (pages_page (pages, i + 1), first)->tag != 0;
	}
}

static void find_last_page (PaintTags *tags)
{
	tags->last_page = -1;
	for (guint i = 0; i < tags->pages->pages->len; i++)
		if (edge_tag (tags->pages, (int) i, false) != 0)
			tags->last_page = (int) i;
}

PaintTags *paint_tags_new (const Pages *pages, cairo_t *cr, double offset)
{
	PaintTags *tags = g_new0 (PaintTags, 1);
	tags->pages = pages;
	tags->cr = cr;
	tags->offset = offset;
	tags->open = g_array_new (FALSE, FALSE, sizeof (OpenTag));
	tags->carries = g_new0 (bool, pages->pages->len + 1);
	tags->seen = g_new0 (bool, pages->tags->len + 1);
	tags->marks = g_string_new (NULL);
	find_carries (tags);
	find_last_page (tags);
	return tags;
}

void paint_tags_free (PaintTags *tags)
{
	if (tags == NULL)
		return;
	g_array_unref (tags->open);
	g_string_free (tags->marks, TRUE);
	g_free (tags->carries);
	g_free (tags->seen);
	g_free (tags);
}

/* ---- Attributes ---- */

static void append_number (GString *out, double number)
{
	char buffer[G_ASCII_DTOSTR_BUF_SIZE];
	g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%.3f", number));
}

/* cairo 1.16 writes an address as it is: a lone bracket or backslash would end its string in the file. */
static void append_uri (GString *out, const char *uri)
{
	for (const char *c = uri; *c != '\0'; c++) {
		bool escape = *c == '%' && g_ascii_isxdigit (c[1]) && g_ascii_isxdigit (c[2]);
		if (g_ascii_isalnum (*c) || strchr ("-._~:/?#[]@!$&*+,;=", *c) != NULL || escape)
			g_string_append_c (out, *c);
		else
			g_string_append_printf (out, "%%%02X", (guchar) *c);
	}
}

static void append_rectangle (GString *out, const Item *item, double offset)
{
	double top = length_to_pt (item->y) + offset, height = length_to_pt (item->height);
	if (item->type == ITEM_GLYPHS) {
		double size = length_to_pt (((const GlyphRun *) item->detail)->size);
		top -= 0.8 * size;
		height = 1.1 * size;
	}
	append_number (out, length_to_pt (item->x) + offset);
	g_string_append_c (out, ' ');
	append_number (out, top);
	g_string_append_c (out, ' ');
	append_number (out, length_to_pt (item->width));
	g_string_append_c (out, ' ');
	append_number (out, height);
	g_string_append_c (out, ' ');
}

/* Where a link can be clicked: over its items from @step on, line by line. */
static void append_rectangles (GString *out, const PaintTags *tags, int link, const GArray *order, guint step)
{
	const Page *page = pages_page (tags->pages, tags->page);
	g_string_append (out, " rect=[");
	for (guint n = 0; step < order->len && n < MOST_RECTANGLES; step++, n++) {
		const Item *item = page_item (page, g_array_index (order, guint, step));
		if (!is_within (tags->pages, item->tag, link))
			break;
		append_rectangle (out, item, tags->offset);
	}
	g_string_append_c (out, ']');
}

static char *link_attributes (const PaintTags *tags, int link, const GArray *order, guint step)
{
	const Tag *tag = pages_tag (tags->pages, link);
	GString *out = g_string_new (NULL);
	if (tag->uri != NULL) {
		g_string_append (out, "uri='");
		append_uri (out, tag->uri);
		g_string_append_c (out, '\'');
	} else {
		g_string_append_printf (out, "dest='%s'", tag->target);
	}
	append_rectangles (out, tags, link, order, step);
	return g_string_free (out, FALSE);
}

/* ---- Opening and closing ---- */

static void add_mark (PaintTags *tags, char kind, int tag)
{
	g_string_append_printf (tags->marks, "%s%c%d", tags->marks->len > 0 ? " " : "", kind, tag);
}

static void open_tag (PaintTags *tags, int index, const GArray *order, guint step)
{
	const Tag *tag = pages_tag (tags->pages, index);
	OpenTag open = { .tag = index, .name = tag_name (tag->type) };
	g_autofree char *attributes = NULL;
	if (leads (tag)) {
		open.outer = tag->type == TAG_REFERENCE ? tag_name (TAG_REFERENCE) : NULL;
		open.name = CAIRO_TAG_LINK;
		attributes = link_attributes (tags, index, order, step);
		add_mark (tags, 'L', index);
	} else if (tag->type == TAG_LINK) {
		open.name = tag_name (TAG_SPAN);
	} else if (tag->type == TAG_FIGURE) {
		add_mark (tags, 'F', index);
	} else if (tag->type == TAG_HEAD_CELL || tag->type == TAG_CELL) {
		add_mark (tags, 'C', index);
	}
	if (open.outer != NULL)
		cairo_tag_begin (tags->cr, open.outer, NULL);
	cairo_tag_begin (tags->cr, open.name, attributes);
	tags->n_reopened += tags->seen[index];
	tags->seen[index] = true;
	g_array_append_val (tags->open, open);
}

static void close_to (PaintTags *tags, guint depth)
{
	while (tags->open->len > depth) {
		const OpenTag *last = &g_array_index (tags->open, OpenTag, tags->open->len - 1);
		cairo_tag_end (tags->cr, last->name);
		if (last->outer != NULL)
			cairo_tag_end (tags->cr, last->outer);
		g_array_set_size (tags->open, tags->open->len - 1);
	}
}

static int open_at (const PaintTags *tags, guint depth)
{
	return g_array_index (tags->open, OpenTag, depth).tag;
}

/* An artifact is painted in no leaf; the parents may stay open, as they take no content. */
static void close_leaf (PaintTags *tags)
{
	if (tags->leaf != 0)
		close_to (tags, tags->open->len - 1);
	tags->leaf = 0;
}

static void open_leaf (PaintTags *tags, int tag, const GArray *order, guint step)
{
	int path[MOST_TAG_DEPTH];
	guint depth = 0, common = 0;
	for (int i = tag; i > 0; i = pages_tag (tags->pages, i)->parent)
		path[depth++] = i;
	while (common < depth && common < tags->open->len &&
	       open_at (tags, common) == path[depth - 1 - common])
		common++;
	close_to (tags, common);
	for (guint i = common; i < depth; i++)
		open_tag (tags, path[depth - 1 - i], order, step);
	tags->leaf = tag;
}

void paint_tags_go (PaintTags *tags, const GArray *order, guint step)
{
	const Page *page = pages_page (tags->pages, tags->page);
	int tag = page_item (page, g_array_index (order, guint, step))->tag;
	if (tag == 0)
		close_leaf (tags);
	else if (tag != tags->leaf)
		open_leaf (tags, tag, order, step);
}

void paint_tags_target (PaintTags *tags, const Item *target)
{
	g_autoptr (GString) attributes = g_string_new (NULL);
	g_string_append_printf (attributes, "name='%s' x=", (const char *) target->detail);
	append_number (attributes, MAX (length_to_pt (target->x) + tags->offset, 0));
	g_string_append (attributes, " y=");
	append_number (attributes, MAX (length_to_pt (target->y) + tags->offset, 0));
	cairo_tag_begin (tags->cr, CAIRO_TAG_DEST, attributes->str);
	cairo_tag_end (tags->cr, CAIRO_TAG_DEST);
}

void paint_tags_begin_page (PaintTags *tags, int page, GArray *order)
{
	tags->page = page;
	paint_order (tags->pages, page, tags->leaf != 0, tags->carries[page], order);
}

/* A link's place is one page's, so links end with it. */
static guint depth_of_links (const PaintTags *tags)
{
	guint depth = 0;
	while (depth < tags->open->len && !leads (pages_tag (tags->pages, open_at (tags, depth))))
		depth++;
	return depth;
}

void paint_tags_end_page (PaintTags *tags)
{
	if (!tags->carries[tags->page])
		close_leaf (tags);
	close_to (tags, tags->page == tags->last_page ? 0 : depth_of_links (tags));
}

const char *paint_tags_marks (const PaintTags *tags)
{
	return tags->marks->str;
}

guint paint_tags_count_reopened (const PaintTags *tags)
{
	return tags->n_reopened;
}
