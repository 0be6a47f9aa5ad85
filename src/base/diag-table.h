/* Every complaint sobao can make: DIAG (id, severity, code, message, advice).
 *
 * The message is a sentence's beginning that a detail completes ("unknown key" + "\"colums\"");
 * the advice says what to do, or is NULL. Codes are stable: scripts read them.
 * Included several times; no include guard. N_ marks strings for translation. */

/* read: files and YAML */
DIAG (UNKNOWN_KEY, WARNING, "unknown-key", N_ ("unknown key"), NULL)
DIAG (MISSING_KEY, ERROR, "missing-key", N_ ("missing key"), NULL)
DIAG (DUPLICATE_KEY, ERROR, "duplicate-key", N_ ("the same key a second time:"), N_ ("keep one of them"))
DIAG (WRONG_TYPE, ERROR, "wrong-type", N_ ("wrong kind of value:"), NULL)
DIAG (BAD_VALUE, ERROR, "bad-value", N_ ("wrong value:"), NULL)
DIAG (BAD_STYLE, ERROR, "bad-style", N_ ("wrong value in a layout:"),
      N_ ("`sobao help style` lists every key"))
DIAG (BAD_DATE, ERROR, "bad-date", N_ ("not a date:"), N_ ("write year-month-day: 2020-09-05"))
DIAG (NO_SUCH_DAY, ERROR, "no-such-day", N_ ("this day does not exist:"), N_ ("look at a calendar"))
DIAG (CURLY_QUOTES, ERROR, "curly-quotes", N_ ("curly quotes around a value:"),
      N_ ("use straight quotes, or none"))
DIAG (TOO_LONG, ERROR, "too-long", N_ ("too long:"), N_ ("shorten it"))
DIAG (TOO_LARGE, ERROR, "too-large", N_ ("the file is too large:"), N_ ("divide it"))
DIAG (TOO_MANY, ERROR, "too-many", N_ ("too many:"), NULL)
DIAG (TOO_DEEP, ERROR, "too-deep", N_ ("nested too deeply:"), NULL)
DIAG (YAML_SYNTAX, ERROR, "yaml-syntax", N_ ("YAML that cannot be read:"),
      N_ ("put a text that holds \": \" or \" #\", or begins with a sign, in quotes"))
DIAG (YAML_SPACE, ERROR, "yaml-space", N_ ("a space is missing after the colon"),
      N_ ("write a key as \"key: value\""))
DIAG (YAML_TAB, ERROR, "yaml-tab", N_ ("a tab in the indentation"), N_ ("indent with spaces"))
DIAG (YAML_ALIAS, ERROR, "yaml-alias", N_ ("a value begins with &, * or !"), N_ ("put it in quotes"))
DIAG (NOT_UTF8, ERROR, "not-utf8", N_ ("the file is not UTF-8 from here on"), N_ ("save it as UTF-8"))
DIAG (CONTROL_CHARACTER, ERROR, "control-character", N_ ("a character that no text may hold:"),
      N_ ("delete it"))
DIAG (INVISIBLE_CHARACTER, WARNING, "invisible-character", N_ ("an invisible character was left out:"),
      N_ ("check the word: in old texts it may have been a letter"))
DIAG (LONG_WORD, ERROR, "long-word", N_ ("a word has more than 1,000 letters:"), N_ ("is a space missing?"))
DIAG (MISSING_FILE, ERROR, "missing-file", N_ ("file not found:"),
      N_ ("check the name, or put the file there"))
DIAG (BAD_FILE, ERROR, "bad-file", N_ ("file cannot be used:"), NULL)
DIAG (PATH_LEAVES, ERROR, "path-leaves", N_ ("the path leads out of the folder:"),
      N_ ("use a path inside it, without .. and not beginning with /"))
DIAG (BACKSLASH, ERROR, "backslash", N_ ("a path with a backslash:"), N_ ("use / between folders"))
/* read: the issue */
DIAG (BAD_NUMBER, ERROR, "bad-number", N_ ("not a number of an issue:"), N_ ("write it like \"Số 9 - 2020\""))
DIAG (NUMBER_CONTRADICTS, ERROR, "number-contradicts", N_ ("the number contradicts itself:"),
      N_ ("keep one of them"))
DIAG (DATE_DIFFERS, WARNING, "date-differs", N_ ("date and number differ:"), NULL)
DIAG (BAD_ISSN, ERROR, "bad-issn", N_ ("not an ISSN, or its check digit is wrong:"),
      N_ ("compare the certificate"))
DIAG (NO_ARTICLES, ERROR, "no-articles", N_ ("the issue has no articles"),
      N_ ("list one at least under \"sections\""))
DIAG (EMPTY_SECTION, ERROR, "empty-section", N_ ("no articles in the section"),
      N_ ("list them under \"articles\", or delete the section"))
DIAG (HOLDING_SECTION, WARNING, "holding-section", N_ ("imported articles still stand in the section"),
      N_ ("give these articles a section"))
DIAG (ARTICLE_TWICE, ERROR, "article-twice", N_ ("the article is listed a second time:"),
      N_ ("keep one of them"))
DIAG (SAME_SLUG, ERROR, "same-slug", N_ ("two articles would have the same name:"),
      N_ ("rename one of the files"))
DIAG (UNKNOWN_ARTICLE, ERROR, "unknown-article", N_ ("no such article in this issue:"), NULL)
DIAG (LAYOUT_LOOP, ERROR, "layout-loop", N_ ("the layout inherits from itself, or from too many others:"),
      NULL)
DIAG (MISSING_PICTURE, ERROR, "missing-picture", N_ ("picture not found:"),
      N_ ("put the file there, or build with --draft"))
DIAG (PICTURE_SLOT, NOTE, "picture-slot", N_ ("an empty box stands for the picture:"), NULL)
DIAG (BAD_PICTURE, ERROR, "bad-picture", N_ ("picture cannot be used:"), NULL)
/* read: articles */
DIAG (NO_FRONT_MATTER, ERROR, "no-front-matter", N_ ("the article has no front matter"),
      N_ ("begin the file with a line ---, the keys, and another line ---"))
DIAG (OPEN_FRONT_MATTER, ERROR, "open-front-matter", N_ ("the front matter has no end"),
      N_ ("close it with a line ---"))
DIAG (EMPTY_ARTICLE, ERROR, "empty-article", N_ ("the article has neither text nor picture nor letter"), NULL)
DIAG (HEADLINE_IN_TEXT, ERROR, "headline-in-text", N_ ("a headline in the text"),
      N_ ("the headline is in the front matter; crossheads begin with ##"))
DIAG (RAW_HTML, ERROR, "raw-html", N_ ("HTML in the text"),
      N_ ("delete it, or write \\< for the sign itself"))
DIAG (CODE_BLOCK, ERROR, "code-block", N_ ("an indented or fenced block"),
      N_ ("begin the paragraph at the start of the line"))
DIAG (STRAY_MARK, WARNING, "stray-mark", N_ ("this would be printed as it stands:"), NULL)
DIAG (ROW_TOO_LONG, ERROR, "row-too-long", N_ ("a row has more cells than the head of its table:"),
      N_ ("give the head more cells, or write \\| for the sign itself"))
DIAG (NOT_IN_ARTICLES, ERROR, "not-in-articles", N_ ("not possible in an article:"), NULL)
DIAG (BAD_LINK, ERROR, "bad-link", N_ ("not a web or mail address:"),
      N_ ("links begin with https://, http:// or mailto:"))
DIAG (LINK_DEFINITION, ERROR, "link-definition", N_ ("a link's address on a line of its own"),
      N_ ("write [words](https://…), or \\[ for the bracket itself"))
DIAG (UNKNOWN_BOX, ERROR, "unknown-box", N_ ("unknown kind of quotation"),
      N_ ("there are [!box], [!quote] and [!verse]"))
DIAG (NOTE_UNDEFINED, ERROR, "note-undefined", N_ ("this footnote is not in the article:"), NULL)
DIAG (NOTE_UNUSED, ERROR, "note-unused", N_ ("nothing refers to this footnote:"),
      N_ ("put its mark in the text, or delete it"))
DIAG (NOTE_TWICE, ERROR, "note-twice", N_ ("the footnote is there a second time:"),
      N_ ("give it another name"))
DIAG (NOTE_EMPTY, ERROR, "note-empty", N_ ("the footnote is empty:"), NULL)
DIAG (NOTE_IN_NOTE, ERROR, "note-in-note", N_ ("a footnote in a footnote"), NULL)
DIAG (PICTURE_TWICE, ERROR, "picture-twice", N_ ("the picture is in the article a second time:"),
      N_ ("keep one of them"))
DIAG (PICTURE_PLACE, ERROR, "picture-place", N_ ("a picture inside a paragraph, list, quotation or table"),
      N_ ("give it a paragraph of its own"))
DIAG (PICTURE_TITLE, ERROR, "picture-title", N_ ("a title of a picture is printed nowhere:"),
      N_ ("put the words in the caption"))
DIAG (CAPTION_TWICE, ERROR, "caption-twice", N_ ("the picture has one caption here and one in the text:"),
      N_ ("keep one of them"))
DIAG (AFTER_NOT_USED, ERROR, "after-not-used", N_ ("the picture has its place in the text:"),
      N_ ("delete \"after\" here"))
DIAG (EMAIL_IN_LETTER, ERROR, "email-in-letter", N_ ("a letter's e-mail address is not printed"),
      N_ ("give the place where the reader lives, or nothing"))

/* import */
DIAG (IMPORT_ENCODING, ERROR, "import-encoding", N_ ("the text is not UTF-8 from here on"),
      N_ ("save it as UTF-8 (Unicode), then import it again"))
DIAG (IMPORT_NUL, ERROR, "import-nul", N_ ("this is no text: it has a zero byte here"),
      N_ ("save the page as plain text, UTF-8, then import it again"))
DIAG (IMPORT_EMPTY, ERROR, "import-empty", N_ ("the file has no text"),
      N_ ("check that the right file was saved"))
DIAG (IMPORT_TOO_MANY_LINES, ERROR, "import-too-many-lines", N_ ("the file has more than 100,000 lines"),
      N_ ("import one page at a time"))
DIAG (IMPORT_NO_HEADLINE, ERROR, "import-no-headline", N_ ("no headline was found"),
      N_ ("put the headline on a line of its own above the text"))
DIAG (IMPORT_NO_TEXT, WARNING, "import-no-text", N_ ("no text was found below the headline"),
      N_ ("look in the report what became of each line"))
DIAG (IMPORT_DOUBT, WARNING, "import-doubt", N_ ("please look at this:"), NULL)

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
DIAG (BLANK_PAGES, NOTE, "blank-pages", N_ ("blank pages fill the issue up to its extent:"),
      N_ ("add an article or pictures, or change the extent"))
DIAG (TABLE_IN_BOX, ERROR, "table-in-box", N_ ("a table or divider stands in a box"),
      N_ ("put it before or after the box"))
