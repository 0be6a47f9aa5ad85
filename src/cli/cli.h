/* cli: parse arguments, call the stages in order, print complaints, choose the exit code.
 *
 * A command is a file cmd-NAME.c with one record; main.c lists the records and dispatches. */
#ifndef SOBAO_CLI_CLI_H
#define SOBAO_CLI_CLI_H

#include "base/diag.h"
#include "base/json.h"
#include "model/issue.h"
#include "model/pages.h"

#ifndef N_
#define N_(string) (string)
#endif

/* ---- Commands -------------------------------------------------------------- */

typedef struct Command Command;
struct Command {
	const char *name;     /* "build"; in a group: "catalog add" */
	const char *synopsis; /* its arguments: "ISSUE_DIR" */
	const char *about;    /* one sentence, N_ */
	/* Ends with { NULL }. arg_data is OPTION (Type, field): where the value goes in the command's own
	 * options struct, which starts zeroed, dies after the run, and owns its strings. */
	const GOptionEntry *options;
	gsize options_size;
	guint least, most; /* number of arguments */
	/* Does the work. On failure sets @error, whose domain and code decide the exit code. */
	bool (*run) (const void *options, char *const *arguments, GError **error);
	const Command *group; /* instead of run: the commands of a group, ending with { NULL } */
};

#define OPTION(Type, field) ((gpointer) offsetof (Type, field))

extern const Command cmd_new, cmd_import, cmd_check, cmd_build, cmd_dump, cmd_catalog, cmd_help;

/* All commands, in the order of the help; ends with NULL. */
extern const Command *const cli_commands[];
const Command *cli_find_command (const char *name);

/* Reads the options and arguments of @command and runs it. argv[0] is the command's name. */
bool cli_run (const Command *command, char **argv, GError **error);

/* The help of one command, and of the whole program. */
void cli_print_help (const Command *command);
void cli_print_overview (void);

/* ---- Errors and complaints ------------------------------------------------- */

#define CLI_ERROR (cli_error_quark ())
GQuark cli_error_quark (void);
typedef enum {
	CLI_ERROR_INPUT, /* exit 1: what is wrong was printed as complaints; the message sums up */
	CLI_ERROR_USAGE, /* exit 2 */
} CliError;

typedef enum { FORMAT_TEXT, FORMAT_JSON } Format;

/* The value of a --format option; NULL is text. */
bool cli_parse_format (const char *name, Format *format, GError **error);

/* Prints complaints to standard error, in colour on a terminal. Those of kind @but are left out
 * (N_DIAG_KINDS: none): a report has them. */
void cli_print_complaints (Diag *diag, DiagKind but);
/* Prints complaints to standard output: the result of `check`. */
void cli_print_check (Diag *diag, Format format);
/* A line to standard error: "sobao: …". */
void cli_note (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Sets CLI_ERROR_INPUT when @diag has errors; a command that writes says that it did not. */
bool cli_no_errors (Diag *diag, bool writes, GError **error);
/* '; did you mean "x"?' or "". Caller frees. */
char *cli_did_you_mean (const char *word, const GPtrArray *candidates);

/* ---- Stages ---------------------------------------------------------------- */

/* Is this the folder of an issue? If not, it is a usage error. */
bool cli_is_issue_folder (const char *folder, GError **error);

/* Reads the issue and lays it out. Complaints go to @diag; a stage that left errors there is the last one:
 * then *pages is NULL, which is no failure of this function. */
bool cli_compose (const char *folder, bool draft, Diag *diag, Issue **issue, Pages **pages, GError **error);

/* The nearest folder with a magazine.yaml, from @folder upward. Caller frees; NULL: none. */
char *cli_magazine_folder (const char *folder);
/* The catalogue: @given, or catalog.db beside the magazine.yaml that governs @folder, or in the working
 * folder. Caller frees. */
char *cli_catalog_path (const char *given, const char *folder);

/* ---- Messages -------------------------------------------------------------- */

/* Chooses the language of messages; numbers are always printed the C way. */
void cli_set_locale (void);

/* Ends the outermost object or array and puts it on standard output. */
void cli_print_json (Json *json, char bracket);

#endif
