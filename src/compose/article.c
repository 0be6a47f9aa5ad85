/* Articles: the opener across the page, then the galley poured into columns, page by page.
 *
 * An article is a clean rectangle: it takes the full width of the type area from its first row on. On each
 * page the floats that belong to its text are placed first, at heads and feet of the columns; the planner
 * then divides the text; at the article's end the columns are levelled. */
#include "compose/compose-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define LEAST_BODY_ROWS 7 /* under an opener, or it moves to the next page */
#define MOST_FLOATS     8 /* on a page */
#define MOST_COLUMNS    6
#define ROWS_BETWEEN    2 /* two articles on a page */
#define LEAST_TEXT_ROWS 4 /* in a column beside floats, or no float is put there */

/* ---- The opener ------------------------------------------------------------------------- */

static void add_section_label (SlabMaker *maker, const Article *article)
{
	Composer *composer = maker->composer;
	const Field *name = &composer->issue->sections[article->section].name;
	slab_rule (maker, 0, maker->height, MM (14), PT (3), composer->style->accent);
	slab_space (maker, PT (6));
	slab_text (maker, name->text, &name->place, &composer->style->text[ROLE_SECTION], 0, 0, maker->width,
		   LINES_RAGGED);
	slab_space (maker, PT (8));
}

static void add_role (SlabMaker *maker, const Field *field, Role role, TagType type, int parent,
		      Length measure)
{
	if (field->text == NULL)
		return;
	const TextStyle *style = &maker->composer->style->text[role];
	slab_space (maker, style->space_before);
	slab_text (maker, field->text, &field->place, style, add_tag (maker->composer, type, parent), 0,
		   measure, LINES_BALANCED);
	slab_space (maker, style->space_after);
}

/* The names in strong, the organisation under them. */
static void add_byline (SlabMaker *maker, const Article *article, int parent)
{
	g_autofree char *byline = byline_print (&article->byline);
	if (byline == NULL || byline[0] == '\0')
		return;
	Composer *composer = maker->composer;
	const TextStyle *style = &composer->style->text[ROLE_BYLINE];
	const Place *place =
		article->byline.printed.text != NULL ? &article->byline.printed.place : &article->place;
	int tag = add_tag (composer, TAG_P, parent);
	g_auto (GStrv) lines = g_strsplit (byline, "\n", -1);
	for (char **line = lines; *line != NULL; line++) {
		TextStyle copy = *style;
		copy.weight = line == lines ? style->weight : 400;
		slab_text (maker, arena_strdup (composer->arena, *line), place, &copy, tag, 0, maker->width,
			   LINES_BALANCED);
	}
	slab_space (maker, style->space_after);
}

static bool is_small (const Article *article)
{
	return article->kind == ARTICLE_BRIEFS || article->kind == ARTICLE_LETTERS ||
	       article->kind == ARTICLE_POEM;
}

static Slab set_opener (Composer *composer, const Article *article, int parent, bool opens_section)
{
	const Style *style = composer->style;
	SlabMaker maker = slab_begin (composer, composer->measure);
	if (opens_section)
		add_section_label (&maker, article);
	slab_space (&maker, PT (1));
	int headline_tag = add_tag (composer, TAG_H1, parent);
	add_role (&maker, &article->kicker, ROLE_KICKER, TAG_P, parent, maker.width);
	slab_target (&maker, article_target (composer, article), headline_tag);
	const TextStyle *headline = &style->text[is_small (article) ? ROLE_HEADLINE_SMALL : ROLE_HEADLINE];
	slab_text (&maker, article->headline.text, &article->headline.place, headline, headline_tag, 0,
		   maker.width, LINES_BALANCED);
	slab_space (&maker, headline->space_after);
	/* a standfirst as wide as the page is tiring to read: it keeps to two thirds */
	Length measure = style->columns > 1 ? maker.width * 72 / 100 : maker.width;
	add_role (&maker, &article->standfirst, ROLE_STANDFIRST, TAG_P, parent, measure);
	add_byline (&maker, article, parent);
	slab_space (&maker, PT (4));
	return slab_end (&maker);
}

/* ---- A page of an article ----------------------------------------------------------------------- */

typedef struct {
	const Float *floated;
	int column; /* first column it covers */
	bool foot;  /* at the columns' foot, else at their head */
	int row;    /* its first row */
} Placed;

typedef struct {
	int page, first_row, n_rows;                /* the region that the article has on the page */
	int head[MOST_COLUMNS], foot[MOST_COLUMNS]; /* rows taken by floats */
	Placed placed[MOST_FLOATS];
	int n_placed;
} Region;

typedef struct {
	Composer *composer;
	const Article *article;
	Galley *galley;
	Columns columns;
	gsize item, floated; /* the next of each to be placed */
	const Slab *opener;  /* waits for its page; NULL once placed */
	int n_lines;
} Pour;

static int free_rows (const Region *region, int column)
{
	return region->n_rows - region->head[column] - region->foot[column];
}

/* Rows that a float needs over columns first … first+span-1 at the head (or foot), and whether they are level
 * there. */
static bool try_place (Region *region, const Float *floated, int first, bool foot)
{
	int *taken = foot ? region->foot : region->head;
	int rows = 0;
	for (int c = first; c < first + floated->span; c++)
		rows = MAX (rows, taken[c]);
	for (int c = first; c < first + floated->span; c++) {
		int left =
			region->n_rows - (foot ? region->head[c] : region->foot[c]) - rows - floated->n_rows;
		bool whole = left >= 0 && left < LEAST_TEXT_ROWS &&
			     floated->n_rows + rows >= region->n_rows - LEAST_TEXT_ROWS;
		if (left < LEAST_TEXT_ROWS && !whole)
			return false;
		if (taken[c] != rows)
			return false;
	}
	for (int c = first; c < first + floated->span; c++)
		taken[c] = rows + floated->n_rows;
	region->placed[region->n_placed++] =
		(Placed){ floated, first, foot, foot ? region->n_rows - rows - floated->n_rows : rows };
	return true;
}

/* Outer columns first, heads before feet; a second float goes to the opposite corner. */
static bool place_float (Region *region, const Float *floated, int n_columns)
{
	if (region->n_placed == MOST_FLOATS)
		return false;
	int last = n_columns - floated->span;
	bool right_page = region->page % 2 == 0;
	int near = right_page ? last : 0, far = right_page ? 0 : last;
	const struct {
		int column;
		bool foot;
	} corners[] = { { near, false }, { far, true }, { near, true }, { far, false } };
	for (gsize i = 0; i < G_N_ELEMENTS (corners); i++)
		if (try_place (region, floated, corners[i].column, corners[i].foot))
			return true;
	for (int c = 0; c <= last; c++)
		if (try_place (region, floated, c, false) || try_place (region, floated, c, true))
			return true;
	return false;
}

/* The columns that have room for text; @map tells which they are. Returns their number. */
static gsize open_columns (const Pour *pour, const Region *region, PlanColumn *columns, int *map)
{
	gsize n = 0;
	for (int c = 0; c < pour->columns.n; c++) {
		bool beside_floats = region->head[c] + region->foot[c] > 0;
		if (free_rows (region, c) < (beside_floats ? 2 : 1))
			continue;
		columns[n] = (PlanColumn){ free_rows (region, c) * pour->composer->style->leading, true };
		map[n++] = c;
	}
	return n;
}

/* Breaks of the open columns as breaks of all: a column without room ends where the one before it does. */
static void spread_breaks (const Pour *pour, const PlanBreak *open, const int *map, gsize n_open,
			   gsize n_used, PlanBreak *breaks)
{
	gsize end = 0, next = 0;
	for (int c = 0; c < pour->columns.n; c++) {
		breaks[c] = (PlanBreak){ .end = end };
		if (next < n_open && map[next] == c) {
			if (next < n_used)
				breaks[c] = open[next];
			end = breaks[c].end; /* columns after the last used one are empty */
			next++;
		}
	}
}

static PlanOptions plan_options (const Pour *pour)
{
	return (PlanOptions){ .foot_gap = NOTE_GAP, .step = pour->composer->style->leading };
}

static PlanItem *plan_items (const Pour *pour, gsize most, gsize *n_items)
{
	const GArray *items = pour->galley->items;
	*n_items = MIN (items->len - pour->item, most);
	PlanItem *plan = g_new (PlanItem, *n_items + 1);
	for (gsize i = 0; i < *n_items; i++)
		plan[i] = g_array_index (items, GalleyItem, pour->item + i).plan;
	return plan;
}

/* Divides what is left of the galley into the region's columns, with the next page in view so that no break
 * here spoils it. Returns how many items the region takes; breaks are relative to pour->item. */
static gsize plan_region (const Pour *pour, const Region *region, PlanBreak *breaks)
{
	PlanColumn columns[2 * MOST_COLUMNS];
	PlanBreak all[2 * MOST_COLUMNS];
	int map[MOST_COLUMNS];
	gsize n_open = open_columns (pour, region, columns, map), n_columns = n_open;
	for (int c = 0; c < pour->columns.n; c++)
		columns[n_columns++] =
			(PlanColumn){ pour->composer->n_rows * pour->composer->style->leading, true };
	gsize n_items, n_placed, most = (n_columns + 1) * (gsize) pour->composer->n_rows;
	g_autofree PlanItem *items = plan_items (pour, most, &n_items);
	PlanOptions options = plan_options (pour);
	gsize used =
		n_open == 0 ? 0 : plan_columns (items, n_items, columns, n_columns, &options, all, &n_placed);
	used = MIN (used, n_open);
	spread_breaks (pour, all, map, n_open, used, breaks);
	return used == 0 ? 0 : all[used - 1].end;
}

/* Everything left fits: the fewest rows that hold it make the columns level. Returns the rows, or 0 when it
 * does not fit. */
static int level_region (const Pour *pour, Region *region, PlanBreak *breaks)
{
	int n = pour->columns.n, full = region->n_rows;
	gsize n_items, n_placed;
	g_autofree PlanItem *items = plan_items (pour, G_MAXSIZE, &n_items);
	if (n_items > (gsize) (n * full * 2))
		return 0;
	int least = 0;
	for (int c = 0; c < n; c++)
		least = MAX (least, region->head[c] + region->foot[c]);
	if (n_items == 0)
		return region->n_rows = MAX (least, 1);
	Length total = 0;
	for (gsize i = 0; i < n_items; i++)
		total += items[i].discard ? 0 : items[i].height;
	int taken = 0;
	for (int c = 0; c < n; c++)
		taken += region->head[c] + region->foot[c];
	least = MAX (least, (length_steps (total, pour->composer->style->leading) + taken) / n);
	PlanOptions options = plan_options (pour);
	options.level_end = true;
	for (region->n_rows = MAX (least, 1); region->n_rows <= full; region->n_rows++) {
		PlanColumn columns[MOST_COLUMNS];
		PlanBreak open[MOST_COLUMNS];
		int map[MOST_COLUMNS];
		gsize n_open = open_columns (pour, region, columns, map);
		if (n_open == 0)
			continue;
		gsize used = plan_columns (items, n_items, columns, n_open, &options, open, &n_placed);
		bool fits = n_placed == n_items;
		for (gsize c = 0; c < used; c++)
			fits = fits && !open[c].overset &&
			       (c + 1 == used || open[c].end == 0 ||
				items[open[c].end - 1].penalty < PLAN_FORBID);
		spread_breaks (pour, open, map, n_open, used, breaks);
		if (fits)
			return region->n_rows;
	}
	region->n_rows = full;
	return 0;
}

/* Floats at the feet move with the region's last row. */
static void settle_feet (Region *region, int old_rows)
{
	for (int i = 0; i < region->n_placed; i++)
		if (region->placed[i].foot)
			region->placed[i].row += region->n_rows - old_rows;
}

/* Place the floats whose text stands on this page, one by one: each takes room, so the text is planned anew.
 */
static gsize place_floats (Pour *pour, Region *region, PlanBreak *breaks)
{
	const GArray *floats = pour->galley->floats;
	gsize n_items = plan_region (pour, region, breaks);
	while (pour->floated < floats->len) {
		const Float *next = &g_array_index (floats, Float, pour->floated);
		bool text_is_out = pour->item >= pour->galley->items->len;
		if (!text_is_out && next->anchor > pour->item + n_items)
			break;
		Region before = *region;
		if (!place_float (region, next, pour->columns.n))
			break;
		gsize n_now = text_is_out ? 0 : plan_region (pour, region, breaks);
		/* its text went over to the next page: so does the float */
		if (!text_is_out && next->anchor > pour->item + n_now && region->n_placed > 1) {
			*region = before;
			n_items = plan_region (pour, region, breaks);
			break;
		}
		n_items = n_now;
		pour->floated++;
	}
	return n_items;
}

/* ---- Emitting --------------------------------------------------------------------------------- */

static Length column_left (const Pour *pour, int page, int column)
{
	return page_left (pour->composer, page) + column * (pour->columns.width + pour->columns.gutter);
}

static void emit_floats (const Pour *pour, const Region *region)
{
	for (int i = 0; i < region->n_placed; i++) {
		const Placed *placed = &region->placed[i];
		Length y = row_top (pour->composer, region->first_row + placed->row);
		if (placed->foot) /* its space is over it, its foot on the last baseline */
			y += placed->floated->n_rows * pour->composer->style->leading -
			     placed->floated->slab.height -
			     (pour->composer->style->leading - pour->composer->baseline);
		slab_place (pour->composer, &placed->floated->slab, region->page,
			    column_left (pour, region->page, placed->column), y);
	}
}

/* Rules stand only between two columns that both hold text, as far as the longer one reaches; verse has none.
 */
static void emit_column_rules (const Pour *pour, const Region *region, const PlanBreak *breaks)
{
	Composer *composer = pour->composer;
	Length leading = composer->style->leading;
	bool wanted = composer->style->column_rule && pour->article->kind != ARTICLE_POEM;
	for (int c = 1; wanted && c < pour->columns.n; c++) {
		int head = MAX (region->head[c - 1], region->head[c]);
		int foot = MAX (region->foot[c - 1], region->foot[c]);
		int longer = MAX (length_steps (breaks[c].used, leading) + region->head[c],
				  length_steps (breaks[c - 1].used, leading) + region->head[c - 1]);
		int rows = MIN (region->n_rows - foot, longer) - head;
		if (rows < 2 || breaks[c].used == 0 || breaks[c - 1].used == 0)
			continue;
		Fill *fill = arena_new_array (composer->arena, Fill, 1);
		fill->color = composer->style->rule;
		Item rule = { .type = ITEM_RULE, .detail = fill, .width = PT (0.3) };
		rule.x = column_left (pour, region->page, c) - pour->columns.gutter / 2 - rule.width / 2;
		rule.y = row_top (composer, region->first_row + head) + composer->cap_top;
		rule.height = rows * leading - composer->cap_top - (leading - composer->baseline);
		pages_add_item (composer->pages, region->page, rule);
	}
}

typedef struct {
	const GalleyItem *item;
	Length x, y;
	int column;
} Spot;

/* Where every item of the region stands. */
static GArray *find_spots (const Pour *pour, const Region *region, const PlanBreak *breaks)
{
	GArray *spots = g_array_new (FALSE, TRUE, sizeof (Spot));
	gsize i = pour->item;
	for (int c = 0; c < pour->columns.n; c++) {
		Length y = row_top (pour->composer, region->first_row + region->head[c]);
		bool top = true;
		for (; i < pour->item + breaks[c].end; i++) {
			const GalleyItem *item = &g_array_index (pour->galley->items, GalleyItem, i);
			if (item->plan.discard && top)
				continue;
			top = false;
			Spot spot = { item, column_left (pour, region->page, c), y, c };
			g_array_append_val (spots, spot);
			y += item->plan.height;
		}
	}
	return spots;
}

/* The notes of one column, at its foot under a short rule. */
static void emit_column_notes (const Pour *pour, const Region *region, const GArray *spots, int column)
{
	Composer *composer = pour->composer;
	Length height = 0;
	for (guint i = 0; i < spots->len; i++) {
		const Spot *spot = &g_array_index (spots, Spot, i);
		if (spot->column == column)
			height += spot->item->plan.foot;
	}
	if (height == 0)
		return;
	Length x = column_left (pour, region->page, column);
	int last_row = region->first_row + region->n_rows - region->foot[column];
	Length y =
		row_top (composer, last_row) - (composer->style->leading - composer->baseline) / 2 - height;
	SlabMaker maker = slab_begin (composer, pour->columns.width);
	slab_rule (&maker, 0, -PT (3), MM (16), PT (0.5), composer->style->rule);
	for (guint i = 0; i < spots->len; i++) {
		const Spot *spot = &g_array_index (spots, Spot, i);
		for (gsize j = 0; spot->column == column && j < spot->item->n_notes; j++)
			slab_add (&maker, &pour->galley->note_slabs[spot->item->notes[j] - 1], 0,
				  maker.height);
	}
	Slab slab = slab_end (&maker);
	slab_place (composer, &slab, region->page, x, y);
}

static void emit_notes (const Pour *pour, const Region *region, const GArray *spots)
{
	for (int c = 0; c < pour->columns.n; c++)
		emit_column_notes (pour, region, spots, c);
}

/* Items go out in reading order. What interrupts the text (floats, notes) goes between two paragraphs, never
 * inside one: a paragraph is one structure element, also across columns. */
static void emit_region (Pour *pour, const Region *region, const PlanBreak *breaks)
{
	g_autoptr (GArray) spots = find_spots (pour, region, breaks);
	guint first_start = 0, last_start = spots->len;
	while (first_start < spots->len && !g_array_index (spots, Spot, first_start).item->starts)
		first_start++;
	if (spots->len > 0 && !g_array_index (spots, Spot, spots->len - 1).item->ends)
		for (last_start = spots->len - 1; last_start > first_start; last_start--)
			if (g_array_index (spots, Spot, last_start).item->starts)
				break;
	for (guint i = 0; i <= spots->len; i++) {
		if (i == first_start) {
			emit_column_rules (pour, region, breaks);
			emit_floats (pour, region);
		}
		if (i == MAX (last_start, first_start))
			emit_notes (pour, region, spots);
		if (i == spots->len)
			break;
		const Spot *spot = &g_array_index (spots, Spot, i);
		slab_place (pour->composer, &spot->item->slab, region->page, spot->x, spot->y);
		pour->n_lines += spot->item->slab.n_items > 0;
	}
}

static void report_overset (const Pour *pour, const Region *region, const PlanBreak *breaks)
{
	gsize first = 0;
	for (int c = 0; c < pour->columns.n; first = breaks[c].end, c++)
		if (breaks[c].overset && breaks[c].end > first)
			diag_add (pour->composer->diag, DIAG_OVERSET, &pour->article->place,
				  _ ("a passage is higher than a column on page %d"), region->page + 1);
}

/* ---- The whole article -------------------------------------------------------------------------- */

static Columns article_columns (const Composer *composer, const Article *article)
{
	int n = article->columns > 0 ? article->columns : composer->style->columns;
	if (article->columns == 0 && article->kind == ARTICLE_POEM)
		n = MIN (n, 2);
	n = CLAMP (n, 1, MOST_COLUMNS);
	Length gutter = composer->style->gutter;
	while (n > 1 && (composer->measure - (n - 1) * gutter) / n < LEAST_COLUMN)
		n--;
	return (Columns){ n, (composer->measure - (n - 1) * gutter) / n, gutter };
}

static Region next_region (Pour *pour)
{
	Composer *composer = pour->composer;
	const char *section = composer->issue->sections[pour->article->section].name.text;
	if (composer->page < 0 || composer->row >= composer->n_rows) {
		composer->page = new_page (composer, section);
		composer->row = 0;
	}
	return (Region){ .page = composer->page,
			 .first_row = composer->row,
			 .n_rows = composer->n_rows - composer->row };
}

static int opener_rows (const Pour *pour)
{
	return length_steps (pour->opener->height, pour->composer->style->leading);
}

/* Rows of a picture that stands before all text: it stays with its headline, unless that would leave near
 * half a page empty; a poem never leaves its picture. */
static int lead_rows (const Pour *pour)
{
	const GArray *floats = pour->galley->floats;
	const Composer *composer = pour->composer;
	if (floats->len == 0 || g_array_index (floats, Float, 0).anchor > 0)
		return 0;
	int rows = g_array_index (floats, Float, 0).n_rows;
	bool spacious = composer->row * 100 < composer->n_rows * 60 && pour->article->kind != ARTICLE_POEM;
	return spacious || rows + opener_rows (pour) > composer->n_rows ? 0 : rows;
}

/* Rows of the text up to the first place where a column may end: a headline is not left alone over less. */
static int first_rows (const Pour *pour)
{
	const GArray *items = pour->galley->items;
	Length height = 0;
	for (guint i = 0; i < items->len; i++) {
		const PlanItem *item = &g_array_index (items, GalleyItem, i).plan;
		height += item->height + item->foot;
		if (item->penalty < PLAN_FORBID && !item->discard)
			break;
	}
	return length_steps (height, pour->composer->style->leading);
}

static int poem_rows (const Pour *pour)
{
	const GArray *items = pour->galley->items;
	Length height = 0;
	for (guint i = 0; i < items->len; i++)
		height += g_array_index (items, GalleyItem, i).plan.height;
	int rows = length_steps (height, pour->composer->style->leading * pour->columns.n) + 1;
	return rows + opener_rows (pour) > pour->composer->n_rows ? 0 : rows;
}

static void place_opener (Pour *pour)
{
	Composer *composer = pour->composer;
	int rows = opener_rows (pour);
	int least = MIN (LEAST_BODY_ROWS, (int) pour->galley->items->len / pour->columns.n + 1);
	least = MAX (least, MAX (lead_rows (pour), first_rows (pour)));
	least = MIN (least, composer->n_rows - rows);
	if (pour->article->kind == ARTICLE_POEM) /* on one page where that is possible */
		least = MAX (least, poem_rows (pour));
	if (composer->page < 0 || composer->row + rows + least > composer->n_rows)
		composer->row = composer->n_rows;
	if (rows > composer->n_rows)
		diag_add (composer->diag, DIAG_OVERSET, &pour->article->headline.place,
			  _ ("headline and standfirst fill more than a page"));
	Region region = next_region (pour);
	Length y = row_top (composer, region.first_row);
	if (region.first_row > 0) { /* a rule parts two articles on a page */
		Fill *fill = arena_new_array (composer->arena, Fill, 1);
		fill->color = composer->style->rule;
		pages_add_item (composer->pages, region.page,
				(Item){ ITEM_RULE, page_left (composer, region.page),
					y - composer->style->leading, composer->measure, PT (0.5), 0, fill });
	}
	slab_place (composer, pour->opener, region.page, page_left (composer, region.page), y);
	composer->row += rows;
	pour->opener = NULL;
}

static bool is_done (const Pour *pour)
{
	return pour->item >= pour->galley->items->len && pour->floated >= pour->galley->floats->len;
}

/* A float that fits no empty page would be carried on for ever. */
static void drop_impossible_float (Pour *pour)
{
	const Float *floated = &g_array_index (pour->galley->floats, Float, pour->floated);
	diag_add (pour->composer->diag, DIAG_OVERSET, &floated->place, _ ("it is higher than a page"));
	pour->floated++;
}

static void pour_page (Pour *pour)
{
	Composer *composer = pour->composer;
	PlanBreak breaks[MOST_COLUMNS] = { 0 };
	Region region = next_region (pour);
	bool fresh = region.first_row == 0;
	gsize n_items = place_floats (pour, &region, breaks);
	int old_rows = region.n_rows;
	bool last = pour->floated == pour->galley->floats->len;
	PlanBreak level[MOST_COLUMNS] = { 0 };
	int rows = last ? level_region (pour, &region, level) : 0;
	if (rows > 0) {
		n_items = pour->galley->items->len - pour->item;
		settle_feet (&region, old_rows);
		memcpy (breaks, level, sizeof level);
	}
	if (n_items == 0 && region.n_placed == 0 && fresh && pour->floated < pour->galley->floats->len)
		drop_impossible_float (pour);
	report_overset (pour, &region, breaks);
	emit_region (pour, &region, breaks);
	pour->item += n_items;
	composer->row = rows > 0 ? region.first_row + rows + ROWS_BETWEEN : composer->n_rows;
}

void compose_article (Composer *composer, const Article *article, bool opens_section)
{
	composer->article = (int) composer->pages->articles->len;
	PageArticle entry = { .slug = arena_strdup (composer->arena, article->slug) };
	g_array_append_val (composer->pages->articles, entry);
	int tag = add_tag (composer, TAG_ARTICLE, 1);
	Columns columns = article_columns (composer, article);
	Slab opener = set_opener (composer, article, tag, opens_section);
	g_autoptr (Galley) galley = galley_new (composer, article, columns, tag);
	galley_fill (galley);
	Pour pour = { .composer = composer,
		      .article = article,
		      .galley = galley,
		      .columns = columns,
		      .opener = &opener };
	place_opener (&pour);
	int first_page = composer->page + 1;
	while (!is_done (&pour))
		pour_page (&pour);
	PageArticle *placed = &g_array_index (composer->pages->articles, PageArticle, composer->article);
	placed->first_page = first_page;
	placed->last_page = composer->page + 1;
	placed->n_lines = pour.n_lines;
	composer->article = -1;
}
