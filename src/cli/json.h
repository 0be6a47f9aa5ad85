/* JSON as the commands print it: an indented object or array, keys in the order of the calls. */
#ifndef SOBAO_CLI_JSON_H
#define SOBAO_CLI_JSON_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
	GString *out;
	int depth;
	bool first;
} Json;

void json_begin (Json *json, char bracket);                 /* '{' or '[' */
void json_end (Json *json, char bracket);                   /* '}' or ']'; the outermost prints everything */
void json_open (Json *json, const char *key, char bracket); /* @key is NULL inside an array */
void json_text (Json *json, const char *key, const char *value); /* NULL is null */
void json_number (Json *json, const char *key, gint64 value);
void json_bool (Json *json, const char *key, bool value);

#endif
