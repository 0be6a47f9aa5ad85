/* YAML → a tree that keeps every place.
 *
 * libyaml's own loader follows aliases and drops the order of trouble; this one refuses aliases, anchors and
 * tags (so nothing expands), double keys, and all that is too deep or too much. */
#include "read/read-private.h"

#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>
#include <yaml.h>

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (yaml_event_t, yaml_event_delete)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (yaml_parser_t, yaml_parser_delete)

typedef struct {
	yaml_parser_t *parser;
	Arena *arena;
	Diag *diag;
	const Source *source;
	int lines_before;
	int n_nodes;
} Yaml;

static Node *read_node (Yaml *yaml, const yaml_event_t *event, int depth);

static Place place_of (const Yaml *yaml, yaml_mark_t mark)
{
	return (Place){ yaml->source->file, (int) mark.line + 1 + yaml->lines_before, (int) mark.column + 1 };
}

static const char *line_at (const Source *source, gsize line)
{
	const char *p = source->text, *end = p + source->n_bytes;
	for (; line > 0 && p != NULL; line--) {
		p = memchr (p, '\n', (gsize) (end - p));
		p = p == NULL ? NULL : p + 1;
	}
	return p;
}

/* The column behind the colon of "key:value" on line @line (from 0); 0: that is not what stands there. */
static int missing_space (const Source *source, gsize line)
{
	const char *text = line_at (source, line), *end = source->text + source->n_bytes;
	if (text == NULL)
		return 0;
	const char *newline = memchr (text, '\n', (gsize) (end - text));
	g_autofree char *copy = g_strndup (text, (gsize) ((newline != NULL ? newline : end) - text));
	g_autofree char *head = g_strndup (copy, strcspn (copy, ":"));
	bool key = g_regex_match_simple ("^ *(- +)?[a-z][a-z-]*$", head, 0, 0);
	const char *value = copy + strlen (head);
	return key && *value == ':' && strcspn (value + 1, " \t\r/:") > 0 ? (int) strlen (head) + 2 : 0;
}

/* The column of a tab in the white space that starts line @line (from 0) of the text; 0: none. */
static int indenting_tab (const Source *source, gsize line)
{
	const char *p = line_at (source, line), *end = source->text + source->n_bytes;
	for (int column = 1; p != NULL && p < end && (*p == ' ' || *p == '\t'); p++, column++)
		if (*p == '\t')
			return column;
	return 0;
}

/* "date:2020-09-05" is a text, not a key; the parser stumbles on the line after it. */
static bool find_missing_space (const Yaml *yaml, Place *place)
{
	const yaml_parser_t *parser = yaml->parser;
	gsize line = parser->problem_mark.line;
	const gsize lines[] = { parser->context != NULL ? parser->context_mark.line : line,
				line > 0 ? line - 1 : 0, line };
	for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
		int column = missing_space (yaml->source, lines[i]);
		if (column == 0)
			continue;
		place->line = (int) lines[i] + 1 + yaml->lines_before;
		place->column = column;
		return true;
	}
	return false;
}

static void complain_of_syntax (const Yaml *yaml)
{
	const yaml_parser_t *parser = yaml->parser;
	Place place = place_of (yaml, parser->problem_mark);
	int tab = indenting_tab (yaml->source, parser->problem_mark.line);
	if (find_missing_space (yaml, &place)) {
		diag_add (yaml->diag, DIAG_YAML_SPACE, &place, NULL);
	} else if (tab > 0) {
		place.column = tab;
		diag_add (yaml->diag, DIAG_YAML_TAB, &place, NULL);
	} else if (parser->context != NULL) {
		diag_add (yaml->diag, DIAG_YAML_SYNTAX, &place, _ ("%s, %s that starts on line %d"),
			  parser->problem, parser->context,
			  (int) parser->context_mark.line + 1 + yaml->lines_before);
	} else {
		diag_add (yaml->diag, DIAG_YAML_SYNTAX, &place, "%s",
			  parser->problem != NULL ? parser->problem : _ ("the text cannot be read"));
	}
}

static bool next_event (Yaml *yaml, yaml_event_t *event)
{
	if (yaml_parser_parse (yaml->parser, event))
		return true;
	complain_of_syntax (yaml);
	return false;
}

static Node *new_node (Yaml *yaml, NodeType type, const yaml_event_t *event)
{
	Node *node = arena_alloc (yaml->arena, sizeof (Node));
	node->type = type;
	node->place = place_of (yaml, event->start_mark);
	node->start = event->start_mark.index;
	node->end = event->end_mark.index;
	return node;
}

/* Quadratic search would let 50,000 keys take minutes. */
static bool is_new_key (Yaml *yaml, GHashTable *seen, const Node *key)
{
	if (key->type != NODE_SCALAR) {
		diag_add (yaml->diag, DIAG_WRONG_TYPE, &key->place, "%s", _ ("a key must be a word"));
		return false;
	}
	if (!g_hash_table_add (seen, (gpointer) key->text)) {
		diag_add (yaml->diag, DIAG_DUPLICATE_KEY, &key->place, "\"%s\"", key->text);
		return false;
	}
	return true;
}

static bool read_items (Yaml *yaml, Node *node, int depth)
{
	g_autoptr (GPtrArray) items = g_ptr_array_new ();
	g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
	for (;;) {
		g_auto (yaml_event_t) event = { 0 };
		if (!next_event (yaml, &event))
			return false;
		if (event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT) {
			node->end = event.end_mark.index;
			break;
		}
		Node *item = read_node (yaml, &event, depth + 1);
		if (item == NULL)
			return false;
		if (node->type == NODE_MAPPING && items->len % 2 == 0 && !is_new_key (yaml, seen, item))
			return false;
		g_ptr_array_add (items, item);
	}
	node->n_items = items->len;
	node->items = arena_copy (yaml->arena, items->pdata, items->len * sizeof (Node *));
	return true;
}

static Node *read_scalar (Yaml *yaml, const yaml_event_t *event)
{
	Node *node = new_node (yaml, NODE_SCALAR, event);
	const char *text = (const char *) event->data.scalar.value;
	if (memchr (text, '\0', event->data.scalar.length) != NULL) {
		diag_add (yaml->diag, DIAG_CONTROL_CHARACTER, &node->place, "U+0000");
		return NULL;
	}
	node->text = arena_strndup (yaml->arena, text, event->data.scalar.length);
	node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	node->folded = event->data.scalar.style == YAML_LITERAL_SCALAR_STYLE ||
		       event->data.scalar.style == YAML_FOLDED_SCALAR_STYLE;
	return node;
}

static bool has_anchor_or_tag (const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_ALIAS_EVENT:
		return true;
	case YAML_SCALAR_EVENT:
		return event->data.scalar.anchor != NULL || event->data.scalar.tag != NULL;
	case YAML_SEQUENCE_START_EVENT:
		return event->data.sequence_start.anchor != NULL || event->data.sequence_start.tag != NULL;
	case YAML_MAPPING_START_EVENT:
		return event->data.mapping_start.anchor != NULL || event->data.mapping_start.tag != NULL;
	default:
		return false;
	}
}

static bool is_within_bounds (Yaml *yaml, const yaml_event_t *event, int depth)
{
	Place place = place_of (yaml, event->start_mark);
	if (has_anchor_or_tag (event))
		diag_add (yaml->diag, DIAG_YAML_ALIAS, &place, NULL);
	else if (depth > MOST_YAML_DEPTH)
		diag_add (yaml->diag, DIAG_TOO_DEEP, &place, _ ("more than %d levels"), MOST_YAML_DEPTH);
	else if (++yaml->n_nodes > MOST_YAML_NODES)
		diag_add (yaml->diag, DIAG_TOO_MANY, &place, _ ("more than %d values"), MOST_YAML_NODES);
	else
		return true;
	return false;
}

static Node *read_node (Yaml *yaml, const yaml_event_t *event, int depth)
{
	if (!is_within_bounds (yaml, event, depth))
		return NULL;
	if (event->type == YAML_SCALAR_EVENT)
		return read_scalar (yaml, event);
	bool is_sequence = event->type == YAML_SEQUENCE_START_EVENT;
	Node *node = new_node (yaml, is_sequence ? NODE_SEQUENCE : NODE_MAPPING, event);
	node->flow = is_sequence ? event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
				 : event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
	return read_items (yaml, node, depth) ? node : NULL;
}

static Node *empty_document (Yaml *yaml)
{
	Node *node = arena_alloc (yaml->arena, sizeof (Node));
	node->type = NODE_MAPPING;
	node->place = (Place){ yaml->source->file, yaml->lines_before + 1, 1 };
	return node;
}

/* Exactly one document is wanted: what follows its end is not read by anyone. */
static bool is_only_document (Yaml *yaml)
{
	g_auto (yaml_event_t) end = { 0 }, next = { 0 };
	if (!next_event (yaml, &end) || !next_event (yaml, &next))
		return false;
	if (next.type == YAML_STREAM_END_EVENT)
		return true;
	Place place = place_of (yaml, next.start_mark);
	diag_add (yaml->diag, DIAG_YAML_SYNTAX, &place, "%s", _ ("a second document begins here"));
	return false;
}

static Node *read_document (Yaml *yaml)
{
	g_auto (yaml_event_t) stream = { 0 }, document = { 0 }, first = { 0 };
	if (!next_event (yaml, &stream) || !next_event (yaml, &document))
		return NULL;
	if (document.type == YAML_STREAM_END_EVENT)
		return empty_document (yaml);
	if (!next_event (yaml, &first))
		return NULL;
	Node *node = read_node (yaml, &first, 1);
	if (node == NULL || !is_only_document (yaml))
		return NULL;
	return node_is_null (node) ? empty_document (yaml) : node;
}

Node *read_yaml (Arena *arena, Diag *diag, const Source *source, int lines_before)
{
	g_auto (yaml_parser_t) parser = { 0 };
	if (!yaml_parser_initialize (&parser))
		g_error ("out of memory");
	yaml_parser_set_encoding (&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string (&parser, (const unsigned char *) source->text, source->n_bytes);
	Yaml yaml = { &parser, arena, diag, source, lines_before, 0 };
	return read_document (&yaml);
}

const Node *node_value (const Node *mapping, const char *key)
{
	for (gsize i = 0; mapping != NULL && mapping->type == NODE_MAPPING && i + 1 < mapping->n_items;
	     i += 2)
		if (strcmp (mapping->items[i]->text, key) == 0)
			return mapping->items[i + 1];
	return NULL;
}

bool node_is_null (const Node *node)
{
	if (node->type != NODE_SCALAR || node->quoted)
		return false;
	return node->text[0] == '\0' || strcmp (node->text, "~") == 0 || strcmp (node->text, "null") == 0;
}
