/* read: manifest + articles + layout → a checked Issue, with a position for every complaint. */
#ifndef SOBAO_READ_READ_H
#define SOBAO_READ_READ_H

#include "base/diag.h"
#include "model/issue.h"

typedef struct {
	bool draft; /* a missing picture is a note, not an error */
} ReadOptions;

/* Reads the issue in @folder: issue.yaml there, magazine.yaml there or in a folder above, the layout, every
 * article and the head of every picture. All that is wrong goes to @diag, as much as can be found in one run.
 * Returns NULL and sets @error only when the world refuses (no issue.yaml at all, unreadable file). The
 * result may be incomplete when @diag has errors: do not compose it then. Caller frees. */
Issue *read_issue (const char *folder, const ReadOptions *options, Diag *diag, GError **error);

/* Where imported articles wait for a section of their own; an issue that still has it is warned of. */
#define READ_HOLDING_SECTION "Chưa xếp"

/* Appends articles ("articles/a.md") to the issue.yaml of @folder, under the section named @section (made at
 * the end when it is not there). The rest of the file, comments too, stays as it is, byte by byte. Files
 * already listed are left. */
bool read_add_articles (const char *folder, const char *section, const char *const *files, gsize n_files,
			GError **error);

/* The head of a picture file: format, size, orientation. False when it is no picture that sobao can set;
 * @problem (static, translated) says why. */
bool read_image (const char *path, ImageInfo *image, const char **problem);

#endif
