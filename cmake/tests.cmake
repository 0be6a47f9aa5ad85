# Tests are found, not registered: tests/*/test-*.c are programs on GLib's test runner, linked with all modules;
# tests/*/test-*.py and test-*.sh are scripts that get the program's path in $SOBAO and the tree's in $SOURCE.
# A script that lacks something it can't do without says so and exits with 77: the test is skipped, not passed.
enable_testing ()
file (GLOB TEST_PROGRAMS CONFIGURE_DEPENDS tests/*/test-*.c)
file (GLOB TEST_SCRIPTS CONFIGURE_DEPENDS tests/*/test-*.py tests/*/test-*.sh)

# GLib's own slices hide misuse from the sanitizers; what they suppress is no message of ours.
set (TEST_ENVIRONMENT "SOURCE=${CMAKE_SOURCE_DIR}" "G_SLICE=always-malloc" "LC_ALL=C.UTF-8" "LANGUAGE="
     "UBSAN_OPTIONS=print_stacktrace=1" "LSAN_OPTIONS=print_suppressions=0")

function (declare_test NAME)
	add_test (NAME ${NAME} COMMAND ${ARGN})
	set_tests_properties (${NAME} PROPERTIES ENVIRONMENT "${TEST_ENVIRONMENT};SOBAO=$<TARGET_FILE:sobao>"
	                      SKIP_RETURN_CODE 77 TIMEOUT 900)
endfunction ()

foreach (SOURCE ${TEST_PROGRAMS})
	get_filename_component (FOLDER ${SOURCE} DIRECTORY)
	get_filename_component (FOLDER ${FOLDER} NAME)
	get_filename_component (NAME ${SOURCE} NAME_WE)
	set (TARGET ${NAME}-${FOLDER})
	add_executable (${TARGET} ${SOURCE})
	# clang takes a variable that is only cleaned up for unused; gcc, which knows better, still looks.
	target_compile_options (${TARGET} PRIVATE $<$<C_COMPILER_ID:Clang>:-Wno-unused-variable>)
	foreach (MODULE read import compose paint finish catalog model base)
		if (TARGET sobao-${MODULE})
			target_link_libraries (${TARGET} PRIVATE sobao-${MODULE})
		endif ()
	endforeach ()
	declare_test (${FOLDER}/${NAME} ${TARGET})
endforeach ()

set (INTERPRETER.py python3)
set (INTERPRETER.sh bash)
foreach (SOURCE ${TEST_SCRIPTS})
	get_filename_component (FOLDER ${SOURCE} DIRECTORY)
	get_filename_component (FOLDER ${FOLDER} NAME)
	get_filename_component (NAME ${SOURCE} NAME_WE)
	get_filename_component (KIND ${SOURCE} EXT)
	declare_test (${FOLDER}/${NAME} ${INTERPRETER${KIND}} ${SOURCE})
endforeach ()

if (SOBAO_FUZZ)
	include (cmake/fuzz.cmake)
endif ()
