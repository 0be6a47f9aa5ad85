/* JSON for scripts: an object or array, keys in the order of the calls, the same bytes everywhere. */
#ifndef SOBAO_BASE_JSON_H
#define SOBAO_BASE_JSON_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
	GString *out; /* whole after the outermost json_end; the caller frees it */
	int depth;
	bool first;
	bool compact; /* on one line; else indented by two spaces. Set it after json_begin */
} Json;

void json_begin (Json *json, char bracket);                      /* '{' or '[' */
void json_end (Json *json, char bracket);                        /* '}' or ']' */
void json_open (Json *json, const char *key, char bracket);      /* @key is NULL inside an array */
void json_text (Json *json, const char *key, const char *value); /* NULL is null */
void json_number (Json *json, const char *key, gint64 value);
void json_bool (Json *json, const char *key, bool value);

/* @text in double quotes, escaped: a string of JSON and of YAML. */
void json_quote (GString *out, const char *text);

#endif
