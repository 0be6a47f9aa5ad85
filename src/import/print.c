/* Reports and articles as text. */
#include "import/private.h"

#include "base/json.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const role_names[N_IMPORT_ROLES] = {
#define ROLE(id, name) [IMPORT_##id] = name,
	IMPORT_ROLES (ROLE)
#undef ROLE
};

/* The same for people who read the report; scripts get the names. */
static const char *const role_labels[N_IMPORT_ROLES] = {
	[IMPORT_KICKER] = N_ ("kicker"),
	[IMPORT_HEADLINE] = N_ ("headline"),
	[IMPORT_DATE] = N_ ("date"),
	[IMPORT_STANDFIRST] = N_ ("standfirst"),
	[IMPORT_STANDFIRST_AGAIN] = N_ ("standfirst again"),
	[IMPORT_HEADLINE_AGAIN] = N_ ("headline again"),
	[IMPORT_BODY] = N_ ("text"),
	[IMPORT_CROSSHEAD] = N_ ("crosshead"),
	[IMPORT_PLACEHOLDER] = N_ ("picture"),
	[IMPORT_CAPTION] = N_ ("caption"),
	[IMPORT_BYLINE] = N_ ("byline"),
	[IMPORT_SOURCE] = N_ ("source"),
	[IMPORT_BOX] = N_ ("box"),
	[IMPORT_LETTERS_HEAD] = N_ ("letters begin"),
	[IMPORT_LETTER_HEAD] = N_ ("letter from"),
	[IMPORT_LETTER_TEXT] = N_ ("letter"),
	[IMPORT_WIDGET] = N_ ("printed issue"),
	[IMPORT_DROPPED] = N_ ("left out"),
};

#define LABEL_WIDTH 17

static void append_label (GString *out, ImportRole role)
{
	const char *label = _ (role_labels[role]);
	int width = (int) g_utf8_strlen (label, -1);
	g_string_append_printf (out, "%s%*s ", label, MAX (LABEL_WIDTH - width, 0), "");
}

/* A reader's address is in the dump; it goes no further. */
static const char *shown_text (const ImportReport *report, const ImportLine *line)
{
	bool letter = line->role == IMPORT_LETTER_HEAD || line->role == IMPORT_LETTER_TEXT;
	return letter ? import_mask_addresses (line->text, report->arena) : line->text;
}

/* ---- The report, a line per line ------------------------------------------------------ */

char *import_print_report (const ImportReport *report)
{
	GString *out = g_string_new (NULL);
	for (gsize i = 0; i < report->n_lines; i++) {
		const ImportLine *line = &report->lines[i];
		if (line->role == IMPORT_BLANK)
			continue;
		const char *text = shown_text (report, line);
		const char *end = g_utf8_strlen (text, -1) > 60 ? g_utf8_offset_to_pointer (text, 57) : NULL;
		g_string_append_printf (out, "%6zu  ", i + 1);
		append_label (out, line->role);
		g_string_append_len (out, text, end != NULL ? end - text : (gssize) strlen (text));
		if (end != NULL)
			g_string_append (out, "…");
		if (line->reason != NULL)
			g_string_append_printf (out, "  [%s]", line->reason);
		g_string_append_c (out, '\n');
	}
	for (guint i = 0; i < report->warnings->len; i++) {
		const ImportWarning *warning = &g_array_index (report->warnings, ImportWarning, i);
		g_string_append_printf (out, "%6d  ? %s: %s (%s)\n", warning->line, warning->code,
					warning->text, warning->note);
	}
	if (report->has_issue) {
		g_autofree char *label = issue_number_print (&report->issue);
		g_string_append_printf (out, _ ("        issue: %s\n"), label);
	}
	return g_string_free (out, FALSE);
}

/* ---- JSON ------------------------------------------------------------------------------- */

/* Line numbers count from 1: 0 is "there is none". */
static void json_line (Json *json, const char *key, int value)
{
	if (value > 0)
		json_number (json, key, value);
	else
		json_text (json, key, NULL);
}

static void json_numbers (Json *json, const char *key, const int *values, int n)
{
	json_open (json, key, '[');
	for (int i = 0; i < n; i++)
		json_number (json, NULL, values[i]);
	json_end (json, ']');
}

static void json_texts (Json *json, const char *key, const char *const *values, int n)
{
	json_open (json, key, '[');
	for (int i = 0; i < n; i++)
		json_text (json, NULL, values[i]);
	json_end (json, ']');
}

static void json_date (Json *json, const DatePart *date)
{
	if (date->line == 0) {
		json_text (json, "date", NULL);
		return;
	}
	json_open (json, "date", '{');
	json_text (json, "raw", date->raw);
	json_text (json, "iso", date->iso);
	json_line (json, "line", date->line);
	json_end (json, '}');
}

static void json_standfirst (Json *json, const ImportReport *report)
{
	if (report->standfirst.line == 0) {
		json_text (json, "standfirst", NULL);
		return;
	}
	json_open (json, "standfirst", '{');
	json_line (json, "line", report->standfirst.line);
	json_text (json, "text", report->standfirst.text);
	json_text (json, "stripped_prefix", report->stripped_prefix);
	json_end (json, '}');
}

static void json_body (Json *json, const ImportReport *report)
{
	json_open (json, "body", '[');
	for (guint i = 0; i < report->body->len; i++) {
		const Part *part = &g_array_index (report->body, Part, i);
		json_open (json, NULL, '{');
		json_line (json, "line", part->line);
		json_text (json, "role", role_names[report->lines[part->line - 1].role]);
		json_text (json, "text", part->text);
		json_end (json, '}');
	}
	json_end (json, ']');
}

static void json_figures (Json *json, const ImportReport *report)
{
	json_open (json, "figures", '[');
	for (guint i = 0; i < report->figures->len; i++) {
		const Figure *figure = &g_array_index (report->figures, Figure, i);
		json_open (json, NULL, '{');
		json_line (json, "placeholder_line", figure->placeholder);
		json_numbers (json, "caption_lines", figure->caption_lines, figure->n_caption_lines);
		json_number (json, "after_body", figure->after_body);
		json_text (json, "caption", figure->caption);
		json_end (json, '}');
	}
	json_end (json, ']');
}

static void json_byline (Json *json, const BylinePart *byline)
{
	if (byline->line == 0) {
		json_text (json, "byline", NULL);
		return;
	}
	json_open (json, "byline", '{');
	json_line (json, "line", byline->line);
	json_text (json, "raw", byline->raw);
	json_text (json, "kind", byline->kind);
	json_texts (json, "roles", byline->roles, byline->n_roles);
	json_texts (json, "people", byline->people, byline->n_people);
	json_text (json, "organisation", byline->organisation);
	json_end (json, '}');
}

static void json_source (Json *json, const ImportReport *report)
{
	if (report->source.line == 0) {
		json_text (json, "source", NULL);
		return;
	}
	json_open (json, "source", '{');
	json_line (json, "line", report->source.line);
	json_text (json, "raw", report->source_raw);
	json_text (json, "printed", report->source.text);
	json_text (json, "url", report->source_url);
	json_end (json, '}');
}

/* Paragraphs with @joint between them. Caller frees. */
static char *letter_text (const LetterPart *letter, const char *joint)
{
	GString *out = g_string_new (NULL);
	for (guint i = 0; i < letter->text->len; i++)
		g_string_append_printf (out, "%s%s", i > 0 ? joint : "",
					g_array_index (letter->text, Part, i).text);
	return g_string_free (out, FALSE);
}

static void json_letters (Json *json, const ImportReport *report)
{
	json_open (json, "letters", '[');
	for (guint i = 0; i < report->letters->len; i++) {
		const LetterPart *letter = &g_array_index (report->letters, LetterPart, i);
		g_autofree char *text = letter_text (letter, "\n");
		json_open (json, NULL, '{');
		json_line (json, "head_line", letter->head_line);
		json_line (json, "line", letter->line);
		json_text (json, "raw", letter->raw);
		json_text (json, "name", letter->name);
		json_text (json, "address", letter->address);
		json_text (json, "email_masked", letter->email);
		json_text (json, "date", letter->iso);
		json_open (json, "text_lines", '[');
		for (guint j = 0; j < letter->text->len; j++) {
			json_number (json, NULL, g_array_index (letter->text, Part, j).line);
		}
		json_end (json, ']');
		json_text (json, "text", text);
		json_end (json, '}');
	}
	json_end (json, ']');
}

static void json_boxes (Json *json, const ImportReport *report)
{
	json_open (json, "boxes", '[');
	for (guint i = 0; i < report->boxes->len; i++) {
		const BoxPart *box = &g_array_index (report->boxes, BoxPart, i);
		const char *const *items = (const char *const *) box->items->pdata;
		int step = box->in_pairs ? 2 : 1;
		json_open (json, NULL, '{');
		json_line (json, "first_line", box->first_line);
		json_line (json, "last_line", box->last_line);
		json_text (json, "title", box->title);
		json_text (json, "default", box->printed ? "keep" : "drop");
		json_open (json, "items", '[');
		for (guint j = 0; j < box->items->len; j += (guint) step) {
			json_open (json, NULL, '[');
			for (int k = 0; k < step; k++) {
				json_text (json, NULL, items[j + (guint) k]);
			}
			json_end (json, ']');
		}
		json_end (json, ']');
		json_end (json, '}');
	}
	json_end (json, ']');
}

static void json_issue (Json *json, const ImportReport *report)
{
	if (!report->has_issue) {
		json_text (json, "issue", NULL);
		return;
	}
	g_autofree char *label = issue_number_print (&report->issue);
	json_open (json, "issue", '{');
	json_text (json, "raw", report->widget_issue.text);
	json_text (json, "label", label);
	json_line (json, "number", report->issue.numbers[0]);
	json_numbers (json, "numbers", report->issue.numbers, report->issue.n_numbers);
	json_line (json, "year", report->issue.year);
	json_end (json, '}');
}

static void json_widget (Json *json, const ImportReport *report)
{
	if (report->widget_heading.line == 0) {
		json_text (json, "widget", NULL);
		return;
	}
	json_open (json, "widget", '{');
	json_text (json, "kind", "print-magazine");
	json_text (json, "heading", report->widget_heading.text);
	json_line (json, "first_line", report->widget_first);
	json_line (json, "last_line", report->widget_last);
	json_texts (json, "lookups", (const char *const *) report->lookups->pdata,
		    (int) report->lookups->len);
	json_end (json, '}');
}

static void json_lines (Json *json, const ImportReport *report)
{
	json_open (json, "lines", '[');
	for (gsize i = 0; i < report->n_lines; i++) {
		const ImportLine *line = &report->lines[i];
		if (line->role == IMPORT_BLANK)
			continue;
		json_open (json, NULL, '{');
		json_line (json, "line", (int) i + 1);
		json_text (json, "role", role_names[line->role]);
		json_text (json, "reason", line->reason);
		json_text (json, "text", shown_text (report, line));
		json_end (json, '}');
	}
	json_end (json, ']');
}

static void json_warnings (Json *json, const ImportReport *report)
{
	json_open (json, "warnings", '[');
	for (guint i = 0; i < report->warnings->len; i++) {
		const ImportWarning *warning = &g_array_index (report->warnings, ImportWarning, i);
		json_open (json, NULL, '{');
		json_line (json, "line", warning->line);
		json_text (json, "code", warning->code);
		json_text (json, "text", warning->text);
		json_text (json, "note", warning->note);
		json_end (json, '}');
	}
	json_end (json, ']');
}

char *import_print_json (const ImportReport *report)
{
	Json json;
	json_begin (&json, '{');
	json.compact = true;
	json_text (&json, "file", report->name);
	json_text (&json, "sha256", report->sha256);
	json_text (&json, "slug", report->slug);
	json_text (&json, "kicker", report->kicker.text);
	json_text (&json, "headline", report->headline.text);
	json_line (&json, "headline_line", report->headline.line);
	json_date (&json, &report->date);
	json_standfirst (&json, report);
	json_body (&json, report);
	json_figures (&json, report);
	json_byline (&json, &report->byline);
	json_source (&json, report);
	json_letters (&json, report);
	json_boxes (&json, report);
	json_issue (&json, report);
	json_widget (&json, report);
	json_lines (&json, report);
	json_warnings (&json, report);
	json_end (&json, '}');
	g_string_append_c (json.out, '\n');
	return g_string_free (json.out, FALSE);
}

/* ---- The article ------------------------------------------------------------------------- */

/* Always in double quotes: no word of a headline can then be taken for YAML. JSON's strings are YAML's. */
static void yaml_text (GString *out, const char *key, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	g_string_append_printf (out, "%s: ", key);
	json_quote (out, text);
	g_string_append_c (out, '\n');
}

/* Text that Markdown gives back word by word. */
static void markdown_text (GString *out, const char *text)
{
	gsize digits = strspn (text, "0123456789");
	bool ordered = digits > 0 && (text[digits] == '.' || text[digits] == ')') &&
		       (text[digits + 1] == ' ' || text[digits + 1] == '\0');
	for (const char *at = text; *at != '\0'; at++) {
		bool always = strchr ("\\`*_[]<>&#~|!", *at) != NULL;
		bool at_start = at == text && strchr ("+-=:", *at) != NULL;
		if (always || at_start || (ordered && at == text + digits))
			g_string_append_c (out, '\\');
		g_string_append_c (out, *at);
	}
}

static const char *person_role (const BylinePart *byline, int person)
{
	if (byline->n_roles > 1 && byline->n_roles == byline->n_people)
		return byline->roles[person];
	return byline->n_roles == 2 && strcmp (byline->roles[0], "text") == 0 &&
			       strcmp (byline->roles[1], "photo") == 0
		       ? "text+photo"
	       : byline->n_roles > 0 ? byline->roles[0]
				     : "text";
}

static void print_byline (GString *out, const BylinePart *byline)
{
	if (byline->line == 0)
		return;
	g_string_append (out, "byline:\n");
	if (strcmp (byline->kind, "credit") == 0)
		yaml_text (out, "  printed", byline->raw);
	if (byline->n_people > 0)
		g_string_append (out, "  people:\n");
	for (int i = 0; i < byline->n_people; i++) {
		yaml_text (out, "    - name", byline->people[i]);
		yaml_text (out, "      role", person_role (byline, i));
	}
	yaml_text (out, "  organisation", byline->organisation);
}

static void print_letters (GString *out, const ImportReport *report)
{
	if (report->letters->len > 0)
		g_string_append (out, "letters:\n");
	for (guint i = 0; i < report->letters->len; i++) {
		const LetterPart *letter = &g_array_index (report->letters, LetterPart, i);
		g_autofree char *text = letter_text (letter, "\n\n");
		g_string_append (out, "  - name: ");
		json_quote (out, *letter->name != '\0' ? letter->name : "Bạn đọc");
		g_string_append_c (out, '\n');
		yaml_text (out, "    address", letter->address);
		yaml_text (out, "    date", letter->iso);
		yaml_text (out, "    text", text);
	}
}

static void print_head (GString *out, const ImportReport *report)
{
	g_string_append (out, "---\n");
	yaml_text (out, "kicker", report->kicker.text);
	yaml_text (out, "headline", report->headline.text);
	yaml_text (out, "standfirst", report->standfirst.text);
	print_byline (out, &report->byline);
	yaml_text (out, "source", report->source.text);
	yaml_text (out, "source-url", report->source_url);
	if (report->date.iso != NULL) {
		g_autofree char *date = date_print (report->date.date);
		yaml_text (out, "date", date);
	}
	print_letters (out, report);
	g_string_append (out, "---\n");
}

static void print_box (GString *out, const BoxPart *box)
{
	g_string_append (out, "\n> [!box] ");
	markdown_text (out, box->title);
	g_string_append (out, "\n>\n");
	for (guint i = 0; i < box->items->len; i++) {
		bool heading = box->in_pairs && i % 2 == 0, below = box->in_pairs && i % 2 == 1;
		g_string_append (out, below ? " " : "> - ");
		markdown_text (out, box->items->pdata[i]);
		if (!heading)
			g_string_append_c (out, '\n');
	}
}

/* How far the printing of pictures and boxes has come: both are in order of their places. */
typedef struct {
	guint figure, box;
} Printed;

/* Pictures and boxes that stand behind @n_body paragraphs. */
static void print_between (GString *out, const ImportReport *report, const char *slug, int n_body,
			   Printed *printed)
{
	for (; printed->figure < report->figures->len; printed->figure++) {
		const Figure *figure = &g_array_index (report->figures, Figure, printed->figure);
		if (figure->after_body > n_body)
			break;
		g_string_append (out, "\n![");
		markdown_text (out, figure->caption);
		g_string_append_printf (out, "](photos/%s-%u.jpg)\n", slug, printed->figure + 1);
	}
	for (; printed->box < report->boxes->len; printed->box++) {
		const BoxPart *box = &g_array_index (report->boxes, BoxPart, printed->box);
		if (box->printed && box->after_body > n_body)
			break;
		if (box->printed)
			print_box (out, box);
	}
}

char *import_print_article (const ImportReport *report, const char *slug)
{
	GString *out = g_string_new (NULL);
	Printed printed = { 0 };
	print_head (out, report);
	for (guint i = 0; i < report->body->len; i++) {
		const Part *part = &g_array_index (report->body, Part, i);
		bool crosshead = report->lines[part->line - 1].role == IMPORT_CROSSHEAD;
		print_between (out, report, slug, (int) i, &printed);
		g_string_append (out, crosshead ? "\n## " : "\n");
		markdown_text (out, part->text);
		g_string_append_c (out, '\n');
	}
	print_between (out, report, slug, (int) report->body->len, &printed);
	return g_string_free (out, FALSE);
}
