# SPDX-License-Identifier: MIT
find_package(Catch2 REQUIRED)  # 2 or 3: tests/support/catch.hpp

# A hundred programs are linked three times as fast by gold, where there is one.
include(CheckLinkerFlag)
check_linker_flag(CXX -fuse-ld=gold SMEFTSCAN_HAS_GOLD)

smeftscan_precompiled(smeftscan_precompiled_test
  HEADERS ${SMEFTSCAN_COMMON_HEADERS} <random> ${PROJECT_SOURCE_DIR}/tests/support/catch.hpp
  LIBRARIES Eigen3::Eigen Catch2::Catch2 OPTIONS ${SMEFTSCAN_LIGHT_OPTIMISATION})

# Two main() functions: a plain one, and one that starts MPI and gathers the results of all ranks.
add_library(smeftscan_test_runner STATIC ${PROJECT_SOURCE_DIR}/tests/support/run_tests.cpp)
target_link_libraries(smeftscan_test_runner PUBLIC Catch2::Catch2 smeftscan::compiler)
target_compile_options(smeftscan_test_runner PRIVATE $<$<CONFIG:Release>:-O0>)  # all of Catch2
target_include_directories(smeftscan_test_runner PRIVATE ${PROJECT_SOURCE_DIR}/tests)
add_library(smeftscan_test_main STATIC ${PROJECT_SOURCE_DIR}/tests/support/main.cpp)
add_library(smeftscan_mpi_test_main STATIC ${PROJECT_SOURCE_DIR}/tests/support/mpi_main.cpp)
foreach(main smeftscan_test_main smeftscan_mpi_test_main)
  target_link_libraries(${main} PUBLIC smeftscan_test_runner)
  target_include_directories(${main} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
endforeach()
target_link_libraries(smeftscan_mpi_test_main PRIVATE smeftscan::mpi)

set(SMEFTSCAN_TEST_ENVIRONMENT
  "OMPI_ALLOW_RUN_AS_ROOT=1;OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1;OMPI_MCA_rmaps_base_oversubscribe=1;PRTE_MCA_rmaps_default_mapping_policy=:oversubscribe;OMPI_MCA_mpi_yield_when_idle=1;OMPI_MCA_btl_vader_single_copy_mechanism=none")
if(SMEFTSCAN_SANITIZE)
  list(APPEND SMEFTSCAN_TEST_ENVIRONMENT
    "LSAN_OPTIONS=print_suppressions=0:suppressions=${PROJECT_SOURCE_DIR}/tests/support/leaks.supp"
    "ASAN_OPTIONS=fast_unwind_on_malloc=0"  # libraries without frame pointers: suppressions need names
    "UBSAN_OPTIONS=print_stacktrace=1")
endif()

# A source of the tests of a target, four files each in a namespace of its own: what they include is
# parsed once. Written when all of a folder are known.
function(smeftscan_write_joined target)
  get_property(files GLOBAL PROPERTY SMEFTSCAN_FILES_OF_${target})
  set(includes "")
  set(bodies "")
  foreach(file IN LISTS files)
    file(STRINGS ${PROJECT_SOURCE_DIR}/tests/${file} lines REGEX "^#include")
    list(APPEND includes ${lines})
    get_filename_component(stem ${file} NAME_WE)
    string(APPEND bodies "namespace in_${stem} {\n#include \"${file}\"\n}\n")
  endforeach()
  list(REMOVE_DUPLICATES includes)
  list(JOIN includes "\n" includes)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/${target}.cpp
    CONTENT "${includes}\n${bodies}" @ONLY)
endfunction()

# The program `target` with a test file: its own, or one of those of smeftscan_write_joined.
function(smeftscan_add_test_program target source main)
  add_executable(${target} ${source})
  target_link_libraries(${target} PRIVATE ${main})
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  smeftscan_reuse_precompiled(${target} smeftscan_precompiled_test)
  if(SMEFTSCAN_HAS_GOLD)
    target_link_options(${target} PRIVATE -fuse-ld=gold)
  endif()
  target_compile_definitions(${target} PRIVATE
    SMEFTSCAN_SOURCE_DIR="${PROJECT_SOURCE_DIR}" SMEFTSCAN_PROGRAM="${PROJECT_BINARY_DIR}/smeftscan")
endfunction()

# smeftscan_test(<room>/<test file> DEPENDS <room>... [RANKS <n>...] [THREADS <n>] [LABELS <label>...]
#                [ALONE])
# registers <room>.<name> (without RANKS) or <room>.<name>.ranks-<n> for every n. Four files of a room
# share a program, but for those with RANKS or ALONE, whose program is test_<room>_<name>. With
# sanitizers the longest need minutes, and several times that on a machine that does something else.
function(smeftscan_test file)
  cmake_parse_arguments(ARG "ALONE" "THREADS" "DEPENDS;RANKS;LABELS" ${ARGN})
  get_filename_component(room ${file} DIRECTORY)
  get_filename_component(stem ${file} NAME_WE)
  string(REPLACE "test_" "" name ${stem})
  string(REPLACE "/" "." room_name ${room})
  if(ARG_RANKS OR ARG_ALONE OR NOT SMEFTSCAN_UNITY_BUILD)
    set(target test_${room_name}_${name})
    set(filter "")
    set(main smeftscan_test_main)
    if(ARG_RANKS)
      set(main smeftscan_mpi_test_main)
    endif()
    smeftscan_add_test_program(${target} ${PROJECT_SOURCE_DIR}/tests/${file} ${main})
  else()
    get_property(count GLOBAL PROPERTY SMEFTSCAN_TESTS_OF_${room_name})
    if(NOT count)
      set(count 0)
    endif()
    math(EXPR index "${count} / 4")
    math(EXPR next "${count} + 1")
    set_property(GLOBAL PROPERTY SMEFTSCAN_TESTS_OF_${room_name} ${next})
    set(target test_${room_name}_${index})
    set(filter "-#" "[#${stem}]")
    set_property(GLOBAL APPEND PROPERTY SMEFTSCAN_FILES_OF_${target} ${file})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/${file})
    if(NOT TARGET ${target})
      smeftscan_add_test_program(
        ${target} ${PROJECT_BINARY_DIR}/generated/${target}.cpp smeftscan_test_main)
      cmake_language(EVAL CODE "cmake_language(DEFER CALL smeftscan_write_joined ${target})")
    endif()
  endif()
  foreach(dependency IN LISTS ARG_DEPENDS)
    target_link_libraries(${target} PRIVATE smeftscan::${dependency})
  endforeach()
  if(NOT ARG_THREADS)
    set(ARG_THREADS 1)
  endif()
  set(environment "${SMEFTSCAN_TEST_ENVIRONMENT};OMP_NUM_THREADS=${ARG_THREADS}")
  if(NOT ARG_RANKS)
    add_test(NAME ${room_name}.${name} COMMAND ${target} ${filter})
    set_tests_properties(${room_name}.${name} PROPERTIES
      TIMEOUT 3000 ENVIRONMENT "${environment}" LABELS "${ARG_LABELS}" PROCESSORS ${ARG_THREADS})
  endif()
  foreach(ranks IN LISTS ARG_RANKS)
    set(test ${room_name}.${name}.ranks-${ranks})
    add_test(NAME ${test} COMMAND ${MPIEXEC_EXECUTABLE} ${MPIEXEC_NUMPROC_FLAG} ${ranks}
      ${MPIEXEC_PREFLAGS} $<TARGET_FILE:${target}> ${MPIEXEC_POSTFLAGS})
    set_tests_properties(${test} PROPERTIES
      TIMEOUT 3000 ENVIRONMENT "${environment}" LABELS "mpi;${ARG_LABELS}" PROCESSORS ${ranks})
  endforeach()
endfunction()
