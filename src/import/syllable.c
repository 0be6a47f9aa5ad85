/* Could this be a Vietnamese syllable? Onset × rime × tone, as the spelling rules of quốc ngữ have it. */
#include "import/private.h"

#include <string.h>

static const char *const onsets[] = { "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr",
				      "ch",  "b",  "c",  "d",  "đ",  "g",  "h",  "k",  "l",  "m",
				      "n",   "p",  "r",  "s",  "t",  "v",  "x",  "" };

static const char *const rimes[] = {
	"a",    "ac",   "ach",  "ai",   "am",   "an",   "ang",  "anh", "ao",  "ap",   "at",   "au",   "ay",
	"ă",    "ăc",   "ăm",   "ăn",   "ăng",  "ăp",   "ăt",   "â",   "âc",  "âm",   "ân",   "âng",  "âp",
	"ât",   "âu",   "ây",   "e",    "ec",   "em",   "en",   "eng", "eo",  "ep",   "et",   "ê",    "êch",
	"êm",   "ên",   "êng",  "ênh",  "êp",   "êt",   "êu",   "i",   "ia",  "ich",  "iêc",  "iêm",  "iên",
	"iêng", "iêp",  "iêt",  "iêu",  "im",   "in",   "ing",  "inh", "ip",  "it",   "iu",   "o",    "oa",
	"oac",  "oach", "oai",  "oam",  "oan",  "oang", "oanh", "oao", "oap", "oat",  "oay",  "oăc",  "oăm",
	"oăn",  "oăng", "oăt",  "oc",   "oe",   "oem",  "oen",  "oeo", "oet", "oi",   "om",   "on",   "ong",
	"oong", "ooc",  "op",   "ot",   "ô",    "ôc",   "ôi",   "ôm",  "ôn",  "ông",  "ôông", "ôp",   "ôt",
	"ơ",    "ơi",   "ơm",   "ơn",   "ơp",   "ơt",   "u",    "ua",  "uâ",  "uân",  "uâng", "uât",  "uây",
	"uc",   "uê",   "uêch", "uên",  "uênh", "uêt",  "uêu",  "ui",  "um",  "un",   "ung",  "uơ",   "uôc",
	"uôi",  "uôm",  "uôn",  "uông", "uôt",  "up",   "ut",   "uy",  "uya", "uych", "uyên", "uyêt", "uyn",
	"uynh", "uyp",  "uyt",  "uyu",  "ư",    "ưa",   "ưc",   "ưi",  "ưm",  "ưn",   "ưng",  "ưt",   "ưu",
	"ươ",   "ươc",  "ươi",  "ươm",  "ươn",  "ương", "ươp",  "ươt", "ươu", "y",    "yêm",  "yên",  "yêng",
	"yêt",  "yêu",  "ynh",  "yt",   "ych",  "yn",   "ôm",
};

/* After i, e, ê and y stand k, gh, ngh; elsewhere c, g, ng. */
static bool fits (const char *onset, const char *rime)
{
	gunichar first = g_utf8_get_char (rime);
	bool front = first == 'i' || first == 'e' || first == 0xea || first == 'y';
	if (strcmp (onset, "k") == 0 || strcmp (onset, "gh") == 0 || strcmp (onset, "ngh") == 0)
		return front;
	if (strcmp (onset, "c") == 0 || strcmp (onset, "ng") == 0)
		return !front;
	return strcmp (onset, "g") != 0 || !front || first == 'i';
}

static bool is_rime (const char *rime)
{
	for (gsize i = 0; i < G_N_ELEMENTS (rimes); i++)
		if (strcmp (rimes[i], rime) == 0)
			return true;
	return false;
}

/* A rime that is cut off by c, ch, p or t carries sắc or nặng. */
static bool tone_fits (const char *rime, gunichar tone)
{
	gsize n = strlen (rime);
	bool stopped = strchr ("cpt", rime[n - 1]) != NULL || g_str_has_suffix (rime, "ch");
	return !stopped || tone == 0x301 || tone == 0x323;
}

/* Takes the tone mark out of @word; false when there are two. */
static bool take_tone (char **word, gunichar *tone)
{
	g_autofree char *apart = g_utf8_normalize (*word, -1, G_NORMALIZE_NFD);
	g_autoptr (GString) bare = g_string_new (NULL);
	*tone = 0;
	for (const char *at = apart; *at != '\0'; at = g_utf8_next_char (at)) {
		gunichar c = g_utf8_get_char (at);
		bool mark = c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323;
		if (mark && *tone != 0)
			return false;
		if (mark)
			*tone = c;
		else
			g_string_append_unichar (bare, c);
	}
	g_free (*word);
	*word = g_utf8_normalize (bare->str, -1, G_NORMALIZE_NFC);
	return true;
}

bool import_is_syllable (const char *word, gsize n_bytes)
{
	if (n_bytes > 32)
		return false;
	g_autofree char *bare = g_utf8_strdown (word, (gssize) n_bytes);
	gunichar tone;
	if (!take_tone (&bare, &tone))
		return false;
	for (gsize i = 0; i < G_N_ELEMENTS (onsets); i++) {
		if (!g_str_has_prefix (bare, onsets[i]))
			continue;
		const char *rime = bare + strlen (onsets[i]);
		if (*rime != '\0' && is_rime (rime) && fits (onsets[i], rime) && tone_fits (rime, tone))
			return true;
	}
	return false;
}
