#include "paint/parts.h"

typedef struct {
	Length left, top, right, bottom;
} Box;

/* An artifact and the gap between tagged items where it is painted: gap i is before tagged item i. */
typedef struct {
	guint item, natural, gap;
} Artifact;

typedef struct {
	const Page *page;
	GArray *tagged;    /* guint: item */
	GArray *artifacts; /* Artifact */
	bool open_before, open_after;
} Plan;

static Box item_box (const Item *item)
{
	Box box = { item->x, item->y, item->x + item->width, item->y + item->height };
	if (item->type == ITEM_GLYPHS) {
		const GlyphRun *run = item->detail;
		box.top = item->y - run->size;
		box.bottom = item->y + run->size / 3;
	}
	return box;
}

static bool overlap (const Plan *plan, guint a, guint b)
{
	Box x = item_box (page_item (plan->page, a)), y = item_box (page_item (plan->page, b));
	return x.left < y.right && y.left < x.right && x.top < y.bottom && y.top < x.bottom;
}

static guint tagged_at (const Plan *plan, guint i)
{
	return g_array_index (plan->tagged, guint, i);
}

static int tag_at (const Plan *plan, guint i)
{
	return page_item (plan->page, tagged_at (plan, i))->tag;
}

/* Is no leaf open in this gap? */
static bool is_free (const Plan *plan, guint gap)
{
	guint n_tagged = plan->tagged->len;
	if (n_tagged == 0)
		return true;
	if (gap == 0)
		return !plan->open_before;
	if (gap == n_tagged)
		return !plan->open_after;
	return tag_at (plan, gap - 1) != tag_at (plan, gap);
}

static guint choose_gap (const Plan *plan, const Artifact *artifact)
{
	guint n_tagged = plan->tagged->len;
	for (guint gap = artifact->natural;; gap++) {
		if (is_free (plan, gap))
			return gap;
		if (gap == n_tagged || overlap (plan, artifact->item, tagged_at (plan, gap)))
			break;
	}
	for (guint gap = artifact->natural; gap > 0; gap--) {
		if (overlap (plan, artifact->item, tagged_at (plan, gap - 1)))
			break;
		if (is_free (plan, gap - 1))
			return gap - 1;
	}
	return artifact->natural;
}

static void sort_items (Plan *plan)
{
	for (guint i = 0; i < plan->page->items->len; i++) {
		const Item *item = page_item (plan->page, i);
		if (item->type == ITEM_TARGET)
			continue;
		if (item->tag != 0) {
			g_array_append_val (plan->tagged, i);
			continue;
		}
		Artifact artifact = { .item = i, .natural = plan->tagged->len, .gap = plan->tagged->len };
		g_array_append_val (plan->artifacts, artifact);
	}
}

#define artifact_at(plan, i) (&g_array_index ((plan)->artifacts, Artifact, (i)))

/* Would a moved artifact change places with another that it overlaps? */
static bool is_crossed (const Plan *plan)
{
	for (guint i = 0; i < plan->artifacts->len; i++) {
		const Artifact *a = artifact_at (plan, i);
		for (guint j = i + 1; j < plan->artifacts->len; j++) {
			const Artifact *b = artifact_at (plan, j);
			if (a->gap > b->gap && overlap (plan, a->item, b->item))
				return true;
		}
	}
	return false;
}

static void place_artifacts (Plan *plan)
{
	for (guint i = 0; i < plan->artifacts->len; i++)
		artifact_at (plan, i)->gap = choose_gap (plan, artifact_at (plan, i));
	if (!is_crossed (plan))
		return;
	for (guint i = 0; i < plan->artifacts->len; i++)
		artifact_at (plan, i)->gap = artifact_at (plan, i)->natural;
}

static int compare_artifacts (const void *a, const void *b)
{
	const Artifact *x = a, *y = b;
	if (x->gap != y->gap)
		return x->gap < y->gap ? -1 : 1;
	return x->item < y->item ? -1 : x->item > y->item;
}

void paint_order (const Pages *pages, int page, bool open_before, bool open_after, GArray *order)
{
	g_autoptr (GArray) tagged = g_array_new (FALSE, FALSE, sizeof (guint));
	g_autoptr (GArray) artifacts = g_array_new (FALSE, FALSE, sizeof (Artifact));
	Plan plan = { pages_page (pages, page), tagged, artifacts, open_before, open_after };
	sort_items (&plan);
	place_artifacts (&plan);
	g_array_sort (artifacts, compare_artifacts);

	g_array_set_size (order, 0);
	guint next = 0;
	for (guint gap = 0; gap <= tagged->len; gap++) {
		for (; next < artifacts->len && artifact_at (&plan, next)->gap == gap; next++)
			g_array_append_val (order, artifact_at (&plan, next)->item);
		if (gap < tagged->len)
			g_array_append_val (order, g_array_index (tagged, guint, gap));
	}
}
