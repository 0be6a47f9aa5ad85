/* Deciding what every line is, by its shape and its place: from the sure to the unsure. */
#include "import/private.h"

#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

enum {
	CORE_WORDS = 20,       /* a paragraph that can only be the article's */
	SHORT_CORE_WORDS = 10, /* where there is none of those */
	HEADLINE_WORDS = 6,
	MOST_HEADLINE_WORDS = 40,
	MOST_STANDFIRST_WORDS = 110,  /* of one sentence */
	LITTLE_STANDFIRST_WORDS = 60, /* of any number of sentences */
	MOST_CAPTION_WORDS = 60,
	MOST_LOOSE_CAPTION_WORDS = 30, /* a line that no placeholder announces */
	MOST_CROSSHEAD_WORDS = 8,
	MOST_BYLINE_WORDS = 12,
	LEAST_BOX_ITEMS = 3,
};

/* The parts of the dump; rows. */
typedef struct {
	ImportReport *report;
	int core;     /* the first row that is running text; n_rows: none */
	int headline; /* -1: none */
	int first;    /* the first row of the article's text */
	int last;     /* the last row of it */
	int end;      /* the row where the page's own matter begins */
	int gap;      /* blank lines between its paragraphs */
	guint box;    /* the next box to place */
} Sort;

static const Row *row_at (const Sort *sort, int row)
{
	return &sort->report->rows[row];
}

static bool is_open (const Sort *sort, int row)
{
	return import_is_open (sort->report, row);
}

static const char *text_at (const Sort *sort, int row)
{
	return import_row_text (sort->report, row);
}

static void decide (Sort *sort, int row, ImportRole role, const char *reason)
{
	ImportLine *line = import_row_line (sort->report, row);
	line->role = role;
	line->reason = reason;
}

static ImportRole role_at (const Sort *sort, int row)
{
	return import_row_line (sort->report, row)->role;
}

static bool is_paragraph (const Row *row, int least_words)
{
	return row->n_words >= least_words && row->full_stop && !row->bullet;
}

/* Sentences: ends of sentence with a capital behind them, and the last. */
static int count_sentences (const char *text)
{
	int n = 1;
	for (const char *at = text; *at != '\0'; at++) {
		if (strchr (".!?", *at) == NULL || at[1] != ' ')
			continue;
		n += g_unichar_isupper (g_utf8_get_char (at + 2));
	}
	return n;
}

/* ---- Dates and lists, wherever they stand ---------------------------------------------- */

static const char *weekday_name (int weekday)
{
	static const char *const names[] = { N_ ("Sunday"),   N_ ("Monday"), N_ ("Tuesday"), N_ ("Wednesday"),
					     N_ ("Thursday"), N_ ("Friday"), N_ ("Saturday") };
	return _ (names[weekday]);
}

static void keep_date (Sort *sort, int row, DatePart *date, int weekday)
{
	ImportReport *report = sort->report;
	date->line = row_at (sort, row)->line;
	if (report->date.line > 0) {
		decide (sort, row, IMPORT_DROPPED, "second-date");
		return;
	}
	report->date = *date;
	decide (sort, row, IMPORT_DATE, NULL);
	if (date->iso == NULL) {
		import_warn (report, date->line, "impossible-date", date->raw,
			     _ ("there is no such day: write the date yourself"));
		return;
	}
	int right = date_weekday (date->date);
	if (weekday >= 0 && weekday != right) {
		g_autofree char *found = g_strdup_printf ("%s → %s", date->raw, weekday_name (right));
		import_warn (report, date->line, "weekday-mismatch", found,
			     _ ("day of the week and date contradict each other"));
	}
}

static void mark_dates (Sort *sort, int from, int to)
{
	for (int row = from; row < to; row++) {
		DatePart date = { 0 };
		int weekday;
		if (row_at (sort, row)->n_words <= 14 && is_open (sort, row) &&
		    import_parse_date (text_at (sort, row), sort->report->arena, &date, &weekday))
			keep_date (sort, row, &date, weekday);
	}
}

static bool share_first_word (const GPtrArray *items)
{
	const char *first = items->pdata[0];
	gsize n = strcspn (first, " ");
	for (guint i = 2; i < items->len; i += 2)
		if (strncmp (items->pdata[i], first, n) != 0 || ((const char *) items->pdata[i])[n] != ' ')
			return false;
	return true;
}

/* Heading, text, heading, text: the headings begin alike or end in a colon. */
static bool is_in_pairs (const GPtrArray *items)
{
	if (items->len < 4 || items->len % 2 != 0)
		return false;
	bool colons = true;
	for (guint i = 0; i < items->len; i += 2)
		colons = colons && g_str_has_suffix (items->pdata[i], ":");
	return colons || share_first_word (items);
}

static const char *without_bullet (const char *text)
{
	text = g_utf8_next_char (text);
	return text + strspn (text, " ");
}

static void keep_box (Sort *sort, int title, int end)
{
	BoxPart box = { .first_line = row_at (sort, title)->line, .last_line = row_at (sort, end - 1)->line };
	box.title = text_at (sort, title);
	box.items = g_ptr_array_new ();
	for (int row = title; row < end; row++) {
		decide (sort, row, IMPORT_BOX, NULL);
		if (row > title)
			g_ptr_array_add (box.items, (gpointer) without_bullet (text_at (sort, row)));
	}
	box.in_pairs = is_in_pairs (box.items);
	g_array_append_val (sort->report->boxes, box);
}

/* A short line with a list of points directly below it: a box. Below a sentence the points belong to the
 * text. */
static void mark_boxes (Sort *sort)
{
	for (int row = 0; row + LEAST_BOX_ITEMS < sort->report->n_rows; row++) {
		const Row *title = row_at (sort, row);
		if (title->bullet || title->full_stop || title->open_end ||
		    title->n_words > MOST_BYLINE_WORDS || !is_open (sort, row))
			continue;
		int end = row + 1;
		while (end < sort->report->n_rows && row_at (sort, end)->bullet &&
		       row_at (sort, end)->n_words <= 30)
			end++;
		if (end - row > LEAST_BOX_ITEMS)
			keep_box (sort, row, end);
	}
}

/* ---- The page's own matter ----------------------------------------------------------------- */

typedef enum { AT_NOTHING, AT_WIDGET, AT_FORM, AT_LETTERS, AT_MAGAZINE, AT_END, AT_LIST } Region;

typedef struct {
	Sort *sort;
	Region region;
	const char *reason;
	int letters_head;
	bool ended;
} Pass;

static bool keep_issue (ImportReport *report, int row)
{
	const char *text = import_row_text (report, row), *problem;
	IssueNumber number;
	if (report->rows[row].n_words > 12 || !issue_number_parse (text, report->arena, &number, &problem))
		return false;
	if (!report->has_issue) {
		report->has_issue = true;
		report->issue = number;
		report->widget_issue = (Part){ report->rows[row].line, text };
	}
	return true;
}

static bool is_lookup (const Row *row)
{
	return g_str_has_prefix (row->key, "tra cuu") || g_str_has_prefix (row->key, "xem tap chi") ||
	       g_str_has_prefix (row->key, "dat mua") || g_str_has_prefix (row->key, "cac so da phat hanh");
}

/* Below the magazine's heading: its number, and links to look up others. */
static bool take_magazine_row (Pass *pass, int row)
{
	ImportReport *report = pass->sort->report;
	bool lookup = is_lookup (row_at (pass->sort, row));
	if (!lookup && !keep_issue (report, row))
		return false;
	if (lookup) {
		char *text = arena_strdup (report->arena, import_row_text (report, row));
		gsize length = strlen (text);
		while (length > 0 && (text[length - 1] == ':' || text[length - 1] == ' '))
			text[--length] = '\0';
		g_ptr_array_add (report->lookups, text);
	}
	decide (pass->sort, row, IMPORT_WIDGET, NULL);
	report->widget_last = row_at (pass->sort, row)->line;
	return true;
}

/* A name on a line of its own, the day on the next. */
static bool is_name_over_date (const Sort *sort, int row)
{
	DatePart date = { 0 };
	int weekday;
	return row + 1 < sort->report->n_rows && row_at (sort, row)->n_words <= 6 &&
	       !row_at (sort, row)->full_stop && row_at (sort, row + 1)->n_words <= 8 &&
	       import_parse_date (text_at (sort, row + 1), sort->report->arena, &date, &weekday);
}

static bool take_letter_date (Sort *sort, int row)
{
	DatePart date = { 0 };
	int weekday;
	GArray *letters = sort->report->letters;
	if (row == 0 || role_at (sort, row - 1) != IMPORT_LETTER_HEAD || row_at (sort, row)->n_words > 8 ||
	    !import_parse_date (text_at (sort, row), sort->report->arena, &date, &weekday))
		return false;
	g_array_index (letters, LetterPart, letters->len - 1).iso = date.iso;
	decide (sort, row, IMPORT_LETTER_HEAD, NULL);
	return true;
}

static void take_letters_row (Pass *pass, int row)
{
	Sort *sort = pass->sort;
	ImportReport *report = sort->report;
	const Row *shape = row_at (sort, row);
	if (take_letter_date (sort, row))
		return;
	if (is_name_over_date (sort, row) || import_is_letter_head (shape, text_at (sort, row))) {
		import_add_letter (report, pass->letters_head, row);
		decide (sort, row, IMPORT_LETTER_HEAD, NULL);
	} else if (report->letters->len == 0) {
		decide (sort, row, IMPORT_DROPPED, "comment-list");
	} else {
		LetterPart *letter = &g_array_index (report->letters, LetterPart, report->letters->len - 1);
		Part text = { shape->line, import_mask_addresses (text_at (sort, row), report->arena) };
		g_array_append_val (letter->text, text);
		decide (sort, row, IMPORT_LETTER_TEXT, NULL);
	}
}

/* Does the row belong to the region that was begun above it? */
static bool goes_on (Pass *pass, int row)
{
	const Row *shape = row_at (pass->sort, row);
	const char *text = text_at (pass->sort, row);
	switch (pass->region) {
	case AT_WIDGET:
		return import_is_widget_label (shape, text);
	case AT_FORM:
		return import_is_form_field (shape, text);
	case AT_LIST:
		return shape->blanks_before == 0 && !shape->full_stop;
	default:
		return false;
	}
}

static const char *image_reason (const char *reason)
{
	return strcmp (reason, "image-placeholder") == 0 ? "image-placeholder (becomes an empty picture slot)"
							 : reason;
}

/* A piece of furniture begins here. */
static void enter (Pass *pass, int row, const Furniture *furniture)
{
	Sort *sort = pass->sort;
	bool inside = row > sort->core;
	pass->region = AT_NOTHING;
	pass->reason = furniture->reason;
	if (furniture->effect == FURNITURE_PICTURE && !pass->ended) {
		decide (sort, row, IMPORT_PLACEHOLDER, image_reason (furniture->reason));
	} else if (furniture->effect == FURNITURE_LETTERS && inside && !pass->ended) {
		decide (sort, row, IMPORT_LETTERS_HEAD, furniture->reason);
		pass->region = AT_LETTERS;
		pass->letters_head = row_at (sort, row)->line;
	} else if (furniture->effect == FURNITURE_MAGAZINE &&
		   (inside || sort->core == sort->report->n_rows)) {
		decide (sort, row, IMPORT_WIDGET, NULL);
		pass->region = AT_MAGAZINE;
		sort->report->widget_heading = (Part){ row_at (sort, row)->line, text_at (sort, row) };
		sort->report->widget_first = sort->report->widget_last = row_at (sort, row)->line;
	} else {
		decide (sort, row, IMPORT_DROPPED, furniture->reason);
		pass->region = furniture->effect == FURNITURE_WIDGET           ? AT_WIDGET
			       : furniture->effect == FURNITURE_FORM           ? AT_FORM
			       : furniture->effect == FURNITURE_END && !inside ? AT_LIST
									       : AT_NOTHING;
		if (pass->region == AT_LIST)
			pass->reason = "list-of-links";
	}
	bool below = furniture->effect == FURNITURE_END || furniture->effect == FURNITURE_FORM ||
		     furniture->effect == FURNITURE_LETTERS || furniture->effect == FURNITURE_MAGAZINE;
	if (inside && below)
		sort->end = MIN (sort->end, row);
	pass->ended = pass->ended || (inside && furniture->effect == FURNITURE_END);
}

static void pass_row (Pass *pass, int row)
{
	Sort *sort = pass->sort;
	Furniture furniture;
	bool found = import_find_furniture (row_at (sort, row), text_at (sort, row), &furniture);
	if (pass->region == AT_MAGAZINE && take_magazine_row (pass, row))
		return;
	bool heading = found && furniture.effect != FURNITURE_LINE && furniture.effect != FURNITURE_PICTURE;
	if (goes_on (pass, row) && !(heading && furniture.effect != FURNITURE_FORM)) {
		decide (sort, row, IMPORT_DROPPED, pass->reason);
	} else if (found && is_open (sort, row)) {
		Region before = pass->region;
		enter (pass, row, &furniture);
		if (before == AT_LETTERS && !heading)
			pass->region = AT_LETTERS;
	} else if (pass->region == AT_LETTERS) {
		take_letters_row (pass, row);
	} else if (pass->ended) {
		decide (sort, row, IMPORT_DROPPED, "after-related-links");
	} else {
		pass->region = AT_NOTHING;
	}
}

static void warn_of_lost_text (Sort *sort)
{
	for (int row = sort->end; row < sort->report->n_rows; row++) {
		const ImportLine *line = import_row_line (sort->report, row);
		if (line->role != IMPORT_DROPPED || !is_paragraph (row_at (sort, row), CORE_WORDS + 5))
			continue;
		g_autofree char *start =
			g_utf8_substring (line->text, 0, MIN (60, g_utf8_strlen (line->text, -1)));
		import_warn (sort->report, row_at (sort, row)->line, "text-after-end", start,
			     _ ("a long paragraph below the end of the article was left out: look whether it "
				"belongs "
				"to it"));
		return;
	}
}

static void mark_furniture (Sort *sort)
{
	Pass pass = { .sort = sort };
	for (int row = 0; row < sort->report->n_rows; row++) {
		bool open = is_open (sort, row);
		if (open || pass.region == AT_LETTERS || pass.ended)
			pass_row (&pass, row);
		else
			pass.region = AT_NOTHING;
	}
}

/* ---- Headline, kicker, standfirst ------------------------------------------------------------- */

static bool same_text (const Sort *sort, int a, int b)
{
	return strcmp (text_at (sort, a), text_at (sort, b)) == 0;
}

static bool may_be_headline (const Sort *sort, int row)
{
	const Row *shape = row_at (sort, row);
	const char *text = text_at (sort, row);
	bool asks =
		g_str_has_suffix (text, "?") || g_str_has_suffix (text, "!") || g_str_has_suffix (text, "…");
	return is_open (sort, row) && shape->n_words >= 2 && shape->n_words <= MOST_HEADLINE_WORDS &&
	       !shape->bullet && !shape->open_end && (!shape->full_stop || asks) && !import_is_credit (text);
}

/* The row of the article's name: said twice, or the first long enough below the page's widgets, or the
 * longest. */
static int find_headline (const Sort *sort)
{
	int top = 0, longest = -1;
	int end = MIN (sort->core, sort->report->n_rows);
	for (int row = 0; row < end; row++) {
		const char *reason = import_row_line (sort->report, row)->reason;
		if (reason != NULL && g_str_has_suffix (reason, "-widget") &&
		    strcmp (reason, "font-size-widget") != 0 && strcmp (reason, "audio-widget") != 0 &&
		    strcmp (reason, "rating-widget") != 0)
			top = row + 1;
	}
	for (int row = 0; row < end; row++)
		for (int again = row + 1; again < MIN (end, row + 12) && may_be_headline (sort, row); again++)
			if (same_text (sort, row, again) && row_at (sort, row)->n_words >= 4)
				return row;
	for (int pass = 0; pass < 2; pass++, top = 0) {
		for (int row = top; row < end; row++) {
			if (!may_be_headline (sort, row))
				continue;
			if (row_at (sort, row)->n_words >= HEADLINE_WORDS)
				return row;
			if (longest < 0 || row_at (sort, row)->n_words > row_at (sort, longest)->n_words)
				longest = row;
		}
		if (longest >= 0)
			return longest;
	}
	/* a list of links that ran on into the headline */
	for (int row = end - 1; row >= 0; row--)
		if (g_strcmp0 (import_row_line (sort->report, row)->reason, "list-of-links") == 0)
			return row;
	return -1;
}

/* A kicker may be as long as a headline: of two lines without a gap the longer is the headline. */
static bool is_kicker_of_next (const Sort *sort, int row)
{
	return row + 1 < sort->core && may_be_headline (sort, row + 1) &&
	       row_at (sort, row)->blanks_after == 0 && row_at (sort, row + 1)->n_words <= 25 &&
	       strlen (text_at (sort, row)) < strlen (text_at (sort, row + 1));
}

static void mark_headline (Sort *sort)
{
	ImportReport *report = sort->report;
	int row = find_headline (sort);
	if (row >= 0 && is_kicker_of_next (sort, row))
		row++;
	sort->headline = row;
	if (row < 0)
		return;
	decide (sort, row, IMPORT_HEADLINE, NULL);
	report->headline = (Part){ row_at (sort, row)->line, text_at (sort, row) };
	for (int again = row + 1; again < MIN (row + 12, report->n_rows); again++)
		if (is_open (sort, again) && same_text (sort, row, again))
			decide (sort, again, IMPORT_HEADLINE_AGAIN, "duplicate-title");

	int above = row - 1;
	if (above >= 0 && is_open (sort, above) && row_at (sort, row)->blanks_before == 0 &&
	    row_at (sort, above)->n_words >= 2 && !row_at (sort, above)->full_stop &&
	    strlen (text_at (sort, above)) < strlen (text_at (sort, row))) {
		decide (sort, above, IMPORT_KICKER, NULL);
		report->kicker = (Part){ row_at (sort, above)->line, text_at (sort, above) };
	}
	for (int before = 0; before < row; before++)
		if (is_open (sort, before))
			decide (sort, before, IMPORT_DROPPED, "above-headline");
}

/* "(Cổng TTĐT tỉnh AG)- Ngày …": the office that sent the text. Gives the length of the prefix; 0: none. */
static gsize source_prefix (const char *text)
{
	const char *close = *text == '(' ? strchr (text, ')') : NULL;
	if (close == NULL || close - text > 80)
		return 0;
	const char *rest = close + 1 + strspn (close + 1, " ");
	gsize dash = *rest == '-' ? 1 : g_str_has_prefix (rest, "–") ? strlen ("–") : 0;
	if (dash == 0 || rest[dash + strspn (rest + dash, " ")] == '\0')
		return 0;
	return (gsize) (rest - text) + dash + strspn (rest + dash, " ");
}

static void keep_standfirst (Sort *sort, int row, gsize prefix)
{
	ImportReport *report = sort->report;
	const char *text = text_at (sort, row);
	report->standfirst = (Part){ row_at (sort, row)->line, text + prefix };
	decide (sort, row, IMPORT_STANDFIRST, NULL);
}

static void keep_prefix (Sort *sort, int row, gsize prefix)
{
	ImportReport *report = sort->report;
	const char *text = text_at (sort, row);
	g_autofree char *stripped = g_strndup (text, prefix);
	report->stripped_prefix = arena_strdup (report->arena, g_strchomp (stripped));
	report->source =
		(Part){ row_at (sort, row)->line,
			arena_strndup (report->arena, text, (gsize) (strchr (text, ')') - text + 1)) };
	report->source_raw = report->stripped_prefix;
	import_warn (report, row_at (sort, row)->line, "source-prefix", report->stripped_prefix,
		     _ ("moved to the source line"));
}

static int count_paragraphs (const Sort *sort, int from)
{
	int n = 0;
	for (int row = from; row < sort->end; row++)
		n += is_open (sort, row) && row_at (sort, row)->n_words > MOST_BYLINE_WORDS;
	return n;
}

static int find_again (const Sort *sort, int row)
{
	for (int again = row + 1, seen = 0; again < sort->end && seen < 4; again++) {
		if (!is_open (sort, again))
			continue;
		if (same_text (sort, row, again))
			return again;
		seen++;
	}
	return -1;
}

/* The first paragraph stands apart from the text when the page says it twice or names its sender, and when it
 * is one sentence, or short. */
static void mark_standfirst (Sort *sort)
{
	int row = sort->first;
	if (row >= sort->end || count_paragraphs (sort, row + 1) < 1)
		return;
	const Row *shape = row_at (sort, row);
	const char *text = text_at (sort, row);
	int again = find_again (sort, row);
	gsize prefix = source_prefix (text);
	bool one = count_sentences (text) == 1 && shape->n_words <= MOST_STANDFIRST_WORDS && !shape->open_end;
	bool apart = again >= 0 || prefix > 0 || one || shape->n_words <= LITTLE_STANDFIRST_WORDS;
	if (prefix > 0)
		keep_prefix (sort, row, prefix);
	if (shape->bullet || !apart)
		return;
	keep_standfirst (sort, row, prefix);
	if (again >= 0)
		decide (sort, again, IMPORT_STANDFIRST_AGAIN, "duplicate-lead");
}

/* ---- The end: byline and source ---------------------------------------------------------------- */

static bool is_text_row (const Sort *sort, int row)
{
	const Row *shape = row_at (sort, row);
	const char *text = text_at (sort, row);
	if (!is_open (sort, row) || import_is_credit (text) || import_is_source (shape, text))
		return false;
	bool name = shape->full_stop && shape->n_words <= 5 && import_looks_like_name (text);
	return (shape->n_words > MOST_BYLINE_WORDS || shape->full_stop || shape->open_end || shape->bullet) &&
	       !name;
}

static bool may_be_byline (const Sort *sort, int row)
{
	const Row *shape = row_at (sort, row);
	const char *text = text_at (sort, row);
	return is_open (sort, row) && (import_is_credit (text) || (shape->n_words <= MOST_BYLINE_WORDS &&
								   !shape->open_end && !shape->bullet));
}

/* Name, credit or office between headline and text. */
static void mark_byline_above (Sort *sort)
{
	ImportReport *report = sort->report;
	for (int row = sort->headline + 1; row < sort->core; row++) {
		const char *text = text_at (sort, row);
		bool after_picture = row > 0 && role_at (sort, row - 1) == IMPORT_PLACEHOLDER;
		bool name = row_at (sort, row)->n_words <= 5 && row_at (sort, row)->n_words >= 2 &&
			    import_looks_like_name (text);
		if (!is_open (sort, row) || after_picture ||
		    row_at (sort, row)->n_words > MOST_BYLINE_WORDS || report->byline.line > 0 ||
		    !(name || import_is_credit (text)))
			continue;
		import_parse_byline (report, row_at (sort, row)->line, text);
		decide (sort, row, IMPORT_BYLINE, NULL);
	}
}

static void mark_tail_row (Sort *sort, int row, int *n_bylines)
{
	ImportReport *report = sort->report;
	const char *text = text_at (sort, row);
	int line = row_at (sort, row)->line;
	bool follows = *n_bylines == 0 || import_is_credit (text) || import_is_organisation (text);
	if (import_is_source (row_at (sort, row), text)) {
		import_parse_source (report, line, text);
		decide (sort, row, IMPORT_SOURCE, NULL);
	} else if (may_be_byline (sort, row) && follows && *n_bylines < 3) {
		import_parse_byline (report, line, text);
		decide (sort, row, IMPORT_BYLINE, NULL);
		++*n_bylines;
	} else {
		decide (sort, row, IMPORT_DROPPED, "after-article");
	}
}

static bool follows_placeholder (const Sort *sort, int row);

static void mark_tail (Sort *sort)
{
	int last = sort->end - 1;
	while (last >= sort->first && !is_text_row (sort, last) && !follows_placeholder (sort, last) &&
	       role_at (sort, last) != IMPORT_STANDFIRST)
		last--;
	int n_bylines = sort->report->byline.line > 0;
	for (int row = last + 1; row < sort->end; row++)
		if (is_open (sort, row))
			mark_tail_row (sort, row, &n_bylines);
	sort->last = last;
}

/* ---- Pictures ------------------------------------------------------------------------------------- */

static bool starts_lower (const char *text)
{
	return g_unichar_islower (g_utf8_get_char (text));
}

/* Folded words that pictures are described with. */
static bool starts_like_caption (const Row *row)
{
	static const char *const starts[] = { "anh ",     "hinh ",    "quang canh",   "toan canh",
					      "mot goc",  "tu trai",  "dong chi",     "cac dai bieu",
					      "dai bieu", "lanh dao", "cac dong chi", "canh " };
	for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
		if (g_str_has_prefix (row->key, starts[i]))
			return true;
	return strstr (row->key, " anh ") != NULL && strchr (row->raw, '(') != NULL;
}

static bool follows_placeholder (const Sort *sort, int row)
{
	if (row < 1 || !is_open (sort, row) || role_at (sort, row - 1) != IMPORT_PLACEHOLDER)
		return false;
	const Row *shape = row_at (sort, row);
	bool long_text = shape->n_words > MOST_CAPTION_WORDS ||
			 (shape->n_words > 35 && count_sentences (text_at (sort, row)) > 1) ||
			 (shape->own_paragraph && shape->n_words > 25);
	return !long_text && !shape->open_end && shape->blanks_before < 3;
}

/* One line, or a line without an end whose sentence goes on below it in small letters. */
static int caption_rows (const Sort *sort, int row)
{
	int n = 1;
	while (row + n < sort->end && n + 1 < MOST_CAPTION_LINES && is_open (sort, row + n) &&
	       row_at (sort, row + n)->blanks_before == 0 && !row_at (sort, row + n - 1)->full_stop &&
	       row_at (sort, row + n)->n_words <= MOST_LOOSE_CAPTION_WORDS &&
	       starts_lower (text_at (sort, row + n)))
		n++;
	return n;
}

static bool is_numbered (const Row *row)
{
	const char *text = row->raw + strspn (row->raw, " ");
	gsize n = strspn (text, "0123456789IVX");
	return n > 0 && n < 5 && strchr (".)-/", text[n]) != NULL && text[n] != '\0';
}

static bool is_all_capitals (const char *text)
{
	int n = 0;
	for (; *text != '\0'; text = g_utf8_next_char (text)) {
		gunichar c = g_utf8_get_char (text);
		if (g_unichar_islower (c))
			return false;
		n += g_unichar_isupper (c);
	}
	return n >= 4;
}

/* A loose line is a caption when it is short and stands apart; with a full stop it must stand far apart. */
static bool is_loose_caption (const Sort *sort, int row, int n_rows)
{
	const Row *first = row_at (sort, row), *last = row_at (sort, row + n_rows - 1);
	int apart = MAX (first->blanks_before, last->blanks_after);
	bool isolated = first->blanks_before > 0 && last->blanks_after > 0;
	for (int i = row; i < row + n_rows; i++)
		if (row_at (sort, i)->n_words > MOST_LOOSE_CAPTION_WORDS || row_at (sort, i)->bullet)
			return false;
	if (!isolated || last->open_end || first->own_paragraph)
		return false;
	return !last->full_stop ||
	       (apart >= 2 && apart > sort->gap && count_sentences (text_at (sort, row)) == 1);
}

static bool is_crosshead (const Sort *sort, int row)
{
	const Row *shape = row_at (sort, row);
	if (!is_open (sort, row) || row == sort->last || shape->open_end || shape->bullet ||
	    strlen (shape->key) < 2)
		return false;
	bool asks = g_str_has_suffix (text_at (sort, row), "?");
	if (shape->full_stop && !asks)
		return false;
	if (is_numbered (shape) || is_all_capitals (text_at (sort, row)))
		return shape->n_words <= 2 * MOST_CROSSHEAD_WORDS;
	return shape->n_words <= MOST_CROSSHEAD_WORDS && !starts_like_caption (shape) &&
	       !starts_lower (text_at (sort, row));
}

static void keep_figure (Sort *sort, int placeholder, int row, int n_rows)
{
	ImportReport *report = sort->report;
	Figure figure = { .after_body = (int) report->body->len };
	if (placeholder >= 0)
		figure.placeholder = row_at (sort, placeholder)->line;
	g_autoptr (GString) caption = g_string_new (NULL);
	for (int i = row; i < row + n_rows; i++) {
		figure.caption_lines[figure.n_caption_lines++] = row_at (sort, i)->line;
		g_string_append_printf (caption, "%s%s", caption->len > 0 ? " " : "", text_at (sort, i));
		decide (sort, i, IMPORT_CAPTION, NULL);
	}
	figure.caption = arena_strdup (report->arena, caption->str);
	g_array_append_val (report->figures, figure);
	if (n_rows > 1)
		import_warn (report, row_at (sort, row)->line, "split-caption", text_at (sort, row),
			     _ ("two lines were joined to one caption"));
	if (placeholder < 0)
		import_warn (
			report, row_at (sort, row)->line, "caption-without-placeholder", text_at (sort, row),
			_ ("taken for a caption because it is short and stands apart: look whether it is"));
}

/* ---- The text --------------------------------------------------------------------------------------- */

static void keep_body (Sort *sort, int row, ImportRole role)
{
	Part part = { row_at (sort, row)->line, text_at (sort, row) };
	g_array_append_val (sort->report->body, part);
	decide (sort, row, role, NULL);
	if (role == IMPORT_CROSSHEAD && !is_numbered (row_at (sort, row)))
		import_warn (sort->report, part.line, "short-line", part.text,
			     _ ("taken for a crosshead: look whether it is a caption"));
}

/* "Ảnh: …" directly below a caption. */
static bool is_credit_below (const Sort *sort, int row)
{
	return row <= sort->last && is_open (sort, row) && row_at (sort, row)->blanks_before == 0 &&
	       row_at (sort, row)->n_words <= 8 && import_is_credit (text_at (sort, row));
}

/* Boxes and rows are in the same order: each box is met once. */
static void place_box (Sort *sort, int line)
{
	GArray *boxes = sort->report->boxes;
	for (; sort->box < boxes->len; sort->box++) {
		BoxPart *box = &g_array_index (boxes, BoxPart, sort->box);
		if (box->first_line > line)
			return;
		box->printed = box->first_line == line;
		box->after_body = (int) sort->report->body->len;
	}
}

/* Rows of the article in order. Returns how many rows were taken. */
static int take_text_row (Sort *sort, int row)
{
	if (role_at (sort, row) == IMPORT_PLACEHOLDER) {
		bool described = row + 1 < sort->end && follows_placeholder (sort, row + 1);
		int n = described ? caption_rows (sort, row + 1) : 0;
		n += n > 0 && is_credit_below (sort, row + 1 + n);
		keep_figure (sort, row, row + 1, n);
		return 1 + n;
	}
	if (role_at (sort, row) == IMPORT_BOX)
		place_box (sort, row_at (sort, row)->line);
	if (!is_open (sort, row))
		return 1;
	int n = caption_rows (sort, row);
	if (row > sort->first && row + n - 1 < sort->last && is_loose_caption (sort, row, n) &&
	    (n > 1 || !is_crosshead (sort, row))) {
		keep_figure (sort, -1, row, n);
		return n;
	}
	keep_body (sort, row, is_crosshead (sort, row) ? IMPORT_CROSSHEAD : IMPORT_BODY);
	return 1;
}

static void mark_text (Sort *sort)
{
	for (int row = MAX (sort->headline + 1, 0); row < sort->end;)
		row += take_text_row (sort, row);
}

/* Short lines between headline and text that are neither byline nor caption: menus, section names. */
static bool is_rest_of_page (const Sort *sort, int row)
{
	const Row *shape = row_at (sort, row);
	return row < sort->core && shape->n_words < 8 && !shape->full_stop && !shape->open_end;
}

static void find_first (Sort *sort)
{
	sort->first = MAX (sort->headline + 1, 0);
	for (; sort->first < sort->end; sort->first++) {
		if (!is_open (sort, sort->first) || follows_placeholder (sort, sort->first))
			continue;
		if (!is_rest_of_page (sort, sort->first))
			return;
		decide (sort, sort->first, IMPORT_DROPPED, "below-headline");
	}
}

/* How far apart the paragraphs of this article usually stand. */
static int usual_gap (const Sort *sort)
{
	int counts[4] = { 0 }, usual = 0;
	for (int row = sort->first + 1; row <= sort->last; row++)
		counts[MIN (row_at (sort, row)->blanks_before, 3)]++;
	for (int gap = 1; gap < 4; gap++)
		if (counts[gap] > counts[usual])
			usual = gap;
	return usual;
}

static void drop_the_rest (Sort *sort)
{
	for (int row = sort->end; row < sort->report->n_rows; row++)
		if (is_open (sort, row))
			decide (sort, row, IMPORT_DROPPED, "after-article");
	warn_of_lost_text (sort);
}

static void find_core (Sort *sort)
{
	ImportReport *report = sort->report;
	for (int least = CORE_WORDS; least >= SHORT_CORE_WORDS; least -= CORE_WORDS - SHORT_CORE_WORDS)
		for (int row = 0; row < report->n_rows; row++) {
			Furniture furniture;
			const Row *shape = row_at (sort, row);
			const char *text = text_at (sort, row);
			if (!is_paragraph (shape, least) || import_find_furniture (shape, text, &furniture))
				continue;
			sort->core = row;
			return;
		}
	sort->core = report->n_rows;
}

void import_sort (ImportReport *report)
{
	Sort sort = { .report = report, .headline = -1, .end = report->n_rows };
	find_core (&sort);
	mark_dates (&sort, 0, sort.core);
	mark_boxes (&sort);
	mark_furniture (&sort);
	mark_dates (&sort, sort.core, sort.end);
	mark_headline (&sort);
	mark_byline_above (&sort);
	find_first (&sort);
	mark_standfirst (&sort);
	mark_tail (&sort);
	sort.gap = usual_gap (&sort);
	mark_text (&sort);
	drop_the_rest (&sort);
}
