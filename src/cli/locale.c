#include "cli/cli.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

/* A machine may be asked for vi_VN.UTF-8 without having generated it; messages need no more of a locale than
 * its name, which gettext takes from LANGUAGE when any locale but "C" is set. */
static void set_locale_not_generated (void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	for (gsize i = 0; g_getenv ("LANGUAGE") == NULL && i < G_N_ELEMENTS (names); i++) {
		const char *value = g_getenv (names[i]);
		if (value != NULL && value[0] != '\0' && strcmp (value, "C") != 0)
			g_setenv ("LANGUAGE", value, TRUE);
	}
	setlocale (LC_CTYPE, "C.UTF-8");
	setlocale (LC_MESSAGES, "C.UTF-8");
}

/* Translations lie in po/ beside a program that was just built, else where they were installed. */
static char *translations (void)
{
	g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
	g_autofree char *folder = program == NULL ? NULL : g_path_get_dirname (program);
	if (folder != NULL) {
		static const char *const places[] = { "po", "../share/locale" };
		for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
			g_autofree char *place = g_build_filename (folder, places[i], NULL);
			g_autofree char *file =
				g_build_filename (place, "vi", "LC_MESSAGES", "sobao.mo", NULL);
			if (g_file_test (file, G_FILE_TEST_EXISTS))
				return g_steal_pointer (&place);
		}
	}
	return g_strdup (SOBAO_LOCALEDIR);
}

void cli_set_locale (void)
{
	if (setlocale (LC_CTYPE, "") == NULL || setlocale (LC_MESSAGES, "") == NULL)
		set_locale_not_generated ();
	g_autofree char *folder = translations ();
	bindtextdomain (GETTEXT_PACKAGE, folder);
	bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
	textdomain (GETTEXT_PACKAGE);
}
