/* An issue as it was said: magazine, number, sections, articles, blocks of text.
 *
 * Plain data, made by read/, read by all the rest. Everything is owned by the issue's arena; a NULL
 * text means "not given". All text is NFC. */
#ifndef SOBAO_MODEL_ISSUE_H
#define SOBAO_MODEL_ISSUE_H

#include "base/arena.h"
#include "base/diag.h"
#include "model/issue-number.h"
#include "model/style.h"

/* A value with its place in the file. */
typedef struct {
	const char *text;
	Place place;
} Field;

/* ---- Running text -------------------------------------------------------- */

typedef enum {
	SPAN_EMPHASIS = 1 << 0,
	SPAN_STRONG = 1 << 1,
	SPAN_SUPERSCRIPT = 1 << 2,
	SPAN_CODE = 1 << 3,
} SpanStyle;

/* A stretch of text of one style. */
typedef struct {
	const char *text; /* white space collapsed to single spaces; spaces between spans are kept in one of
			     them */
	unsigned style;   /* SpanStyle bits */
	const char *link; /* target URI; NULL: none */
	int note;         /* > 0: a reference to notes[note - 1]; text is then "" */
	bool line_break;  /* a forced line break follows */
	Place place;
} Span;

typedef struct {
	Span *spans;
	gsize n_spans;
} Text;

typedef enum {
	BLOCK_PARAGRAPH,
	BLOCK_CROSSHEAD, /* level 2..6; 1 is the headline's and not used */
	BLOCK_LIST,      /* children are BLOCK_ITEM */
	BLOCK_ITEM,
	BLOCK_QUOTE,      /* "> text" */
	BLOCK_PULL_QUOTE, /* "> [!quote]": the editor's choice, may be left out by the page maker */
	BLOCK_BOX,        /* "> [!box] Title": children; text is the title */
	BLOCK_VERSE,      /* one stanza; every line ends in a span with line_break, but the last */
	BLOCK_TABLE,
	BLOCK_PICTURE,
	BLOCK_DIVIDER, /* "* * *" */
} BlockType;

typedef enum { CELL_LEFT, CELL_CENTER, CELL_RIGHT } CellAlign;

typedef struct {
	gsize n_columns, n_rows; /* the first row is the header */
	CellAlign *align;        /* n_columns */
	Text *cells;             /* n_rows × n_columns, row by row */
	Field caption;           /* from "Bảng: …" directly above the table */
} Table;

typedef enum { IMAGE_UNKNOWN, IMAGE_JPEG, IMAGE_PNG } ImageFormat;

/* Pixels of a picture at most: a PNG is decoded, a JPEG handed on as it is. */
#define MOST_PNG_PIXELS  50000000
#define MOST_JPEG_PIXELS 250000000

typedef struct {
	ImageFormat format;
	int width, height; /* pixels as stored, before orientation */
	int orientation;   /* EXIF 1..8; 1 when not given */
	int n_components;  /* 1 gray, 3 RGB, 4 CMYK */
	bool adobe;        /* JPEG with an APP14 Adobe marker: CMYK values are inverted */
} ImageInfo;

typedef struct {
	Place place;
	const char *file; /* as written: "photos/hop.jpg" */
	const char *path; /* to open it; NULL: the file is not there */
	ImageInfo image;  /* of the file; when it is not there, width and height are the shape of the draft's
			     box */
	Field caption, credit, alt;
	int columns; /* columns to span; 0: the page maker chooses */
} Picture;

typedef struct Block Block;
struct Block {
	BlockType type;
	Place place;
	Text text; /* paragraph, crosshead, verse; a box's title */
	int level; /* crosshead */
	bool ordered;
	int start; /* of an ordered list */
	Block *children;
	gsize n_children;
	Table *table;
	Picture *picture;
};

/* A footnote. */
typedef struct {
	const char *label; /* as written: "1" */
	Text text;         /* its paragraphs joined */
	Place place;
} Note;

/* A letter from a reader. */
typedef struct {
	Place place;
	Field name, address; /* an e-mail is never printed */
	Date date;
	Block *blocks;
	gsize n_blocks;
	Field reply; /* "Tòa soạn trả lời" */
} Letter;

/* ---- Articles ------------------------------------------------------------ */

typedef enum {
	ARTICLE_PLAIN,
	ARTICLE_INTERVIEW,
	ARTICLE_ESSAY,
	ARTICLE_POEM,    /* paragraphs are stanzas, source lines are verse lines */
	ARTICLE_BRIEFS,  /* news in brief: crosshead and paragraph in turn */
	ARTICLE_LETTERS, /* the letters page */
	ARTICLE_STUDY,
	N_ARTICLE_KINDS
} ArticleKind;

/* "plain", "interview", ...; static. */
const char *article_kind_name (ArticleKind kind);
bool article_kind_parse (const char *name, ArticleKind *kind);

typedef struct {
	const char *name;
	const char *role; /* "text", "photo", "text+photo", "translation", …; "text" when not said */
} Person;

typedef struct {
	Field printed; /* as it is to be printed: "Tin, ảnh: Minh Thư – Nghiêm Túc"; NULL text: made from the
			  people */
	Person *people;
	gsize n_people;
	Field organisation;
} Byline;

typedef struct {
	const char *slug; /* file name without folder and .md; ASCII, unique in the issue */
	const char *file; /* as the editor reads it: "articles/bai-07.md" */
	Place place;      /* of the article's file, line 0 */
	ArticleKind kind;
	int section; /* index into Issue.sections */
	Field kicker, headline, short_title, standfirst;
	Field source;     /* printed source line: "(Nguồn: …)" */
	Field source_url; /* never printed */
	Byline byline;
	Date date;   /* when first published; not printed */
	int columns; /* body columns on the page; 0: the layout's */
	Block *blocks;
	gsize n_blocks;
	Note *notes;
	gsize n_notes;
	Letter *letters;
	gsize n_letters;
} Article;

typedef struct {
	Field name;
	Article **articles; /* in order of print */
	gsize n_articles;
} Section;

/* ---- The issue ----------------------------------------------------------- */

typedef struct {
	const char *article; /* slug of the article it points to; NULL: none, no page number printed */
	Field text;          /* NULL text: the article's short title or headline */
} CoverLine;

typedef struct {
	Field name;      /* "Sông Quê" */
	Field kind_word; /* "TẠP CHÍ": over the name */
	Field tagline;
	Field agency;         /* tên cơ quan báo chí */
	Field governing_body; /* tên cơ quan chủ quản */
	Field issn;
	Field address, phone, fax, email, website, account;
	Field editor_in_chief, deputy_editors, editorial_board, secretary, design, proofreading;
	Field licence_number, licence_authority;
	Date licence_date;
	Field printer, print_run, frequency, format; /* format: "19 × 27 cm"; NULL: from the trim size */
	Field price;                                 /* "20.000 đ"; an issue's own price goes first */
	Field legal_profile;
	/* house style */
	const char *jump_to, *jump_from, *end_sign; /* end_sign: "■" unless given; "" for none */
	const char *language;                       /* "vi" */
} Magazine;

typedef struct {
	Arena *arena;
	const char *folder; /* the issue's folder, to open files */
	Place place;        /* issue.yaml, line 0 */
	Magazine magazine;
	IssueNumber number;
	const char *label; /* "Số 9 - 2020" */
	const char *slug;  /* "so-9-2020" */
	Date date;         /* day of issue */
	Field price;
	int extent;      /* exact number of pages; 0: not fixed */
	int multiple_of; /* pages are filled up to a multiple of this; 4 unless given */
	Place extent_place;
	bool has_cover, has_contents, has_imprint; /* all true unless switched off */
	Picture *cover_picture, *back_picture;     /* NULL: none */
	CoverLine *cover_lines;
	gsize n_cover_lines;
	Section *sections;
	gsize n_sections;
	Style *style;
	const char *layout; /* "tap-chi" */
} Issue;

Issue *issue_new (void);
void issue_free (Issue *issue); /* NULL is fine */

/* The article with that slug; NULL: none. Borrowed. */
const Article *issue_article (const Issue *issue, const char *slug);
gsize issue_count_articles (const Issue *issue);

/* What was read, as text: stable, for tests and `sobao dump`. Caller frees. */
char *issue_dump (const Issue *issue);

/* The plain text of an article as a reader would meet it: kicker, headline, standfirst, blocks, captions,
 * notes, letters, byline, source, one line each. Caller frees. */
char *article_plain_text (const Article *article);

/* The plain text of a Text, spaces kept, line breaks as spaces. Caller frees. */
char *text_plain (const Text *text);

/* What to print for the byline: .printed, or the people and the organisation. Caller frees; NULL: nothing. */
char *byline_print (const Byline *byline);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Issue, issue_free)

#endif
