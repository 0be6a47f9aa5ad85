#include "base/diag.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_OF_A_KIND 1000

static const struct {
	const char *code, *message, *advice;
	Severity severity;
} table[N_DIAG_KINDS] = {
#define DIAG(id, severity, code, message, advice)                                                            \
	[DIAG_##id] = { code, message, advice, SEVERITY_##severity },
#include "base/diag-table.h"
#undef DIAG
};

struct Diag {
	GStringChunk *strings;
	GHashTable *seen; /* printed lines, so that each is kept once */
	GArray *entries;
	guint by_kind[N_DIAG_KINDS];
	bool sorted;
};

Diag *diag_new (void)
{
	Diag *diag = g_new0 (Diag, 1);
	diag->strings = g_string_chunk_new (4096);
	diag->seen = g_hash_table_new (g_str_hash, g_str_equal);
	diag->entries = g_array_new (FALSE, FALSE, sizeof (DiagEntry));
	return diag;
}

void diag_free (Diag *diag)
{
	if (diag == NULL)
		return;
	g_hash_table_unref (diag->seen);
	g_array_unref (diag->entries);
	g_string_chunk_free (diag->strings);
	g_free (diag);
}

const char *diag_code (DiagKind kind)
{
	return table[kind].code;
}

const char *severity_name (Severity severity)
{
	static const char *const names[] = { "error", "warning", "note" };
	return names[severity];
}

static const char *severity_label (Severity severity)
{
	return severity == SEVERITY_ERROR     ? _ ("error")
	       : severity == SEVERITY_WARNING ? _ ("warning")
					      : _ ("note");
}

static const char *severity_colour (Severity severity)
{
	static const char *const colours[] = { "\033[1;31m", "\033[1;35m", "\033[1;36m" };
	return colours[severity];
}

static void print_entry (GString *out, const DiagEntry *entry, bool colour)
{
	const char *bold = colour ? "\033[1m" : "", *plain = colour ? "\033[0m" : "";
	g_string_append_printf (out, "%s%s", bold, entry->place.file);
	if (entry->place.line > 0)
		g_string_append_printf (out, ":%d:%d", entry->place.line, MAX (entry->place.column, 1));
	g_string_append_printf (out, ":%s %s%s:%s %s", plain, colour ? severity_colour (entry->severity) : "",
				severity_label (entry->severity), plain, entry->message);
	if (entry->advice != NULL)
		g_string_append_printf (out, " (%s)", entry->advice);
}

char *diag_entry_print (const DiagEntry *entry, bool colour)
{
	GString *out = g_string_new (NULL);
	print_entry (out, entry, colour);
	return g_string_free (out, FALSE);
}

void diag_add (Diag *diag, DiagKind kind, const Place *place, const char *detail, ...)
{
	va_list arguments;
	va_start (arguments, detail);
	g_autofree char *tail = detail == NULL ? NULL : g_strdup_vprintf (detail, arguments);
	va_end (arguments);
	if (++diag->by_kind[kind] > MOST_OF_A_KIND)
		return;

	g_autofree char *message = tail == NULL ? g_strdup (_ (table[kind].message))
						: g_strconcat (_ (table[kind].message), " ", tail, NULL);
	DiagEntry entry = { .kind = kind, .severity = table[kind].severity, .code = table[kind].code };
	entry.place = *place;
	entry.place.file =
		g_string_chunk_insert_const (diag->strings, place->file != NULL ? place->file : "sobao");
	entry.message = g_string_chunk_insert_const (diag->strings, message);
	entry.advice = table[kind].advice == NULL ? NULL : _ (table[kind].advice);

	g_autoptr (GString) line = g_string_new (NULL);
	print_entry (line, &entry, false);
	if (g_hash_table_contains (diag->seen, line->str)) {
		diag->by_kind[kind]--;
		return;
	}
	g_hash_table_add (diag->seen, g_string_chunk_insert (diag->strings, line->str));
	g_array_append_val (diag->entries, entry);
	diag->sorted = false;
}

guint diag_count (const Diag *diag, Severity severity)
{
	guint count = 0;
	for (int kind = 0; kind < N_DIAG_KINDS; kind++)
		if (table[kind].severity == severity)
			count += diag->by_kind[kind];
	return count;
}

guint diag_count_kind (const Diag *diag, DiagKind kind)
{
	return diag->by_kind[kind];
}

bool diag_has_errors (const Diag *diag)
{
	return diag_count (diag, SEVERITY_ERROR) > 0;
}

static int compare_entries (const void *a, const void *b)
{
	const DiagEntry *x = a, *y = b;
	int by_file = strcmp (x->place.file, y->place.file);
	if (by_file != 0)
		return by_file;
	if (x->place.line != y->place.line)
		return x->place.line < y->place.line ? -1 : 1;
	if (x->place.column != y->place.column)
		return x->place.column < y->place.column ? -1 : 1;
	return x->kind != y->kind ? (x->kind < y->kind ? -1 : 1) : strcmp (x->message, y->message);
}

const DiagEntry *diag_entries (Diag *diag, gsize *n_entries)
{
	if (!diag->sorted)
		g_array_sort (diag->entries, compare_entries);
	diag->sorted = true;
	*n_entries = diag->entries->len;
	return (const DiagEntry *) diag->entries->data;
}

char *diag_print (Diag *diag)
{
	GString *out = g_string_new (NULL);
	gsize n_entries;
	const DiagEntry *entries = diag_entries (diag, &n_entries);
	for (gsize i = 0; i < n_entries; i++) {
		print_entry (out, &entries[i], false);
		g_string_append_c (out, '\n');
	}
	return g_string_free (out, FALSE);
}
