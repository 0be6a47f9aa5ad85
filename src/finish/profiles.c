/* ICC profiles of version 4 (ISO 15076-1) as small as they can be. They are made here, so that no machine's
 * files get into a PDF and the bytes are the same everywhere. */
#include "finish/parts.h"

#include <string.h>

#define MOST_TAGS 10
#define HEAD      128

typedef struct {
	GByteArray *data; /* what follows the table of tags */
	struct {
		char name[5];
		guint32 offset, size; /* in data */
	} tags[MOST_TAGS];
	guint n_tags;
} Profile;

static void add_u16 (GByteArray *out, guint value)
{
	const guint8 bytes[2] = { (guint8) (value >> 8), (guint8) value };
	g_byte_array_append (out, bytes, sizeof bytes);
}

static void add_u32 (GByteArray *out, guint32 value)
{
	add_u16 (out, value >> 16);
	add_u16 (out, value & 0xFFFF);
}

static void add_name (GByteArray *out, const char *name)
{
	g_byte_array_append (out, (const guint8 *) name, 4);
}

static void add_zeros (GByteArray *out, guint n)
{
	while (n-- > 0)
		g_byte_array_append (out, (const guint8 *) "", 1);
}

/* Numbers are in steps of 1/65536. */
static void add_fixed (GByteArray *out, const gint32 *values, guint n)
{
	for (guint i = 0; i < n; i++)
		add_u32 (out, (guint32) values[i]);
}

/* ---- Tags ---- */

static void begin_tag (Profile *profile, const char *name, const char *type)
{
	memcpy (profile->tags[profile->n_tags].name, name, 5);
	profile->tags[profile->n_tags].offset = profile->data->len;
	add_name (profile->data, type);
	add_u32 (profile->data, 0);
}

static void end_tag (Profile *profile)
{
	profile->tags[profile->n_tags].size = profile->data->len - profile->tags[profile->n_tags].offset;
	add_zeros (profile->data, -profile->data->len & 3);
	profile->n_tags++;
}

/* A tag that shares the bytes of the last one. */
static void repeat_tag (Profile *profile, const char *name)
{
	profile->tags[profile->n_tags] = profile->tags[profile->n_tags - 1];
	memcpy (profile->tags[profile->n_tags++].name, name, 5);
}

static void add_text (Profile *profile, const char *name, const char *text)
{
	GByteArray *data = profile->data;
	begin_tag (profile, name, "mluc");
	add_u32 (data, 1);
	add_u32 (data, 12);
	add_name (data, "enUS");
	add_u32 (data, (guint32) strlen (text) * 2);
	add_u32 (data, 28);
	for (const char *c = text; *c != '\0'; c++)
		add_u16 (data, (guchar) *c);
	end_tag (profile);
}

static void add_xyz (Profile *profile, const char *name, const gint32 xyz[3])
{
	begin_tag (profile, name, "XYZ ");
	add_fixed (profile->data, xyz, 3);
	end_tag (profile);
}

/* sRGB's curve: ((x + 0.055) / 1.055) ^ 2.4, and x / 12.92 up to 0.04045. */
static void add_srgb_curve (GByteArray *data)
{
	static const gint32 curve[] = { 157286, 62119, 3417, 5072, 2651 };
	add_u16 (data, 3);
	add_u16 (data, 0);
	add_fixed (data, curve, G_N_ELEMENTS (curve));
}

/* ---- The whole ---- */

static const gint32 white[3] = { 0xF6D6, 0x10000, 0xD32D }; /* D50 */

/* The primaries seen under D50; rows X, Y, Z. */
static const gint32 primaries[3][3] = {
	{ 0x6FA2, 0x6299, 0x24A0 },
	{ 0x38F5, 0xB785, 0x0F84 },
	{ 0x0390, 0x18DA, 0xB6CF },
};

static Profile begin_profile (const char *name)
{
	Profile profile = { .data = g_byte_array_new () };
	add_text (&profile, "desc", name);
	add_text (&profile, "cprt", "Public domain");
	add_xyz (&profile, "wtpt", white);
	return profile;
}

static void add_head (GByteArray *out, guint32 size, const char *kind, const char *space)
{
	add_u32 (out, size);
	add_u32 (out, 0);
	add_u32 (out, 0x04200000);
	add_name (out, kind);
	add_name (out, space);
	add_name (out, "XYZ ");
	static const guint16 made[6] = { 2020, 1, 1 };
	for (gsize i = 0; i < G_N_ELEMENTS (made); i++)
		add_u16 (out, made[i]);
	add_name (out, "acsp");
	add_zeros (out, 28);
	add_fixed (out, white, 3);
	add_zeros (out, HEAD - 80);
}

static GByteArray *end_profile (Profile *profile, const char *kind, const char *space)
{
	GByteArray *out = g_byte_array_new ();
	guint32 start = HEAD + 4 + 12 * profile->n_tags;
	add_head (out, start + profile->data->len, kind, space);
	add_u32 (out, profile->n_tags);
	for (guint i = 0; i < profile->n_tags; i++) {
		add_name (out, profile->tags[i].name);
		add_u32 (out, start + profile->tags[i].offset);
		add_u32 (out, profile->tags[i].size);
	}
	g_byte_array_append (out, profile->data->data, profile->data->len);
	g_byte_array_unref (profile->data);
	return out;
}

GByteArray *finish_profile_rgb (void)
{
	static const char *const names[3] = { "rXYZ", "gXYZ", "bXYZ" };
	/* Bradford's way from D65 to D50 */
	static const gint32 adaptation[9] = { 68675, 1502, -3290, 1939, 64912, -1118, -606, 988, 49262 };
	Profile profile = begin_profile ("sRGB");
	begin_tag (&profile, "chad", "sf32");
	add_fixed (profile.data, adaptation, G_N_ELEMENTS (adaptation));
	end_tag (&profile);
	for (int i = 0; i < 3; i++) {
		const gint32 xyz[3] = { primaries[0][i], primaries[1][i], primaries[2][i] };
		add_xyz (&profile, names[i], xyz);
	}
	begin_tag (&profile, "rTRC", "para");
	add_srgb_curve (profile.data);
	end_tag (&profile);
	repeat_tag (&profile, "gTRC");
	repeat_tag (&profile, "bTRC");
	return end_profile (&profile, "mntr", "RGB ");
}

/* ---- CMYK ---- */

/* What the inks and their overprints look like, in sRGB; K counts first, then Y, M and C. Between them
 * Neugebauer's equations hold. */
static const guint8 inks[16][3] = {
	{ 255, 255, 255 }, { 29, 29, 27 }, { 255, 237, 0 }, { 30, 27, 0 }, { 230, 0, 126 }, { 35, 0, 14 },
	{ 227, 6, 19 },    { 33, 0, 2 },   { 0, 158, 224 }, { 0, 18, 30 }, { 0, 150, 64 },  { 0, 16, 8 },
	{ 49, 39, 131 },   { 8, 5, 22 },   { 54, 50, 44 },  { 0, 0, 0 },
};

static void add_straight_curves (GByteArray *data, int n)
{
	for (; n > 0; n--) {
		add_name (data, "curv");
		add_u32 (data, 0);
		add_u32 (data, 0);
	}
}

static void add_ink_table (GByteArray *data)
{
	static const guint8 points[16] = { 2, 2, 2, 2 };
	g_byte_array_append (data, points, sizeof points);
	add_u32 (data, 1u << 24); /* one byte a number */
	g_byte_array_append (data, inks[0], sizeof inks);
}

static void add_rgb_curves (GByteArray *data)
{
	for (int i = 0; i < 3; i++) {
		add_name (data, "para");
		add_u32 (data, 0);
		add_srgb_curve (data);
	}
}

/* The table's numbers end at 1 + 32767/32768. */
static void add_matrix (GByteArray *data)
{
	for (int row = 0; row < 3; row++)
		for (int column = 0; column < 3; column++)
			add_u32 (data, (guint32) (primaries[row][column] + 1) / 2);
	add_zeros (data, 12);
}

GByteArray *finish_profile_cmyk (void)
{
	Profile profile = begin_profile ("Offset inks");
	GByteArray *data = profile.data;
	begin_tag (&profile, "A2B0", "mAB ");
	guint8 channels[4] = { 4, 3 };
	g_byte_array_append (data, channels, sizeof channels);
	const guint table = 20 + sizeof inks, start = 32, curve = 12, rgb_curve = 32;
	const guint a = start, c = a + 4 * curve, m = c + table, matrix = m + 3 * rgb_curve, b = matrix + 48;
	const guint32 places[5] = { b, matrix, m, c, a };
	for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
		add_u32 (data, places[i]);
	add_straight_curves (data, 4);
	add_ink_table (data);
	add_rgb_curves (data);
	add_matrix (data);
	add_straight_curves (data, 3);
	end_tag (&profile);
	return end_profile (&profile, "scnr", "CMYK");
}
