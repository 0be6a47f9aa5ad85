/* Galleys: blocks of an article as slabs of whole grid rows, ready to be poured into columns. */
#include "compose/compose-private.h"

#include <glib/gi18n.h>
#include <string.h>

Galley *galley_new (Composer *composer, const Article *article, Columns columns, int tag)
{
	Galley *galley = g_new0 (Galley, 1);
	galley->composer = composer;
	galley->article = article;
	galley->columns = columns;
	galley->tag = tag;
	galley->items = g_array_new (FALSE, TRUE, sizeof (GalleyItem));
	galley->floats = g_array_new (FALSE, TRUE, sizeof (Float));
	galley->note_slabs = arena_new_array (composer->arena, Slab, article->n_notes);
	galley->note_placed = arena_new_array (composer->arena, bool, article->n_notes);
	galley->after_head = true;
	return galley;
}

void galley_free (Galley *galley)
{
	if (galley == NULL)
		return;
	g_array_unref (galley->items);
	g_array_unref (galley->floats);
	g_free (galley);
}

/* No item may be higher than a column: the pouring would never end. */
static void check_height (Galley *galley, GalleyItem *item)
{
	const Composer *composer = galley->composer;
	Length most = composer->n_rows * composer->style->leading;
	if (item->plan.height + item->plan.foot + NOTE_GAP <= most)
		return;
	const Place *place = galley->place != NULL ? galley->place : &galley->article->place;
	diag_add (composer->diag, DIAG_OVERSET, place,
		  _ ("this passage with its notes is higher than a page"));
	item->plan.height = MIN (item->plan.height, most / 2);
	item->plan.foot = 0;
}

static void add_item (Galley *galley, GalleyItem item)
{
	check_height (galley, &item);
	g_array_append_val (galley->items, item);
}

static GalleyItem *last_item (Galley *galley)
{
	return galley->items->len == 0 ? NULL
				       : &g_array_index (galley->items, GalleyItem, galley->items->len - 1);
}

static Length leading (const Galley *galley)
{
	return galley->composer->style->leading;
}

/* Space that vanishes at the top and foot of a column. */
static void add_space (Galley *galley, int rows)
{
	if (galley->items->len == 0 || rows <= 0)
		return;
	GalleyItem *before = last_item (galley);
	int penalty = before->plan.penalty;
	add_item (galley, (GalleyItem){ .plan = { .height = rows * leading (galley),
						  .penalty = penalty,
						  .discard = true } });
}

/* A break after line i of n: never after the first or before the last. */
static int line_penalty (gsize i, gsize n)
{
	if (i + 1 == n)
		return 0;
	return i == 0 || i + 2 == n ? PLAN_FORBID : 0;
}

/* Notes on a line that no earlier line refers to; their height goes to the column's foot. */
static void take_notes (Galley *galley, GalleyItem *item, const Line *line)
{
	int *notes = arena_new_array (galley->composer->arena, int, line->n_pieces);
	for (gsize i = 0; i < line->n_pieces; i++) {
		int note = line->pieces[i].note;
		if (note <= 0 || galley->note_placed[note - 1])
			continue;
		galley->note_placed[note - 1] = true;
		notes[item->n_notes++] = note;
		item->plan.foot += galley->note_slabs[note - 1].height;
	}
	item->notes = notes;
}

typedef struct {
	const TextStyle *style;
	Length x; /* of the text, from the column's edge */
	bool indent_first;
	const Line *label; /* before the first line, at @label_x */
	Length label_x;
	bool bar; /* an accent bar at the left of every line */
	bool keep_together;
	bool goes_on; /* more lines of the same element follow */
	LinesMode mode;
	Length hang; /* further lines hang by this much (verse) */
} LineLook;

static void add_lines (Galley *galley, const Line *lines, gsize n_lines, const LineLook *look)
{
	Composer *composer = galley->composer;
	for (gsize i = 0; i < n_lines; i++) {
		SlabMaker maker = slab_begin (composer, galley->columns.width);
		if (look->bar)
			slab_rule (&maker, 0, 0, PT (1.6), leading (galley), composer->style->accent);
		if (i == 0 && look->label != NULL)
			slab_line (&maker, look->label, look->label_x, composer->baseline);
		slab_line (&maker, &lines[i], look->x + (i > 0 ? look->hang : 0), composer->baseline);
		maker.height = leading (galley);
		GalleyItem item = { .slab = slab_end (&maker), .starts = i == 0, .ends = i + 1 == n_lines };
		item.plan = (PlanItem){ .height = leading (galley), .penalty = line_penalty (i, n_lines) };
		if (look->keep_together && i + 1 < n_lines)
			item.plan.penalty = PLAN_FORBID;
		take_notes (galley, &item, &lines[i]);
		add_item (galley, item);
	}
}

static void add_styled (Galley *galley, const Styled *styled, const LineLook *look)
{
	Line *lines;
	ParagraphOptions options = { .measure = galley->columns.width - look->x - look->hang,
				     .indent_first = look->indent_first,
				     .mode = look->mode,
				     .goes_on = look->goes_on };
	gsize n_lines = paragraph_set (galley->composer->setter, styled->spans, styled->n_spans, look->style,
				       &options, &lines);
	add_lines (galley, lines, n_lines, look);
}

static void add_paragraph (Galley *galley, const Text *text, Role role, TagType type, LineLook look)
{
	int tag;
	look.style = &galley->composer->style->text[role];
	Styled styled = styled_text (galley->composer, text, type, galley->tag, &tag);
	add_styled (galley, &styled, &look);
}

static void add_plain (Galley *galley, const Field *field, Role role, TagType type, LineLook look)
{
	if (field->text == NULL)
		return;
	look.style = &galley->composer->style->text[role];
	Styled styled = styled_plain (galley->composer, field->text, &field->place,
				      add_tag (galley->composer, type, galley->tag));
	add_styled (galley, &styled, &look);
}

/* The last item must not end a column: what follows belongs to it. */
static void keep_with_next (Galley *galley)
{
	if (galley->items->len > 0)
		last_item (galley)->plan.penalty = PLAN_FORBID;
}

static void add_crosshead_lines (Galley *galley, const Styled *styled)
{
	const TextStyle *style = &galley->composer->style->text[ROLE_CROSSHEAD];
	Line *lines;
	ParagraphOptions options = { .measure = galley->columns.width, .mode = LINES_BALANCED };
	gsize n_lines = paragraph_set (galley->composer->setter, styled->spans, styled->n_spans, style,
				       &options, &lines);
	if (n_lines == 0)
		return;
	add_space (galley, MAX (1, length_steps (style->space_before, leading (galley))));
	SlabMaker maker = slab_begin (galley->composer, galley->columns.width);
	Length text_height = (Length) n_lines * style->leading;
	maker.height = length_steps (text_height, leading (galley)) * leading (galley);
	for (gsize i = 0; i < n_lines; i++) /* the last line stands on the grid */
		slab_line (&maker, &lines[i], 0,
			   maker.height - leading (galley) + galley->composer->baseline -
				   (Length) (n_lines - 1 - i) * style->leading);
	GalleyItem item = { .slab = slab_end (&maker), .starts = true, .ends = true };
	item.plan = (PlanItem){ .height = item.slab.height, .penalty = PLAN_FORBID };
	add_item (galley, item);
	galley->after_head = true;
}

static void add_crosshead (Galley *galley, const Block *block)
{
	int tag;
	Styled styled = styled_text (galley->composer, &block->text, TAG_H2, galley->tag, &tag);
	add_crosshead_lines (galley, &styled);
}

static void add_blocks (Galley *galley, const Block *blocks, gsize n_blocks, Role role, int depth);

static void add_item_block (Galley *galley, const Block *item, const char *mark, int depth)
{
	Composer *composer = galley->composer;
	const TextStyle *style = &composer->style->text[ROLE_LIST];
	int outer = galley->tag;
	int item_tag = add_tag (composer, TAG_ITEM, outer);
	int label_tag = add_tag (composer, TAG_LABEL, item_tag);
	const Line *label = paragraph_line (composer->setter, mark, style, label_tag, &item->place);
	Length x = MIN (style->indent * (depth + 1), galley->columns.width / 2), gap = style->size * 45 / 100;
	x = MAX (x, label->width + gap);
	Length label_x = x - label->width - gap;
	galley->tag = add_tag (composer, TAG_ITEM_BODY, item_tag);
	TextStyle flat = *style;
	flat.indent = 0;
	if (item->n_children == 0 || item->children[0].type != BLOCK_PARAGRAPH)
		add_lines (galley, label, 1, &(LineLook){ .style = &flat, .x = MAX (label_x, 0) });
	for (gsize i = 0; i < item->n_children; i++) {
		const Block *child = &item->children[i];
		if (child->type == BLOCK_PARAGRAPH) {
			int tag;
			Styled styled = styled_text (composer, &child->text, TAG_P, galley->tag, &tag);
			add_styled (galley, &styled,
				    &(LineLook){ .style = &flat,
						 .x = x,
						 .label = i == 0 ? label : NULL,
						 .label_x = MAX (label_x, 0) });
		} else {
			add_blocks (galley, child, 1, ROLE_LIST, depth + 1);
		}
	}
	galley->tag = outer;
}

static void add_list (Galley *galley, const Block *list, int depth)
{
	Composer *composer = galley->composer;
	int outer = galley->tag;
	galley->tag = add_tag (composer, TAG_LIST, outer);
	for (gsize i = 0; i < list->n_children; i++) {
		const char *mark =
			list->ordered ? arena_printf (composer->arena, "%d.", list->start + (int) i) : "•";
		add_item_block (galley, &list->children[i], mark, depth);
	}
	galley->tag = outer;
}

/* The lines of a stanza, each set alone: a verse line is never re-wrapped silently, a turn-over hangs. */
static void add_verse (Galley *galley, const Block *block)
{
	Composer *composer = galley->composer;
	const TextStyle *style = &composer->style->text[ROLE_VERSE];
	add_space (galley, 1);
	int tag;
	Styled styled = styled_text (composer, &block->text, TAG_P, galley->tag, &tag);
	gsize first_item = galley->items->len;
	for (gsize first = 0, i = 0; i < styled.n_spans; i++) {
		if (!styled.spans[i].line_break && i + 1 < styled.n_spans)
			continue;
		styled.spans[i].line_break = false;
		Styled line = { .spans = styled.spans + first, .n_spans = i + 1 - first };
		add_styled (galley, &line,
			    &(LineLook){ .style = style,
					 .x = style->indent,
					 .hang = style->size,
					 .keep_together = true,
					 .goes_on = i + 1 < styled.n_spans });
		first = i + 1;
	}
	gsize n_lines = galley->items->len - first_item;
	for (gsize i = 0; i < n_lines; i++) {
		GalleyItem *item = &g_array_index (galley->items, GalleyItem, first_item + i);
		item->starts = i == 0;
		item->ends = i + 1 == n_lines;
		bool keep = n_lines <= 8 ? i + 1 < n_lines : line_penalty (i, n_lines) > 0;
		item->plan.penalty = keep ? PLAN_FORBID : 0;
	}
}

#define SHORT_QUOTE 9 /* lines that are kept in one piece */

/* A short quotation becomes one item, half a row lower than the grid: it has air over and under it, and the
 * text after it is on the grid again. */
static void join_items (Galley *galley, guint first)
{
	Length height = 0;
	for (guint i = first; i < galley->items->len; i++)
		height += g_array_index (galley->items, GalleyItem, i).plan.height;
	if (height == 0 || height > SHORT_QUOTE * leading (galley))
		return;
	SlabMaker maker = slab_begin (galley->composer, galley->columns.width);
	GArray *notes = g_array_new (FALSE, FALSE, sizeof (int));
	GalleyItem joined = { .starts = true, .ends = true };
	Length y = leading (galley) / 2;
	for (guint i = first; i < galley->items->len; i++) {
		const GalleyItem *item = &g_array_index (galley->items, GalleyItem, i);
		slab_add (&maker, &item->slab, 0, y);
		y += item->plan.height;
		g_array_append_vals (notes, item->notes, (guint) item->n_notes);
		joined.plan.foot += item->plan.foot;
	}
	joined.plan.height = height + leading (galley);
	maker.height = joined.plan.height;
	joined.slab = slab_end (&maker);
	joined.n_notes = notes->len;
	joined.notes = arena_copy_array (galley->composer->arena, int, notes);
	g_array_unref (notes);
	g_array_set_size (galley->items, first);
	add_item (galley, joined);
}

static void add_quote (Galley *galley, const Block *block, int depth)
{
	guint first = galley->items->len, n_floats = galley->floats->len;
	int outer = galley->tag;
	const TextStyle *style = &galley->composer->style->text[ROLE_QUOTE];
	TextStyle flat = *style;
	flat.indent = 0;
	galley->tag = add_tag (galley->composer, TAG_QUOTE, outer);
	for (gsize i = 0; i < block->n_children; i++) {
		const Block *child = &block->children[i];
		if (child->type == BLOCK_PARAGRAPH) {
			int tag;
			Styled styled =
				styled_text (galley->composer, &child->text, TAG_P, galley->tag, &tag);
			add_styled (galley, &styled,
				    &(LineLook){ .style = &flat, .x = style->indent, .bar = true });
		} else {
			add_blocks (galley, child, 1, ROLE_QUOTE, depth + 1);
		}
	}
	galley->tag = outer;
	galley->after_head = true;
	if (galley->floats->len == n_floats)
		join_items (galley, first);
}

static void add_divider (Galley *galley)
{
	Composer *composer = galley->composer;
	SlabMaker maker = slab_begin (composer, galley->columns.width);
	Length width = galley->columns.width / 6;
	slab_rule (&maker, (galley->columns.width - width) / 2, leading (galley) / 2, width, PT (0.8),
		   composer->style->accent);
	maker.height = leading (galley);
	keep_with_next (galley);
	add_item (galley, (GalleyItem){ .slab = slab_end (&maker), .plan = { .height = leading (galley) } });
	galley->after_head = true;
}

/* A float is bound to the next item of the galley, or the last when none follows. */
static void add_float (Galley *galley, Float new_float)
{
	new_float.anchor = galley->items->len;
	g_array_append_val (galley->floats, new_float);
}

static void add_table (Galley *galley, const Block *block)
{
	g_autoptr (GArray) floats = g_array_new (FALSE, TRUE, sizeof (Float));
	float_table (galley, block, galley->tag, floats);
	for (guint i = 0; i < floats->len; i++)
		add_float (galley, g_array_index (floats, Float, i));
}

static void add_running_paragraph (Galley *galley, const Block *block, Role role)
{
	bool indent = !galley->after_head && role == ROLE_BODY;
	galley->after_head = false;
	add_paragraph (galley, &block->text, role, TAG_P, (LineLook){ .indent_first = indent });
}

static void add_block (Galley *galley, const Block *block, Role role, int depth)
{
	galley->place = &block->place;
	switch (block->type) {
	case BLOCK_PARAGRAPH:
		add_running_paragraph (galley, block, role);
		return;
	case BLOCK_CROSSHEAD:
		add_crosshead (galley, block);
		return;
	case BLOCK_LIST:
		add_list (galley, block, depth);
		return;
	case BLOCK_QUOTE:
		add_quote (galley, block, depth);
		return;
	case BLOCK_VERSE:
		add_verse (galley, block);
		return;
	case BLOCK_PICTURE:
		add_float (galley, float_picture (galley, block->picture, galley->tag));
		return;
	case BLOCK_BOX:
		add_float (galley, float_box (galley, block, galley->tag));
		return;
	case BLOCK_PULL_QUOTE:
		add_float (galley, float_pull_quote (galley, block, galley->tag));
		return;
	case BLOCK_TABLE:
		add_table (galley, block);
		return;
	case BLOCK_DIVIDER:
		add_divider (galley);
		return;
	case BLOCK_ITEM:
		add_blocks (galley, block->children, block->n_children, role, depth);
		return;
	}
}

static void add_blocks (Galley *galley, const Block *blocks, gsize n_blocks, Role role, int depth)
{
	for (gsize i = 0; i < n_blocks; i++)
		add_block (galley, &blocks[i], role, depth);
}

/* ---- Letters, notes, the end ------------------------------------------------------------ */

static void add_letter (Galley *galley, const Letter *letter)
{
	galley->after_head = true;
	add_blocks (galley, letter->blocks, letter->n_blocks, ROLE_BODY, 0);
	keep_with_next (galley);
	add_plain (galley, &letter->name, ROLE_LETTER_NAME, TAG_P, (LineLook){ .keep_together = true });
	if (letter->address.text != NULL) {
		keep_with_next (galley);
		add_plain (galley, &letter->address, ROLE_SOURCE, TAG_P, (LineLook){ .keep_together = true });
	}
	if (letter->reply.text != NULL) {
		int outer = galley->tag;
		galley->tag = add_tag (galley->composer, TAG_QUOTE, outer);
		Length indent = galley->composer->style->text[ROLE_QUOTE].indent;
		TextStyle *flat = arena_copy (galley->composer->arena,
					      &galley->composer->style->text[ROLE_QUOTE], sizeof (TextStyle));
		flat->indent = 0;
		int tag = add_tag (galley->composer, TAG_P, galley->tag);
		StyledSpan spans[2] = {
			{ .text = "Tòa soạn trả lời: ",
			  .style = SPAN_STRONG,
			  .tag = tag,
			  .place = &letter->reply.place },
			{ .text = letter->reply.text, .tag = tag, .place = &letter->reply.place }
		};
		Styled styled = { .spans = spans, .n_spans = 2 };
		add_styled (galley, &styled, &(LineLook){ .style = flat, .x = indent, .bar = true });
		galley->tag = outer;
	}
	add_space (galley, 1);
}

static void add_letters (Galley *galley)
{
	const Article *article = galley->article;
	if (article->n_letters == 0)
		return;
	if (article->kind != ARTICLE_LETTERS) {
		int tag = add_tag (galley->composer, TAG_H2, galley->tag);
		Styled styled = styled_plain (galley->composer, "Ý kiến bạn đọc", &article->place, tag);
		add_crosshead_lines (galley, &styled);
	}
	if (article->kind == ARTICLE_LETTERS)
		add_space (galley, 1);
	for (gsize i = 0; i < article->n_letters; i++)
		add_letter (galley, &article->letters[i]);
}

static void set_notes (Galley *galley)
{
	Composer *composer = galley->composer;
	const TextStyle *style = &composer->style->text[ROLE_FOOTNOTE];
	for (gsize i = 0; i < galley->article->n_notes; i++) {
		const Note *note = &galley->article->notes[i];
		SlabMaker maker = slab_begin (composer, galley->columns.width);
		int tag = add_tag (composer, TAG_NOTE, galley->tag);
		int label_tag = add_tag (composer, TAG_LABEL, tag);
		slab_target (&maker,
			     arena_printf (composer->arena, "n%d-%d", composer->article + 1, (int) i + 1),
			     label_tag);
		const char *mark = arena_printf (composer->arena, "%d.", (int) i + 1);
		const Line *label = paragraph_line (composer->setter, mark, style, label_tag, &note->place);
		slab_line (&maker, label, 0, style_baseline (style));
		int text_tag;
		Styled styled = styled_text (composer, &note->text, TAG_P, tag, &text_tag);
		Length x = MAX (style->size * 17 / 10, label->width + style->size / 3);
		slab_paragraph (&maker, styled.spans, styled.n_spans, style, x, galley->columns.width - x,
				LINES_JUSTIFIED);
		galley->note_slabs[i] = slab_end (&maker);
	}
}

/* The run that ends a slab's last line; NULL: no text. */
static const Item *last_run (const Slab *slab)
{
	const Item *last = NULL;
	for (gsize i = 0; i < slab->n_items; i++) {
		const Item *item = &slab->items[i];
		if (item->type != ITEM_GLYPHS)
			continue;
		if (last == NULL || item->y > last->y || (item->y == last->y && item->x > last->x))
			last = item;
	}
	return last;
}

/* A sign that finds no room after the last word stands at the right of a line of its own. */
static void add_sign_line (Galley *galley, const Line *sign)
{
	SlabMaker maker = slab_begin (galley->composer, galley->columns.width);
	slab_line (&maker, sign, galley->columns.width - sign->width, galley->composer->baseline);
	maker.height = leading (galley);
	GalleyItem item = { .slab = slab_end (&maker), .plan = { .height = leading (galley) } };
	keep_with_next (galley);
	add_item (galley, item);
}

/* The house's end sign after the last word. "■" is drawn (few faces have it) and may hang in the gutter; any
 * other sign is set in the body's face. */
static void add_end_sign (Galley *galley)
{
	Composer *composer = galley->composer;
	const char *sign = composer->issue->magazine.end_sign;
	const TextStyle *body = &composer->style->text[ROLE_BODY];
	GalleyItem *item = last_item (galley);
	while (item != NULL && item->plan.discard && item > &g_array_index (galley->items, GalleyItem, 0))
		item--;
	const Item *last = item == NULL ? NULL : last_run (&item->slab);
	if (last == NULL || sign == NULL || sign[0] == '\0')
		return;
	bool square = strcmp (sign, "■") == 0;
	const Line *line =
		square ? NULL : paragraph_line (composer->setter, sign, body, 0, &galley->article->place);
	Length side = body->size * 48 / 100, width = square ? side : line->width;
	Length x = last->x + last->width + body->size * 4 / 10;
	if (x + width > galley->columns.width + galley->columns.gutter * 6 / 10) {
		if (!square)
			add_sign_line (galley, line);
		return;
	}
	SlabMaker maker = slab_begin (composer, galley->columns.width);
	slab_add (&maker, &item->slab, 0, 0);
	if (square)
		slab_rule (&maker, x, last->y - side, side, side, composer->style->accent);
	else
		slab_line (&maker, line, x, last->y);
	item->slab = slab_end (&maker);
}

/* Notes that no line refers to any more (in a float, say) stand at the end. */
static void add_left_notes (Galley *galley)
{
	for (gsize i = 0; i < galley->article->n_notes; i++) {
		if (galley->note_placed[i])
			continue;
		GalleyItem item = { .slab = galley->note_slabs[i], .starts = true, .ends = true };
		item.plan.height = length_steps (item.slab.height, leading (galley)) * leading (galley);
		add_item (galley, item);
	}
}

/* Text in pictures, boxes and tables may hold references whose notes no column foot would take: galley_fill
 * puts those at the end. */
void galley_fill (Galley *galley)
{
	const Article *article = galley->article;
	set_notes (galley);
	add_blocks (galley, article->blocks, article->n_blocks, ROLE_BODY, 0);
	add_letters (galley);
	add_end_sign (galley);
	if (article->source.text != NULL) {
		keep_with_next (galley);
		add_plain (galley, &article->source, ROLE_SOURCE, TAG_P, (LineLook){ .keep_together = true });
	}
	add_left_notes (galley);
	while (galley->items->len > 0 && last_item (galley)->plan.discard)
		g_array_set_size (galley->items, galley->items->len - 1);
}
