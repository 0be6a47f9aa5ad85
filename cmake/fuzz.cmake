# Fuzz targets: each tests/fuzz/fuzz-*.c is one, linked with all modules; its seeds lie in tests/fuzz/NAME/.
file (GLOB FUZZ_SOURCES CONFIGURE_DEPENDS tests/fuzz/fuzz-*.c)
foreach (SOURCE ${FUZZ_SOURCES})
	get_filename_component (TARGET ${SOURCE} NAME_WE)
	add_executable (${TARGET} ${SOURCE})
	target_compile_options (${TARGET} PRIVATE -fsanitize=fuzzer -Wno-unused-variable)
	target_link_options (${TARGET} PRIVATE -fsanitize=fuzzer)
	target_link_libraries (${TARGET} PRIVATE sobao-read sobao-import sobao-model sobao-base)
endforeach ()
