#include "compose/paragraph.h"

#include "compose/no-break.h"
#include "compose/shape.h"

#include <glib/gi18n.h>
#include <string.h>

/* The way of a paragraph: spans → one text with runs of one look each (flatten) → boxes, which are what can't
 * be divided, made of fragments, which are what was shaped in one piece (cut) → breaks (lines_break) → pieces
 * with glyphs (set_line). */

#define SUPERSCRIPT_PERCENT 62
#define SUPERSCRIPT_RISE    33 /* hundredths of an em of the text around */
#define LEAST_SPACE         16 /* hundredths of an em: a narrower space no longer parts two words */

/* Cost of a break that the rules forbid, once a line is too wide without it: better a date divided than text
 * over text. */
#define RELAXED_PENALTY 5000

/* Longest part of a word that a complaint quotes, in characters. */
#define MOST_QUOTED 60

/* Inside a line positions are 1/256 Length, so that rounding happens once, at the glyph, and nothing drifts.
 */
typedef gint64 Fine;
#define FINE(length) ((Fine) (length) *256)

static Length coarse (Fine fine)
{
	return (Length) ((fine + (fine < 0 ? -128 : 128)) / 256);
}

/* Text of one look and one tag, up to the start of the next. */
typedef struct {
	gsize start;
	const Face *face;
	unsigned features;
	Length size, rise, tracking;
	int tag, note;
	Color color;
	const Place *place;
	bool superscript;
} Run;

typedef struct {
	const Shape *shape;
	guint run;
	Fine width;
} Fragment;

/* What can't be divided, and the space after it. */
typedef struct {
	gsize start, end; /* bytes */
	guint first, n;   /* fragments */
	Fine width;
	Length letters;              /* what a whole em between its glyphs would add */
	Fine left, right;            /* how far its first and last sign may hang out */
	Fine space, stretch, shrink; /* of the glue after it; 0 where none is */
	guint space_run;
	bool has_space, keep; /* keep: a no-break space the author wrote */
	int penalty;
} Box;

struct Setter {
	Pages *pages;
	Fonts *fonts;
	Diag *diag;
	ShapeCache *shapes;
	GHashTable *missed; /* file and character of every missing glyph that was reported */
	/* The paragraph being set; kept for their memory. */
	GString *text;
	GArray *runs;      /* Run */
	GArray *fragments; /* Fragment */
	GArray *boxes;     /* Box */
	GArray *penalties; /* int, of every byte */
	GArray *words;     /* Word */
};

#define run_at(setter, i)      (&g_array_index ((setter)->runs, Run, (i)))
#define fragment_at(setter, i) (&g_array_index ((setter)->fragments, Fragment, (i)))
#define box_at(setter, i)      (&g_array_index ((setter)->boxes, Box, (i)))

Diag *setter_report_to (Setter *setter, Diag *diag)
{
	Diag *before = setter->diag;
	setter->diag = diag;
	return before;
}

Setter *setter_new (Pages *pages, Fonts *fonts, Diag *diag)
{
	Setter *setter = g_new0 (Setter, 1);
	setter->pages = pages;
	setter->fonts = fonts;
	setter->diag = diag;
	setter->shapes = shape_cache_new ();
	setter->missed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	setter->text = g_string_new (NULL);
	setter->runs = g_array_new (FALSE, TRUE, sizeof (Run));
	setter->fragments = g_array_new (FALSE, TRUE, sizeof (Fragment));
	setter->boxes = g_array_new (FALSE, TRUE, sizeof (Box));
	setter->penalties = g_array_new (FALSE, FALSE, sizeof (int));
	setter->words = g_array_new (FALSE, TRUE, sizeof (Word));
	return setter;
}

void setter_free (Setter *setter)
{
	if (setter == NULL)
		return;
	g_array_unref (setter->words);
	g_array_unref (setter->penalties);
	g_array_unref (setter->boxes);
	g_array_unref (setter->fragments);
	g_array_unref (setter->runs);
	g_string_free (setter->text, TRUE);
	g_hash_table_unref (setter->missed);
	shape_cache_free (setter->shapes);
	g_free (setter);
}

/* ---- Spans to one text with runs ------------------------------------------------- */

static const Place *some_place (const Place *place)
{
	static const Place nowhere = { "sobao", 0, 0 };
	return place != NULL ? place : &nowhere;
}

static int span_weight (int weight, unsigned style)
{
	if ((style & SPAN_STRONG) == 0)
		return weight;
	return weight >= 700 ? 900 : 700;
}

/* The face of a span; where the family has no such face (which was reported) the style's own. */
static const Face *span_face (Setter *setter, const StyledSpan *span, const TextStyle *style)
{
	bool italic = style->italic != ((span->style & SPAN_EMPHASIS) != 0);
	const Place *place = some_place (span->place);
	int weight = span_weight (style->weight, span->style);
	const Face *face = fonts_face (setter->fonts, style->family, weight, italic, place, setter->diag);
	if (face != NULL)
		return face;
	return fonts_face (setter->fonts, style->family, style->weight, style->italic, place, setter->diag);
}

static bool span_run (Setter *setter, const StyledSpan *span, const TextStyle *style, Run *run)
{
	const Face *face = span_face (setter, span, style);
	if (face == NULL)
		return false;
	*run = (Run){ .face = face,
		      .size = style->size,
		      .tracking = (Length) ((gint64) style->size * style->tracking / 1000),
		      .features = style->tracking != 0 ? SHAPE_NO_LIGATURES : SHAPE_PLAIN,
		      .tag = span->tag,
		      .note = span->note,
		      .color = span->color != NULL ? *span->color : style->color,
		      .place = some_place (span->place),
		      .superscript = (span->style & SPAN_SUPERSCRIPT) != 0 };
	if (run->superscript) {
		run->size = style->size * SUPERSCRIPT_PERCENT / 100;
		run->rise = style->size * SUPERSCRIPT_RISE / 100;
	}
	return true;
}

/* White space is written when the next letter comes, so that none stands at the ends. A forced break beats a
 * no-break space beats a space. */
static const char *stronger_space (const char *pending, gunichar character)
{
	if (character == '\n' || (pending != NULL && pending[0] == '\n'))
		return "\n";
	if (character == 0xa0 || (pending != NULL && pending[0] != ' '))
		return "\302\240";
	return " ";
}

static bool is_space (gunichar character)
{
	return character == ' ' || character == 0xa0 || character == '\n' || character == '\t' ||
	       character == '\r';
}

static void append_span (GString *text, const char *from, bool caps, const char **pending, GArray *runs,
			 Run *run)
{
	bool begun = false;
	for (; *from != '\0'; from = g_utf8_next_char (from)) {
		gunichar character = g_utf8_get_char (from);
		if (is_space (character)) {
			*pending = stronger_space (*pending, character == 0xa0 ? character : ' ');
			continue;
		}
		if (*pending != NULL && text->len > 0)
			g_string_append (text, *pending);
		*pending = NULL;
		if (!begun) {
			run->start = text->len;
			g_array_append_val (runs, *run);
			begun = true;
		}
		g_string_append_unichar (text, caps ? g_unichar_toupper (character) : character);
	}
}

/* A space between two runs belongs to the first. False when there are no letters or no face. */
static bool flatten (Setter *setter, const StyledSpan *spans, gsize n_spans, const TextStyle *style)
{
	const char *pending = NULL;
	g_string_truncate (setter->text, 0);
	g_array_set_size (setter->runs, 0);
	for (gsize i = 0; i < n_spans; i++) {
		Run run;
		if (spans[i].text != NULL && spans[i].text[0] != '\0') {
			if (!span_run (setter, &spans[i], style, &run))
				return false;
			append_span (setter->text, spans[i].text, style->caps, &pending, setter->runs, &run);
		}
		if (spans[i].line_break)
			pending = stronger_space (pending, '\n');
	}
	return setter->text->len > 0;
}

/* ---- Text to boxes ------------------------------------------------------------------ */

/* A note's figure must not hide what it hangs on ("khóa XIII¹"): to the rules it is a closing bracket. */
static void find_penalties (Setter *setter)
{
	gsize n = setter->text->len;
	g_autofree char *text = g_strndup (setter->text->str, n);
	for (guint i = 0; i < setter->runs->len; i++) {
		gsize end = i + 1 < setter->runs->len ? run_at (setter, i + 1)->start : n;
		for (gsize at = run_at (setter, i)->start; run_at (setter, i)->superscript && at < end; at++)
			if (!is_space ((guchar) text[at]))
				text[at] = ')';
	}
	g_array_set_size (setter->penalties, (guint) n);
	no_break_penalties (text, n, (int *) (void *) setter->penalties->data);
}

static Fine scaled (const Run *run, gint64 units)
{
	return units * FINE (run->size) / run->face->units_per_em;
}

static const char *quoted (const char *text, gsize n_bytes, char **copy)
{
	*copy = g_strndup (text, n_bytes);
	if (g_utf8_strlen (*copy, -1) > MOST_QUOTED) {
		char *start = g_utf8_substring (*copy, 0, MOST_QUOTED);
		g_free (*copy);
		*copy = g_strconcat (start, "…", NULL);
		g_free (start);
	}
	return *copy;
}

/* Once per character and file. */
static void report_missing (Setter *setter, const Run *run, const Shape *shape)
{
	for (gsize i = 0; i < shape->n_missing; i++) {
		gunichar character = shape->missing[i];
		const char *file = run->place->file != NULL ? run->place->file : "";
		if (!g_hash_table_add (setter->missed,
				       g_strdup_printf ("%x %p %s", character, (void *) setter->diag, file)))
			continue;
		char printed[7] = "";
		if (g_unichar_isgraph (character))
			g_unichar_to_utf8 (character, printed);
		diag_add (setter->diag, DIAG_MISSING_GLYPH, run->place, "%s U+%04X (%s)", printed, character,
			  run->face->family);
	}
}

/* How far a sign hangs out of justified text, in thousandths of its width: as much as makes the edge look
 * straight, more the less ink it has there. */
static const struct {
	gunichar sign;
	int left, right;
} hanging[] = {
	{ '.', 0, 700 },      { ',', 0, 700 },      { ';', 0, 400 },      { ':', 0, 400 },
	{ '!', 0, 150 },      { '?', 0, 150 },      { '-', 0, 550 },      { 0x2010, 0, 550 },
	{ 0x2011, 0, 550 },   { 0x2013, 0, 350 },   { 0x2014, 0, 250 },   { 0x2026, 0, 200 },
	{ '(', 150, 0 },      { ')', 0, 150 },      { '[', 100, 0 },      { ']', 0, 100 },
	{ 0x201c, 500, 500 }, { 0x201d, 500, 500 }, { 0x2018, 600, 600 }, { 0x2019, 600, 600 },
	{ 0xab, 300, 300 },   { 0xbb, 300, 300 },   { '"', 500, 500 },    { '\'', 600, 600 },
};

static gsize find_hanging (gunichar sign)
{
	gsize i = 0;
	if (sign < 0x80 ? g_ascii_isalnum ((char) sign) : (sign > 0xbb && sign < 0x2010))
		return G_N_ELEMENTS (hanging);
	while (i < G_N_ELEMENTS (hanging) && hanging[i].sign != sign)
		i++;
	return i;
}

static Fine sign_width (const Run *run, gunichar sign)
{
	hb_codepoint_t glyph = 0;
	hb_font_get_nominal_glyph (run->face->font, sign, &glyph);
	return scaled (run, hb_font_get_glyph_h_advance (run->face->font, glyph));
}

static void find_edges (const Setter *setter, const TextStyle *style, Box *box)
{
	const char *text = setter->text->str;
	gunichar first = g_utf8_get_char (text + box->start);
	gunichar last = g_utf8_get_char (g_utf8_prev_char (text + box->end));
	gsize left = find_hanging (first), right = find_hanging (last);
	if (left < G_N_ELEMENTS (hanging))
		box->left = sign_width (run_at (setter, fragment_at (setter, box->first)->run), first) *
			    hanging[left].left * style->hang / 100000;
	if (right < G_N_ELEMENTS (hanging))
		box->right = sign_width (run_at (setter, fragment_at (setter, box->first + box->n - 1)->run),
					 last) *
			     hanging[right].right * style->hang / 100000;
}

static void add_fragment (Setter *setter, Box *box, guint run_index, gsize start, gsize end)
{
	const Run *run = run_at (setter, run_index);
	const Shape *shape =
		shape_word (setter->shapes, run->face, run->features, setter->text->str + start, end - start);
	Fine width = scaled (run, shape->width) + (Fine) shape->n_clusters * FINE (run->tracking);
	Fragment fragment = { shape, run_index, width };
	g_array_append_val (setter->fragments, fragment);
	box->n++;
	box->width += width;
	box->letters += (Length) shape->n_clusters * run->size;
	if (shape->n_missing > 0)
		report_missing (setter, run, shape);
}

static void add_space (const Run *run, const TextStyle *style, Box *box)
{
	Fine space = scaled (run, run->face->space);
	Fine least = MAX (space * style->space_least / 100, FINE (run->size) * LEAST_SPACE / 100);
	box->has_space = true;
	box->space = space * style->space_natural / 100 + FINE (run->tracking);
	box->stretch = MAX (space * (style->space_most - style->space_natural) / 100, 0);
	box->shrink = MAX (box->space - FINE (run->tracking) - least, 0);
}

static guint run_of (const Setter *setter, guint run, gsize byte)
{
	while (run + 1 < setter->runs->len && run_at (setter, run + 1)->start <= byte)
		run++;
	return run;
}

/* The end of the box that starts at @start: a space, or a place inside a web address. */
static gsize box_end (const Setter *setter, gsize start)
{
	const char *text = setter->text->str;
	gsize end = start + 1;
	while (end < setter->text->len && !is_space (g_utf8_get_char (text + end)) &&
	       g_array_index (setter->penalties, int, end) >= LINES_FORBID)
		end += (gsize) (g_utf8_next_char (text + end) - (text + end));
	return MIN (end, setter->text->len);
}

static guint cut_fragments (Setter *setter, Box *box, guint run)
{
	for (gsize at = box->start; at < box->end;) {
		run = run_of (setter, run, at);
		gsize next = run + 1 < setter->runs->len ? run_at (setter, run + 1)->start : box->end;
		gsize end = MIN (next, box->end);
		add_fragment (setter, box, run, at, end);
		at = end;
	}
	return run;
}

/* Reads what stands between @box and the next; returns where that starts. */
static gsize cut_space (Setter *setter, Box *box, const TextStyle *style, guint run)
{
	const char *text = setter->text->str + box->end;
	if (box->end == setter->text->len)
		return box->end;
	gunichar character = g_utf8_get_char (text);
	gsize next = is_space (character) ? box->end + (gsize) (g_utf8_next_char (text) - text) : box->end;
	box->penalty = character == '\n' ? LINES_FORCE : g_array_index (setter->penalties, int, next);
	box->keep = character == 0xa0;
	box->space_run = run;
	if (next > box->end && character != '\n')
		add_space (run_at (setter, run), style, box);
	return next;
}

static void cut (Setter *setter, const TextStyle *style)
{
	g_array_set_size (setter->fragments, 0);
	g_array_set_size (setter->boxes, 0);
	guint run = 0;
	for (gsize at = 0; at < setter->text->len;) {
		Box box = { .start = at, .end = box_end (setter, at), .first = setter->fragments->len };
		run = cut_fragments (setter, &box, run);
		box.letters -= run_at (setter, run)->size;
		find_edges (setter, style, &box);
		at = cut_space (setter, &box, style, run);
		g_array_append_val (setter->boxes, box);
	}
}

static bool prepare (Setter *setter, const StyledSpan *spans, gsize n_spans, const TextStyle *style)
{
	if (!flatten (setter, spans, n_spans, style))
		return false;
	find_penalties (setter);
	cut (setter, style);
	return true;
}

/* ---- Boxes to breaks -------------------------------------------------------------------- */

typedef struct {
	const TextStyle *style;
	const ParagraphOptions *options;
} Shaping;

static Length line_indent (const Shaping *shaping, gsize line)
{
	Length indent = shaping->style->indent;
	if (line == 0 && shaping->options->indent_first)
		indent += shaping->style->first_indent;
	if (line < (gsize) MAX (shaping->options->drop_lines, 0))
		indent += shaping->options->drop_indent;
	return indent;
}

static Length line_measure (gsize line, void *data)
{
	const Shaping *shaping = data;
	return shaping->options->measure - line_indent (shaping, line);
}

static void make_words (Setter *setter, bool justified, bool relaxed)
{
	g_array_set_size (setter->words, 0);
	for (guint i = 0; i < setter->boxes->len; i++) {
		const Box *box = box_at (setter, i);
		Word word = { .width = coarse (box->width),
			      .space = coarse (box->space),
			      .stretch = coarse (box->stretch),
			      .shrink = coarse (box->shrink),
			      .penalty = box->penalty,
			      .letters = box->letters,
			      .left = justified ? coarse (box->left) : 0,
			      .right = justified ? coarse (box->right) : 0 };
		if (relaxed && box->has_space && !box->keep)
			word.penalty = MIN (word.penalty, RELAXED_PENALTY);
		g_array_append_val (setter->words, word);
	}
}

static LinesMode lines_mode (const Shaping *shaping)
{
	LinesMode mode = shaping->options->mode;
	return mode == LINES_JUSTIFIED && shaping->style->align != ALIGN_JUSTIFY ? LINES_RAGGED : mode;
}

static gsize break_words (Setter *setter, Shaping *shaping, Arena *arena, LineBreak **breaks)
{
	LinesOptions options = { .mode = lines_mode (shaping),
				 .measure = line_measure,
				 .data = shaping,
				 .n_shaped = (gsize) MAX (shaping->options->drop_lines, 0) + 1,
				 .last_least = shaping->style->first_indent * 3 / 2,
				 .looseness = shaping->options->looseness,
				 .scale_most = shaping->style->scale_most,
				 .tracking_most = shaping->style->tracking_most };
	return lines_break ((const Word *) (void *) setter->words->data, setter->words->len, &options, arena,
			    breaks);
}

static gsize count_overfull (const LineBreak *breaks, gsize n_lines)
{
	gsize count = 0;
	for (gsize i = 0; i < n_lines; i++)
		count += breaks[i].overfull;
	return count;
}

static gsize find_breaks (Setter *setter, Shaping *shaping, Arena *arena, LineBreak **breaks)
{
	bool justified = lines_mode (shaping) == LINES_JUSTIFIED;
	make_words (setter, justified, false);
	gsize n_lines = break_words (setter, shaping, arena, breaks);
	gsize overfull = count_overfull (*breaks, n_lines);
	if (overfull == 0)
		return n_lines;
	LineBreak *relaxed;
	make_words (setter, justified, true);
	gsize n_relaxed = break_words (setter, shaping, arena, &relaxed);
	if (count_overfull (relaxed, n_relaxed) >= overfull)
		return n_lines;
	*breaks = relaxed;
	return n_relaxed;
}

/* ---- Breaks to pieces ---------------------------------------------------------------------- */

/* How a line is justified: how its glyphs are set, and the white that its spaces share, each according to its
 * give. */
typedef struct {
	int scale, tracking; /* as in LineBreak */
	Fine white, give;    /* of the whole line */
	Fine passed;         /* give of the spaces so far */
} Justify;

static const Justify as_is = { .scale = 1000 };

static Fine box_give (const Box *box, Fine white)
{
	return white < 0 ? box->shrink : box->stretch;
}

static Fine share (Justify *justify, const Box *box)
{
	if (justify->give == 0)
		return 0;
	Fine before = justify->white * justify->passed / justify->give;
	justify->passed += box_give (box, justify->white);
	return justify->white * justify->passed / justify->give - before;
}

static Fine letter_space (const Justify *justify, gint64 letters)
{
	return FINE (letters) * justify->tracking / 1000;
}

static Fine set_width (const Setter *setter, gsize first, gsize end, const Justify *justify)
{
	Fine width = 0;
	for (gsize i = first; i < end; i++) {
		const Box *box = box_at (setter, i);
		width += box->width * justify->scale / 1000 + letter_space (justify, box->letters);
		width += i + 1 < end ? box->space : 0;
	}
	return width;
}

/* A last line, and one before a forced break, is filled up at its end; it may only shrink. */
static Justify justify_line (const Setter *setter, gsize first, const LineBreak *line, Length measure,
			     bool stretches)
{
	Justify justify = { .scale = line->scale, .tracking = line->tracking };
	Fine room = FINE (measure) + box_at (setter, first)->left + box_at (setter, line->end - 1)->right;
	justify.white = room - set_width (setter, first, line->end, &justify);
	if (justify.white > 0 && !stretches)
		justify.white = 0;
	for (gsize i = first; i + 1 < line->end; i++)
		justify.give += box_give (box_at (setter, i), justify.white);
	justify.white = MAX (justify.white, -justify.give);
	return justify;
}

/* A piece as it grows. */
typedef struct {
	const Run *run;
	Fine x, pen;
	GString *text;
	GArray *glyphs, *clusters;
} Builder;

/* The line being made. */
typedef struct {
	Setter *setter;
	Builder builder;
	GArray *pieces;
	Length above, below;
	bool goes_on; /* the element has more lines after these */
	Justify justify;
} Maker;

static bool same_look (const Run *a, const Run *b)
{
	return a == b || (a->face == b->face && a->features == b->features && a->size == b->size &&
			  a->rise == b->rise && a->tracking == b->tracking && a->tag == b->tag &&
			  a->note == b->note && memcmp (&a->color, &b->color, sizeof (Color)) == 0);
}

static void close_piece (Maker *maker)
{
	Builder *builder = &maker->builder;
	if (builder->run == NULL)
		return;
	Arena *arena = maker->setter->pages->arena;
	const Run *run = builder->run;
	GlyphRun *glyphs = arena_new_array (arena, GlyphRun, 1);
	*glyphs = (GlyphRun){ .font = run->face->page_font,
			      .size = run->size,
			      .scale = maker->justify.scale,
			      .color = run->color,
			      .text = arena_strndup (arena, builder->text->str, builder->text->len),
			      .glyphs = arena_copy_array (arena, Glyph, builder->glyphs),
			      .n_glyphs = builder->glyphs->len,
			      .clusters = arena_copy_array (arena, Cluster, builder->clusters),
			      .n_clusters = builder->clusters->len };
	Length x = coarse (builder->x);
	Piece piece = { x, run->rise, coarse (builder->pen) - x, run->tag, run->note, glyphs };
	g_array_append_val (maker->pieces, piece);
	builder->run = NULL;
}

/* Opens a piece of @run at @x, or goes on with the open one when it looks the same. */
static void open_piece (Maker *maker, const Run *run, Fine x)
{
	Builder *builder = &maker->builder;
	if (builder->run != NULL && same_look (builder->run, run))
		return;
	close_piece (maker);
	builder->run = run;
	builder->x = builder->pen = x;
	g_string_truncate (builder->text, 0);
	g_array_set_size (builder->glyphs, 0);
	g_array_set_size (builder->clusters, 0);
}

static void add_glyph (Builder *builder, guint32 id, Fine x, Fine y)
{
	Glyph glyph = { id, coarse (x) - coarse (builder->x), coarse (y) };
	g_array_append_val (builder->glyphs, glyph);
}

/* Its width with the letter space after its last glyph. */
static Fine put_fragment (Maker *maker, const Fragment *fragment, Fine x)
{
	const Run *run = run_at (maker->setter, fragment->run);
	const Shape *shape = fragment->shape;
	const Justify *justify = &maker->justify;
	open_piece (maker, run, x);
	Builder *builder = &maker->builder;
	gint64 pen = 0;
	gsize glyph = 0;
	Fine letter = letter_space (justify, run->size);
	for (gsize i = 0; i < shape->n_clusters; i++) {
		Fine spread = (Fine) i * FINE (run->tracking) * justify->scale / 1000 + (Fine) i * letter;
		for (gsize k = 0; k < shape->clusters[i].n_glyphs; k++, glyph++) {
			const ShapeGlyph *at = &shape->glyphs[glyph];
			Fine along = scaled (run, pen + at->x) * justify->scale / 1000 + spread;
			add_glyph (builder, at->glyph, x + along, -scaled (run, at->y));
			pen += at->advance;
		}
	}
	g_string_append_len (builder->text, shape->text, (gssize) shape->n_bytes);
	g_array_append_vals (builder->clusters, shape->clusters, (guint) shape->n_clusters);
	Fine width = fragment->width * justify->scale / 1000 + (Fine) shape->n_clusters * letter;
	builder->pen = x + width;
	maker->above = MAX (maker->above, coarse (scaled (run, shape->above)) + run->rise);
	maker->below = MAX (maker->below, coarse (scaled (run, shape->below)) - run->rise);
	return width;
}

/* A space inside the line moves the pen; one that hangs at its end does not: it is there to be read, not
 * seen. */
static void put_space (Maker *maker, const Box *box, Fine x, Fine width)
{
	static const Cluster one = { 1, 1 };
	guint last_run = fragment_at (maker->setter, box->first + box->n - 1)->run;
	const Run *run = run_at (maker->setter, box->has_space ? box->space_run : last_run);
	open_piece (maker, run, x);
	hb_codepoint_t glyph = 0;
	hb_font_get_nominal_glyph (run->face->font, ' ', &glyph);
	add_glyph (&maker->builder, glyph, x, 0);
	g_string_append_c (maker->builder.text, ' ');
	g_array_append_val (maker->builder.clusters, one);
	maker->builder.pen = x + width;
}

/* Words of two lines of one element must not run together for who reads the text and not the page. */
static bool needs_hanging_space (const Maker *maker, gsize last)
{
	const Box *box = box_at (maker->setter, last);
	if (last + 1 == maker->setter->boxes->len)
		return maker->goes_on;
	return box->has_space || box->penalty <= LINES_FORCE;
}

static Fine put_fragments (Maker *maker, const Box *box, Fine x)
{
	for (guint k = box->first; k < box->first + box->n; k++)
		x += put_fragment (maker, fragment_at (maker->setter, k), x);
	const Run *last = run_at (maker->setter, fragment_at (maker->setter, box->first + box->n - 1)->run);
	x -= letter_space (&maker->justify, last->size);
	maker->builder.pen = x;
	return x;
}

static Fine put_boxes (Maker *maker, gsize first, gsize end)
{
	Fine x = 0;
	for (gsize i = first; i < end; i++) {
		const Box *box = box_at (maker->setter, i);
		x = put_fragments (maker, box, x);
		if (i + 1 == end) {
			if (needs_hanging_space (maker, i))
				put_space (maker, box, x, 0);
		} else if (box->has_space) {
			Fine width = box->space + share (&maker->justify, box);
			put_space (maker, box, x, width);
			x += width;
		}
	}
	close_piece (maker);
	return x;
}

static Length aligned (Align align, Length indent, Length room)
{
	if (align == ALIGN_CENTER)
		return indent + room / 2;
	return align == ALIGN_RIGHT ? indent + room : indent;
}

static void set_line (Maker *maker, gsize first, gsize end, const Justify *justify, Line *line)
{
	Arena *arena = maker->setter->pages->arena;
	g_array_set_size (maker->pieces, 0);
	maker->above = maker->below = 0;
	maker->justify = *justify;
	line->width = coarse (put_boxes (maker, first, end));
	line->above = maker->above;
	line->below = maker->below;
	line->n_pieces = maker->pieces->len;
	line->pieces = arena_copy_array (arena, Piece, maker->pieces);
}

static void move_line (Line *line, Length x)
{
	line->x = x;
	for (gsize i = 0; i < line->n_pieces; i++)
		line->pieces[i].x += x;
}

static Maker maker_new (Setter *setter)
{
	return (Maker){ .setter = setter,
			.builder = { .text = g_string_new (NULL),
				     .glyphs = g_array_new (FALSE, FALSE, sizeof (Glyph)),
				     .clusters = g_array_new (FALSE, FALSE, sizeof (Cluster)) },
			.pieces = g_array_new (FALSE, FALSE, sizeof (Piece)) };
}

static void maker_clear (Maker *maker)
{
	g_string_free (maker->builder.text, TRUE);
	g_array_unref (maker->builder.glyphs);
	g_array_unref (maker->builder.clusters);
	g_array_unref (maker->pieces);
}

#define BEARABLE MM (3) /* a line may stick out; farther, it would stand on its neighbours */

/* Names the widest word of the line. */
static void report_overfull (Setter *setter, gsize first, gsize end, Length excess)
{
	const Box *widest = box_at (setter, first);
	for (gsize i = first + 1; i < end; i++)
		if (box_at (setter, i)->width > widest->width)
			widest = box_at (setter, i);
	g_autofree char *copy = NULL;
	const Place *place = run_at (setter, fragment_at (setter, widest->first)->run)->place;
	diag_add (setter->diag, excess > BEARABLE ? DIAG_OVERSET : DIAG_OVERFULL_LINE, place, "\"%s\"",
		  quoted (setter->text->str + widest->start, widest->end - widest->start, &copy));
}

static void set_lines (Setter *setter, Shaping *shaping, const LineBreak *breaks, gsize n_lines, Line *lines)
{
	Maker maker = maker_new (setter);
	maker.goes_on = shaping->options->goes_on;
	bool justified = lines_mode (shaping) == LINES_JUSTIFIED;
	gsize first = 0;
	for (gsize i = 0; i < n_lines; i++) {
		gsize end = breaks[i].end;
		bool forced = i + 1 == n_lines || box_at (setter, end - 1)->penalty <= LINES_FORCE;
		Length measure = line_measure (i, shaping);
		Justify justify =
			justified ? justify_line (setter, first, &breaks[i], measure, !forced) : as_is;
		set_line (&maker, first, end, &justify, &lines[i]);
		Length x =
			aligned (shaping->style->align, line_indent (shaping, i), measure - lines[i].width);
		move_line (&lines[i], justified ? x - coarse (box_at (setter, first)->left) : x);
		lines[i].overfull = breaks[i].overfull;
		if (breaks[i].overfull)
			report_overfull (setter, first, end, lines[i].width - measure);
		first = end;
	}
	maker_clear (&maker);
}

/* ---- Entries ---------------------------------------------------------------------------------- */

gsize paragraph_set (Setter *setter, const StyledSpan *spans, gsize n_spans, const TextStyle *style,
		     const ParagraphOptions *options, Line **lines)
{
	*lines = NULL;
	if (!prepare (setter, spans, n_spans, style))
		return 0;
	Shaping shaping = { style, options };
	LineBreak *breaks;
	g_autoptr (Arena) scratch = arena_new ();
	gsize n_lines = find_breaks (setter, &shaping, scratch, &breaks);
	*lines = arena_new_array (setter->pages->arena, Line, n_lines);
	set_lines (setter, &shaping, breaks, n_lines, *lines);
	return n_lines;
}

Line *paragraph_line (Setter *setter, const char *text, const TextStyle *style, int tag, const Place *place)
{
	Line *line = arena_new_array (setter->pages->arena, Line, 1);
	StyledSpan span = { .text = text, .tag = tag, .place = place };
	if (!prepare (setter, &span, 1, style))
		return line;
	Maker maker = maker_new (setter);
	set_line (&maker, 0, setter->boxes->len, &as_is, line);
	maker_clear (&maker);
	return line;
}

void paragraph_widths (Setter *setter, const StyledSpan *spans, gsize n_spans, const TextStyle *style,
		       Length *least, Length *natural)
{
	Fine widest = 0, widest_line = 0, part = 0, line = 0;
	if (prepare (setter, spans, n_spans, style))
		for (guint i = 0; i < setter->boxes->len; i++) {
			const Box *box = box_at (setter, i);
			part += box->width;
			line += box->width;
			widest = MAX (widest, part);
			widest_line = MAX (widest_line, line);
			part = box->penalty < LINES_FORBID ? 0 : part + box->space;
			line = box->penalty <= LINES_FORCE ? 0 : line + box->space;
		}
	*least = coarse (widest) + (widest > 0);
	*natural = coarse (widest_line) + (widest_line > 0);
}
