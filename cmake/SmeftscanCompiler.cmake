# SPDX-License-Identifier: MIT
# Compiler settings that every target shares, carried by one interface target.
set(SMEFTSCAN_ARCH "x86-64-v3" CACHE STRING "Value of -march")
set(SMEFTSCAN_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")
option(SMEFTSCAN_WERROR "Warnings are errors" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()
# -DNDEBUG is left out on purpose: our contracts (base/error.hpp) are on in every build.
set(CMAKE_CXX_FLAGS_RELEASE "-O3")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")

add_library(smeftscan_compiler INTERFACE)
add_library(smeftscan::compiler ALIAS smeftscan_compiler)
set_target_properties(smeftscan_compiler PROPERTIES EXPORT_NAME compiler)
# Contraction off: a row must have the same bits on every instruction set, so the one fused
# multiply-add that we use is written out (base/lanes.hpp).
target_compile_options(smeftscan_compiler INTERFACE
  -march=${SMEFTSCAN_ARCH} -ffp-contract=off -fno-math-errno
  # g++ 12 warns of the code of std::string (GCC bugs 105651 and 105329), and notes that vectors were
  # passed differently before g++ 4.6
  $<BUILD_INTERFACE:-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor>
  $<$<CXX_COMPILER_ID:GNU>:$<BUILD_INTERFACE:-Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-psabi>>
  $<BUILD_INTERFACE:$<$<BOOL:${SMEFTSCAN_WERROR}>:-Werror>>)
target_compile_features(smeftscan_compiler INTERFACE cxx_std_20)
if(SMEFTSCAN_SANITIZE)
  target_compile_options(smeftscan_compiler INTERFACE
    -fsanitize=${SMEFTSCAN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(smeftscan_compiler INTERFACE -fsanitize=${SMEFTSCAN_SANITIZE})
endif()
