# SPDX-License-Identifier: MIT
# The headers that most files read, parsed once: the standard library and the part of Eigen that our
# own headers use. Sources include what they need all the same; without this the build takes longer
# and is equal.
option(SMEFTSCAN_PRECOMPILED_HEADERS "Parse the headers of libraries once" ON)
set(SMEFTSCAN_COMMON_HEADERS
  <algorithm> <array> <charconv> <chrono> <cmath> <complex> <cstdint> <cstdio> <filesystem> <fstream>
  <functional> <limits> <map> <memory> <numeric> <optional> <set> <span> <sstream>
  <string> <string_view> <tuple> <utility> <variant> <vector> <Eigen/Core>)

# smeftscan_precompiled(<library> HEADERS <header>... LIBRARIES <library>...)
# Headers that several targets share through REUSE_FROM: these must have the same compiler options.
function(smeftscan_precompiled library)
  cmake_parse_arguments(ARG "" "" "HEADERS;LIBRARIES" ${ARGN})
  set(source ${PROJECT_BINARY_DIR}/generated/${library}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "// headers only\n")
  add_library(${library} OBJECT ${source})
  target_compile_options(${library} PRIVATE -fPIC)
  target_link_libraries(${library} PRIVATE smeftscan::compiler ${ARG_LIBRARIES})
  if(SMEFTSCAN_PRECOMPILED_HEADERS)
    target_precompile_headers(${library} PRIVATE ${ARG_HEADERS})
  endif()
endfunction()

# smeftscan_reuse_precompiled(<target> <library>)
function(smeftscan_reuse_precompiled target library)
  if(SMEFTSCAN_PRECOMPILED_HEADERS)
    target_compile_options(${target} PRIVATE -fPIC)  # as the headers were compiled
    target_precompile_headers(${target} REUSE_FROM ${library})
  endif()
endfunction()

smeftscan_precompiled(smeftscan_precompiled
  HEADERS ${SMEFTSCAN_COMMON_HEADERS} LIBRARIES Eigen3::Eigen)
smeftscan_precompiled(smeftscan_precompiled_openmp
  HEADERS ${SMEFTSCAN_COMMON_HEADERS} LIBRARIES Eigen3::Eigen OpenMP::OpenMP_CXX)
