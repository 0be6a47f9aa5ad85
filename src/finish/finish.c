#include "finish/finish.h"

#include "base/file.h"
#include "finish/parts.h"

#include <glib/gi18n.h>
#include <string.h>

bool finish_damaged (const Finish *finish, const char *what, GError **error)
{
	g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: %s", finish->name, what);
	return false;
}

bool finish_ok (Finish *finish, GError **error)
{
	qpdf_error found = NULL;
	if (qpdf_has_error (finish->pdf))
		found = qpdf_get_error (finish->pdf);
	else if (qpdf_more_warnings (finish->pdf))
		found = qpdf_next_warning (finish->pdf);
	return found == NULL ||
	       finish_damaged (finish, qpdf_get_error_message_detail (finish->pdf, found), error);
}

int finish_count_objects (Finish *finish)
{
	qpdf_oh trailer = qpdf_get_trailer (finish->pdf);
	qpdf_oh size = qpdf_oh_get_key (finish->pdf, trailer, "/Size");
	return qpdf_oh_is_integer (finish->pdf, size) ? qpdf_oh_get_int_value_as_int (finish->pdf, size) - 1
						      : 0;
}

void finish_set (Finish *finish, qpdf_oh object, const char *key, const char *value)
{
	qpdf_oh_replace_key (finish->pdf, object, key, qpdf_oh_parse (finish->pdf, value));
}

void finish_set_text (Finish *finish, qpdf_oh object, const char *key, const char *utf8)
{
	qpdf_oh_replace_key (finish->pdf, object, key, qpdf_oh_new_unicode_string (finish->pdf, utf8));
}

qpdf_oh finish_add_stream (Finish *finish, const void *data, gsize size)
{
	qpdf_data pdf = finish->pdf;
	qpdf_oh stream = qpdf_oh_new_stream (pdf);
	qpdf_oh_replace_stream_data (pdf, stream, data, size, qpdf_oh_new_null (pdf), qpdf_oh_new_null (pdf));
	return stream;
}

/* ---- The document's own keys ---- */

static GArray *marks_of (const Marks *marks, char kind)
{
	return kind == 'F' ? marks->figures : kind == 'L' ? marks->links : kind == 'C' ? marks->cells : NULL;
}

static bool read_mark (Finish *finish, const char *word, Marks *marks, GError **error)
{
	guint64 tag;
	GArray *kept = marks_of (marks, word[0]);
	if (kept == NULL ||
	    !g_ascii_string_to_unsigned (word + 1, 10, 1, finish->pages->tags->len - 1, &tag, NULL))
		return finish_damaged (finish, _ ("not a PDF of these pages"), error);
	int index = (int) tag;
	g_array_append_val (kept, index);
	return true;
}

bool finish_read_marks (Finish *finish, Marks *marks, GError **error)
{
	const char *noted = qpdf_get_info_key (finish->pdf, "/Keywords");
	if (noted == NULL)
		return true;
	g_auto (GStrv) words = g_strsplit (noted, " ", -1);
	for (char **word = words; *word != NULL; word++)
		if (!read_mark (finish, *word, marks, error))
			return false;
	qpdf_set_info_key (finish->pdf, "/Keywords", NULL);
	return true;
}

/* cairo leaves out the D: of dates. */
static void set_dates (Finish *finish)
{
	Date date = finish->pages->date;
	g_autofree char *when = g_strdup_printf ("D:%04d%02d%02d000000Z", date.year > 0 ? date.year : 1970,
						 MAX (date.month, 1), MAX (date.day, 1));
	qpdf_set_info_key (finish->pdf, "/CreationDate", when);
	qpdf_set_info_key (finish->pdf, "/ModDate", when);
}

/* All colours of the file are meant as sRGB. */
static void set_output_intent (Finish *finish)
{
	qpdf_data pdf = finish->pdf;
	g_autoptr (GByteArray) profile = finish_profile_rgb ();
	qpdf_oh intent = qpdf_oh_parse (
		pdf, "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) "
		     "/Info (sRGB IEC61966-2.1) /RegistryName (http://www.color.org) >>");
	qpdf_oh stream = finish_add_stream (finish, profile->data, profile->len);
	finish_set (finish, qpdf_oh_get_dict (pdf, stream), "/N", "3");
	qpdf_oh_replace_key (pdf, intent, "/DestOutputProfile", stream);
	qpdf_oh intents = qpdf_oh_new_array (pdf);
	qpdf_oh_append_item (pdf, intents, intent);
	qpdf_oh_replace_key (pdf, qpdf_get_root (pdf), "/OutputIntents", intents);
}

static void set_catalogue (Finish *finish)
{
	qpdf_oh root = qpdf_get_root (finish->pdf);
	const char *language = finish->pages->language;
	bool tagged = qpdf_oh_has_key (finish->pdf, root, "/StructTreeRoot");
	finish_set_text (finish, root, "/Lang", language != NULL ? language : "vi");
	finish_set (finish, root, "/ViewerPreferences", "<< /DisplayDocTitle true >>");
	if (tagged)
		finish_set (finish, root, "/MarkInfo", "<< /Marked true >>");
	set_output_intent (finish);
	finish_metadata (finish, tagged);
	qpdf_oh_release_all (finish->pdf);
}

/* ---- In and out ---- */

static bool improve (Finish *finish, GError **error)
{
	g_autoptr (GArray) figures = g_array_new (FALSE, FALSE, sizeof (int));
	g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (int));
	g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (int));
	Marks marks = { figures, links, cells };
	if (!finish_ok (finish, error) || !finish_read_marks (finish, &marks, error))
		return false;
	set_dates (finish);
	set_catalogue (finish);
	return finish_tree (finish, &marks, error) && finish_pages (finish, links, error) &&
	       finish_objects (finish, error);
}

static bool write_to (Finish *finish, const char *path, GError **error)
{
	qpdf_data pdf = finish->pdf;
	if (qpdf_init_write (pdf, path) == QPDF_SUCCESS) {
		qpdf_set_object_stream_mode (pdf, qpdf_o_generate);
		qpdf_set_linearization (pdf, QPDF_TRUE);
		qpdf_set_deterministic_ID (pdf, QPDF_TRUE);
		qpdf_set_newline_before_endstream (pdf, QPDF_TRUE);
		qpdf_set_minimum_pdf_version (pdf, "1.7");
		qpdf_write (pdf);
	}
	finish->name = path;
	return finish_ok (finish, error);
}

static bool read_and_write (Finish *finish, const char *from, const char *to, GError **error)
{
	qpdf_silence_errors (finish->pdf);
	qpdf_set_suppress_warnings (finish->pdf, QPDF_TRUE);
	qpdf_read (finish->pdf, from, NULL);
	return improve (finish, error) && write_to (finish, to, error);
}

bool finish_pdf (const Pages *pages, const char *from, const char *to, GError **error)
{
	g_autofree char *temporary = file_begin (to);
	Finish finish = { qpdf_init (), pages, from };
	bool done = read_and_write (&finish, from, temporary, error);
	qpdf_cleanup (&finish.pdf);
	if (done && file_commit (temporary, to, error))
		return true;
	file_abandon (temporary);
	return false;
}
