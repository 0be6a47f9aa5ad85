/* The structure tree, in order: alternative texts of figures, scope of header cells. */
#include "finish/parts.h"

#include <glib/gi18n.h>

typedef struct {
	Finish *finish;
	const GArray *figures;
	guint n_figures; /* met so far */
	GArray *todo;    /* int: object numbers of elements, the next one last */
} Walk;

static void push (Walk *walk, qpdf_oh element)
{
	qpdf_data pdf = walk->finish->pdf;
	if (!qpdf_oh_is_indirect (pdf, element) || !qpdf_oh_is_dictionary (pdf, element) ||
	    !qpdf_oh_has_key (pdf, element, "/S"))
		return;
	int number = qpdf_oh_get_object_id (pdf, element);
	g_array_append_val (walk->todo, number);
}

/* The last child first, so that the first is taken next. */
static void push_children (Walk *walk, qpdf_oh element)
{
	qpdf_data pdf = walk->finish->pdf;
	qpdf_oh children = qpdf_oh_get_key (pdf, element, "/K");
	if (!qpdf_oh_is_array (pdf, children)) {
		push (walk, children);
		return;
	}
	for (int i = qpdf_oh_get_array_n_items (pdf, children) - 1; i >= 0; i--) {
		qpdf_oh child = qpdf_oh_get_array_item (pdf, children, i);
		push (walk, child);
		qpdf_oh_release (pdf, child);
	}
}

static void add_alt (Walk *walk, qpdf_oh element)
{
	guint n = walk->n_figures++;
	if (n >= walk->figures->len)
		return;
	const Tag *tag = pages_tag (walk->finish->pages, g_array_index (walk->figures, int, n));
	if (tag->alt != NULL && tag->alt[0] != '\0')
		finish_set_text (walk->finish, element, "/Alt", tag->alt);
}

static void improve_element (Walk *walk, qpdf_oh element)
{
	qpdf_data pdf = walk->finish->pdf;
	qpdf_oh type = qpdf_oh_get_key (pdf, element, "/S");
	if (qpdf_oh_is_name_and_equals (pdf, type, "/Figure"))
		add_alt (walk, element);
	else if (qpdf_oh_is_name_and_equals (pdf, type, "/TH"))
		finish_set (walk->finish, element, "/A", "<< /O /Table /Scope /Column >>");
}

static bool walk_all (Walk *walk, GError **error)
{
	qpdf_data pdf = walk->finish->pdf;
	int most = finish_count_objects (walk->finish);
	while (walk->todo->len > 0) {
		int number = g_array_index (walk->todo, int, walk->todo->len - 1);
		g_array_set_size (walk->todo, walk->todo->len - 1);
		if (most-- <= 0)
			return finish_damaged (walk->finish, _ ("its structure goes in circles"), error);
		qpdf_oh element = qpdf_get_object_by_id (pdf, number, 0);
		improve_element (walk, element);
		push_children (walk, element);
		qpdf_oh_release_all (pdf);
	}
	if (walk->n_figures != walk->figures->len)
		return finish_damaged (walk->finish, _ ("its figures are not those of the pages"), error);
	return finish_ok (walk->finish, error);
}

bool finish_tree (Finish *finish, const GArray *figures, GError **error)
{
	g_autoptr (GArray) todo = g_array_new (FALSE, FALSE, sizeof (int));
	Walk walk = { finish, figures, 0, todo };
	qpdf_oh root = qpdf_oh_get_key (finish->pdf, qpdf_get_root (finish->pdf), "/StructTreeRoot");
	if (qpdf_oh_is_dictionary (finish->pdf, root))
		push_children (&walk, root);
	qpdf_oh_release_all (finish->pdf);
	return walk_all (&walk, error);
}
