#include "base/arena.h"

#include <string.h>

#define CHUNK_SIZE (64 * 1024)
#define ALIGNMENT  16

typedef struct Chunk {
	struct Chunk *next;
	gsize used, size;
} Chunk;

struct Arena {
	Chunk *chunks; /* the newest first */
};

#define CHUNK_HEADER ((sizeof (Chunk) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT)

Arena *arena_new (void)
{
	return g_new0 (Arena, 1);
}

void arena_free (Arena *arena)
{
	if (arena == NULL)
		return;
	for (Chunk *chunk = arena->chunks, *next; chunk != NULL; chunk = next) {
		next = chunk->next;
		g_free (chunk);
	}
	g_free (arena);
}

static Chunk *add_chunk (Arena *arena, gsize size)
{
	Chunk *chunk = g_malloc0 (CHUNK_HEADER + size);
	chunk->size = size;
	chunk->next = arena->chunks;
	arena->chunks = chunk;
	return chunk;
}

void *arena_alloc (Arena *arena, gsize size)
{
	g_assert (size <= G_MAXSIZE / 2);
	gsize rounded = MAX ((size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT, ALIGNMENT);
	Chunk *chunk = arena->chunks;
	if (chunk == NULL || chunk->size - chunk->used < rounded)
		chunk = add_chunk (arena, MAX (rounded, CHUNK_SIZE));
	void *memory = (char *) chunk + CHUNK_HEADER + chunk->used;
	chunk->used += rounded;
	return memory;
}

void *arena_copy (Arena *arena, const void *data, gsize size)
{
	void *copy = arena_alloc (arena, size);
	if (size > 0)
		memcpy (copy, data, size);
	return copy;
}

char *arena_strndup (Arena *arena, const char *string, gsize n_bytes)
{
	if (string == NULL)
		return NULL;
	char *copy = arena_alloc (arena, n_bytes + 1);
	memcpy (copy, string, n_bytes);
	return copy;
}

char *arena_strdup (Arena *arena, const char *string)
{
	return string == NULL ? NULL : arena_strndup (arena, string, strlen (string));
}

char *arena_printf (Arena *arena, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *string = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	return arena_strdup (arena, string);
}
