/* Text: UTF-8, Vietnamese letters, folding for search, order for listings. */
#ifndef SOBAO_BASE_TEXT_H
#define SOBAO_BASE_TEXT_H

#include <glib.h>
#include <stdbool.h>

/* Every one of the 134 Vietnamese letters with a mark (67 pairs), NFC, one string. */
extern const char text_vietnamese_letters[];

/* Is this well-formed UTF-8 without NUL? If not, @line and @column (from 1; may be NULL) tell where. */
bool text_is_utf8 (const char *bytes, gsize n_bytes, int *line, int *column);

/* NFC, and a tone mark typed before its letter's circumflex or breve is put behind it. Quick:
 * g_utf8_normalize is quadratic on long strings, so only letters with marks of their own go through it. Bytes
 * that are not UTF-8 become U+FFFD. Caller frees. */
char *text_nfc (const char *text);

/* NBSP and other spaces become one space, runs collapse, ends are trimmed. Caller frees. */
char *text_squeeze (const char *text);

/* Search key without marks: NFD, combining marks off, đ to d, lower case; every run of characters that
 * are neither letters nor digits becomes one space. "Đại hội – XIII" gives "dai hoi xiii". Caller frees. */
char *text_fold (const char *text);

/* Search key with marks: NFC, lower case, tone mark moved to one place (hoà = hòa, thuỷ = thủy), separators
 * as in text_fold: the two keys have the same number of words. Caller frees. */
char *text_exact (const char *text);

/* The words of a text, one by one, split as text_fold and text_exact split: the nth word here is the nth in
 * both keys. Sets *@word and *@n_bytes and moves *@cursor behind the word; false when there is none left. */
bool text_next_word (const char **cursor, const char **word, gsize *n_bytes);

/* A byte string whose strcmp order is Vietnamese dictionary order, syllable by syllable: letters
 * a ă â b c d đ e ê …, then tone (ngang, huyền, hỏi, ngã, sắc, nặng), then case. Caller frees. */
char *text_collation_key (const char *text);
int text_compare (const char *a, const char *b);

/* Number of words, split at white space. */
gsize text_count_words (const char *text);

/* The candidate nearest to @word by edit distance when near enough to be a slip, else NULL. */
const char *text_nearest (const char *word, const char *const *candidates, gsize n_candidates);

/* An ASCII name for files and links from any text: "Nước về đồng" gives "nuoc-ve-dong". At most @most bytes,
 * cut at a word; never empty ("bai" when nothing is left). Caller frees. */
char *text_slug (const char *text, gsize most);

#endif
