/* Nothing lost: a word that is taken off a page is missed, and so is a paragraph, a caption, a note. */
#include "compose/compose-private.h"

#include <string.h>

static const Place place = { "articles/bai.md", 3, 1 };

static Text plain_text (Issue *issue, const char *text)
{
	Span *span = arena_new_array (issue->arena, Span, 1);
	*span = (Span){ .text = text, .place = place };
	return (Text){ span, 1 };
}

static void add_blocks (Issue *issue, Article *article)
{
	Picture *picture = arena_new_array (issue->arena, Picture, 1);
	*picture = (Picture){ .place = place, .file = "photos/a.jpg", .image = { .width = 3, .height = 2 } };
	picture->caption = (Field){ "Bến sông buổi sớm", place };
	article->n_blocks = 3;
	article->blocks = arena_new_array (issue->arena, Block, 3);
	article->blocks[0] =
		(Block){ .place = place, .text = plain_text (issue, "Đò sang sông, người lên bến chợ.") };
	article->blocks[1] = (Block){ .type = BLOCK_PICTURE, .place = place, .picture = picture };
	article->blocks[2] = (Block){ .place = place, .text = plain_text (issue, "Nước lên, nước xuống.") };
}

static Issue *small_issue (void)
{
	Issue *issue = issue_new ();
	issue->place = (Place){ "issue.yaml", 0, 0 };
	issue->label = "Số 9 - 2020";
	issue->date = (Date){ 2020, 9, 5 };
	issue->magazine.name.text = "Bến Thử";
	issue->has_cover = issue->has_contents = issue->has_imprint = false;
	Article *article = arena_new_array (issue->arena, Article, 1);
	*article = (Article){ .slug = "bai", .file = place.file, .place = place };
	article->headline = (Field){ "Một chuyến đò", place };
	add_blocks (issue, article);
	issue->n_sections = 1;
	issue->sections = arena_new_array (issue->arena, Section, 1);
	issue->sections[0].name.text = "Thử";
	issue->sections[0].n_articles = 1;
	issue->sections[0].articles = arena_copy (issue->arena, &article, sizeof article);
	return issue;
}

/* Composes, takes the first run with @text in it off its page, and counts how often words are missed then. */
static guint lose (const char *text)
{
	g_autoptr (Issue) issue = small_issue ();
	g_autoptr (Diag) diag = diag_new ();
	g_autoptr (GError) error = NULL;
	g_autoptr (Pages) pages = compose_issue (issue, diag, &error);
	g_assert_no_error (error);
	g_assert_false (diag_has_errors (diag));
	GArray *items = pages_page (pages, 0)->items;
	for (guint i = 0; text != NULL && i < items->len; i++) {
		const Item *item = &g_array_index (items, Item, i);
		if (item->type != ITEM_GLYPHS ||
		    strstr (((const GlyphRun *) item->detail)->text, text) == NULL)
			continue;
		g_array_remove_index (items, i);
		break;
	}
	Composer composer = { .issue = issue, .pages = pages, .diag = diag };
	account_for_words (&composer);
	return diag_count_kind (diag, DIAG_LOST_WORD);
}

static void test_nothing_lost (void)
{
	g_assert_cmpuint (lose (NULL), ==, 0);
}

static void test_lost_parts (void)
{
	static const char *const parts[] = { "Một chuyến", "Đò sang", "Bến sông", "Nước lên" };
	for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
		g_assert_cmpuint (lose (parts[i]), >=, 1);
}

int main (int argc, char **argv)
{
	g_test_init (&argc, &argv, NULL);
	g_setenv ("SOBAO_DATA", g_getenv ("SOURCE"), TRUE);
	g_test_add_func ("/account/nothing-lost", test_nothing_lost);
	g_test_add_func ("/account/lost-parts", test_lost_parts);
	return g_test_run ();
}
