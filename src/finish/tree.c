/* The structure tree, in order: alternative texts of figures, scope of header cells, cells without content,
 * names of notes, levels of headings. */
#include "finish/parts.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
	Finish *finish;
	const Marks *marks;
	guint n_figures, n_cells; /* met so far */
	bool *is_painted;         /* by tag: cells */
	int level;                /* of the last heading */
	GArray *notes;            /* int: object numbers */
	GArray *todo;             /* int: object numbers of elements, the next one last */
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
	if (n >= walk->marks->figures->len)
		return;
	const Tag *tag = pages_tag (walk->finish->pages, g_array_index (walk->marks->figures, int, n));
	if (tag->alt != NULL && tag->alt[0] != '\0')
		finish_set_text (walk->finish, element, "/Alt", tag->alt);
}

/* A heading is at most one level below the one before it: a box may stand before the first crosshead. */
static void set_level (Walk *walk, qpdf_oh element, const char *type)
{
	int level = MIN (type[2] - '0', walk->level + 1);
	const char name[] = { '/', 'H', (char) ('0' + level), '\0' };
	if (strcmp (name, type) != 0)
		finish_set (walk->finish, element, "/S", name);
	walk->level = level;
}

/* ---- Notes have names ---- */

static char *name_of_note (guint index)
{
	return g_strdup_printf ("(note-%06u)", index + 1);
}

static void name_note (Walk *walk, qpdf_oh element)
{
	int number = qpdf_oh_get_object_id (walk->finish->pdf, element);
	g_autofree char *name = name_of_note (walk->notes->len);
	finish_set (walk->finish, element, "/ID", name);
	g_array_append_val (walk->notes, number);
}

/* The tree in which a name is looked up; the names are in order already. */
static void list_notes (Walk *walk)
{
	qpdf_data pdf = walk->finish->pdf;
	qpdf_oh names = qpdf_oh_new_array (pdf), tree = qpdf_oh_new_dictionary (pdf);
	for (guint i = 0; i < walk->notes->len; i++) {
		g_autofree char *name = name_of_note (i);
		qpdf_oh_append_item (pdf, names, qpdf_oh_parse (pdf, name));
		qpdf_oh_append_item (pdf, names,
				     qpdf_get_object_by_id (pdf, g_array_index (walk->notes, int, i), 0));
	}
	qpdf_oh_replace_key (pdf, tree, "/Names", names);
	qpdf_oh root = qpdf_oh_get_key (pdf, qpdf_get_root (pdf), "/StructTreeRoot");
	qpdf_oh_replace_key (pdf, root, "/IDTree", qpdf_make_indirect_object (pdf, tree));
	qpdf_oh_release_all (pdf);
}

/* ---- Cells ---- */

/* cairo makes no element of a cell in which nothing is painted, but every row must have all its cells. */
static void add_cell (Walk *walk, qpdf_oh row, qpdf_oh cells, int at, TagType type)
{
	qpdf_data pdf = walk->finish->pdf;
	const char *text = type == TAG_HEAD_CELL
				   ? "<< /Type /StructElem /S /TH /A << /O /Table /Scope /Column >> >>"
				   : "<< /Type /StructElem /S /TD >>";
	qpdf_oh cell = qpdf_oh_parse (pdf, text);
	qpdf_oh_replace_key (pdf, cell, "/P", row);
	cell = qpdf_make_indirect_object (pdf, cell);
	if (at < qpdf_oh_get_array_n_items (pdf, cells))
		qpdf_oh_insert_item (pdf, cells, at, cell);
	else
		qpdf_oh_append_item (pdf, cells, cell);
}

static qpdf_oh children_as_array (Finish *finish, qpdf_oh element)
{
	qpdf_oh children = qpdf_oh_get_key (finish->pdf, element, "/K");
	if (qpdf_oh_is_array (finish->pdf, children))
		return children;
	qpdf_oh array = qpdf_oh_new_array (finish->pdf);
	qpdf_oh_append_item (finish->pdf, array, children);
	qpdf_oh_replace_key (finish->pdf, element, "/K", array);
	return qpdf_oh_get_key (finish->pdf, element, "/K");
}

/* The row's first cell is the next of the marks: its tag tells the row's, and that all of its cells. */
static void complete_row (Walk *walk, qpdf_oh element)
{
	const Pages *pages = walk->finish->pages;
	if (walk->n_cells >= walk->marks->cells->len)
		return;
	int row = pages_tag (pages, g_array_index (walk->marks->cells, int, walk->n_cells))->parent;
	qpdf_oh cells = children_as_array (walk->finish, element);
	int at = 0;
	for (int tag = row + 1; tag < (int) pages->tags->len && pages_tag (pages, tag)->parent >= row;
	     tag++) {
		if (pages_tag (pages, tag)->parent != row)
			continue;
		if (!walk->is_painted[tag])
			add_cell (walk, element, cells, at, pages_tag (pages, tag)->type);
		walk->is_painted[tag] = true;
		at++;
	}
}

static void note_painted_cells (Walk *walk)
{
	const GArray *cells = walk->marks->cells;
	for (guint i = 0; i < cells->len; i++)
		walk->is_painted[g_array_index (cells, int, i)] = true;
}

/* ---- All elements ---- */

static void improve_element (Walk *walk, qpdf_oh element)
{
	qpdf_data pdf = walk->finish->pdf;
	const char *type = qpdf_oh_get_name (pdf, qpdf_oh_get_key (pdf, element, "/S"));
	if (strcmp (type, "/Figure") == 0)
		add_alt (walk, element);
	else if (strcmp (type, "/Note") == 0)
		name_note (walk, element);
	else if (strcmp (type, "/TH") == 0)
		finish_set (walk->finish, element, "/A", "<< /O /Table /Scope /Column >>");
	else if (type[1] == 'H' && g_ascii_isdigit (type[2]))
		set_level (walk, element, type);
	if (strcmp (type, "/TH") == 0 || strcmp (type, "/TD") == 0)
		walk->n_cells++;
	push_children (walk, element);
	if (strcmp (type, "/TR") == 0)
		complete_row (walk, element);
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
		improve_element (walk, qpdf_get_object_by_id (pdf, number, 0));
		qpdf_oh_release_all (pdf);
	}
	if (walk->n_figures != walk->marks->figures->len)
		return finish_damaged (walk->finish, _ ("its figures are not those of the pages"), error);
	if (walk->n_cells != walk->marks->cells->len)
		return finish_damaged (walk->finish, _ ("its tables are not those of the pages"), error);
	return finish_ok (walk->finish, error);
}

bool finish_tree (Finish *finish, const Marks *marks, GError **error)
{
	g_autoptr (GArray) todo = g_array_new (FALSE, FALSE, sizeof (int));
	g_autoptr (GArray) notes = g_array_new (FALSE, FALSE, sizeof (int));
	g_autofree bool *is_painted = g_new0 (bool, finish->pages->tags->len + 1);
	Walk walk = {
		.finish = finish, .marks = marks, .is_painted = is_painted, .notes = notes, .todo = todo
	};
	note_painted_cells (&walk);
	qpdf_oh root = qpdf_oh_get_key (finish->pdf, qpdf_get_root (finish->pdf), "/StructTreeRoot");
	if (qpdf_oh_is_dictionary (finish->pdf, root))
		push_children (&walk, root);
	qpdf_oh_release_all (finish->pdf);
	if (!walk_all (&walk, error))
		return false;
	if (notes->len > 0)
		list_notes (&walk);
	return true;
}
