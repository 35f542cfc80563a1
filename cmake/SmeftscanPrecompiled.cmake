# SPDX-License-Identifier: MIT
# The headers that most files read, parsed once: the standard library, Eigen, and of ours the table of
# coefficients, which the compiler computes. Sources include what they need all the same; without this
# the build takes longer and is equal.
option(SMEFTSCAN_PRECOMPILED_HEADERS "Parse common headers once" ON)
set(SMEFTSCAN_COMMON_HEADERS
  <algorithm> <array> <charconv> <chrono> <cmath> <complex> <cstdint> <cstdio> <filesystem> <fstream>
  <functional> <limits> <map> <memory> <numeric> <optional> <set> <span> <sstream>
  <string> <string_view> <tuple> <utility> <variant> <vector> <Eigen/Dense>
  ${PROJECT_SOURCE_DIR}/include/smeftscan/smeft/coefficients.hpp)

# Optimisation of what spends no time in its own loops: the rooms of files and of the command line,
# and the tests. It halves the time of compiling.
set(SMEFTSCAN_LIGHT_OPTIMISATION $<$<CONFIG:Release>:-O1>)

# smeftscan_precompiled(<library> HEADERS <header>... LIBRARIES <library>... [OPTIONS <option>...])
# Headers that several targets share through smeftscan_reuse_precompiled, which compiles them with
# the same options: these must not differ.
function(smeftscan_precompiled library)
  cmake_parse_arguments(ARG "" "" "HEADERS;LIBRARIES;OPTIONS" ${ARGN})
  set(source ${PROJECT_BINARY_DIR}/generated/${library}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "// headers only\n")
  add_library(${library} OBJECT EXCLUDE_FROM_ALL ${source})
  target_compile_options(${library} PRIVATE -fPIC ${ARG_OPTIONS})
  set_target_properties(${library} PROPERTIES SMEFTSCAN_OPTIONS "${ARG_OPTIONS}")
  target_include_directories(${library} PRIVATE ${PROJECT_SOURCE_DIR}/include)
  target_link_libraries(${library} PRIVATE smeftscan::compiler ${ARG_LIBRARIES})
  if(SMEFTSCAN_PRECOMPILED_HEADERS)
    target_precompile_headers(${library} PRIVATE ${ARG_HEADERS})
  endif()
endfunction()

# smeftscan_reuse_precompiled(<target> <library>)
function(smeftscan_reuse_precompiled target library)
  get_target_property(options ${library} SMEFTSCAN_OPTIONS)
  target_compile_options(${target} PRIVATE -fPIC ${options})
  if(SMEFTSCAN_PRECOMPILED_HEADERS)
    target_precompile_headers(${target} REUSE_FROM ${library})
  endif()
endfunction()

smeftscan_precompiled(smeftscan_precompiled
  HEADERS ${SMEFTSCAN_COMMON_HEADERS} LIBRARIES Eigen3::Eigen)
smeftscan_precompiled(smeftscan_precompiled_openmp
  HEADERS ${SMEFTSCAN_COMMON_HEADERS} LIBRARIES Eigen3::Eigen OpenMP::OpenMP_CXX)
smeftscan_precompiled(smeftscan_precompiled_light
  HEADERS ${SMEFTSCAN_COMMON_HEADERS} LIBRARIES Eigen3::Eigen
  OPTIONS ${SMEFTSCAN_LIGHT_OPTIMISATION})
