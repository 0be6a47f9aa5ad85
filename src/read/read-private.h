/* What the files of read/ share: a tree of YAML with places, tables of keys, clean text, articles. */
#ifndef SOBAO_READ_PRIVATE_H
#define SOBAO_READ_PRIVATE_H

#include "read/read.h"

#include <stddef.h>

/* Bounds on hostile input. Each has a test. */
#define MOST_YAML_BYTES     (1024 * 1024)
#define MOST_YAML_NODES     100000
#define MOST_YAML_DEPTH     32
#define MOST_ARTICLE_BYTES  (4 * 1024 * 1024)
#define MOST_ARTICLE_LINES  50000
#define MOST_ARTICLES       2000
#define MOST_NOTES          10000
#define MOST_NESTING        16
#define MOST_EMPHASIS       32
#define MOST_WORD_LETTERS   1000
#define MOST_TABLE_COLUMNS  20
#define MOST_LAYOUT_PARENTS 8
#define MOST_PICTURE_SIDE   30000
#define MOST_PICTURE_BYTES  (512 * 1024 * 1024)

/* One reading of one issue. */
typedef struct {
	Arena *arena; /* the issue's */
	Diag *diag;
	Issue *issue;
	const char *folder; /* the issue's */
	const char *root;   /* the folder that holds magazine.yaml, or the issue's */
	const char *up;     /* from the issue's folder to the root: "", "../", "../../" … */
	bool draft;
	GHashTable *slugs; /* of the articles listed, also of those that could not be read */
	GError *refusal;   /* the first of the world's refusals */
} Reader;

/* ---- Files (source.c) ---------------------------------------------------- */

typedef struct {
	const char *file; /* as the editor reads it */
	const char *text; /* UTF-8 without NUL and control characters, without a byte order mark */
	gsize n_bytes;
	gsize skipped; /* bytes of the byte order mark before text */
} Source;

/* Reads @path. False when it cannot be used: then a complaint stands at @place (the place that names the
 * file) or in the file itself, or the reader has a refusal. */
bool read_source (Reader *reader, const char *path, const char *file, gsize most, const Place *place,
		  Source *source);
/* Checks the bytes as read_source does, for callers that have them already. */
bool read_check_source (Diag *diag, const char *file, const char *bytes, gsize n_bytes, Source *source);

/* '; did you mean "photos/a.jpg"?' of the files beside @file and in the @usual folder, or "". Caller frees.
 */
char *read_did_you_mean_file (Reader *reader, const char *file, const char *usual);
/* Complains, and gives true, when no path looks like @file: backslashes, curly quotes. */
bool read_refuse_path (Reader *reader, const char *file, const Place *place);

/* Is this a character that may stand in no text: controls, direction marks, U+FFFD, non-characters? */
bool read_is_control (gunichar letter);

/* ---- YAML (yaml.c) ------------------------------------------------------- */

typedef enum { NODE_SCALAR, NODE_SEQUENCE, NODE_MAPPING } NodeType;

typedef struct Node Node;
struct Node {
	NodeType type;
	Place place;
	const char *text; /* of a scalar */
	bool quoted;      /* a scalar in quotes or a block scalar: never "no value" */
	bool folded;      /* a block scalar (| or >) */
	bool flow;        /* [ ] or { } */
	Node **items;     /* of a sequence; of a mapping: key, value, key, value … */
	gsize n_items;
	gsize start, end; /* in characters of the text, for edits */
};

/* The tree of a document; an empty one gives an empty mapping. Lines are counted from @lines_before + 1. NULL
 * when it is no YAML that we accept: then a complaint was made. */
Node *read_yaml (Arena *arena, Diag *diag, const Source *source, int lines_before);

/* The value of @key; NULL when it is not there. */
const Node *node_value (const Node *mapping, const char *key);
/* Is this "nothing": an empty plain scalar, ~ or null? */
bool node_is_null (const Node *node);

/* ---- Tables of keys (fields.c) ------------------------------------------- */

typedef enum {
	FIELD_TEXT,   /* Field */
	FIELD_JOINED, /* Field: a text, or a list of texts joined with ", " */
	FIELD_STRING, /* const char * */
	FIELD_BOOL,   /* bool */
	FIELD_COUNT,  /* int from least to most */
	FIELD_DATE,   /* Date */
	FIELD_NODE,   /* const Node *: for the caller to read */
} FieldType;

typedef struct {
	const char *name;
	FieldType type;
	size_t offset;
	bool required;
	int least, most; /* of a count; most characters of a text (0: 500) */
} FieldKey;

/* Reads a mapping into the struct at @base. Keys that are not there leave their field alone. Complains of
 * unknown, missing and wrong ones. False when @node is no mapping. */
bool read_mapping (Reader *reader, const Node *node, const FieldKey *keys, gsize n_keys, void *base);

/* Complains, and gives false, when @node is not of @type. @what is its key. */
bool read_expect (Reader *reader, const Node *node, NodeType type, const char *what);
/* A scalar as clean text; NULL text and a complaint when it is none or longer than @most characters. */
Field read_text_value (Reader *reader, const Node *node, const char *what, int most);
/* Complains, and gives true, when @text stands in “ ”: YAML knows them not for quotes. */
bool read_refuse_curly (Reader *reader, const char *text, const Place *place);
bool read_bool_value (Reader *reader, const Node *node, const char *what, bool *value);
bool read_count_value (Reader *reader, const Node *node, const char *what, int least, int most, int *value);
bool read_date_value (Reader *reader, const Node *node, const char *what, Date *date);
/* The index of the node's text among @choices; -1 and a complaint when it is none of them. */
int read_choice (Reader *reader, const Node *node, const char *what, const char *const *choices,
		 gsize n_choices);
/* '; did you mean "x"?' or "". Caller frees. */
char *read_did_you_mean (const char *word, const char *const *candidates, gsize n_candidates);

/* ---- Text (clean.c) ------------------------------------------------------ */

/* NFC; invisible and control characters are complained of and left out, words that are too long are
 * complained of. White space is kept. Caller frees. */
char *read_sanitise (Reader *reader, const char *text, const Place *place);
/* The same, white space collapsed and ends trimmed; in the arena. */
const char *read_clean (Reader *reader, const char *text, const Place *place);

/* ---- The files of an issue ----------------------------------------------- */

void read_magazine (Reader *reader, const Node *root, const char **layout);
void read_manifest (Reader *reader, const Node *root, const char *layout);
/* number, numbers, year … of issue.yaml → issue->number, label, slug. */
typedef struct {
	Field number;
	const Node *numbers, *year, *overall, *month, *kind;
	Field season, title;
	Date date;
	Place date_place;
} Numbering;
void read_numbering (Reader *reader, const Numbering *numbering, const Place *whole);
void read_sections (Reader *reader, const Node *node, const Place *whole);
void read_cover (Reader *reader, const Node *node);
void read_back_cover (Reader *reader, const Node *node);

/* issue->style from the layout called @name. @place: where it is named. */
void read_layout (Reader *reader, const char *name, const Place *place);

/* NULL: it could not be read at all, and a complaint was made. @place: where it is listed. */
Article *read_article (Reader *reader, const char *file, const Place *place);

/* The folders where files are looked for when a path names none that is there. */
#define ARTICLES_FOLDER "articles"
#define PHOTOS_FOLDER   "photos"

/* A picture with its head read; NULL when its path leaves the folder or is empty. A missing or bad one is
 * complained of. */
Picture *read_picture (Reader *reader, const char *file, const Place *place);

/* ---- Articles ------------------------------------------------------------ */

/* A picture of the `photos` list. */
typedef struct {
	Picture *picture;
	int after; /* blocks before it */
	const Node *after_node;
	bool used; /* the body places it */
} Photo;

/* An article being read. */
typedef struct {
	Reader *reader;
	Article *article;
	const char *text; /* the body */
	gsize n_bytes;
	GArray *lines;     /* gsize: where each line of the body starts */
	int lines_before;  /* the front matter's */
	Place last;        /* of what was read last: for nodes without a place of their own */
	GArray *photos;    /* Photo */
	GHashTable *files; /* pictures of the body already met */
	bool in_note;
	bool refused; /* too much of something: the text was not read */
} Body;

bool read_front_matter (Body *body, const Node *root);
/* The people that the printed byline names: "Tin, ảnh: A – B". */
void read_people_of (Reader *reader, Byline *byline);
void read_body (Body *body);

typedef struct cmark_node cmark_node;

/* Counts lines, nesting, footnotes before the parser sees the text. False: it refuses, with a complaint. */
bool read_check_body (Body *body);
/* Footnote definitions nobody refers to, or given twice; @kept: lines (int) of those that the parser kept. */
void read_check_notes (Body *body, const GArray *kept);

/* The place of a node of the article's tree. */
Place read_node_place (Body *body, cmark_node *node);
/* The place of @text when it is found on the line of @place from its column on, else @place. */
Place read_place_of (Body *body, Place place, const char *text);
const char *read_body_line (Body *body, int line, gsize *n_bytes);

/* The text of the children of @parent up to @end (NULL: all). @verse: source lines are verse lines. */
Text read_inlines (Body *body, cmark_node *parent, cmark_node *end, bool verse);
/* Marks left in @text, which the parser made of the source at @place: unclosed ** and __, footnotes that are
 * not there. */
void read_check_marks (Body *body, const char *text, const Place *place);
/* Lines of a paragraph that were meant for crossheads, list items, rows of a table. */
void read_check_lines (Body *body, cmark_node *paragraph, bool verse);
/* Captions are words only: a footnote's mark would be lost. */
void read_refuse_notes (Body *body, const Text *text);
/* Only the words, without style: captions. */
Field read_plain_inlines (Body *body, cmark_node *parent);
/* The blocks under @parent; appends Block to @blocks. */
void read_blocks (Body *body, cmark_node *parent, GArray *blocks, int depth);
bool read_block_quote (Body *body, cmark_node *node, GArray *blocks, int depth);
void read_table (Body *body, cmark_node *node, Block *block);
bool read_is_table (cmark_node *node);
void read_notes (Body *body, cmark_node *document);
/* The image when the paragraph holds nothing else; NULL. */
cmark_node *read_lone_image (cmark_node *paragraph);
Picture *read_body_picture (Body *body, cmark_node *image);

/* ---- Pictures ------------------------------------------------------------ */

typedef struct {
	const guint8 *data;
	gsize size;
} Bytes;

bool read_jpeg (Bytes bytes, ImageInfo *image, const char **problem);
bool read_png (Bytes bytes, ImageInfo *image, const char **problem);

#endif
