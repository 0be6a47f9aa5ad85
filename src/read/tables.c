/* Tables: the first row is the header. */
#include "read/read-private.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <glib/gi18n.h>
#include <string.h>

/* The type of a table is made while the program runs, by the extension; its name is what stays. */
bool read_is_table (cmark_node *node)
{
	return strcmp (cmark_node_get_type_string (node), "table") == 0;
}

static gsize count_children (cmark_node *node)
{
	gsize count = 0;
	for (cmark_node *child = cmark_node_first_child (node); child != NULL;
	     child = cmark_node_next (child))
		count++;
	return count;
}

static CellAlign *read_alignments (Body *body, cmark_node *node, gsize n_columns)
{
	const uint8_t *letters = cmark_gfm_extensions_get_table_alignments (node);
	CellAlign *align = arena_new_array (body->reader->arena, CellAlign, n_columns);
	for (gsize i = 0; i < n_columns; i++)
		align[i] = letters[i] == 'c' ? CELL_CENTER : letters[i] == 'r' ? CELL_RIGHT : CELL_LEFT;
	return align;
}

/* As the parser does it: any bar without a backslash before it parts cells, also within code; one at the
 * start or the end parts nothing. */
static gsize count_cells (const char *line, gsize n_bytes)
{
	gsize start = 0, n_cells = 1;
	while (start < n_bytes && strchr (" \t>", line[start]) != NULL)
		start++;
	while (n_bytes > start && strchr (" \t", line[n_bytes - 1]) != NULL)
		n_bytes--;
	start += start < n_bytes && line[start] == '|';
	for (gsize i = start; i + 1 < n_bytes; i++)
		n_cells += line[i] == '|' && (i == 0 || line[i - 1] != '\\');
	return n_cells;
}

/* The parser drops the cells that the head has no column for. */
static void check_row (Body *body, cmark_node *row, gsize n_columns)
{
	gsize n_bytes;
	Place place = read_node_place (body, row);
	const char *line = read_body_line (body, place.line, &n_bytes), *end = line + n_bytes;
	for (int column = 1; column < place.column && line < end; column++)
		line = g_utf8_next_char (line);
	n_bytes = (gsize) (end - line);
	gsize n_cells = count_cells (line, n_bytes);
	if (n_cells > n_columns)
		diag_add (body->reader->diag, DIAG_ROW_TOO_LONG, &place, _ ("%d, not %d"), (int) n_cells,
			  (int) n_columns);
}

static void read_row (Body *body, cmark_node *row, Table *table, Text *cells)
{
	cmark_node *cell = cmark_node_first_child (row);
	for (gsize i = 0; i < table->n_columns && cell != NULL; i++, cell = cmark_node_next (cell))
		cells[i] = read_inlines (body, cell, NULL, false);
}

void read_table (Body *body, cmark_node *node, Block *block)
{
	Arena *arena = body->reader->arena;
	gsize n_columns = cmark_gfm_extensions_get_table_columns (node);
	if (n_columns > MOST_TABLE_COLUMNS) {
		diag_add (body->reader->diag, DIAG_TOO_MANY, &block->place,
			  _ ("a table has %d columns at most"), MOST_TABLE_COLUMNS);
		return;
	}
	Table *table = arena_alloc (arena, sizeof (Table));
	table->n_columns = n_columns;
	table->n_rows = count_children (node);
	table->align = read_alignments (body, node, n_columns);
	table->cells = arena_new_array (arena, Text, n_columns * table->n_rows);
	Text *cells = table->cells;
	for (cmark_node *row = cmark_node_first_child (node); row != NULL; row = cmark_node_next (row)) {
		check_row (body, row, n_columns);
		read_row (body, row, table, cells);
		cells += n_columns;
	}
	block->table = table;
}
