/* The contents: headlines by section with their pages, and pictures from inside where they leave room. */
#include "compose/compose-private.h"

#include <glib/gi18n.h>
#include <string.h>

static Slab set_contents_entry (Composer *composer, const Article *article, int parent, Length width)
{
	const Style *style = composer->style;
	SlabMaker maker = slab_begin (composer, width);
	Length number_width = style->text[ROLE_CONTENTS_PAGE].size * 2, x = number_width + MM (3);
	int item = add_tag (composer, TAG_CONTENTS_ITEM, parent);
	int label = add_tag (composer, TAG_LABEL, item), link = add_tag (composer, TAG_REFERENCE, item);
	pages_tag (composer->pages, link)->target = article_target (composer, article);
	TextStyle number = style->text[ROLE_CONTENTS_PAGE];
	number.align = ALIGN_RIGHT;
	const char *page = arena_printf (composer->arena, "%d", article_page (composer, article->slug));
	slab_text (&maker, page, &article->place, &number, label, 0, number_width, LINES_RAGGED);
	maker.height = 0;
	slab_text (&maker, article_title (article), &article->headline.place,
		   &style->text[ROLE_CONTENTS_LINE], link, x, width - x, LINES_RAGGED);
	g_autofree char *byline = byline_print (&article->byline);
	g_auto (GStrv) names = g_strsplit (byline != NULL ? byline : "", "\n", -1);
	g_autofree char *authors = g_strjoinv (", ", names);
	slab_text (&maker, arena_strdup (composer->arena, authors), &article->place,
		   &style->text[ROLE_CONTENTS_AUTHOR], add_tag (composer, TAG_P, item), x, width - x,
		   LINES_RAGGED);
	slab_space (&maker, PT (6));
	return slab_end (&maker);
}

static Slab set_contents_section (Composer *composer, const Section *section, int parent, Length width)
{
	SlabMaker maker = slab_begin (composer, width);
	slab_space (&maker, PT (3));
	slab_rule (&maker, 0, maker.height, width, PT (1.2), composer->style->accent);
	slab_space (&maker, PT (4));
	slab_text (&maker, section->name.text, &section->name.place,
		   &composer->style->text[ROLE_CONTENTS_SECTION], add_tag (composer, TAG_CAPTION, parent), 0,
		   width, LINES_RAGGED);
	slab_space (&maker, PT (3));
	return slab_end (&maker);
}

static Slab set_contents_title (Composer *composer, int parent)
{
	SlabMaker maker = slab_begin (composer, composer->measure);
	const TextStyle *style = &composer->style->text[ROLE_CONTENTS_TITLE];
	TextStyle label = composer->style->text[ROLE_CONTENTS_AUTHOR];
	Place place = composer->issue->place;
	label.align = ALIGN_RIGHT;
	slab_text (&maker, composer->style->contents_title, &place, style, add_tag (composer, TAG_H1, parent),
		   0, maker.width, LINES_RAGGED);
	Length bottom = maker.height, gap = MM (4);
	if (text_width (composer, composer->style->contents_title, style) +
		    text_width (composer, composer->issue->label, &label) + gap <
	    maker.width) {
		maker.height = style_baseline (style) - style_baseline (&label);
		slab_text (&maker, composer->issue->label, &place, &label, add_tag (composer, TAG_P, parent),
			   0, maker.width, LINES_RAGGED);
	}
	maker.height = bottom + PT (6);
	return slab_end (&maker);
}

static GArray *set_contents (Composer *composer, int parent, Length width, GArray *plan)
{
	GArray *slabs = g_array_new (FALSE, FALSE, sizeof (Slab));
	int list = add_tag (composer, TAG_CONTENTS, parent);
	for (gsize i = 0; i < composer->issue->n_sections; i++) {
		const Section *section = &composer->issue->sections[i];
		int part = section->n_articles > 0 ? add_tag (composer, TAG_CONTENTS, list) : list;
		for (gsize j = 0; j <= section->n_articles && section->n_articles > 0; j++) {
			Slab slab =
				j == 0 ? set_contents_section (composer, section, part, width)
				       : set_contents_entry (composer, section->articles[j - 1], part, width);
			PlanItem item = { .height = slab.height,
					  .penalty = j == 0                     ? PLAN_FORBID
						     : j == section->n_articles ? -20
										: 20 };
			g_array_append_val (slabs, slab);
			g_array_append_val (plan, item);
		}
	}
	return slabs;
}

/* Two columns a page, levelled on the last one. Returns the number of items placed. */
static gsize plan_contents (const PlanItem *items, gsize n_items, Length height, PlanBreak *breaks)
{
	const PlanOptions options = { .step = PT (12) };
	gsize placed = 0;
	for (int tenth = 1; tenth <= 20; tenth++) {
		PlanColumn columns[2] = { { height * tenth / 20, true }, { height * tenth / 20, false } };
		gsize used = plan_columns (items, n_items, columns, 2, &options, breaks, &placed);
		if (used < 2)
			breaks[1] = breaks[0];
		bool stranded =
			used > 1 && breaks[0].end > 0 && items[breaks[0].end - 1].penalty >= PLAN_FORBID;
		if (placed == n_items && !breaks[0].overset && !breaks[1].overset && !stranded)
			break;
	}
	return placed;
}

static void place_contents (Composer *composer, const GArray *slabs, gsize first, const PlanBreak *breaks,
			    int page, Length top, Length width, Length gutter)
{
	gsize i = 0;
	for (int c = 0; c < 2; c++) {
		Length y = top;
		for (; i < breaks[c].end; i++) {
			const Slab *slab = &g_array_index (slabs, Slab, first + i);
			slab_place (composer, slab, page, page_left (composer, page) + c * (width + gutter),
				    y);
			y += slab->height;
		}
	}
}

/* ---- Teasers at the foot of the contents ----------------------------------------------------------- */

#define MOST_TEASERS 3
#define LEAST_TEASER MM (36) /* height of its picture */

static const Picture *first_picture (const Article *article)
{
	for (gsize i = 0; i < article->n_blocks; i++)
		if (article->blocks[i].type == BLOCK_PICTURE && article->blocks[i].picture->path != NULL)
			return article->blocks[i].picture;
	return NULL;
}

/* The first article with a picture of each section, but not the one that opens the issue's pages. */
static gsize choose_teasers (const Composer *composer, const Article **teasers)
{
	gsize n = 0;
	for (gsize i = 0; i < composer->issue->n_sections; i++) {
		const Section *section = &composer->issue->sections[i];
		for (gsize j = 0; j < section->n_articles && n < MOST_TEASERS; j++)
			if (first_picture (section->articles[j]) != NULL) {
				teasers[n++] = section->articles[j];
				break;
			}
	}
	return n;
}

static Slab set_teaser (Composer *composer, const Article *article, int parent, Length width, Length height)
{
	const Style *style = composer->style;
	const Picture *picture = first_picture (article);
	SlabMaker maker = slab_begin (composer, width);
	int div = add_tag (composer, TAG_DIV, parent), figure = add_tag (composer, TAG_FIGURE, div);
	pages_tag (composer->pages, figure)->alt = picture_alt (composer, picture);
	slab_picture (&maker, picture, 0, 0, width, height, figure, true);
	slab_space (&maker, height + PT (5));
	int paragraph = add_tag (composer, TAG_P, div), link = add_tag (composer, TAG_LINK, paragraph);
	pages_tag (composer->pages, link)->target = article_target (composer, article);
	const char *title = arena_printf (composer->arena, "%s ", article_title (article));
	const char *page =
		arena_printf (composer->arena, "tr.\u00a0%d", article_page (composer, article->slug));
	const Place *place = &article->headline.place;
	StyledSpan spans[2] = { { .text = title, .tag = link, .place = place },
				{ .text = page, .tag = link, .color = &style->accent, .place = place } };
	slab_paragraph (&maker, spans, 2, &style->text[ROLE_CONTENTS_LINE], 0, width, LINES_RAGGED);
	return slab_end (&maker);
}

typedef struct {
	const Article *articles[MOST_TEASERS];
	gsize n;
	int page, parent;
	Length top, bottom, width, title; /* title: height of the tallest title with its space */
} Teasers;

/* The room under the pictures that their titles need. */
static void measure_titles (Composer *composer, Teasers *teasers)
{
	Trial trial = trial_begin (composer);
	for (gsize i = 0; i < teasers->n; i++) {
		Slab slab =
			set_teaser (composer, teasers->articles[i], teasers->parent, teasers->width, MM (1));
		teasers->title = MAX (teasers->title, slab.height - MM (1));
	}
	trial_end (&trial);
}

/* Where the contents leave room, pictures from inside fill it: @top to the last row. */
static void place_teasers (Composer *composer, int page, int parent, Length top)
{
	Teasers teasers = {
		.page = page, .parent = parent, .top = top, .bottom = row_top (composer, composer->n_rows)
	};
	teasers.n = choose_teasers (composer, teasers.articles);
	Length gutter = composer->style->gutter;
	if (teasers.n == 0)
		return;
	teasers.width = (composer->measure - (Length) (teasers.n - 1) * gutter) / (Length) teasers.n;
	measure_titles (composer, &teasers);
	Length room = teasers.bottom - top - teasers.title - MM (6);
	if (room < LEAST_TEASER)
		return;
	Length height = MIN (teasers.width * 5 / 4, room);
	for (gsize i = 0; i < teasers.n; i++) {
		Slab slab = set_teaser (composer, teasers.articles[i], parent, teasers.width, height);
		slab_place (composer, &slab, page,
			    page_left (composer, page) + (Length) i * (teasers.width + gutter),
			    teasers.bottom - height - teasers.title);
	}
}

int compose_contents (Composer *composer, int page)
{
	int parent = page < 0 ? 1 : add_tag (composer, TAG_PART, 1);
	Length gutter = composer->style->gutter * 2, width = (composer->measure - gutter) / 2;
	g_autoptr (GArray) plan = g_array_new (FALSE, TRUE, sizeof (PlanItem));
	Slab title = set_contents_title (composer, parent);
	g_autoptr (GArray) slabs = set_contents (composer, parent, width, plan);
	Length height = composer->n_rows * composer->style->leading;
	int n_pages = 0;
	for (gsize first = 0; first < slabs->len || n_pages == 0; n_pages++) {
		Length used = n_pages == 0 ? title.height : 0;
		PlanBreak breaks[2] = { 0 };
		gsize placed = plan_contents ((const PlanItem *) plan->data + first, slabs->len - first,
					      height - used, breaks);
		if (page >= 0 && n_pages == 0)
			slab_place (composer, &title, page, page_left (composer, page), composer->top);
		if (page >= 0)
			place_contents (composer, slabs, first, breaks, page + n_pages, composer->top + used,
					width, gutter);
		first += placed;
		if (page >= 0 && first >= slabs->len)
			place_teasers (composer, page + n_pages, parent,
				       composer->top + used + MAX (breaks[0].used, breaks[1].used));
		if (breaks[0].overset || breaks[1].overset || placed == 0)
			diag_add (composer->diag, DIAG_OVERSET, &composer->issue->place,
				  _ ("an entry of the contents is higher than a page"));
		if (placed == 0)
			break;
	}
	return n_pages;
}
