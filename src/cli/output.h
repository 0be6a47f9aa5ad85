/* Output: a set of files that appears in a folder whole or not at all. */
#ifndef SOBAO_CLI_OUTPUT_H
#define SOBAO_CLI_OUTPUT_H

#include <glib.h>
#include <stdbool.h>

typedef struct Output Output;

/* Makes @folder when it is absent, and in it a hidden folder to write into. What a killed build left is swept
 * up. */
Output *output_begin (const char *folder, GError **error);

/* Where to write the file that will be called @name ("so-9.pdf", "so-9/001.png"). Remembers it. Caller frees.
 */
char *output_file (Output *output, const char *name, GError **error);
/* A file of the work on the way, which never appears. Caller frees. */
char *output_scratch (Output *output, const char *name);

/* Puts all files in their places, and takes away what else lies in their sub-folders. Other builds
 * into the same folder wait until output_free. */
bool output_place (Output *output, GError **error);
/* Says that all went well: the files stay. */
void output_keep (Output *output);

/* Without output_keep, everything is as it was before output_begin. NULL is fine. */
void output_free (Output *output);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Output, output_free)

#endif
