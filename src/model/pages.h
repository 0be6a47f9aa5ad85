/* Pages: where everything goes. A plain display list that prints itself.
 *
 * Made by compose/, read by paint/ (which decides nothing) and by record/. Names fonts by file, face
 * index and size: no library's pointer is inside. Positions are Lengths from the page's top left corner
 * (of the trim; bleed lies at negative positions and beyond width and height). */
#ifndef SOBAO_MODEL_PAGES_H
#define SOBAO_MODEL_PAGES_H

#include "base/arena.h"
#include "base/length.h"
#include "model/issue.h"
#include "model/style.h"

/* ---- Structure: a tree of tags ---------------------------------------------
 * Only leaves may hold items: where a paragraph contains a link, its text goes into TAG_SPAN children.
 * Tags are numbered in reading order; a parent comes before its children. */

typedef enum {
	TAG_ARTIFACT, /* tags[0] only: running heads, folios, rules: not read aloud */
	TAG_DOCUMENT, /* tags[1] only */
	TAG_PART,     /* cover, contents, a section */
	TAG_ARTICLE,
	TAG_DIV, /* a box */
	TAG_H1,
	TAG_H2,
	TAG_H3,
	TAG_P,
	TAG_SPAN,
	TAG_LINK,
	TAG_REFERENCE,
	TAG_QUOTE,
	TAG_LIST,
	TAG_ITEM,
	TAG_LABEL,
	TAG_ITEM_BODY,
	TAG_TABLE,
	TAG_ROW,
	TAG_HEAD_CELL,
	TAG_CELL,
	TAG_FIGURE,
	TAG_CAPTION,
	TAG_NOTE,
	TAG_CONTENTS,
	TAG_CONTENTS_ITEM,
	N_TAG_TYPES
} TagType;

typedef struct {
	TagType type;
	int parent;
	int article;        /* index into Pages.articles; -1: none */
	const char *alt;    /* TAG_FIGURE: alternative text */
	const char *uri;    /* TAG_LINK: target outside, percent-encoded ASCII */
	const char *target; /* TAG_LINK, TAG_REFERENCE: name of a destination (ITEM_TARGET) */
} Tag;

/* ---- Items ------------------------------------------------------------------ */

typedef enum {
	ITEM_GLYPHS,  /* detail: GlyphRun; x, y: origin on the baseline; width: advance; height: 0 */
	ITEM_PICTURE, /* detail: PagePicture; the box x, y, width, height is filled exactly */
	ITEM_RULE,    /* detail: Fill; a filled rectangle */
	ITEM_TARGET,  /* detail: const char *, an ASCII name that links can point to */
} ItemType;

typedef struct {
	guint32 glyph;
	Length x, y; /* from the item's origin, y downward */
} Glyph;

typedef struct {
	guint8 n_bytes, n_glyphs;
} Cluster;

typedef struct {
	int font; /* index into Pages.fonts */
	Length size;
	int scale; /* horizontal glyph scaling, thousandths: 1000 is none */
	Color color;
	const char *text; /* UTF-8, NFC; with its trailing space where a line ends inside a paragraph */
	Glyph *glyphs;
	gsize n_glyphs;
	Cluster *clusters; /* in order; bytes and glyphs add up to the whole */
	gsize n_clusters;
} GlyphRun;

typedef struct {
	const char *path; /* file to open */
	const char *name; /* as the editor wrote it: for dumps */
	Place place;      /* where it is named, for who has to mend it */
	ImageInfo image;
	/* The part of the turned picture that is shown, in thousandths of its width and height; 0 0 1000 1000
	 * is all. */
	int crop_x, crop_y, crop_width, crop_height;
} PagePicture;

typedef struct {
	Color color;
} Fill;

typedef struct {
	ItemType type;
	Length x, y, width, height;
	int tag; /* index into Pages.tags; 0: artifact */
	const void *detail;
} Item;

typedef struct {
	const char *label; /* "3"; "Bìa 1" */
	GArray *items;     /* Item, in order of painting, which is reading order for tagged items */
} Page;

typedef struct {
	const char *file; /* to open it */
	int index;        /* face in the file */
	const char *name; /* "GentiumBookPlus-Regular.ttf": for dumps */
	const char *family;
} PageFont;

typedef struct {
	const char *title, *target;
	int level; /* 0 section, 1 article */
	int page;  /* index */
} OutlineEntry;

/* Where an article came to stand. */
typedef struct {
	const char *slug;
	int first_page, last_page; /* page numbers, from 1 */
	int n_lines;               /* body lines set */
} PageArticle;

typedef struct {
	Arena *arena;
	Length width, height, bleed;
	const char *title, *author, *subject, *language;
	Date date;
	GArray *fonts;    /* PageFont */
	GArray *tags;     /* Tag */
	GArray *pages;    /* Page */
	GArray *outline;  /* OutlineEntry */
	GArray *articles; /* PageArticle, in order of print */
} Pages;

Pages *pages_new (Length width, Length height, Length bleed);
void pages_free (Pages *pages); /* NULL is fine */

/* Each returns the new index. Strings must live in pages->arena. */
int pages_add_page (Pages *pages, const char *label);
int pages_add_tag (Pages *pages, TagType type, int parent, int article);
int pages_add_font (Pages *pages, const char *file, int index, const char *family); /* each face once */
void pages_add_item (Pages *pages, int page, Item item);

#define pages_page(set, i)   (&g_array_index ((set)->pages, Page, (i)))
#define pages_tag(pages, i)  (&g_array_index ((pages)->tags, Tag, (i)))
#define pages_font(pages, i) (&g_array_index ((pages)->fonts, PageFont, (i)))
#define page_item(page, i)   (&g_array_index ((page)->items, Item, (i)))

/* The display list as text: pages, items with positions in points, text of every run. Stable: golden tests
 * compare it. Caller frees. */
char *pages_dump (const Pages *pages);

const char *tag_name (TagType type); /* "P", "H1", …; static */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pages, pages_free)

#endif
