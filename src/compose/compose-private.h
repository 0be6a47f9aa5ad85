/* What the files of the page maker share: the composer, slabs, galleys.
 *
 * A slab is a composed rectangle with its items; a galley is the running text of an article as slabs of whole
 * grid rows; article.c pours galleys into columns, page by page. */
#ifndef SOBAO_COMPOSE_PRIVATE_H
#define SOBAO_COMPOSE_PRIVATE_H

#include "compose/compose.h"
#include "compose/fonts.h"
#include "compose/paragraph.h"
#include "compose/plan.h"

#define LEAST_COLUMN MM (25) /* narrower, text is not justified any more but torn */
#define NOTE_GAP     PT (11) /* over the first note of a column */

/* Columns across the type area. */
typedef struct {
	int n;
	Length width, gutter;
} Columns;

typedef struct {
	const Issue *issue;
	const Style *style;
	Pages *pages;
	Arena *arena; /* the pages' */
	Fonts *fonts;
	Setter *setter;
	Diag *diag;
	/* the type area */
	Length measure; /* its width */
	Length top;     /* of its first grid row, from the top of the page */
	int n_rows;
	Length baseline; /* of a body line, from the top of its row */
	Length cap_top;  /* of a body line's capitals, from the top of its row */
	/* where the next article goes */
	int page, row;       /* page: index, -1 before the first */
	int article;         /* index into pages->articles of the one being set; -1: none */
	GPtrArray *sections; /* const char *, by page index; NULL entries: no running head */
} Composer;

/* ---- Slabs --------------------------------------------------------------------- */

/* A composed rectangle; item positions count from its top left corner. */
typedef struct {
	const Item *items;
	gsize n_items;
	Length width, height;
} Slab;

/* A slab under construction; height grows as things are added at its foot. */
typedef struct {
	Composer *composer;
	GArray *items;
	Length width, height;
} SlabMaker;

SlabMaker slab_begin (Composer *composer, Length width);
/* Ends it: the items move to the arena, the maker is spent. */
Slab slab_end (SlabMaker *maker);
void slab_space (SlabMaker *maker, Length height);
void slab_rule (SlabMaker *maker, Length x, Length y, Length width, Length height, Color color);
/* A destination that links can name, at the slab's present foot. @tag: of what comes next, not an artifact.
 */
void slab_target (SlabMaker *maker, const char *name, int tag);
/* The pieces of one line, its baseline at @y. */
void slab_line (SlabMaker *maker, const Line *line, Length x, Length y);
/* A paragraph at the foot: @x from the left edge, @measure wide. Returns the number of lines. */
gsize slab_paragraph (SlabMaker *maker, const StyledSpan *spans, gsize n_spans, const TextStyle *style,
		      Length x, Length measure, LinesMode mode);
/* The same for plain text in one tag; NULL text adds nothing. */
gsize slab_text (SlabMaker *maker, const char *text, const Place *place, const TextStyle *style, int tag,
		 Length x, Length measure, LinesMode mode);
/* Ends it and puts it on a page. */
void slab_end_at (SlabMaker *maker, int page, Length x, Length y);
/* Another slab inside this one. */
void slab_add (SlabMaker *maker, const Slab *slab, Length x, Length y);
/* Puts it on a page. */
void slab_place (Composer *composer, const Slab *slab, int page, Length x, Length y);

/* What is set between the two makes no complaints: a trial that may be thrown away. */
typedef struct {
	Composer *composer;
	Diag *kept, *scratch;
} Trial;
Trial trial_begin (Composer *composer);
/* Returns whether text was overset in the trial. */
bool trial_end (Trial *trial);

/* The width of a line of plain text. */
Length text_width (Composer *composer, const char *text, const TextStyle *style);
/* A copy of the style whose text fits the width on one line. */
TextStyle fit_style (Composer *composer, const char *text, const TextStyle *style, Length width);
/* The distance from a line's top to its baseline, for a style that does not stand on the grid. */
Length style_baseline (const TextStyle *style);

/* ---- Running text ----------------------------------------------------------------- */

typedef struct {
	StyledSpan *spans;
	gsize n_spans;
	int *notes; /* the notes referred to, in order */
	gsize n_notes;
} Styled;

/* Spans of @text with their tags under a new tag of @type; *tag is that tag. Text with links or notes gets a
 * leaf for every piece. */
Styled styled_text (Composer *composer, const Text *text, TagType type, int parent, int *tag);
Styled styled_plain (Composer *composer, const char *text, const Place *place, int tag);
int add_tag (Composer *composer, TagType type, int parent);

typedef struct {
	Slab slab;
	PlanItem plan;
	bool starts, ends; /* a paragraph begins, ends here */
	const int *notes;  /* first referred to here */
	gsize n_notes;
} GalleyItem;

/* What does not run in a column: a picture with its caption, a table, a box, a pull quote. */
typedef struct {
	Slab slab;
	int span;     /* columns */
	int n_rows;   /* with the space under it */
	gsize anchor; /* index of the galley item it belongs to: not before that one's page */
	Place place;
} Float;

typedef struct {
	Composer *composer;
	const Article *article;
	Columns columns;
	int tag;            /* parent of what is added */
	GArray *items;      /* GalleyItem */
	GArray *floats;     /* Float */
	Slab *note_slabs;   /* by note */
	bool *note_placed;  /* note already in a galley item */
	bool after_head;    /* the next paragraph is not indented */
	const Place *place; /* of the block being set; NULL: none yet */
} Galley;

Galley *galley_new (Composer *composer, const Article *article, Columns columns, int tag);
void galley_free (Galley *galley);
/* All blocks, then letters, notes' slabs, source line. */
void galley_fill (Galley *galley);

/* A float for a block; span 0: choose. */
Float float_picture (Galley *galley, const Picture *picture, int parent);
Float float_box (Galley *galley, const Block *block, int parent);
Float float_pull_quote (Galley *galley, const Block *block, int parent);
/* A table may give several floats, each at most @most_rows high. */
void float_table (Galley *galley, const Block *block, int parent, GArray *floats);
Length columns_span (const Columns *columns, int span);
/* A picture scaled into the box, or a draft's labelled one. */
void slab_picture (SlabMaker *maker, const Picture *picture, Length x, Length y, Length width, Length height,
		   int tag, bool fill);

/* What a screen reader says of a picture: its alternative text, else its caption, else its file. */
const char *picture_alt (Composer *composer, const Picture *picture);

/* ---- Pages ---------------------------------------------------------------------------- */

int new_page (Composer *composer, const char *section);
Length page_left (const Composer *composer, int page);
Length row_top (const Composer *composer, int row);
/* The title for lists and covers: the short one where it is given. */
const char *article_title (const Article *article);
const char *article_target (Composer *composer, const Article *article);

void compose_article (Composer *composer, const Article *article, bool opens_section);
#define SAFE MM (10) /* from the trim, on covers */
/* TẠP CHÍ, the name and, unless @small, who publishes it. */
void add_nameplate (SlabMaker *maker, int parent, Length x, Length width, bool small);
void place_fill (Composer *composer, int page, Length x, Length y, Length width, Length height, Color color);
void compose_cover (Composer *composer, int page);
/* Returns the number of pages; with @page < 0 it only counts. */
int compose_contents (Composer *composer, int page);
void compose_back_cover (Composer *composer, int page);
void compose_furniture (Composer *composer);
void account_for_words (Composer *composer);
/* The printed page number of an article; 0: none. */
int article_page (const Composer *composer, const char *slug);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Galley, galley_free)

#endif
