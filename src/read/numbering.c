/* The number of an issue: a label, or its parts, or both when they agree. */
#include "read/read-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_OF_A_NUMBER 99999

static void contradict (Reader *reader, const Node *node, const char *key)
{
	g_autofree char *label = issue_number_print (&reader->issue->number);
	diag_add (reader->diag, DIAG_NUMBER_CONTRADICTS, &node->place, _ ("\"%s\" is another than in \"%s\""),
		  key, label);
}

/* A part that is one number: fills a gap of the label, or must say the same. */
static void read_part (Reader *reader, const Node *node, const char *key, int least, int most, int *field)
{
	int value;
	if (node == NULL || !read_count_value (reader, node, key, least, most, &value))
		return;
	if (*field != 0 && *field != value)
		contradict (reader, node, key);
	else
		*field = value;
}

static bool read_one_number (Reader *reader, const Node *node, IssueNumber *number)
{
	int value;
	if (!read_count_value (reader, node, "numbers", 1, MOST_OF_A_NUMBER, &value))
		return false;
	if (number->n_numbers == MOST_ISSUE_NUMBERS ||
	    (number->n_numbers > 0 && number->numbers[number->n_numbers - 1] >= value)) {
		diag_add (reader->diag, DIAG_BAD_NUMBER, &node->place,
			  _ ("\"numbers\" must ascend, and be at most %d"), MOST_ISSUE_NUMBERS);
		return false;
	}
	number->numbers[number->n_numbers++] = value;
	return true;
}

static void read_numbers (Reader *reader, const Node *node, IssueNumber *number)
{
	IssueNumber told = { 0 };
	bool good = true;
	if (node->type == NODE_SEQUENCE)
		for (gsize i = 0; i < node->n_items && good; i++)
			good = read_one_number (reader, node->items[i], &told);
	else
		good = read_one_number (reader, node, &told);
	if (!good)
		return;
	bool same = number->n_numbers == told.n_numbers &&
		    memcmp (number->numbers, told.numbers, sizeof told.numbers) == 0;
	if (number->n_numbers > 0 && !same) {
		contradict (reader, node, "numbers");
		return;
	}
	memcpy (number->numbers, told.numbers, sizeof told.numbers);
	number->n_numbers = told.n_numbers;
}

static void read_kind (Reader *reader, const Node *node, IssueNumber *number)
{
	const char *names[N_ISSUE_KINDS];
	for (int i = 0; i < N_ISSUE_KINDS; i++)
		names[i] = issue_kind_name (i);
	int kind = read_choice (reader, node, "kind", names, N_ISSUE_KINDS);
	if (kind < 0)
		return;
	if (number->kind != ISSUE_REGULAR && number->kind != (IssueKind) kind)
		contradict (reader, node, "kind");
	else
		number->kind = kind;
}

static void read_words (Reader *reader, const Field *told, const char *key, const char **field)
{
	if (told->text == NULL)
		return;
	if (*field != NULL && strcmp (*field, told->text) != 0) {
		Node node = { .place = told->place };
		contradict (reader, &node, key);
	} else {
		*field = told->text;
	}
}

static bool read_label (Reader *reader, const Numbering *told)
{
	const char *problem = NULL;
	if (told->number.text == NULL ||
	    issue_number_parse (told->number.text, reader->arena, &reader->issue->number, &problem))
		return true;
	reader->issue->number = (IssueNumber){ 0 };
	if (read_refuse_curly (reader, told->number.text, &told->number.place))
		return false;
	diag_add (reader->diag, DIAG_BAD_NUMBER, &told->number.place, "\"%s\": %s", told->number.text,
		  problem);
	return false;
}

static void read_parts (Reader *reader, const Numbering *told)
{
	IssueNumber *number = &reader->issue->number;
	if (told->numbers != NULL)
		read_numbers (reader, told->numbers, number);
	read_part (reader, told->year, "year", 1800, 2999, &number->year);
	read_part (reader, told->overall, "overall", 1, MOST_OF_A_NUMBER, &number->overall);
	read_part (reader, told->month, "month", 1, 12, &number->month);
	if (told->kind != NULL)
		read_kind (reader, told->kind, number);
	read_words (reader, &told->season, "season", &number->season);
	read_words (reader, &told->title, "title", &number->title);
}

/* A double issue at the turn of the year may bear either year; more is a slip of the pen. */
static void check_against_date (Reader *reader, const Numbering *told)
{
	const IssueNumber *number = &reader->issue->number;
	if (told->date.year == 0)
		return;
	if (number->year != 0 && ABS (number->year - told->date.year) > 1)
		diag_add (reader->diag, DIAG_DATE_DIFFERS, &told->date_place,
			  _ ("the number says the year %d, the date %d"), number->year, told->date.year);
	else if (number->month != 0 && number->month != told->date.month)
		diag_add (reader->diag, DIAG_DATE_DIFFERS, &told->date_place,
			  _ ("the number says month %d, the date %d"), number->month, told->date.month);
}

static void finish (Reader *reader, const Numbering *told, const char *of_label)
{
	Issue *issue = reader->issue;
	g_autofree char *complete = issue_number_print (&issue->number);
	bool as_written = of_label != NULL && strcmp (of_label, complete) == 0;
	issue->label = as_written ? told->number.text : arena_strdup (reader->arena, complete);
	check_against_date (reader, told);
	if (issue->number.year == 0)
		issue->number.year = told->date.year;
	g_autofree char *slug = issue_number_slug (&issue->number);
	issue->slug = arena_strdup (reader->arena, slug);
}

void read_numbering (Reader *reader, const Numbering *told, const Place *whole)
{
	const IssueNumber *number = &reader->issue->number;
	bool good = read_label (reader, told);
	g_autofree char *of_label = good && told->number.text != NULL ? issue_number_print (number) : NULL;
	read_parts (reader, told);
	if (good && told->numbers == NULL && number->n_numbers == 0 && number->season == NULL &&
	    number->title == NULL && number->overall == 0 && number->kind == ISSUE_REGULAR) {
		diag_add (reader->diag, DIAG_MISSING_KEY, whole, "\"number\"");
		good = false;
	}
	if (good)
		finish (reader, told, of_label);
}
