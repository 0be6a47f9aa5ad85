/* Every complaint sobao can make: DIAG (id, severity, code, message, advice).
 *
 * The message is a sentence's beginning that a detail completes ("unknown key" + "\"colums\"");
 * the advice says what to do, or is NULL. Codes are stable: scripts read them.
 * Included several times; no include guard. N_ marks strings for translation. */

/* read: files and YAML */
DIAG (UNKNOWN_KEY, WARNING, "unknown-key", N_ ("unknown key"), NULL)
DIAG (MISSING_KEY, ERROR, "missing-key", N_ ("missing key"), NULL)
DIAG (MISSING_FILE, ERROR, "missing-file", N_ ("file not found:"), N_ ("check the name, or put the file there"))
DIAG (MISSING_PICTURE, ERROR, "missing-picture", N_ ("picture not found:"),
      N_ ("put the file there, or build with --draft"))

/* import */

/* compose */
DIAG (MISSING_GLYPH, ERROR, "missing-glyph", N_ ("the font has no glyph for"),
      N_ ("change the character, or the style's font family"))
DIAG (MISSING_FONT, ERROR, "missing-font", N_ ("font not found:"),
      N_ ("install its package, or change the style's family"))
DIAG (FONT_LACKS_VIETNAMESE, ERROR, "font-lacks-vietnamese", N_ ("the font lacks Vietnamese letters:"),
      N_ ("choose a family that has all 134"))
DIAG (OVERSET, ERROR, "overset", N_ ("text does not fit its page:"), NULL)
DIAG (LOST_WORD, ERROR, "lost-word", N_ ("words of this article are on no page:"),
      N_ ("this is a fault of sobao: please report it with the article"))
DIAG (OVERFULL_LINE, WARNING, "overfull-line", N_ ("a line is wider than its column:"),
      N_ ("shorten or divide the long word"))
DIAG (LOW_DPI, WARNING, "low-dpi", N_ ("a picture has too few pixels for its size:"),
      N_ ("use a larger picture, or let it span fewer columns"))
DIAG (TOO_MANY_PAGES, ERROR, "too-many-pages", N_ ("the issue is longer than its extent:"),
      N_ ("cut text or pictures, or raise the extent"))
DIAG (TABLE_IN_BOX, ERROR, "table-in-box", N_ ("a table or divider stands in a box"), N_ ("put it before or after the box"))
