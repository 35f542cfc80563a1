# SPDX-License-Identifier: MIT
# smeftscan_module(<room> SOURCES <file>... [DEPENDS <room>...] [PRIVATE <library>...])
# Makes the library of one room: target smeftscan_<room>, alias smeftscan::<room>.
function(smeftscan_module room)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;PRIVATE" ${ARGN})
  set(target smeftscan_${room})
  add_library(${target} STATIC ${ARG_SOURCES})
  add_library(smeftscan::${room} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${room} POSITION_INDEPENDENT_CODE ON)
  target_include_directories(${target} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_link_libraries(${target} PUBLIC smeftscan::compiler)
  foreach(room_below IN LISTS ARG_DEPENDS)
    target_link_libraries(${target} PUBLIC smeftscan::${room_below})
  endforeach()
  target_link_libraries(${target} PRIVATE ${ARG_PRIVATE})
  set_property(GLOBAL APPEND PROPERTY SMEFTSCAN_ROOMS ${target})
endfunction()
