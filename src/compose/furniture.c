/* Running heads and folios. */
#include "compose/compose-private.h"

static void add_aligned (SlabMaker *maker, const char *text, Role role, bool at_right, Length baseline)
{
	Composer *composer = maker->composer;
	TextStyle style = fit_style (composer, text, &composer->style->text[role], maker->width);
	Line *line = paragraph_line (composer->setter, text, &style, 0, &composer->issue->place);
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
