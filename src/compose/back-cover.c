/* The back cover: a picture, the name, the imprint at its foot. */
#include "compose/compose-private.h"

#include <glib/gi18n.h>
#include <string.h>

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
	int tag = add_tag (composer, TAG_P, parent);
	StyledSpan spans[2] = { { .text = arena_printf (composer->arena, "%s: ", label),
				  .style = SPAN_STRONG,
				  .tag = tag,
				  .place = &composer->issue->place },
				{ .text = text, .tag = tag, .place = &composer->issue->place } };
	slab_paragraph (maker, spans, 2, &composer->style->text[ROLE_IMPRINT], x, width, LINES_RAGGED);
}

/* Credits of the covers: there is no caption to take them. */
static const char *picture_credit (const Picture *picture)
{
	return picture != NULL ? picture->credit.text : NULL;
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
		{ "Bìa 1", picture_credit (composer->issue->cover_picture) },
		{ "Bìa 4", picture_credit (composer->issue->back_picture) },
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

static void place_back_picture (Composer *composer, int page, int part, Length height)
{
	Pages *pages = composer->pages;
	const Picture *picture = composer->issue->back_picture;
	SlabMaker maker = slab_begin (composer, pages->width + 2 * pages->bleed);
	if (picture != NULL) {
		int tag = add_tag (composer, TAG_FIGURE, part);
		pages_tag (pages, tag)->alt = picture_alt (composer, picture);
		slab_picture (&maker, picture, 0, 0, maker.width, height, tag, true);
	} else {
		slab_rule (&maker, 0, 0, maker.width, height, composer->style->accent);
	}
	slab_end_at (&maker, page, -pages->bleed, -pages->bleed);
}

/* The law wants the imprint at the foot of the last page. */
void compose_back_cover (Composer *composer, int page)
{
	Pages *pages = composer->pages;
	Length width = pages->width - 2 * SAFE;
	int part = add_tag (composer, TAG_PART, 1);
	Slab imprint = { 0 };
	if (composer->issue->has_imprint)
		imprint = set_imprint (composer, part, width);
	SlabMaker name = slab_begin (composer, width);
	add_nameplate (&name, part, 0, width, true);
	Length top = pages->height - SAFE - imprint.height, name_top = top - MM (3) - name.height;
	if (name_top < MM (30))
		diag_add (composer->diag, DIAG_OVERSET, &composer->issue->place,
			  _ ("the imprint fills more than the last page"));
	place_back_picture (composer, page, part, MAX (name_top - MM (5) + pages->bleed, MM (1)));
	slab_end_at (&name, page, SAFE, name_top);
	if (imprint.n_items == 0)
		return;
	place_fill (composer, page, SAFE, top - MM (2), width, PT (0.8), composer->style->accent);
	slab_place (composer, &imprint, page, SAFE, top);
}
