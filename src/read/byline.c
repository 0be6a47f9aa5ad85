/* "Tin, ảnh: A – B" → the people of the catalogue. What is printed stays as it was written. */
#include "read/read-private.h"

#include "base/text.h"

#include <string.h>

/* Is @word among the words of @folded? */
static bool has_word (const char *folded, const char *word)
{
	g_auto (GStrv) words = g_strsplit (folded, " ", -1);
	return g_strv_contains ((const char *const *) words, word);
}

/* What the words before the colon say that these people did. */
static const char *role_of (const char *head)
{
	g_autofree char *folded = text_fold (head);
	bool photo = has_word (folded, "anh");
	bool text = has_word (folded, "tin") || has_word (folded, "bai");
	return photo && text ? "text+photo" : photo ? "photo" : "text";
}

void read_people_of (Reader *reader, Byline *byline)
{
	const char *printed = byline->printed.text, *colon = strrchr (printed, ':');
	const char *names = colon == NULL ? printed : colon + 1;
	g_autofree char *head = g_strndup (printed, colon == NULL ? 0 : (gsize) (colon - printed));
	g_auto (GStrv) parts = g_regex_split_simple (" [–-] |, | và ", names, 0, 0);
	byline->people = arena_new_array (reader->arena, Person, g_strv_length (parts));
	for (char **part = parts; *part != NULL; part++) {
		g_strstrip (*part);
		if (**part != '\0')
			byline->people[byline->n_people++] =
				(Person){ arena_strdup (reader->arena, *part), role_of (head) };
	}
}
