/* compose: decide where every glyph goes. */
#ifndef SOBAO_COMPOSE_COMPOSE_H
#define SOBAO_COMPOSE_COMPOSE_H

#include "base/diag.h"
#include "model/issue.h"
#include "model/pages.h"

/* Lays out the whole issue. What the author must mend goes to @diag (overset text, missing glyphs, lost
 * words); returns NULL and sets @error when fonts can't be used at all. Caller frees. */
Pages *compose_issue (const Issue *issue, Diag *diag, GError **error);

#endif
