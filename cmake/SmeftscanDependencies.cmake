# SPDX-License-Identifier: MIT
# Every outside library, found here once and linked PRIVATE in its one room.
find_package(Eigen3 3.4 REQUIRED)
find_package(SUNDIALS REQUIRED COMPONENTS cvode)
if(SUNDIALS_VERSION VERSION_LESS 6 OR SUNDIALS_VERSION VERSION_GREATER_EQUAL 8)
  message(FATAL_ERROR "SUNDIALS 6 or 7 is needed; found ${SUNDIALS_VERSION} in ${SUNDIALS_DIR}")
endif()
find_package(yaml-cpp REQUIRED)
find_package(nlohmann_json 3.10 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(spdlog REQUIRED)
find_package(MPI REQUIRED COMPONENTS C)
# The C interface alone: mpi.h would otherwise pull in the C++ bindings of MPI-2.
add_library(smeftscan_mpi INTERFACE)
add_library(smeftscan::mpi ALIAS smeftscan_mpi)
target_link_libraries(smeftscan_mpi INTERFACE MPI::MPI_C)
target_compile_definitions(smeftscan_mpi INTERFACE OMPI_SKIP_MPICXX MPICH_SKIP_MPICXX)
find_package(OpenMP REQUIRED COMPONENTS CXX)
set(HDF5_PREFER_PARALLEL ON)
find_package(HDF5 REQUIRED COMPONENTS C HL)
find_path(XXHASH_INCLUDE_DIR xxhash.h REQUIRED)  # header only
if(SMEFTSCAN_BENCHMARKS AND BUILD_TESTING)
  find_package(benchmark REQUIRED)
endif()
if(SMEFTSCAN_PYTHON)
  if(NOT Python3_EXECUTABLE AND EXISTS /usr/bin/python3)
    set(Python3_EXECUTABLE /usr/bin/python3)  # whose packages are Debian's
  endif()
  find_package(Python3 COMPONENTS Interpreter Development.Module REQUIRED)
  set(PYTHON_EXECUTABLE ${Python3_EXECUTABLE})  # as pybind11 knows it
  find_package(pybind11 2.10 CONFIG REQUIRED)
endif()
