#include "compose/compose-private.h"

#include <string.h>

SlabMaker slab_begin (Composer *composer, Length width)
{
	return (SlabMaker){ .composer = composer,
			    .items = g_array_new (FALSE, TRUE, sizeof (Item)),
			    .width = width };
}

Slab slab_end (SlabMaker *maker)
{
	Slab slab = { .items = arena_copy_array (maker->composer->arena, Item, maker->items),
		      .n_items = maker->items->len,
		      .width = maker->width,
		      .height = maker->height };
	g_array_unref (maker->items);
	maker->items = NULL;
	return slab;
}

void slab_space (SlabMaker *maker, Length height)
{
	maker->height += height;
}

static void add_item (SlabMaker *maker, Item item)
{
	g_array_append_val (maker->items, item);
}

void slab_rule (SlabMaker *maker, Length x, Length y, Length width, Length height, Color color)
{
	Fill *fill = arena_new_array (maker->composer->arena, Fill, 1);
	fill->color = color;
	add_item (maker, (Item){ ITEM_RULE, x, y, width, height, 0, fill });
}

void slab_target (SlabMaker *maker, const char *name, int tag)
{
	add_item (maker, (Item){ ITEM_TARGET, 0, maker->height, 0, 0, tag, name });
}

void slab_line (SlabMaker *maker, const Line *line, Length x, Length y)
{
	for (gsize i = 0; i < line->n_pieces; i++) {
		const Piece *piece = &line->pieces[i];
		add_item (maker, (Item){ ITEM_GLYPHS, x + piece->x, y - piece->rise, piece->width, 0,
					 piece->tag, piece->run });
	}
}

Length style_baseline (const TextStyle *style)
{
	return style->leading / 2 + style->size * 31 / 100;
}

gsize slab_paragraph (SlabMaker *maker, const StyledSpan *spans, gsize n_spans, const TextStyle *style,
		      Length x, Length measure, LinesMode mode)
{
	Line *lines;
	ParagraphOptions options = { .measure = measure, .mode = mode };
	gsize n_lines = paragraph_set (maker->composer->setter, spans, n_spans, style, &options, &lines);
	for (gsize i = 0; i < n_lines; i++) {
		slab_line (maker, &lines[i], x, maker->height + style_baseline (style));
		maker->height += style->leading;
	}
	return n_lines;
}

gsize slab_text (SlabMaker *maker, const char *text, const Place *place, const TextStyle *style, int tag,
		 Length x, Length measure, LinesMode mode)
{
	if (text == NULL || text[0] == '\0')
		return 0;
	StyledSpan span = { .text = text, .tag = tag, .place = place };
	return slab_paragraph (maker, &span, 1, style, x, measure, mode);
}

static Item moved (Item item, Length x, Length y)
{
	item.x += x;
	item.y += y;
	return item;
}

void slab_add (SlabMaker *maker, const Slab *slab, Length x, Length y)
{
	for (gsize i = 0; i < slab->n_items; i++)
		add_item (maker, moved (slab->items[i], x, y));
	maker->height = MAX (maker->height, y + slab->height);
}

void slab_place (Composer *composer, const Slab *slab, int page, Length x, Length y)
{
	for (gsize i = 0; i < slab->n_items; i++)
		pages_add_item (composer->pages, page, moved (slab->items[i], x, y));
}

void slab_end_at (SlabMaker *maker, int page, Length x, Length y)
{
	Slab slab = slab_end (maker);
	slab_place (maker->composer, &slab, page, x, y);
}

void place_fill (Composer *composer, int page, Length x, Length y, Length width, Length height, Color color)
{
	SlabMaker maker = slab_begin (composer, width);
	slab_rule (&maker, 0, 0, width, height, color);
	slab_end_at (&maker, page, x, y);
}

Trial trial_begin (Composer *composer)
{
	Trial trial = { .composer = composer, .kept = composer->diag, .scratch = diag_new () };
	composer->diag = trial.scratch;
	setter_report_to (composer->setter, trial.scratch);
	return trial;
}

bool trial_end (Trial *trial)
{
	bool overset = diag_count_kind (trial->scratch, DIAG_OVERSET) > 0 ||
		       diag_count_kind (trial->scratch, DIAG_OVERFULL_LINE) > 0;
	trial->composer->diag = trial->kept;
	setter_report_to (trial->composer->setter, trial->kept);
	diag_free (trial->scratch);
	return overset;
}

Length text_width (Composer *composer, const char *text, const TextStyle *style)
{
	Length least, natural;
	Place place = composer->issue->place;
	StyledSpan span = { .text = text, .place = &place };
	paragraph_widths (composer->setter, &span, 1, style, &least, &natural);
	return natural;
}

TextStyle fit_style (Composer *composer, const char *text, const TextStyle *style, Length width)
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

/* ---- Spans and tags -------------------------------------------------------------- */

int add_tag (Composer *composer, TagType type, int parent)
{
	return pages_add_tag (composer->pages, type, parent, composer->article);
}

static bool has_parts (const Text *text)
{
	for (gsize i = 0; i < text->n_spans; i++)
		if (text->spans[i].link != NULL || text->spans[i].note > 0)
			return true;
	return false;
}

static const char *note_target (Composer *composer, int note)
{
	return arena_printf (composer->arena, "n%d-%d", composer->article + 1, note);
}

static int part_tag (Composer *composer, const Span *span, int parent)
{
	TagType type = span->note > 0 ? TAG_REFERENCE : span->link != NULL ? TAG_LINK : TAG_SPAN;
	int tag = add_tag (composer, type, parent);
	if (span->note > 0)
		pages_tag (composer->pages, tag)->target = note_target (composer, span->note);
	else if (span->link != NULL)
		pages_tag (composer->pages, tag)->uri = arena_strdup (composer->arena, span->link);
	return tag;
}

Styled styled_text (Composer *composer, const Text *text, TagType type, int parent, int *tag)
{
	*tag = add_tag (composer, type, parent);
	bool parts = has_parts (text);
	Styled styled = { .spans = arena_new_array (composer->arena, StyledSpan, text->n_spans),
			  .n_spans = text->n_spans,
			  .notes = arena_new_array (composer->arena, int, text->n_spans) };
	for (gsize i = 0; i < text->n_spans; i++) {
		const Span *span = &text->spans[i];
		bool is_note = span->note > 0;
		styled.spans[i] = (StyledSpan){
			.text = is_note ? arena_printf (composer->arena, "%d", span->note)
					: arena_strdup (composer->arena, span->text),
			.style = span->style | (is_note ? SPAN_SUPERSCRIPT : 0),
			.tag = parts ? part_tag (composer, span, *tag) : *tag,
			.note = span->note,
			.line_break = span->line_break,
			.color = is_note || span->link != NULL ? &composer->style->accent : NULL,
			.place = &span->place,
		};
		if (is_note)
			styled.notes[styled.n_notes++] = span->note;
	}
	return styled;
}

Styled styled_plain (Composer *composer, const char *text, const Place *place, int tag)
{
	StyledSpan *span = arena_new_array (composer->arena, StyledSpan, 1);
	*span = (StyledSpan){ .text = text, .tag = tag, .place = place };
	return (Styled){ .spans = span, .n_spans = 1 };
}
