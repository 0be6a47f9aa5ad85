/* An arena: many small allocations that die together.
 *
 * An Issue and its Pages each own one; everything inside is borrowed from it.
 * Memory never runs out for the caller: as with GLib, the program ends instead. */
#ifndef SOBAO_BASE_ARENA_H
#define SOBAO_BASE_ARENA_H

#include <glib.h>

typedef struct Arena Arena;

Arena *arena_new (void);
void arena_free (Arena *arena); /* NULL is fine */

/* @size zeroed bytes, aligned for any type. Never NULL, also for size 0. */
void *arena_alloc (Arena *arena, gsize size);
/* A copy of @size bytes. */
void *arena_copy (Arena *arena, const void *data, gsize size);
/* Copies of strings; NULL gives NULL. */
char *arena_strdup (Arena *arena, const char *string);
char *arena_strndup (Arena *arena, const char *string, gsize n_bytes);
char *arena_printf (Arena *arena, const char *format, ...) G_GNUC_PRINTF (2, 3);

#define arena_new_array(arena, Type, n) ((Type *) arena_alloc ((arena), sizeof (Type) * (gsize) (n)))
/* Copies the elements of a GArray of Type; the GArray stays the caller's. */
#define arena_copy_array(arena, Type, array)                                                                 \
	((Type *) arena_copy ((arena), (array)->data, sizeof (Type) * (array)->len))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Arena, arena_free)

#endif
