/* A page's content as cairo writes it, rewritten: what stands outside of marked content becomes an artifact,
 * and grays become colours of one component, so that a press prints them with one ink. */
#include "finish/parts.h"

#include <string.h>

/* ---- Tokens (ISO 32000-1, 7.2 and 7.3) ---- */

typedef enum { TOKEN_END, TOKEN_OPERAND, TOKEN_OPERATOR, TOKEN_BAD } TokenType;

typedef struct {
	TokenType type;
	const char *start, *end;
} Token;

typedef struct {
	const char *at, *end;
} Reader;

enum { REGULAR, SPACE, DELIMITER };

static const guint8 kinds[256] = {
	['\0'] = SPACE,    ['\t'] = SPACE,    ['\n'] = SPACE,    ['\f'] = SPACE,
	['\r'] = SPACE,    [' '] = SPACE,     ['('] = DELIMITER, [')'] = DELIMITER,
	['<'] = DELIMITER, ['>'] = DELIMITER, ['['] = DELIMITER, [']'] = DELIMITER,
	['{'] = DELIMITER, ['}'] = DELIMITER, ['/'] = DELIMITER, ['%'] = DELIMITER,
};

#define kind_of(c) (kinds[(guchar) (c)])

static const char *skip_word (const Reader *reader, const char *at)
{
	while (at < reader->end && kind_of (*at) == REGULAR)
		at++;
	return at;
}

/* The place behind "(…)", NULL where it has no end. */
static const char *skip_string (const Reader *reader, const char *at)
{
	int depth = 0;
	for (; at < reader->end; at++) {
		if (*at == '\\')
			at++;
		else if (*at == '(')
			depth++;
		else if (*at == ')' && --depth == 0)
			return at + 1;
	}
	return NULL;
}

static const char *skip_hex (const Reader *reader, const char *at)
{
	const char *close = memchr (at, '>', (gsize) (reader->end - at));
	return close != NULL ? close + 1 : NULL;
}

static const char *skip_token (const Reader *reader, const char *at)
{
	bool doubled = at + 1 < reader->end && at[1] == at[0];
	switch (*at) {
	case '(':
		return skip_string (reader, at);
	case '<':
		return doubled ? at + 2 : skip_hex (reader, at);
	case '>':
		return doubled ? at + 2 : NULL;
	case '[':
	case ']':
		return at + 1;
	case '/':
		return skip_word (reader, at + 1);
	default:
		return kind_of (*at) == DELIMITER ? NULL : skip_word (reader, at);
	}
}

static Token next_token (Reader *reader)
{
	while (reader->at < reader->end && kind_of (*reader->at) == SPACE)
		reader->at++;
	if (reader->at == reader->end)
		return (Token){ TOKEN_END, reader->at, reader->at };
	const char *start = reader->at, *end = skip_token (reader, start);
	if (end == NULL)
		return (Token){ TOKEN_BAD, start, start };
	reader->at = end;
	bool is_operator = g_ascii_isalpha (*start) || *start == '\'' || *start == '"';
	return (Token){ is_operator ? TOKEN_OPERATOR : TOKEN_OPERAND, start, end };
}

/* ---- Operators ---- */

#define MOST_OPERANDS 3 /* that are looked at */

typedef struct {
	Reader reader;
	GString *out;
	const char *copied; /* what is before is written */
	Token operands[MOST_OPERANDS];
	guint n_operands;
	Token operator;
	const char *path; /* where the path under construction begins; NULL: none */
	guint depth;      /* of marked content */
	guint tagged;     /* the depth that belongs to the structure; 0: none */
	bool in_text, in_artifact;
} Rewriter;

static const char *start_of_operation (const Rewriter *rewriter)
{
	return rewriter->n_operands > 0 ? rewriter->operands[0].start : rewriter->operator.start;
}

/* Copies up to @place and writes @insertion there. */
static void insert (Rewriter *rewriter, const char *place, const char *insertion)
{
	g_string_append_len (rewriter->out, rewriter->copied, place - rewriter->copied);
	g_string_append (rewriter->out, insertion);
	rewriter->copied = place;
}

static void open_artifact (Rewriter *rewriter, const char *place)
{
	if (rewriter->tagged == 0 && !rewriter->in_artifact) {
		insert (rewriter, place, "/Artifact BMC\n");
		rewriter->in_artifact = true;
	}
}

/* An artifact is not divided by q and Q, which may stand inside of its own marks only. */
static void close_artifact (Rewriter *rewriter, const char *place)
{
	if (rewriter->in_artifact && rewriter->depth == 0) {
		insert (rewriter, place, "EMC\n");
		rewriter->in_artifact = false;
	}
}

static bool on_path (Rewriter *rewriter)
{
	if (rewriter->path == NULL)
		rewriter->path = start_of_operation (rewriter);
	return true;
}

static bool on_clip (Rewriter *rewriter)
{
	rewriter->path = NULL;
	return true;
}

static bool on_paint (Rewriter *rewriter)
{
	open_artifact (rewriter, rewriter->path != NULL ? rewriter->path : start_of_operation (rewriter));
	rewriter->path = NULL;
	return true;
}

static bool on_begin_text (Rewriter *rewriter)
{
	open_artifact (rewriter, start_of_operation (rewriter));
	rewriter->in_text = true;
	return true;
}

static bool on_end_text (Rewriter *rewriter)
{
	rewriter->in_text = false;
	return true;
}

static bool on_state (Rewriter *rewriter)
{
	close_artifact (rewriter, start_of_operation (rewriter));
	return !rewriter->in_text;
}

/* "/P << /MCID 3 >> BDC" belongs to the structure, "/Span << /ActualText … >> BDC" only to its text. */
static bool on_begin_mark (Rewriter *rewriter)
{
	const char *start = start_of_operation (rewriter);
	gsize size = (gsize) (rewriter->operator.end - start);
	if (memmem (start, size, "/MCID", 5) == NULL) {
		open_artifact (rewriter, start);
		rewriter->depth++;
		return true;
	}
	if (rewriter->tagged != 0 || rewriter->in_text || rewriter->depth > 0)
		return false;
	close_artifact (rewriter, start);
	rewriter->tagged = ++rewriter->depth;
	return true;
}

static bool on_end_mark (Rewriter *rewriter)
{
	if (rewriter->depth == 0)
		return false;
	if (rewriter->depth == rewriter->tagged)
		rewriter->tagged = 0;
	rewriter->depth--;
	return true;
}

static bool same_text (Token a, Token b)
{
	return a.end - a.start == b.end - b.start &&
	       memcmp (a.start, b.start, (gsize) (a.end - a.start)) == 0;
}

static bool make_gray (Rewriter *rewriter, const char *name)
{
	const Token *operands = rewriter->operands;
	if (rewriter->n_operands != 3)
		return false;
	if (!same_text (operands[0], operands[1]) || !same_text (operands[0], operands[2]))
		return true;
	insert (rewriter, operands[0].end, name);
	rewriter->copied = rewriter->operator.end;
	return true;
}

static bool on_fill_color (Rewriter *rewriter)
{
	return make_gray (rewriter, " g");
}

static bool on_stroke_color (Rewriter *rewriter)
{
	return make_gray (rewriter, " G");
}

/* The data of an image inside of the content is no token; cairo writes it into glyphs only. */
static bool on_inline_image (Rewriter *rewriter)
{
	(void) rewriter;
	return false;
}

/* What is not here is copied. */
static const struct {
	const char *name;
	bool (*run) (Rewriter *rewriter); /* false: not what cairo writes */
} operators[] = {
	{ "Tj", NULL },
	{ "TJ", NULL },
	{ "Tf", NULL },
	{ "Td", NULL },
	{ "rg", on_fill_color },
	{ "BT", on_begin_text },
	{ "ET", on_end_text },
	{ "BDC", on_begin_mark },
	{ "EMC", on_end_mark },
	{ "re", on_path },
	{ "f", on_paint },
	{ "q", on_state },
	{ "Q", on_state },
	{ "Do", on_paint },
	{ "n", on_clip },
	{ "BMC", on_begin_mark },
	{ "m", on_path },
	{ "l", on_path },
	{ "c", on_path },
	{ "v", on_path },
	{ "y", on_path },
	{ "h", on_path },
	{ "RG", on_stroke_color },
	{ "f*", on_paint },
	{ "F", on_paint },
	{ "S", on_paint },
	{ "s", on_paint },
	{ "B", on_paint },
	{ "B*", on_paint },
	{ "b", on_paint },
	{ "b*", on_paint },
	{ "sh", on_paint },
	{ "BI", on_inline_image },
};

static bool run_operator (Rewriter *rewriter)
{
	const Token *token = &rewriter->operator;
	gsize size = (gsize) (token->end - token->start);
	for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
		if (strlen (operators[i].name) == size && memcmp (operators[i].name, token->start, size) == 0)
			return operators[i].run == NULL || operators[i].run (rewriter);
	return true;
}

static bool take_token (Rewriter *rewriter, Token token)
{
	if (token.type == TOKEN_BAD)
		return false;
	if (token.type == TOKEN_OPERAND) {
		if (rewriter->n_operands < MOST_OPERANDS)
			rewriter->operands[rewriter->n_operands] = token;
		rewriter->n_operands++;
		return true;
	}
	rewriter->operator= token;
	bool done = run_operator (rewriter);
	rewriter->n_operands = 0;
	return done;
}

GString *finish_content (const char *data, gsize size)
{
	GString *out = g_string_sized_new (size + size / 8);
	Rewriter rewriter = { .reader = { data, data + size }, .out = out, .copied = data };
	Token token;
	bool good = true;
	while (good && (token = next_token (&rewriter.reader)).type != TOKEN_END)
		good = take_token (&rewriter, token);
	if (good && rewriter.depth == 0 && !rewriter.in_text && rewriter.path == NULL &&
	    rewriter.n_operands == 0) {
		insert (&rewriter, data + size, rewriter.in_artifact ? "\nEMC\n" : "");
		return out;
	}
	g_string_free (out, TRUE);
	return NULL;
}
