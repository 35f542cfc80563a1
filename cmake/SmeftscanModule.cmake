# SPDX-License-Identifier: MIT
# Names in anonymous namespaces must differ within a room.
option(SMEFTSCAN_UNITY_BUILD "Compile the files of a room six at a time" ON)

# smeftscan_module(<room> [LIGHT] SOURCES <file>... [DEPENDS <room>...] [PRIVATE <library>...])
# Makes the library of one room: target smeftscan_<room>, alias smeftscan::<room>. LIGHT: whose loops
# need not be fast.
function(smeftscan_module room)
  cmake_parse_arguments(ARG "LIGHT" "" "SOURCES;DEPENDS;PRIVATE" ${ARGN})
  set(target smeftscan_${room})
  add_library(${target} STATIC ${ARG_SOURCES})
  add_library(smeftscan::${room} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${room}
    UNITY_BUILD ${SMEFTSCAN_UNITY_BUILD} UNITY_BUILD_BATCH_SIZE 6)
  target_include_directories(${target} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_link_libraries(${target} PUBLIC smeftscan::compiler)
  foreach(room_below IN LISTS ARG_DEPENDS)
    target_link_libraries(${target} PUBLIC smeftscan::${room_below})
  endforeach()
  target_link_libraries(${target} PRIVATE ${ARG_PRIVATE})
  if(ARG_LIGHT)
    smeftscan_reuse_precompiled(${target} smeftscan_precompiled_light)
  elseif("OpenMP::OpenMP_CXX" IN_LIST ARG_PRIVATE)
    smeftscan_reuse_precompiled(${target} smeftscan_precompiled_openmp)
  else()
    smeftscan_reuse_precompiled(${target} smeftscan_precompiled)
  endif()
  set_property(GLOBAL APPEND PROPERTY SMEFTSCAN_ROOMS ${target})
endfunction()
