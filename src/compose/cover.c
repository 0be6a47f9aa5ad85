/* The cover: nameplate, picture, cover lines. */
#include "compose/compose-private.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *print_day (Composer *composer, Date date)
{
	if (date.day == 0)
		return arena_printf (composer->arena, "Tháng %d năm %d", date.month, date.year);
	return arena_printf (composer->arena, "Ngày %d tháng %d năm %d", date.day, date.month, date.year);
}

/* ---- The nameplate ------------------------------------------------------------------------------ */

/* TẠP CHÍ over the name, at a third of its size at least; under the name its agency and governing body, as
 * the Press Law asks (Luật Báo chí 2016, art. 46). */
void add_nameplate (SlabMaker *maker, int parent, Length x, Length width, bool small)
{
	Composer *composer = maker->composer;
	const Magazine *magazine = &composer->issue->magazine;
	TextStyle name = composer->style->text[ROLE_COVER_NAME],
		  kind = composer->style->text[ROLE_COVER_KIND];
	TextStyle body = composer->style->text[ROLE_COVER_SMALL];
	if (small) {
		name.color = kind.color = composer->style->accent;
		name.size /= 3;
		name.leading /= 3;
		kind.size /= 3;
		kind.leading /= 3;
	}
	g_autofree char *capitals = g_utf8_strup (magazine->name.text, -1);
	name = fit_style (composer, name.caps ? capitals : magazine->name.text, &name, width);
	if (kind.size * 3 < name.size) {
		kind.leading = (Length) ((gint64) kind.leading * name.size / (3 * (gint64) kind.size)) + 1;
		kind.size = name.size / 3 + 1;
	}
	int tag = add_tag (composer, TAG_P, parent);
	slab_text (maker, magazine->kind_word.text, &magazine->kind_word.place, &kind, tag, x, width,
		   LINES_RAGGED);
	slab_text (maker, magazine->name.text, &magazine->name.place, &name,
		   add_tag (composer, TAG_H1, parent), x, width, LINES_RAGGED);
	if (small)
		return;
	slab_space (maker, PT (4));
	const Field *fields[] = { &magazine->agency, &magazine->governing_body };
	for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
		if (fields[i]->text == NULL)
			continue;
		g_autofree char *upper = g_utf8_strup (fields[i]->text, -1);
		slab_text (maker, arena_strdup (composer->arena, i == 0 ? fields[i]->text : upper),
			   &fields[i]->place, &body, add_tag (composer, TAG_P, parent), x, width,
			   LINES_RAGGED);
	}
	TextStyle italic = body;
	italic.italic = true;
	slab_text (maker, magazine->tagline.text, &magazine->tagline.place, &italic,
		   add_tag (composer, TAG_P, parent), x, width, LINES_RAGGED);
}

/* ---- The cover ------------------------------------------------------------------------------------ */

static const char *line_text (const Composer *composer, const CoverLine *line)
{
	if (line->text.text != NULL)
		return line->text.text;
	const Article *article =
		line->article != NULL ? issue_article (composer->issue, line->article) : NULL;
	return article != NULL ? article_title (article) : NULL;
}

/* A cover line with the page it points to, as a link. */
static void add_cover_line (SlabMaker *maker, const CoverLine *line, Role role, int parent, Length x,
			    Length width, int percent)
{
	Composer *composer = maker->composer;
	const char *text = line_text (composer, line);
	if (text == NULL)
		return;
	int paragraph = add_tag (composer, TAG_P, parent);
	int page = article_page (composer, line->article);
	int tag = add_tag (composer, page > 0 ? TAG_LINK : TAG_SPAN, paragraph);
	if (page > 0)
		pages_tag (composer->pages, tag)->target =
			article_target (composer, issue_article (composer->issue, line->article));
	TextStyle style = composer->style->text[role];
	style.size = style.size * percent / 100;
	style.leading = style.leading * percent / 100;
	const Color *accent = &composer->style->accent;
	StyledSpan spans[2] = { { .text = page > 0 ? arena_printf (composer->arena, "%s ", text) : text,
				  .tag = tag,
				  .place = &line->text.place },
				{ .text = arena_printf (composer->arena, "tr.\u00a0%d", page),
				  .tag = tag,
				  .color = accent,
				  .place = &line->text.place } };
	slab_paragraph (maker, spans, page > 0 ? 2 : 1, &style, x, width, LINES_BALANCED);
}

#define MOST_OWN_LINES 5

/* The editor's cover lines; where none are given, the first article of each section. */
static const CoverLine *cover_lines (Composer *composer, gsize *n_lines)
{
	const Issue *issue = composer->issue;
	*n_lines = issue->n_cover_lines;
	if (*n_lines > 0)
		return issue->cover_lines;
	CoverLine *lines = arena_new_array (composer->arena, CoverLine, MOST_OWN_LINES);
	for (gsize i = 0; i < issue->n_sections && *n_lines < MOST_OWN_LINES; i++)
		if (issue->sections[i].n_articles > 0)
			lines[(*n_lines)++].article = issue->sections[i].articles[0]->slug;
	return lines;
}

/* The lead and the lines under it in two columns, in @percent of their size. */
static Slab set_cover_lines (Composer *composer, int parent, Length width, int percent)
{
	gsize n_lines;
	const CoverLine *lines = cover_lines (composer, &n_lines);
	SlabMaker maker = slab_begin (composer, width);
	if (n_lines > 0)
		add_cover_line (&maker, &lines[0], ROLE_COVER_LEAD, parent, 0, width, percent);
	slab_space (&maker, PT (10));
	Length gutter = MM (7), column = (width - gutter) / 2, top = maker.height, heights[2] = { top, top };
	for (gsize i = 1; i < n_lines; i++) {
		int c = heights[1] < heights[0];
		maker.height = heights[c];
		Length x = c * (column + gutter);
		slab_rule (&maker, x, maker.height, column, PT (0.6), composer->style->rule);
		slab_space (&maker, PT (4));
		add_cover_line (&maker, &lines[i], ROLE_COVER_LINE, parent, x, column, MIN (percent, 100));
		slab_space (&maker, PT (7));
		heights[c] = maker.height;
	}
	maker.height = MAX (heights[0], heights[1]);
	return slab_end (&maker);
}

/* Without a picture type has to be the picture: half as large again; long lines are set smaller rather than
 * refused. */
static Slab fit_cover_lines (Composer *composer, int parent, Length width, Length most)
{
	static const int percents[] = { 150, 125, 100, 85, 70, 55, 45 };
	gsize size = composer->issue->cover_picture == NULL ? 0 : 2;
	for (; size + 1 < G_N_ELEMENTS (percents); size++) {
		Trial trial = trial_begin (composer);
		Slab lines = set_cover_lines (composer, parent, width, percents[size]);
		if (!trial_end (&trial) && lines.height <= most)
			break;
	}
	Slab lines = set_cover_lines (composer, parent, width, percents[size]);
	if (lines.height > most)
		diag_add (composer->diag, DIAG_OVERSET, &composer->issue->place,
			  _ ("the cover lines fill more than the cover"));
	return lines;
}

static Slab set_cover_head (Composer *composer, int parent, Length width)
{
	const Issue *issue = composer->issue;
	SlabMaker maker = slab_begin (composer, width);
	add_nameplate (&maker, parent, 0, width, false);
	slab_space (&maker, PT (8));
	slab_rule (&maker, 0, maker.height, width, PT (0.8), composer->style->text[ROLE_COVER_SMALL].color);
	slab_space (&maker, PT (5));
	TextStyle style = composer->style->text[ROLE_COVER_SMALL], strong = style;
	strong.weight = 700;
	strong.size = style.size * 14 / 10;
	Place place = issue->place;
	int tag = add_tag (composer, TAG_P, parent);
	const char *day = print_day (composer, issue->date);
	bool beside =
		text_width (composer, issue->label, &strong) + text_width (composer, day, &style) + MM (4) <
		width;
	Length top = maker.height;
	slab_text (&maker, issue->label, &place, &strong, tag, 0, width, LINES_RAGGED);
	Length bottom = maker.height;
	if (beside) {
		maker.height = top + (style_baseline (&strong) - style_baseline (&style));
		style.align = ALIGN_RIGHT;
	}
	slab_text (&maker, day, &place, &style, add_tag (composer, TAG_P, parent), 0, width, LINES_RAGGED);
	maker.height = MAX (maker.height, bottom);
	return slab_end (&maker);
}

/* Without a picture the tint fills its place. */
static void place_cover_picture (Composer *composer, int page, int parent, Length top, Length bottom)
{
	const Picture *picture = composer->issue->cover_picture;
	Length bleed = composer->pages->bleed, width = composer->pages->width + 2 * bleed;
	SlabMaker maker = slab_begin (composer, width);
	if (picture == NULL) {
		slab_rule (&maker, 0, 0, width, bottom - top, composer->style->tint);
	} else {
		int tag = add_tag (composer, TAG_FIGURE, parent);
		pages_tag (composer->pages, tag)->alt = picture_alt (composer, picture);
		slab_picture (&maker, picture, 0, 0, width, bottom - top, tag, true);
	}
	slab_end_at (&maker, page, -bleed, top);
}

void compose_cover (Composer *composer, int page)
{
	Pages *pages = composer->pages;
	Length bleed = pages->bleed, width = pages->width - 2 * SAFE;
	int part = add_tag (composer, TAG_PART, 1);
	Slab head = set_cover_head (composer, part, width);
	Length head_bottom = SAFE + head.height + MM (4), foot = pages->height - SAFE;
	Slab lines = fit_cover_lines (composer, part, width, foot - head_bottom - MM (30));
	Length lines_top = foot - lines.height - MM (5), picture_bottom = lines_top;
	if (composer->issue->cover_picture == NULL) {
		lines_top = head_bottom + (lines_top - head_bottom) / 3;
		picture_bottom = pages->height + bleed;
	}
	place_fill (composer, page, -bleed, -bleed, pages->width + 2 * bleed, head_bottom + bleed,
		    composer->style->accent);
	slab_place (composer, &head, page, SAFE, SAFE);
	place_cover_picture (composer, page, part, head_bottom, picture_bottom);
	slab_place (composer, &lines, page, SAFE, lines_top + MM (5));
}
