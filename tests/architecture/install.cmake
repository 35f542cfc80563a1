# SPDX-License-Identifier: MIT
# cmake -DBUILD=<build tree> -DSOURCE=<source tree> -DSCRATCH=<folder> -DVERSION=<version>
#       -DGENERATOR=<generator> -DCOMPILER=<compiler> -P install.cmake
# Installs the build tree into an empty folder, runs the installed program from there and builds
# the program in tests/architecture/consumer on the installed package. -DPYTHON=<interpreter>: the
# package for Python too.
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT code EQUAL 0)
    list(JOIN ARGN " " command)
    string(SUBSTRING "${output}" 0 4000 output)  # a linker's list may be endless
    message(FATAL_ERROR "${command}\nended with ${code}:\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${SCRATCH})
set(prefix ${SCRATCH}/prefix)
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})
foreach(file bin/smeftscan share/smeftscan/data/references.bib share/smeftscan/analysis/surface.py
             share/smeftscan/jobs/zprime_surface.yaml include/smeftscan/smeft/operators.hpp)
  if(NOT EXISTS ${prefix}/${file})
    message(FATAL_ERROR "not installed: ${file}")
  endif()
endforeach()

run(${prefix}/bin/smeftscan --version)
run(${prefix}/bin/smeftscan check ${prefix}/share/smeftscan/jobs/zprime_surface.yaml)

run(${prefix}/bin/smeftscan-plot surface --help)

if(PYTHON)
  file(GLOB package ${prefix}/lib/python3*/dist-packages)
  run(${CMAKE_COMMAND} -E env PYTHONPATH=${package} SMEFTSCAN_DATA_DIR= ${PYTHON} -B
    ${SOURCE}/tests/python/installed.py ${prefix}/share/smeftscan/data)
endif()

run(${CMAKE_COMMAND} -G ${GENERATOR} -S ${SOURCE}/tests/architecture/consumer -B ${SCRATCH}/consumer
  -DCMAKE_PREFIX_PATH=${prefix} -DCMAKE_CXX_COMPILER=${COMPILER})
run(${CMAKE_COMMAND} --build ${SCRATCH}/consumer)
run(${SCRATCH}/consumer/consumer)
if(NOT output MATCHES "${VERSION}")
  message(FATAL_ERROR "the consumer printed '${output}', not the version ${VERSION}")
endif()
