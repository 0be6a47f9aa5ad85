/* The cover, the contents, the back cover with the imprint, running heads and folios. */
#include "compose/compose-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define SAFE MM (10) /* from the trim, on covers */

static int add_part (Composer *composer, TagType type, int parent)
{
	return pages_add_tag (composer->pages, type, parent, -1);
}

/* A copy of the style whose text fits the width on one line. */
static TextStyle fit_style (Composer *composer, const char *text, const TextStyle *style, Length width)
{
	TextStyle fitted = *style;
	Length natural = text_width (composer, text, style);
	if (natural > width) {
		double factor = (double) width / natural;
		fitted.size = (Length) (style->size * factor);
		fitted.leading = (Length) (style->leading * factor);
	}
	return fitted;
}

static void place (Composer *composer, SlabMaker *maker, int page, Length x, Length y)
{
	Slab slab = slab_end (maker);
	slab_place (composer, &slab, page, x, y);
}

static const char *print_day (Composer *composer, Date date)
{
	if (date.day == 0)
		return arena_printf (composer->arena, "Tháng %d năm %d", date.month, date.year);
	return arena_printf (composer->arena, "Ngày %d tháng %d năm %d", date.day, date.month, date.year);
}

int article_page (const Composer *composer, const char *slug)
{
	for (guint i = 0; slug != NULL && i < composer->pages->articles->len; i++) {
		const PageArticle *article = &g_array_index (composer->pages->articles, PageArticle, i);
		if (strcmp (article->slug, slug) == 0)
			return article->first_page;
	}
	return 0;
}

/* ---- The nameplate ------------------------------------------------------------------------------ */

/* TẠP CHÍ over the name, at a third of its size at least; under the name its agency and governing body, as
 * the Press Law asks (Luật Báo chí 2016, art. 46). */
static void add_nameplate (SlabMaker *maker, int parent, Length x, Length width, Color color, bool small)
{
	Composer *composer = maker->composer;
	const Magazine *magazine = &composer->issue->magazine;
	TextStyle name = composer->style->text[ROLE_COVER_NAME],
		  kind = composer->style->text[ROLE_COVER_KIND];
	TextStyle body = composer->style->text[ROLE_COVER_SMALL];
	name.color = kind.color = body.color = color;
	if (small) {
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
	int tag = add_part (composer, TAG_P, parent);
	slab_text (maker, magazine->kind_word.text, &magazine->kind_word.place, &kind, tag, x, width,
		   LINES_RAGGED);
	slab_text (maker, magazine->name.text, &magazine->name.place, &name,
		   add_part (composer, TAG_H1, parent), x, width, LINES_RAGGED);
	if (small)
		return;
	slab_space (maker, PT (4));
	const Field *fields[] = { &magazine->agency, &magazine->governing_body };
	for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
		if (fields[i]->text == NULL)
			continue;
		g_autofree char *upper = g_utf8_strup (fields[i]->text, -1);
		slab_text (maker, arena_strdup (composer->arena, i == 0 ? fields[i]->text : upper),
			   &fields[i]->place, &body, add_part (composer, TAG_P, parent), x, width,
			   LINES_RAGGED);
	}
}

/* ---- The cover ------------------------------------------------------------------------------------ */

static const char *short_title (const Article *article)
{
	return article->short_title.text != NULL ? article->short_title.text : article->headline.text;
}

static const char *line_text (const Composer *composer, const CoverLine *line)
{
	if (line->text.text != NULL)
		return line->text.text;
	const Article *article =
		line->article != NULL ? issue_article (composer->issue, line->article) : NULL;
	return article != NULL ? short_title (article) : NULL;
}

/* A cover line with the page it points to, as a link. */
static void add_cover_line (SlabMaker *maker, const CoverLine *line, Role role, int parent, Length x,
			    Length width, int percent)
{
	static const Color ink = { 0x1c, 0x1a, 0x18 };
	Composer *composer = maker->composer;
	const char *text = line_text (composer, line);
	if (text == NULL)
		return;
	int paragraph = add_part (composer, TAG_P, parent);
	int page = article_page (composer, line->article);
	int tag = add_part (composer, page > 0 ? TAG_LINK : TAG_SPAN, paragraph);
	if (page > 0)
		pages_tag (composer->pages, tag)->target =
			article_target (composer, issue_article (composer->issue, line->article));
	TextStyle style = composer->style->text[role];
	style.color = ink;
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
	gsize first = composer->issue->cover_picture == NULL ? 0 : 2;
	Slab lines = { 0 };
	for (gsize i = first; i < G_N_ELEMENTS (percents); i++) {
		lines = set_cover_lines (composer, parent, width, percents[i]);
		if (lines.height <= most)
			return lines;
	}
	diag_add (composer->diag, DIAG_OVERSET, &composer->issue->place,
		  _ ("the cover lines fill more than the cover"));
	return lines;
}

static void place_fill (Composer *composer, int page, Length x, Length y, Length width, Length height,
			Color color)
{
	SlabMaker maker = slab_begin (composer, width);
	slab_rule (&maker, 0, 0, width, height, color);
	place (composer, &maker, page, x, y);
}

static Slab set_cover_head (Composer *composer, int parent, Length width)
{
	const Issue *issue = composer->issue;
	const Color white = { 255, 255, 255 };
	SlabMaker maker = slab_begin (composer, width);
	add_nameplate (&maker, parent, 0, width, white, false);
	slab_space (&maker, PT (8));
	slab_rule (&maker, 0, maker.height, width, PT (0.8), white);
	slab_space (&maker, PT (5));
	TextStyle style = composer->style->text[ROLE_COVER_SMALL], strong = style;
	strong.weight = 700;
	strong.size = style.size * 14 / 10;
	Place place = issue->place;
	int tag = add_part (composer, TAG_P, parent);
	Length top = maker.height;
	slab_text (&maker, issue->label, &place, &strong, tag, 0, width, LINES_RAGGED);
	Length bottom = maker.height;
	maker.height = top + (style_baseline (&strong) - style_baseline (&style));
	style.align = ALIGN_RIGHT;
	slab_text (&maker, print_day (composer, issue->date), &place, &style,
		   add_part (composer, TAG_P, parent), 0, width, LINES_RAGGED);
	maker.height = bottom;
	return slab_end (&maker);
}

/* A picture's credit on the cover goes to the foot of the nameplate's side; without a picture the tint fills
 * its place. */
static void place_cover_picture (Composer *composer, int page, int parent, Length top, Length bottom)
{
	const Picture *picture = composer->issue->cover_picture;
	Length bleed = composer->pages->bleed, width = composer->pages->width + 2 * bleed;
	SlabMaker maker = slab_begin (composer, width);
	if (picture == NULL) {
		slab_rule (&maker, 0, 0, width, bottom - top, composer->style->tint);
	} else {
		int tag = add_part (composer, TAG_FIGURE, parent);
		const char *alt = picture->alt.text != NULL ? picture->alt.text : picture->caption.text;
		pages_tag (composer->pages, tag)->alt =
			arena_strdup (composer->arena, alt != NULL ? alt : picture->file);
		slab_picture (&maker, picture, 0, 0, width, bottom - top, tag, true);
	}
	place (composer, &maker, page, -bleed, top);
}

void compose_cover (Composer *composer, int page)
{
	Pages *pages = composer->pages;
	Length bleed = pages->bleed, width = pages->width - 2 * SAFE;
	int part = add_part (composer, TAG_PART, 1);
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

/* ---- The contents ------------------------------------------------------------------------------------ */

static Slab set_contents_entry (Composer *composer, const Article *article, int parent, Length width)
{
	const Style *style = composer->style;
	SlabMaker maker = slab_begin (composer, width);
	Length number_width = style->text[ROLE_CONTENTS_PAGE].size * 2, x = number_width + MM (3);
	int item = add_part (composer, TAG_CONTENTS_ITEM, parent);
	int label = add_part (composer, TAG_LABEL, item), link = add_part (composer, TAG_LINK, item);
	pages_tag (composer->pages, link)->target = article_target (composer, article);
	TextStyle number = style->text[ROLE_CONTENTS_PAGE];
	number.align = ALIGN_RIGHT;
	const char *page = arena_printf (composer->arena, "%d", article_page (composer, article->slug));
	slab_text (&maker, page, &article->place, &number, label, 0, number_width, LINES_RAGGED);
	maker.height = 0;
	slab_text (&maker, short_title (article), &article->headline.place, &style->text[ROLE_CONTENTS_LINE],
		   link, x, width - x, LINES_RAGGED);
	g_autofree char *byline = byline_print (&article->byline);
	g_auto (GStrv) names = g_strsplit (byline != NULL ? byline : "", "\n", -1);
	g_autofree char *authors = g_strjoinv (", ", names);
	slab_text (&maker, arena_strdup (composer->arena, authors), &article->place,
		   &style->text[ROLE_CONTENTS_AUTHOR], add_part (composer, TAG_SPAN, item), x, width - x,
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
		   &composer->style->text[ROLE_CONTENTS_SECTION], add_part (composer, TAG_P, parent), 0,
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
	slab_text (&maker, composer->style->contents_title, &place, style,
		   add_part (composer, TAG_H1, parent), 0, maker.width, LINES_RAGGED);
	Length bottom = maker.height;
	maker.height = style_baseline (style) - style_baseline (&label);
	slab_text (&maker, composer->issue->label, &place, &label, add_part (composer, TAG_P, parent), 0,
		   maker.width, LINES_RAGGED);
	maker.height = bottom + PT (6);
	return slab_end (&maker);
}

static GArray *set_contents (Composer *composer, int parent, Length width, GArray *plan)
{
	GArray *slabs = g_array_new (FALSE, FALSE, sizeof (Slab));
	int list = add_part (composer, TAG_CONTENTS, parent);
	for (gsize i = 0; i < composer->issue->n_sections; i++) {
		const Section *section = &composer->issue->sections[i];
		for (gsize j = 0; j <= section->n_articles && section->n_articles > 0; j++) {
			Slab slab =
				j == 0 ? set_contents_section (composer, section, list, width)
				       : set_contents_entry (composer, section->articles[j - 1], list, width);
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

#define MOST_TEASERS     3
#define LEAST_FOR_TEASER MM (62)

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
	int div = add_part (composer, TAG_DIV, parent), figure = add_part (composer, TAG_FIGURE, div);
	const char *alt = picture->alt.text != NULL ? picture->alt.text : picture->caption.text;
	pages_tag (composer->pages, figure)->alt =
		arena_strdup (composer->arena, alt != NULL ? alt : picture->file);
	slab_picture (&maker, picture, 0, 0, width, height, figure, true);
	slab_space (&maker, height + PT (5));
	int paragraph = add_part (composer, TAG_P, div), link = add_part (composer, TAG_LINK, paragraph);
	pages_tag (composer->pages, link)->target = article_target (composer, article);
	const char *title = short_title (article);
	const char *page =
		arena_printf (composer->arena, "tr.\u00a0%d", article_page (composer, article->slug));
	StyledSpan spans[2] = {
		{ .text = arena_printf (composer->arena, "%s ", title),
		  .tag = link,
		  .place = &article->headline.place },
		{ .text = page, .tag = link, .color = &style->accent, .place = &article->headline.place }
	};
	slab_paragraph (&maker, spans, 2, &style->text[ROLE_CONTENTS_LINE], 0, width, LINES_RAGGED);
	return slab_end (&maker);
}

/* Where the contents leave room, pictures from inside fill it: @top to the last row. */
static void place_teasers (Composer *composer, int page, int parent, Length top)
{
	const Article *teasers[MOST_TEASERS];
	gsize n = choose_teasers (composer, teasers);
	Length bottom = row_top (composer, composer->n_rows);
	if (n == 0 || bottom - top < LEAST_FOR_TEASER)
		return;
	Length gutter = composer->style->gutter,
	       width = (composer->measure - (Length) (n - 1) * gutter) / (Length) n;
	Length height = MIN (width * 5 / 4, bottom - top - MM (24));
	for (gsize i = 0; i < n; i++) {
		Slab slab = set_teaser (composer, teasers[i], parent, width, height);
		slab_place (composer, &slab, page, page_left (composer, page) + (Length) i * (width + gutter),
			    bottom - height - MM (20));
	}
}

int compose_contents (Composer *composer, int page)
{
	int parent = page < 0 ? 1 : add_part (composer, TAG_PART, 1);
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
		if (placed == 0)
			break;
	}
	return n_pages;
}

/* ---- The back cover ---------------------------------------------------------------------------------------
 */

static const char *extent_text (Composer *composer)
{
	return arena_printf (composer->arena, "%u", composer->pages->pages->len);
}

static const char *format_text (Composer *composer)
{
	if (composer->issue->magazine.format.text != NULL)
		return composer->issue->magazine.format.text;
	double width = length_to_mm (composer->pages->width) / 10,
	       height = length_to_mm (composer->pages->height) / 10;
	char w[G_ASCII_DTOSTR_BUF_SIZE], h[G_ASCII_DTOSTR_BUF_SIZE];
	g_ascii_formatd (w, sizeof w, "%.3g", width);
	g_ascii_formatd (h, sizeof h, "%.3g", height);
	return arena_printf (composer->arena, "%s × %s cm", g_strdelimit (w, ".", ','),
			     g_strdelimit (h, ".", ','));
}

/* "Giấy phép … số 1/GP, ngày 2-1-2020, do X cấp". */
static const char *licence_text (Composer *composer)
{
	const Magazine *magazine = &composer->issue->magazine;
	if (magazine->licence_number.text == NULL)
		return NULL;
	const Date date = magazine->licence_date;
	const char *day = date.day > 0 ? arena_printf (composer->arena, ", ngày %d-%d-%d", date.day,
						       date.month, date.year)
				       : "";
	const char *authority =
		magazine->licence_authority.text != NULL
			? arena_printf (composer->arena, ", do %s cấp", magazine->licence_authority.text)
			: "";
	return arena_printf (composer->arena, "số %s%s%s", magazine->licence_number.text, day, authority);
}

static void add_imprint_line (SlabMaker *maker, const char *label, const char *text, int parent, Length x,
			      Length width)
{
	if (text == NULL)
		return;
	Composer *composer = maker->composer;
	int tag = add_part (composer, TAG_P, parent);
	StyledSpan spans[2] = { { .text = arena_printf (composer->arena, "%s: ", label),
				  .style = SPAN_STRONG,
				  .tag = tag,
				  .place = &composer->issue->place },
				{ .text = text, .tag = tag, .place = &composer->issue->place } };
	slab_paragraph (maker, spans, 2, &composer->style->text[ROLE_IMPRINT], x, width, LINES_RAGGED);
}

static Slab set_imprint (Composer *composer, int parent, Length width)
{
	const Magazine *m = &composer->issue->magazine;
	const char *price = composer->issue->price.text != NULL ? composer->issue->price.text : m->price.text;
	const struct {
		const char *label, *text;
	} lines[] = {
		{ "Tổng Biên tập", m->editor_in_chief.text },
		{ "Phó Tổng Biên tập", m->deputy_editors.text },
		{ "Hội đồng biên tập", m->editorial_board.text },
		{ "Thư ký tòa soạn", m->secretary.text },
		{ "Tòa soạn", m->address.text },
		{ "Điện thoại", m->phone.text },
		{ "Fax", m->fax.text },
		{ "Thư điện tử", m->email.text },
		{ "Trang tin", m->website.text },
		{ "Tài khoản", m->account.text },
		{ "Giấy phép hoạt động báo chí", licence_text (composer) },
		{ "ISSN", m->issn.text },
		{ "Trình bày", m->design.text },
		{ "Sửa bản in", m->proofreading.text },
		{ "In tại", m->printer.text },
		{ "Khuôn khổ", format_text (composer) },
		{ "Số trang", extent_text (composer) },
		{ "Kỳ hạn", m->frequency.text },
		{ "Số lượng", m->print_run.text },
		{ "Giá", price },
	};
	gsize n = G_N_ELEMENTS (lines), half = n / 2;
	Length gutter = MM (8), column = (width - gutter) / 2, heights[2];
	SlabMaker maker = slab_begin (composer, width);
	for (int c = 0; c < 2; c++) {
		maker.height = 0;
		for (gsize i = c == 0 ? 0 : half; i < (c == 0 ? half : n); i++)
			add_imprint_line (&maker, lines[i].label, lines[i].text, parent,
					  c * (column + gutter), column);
		heights[c] = maker.height;
	}
	maker.height = MAX (heights[0], heights[1]);
	return slab_end (&maker);
}

/* The law wants the imprint at the foot of the last page. */
void compose_back_cover (Composer *composer, int page)
{
	Pages *pages = composer->pages;
	Length width = pages->width - 2 * SAFE, bleed = pages->bleed;
	int part = add_part (composer, TAG_PART, 1);
	Slab imprint = { 0 };
	if (composer->issue->has_imprint)
		imprint = set_imprint (composer, part, width);
	Length top = pages->height - SAFE - imprint.height;
	const Picture *picture = composer->issue->back_picture;
	SlabMaker maker = slab_begin (composer, pages->width + 2 * bleed);
	Length picture_height = top - MM (24) + bleed;
	if (picture != NULL) {
		int tag = add_part (composer, TAG_FIGURE, part);
		const char *alt = picture->alt.text != NULL ? picture->alt.text : picture->caption.text;
		pages_tag (pages, tag)->alt =
			arena_strdup (composer->arena, alt != NULL ? alt : picture->file);
		slab_picture (&maker, picture, 0, 0, maker.width, picture_height, tag, true);
	} else {
		slab_rule (&maker, 0, 0, maker.width, picture_height, composer->style->accent);
	}
	place (composer, &maker, page, -bleed, -bleed);
	SlabMaker name = slab_begin (composer, width);
	add_nameplate (&name, part, 0, width, composer->style->accent, true);
	Length name_height = name.height;
	place (composer, &name, page, SAFE, top - MM (3) - name_height);
	if (imprint.n_items == 0)
		return;
	place_fill (composer, page, SAFE, top - MM (2), width, PT (0.8), composer->style->accent);
	slab_place (composer, &imprint, page, SAFE, top);
}

/* ---- Running heads and folios
 * ------------------------------------------------------------------------------------ */

static void add_aligned (SlabMaker *maker, const char *text, Role role, bool at_right, Length baseline)
{
	Composer *composer = maker->composer;
	Line *line = paragraph_line (composer->setter, text, &composer->style->text[role], 0,
				     &composer->issue->place);
	slab_line (maker, line, at_right ? maker->width - line->width : 0, baseline);
}

/* Items of the page that carry on the element which the page before ends with. */
static guint carried_over (const Composer *composer, guint page)
{
	int last = 0;
	for (guint before = page; before > 0 && last == 0; before--) {
		const GArray *items = pages_page (composer->pages, before - 1)->items;
		for (guint i = items->len; i > 0 && last == 0; i--)
			last = g_array_index (items, Item, i - 1).tag;
	}
	const GArray *items = pages_page (composer->pages, page)->items;
	guint n = 0;
	for (guint i = 0; last != 0 && i < items->len; i++) {
		int tag = g_array_index (items, Item, i).tag;
		if (tag != 0 && tag != last)
			break;
		if (tag == last)
			n = i + 1;
	}
	return n;
}

static void set_furniture (Composer *composer, guint page, const char *section)
{
	const Style *style = composer->style;
	bool right_page = page % 2 == 0;
	const char *name = arena_printf (composer->arena, "%s  ·  %s", composer->issue->magazine.name.text,
					 composer->issue->label);
	Length head = composer->top - style->leading * 14 / 10,
	       foot = composer->pages->height - style->margin_bottom * 55 / 100;
	SlabMaker maker = slab_begin (composer, composer->measure);
	add_aligned (&maker, right_page ? section : name, ROLE_RUNNING_HEAD, right_page, head);
	slab_rule (&maker, 0, head + PT (4.5), maker.width, PT (0.4), style->rule);
	add_aligned (&maker, arena_printf (composer->arena, "%u", page + 1), ROLE_FOLIO, right_page, foot);
	Length left = page_left (composer, (int) page);
	for (guint i = 0; i < maker.items->len; i++)
		g_array_index (maker.items, Item, i).x += left;
	g_array_insert_vals (pages_page (composer->pages, page)->items, carried_over (composer, page),
			     maker.items->data, maker.items->len);
	slab_end (&maker);
}

/* Furniture is an artifact and must not stand inside a paragraph that runs over from the page before: that
 * would make two structure elements of it. */
void compose_furniture (Composer *composer)
{
	for (guint page = 0; page < composer->sections->len; page++) {
		const char *section = g_ptr_array_index (composer->sections, page);
		if (section != NULL)
			set_furniture (composer, page, section);
	}
}
