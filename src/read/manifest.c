/* issue.yaml → Issue. */
#include "read/read-private.h"

#include <glib/gi18n.h>

#define MOST_PAGES    2000
#define MOST_MULTIPLE 64

typedef struct {
	Numbering numbering;
	const Node *date, *extent, *cover, *back_cover, *sections;
	Field price, layout;
	bool contents, imprint;
} Told;

#define FIELD(name, Type, type, field, most)                                                                 \
	{                                                                                                    \
		name, type, offsetof (Type, field), false, 0, most                                           \
	}

static const FieldKey keys[] = {
	FIELD ("number", Told, FIELD_TEXT, numbering.number, 200),
	FIELD ("numbers", Told, FIELD_NODE, numbering.numbers, 0),
	FIELD ("year", Told, FIELD_NODE, numbering.year, 0),
	FIELD ("overall", Told, FIELD_NODE, numbering.overall, 0),
	FIELD ("month", Told, FIELD_NODE, numbering.month, 0),
	FIELD ("kind", Told, FIELD_NODE, numbering.kind, 0),
	FIELD ("season", Told, FIELD_TEXT, numbering.season, 60),
	FIELD ("title", Told, FIELD_TEXT, numbering.title, 200),
	{ "date", FIELD_NODE, offsetof (Told, date), true, 0, 0 },
	FIELD ("price", Told, FIELD_TEXT, price, 60),
	FIELD ("layout", Told, FIELD_TEXT, layout, 60),
	FIELD ("extent", Told, FIELD_NODE, extent, 0),
	FIELD ("cover", Told, FIELD_NODE, cover, 0),
	FIELD ("back-cover", Told, FIELD_NODE, back_cover, 0),
	FIELD ("contents", Told, FIELD_BOOL, contents, 0),
	FIELD ("imprint", Told, FIELD_BOOL, imprint, 0),
	{ "sections", FIELD_NODE, offsetof (Told, sections), true, 0, 0 },
};

static void read_extent (Reader *reader, const Node *node)
{
	static const FieldKey extent_keys[] = {
		{ "multiple-of", FIELD_COUNT, offsetof (Issue, multiple_of), true, 1, MOST_MULTIPLE },
	};
	Issue *issue = reader->issue;
	issue->extent_place = node->place;
	if (node->type == NODE_MAPPING)
		read_mapping (reader, node, extent_keys, G_N_ELEMENTS (extent_keys), issue);
	else
		read_count_value (reader, node, "extent", 1, MOST_PAGES, &issue->extent);
}

static void read_date (Reader *reader, const Node *node, Numbering *numbering)
{
	if (read_date_value (reader, node, "date", &numbering->date))
		numbering->date_place = node->place;
	reader->issue->date = numbering->date;
}

static const char *layout_name (Reader *reader, const Told *told, const char *magazine_layout, Place *place)
{
	Issue *issue = reader->issue;
	*place = told->layout.text != NULL ? told->layout.place : issue->place;
	return told->layout.text != NULL ? told->layout.text : magazine_layout;
}

void read_manifest (Reader *reader, const Node *root, const char *layout)
{
	Issue *issue = reader->issue;
	Told told = { .contents = true, .imprint = true };
	if (!read_mapping (reader, root, keys, G_N_ELEMENTS (keys), &told))
		return;
	issue->price = told.price.text != NULL ? told.price : issue->magazine.price;
	issue->has_contents = told.contents;
	issue->has_imprint = told.imprint;
	if (told.date != NULL)
		read_date (reader, told.date, &told.numbering);
	read_numbering (reader, &told.numbering, &root->place);
	if (told.extent != NULL)
		read_extent (reader, told.extent);
	Place place;
	issue->layout = layout_name (reader, &told, layout, &place);
	read_layout (reader, issue->layout, &place);
	if (told.sections != NULL)
		read_sections (reader, told.sections, &root->place);
	if (told.cover != NULL)
		read_cover (reader, told.cover);
	if (told.back_cover != NULL)
		read_back_cover (reader, told.back_cover);
}
