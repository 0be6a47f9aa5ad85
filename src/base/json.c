#include "base/json.h"

void json_quote (GString *out, const char *text)
{
	g_string_append_c (out, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			g_string_append_printf (out, "\\%c", *text);
		else if (*text == '\n')
			g_string_append (out, "\\n");
		else if ((guchar) *text < 0x20 || *text == 0x7f)
			g_string_append_printf (out, "\\u%04x", *text);
		else
			g_string_append_c (out, *text);
	}
	g_string_append_c (out, '"');
}

static void start_line (Json *json)
{
	if (json->compact)
		return;
	g_string_append_c (json->out, '\n');
	for (int i = 0; i < json->depth; i++)
		g_string_append (json->out, "  ");
}

static void start_value (Json *json, const char *key)
{
	if (!json->first)
		g_string_append_c (json->out, ',');
	json->first = false;
	start_line (json);
	if (key == NULL)
		return;
	json_quote (json->out, key);
	g_string_append (json->out, json->compact ? ":" : ": ");
}

void json_begin (Json *json, char bracket)
{
	*json = (Json){ .out = g_string_new (NULL), .depth = 1, .first = true };
	g_string_append_c (json->out, bracket);
}

void json_open (Json *json, const char *key, char bracket)
{
	start_value (json, key);
	g_string_append_c (json->out, bracket);
	json->depth++;
	json->first = true;
}

void json_end (Json *json, char bracket)
{
	json->depth--;
	if (!json->first)
		start_line (json);
	json->first = false;
	g_string_append_c (json->out, bracket);
}

void json_text (Json *json, const char *key, const char *value)
{
	start_value (json, key);
	if (value == NULL)
		g_string_append (json->out, "null");
	else
		json_quote (json->out, value);
}

void json_number (Json *json, const char *key, gint64 value)
{
	start_value (json, key);
	g_string_append_printf (json->out, "%" G_GINT64_FORMAT, value);
}

void json_bool (Json *json, const char *key, bool value)
{
	start_value (json, key);
	g_string_append (json->out, value ? "true" : "false");
}
