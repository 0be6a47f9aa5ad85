#include "model/issue.h"

#include <string.h>

Issue *issue_new (void)
{
	Arena *arena = arena_new ();
	Issue *issue = g_new0 (Issue, 1);
	issue->arena = arena;
	issue->multiple_of = 4;
	issue->has_cover = issue->has_contents = issue->has_imprint = true;
	issue->style = style_new (arena);
	issue->magazine.end_sign = "■";
	issue->magazine.language = "vi";
	issue->magazine.kind_word.text = "TẠP CHÍ";
	return issue;
}

void issue_free (Issue *issue)
{
	if (issue == NULL)
		return;
	arena_free (issue->arena);
	g_free (issue);
}

gsize issue_count_articles (const Issue *issue)
{
	gsize count = 0;
	for (gsize i = 0; i < issue->n_sections; i++)
		count += issue->sections[i].n_articles;
	return count;
}

const Article *issue_article (const Issue *issue, const char *slug)
{
	for (gsize i = 0; i < issue->n_sections; i++)
		for (gsize j = 0; j < issue->sections[i].n_articles; j++)
			if (strcmp (issue->sections[i].articles[j]->slug, slug) == 0)
				return issue->sections[i].articles[j];
	return NULL;
}

static const char *const article_kinds[N_ARTICLE_KINDS] = {
	[ARTICLE_PLAIN] = "plain", [ARTICLE_INTERVIEW] = "interview", [ARTICLE_ESSAY] = "essay",
	[ARTICLE_POEM] = "poem",   [ARTICLE_BRIEFS] = "briefs",       [ARTICLE_LETTERS] = "letters",
	[ARTICLE_STUDY] = "study",
};

const char *article_kind_name (ArticleKind kind)
{
	return article_kinds[kind];
}

bool article_kind_parse (const char *name, ArticleKind *kind)
{
	for (int i = 0; i < N_ARTICLE_KINDS; i++)
		if (strcmp (article_kinds[i], name) == 0) {
			*kind = i;
			return true;
		}
	return false;
}

/* ---- Plain text ------------------------------------------------------------- */

static void append_text (GString *out, const Text *text)
{
	for (gsize i = 0; i < text->n_spans; i++) {
		g_string_append (out, text->spans[i].text);
		if (text->spans[i].line_break)
			g_string_append_c (out, ' ');
	}
}

char *text_plain (const Text *text)
{
	GString *out = g_string_new (NULL);
	append_text (out, text);
	return g_string_free (out, FALSE);
}

static void append_line (GString *out, const char *text)
{
	if (text != NULL && text[0] != '\0')
		g_string_append_printf (out, "%s\n", text);
}

static void append_blocks (GString *out, const Block *blocks, gsize n_blocks);

static void append_table (GString *out, const Table *table)
{
	append_line (out, table->caption.text);
	for (gsize row = 0; row < table->n_rows; row++) {
		for (gsize column = 0; column < table->n_columns; column++) {
			if (column > 0)
				g_string_append_c (out, ' ');
			append_text (out, &table->cells[row * table->n_columns + column]);
		}
		g_string_append_c (out, '\n');
	}
}

static void append_picture (GString *out, const Picture *picture)
{
	append_line (out, picture->caption.text);
	append_line (out, picture->credit.text);
}

static void append_block (GString *out, const Block *block)
{
	if (block->text.n_spans > 0) {
		append_text (out, &block->text);
		g_string_append_c (out, '\n');
	}
	if (block->table != NULL)
		append_table (out, block->table);
	if (block->picture != NULL)
		append_picture (out, block->picture);
	append_blocks (out, block->children, block->n_children);
}

static void append_blocks (GString *out, const Block *blocks, gsize n_blocks)
{
	for (gsize i = 0; i < n_blocks; i++)
		append_block (out, &blocks[i]);
}

static void append_letter (GString *out, const Letter *letter)
{
	append_blocks (out, letter->blocks, letter->n_blocks);
	append_line (out, letter->name.text);
	append_line (out, letter->address.text);
	append_line (out, letter->reply.text);
}

char *article_plain_text (const Article *article)
{
	GString *out = g_string_new (NULL);
	g_autofree char *byline = byline_print (&article->byline);
	append_line (out, article->kicker.text);
	append_line (out, article->headline.text);
	append_line (out, article->standfirst.text);
	append_line (out, byline);
	append_blocks (out, article->blocks, article->n_blocks);
	for (gsize i = 0; i < article->n_letters; i++)
		append_letter (out, &article->letters[i]);
	for (gsize i = 0; i < article->n_notes; i++) {
		append_text (out, &article->notes[i].text);
		g_string_append_c (out, '\n');
	}
	append_line (out, article->source.text);
	return g_string_free (out, FALSE);
}

char *byline_print (const Byline *byline)
{
	if (byline->printed.text != NULL)
		return g_strdup (byline->printed.text);
	g_autoptr (GPtrArray) names = g_ptr_array_new ();
	for (gsize i = 0; i < byline->n_people; i++)
		g_ptr_array_add (names, (char *) byline->people[i].name);
	g_ptr_array_add (names, NULL);
	g_autofree char *people = g_strjoinv (" – ", (char **) names->pdata);
	const char *organisation = byline->organisation.text;
	if (people[0] == '\0')
		return g_strdup (organisation);
	return organisation == NULL ? g_steal_pointer (&people)
				    : g_strdup_printf ("%s\n%s", people, organisation);
}

/* ---- Dump ------------------------------------------------------------------- */

static void dump_field (GString *out, const char *name, Field field)
{
	if (field.text != NULL)
		g_string_append_printf (out, "    %s: %s\n", name, field.text);
}

static void dump_date (GString *out, const char *name, Date date)
{
	g_autofree char *text = date_print (date);
	if (date.year != 0)
		g_string_append_printf (out, "    %s: %s\n", name, text);
}

static void dump_blocks (GString *out, const Block *blocks, gsize n_blocks, int depth);

static void dump_text (GString *out, const Text *text)
{
	for (gsize i = 0; i < text->n_spans; i++) {
		const Span *span = &text->spans[i];
		g_string_append (out, " “");
		g_string_append_printf (out, "%s”", span->text);
		if (span->style & SPAN_EMPHASIS)
			g_string_append (out, "/em");
		if (span->style & SPAN_STRONG)
			g_string_append (out, "/strong");
		if (span->style & SPAN_SUPERSCRIPT)
			g_string_append (out, "/sup");
		if (span->style & SPAN_CODE)
			g_string_append (out, "/code");
		if (span->link != NULL)
			g_string_append_printf (out, "/link <%s>", span->link);
		if (span->note > 0)
			g_string_append_printf (out, "/note %d", span->note);
		if (span->line_break)
			g_string_append (out, "/break");
	}
	g_string_append_c (out, '\n');
}

static const char *block_name (BlockType type)
{
	static const char *const names[] = {
		[BLOCK_PARAGRAPH] = "paragraph",
		[BLOCK_CROSSHEAD] = "crosshead",
		[BLOCK_LIST] = "list",
		[BLOCK_ITEM] = "item",
		[BLOCK_QUOTE] = "quote",
		[BLOCK_PULL_QUOTE] = "pull-quote",
		[BLOCK_BOX] = "box",
		[BLOCK_VERSE] = "verse",
		[BLOCK_TABLE] = "table",
		[BLOCK_PICTURE] = "picture",
		[BLOCK_DIVIDER] = "divider",
	};
	return names[type];
}

static void dump_picture (GString *out, const Picture *picture, int depth)
{
	g_string_append_printf (out, "%*s  file: %s %dx%d%s\n", depth, "", picture->file,
				picture->image.width, picture->image.height,
				picture->path == NULL ? " (missing)" : "");
	const struct {
		const char *name;
		Field field;
	} fields[] = { { "caption", picture->caption },
		       { "credit", picture->credit },
		       { "alt", picture->alt } };
	for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
		if (fields[i].field.text != NULL)
			g_string_append_printf (out, "%*s  %s: %s\n", depth, "", fields[i].name,
						fields[i].field.text);
}

static void dump_block (GString *out, const Block *block, int depth)
{
	g_string_append_printf (out, "%*s%s %d:%d", depth, "", block_name (block->type), block->place.line,
				block->place.column);
	if (block->type == BLOCK_CROSSHEAD)
		g_string_append_printf (out, " level %d", block->level);
	if (block->type == BLOCK_LIST && block->ordered)
		g_string_append_printf (out, " ordered from %d", block->start);
	dump_text (out, &block->text);
	for (gsize i = 0; block->table != NULL && i < block->table->n_rows * block->table->n_columns; i++) {
		g_string_append_printf (out, "%*s  cell %" G_GSIZE_FORMAT ":", depth, "", i);
		dump_text (out, &block->table->cells[i]);
	}
	if (block->picture != NULL)
		dump_picture (out, block->picture, depth);
	dump_blocks (out, block->children, block->n_children, depth + 2);
}

static void dump_blocks (GString *out, const Block *blocks, gsize n_blocks, int depth)
{
	for (gsize i = 0; i < n_blocks; i++)
		dump_block (out, &blocks[i], depth);
}

static void dump_article (const Article *article, void *data)
{
	GString *out = data;
	g_autofree char *byline = byline_print (&article->byline);
	g_string_append_printf (out, "  article %s (%s)\n", article->slug, article_kind_name (article->kind));
	dump_field (out, "kicker", article->kicker);
	dump_field (out, "headline", article->headline);
	dump_field (out, "standfirst", article->standfirst);
	if (byline != NULL)
		g_string_append_printf (out, "    byline: %s\n", g_strdelimit (byline, "\n", '/'));
	dump_field (out, "source", article->source);
	dump_blocks (out, article->blocks, article->n_blocks, 4);
	for (gsize i = 0; i < article->n_letters; i++) {
		dump_field (out, "letter from", article->letters[i].name);
		dump_field (out, "address", article->letters[i].address);
		dump_date (out, "date", article->letters[i].date);
		dump_blocks (out, article->letters[i].blocks, article->letters[i].n_blocks, 6);
		dump_field (out, "reply", article->letters[i].reply);
	}
	for (gsize i = 0; i < article->n_notes; i++) {
		g_string_append_printf (out, "    note %s:", article->notes[i].label);
		dump_text (out, &article->notes[i].text);
	}
}

char *issue_dump (const Issue *issue)
{
	GString *out = g_string_new (NULL);
	g_autofree char *date = date_print (issue->date);
	g_string_append_printf (out, "issue “%s” %s %s layout %s\n", issue->label, issue->slug, date,
				issue->layout);
	g_string_append_printf (out, "magazine “%s”\n", issue->magazine.name.text);
	for (gsize i = 0; i < issue->n_sections; i++) {
		g_string_append_printf (out, "section “%s”\n", issue->sections[i].name.text);
		for (gsize j = 0; j < issue->sections[i].n_articles; j++)
			dump_article (issue->sections[i].articles[j], out);
	}
	return g_string_free (out, FALSE);
}
