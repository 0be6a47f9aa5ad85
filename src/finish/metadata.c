/* XMP (ISO 16684-1), made from Info so that the two can't differ. */
#include "finish/parts.h"

#include <string.h>

#define XMP_BEGIN                                                                                            \
	"<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"                               \
	"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"                                                           \
	"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"                              \
	"<rdf:Description rdf:about=\"\"\n"                                                                  \
	" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"                                                   \
	" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"                                                      \
	" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"                                                      \
	" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"

#define XMP_END                                                                                              \
	"</rdf:RDF>\n"                                                                                       \
	"</x:xmpmeta>\n"                                                                                     \
	"<?xpacket end=\"w\"?>\n"

/* PDF/A-2 does not know the key of PDF/UA-1, so the file explains it (ISO 19005-2, 6.6.2.3). */
#define XMP_UA                                                                                               \
	"<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"              \
	"<pdfuaid:part>1</pdfuaid:part>\n"                                                                   \
	"</rdf:Description>\n"                                                                               \
	"<rdf:Description rdf:about=\"\"\n"                                                                  \
	" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"                                  \
	" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"                                        \
	" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"                                   \
	"<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"                              \
	"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"                                     \
	"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"              \
	"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"                                                   \
	"<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"                                \
	"<pdfaProperty:name>part</pdfaProperty:name>\n"                                                      \
	"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"                                         \
	"<pdfaProperty:category>internal</pdfaProperty:category>\n"                                          \
	"<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\n"                           \
	"</rdf:li></rdf:Seq></pdfaSchema:property>\n"                                                        \
	"</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"                                                      \
	"</rdf:Description>\n"

/* Where each key of Info stands, and what goes around it. */
static const struct {
	const char *key, *element, *before, *after;
} fields[] = {
	{ "/Title", "dc:title", "<rdf:Alt><rdf:li xml:lang=\"x-default\">", "</rdf:li></rdf:Alt>" },
	{ "/Author", "dc:creator", "<rdf:Seq><rdf:li>", "</rdf:li></rdf:Seq>" },
	{ "/Subject", "dc:description", "<rdf:Alt><rdf:li xml:lang=\"x-default\">", "</rdf:li></rdf:Alt>" },
	{ "/Creator", "xmp:CreatorTool", "", "" },
	{ "/Producer", "pdf:Producer", "", "" },
};

static const char *info_value (Finish *finish, const char *key)
{
	qpdf_data pdf = finish->pdf;
	qpdf_oh info = qpdf_oh_get_key (pdf, qpdf_get_trailer (pdf), "/Info");
	qpdf_oh value = qpdf_oh_get_key_if_dict (pdf, info, key);
	return qpdf_oh_is_string (pdf, value) ? qpdf_oh_get_utf8_value (pdf, value) : NULL;
}

static void add_field (GString *out, const char *element, const char *before, const char *value,
		       const char *after)
{
	g_autofree char *escaped = g_markup_escape_text (value, -1);
	g_string_append_printf (out, "<%s>%s%s%s</%s>\n", element, before, escaped, after, element);
}

static void add_fields (Finish *finish, GString *out)
{
	for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
		const char *value = info_value (finish, fields[i].key);
		if (value != NULL && value[0] != '\0')
			add_field (out, fields[i].element, fields[i].before, value, fields[i].after);
	}
}

/* "D:20200905000000Z" as "2020-09-05T00:00:00Z". */
static void add_date (Finish *finish, GString *out, const char *key, const char *element)
{
	const char *date = info_value (finish, key);
	if (date == NULL || strlen (date) < 10)
		return;
	g_autofree char *value = g_strdup_printf ("%.4s-%.2s-%.2sT00:00:00Z", date + 2, date + 6, date + 8);
	add_field (out, element, "", value, "");
}

static void add_language (Finish *finish, GString *out)
{
	qpdf_oh language = qpdf_oh_get_key (finish->pdf, qpdf_get_root (finish->pdf), "/Lang");
	add_field (out, "dc:language", "<rdf:Bag><rdf:li>", qpdf_oh_get_utf8_value (finish->pdf, language),
		   "</rdf:li></rdf:Bag>");
}

void finish_metadata (Finish *finish, bool tagged)
{
	g_autoptr (GString) out = g_string_new (XMP_BEGIN);
	add_field (out, "dc:format", "", "application/pdf", "");
	add_fields (finish, out);
	add_language (finish, out);
	add_date (finish, out, "/CreationDate", "xmp:CreateDate");
	add_date (finish, out, "/ModDate", "xmp:ModifyDate");
	add_date (finish, out, "/ModDate", "xmp:MetadataDate");
	add_field (out, "pdfaid:part", "", "2", "");
	add_field (out, "pdfaid:conformance", "", tagged ? "A" : "U", "");
	g_string_append (out, "</rdf:Description>\n");
	g_string_append (out, tagged ? XMP_UA : "");
	g_string_append (out, XMP_END);
	qpdf_oh stream = finish_add_stream (finish, out->str, out->len);
	qpdf_oh dictionary = qpdf_oh_get_dict (finish->pdf, stream);
	finish_set (finish, dictionary, "/Type", "/Metadata");
	finish_set (finish, dictionary, "/Subtype", "/XML");
	qpdf_oh_replace_key (finish->pdf, qpdf_get_root (finish->pdf), "/Metadata", stream);
}
