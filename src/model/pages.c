#include "model/pages.h"

#include <string.h>

Pages *pages_new (Length width, Length height, Length bleed)
{
	Pages *pages = g_new0 (Pages, 1);
	pages->arena = arena_new ();
	pages->width = width;
	pages->height = height;
	pages->bleed = bleed;
	pages->language = "vi";
	pages->fonts = g_array_new (FALSE, TRUE, sizeof (PageFont));
	pages->tags = g_array_new (FALSE, TRUE, sizeof (Tag));
	pages->pages = g_array_new (FALSE, TRUE, sizeof (Page));
	pages->outline = g_array_new (FALSE, TRUE, sizeof (OutlineEntry));
	pages->articles = g_array_new (FALSE, TRUE, sizeof (PageArticle));
	pages_add_tag (pages, TAG_ARTIFACT, 0, -1);
	pages_add_tag (pages, TAG_DOCUMENT, 0, -1);
	return pages;
}

void pages_free (Pages *pages)
{
	if (pages == NULL)
		return;
	for (guint i = 0; i < pages->pages->len; i++)
		g_array_unref (pages_page (pages, i)->items);
	g_array_unref (pages->fonts);
	g_array_unref (pages->tags);
	g_array_unref (pages->pages);
	g_array_unref (pages->outline);
	g_array_unref (pages->articles);
	arena_free (pages->arena);
	g_free (pages);
}

int pages_add_page (Pages *pages, const char *label)
{
	Page page = { .label = label, .items = g_array_new (FALSE, TRUE, sizeof (Item)) };
	g_array_append_val (pages->pages, page);
	return (int) pages->pages->len - 1;
}

int pages_add_tag (Pages *pages, TagType type, int parent, int article)
{
	Tag tag = { .type = type, .parent = parent, .article = article };
	g_array_append_val (pages->tags, tag);
	return (int) pages->tags->len - 1;
}

int pages_add_font (Pages *pages, const char *file, int index, const char *family)
{
	for (guint i = 0; i < pages->fonts->len; i++)
		if (pages_font (pages, i)->index == index && strcmp (pages_font (pages, i)->file, file) == 0)
			return (int) i;
	const char *slash = strrchr (file, '/');
	PageFont font = { .file = arena_strdup (pages->arena, file),
			  .index = index,
			  .name = arena_strdup (pages->arena, slash != NULL ? slash + 1 : file),
			  .family = arena_strdup (pages->arena, family) };
	g_array_append_val (pages->fonts, font);
	return (int) pages->fonts->len - 1;
}

void pages_add_item (Pages *pages, int page, Item item)
{
	g_array_append_val (pages_page (pages, page)->items, item);
}

const char *tag_name (TagType type)
{
	static const char *const names[N_TAG_TYPES] = {
		[TAG_ARTIFACT] = "Artifact",
		[TAG_DOCUMENT] = "Document",
		[TAG_PART] = "Part",
		[TAG_ARTICLE] = "Art",
		[TAG_DIV] = "Div",
		[TAG_H1] = "H1",
		[TAG_H2] = "H2",
		[TAG_H3] = "H3",
		[TAG_P] = "P",
		[TAG_SPAN] = "Span",
		[TAG_LINK] = "Link",
		[TAG_REFERENCE] = "Reference",
		[TAG_QUOTE] = "BlockQuote",
		[TAG_LIST] = "L",
		[TAG_ITEM] = "LI",
		[TAG_LABEL] = "Lbl",
		[TAG_ITEM_BODY] = "LBody",
		[TAG_TABLE] = "Table",
		[TAG_ROW] = "TR",
		[TAG_HEAD_CELL] = "TH",
		[TAG_CELL] = "TD",
		[TAG_FIGURE] = "Figure",
		[TAG_CAPTION] = "Caption",
		[TAG_NOTE] = "Note",
		[TAG_CONTENTS] = "TOC",
		[TAG_CONTENTS_ITEM] = "TOCI",
	};
	return names[type];
}

/* ---- Dump ------------------------------------------------------------------- */

/* Lengths in points with two decimals, whatever the locale. */
static void print_length (GString *out, Length length)
{
	gint64 hundredths = ((gint64) length * 100 + (length < 0 ? -512 : 512)) / 1024;
	g_string_append_printf (out, "%s%" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT, hundredths < 0 ? "-" : "",
				ABS (hundredths) / 100, ABS (hundredths) % 100);
}

static void print_box (GString *out, const Item *item)
{
	const Length values[] = { item->x, item->y, item->width, item->height };
	for (int i = 0; i < 4; i++) {
		g_string_append_c (out, ' ');
		print_length (out, values[i]);
	}
}

static void print_color (GString *out, Color color)
{
	g_string_append_printf (out, " #%02x%02x%02x", color.red, color.green, color.blue);
}

static void print_glyphs (GString *out, const Pages *pages, const Item *item)
{
	const GlyphRun *run = item->detail;
	g_string_append (out, "    text");
	print_box (out, item);
	g_string_append_printf (out, " %s ", pages_font (pages, run->font)->name);
	print_length (out, run->size);
	if (run->scale != 1000)
		g_string_append_printf (out, " scale %d", run->scale);
	print_color (out, run->color);
	g_string_append_printf (out, " %s", tag_name (pages_tag (pages, item->tag)->type));
	if (item->tag > 0)
		g_string_append_printf (out, " %d", item->tag);
	g_string_append_printf (out, " “%s”\n", run->text);
}

static void print_item (GString *out, const Pages *pages, const Item *item)
{
	switch (item->type) {
	case ITEM_GLYPHS:
		print_glyphs (out, pages, item);
		return;
	case ITEM_PICTURE:
		g_string_append (out, "    picture");
		print_box (out, item);
		g_string_append_printf (out, " %s\n", ((const PagePicture *) item->detail)->name);
		return;
	case ITEM_RULE:
		g_string_append (out, "    rule");
		print_box (out, item);
		print_color (out, ((const Fill *) item->detail)->color);
		g_string_append_c (out, '\n');
		return;
	case ITEM_TARGET:
		g_string_append (out, "    target");
		print_box (out, item);
		g_string_append_printf (out, " %s\n", (const char *) item->detail);
		return;
	}
}

char *pages_dump (const Pages *pages)
{
	GString *out = g_string_new ("pages ");
	print_length (out, pages->width);
	g_string_append (out, " × ");
	print_length (out, pages->height);
	g_string_append_printf (out, " “%s”\n", pages->title != NULL ? pages->title : "");
	for (guint i = 0; i < pages->articles->len; i++) {
		const PageArticle *article = &g_array_index (pages->articles, PageArticle, i);
		g_string_append_printf (out, "  article %s pages %d–%d lines %d\n", article->slug,
					article->first_page, article->last_page, article->n_lines);
	}
	for (guint i = 0; i < pages->pages->len; i++) {
		const Page *page = pages_page (pages, i);
		g_string_append_printf (out, "  page %u “%s”\n", i + 1, page->label);
		for (guint j = 0; j < page->items->len; j++)
			print_item (out, pages, page_item (page, j));
	}
	return g_string_free (out, FALSE);
}
