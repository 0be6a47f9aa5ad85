/* The whole issue: cover, contents, articles by section, blank pages, back cover. */
#include "compose/compose-private.h"

#include <glib/gi18n.h>
#include <string.h>

int new_page (Composer *composer, const char *section)
{
	int page = (int) composer->pages->pages->len;
	pages_add_page (composer->pages, arena_printf (composer->arena, "%d", page + 1));
	g_ptr_array_add (composer->sections, (char *) section);
	return page;
}

/* Page 1 is a right page: its inside margin is at the left. */
Length page_left (const Composer *composer, int page)
{
	return page % 2 == 0 ? composer->style->margin_inside : composer->style->margin_outside;
}

Length row_top (const Composer *composer, int row)
{
	return composer->top + row * composer->style->leading;
}

const char *article_title (const Article *article)
{
	return article->short_title.text != NULL ? article->short_title.text : article->headline.text;
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

const char *article_target (Composer *composer, const Article *article)
{
	return arena_printf (composer->arena, "a-%s", article->slug);
}

/* ---- Set-up --------------------------------------------------------------------------------- */

static void measure_page (Composer *composer)
{
	const Style *style = composer->style;
	const TextStyle *body = &style->text[ROLE_BODY];
	composer->measure = style->page_width - style->margin_inside - style->margin_outside;
	composer->top = style->margin_top;
	composer->n_rows = (style->page_height - style->margin_top - style->margin_bottom) / style->leading;
	composer->baseline = style->leading / 2 + body->size * 31 / 100;
	composer->cap_top = composer->baseline - body->size * 62 / 100;
}

static bool page_is_possible (Composer *composer)
{
	const Style *style = composer->style;
	int n = style->columns;
	Length column = (composer->measure - (n - 1) * style->gutter) / n;
	if (composer->n_rows >= 12 && column >= LEAST_COLUMN)
		return true;
	diag_add (composer->diag, DIAG_OVERSET, &composer->issue->place,
		  _ ("layout “%s” leaves columns of %.0f mm with %d lines; 25 mm and 12 lines are the least"),
		  composer->issue->layout, length_to_mm (column), composer->n_rows);
	return false;
}

/* All faces a style names, so that every missing font is told of in one run. */
static bool check_fonts (Composer *composer)
{
	bool found = true;
	for (int role = 0; role < N_ROLES; role++) {
		const TextStyle *style = &composer->style->text[role];
		const Place *place =
			style->family_place.file != NULL ? &style->family_place : &composer->issue->place;
		if (fonts_face (composer->fonts, style->family, style->weight, style->italic, place,
				composer->diag) == NULL)
			found = false;
	}
	return found;
}

static void set_metadata (Composer *composer)
{
	Pages *pages = composer->pages;
	const Issue *issue = composer->issue;
	const Magazine *magazine = &issue->magazine;
	pages->title = arena_printf (composer->arena, "%s %s", magazine->name.text, issue->label);
	pages->author = arena_strdup (composer->arena, magazine->agency.text != NULL ? magazine->agency.text
										     : magazine->name.text);
	pages->subject = arena_strdup (composer->arena, magazine->tagline.text);
	pages->language = arena_strdup (composer->arena, magazine->language);
	pages->date = issue->date;
}

/* ---- Parts ----------------------------------------------------------------------------------- */

static void add_outline (Composer *composer, const char *title, const char *target, int level, int page)
{
	OutlineEntry entry = {
		.title = arena_strdup (composer->arena, title), .target = target, .level = level, .page = page
	};
	g_array_append_val (composer->pages->outline, entry);
}

static void compose_sections (Composer *composer)
{
	for (gsize i = 0; i < composer->issue->n_sections; i++) {
		const Section *section = &composer->issue->sections[i];
		for (gsize j = 0; j < section->n_articles; j++) {
			const Article *article = section->articles[j];
			compose_article (composer, article, j == 0);
			int page = article_page (composer, article->slug) - 1;
			const char *target = article_target (composer, article);
			if (j == 0)
				add_outline (composer, section->name.text, target, 0, page);
			add_outline (composer, article->headline.text, target, 1, page);
		}
	}
}

/* Blank pages up to the extent, before the back cover. */
static void fill_up (Composer *composer, bool has_back)
{
	const Issue *issue = composer->issue;
	int n_pages = (int) composer->pages->pages->len + has_back;
	bool too_long = issue->extent > 0 && n_pages > issue->extent;
	if (too_long)
		diag_add (composer->diag, DIAG_TOO_MANY_PAGES, &issue->extent_place,
			  _ ("%d pages, extent %d"), n_pages, issue->extent);
	int multiple = issue->extent > 0 ? issue->extent : MAX (issue->multiple_of, 1);
	int n_blank = too_long ? 0 : (multiple - n_pages % multiple) % multiple;
	for (int i = 0; i < n_blank; i++)
		new_page (composer, NULL);
	if (n_blank > 0)
		diag_add (composer->diag, DIAG_BLANK_PAGES, &issue->place, "%d", n_blank);
}

static void label_covers (Composer *composer)
{
	if (composer->issue->has_cover)
		pages_page (composer->pages, 0)->label = "Bìa 1";
}

static void compose_parts (Composer *composer)
{
	const Issue *issue = composer->issue;
	int cover = issue->has_cover ? new_page (composer, NULL) : -1;
	int contents = -1;
	if (issue->has_contents) {
		int n_pages = compose_contents (composer, -1);
		for (int i = 0; i < n_pages; i++) {
			int page = new_page (composer, composer->style->contents_title);
			contents = contents < 0 ? page : contents;
		}
	}
	compose_sections (composer);
	bool has_back = issue->has_imprint || issue->back_picture != NULL;
	fill_up (composer, has_back);
	int back = has_back ? new_page (composer, NULL) : -1;
	if (cover >= 0)
		compose_cover (composer, cover);
	if (contents >= 0)
		compose_contents (composer, contents);
	if (back >= 0)
		compose_back_cover (composer, back);
	compose_furniture (composer);
	label_covers (composer);
}

Pages *compose_issue (const Issue *issue, Diag *diag, GError **error)
{
	const Style *style = issue->style;
	g_autoptr (Pages) pages = pages_new (style->page_width, style->page_height, style->bleed);
	Composer composer = { .issue = issue,
			      .style = style,
			      .pages = pages,
			      .arena = pages->arena,
			      .diag = diag,
			      .page = -1,
			      .article = -1 };
	composer.fonts = fonts_new (pages, error);
	if (composer.fonts == NULL)
		return NULL;
	composer.setter = setter_new (pages, composer.fonts, diag);
	composer.sections = g_ptr_array_new ();
	measure_page (&composer);
	set_metadata (&composer);
	if (page_is_possible (&composer) && check_fonts (&composer)) {
		compose_parts (&composer);
		if (!diag_has_errors (diag)) /* else some are known to be missing */
			account_for_words (&composer);
	}
	g_ptr_array_unref (composer.sections);
	setter_free (composer.setter);
	fonts_free (composer.fonts);
	return g_steal_pointer (&pages);
}
