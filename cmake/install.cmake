# What an installed sobao consists of: the program, its data, its translations, its manual, its completion.
install (TARGETS sobao)
install (DIRECTORY fonts layouts DESTINATION ${CMAKE_INSTALL_DATADIR}/sobao)
install (DIRECTORY issues/new DESTINATION ${CMAKE_INSTALL_DATADIR}/sobao/issues)
install (FILES docs/sobao.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install (FILES completions/sobao.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME sobao)
install (FILES README.md LICENSE CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

# Translations lie under po/ of the build folder as they will lie when installed, so that the program finds them.
find_program (MSGFMT msgfmt REQUIRED)
file (GLOB TRANSLATIONS CONFIGURE_DEPENDS po/*.po)
set (COMPILED)
foreach (TRANSLATION ${TRANSLATIONS})
	get_filename_component (TONGUE ${TRANSLATION} NAME_WE)
	set (MESSAGES ${CMAKE_BINARY_DIR}/po/${TONGUE}/LC_MESSAGES/sobao.mo)
	file (MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/po/${TONGUE}/LC_MESSAGES)
	add_custom_command (OUTPUT ${MESSAGES} COMMAND ${MSGFMT} --check-format -o ${MESSAGES} ${TRANSLATION} DEPENDS ${TRANSLATION})
	list (APPEND COMPILED ${MESSAGES})
	install (FILES ${MESSAGES} DESTINATION ${CMAKE_INSTALL_LOCALEDIR}/${TONGUE}/LC_MESSAGES)
endforeach ()
add_custom_target (translations ALL DEPENDS ${COMPILED})
add_dependencies (sobao translations)

# The build record names the libraries that set and drew its pages.
set (VERSIONS "\"sobao ${PROJECT_VERSION}\",")
foreach (PACKAGE cairo harfbuzz pangoft2 freetype2 libqpdf libcmark-gfm yaml-0.1 sqlite3)
	string (APPEND VERSIONS "\"${PACKAGE} ${${PACKAGE}_VERSION}\",")
endforeach ()
set_source_files_properties (${CMAKE_SOURCE_DIR}/src/cli/cmd-build.c PROPERTIES COMPILE_DEFINITIONS "SOBAO_VERSIONS=${VERSIONS}")
