# SPDX-License-Identifier: MIT
# What --version and /provenance say about this build, written into one generated source.
find_package(Git QUIET)
set(SMEFTSCAN_REVISION "unknown")
if(GIT_FOUND AND EXISTS ${PROJECT_SOURCE_DIR}/.git)
  execute_process(COMMAND ${GIT_EXECUTABLE} -C ${PROJECT_SOURCE_DIR} describe --always --dirty
    OUTPUT_VARIABLE SMEFTSCAN_REVISION OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/.git/logs/HEAD)
endif()
string(TOUPPER "${CMAKE_BUILD_TYPE}" smeftscan_build_type)
set(SMEFTSCAN_BUILD_FLAGS "-march=${SMEFTSCAN_ARCH} -ffp-contract=off${CMAKE_CXX_FLAGS}${CMAKE_CXX_FLAGS_${smeftscan_build_type}}")
string(REGEX REPLACE "contract=off *-O" "contract=off -O" SMEFTSCAN_BUILD_FLAGS "${SMEFTSCAN_BUILD_FLAGS}")
set(SMEFTSCAN_COMPILER "${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}")
set(SMEFTSCAN_SOURCE_DATA_DIR "${PROJECT_SOURCE_DIR}/data")
configure_file(${PROJECT_SOURCE_DIR}/src/base/build_info.cpp.in
  ${PROJECT_BINARY_DIR}/generated/build_info.cpp @ONLY)
