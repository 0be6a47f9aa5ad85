/* What the files of finish/ share. */
#ifndef SOBAO_FINISH_PARTS_H
#define SOBAO_FINISH_PARTS_H

#include "model/pages.h"

#include <qpdf/qpdf-c.h>

/* A PDF being finished. */
typedef struct {
	qpdf_data pdf;
	const Pages *pages;
	const char *name; /* of the file, for messages */
} Finish;

/* qpdf keeps errors until they are asked for. Returns false and sets @error when there is one, or a warning.
 */
bool finish_ok (Finish *finish, GError **error);
bool finish_damaged (const Finish *finish, const char *what, GError **error);

/* Objects 1 to this number may be in the file. */
int finish_count_objects (Finish *finish);

/* Short forms; each key's value is replaced. */
void finish_set (Finish *finish, qpdf_oh object, const char *key, const char *value); /* @value: PDF syntax */
void finish_set_text (Finish *finish, qpdf_oh object, const char *key, const char *utf8);
qpdf_oh finish_add_stream (Finish *finish, const void *data, gsize size);

/* What paint/ noted in the file: figures, links and cells of tables in the order they were opened, as indices
 * of tags. */
typedef struct {
	GArray *figures, *links, *cells; /* int */
} Marks;

bool finish_read_marks (Finish *finish, Marks *marks, GError **error);

/* ---- content.c ---- */

/* Rewrites a page's content. Returns NULL when it is not of the kind that cairo writes. Caller frees. */
GString *finish_content (const char *data, gsize size);

/* ---- profiles.c: ICC profiles of our own, the same bytes on every machine ---- */

/* sRGB (IEC 61966-2-1) as matrix and curve. */
GByteArray *finish_profile_rgb (void);
/* Offset inks on coated paper, coarsely, for pictures that say nothing but CMYK. */
GByteArray *finish_profile_cmyk (void);

/* ---- metadata.c ---- */

/* Writes XMP that says what Info says, and which standards the file keeps. */
void finish_metadata (Finish *finish, bool tagged);

/* ---- tree.c, pages.c, objects.c: each walks the file once ---- */

bool finish_tree (Finish *finish, const Marks *marks, GError **error);
bool finish_pages (Finish *finish, const GArray *links, GError **error);
bool finish_objects (Finish *finish, GError **error);

#endif
