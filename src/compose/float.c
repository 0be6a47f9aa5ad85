/* What does not run in a column: pictures, tables, boxes, pull quotes. */
#include "compose/compose-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define CAPTION_GAP  PT (4)
#define BOX_PADDING  MM (3.2)
#define CELL_PADDING PT (3.5)

Length columns_span (const Columns *columns, int span)
{
	return span * columns->width + (span - 1) * columns->gutter;
}

static Float finish_float (Galley *galley, SlabMaker *maker, int span, const Place *place)
{
	const Style *style = galley->composer->style;
	Slab slab = slab_end (maker);
	int n_rows = length_steps (slab.height + style->leading * 2 / 5, style->leading);
	return (Float){ .slab = slab, .span = span, .n_rows = n_rows, .place = *place };
}

const char *picture_alt (Composer *composer, const Picture *picture)
{
	const char *alt = picture->alt.text != NULL ? picture->alt.text : picture->caption.text;
	return arena_strdup (composer->arena, alt != NULL ? alt : picture->file);
}

/* ---- Pictures ---------------------------------------------------------------------- */

static bool is_turned (const ImageInfo *image)
{
	return image->orientation >= 5 && image->orientation <= 8;
}

/* Height over width of the picture as it is seen. */
static double picture_shape (const Picture *picture)
{
	double width = MAX (picture->image.width, 1), height = MAX (picture->image.height, 1);
	return is_turned (&picture->image) ? width / height : height / width;
}

static void check_resolution (Composer *composer, const Picture *picture, Length width)
{
	int pixels = is_turned (&picture->image) ? picture->image.height : picture->image.width;
	double dpi = pixels / (length_to_pt (width) / 72);
	if (dpi < composer->style->picture_least_dpi)
		diag_add (composer->diag, DIAG_LOW_DPI, &picture->place,
			  _ ("%s is printed at %.0f dpi, wanted %d"), picture->file, dpi,
			  composer->style->picture_least_dpi);
}

static void slab_draft_box (SlabMaker *maker, const Picture *picture, Length x, Length y, Length width,
			    Length height, int tag)
{
	Composer *composer = maker->composer;
	const TextStyle *style = &composer->style->text[ROLE_CREDIT];
	const Color gray = { 0xd9, 0xd9, 0xd9 };
	slab_rule (maker, x, y, width, height, gray);
	const char *label = arena_printf (composer->arena, "[ảnh: %s]", picture->file);
	Line *line = paragraph_line (composer->setter, label, style, tag, &picture->place);
	if (line->width > width)
		line = paragraph_line (composer->setter, "[ảnh]", style, tag, &picture->place);
	slab_line (maker, line, x + (width - line->width) / 2, y + height / 2);
}

/* The middle part of the picture that has the box's shape, in thousandths. */
static void crop_to_fill (PagePicture *drawn, double shape, double box_shape)
{
	if (shape > box_shape) {
		drawn->crop_height = MAX (1, (int) (1000 * box_shape / shape + 0.5));
		drawn->crop_y = (1000 - drawn->crop_height) / 2;
	} else {
		drawn->crop_width = MAX (1, (int) (1000 * shape / box_shape + 0.5));
		drawn->crop_x = (1000 - drawn->crop_width) / 2;
	}
}

void slab_picture (SlabMaker *maker, const Picture *picture, Length x, Length y, Length width, Length height,
		   int tag, bool fill)
{
	Composer *composer = maker->composer;
	if (picture->path == NULL) {
		slab_draft_box (maker, picture, x, y, width, height, tag);
		return;
	}
	PagePicture *drawn = arena_new_array (composer->arena, PagePicture, 1);
	*drawn = (PagePicture){ .path = arena_strdup (composer->arena, picture->path),
				.name = arena_strdup (composer->arena, picture->file),
				.place = { arena_strdup (composer->arena, picture->place.file),
					   picture->place.line, picture->place.column },
				.image = picture->image,
				.crop_width = 1000,
				.crop_height = 1000 };
	if (fill)
		crop_to_fill (drawn, picture_shape (picture), (double) height / width);
	check_resolution (composer, picture, (Length) ((gint64) width * 1000 / drawn->crop_width));
	Item item = { ITEM_PICTURE, x, y, width, height, tag, drawn };
	g_array_append_val (maker->items, item);
}

static int choose_span (const Galley *galley, const Picture *picture)
{
	int n = galley->columns.n, wanted = galley->composer->style->picture_columns;
	if (picture->columns > 0)
		return MIN (picture->columns, n);
	if (picture_shape (picture) > 0.95)
		return n > 3 ? 2 : 1;
	if (picture_shape (picture) < 0.45)
		return n;
	return CLAMP (wanted > 0 ? wanted : n - 1, 1, n);
}

/* Does it end as a sentence does? Else the credit after it needs a line of its own. */
static bool is_closed (const char *text)
{
	const char *last = g_utf8_find_prev_char (text, text + strlen (text));
	return last != NULL && strstr (".?!…”)", last) != NULL;
}

static void add_caption (SlabMaker *maker, const Picture *picture, int parent)
{
	Composer *composer = maker->composer;
	const Style *style = composer->style;
	const char *caption = picture->caption.text, *credit = picture->credit.text;
	if (caption == NULL && credit == NULL)
		return;
	int tag = add_tag (composer, TAG_CAPTION, parent);
	StyledSpan spans[2];
	gsize n_spans = 0;
	if (caption != NULL) {
		bool same_line = credit != NULL && is_closed (caption);
		spans[n_spans++] =
			(StyledSpan){ .text = same_line ? arena_printf (composer->arena, "%s ", caption)
							: caption,
				      .tag = tag,
				      .line_break = credit != NULL && !same_line,
				      .place = &picture->caption.place };
	}
	if (credit != NULL)
		spans[n_spans++] = (StyledSpan){ .text = credit,
						 .style = SPAN_EMPHASIS,
						 .tag = tag,
						 .color = &style->text[ROLE_CREDIT].color,
						 .place = &picture->credit.place };
	slab_space (maker, CAPTION_GAP);
	slab_paragraph (maker, spans, n_spans, &style->text[ROLE_CAPTION], 0, maker->width, LINES_RAGGED);
}

Float float_picture (Galley *galley, const Picture *picture, int parent)
{
	Composer *composer = galley->composer;
	int span = choose_span (galley, picture);
	Length width = columns_span (&galley->columns, span);
	Length most =
		MIN (composer->style->picture_most, composer->n_rows * composer->style->leading * 7 / 10);
	double shape = picture_shape (picture);
	Length height = (Length) MIN (width * shape, G_MAXINT / 4);
	Length shown = width;
	if (height > most) {
		height = most;
		shown = (Length) (most / shape);
	}
	SlabMaker maker = slab_begin (composer, width);
	slab_space (&maker, composer->cap_top); /* its top is level with the capitals beside it */
	int tag = add_tag (composer, TAG_FIGURE, parent);
	pages_tag (composer->pages, tag)->alt = picture_alt (composer, picture);
	slab_picture (&maker, picture, (width - shown) / 2, maker.height, MAX (shown, 1024),
		      MAX (height, 1024), tag, false);
	slab_space (&maker, height);
	add_caption (&maker, picture, parent);
	return finish_float (galley, &maker, span, &picture->place);
}

/* ---- Boxes and pull quotes ------------------------------------------------------------ */

static void add_box_blocks (SlabMaker *maker, const Block *blocks, gsize n_blocks, int parent, Length x);

static void add_box_item (SlabMaker *maker, const Block *item, const char *mark, int parent, Length x)
{
	Composer *composer = maker->composer;
	const TextStyle *style = &composer->style->text[ROLE_BOX];
	int item_tag = add_tag (composer, TAG_ITEM, parent),
	    label_tag = add_tag (composer, TAG_LABEL, item_tag);
	Line *label = paragraph_line (composer->setter, mark, style, label_tag, &item->place);
	x = MIN (x, maker->width / 2);
	slab_line (maker, label, x, maker->height + style_baseline (style));
	Length indent = MAX (style->size * 12 / 10, label->width + style->size / 2);
	if (item->n_children == 0 || item->children[0].type != BLOCK_PARAGRAPH)
		slab_space (maker, style->leading);
	add_box_blocks (maker, item->children, item->n_children, add_tag (composer, TAG_ITEM_BODY, item_tag),
			x + indent);
}

static void add_box_list (SlabMaker *maker, const Block *list, int parent, Length x)
{
	Composer *composer = maker->composer;
	int tag = add_tag (composer, TAG_LIST, parent);
	for (gsize i = 0; i < list->n_children; i++) {
		const char *mark =
			list->ordered ? arena_printf (composer->arena, "%d.", list->start + (int) i) : "•";
		add_box_item (maker, &list->children[i], mark, tag, x);
	}
}

static void add_box_text (SlabMaker *maker, const Block *block, Role role, TagType type, int parent, Length x)
{
	int tag;
	Styled styled = styled_text (maker->composer, &block->text, type, parent, &tag);
	slab_paragraph (maker, styled.spans, styled.n_spans, &maker->composer->style->text[role], x,
			maker->width - x - BOX_PADDING, LINES_JUSTIFIED);
}

static void add_box_picture (SlabMaker *maker, const Picture *picture, int parent, Length x)
{
	Composer *composer = maker->composer;
	Length width = maker->width - x - BOX_PADDING;
	int tag = add_tag (composer, TAG_FIGURE, parent);
	pages_tag (composer->pages, tag)->alt = picture_alt (composer, picture);
	Length height = (Length) (width * MIN (picture_shape (picture), 1.5));
	slab_picture (maker, picture, x, maker->height, width, height, tag, true);
	slab_space (maker, height);
	add_caption (maker, picture, parent);
}

static void add_box_block (SlabMaker *maker, const Block *block, int parent, Length x)
{
	switch (block->type) {
	case BLOCK_LIST:
		add_box_list (maker, block, parent, x);
		return;
	case BLOCK_CROSSHEAD:
		add_box_text (maker, block, ROLE_CROSSHEAD, TAG_H3, parent, x);
		return;
	case BLOCK_PICTURE:
		add_box_picture (maker, block->picture, parent, x);
		return;
	case BLOCK_TABLE:
	case BLOCK_DIVIDER:
		diag_add (maker->composer->diag, DIAG_TABLE_IN_BOX, &block->place, NULL);
		return;
	case BLOCK_VERSE:
	case BLOCK_PARAGRAPH:
		add_box_text (maker, block, ROLE_BOX, TAG_P, parent, x);
		return;
	default:
		add_box_blocks (maker, block->children, block->n_children, parent, x);
	}
}

static void add_box_blocks (SlabMaker *maker, const Block *blocks, gsize n_blocks, int parent, Length x)
{
	for (gsize i = 0; i < n_blocks; i++)
		add_box_block (maker, &blocks[i], parent, x);
}

static Float set_box (Galley *galley, const Block *block, int parent, int span)
{
	Composer *composer = galley->composer;
	SlabMaker maker = slab_begin (composer, columns_span (&galley->columns, span));
	int tag = add_tag (composer, TAG_DIV, parent);
	slab_space (&maker, composer->cap_top / 2);
	Length top = maker.height;
	slab_rule (&maker, 0, top, maker.width, 0,
		   composer->style->tint); /* its height is known at the end */
	slab_rule (&maker, 0, top, maker.width, PT (2), composer->style->accent);
	slab_space (&maker, BOX_PADDING);
	if (block->text.n_spans > 0)
		add_box_text (&maker, block, ROLE_BOX_TITLE, TAG_H3, tag, BOX_PADDING);
	add_box_blocks (&maker, block->children, block->n_children, tag, BOX_PADDING);
	slab_space (&maker, BOX_PADDING);
	g_array_index (maker.items, Item, 0).height = maker.height - top;
	return finish_float (galley, &maker, span, &block->place);
}

static bool is_too_high (const Galley *galley, const Float *box)
{
	return box->n_rows > galley->composer->n_rows * 11 / 20;
}

/* One column where that is not too high, else as many as it takes: tried in silence, then set. */
Float float_box (Galley *galley, const Block *block, int parent)
{
	int span = 1;
	for (; span < galley->columns.n; span++) {
		Trial trial = trial_begin (galley->composer);
		Float box = set_box (galley, block, parent, span);
		trial_end (&trial);
		if (!is_too_high (galley, &box))
			break;
	}
	return set_box (galley, block, parent, span);
}

static void add_pull_text (SlabMaker *maker, const Block *block, int parent)
{
	const TextStyle *style = &maker->composer->style->text[ROLE_PULL_QUOTE];
	if (block->text.n_spans > 0) {
		int tag;
		Styled styled = styled_text (maker->composer, &block->text, TAG_P, parent, &tag);
		slab_paragraph (maker, styled.spans, styled.n_spans, style, 0, maker->width, LINES_BALANCED);
	}
	for (gsize i = 0; i < block->n_children; i++)
		add_pull_text (maker, &block->children[i], parent);
}

Float float_pull_quote (Galley *galley, const Block *block, int parent)
{
	Composer *composer = galley->composer;
	SlabMaker maker = slab_begin (composer, galley->columns.width);
	slab_space (&maker, composer->cap_top);
	slab_rule (&maker, 0, maker.height, maker.width, PT (2), composer->style->accent);
	slab_space (&maker, PT (7));
	add_pull_text (&maker, block, add_tag (composer, TAG_QUOTE, parent));
	slab_space (&maker, PT (6));
	slab_rule (&maker, 0, maker.height, maker.width, PT (0.6), composer->style->accent);
	return finish_float (galley, &maker, 1, &block->place);
}

/* ---- Tables ------------------------------------------------------------------------------- */

typedef struct {
	Galley *galley;
	const Table *table;
	const Place *place;
	Length *widths; /* of the columns, with padding */
	int tag, span;
} TableLook;

static const TextStyle *cell_style (const TableLook *look, gsize row, gsize column, TextStyle *copy)
{
	*copy = look->galley->composer->style->text[row == 0 ? ROLE_TABLE_HEAD : ROLE_TABLE];
	copy->align = (Align[]){ ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT }[look->table->align[column]];
	return copy;
}

static void measure_cells (const TableLook *look, Length *least, Length *natural)
{
	Composer *composer = look->galley->composer;
	for (gsize i = 0; i < look->table->n_rows * look->table->n_columns; i++) {
		gsize column = i % look->table->n_columns;
		TextStyle copy;
		const Text *cell = &look->table->cells[i];
		g_autofree char *plain = text_plain (cell);
		StyledSpan span = { .text = plain, .place = look->place };
		Length cell_least = 0, cell_natural = 0;
		if (plain[0] != '\0')
			paragraph_widths (composer->setter, &span, 1,
					  cell_style (look, i / look->table->n_columns, column, &copy),
					  &cell_least, &cell_natural);
		least[column] = MAX (least[column], cell_least + 2 * CELL_PADDING + PT (3));
		natural[column] = MAX (natural[column], cell_natural + 2 * CELL_PADDING + PT (3));
	}
}

static Length sum (const Length *lengths, gsize n)
{
	Length total = 0;
	for (gsize i = 0; i < n; i++)
		total += lengths[i];
	return total;
}

/* Widths between the least and the natural ones that fill @available. */
static void share_width (TableLook *look, const Length *least, const Length *natural, Length available)
{
	gsize n = look->table->n_columns;
	Length sum_least = sum (least, n), sum_natural = sum (natural, n);
	if (sum_least > available)
		diag_add (look->galley->composer->diag, DIAG_OVERSET, look->place,
			  _ ("the table is %.0f mm too wide"), length_to_mm (sum_least - available));
	for (gsize i = 0; i < n; i++) {
		double width;
		if (sum_natural <= available)
			width = (double) natural[i] * available / MAX (sum_natural, 1);
		else if (sum_natural > sum_least)
			width = least[i] + (double) (natural[i] - least[i]) * (available - sum_least) /
						   (sum_natural - sum_least);
		else
			width = (double) least[i] * available / MAX (sum_least, 1);
		look->widths[i] = (Length) MAX (width, 4 * CELL_PADDING);
	}
}

static void choose_table_widths (TableLook *look)
{
	gsize n = look->table->n_columns;
	g_autofree Length *least = g_new0 (Length, n), *natural = g_new0 (Length, n);
	measure_cells (look, least, natural);
	const Columns *columns = &look->galley->columns;
	for (look->span = 1; look->span < columns->n; look->span++)
		if (sum (natural, n) <= columns_span (columns, look->span))
			break;
	share_width (look, least, natural, columns_span (columns, look->span));
}

static Slab set_row (const TableLook *look, gsize row)
{
	Composer *composer = look->galley->composer;
	SlabMaker maker = slab_begin (composer, columns_span (&look->galley->columns, look->span));
	int row_tag = add_tag (composer, TAG_ROW, look->tag);
	Length height = 0, x = 0;
	if (row == 0)
		slab_rule (&maker, 0, 0, maker.width, 0, composer->style->tint);
	for (gsize column = 0; column < look->table->n_columns; column++) {
		TextStyle copy;
		int tag;
		Styled styled =
			styled_text (composer, &look->table->cells[row * look->table->n_columns + column],
				     row == 0 ? TAG_HEAD_CELL : TAG_CELL, row_tag, &tag);
		maker.height = CELL_PADDING;
		slab_paragraph (&maker, styled.spans, styled.n_spans, cell_style (look, row, column, &copy),
				x + CELL_PADDING, look->widths[column] - 2 * CELL_PADDING, LINES_RAGGED);
		height = MAX (height, maker.height + CELL_PADDING);
		x += look->widths[column];
	}
	maker.height = height;
	if (row == 0)
		g_array_index (maker.items, Item, 0).height = height;
	slab_rule (&maker, 0, height - PT (0.4), maker.width, row == 0 ? PT (0.9) : PT (0.4),
		   row == 0 ? composer->style->accent : composer->style->rule);
	return slab_end (&maker);
}

static SlabMaker begin_table (const TableLook *look, bool first)
{
	Composer *composer = look->galley->composer;
	SlabMaker maker = slab_begin (composer, columns_span (&look->galley->columns, look->span));
	slab_space (&maker, composer->cap_top / 2);
	const Field *caption = &look->table->caption;
	if (first && caption->text != NULL) {
		TextStyle style = composer->style->text[ROLE_CAPTION];
		style.weight = 700;
		int tag = add_tag (composer, TAG_CAPTION, look->tag);
		slab_text (&maker, caption->text, &caption->place, &style, tag, 0, maker.width, LINES_RAGGED);
		slab_space (&maker, PT (3));
	}
	slab_rule (&maker, 0, maker.height, maker.width, PT (1.2), composer->style->accent);
	slab_space (&maker, PT (1.2));
	return maker;
}

void float_table (Galley *galley, const Block *block, int parent, GArray *floats)
{
	Composer *composer = galley->composer;
	const Table *table = block->table;
	TableLook look = { .galley = galley, .table = table, .place = &block->place };
	look.widths = arena_new_array (composer->arena, Length, table->n_columns);
	look.tag = add_tag (composer, TAG_TABLE, parent);
	choose_table_widths (&look);
	Length most = (composer->n_rows - 1) * composer->style->leading;
	SlabMaker maker = begin_table (&look, true);
	for (gsize row = 0; row < table->n_rows; row++) {
		Slab slab = set_row (&look, row);
		if (maker.height + slab.height > most && row > 0) {
			Float part = finish_float (galley, &maker, look.span, &block->place);
			g_array_append_val (floats, part);
			maker = begin_table (&look, false);
		}
		slab_add (&maker, &slab, 0, maker.height);
	}
	Float part = finish_float (galley, &maker, look.span, &block->place);
	g_array_append_val (floats, part);
}
