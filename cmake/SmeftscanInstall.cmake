# SPDX-License-Identifier: MIT
# What `cmake --install` leaves: the program; the rooms as libraries with their headers and a CMake
# package, find_package(smeftscan) -> smeftscan::smeftscan; data, jobs and analysis scripts.
include(CMakePackageConfigHelpers)
set(smeftscan_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/smeftscan)

get_property(smeftscan_rooms GLOBAL PROPERTY SMEFTSCAN_ROOMS)
add_library(smeftscan INTERFACE)
add_library(smeftscan::smeftscan ALIAS smeftscan)
target_link_libraries(smeftscan INTERFACE ${smeftscan_rooms})
set_target_properties(smeftscan_mpi PROPERTIES EXPORT_NAME mpi)
install(TARGETS smeftscan smeftscan_compiler smeftscan_mpi ${smeftscan_rooms}
  EXPORT smeftscanTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT smeftscanTargets NAMESPACE smeftscan:: DESTINATION ${smeftscan_package_dir})
if(TARGET smeftscan_program)
  install(TARGETS smeftscan_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

configure_package_config_file(cmake/smeftscanConfig.cmake.in
  ${PROJECT_BINARY_DIR}/smeftscanConfig.cmake INSTALL_DESTINATION ${smeftscan_package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/smeftscanConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/smeftscanConfig.cmake
  ${PROJECT_BINARY_DIR}/smeftscanConfigVersion.cmake DESTINATION ${smeftscan_package_dir})

install(DIRECTORY include/smeftscan DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY data/ DESTINATION ${CMAKE_INSTALL_DATADIR}/smeftscan/data)
# The scripts with the package beside them; Python follows the link from bin/ to find it.
install(DIRECTORY analysis/ DESTINATION ${CMAKE_INSTALL_DATADIR}/smeftscan/analysis
  USE_SOURCE_PERMISSIONS PATTERN __pycache__ EXCLUDE)
file(RELATIVE_PATH smeftscan_plot ${CMAKE_INSTALL_FULL_BINDIR}
  ${CMAKE_INSTALL_FULL_DATADIR}/smeftscan/analysis/smeftscan-plot)
file(CREATE_LINK ${smeftscan_plot} ${PROJECT_BINARY_DIR}/smeftscan-plot SYMBOLIC)
install(FILES ${PROJECT_BINARY_DIR}/smeftscan-plot DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY jobs/ DESTINATION ${CMAKE_INSTALL_DATADIR}/smeftscan/jobs
  FILES_MATCHING PATTERN *.yaml PATTERN *.csv PATTERN *.json PATTERN cluster/*.sh)
install(FILES LICENSE CITATION.cff DESTINATION ${CMAKE_INSTALL_DOCDIR})
