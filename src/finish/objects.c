/* Object by object: what cairo leaves out of fonts and pictures. */
#include "finish/parts.h"

#include <stdlib.h>
#include <string.h>

static bool key_is (Finish *finish, qpdf_oh dictionary, const char *key, const char *name)
{
	qpdf_oh value = qpdf_oh_get_key (finish->pdf, dictionary, key);
	return qpdf_oh_is_name_and_equals (finish->pdf, value, name);
}

/* The markers of a JPEG up to its first scan. */
static bool has_adobe_marker (const guchar *data, gsize size)
{
	for (gsize pos = 2; pos + 9 <= size && data[pos] == 0xFF && data[pos + 1] != 0xDA;) {
		if (data[pos + 1] == 0xFF) {
			pos++;
			continue;
		}
		if (data[pos + 1] == 0xEE && memcmp (data + pos + 4, "Adobe", 5) == 0)
			return true;
		pos += 2 + ((gsize) data[pos + 2] << 8 | data[pos + 3]);
	}
	return false;
}

/* The file's output intent is RGB: other colours must say what they look like. */
static void set_inks (Finish *finish, qpdf_oh dictionary, int *profile)
{
	qpdf_data pdf = finish->pdf;
	if (*profile == 0) {
		g_autoptr (GByteArray) bytes = finish_profile_cmyk ();
		qpdf_oh stream = finish_add_stream (finish, bytes->data, bytes->len);
		finish_set (finish, qpdf_oh_get_dict (pdf, stream), "/N", "4");
		*profile = qpdf_oh_get_object_id (pdf, stream);
	}
	qpdf_oh space = qpdf_oh_new_array (pdf);
	qpdf_oh_append_item (pdf, space, qpdf_oh_new_name (pdf, "/ICCBased"));
	qpdf_oh_append_item (pdf, space, qpdf_get_object_by_id (pdf, *profile, 0));
	qpdf_oh_replace_key (pdf, dictionary, "/ColorSpace", space);
}

/* Adobe's programs write CMYK inverted and say so in a marker that PDF readers do not heed. */
static void improve_cmyk (Finish *finish, qpdf_oh stream, qpdf_oh dictionary)
{
	unsigned char *data = NULL;
	size_t size = 0;
	if (qpdf_oh_get_stream_data (finish->pdf, stream, qpdf_dl_none, NULL, &data, &size) == QPDF_SUCCESS &&
	    has_adobe_marker (data, size))
		finish_set (finish, dictionary, "/Decode", "[1 0 1 0 1 0 1 0]");
	free (data);
}

static void improve_stream (Finish *finish, qpdf_oh stream, int *profile)
{
	qpdf_oh dictionary = qpdf_oh_get_dict (finish->pdf, stream);
	if (!key_is (finish, dictionary, "/Subtype", "/Image"))
		return;
	qpdf_oh_remove_key (finish->pdf, dictionary, "/Interpolate");
	if (key_is (finish, dictionary, "/Filter", "/DCTDecode") &&
	    key_is (finish, dictionary, "/ColorSpace", "/DeviceCMYK")) {
		improve_cmyk (finish, stream, dictionary);
		set_inks (finish, dictionary, profile);
	}
}

static void improve_object (Finish *finish, qpdf_oh object, int *profile)
{
	if (qpdf_oh_is_stream (finish->pdf, object))
		improve_stream (finish, object, profile);
	else if (qpdf_oh_is_dictionary (finish->pdf, object) &&
		 key_is (finish, object, "/Subtype", "/CIDFontType2"))
		finish_set (finish, object, "/CIDToGIDMap", "/Identity");
}

bool finish_objects (Finish *finish, GError **error)
{
	int n_objects = finish_count_objects (finish), profile = 0;
	for (int number = 1; number <= n_objects; number++) {
		improve_object (finish, qpdf_get_object_by_id (finish->pdf, number, 0), &profile);
		qpdf_oh_release_all (finish->pdf);
	}
	return finish_ok (finish, error);
}
