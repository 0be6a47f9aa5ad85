#include "base/text.h"
#include "cli/cli.h"

#include <glib/gi18n.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void cli_note (const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	fputs ("sobao: ", stderr);
	vfprintf (stderr, format, arguments);
	fputc ('\n', stderr);
	va_end (arguments);
}

static bool wants_colour (int file)
{
	const char *terminal = g_getenv ("TERM");
	return isatty (file) && g_getenv ("NO_COLOR") == NULL && g_strcmp0 (terminal, "dumb") != 0;
}

static void print_text (Diag *diag, DiagKind but, FILE *out)
{
	gsize n_entries;
	const DiagEntry *entries = diag_entries (diag, &n_entries);
	bool colour = wants_colour (fileno (out));
	for (gsize i = 0; i < n_entries; i++) {
		if (entries[i].kind == but)
			continue;
		g_autofree char *line = diag_entry_print (&entries[i], colour);
		fprintf (out, "%s\n", line);
	}
}

void cli_print_complaints (Diag *diag, DiagKind but)
{
	print_text (diag, but, stderr);
}

void cli_print_json (Json *json, char bracket)
{
	json_end (json, bracket);
	puts (json->out->str);
	g_string_free (json->out, TRUE);
}

static void print_json (Diag *diag)
{
	gsize n_entries;
	const DiagEntry *entries = diag_entries (diag, &n_entries);
	Json json;
	json_begin (&json, '{');
	json_number (&json, "errors", diag_count (diag, SEVERITY_ERROR));
	json_number (&json, "warnings", diag_count (diag, SEVERITY_WARNING));
	json_open (&json, "diagnostics", '[');
	for (gsize i = 0; i < n_entries; i++) {
		json_open (&json, NULL, '{');
		json_text (&json, "file", entries[i].place.file);
		json_number (&json, "line", entries[i].place.line);
		json_number (&json, "column", entries[i].place.column);
		json_text (&json, "severity", severity_name (entries[i].severity));
		json_text (&json, "code", entries[i].code);
		json_text (&json, "message", entries[i].message);
		json_text (&json, "advice", entries[i].advice);
		json_end (&json, '}');
	}
	json_end (&json, ']');
	cli_print_json (&json, '}');
}

void cli_print_check (Diag *diag, Format format)
{
	if (format == FORMAT_JSON)
		print_json (diag);
	else
		print_text (diag, N_DIAG_KINDS, stdout);
}

bool cli_parse_format (const char *name, Format *format, GError **error)
{
	static const char *const names[] = { [FORMAT_TEXT] = "text", [FORMAT_JSON] = "json" };
	*format = FORMAT_TEXT;
	if (name == NULL)
		return true;
	for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
		if (strcmp (name, names[i]) == 0) {
			*format = (Format) i;
			return true;
		}
	g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, _ ("no such format: %s (there are text and json)"),
		     name);
	return false;
}

char *cli_did_you_mean (const char *word, const GPtrArray *candidates)
{
	const char *nearest = text_nearest (word, (const char *const *) candidates->pdata, candidates->len);
	return nearest == NULL ? g_strdup ("") : g_strdup_printf (_ ("; did you mean \"%s\"?"), nearest);
}

bool cli_no_errors (Diag *diag, bool writes, GError **error)
{
	guint n = diag_count (diag, SEVERITY_ERROR);
	if (n == 0)
		return true;
	g_set_error (error, CLI_ERROR, CLI_ERROR_INPUT,
		     writes ? ngettext ("%u error; nothing was written", "%u errors; nothing was written", n)
			    : ngettext ("%u error", "%u errors", n),
		     n);
	return false;
}
