/* Nothing lost: every word of every article is on a page, or the build fails and says which are not. */
#include "compose/compose-private.h"

#include <string.h>

/* Capitals without white space: what is compared does not depend on lines, caps styles or spans. */
static void append_normal (GString *out, const char *text)
{
	g_autofree char *upper = g_utf8_strup (text, -1);
	for (const char *p = upper; *p != '\0'; p = g_utf8_next_char (p))
		if (!g_unichar_isspace (g_utf8_get_char (p)))
			g_string_append_len (out, p, g_utf8_next_char (p) - p);
}

/* The text that stands on the pages, by tag: marks of lists and of notes are ours, not the author's. */
static GPtrArray *collect (const Pages *pages)
{
	GPtrArray *texts = g_ptr_array_new ();
	g_ptr_array_set_size (texts, (int) pages->tags->len);
	for (guint i = 0; i < pages->pages->len; i++) {
		const Page *page = pages_page (pages, i);
		for (guint j = 0; j < page->items->len; j++) {
			const Item *item = page_item (page, j);
			TagType type = pages_tag (pages, item->tag)->type;
			if (item->type != ITEM_GLYPHS || item->tag == 0 || type == TAG_LABEL ||
			    type == TAG_REFERENCE)
				continue;
			GString *text = g_ptr_array_index (texts, item->tag);
			if (text == NULL)
				g_ptr_array_index (texts, item->tag) = text = g_string_new (NULL);
			append_normal (text, ((const GlyphRun *) item->detail)->text);
		}
	}
	return texts;
}

static GString *text_of_article (const Pages *pages, const GPtrArray *texts, int article)
{
	GString *all = g_string_new (NULL);
	for (guint tag = 0; tag < texts->len; tag++) {
		const GString *text = g_ptr_array_index (texts, tag);
		if (text != NULL && pages_tag (pages, tag)->article == article)
			g_string_append_len (all, text->str, (gssize) text->len);
	}
	return all;
}

/* Words of a line that are nowhere in @all: the whole line is there, or each of its words is looked for. */
static void report_line (Composer *composer, const Article *article, const GString *all, const char *line)
{
	g_autoptr (GString) normal = g_string_new (NULL);
	append_normal (normal, line);
	if (strstr (all->str, normal->str) != NULL)
		return;
	g_auto (GStrv) words = g_strsplit_set (line, " \t", -1);
	for (char **word = words; *word != NULL; word++) {
		g_string_truncate (normal, 0);
		append_normal (normal, *word);
		if (strstr (all->str, normal->str) == NULL) {
			diag_add (composer->diag, DIAG_LOST_WORD, &article->place, "“%s”, “%.60s…”", *word,
				  line);
			return;
		}
	}
}

static void account_article (Composer *composer, const Article *article, int index, const GPtrArray *texts)
{
	g_autoptr (GString) all = text_of_article (composer->pages, texts, index);
	g_autofree char *plain = article_plain_text (article);
	g_auto (GStrv) lines = g_strsplit (plain, "\n", -1);
	gsize expected = 0;
	for (char **line = lines; *line != NULL; line++) {
		g_autoptr (GString) normal = g_string_new (NULL);
		append_normal (normal, *line);
		expected += normal->len;
		report_line (composer, article, all, *line);
	}
	if (all->len < expected)
		diag_add (composer->diag, DIAG_LOST_WORD, &article->place,
			  "%" G_GSIZE_FORMAT " < %" G_GSIZE_FORMAT " bytes", all->len, expected);
}

void account_for_words (Composer *composer)
{
	g_autoptr (GPtrArray) texts = collect (composer->pages);
	for (guint i = 0; i < composer->pages->articles->len; i++) {
		const PageArticle *entry = &g_array_index (composer->pages->articles, PageArticle, i);
		const Article *article = issue_article (composer->issue, entry->slug);
		account_article (composer, article, (int) i, texts);
	}
	for (guint i = 0; i < texts->len; i++)
		if (g_ptr_array_index (texts, i) != NULL)
			g_string_free (g_ptr_array_index (texts, i), TRUE);
}
