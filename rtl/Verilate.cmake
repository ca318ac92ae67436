# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# How a module of the RTL becomes a C++ library:
#
#   alcyone_verilate(TARGET TOP [SOURCES...] [CHIP nano] [PARTS 1]
#                    [PREFIX V<TOP>] [PARAMETERS Name=value...])
#
# Verilates module TOP for a chip; PREFIX names the class and its header.
# Modules and packages of rtl/ are found by name; SOURCES are other files.
find_program(VERILATOR verilator REQUIRED)
# It compiles generated code (docs/decisions/0019-how-the-rtl-is-verilated.md).
find_program(ALCYONE_RTL_COMPILER NAMES clang++-22 clang++ REQUIRED)
find_path(VERILATOR_INCLUDE verilated.h PATHS /usr/share/verilator/include REQUIRED)

# Chips whose tile is built.
set(ALCYONE_RTL_CHIPS nano tile100)

set(ALCYONE_RTL ${CMAKE_CURRENT_LIST_DIR})
file(GLOB ALCYONE_RTL_FILES CONFIGURE_DEPENDS ${ALCYONE_RTL}/*/*.sv)
set(ALCYONE_RTL_SEARCH)
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
list(PREPEND ALCYONE_RTL_PACKAGES ${ALCYONE_RTL}/tile/alc_tile_pkg.sv)
list(REMOVE_DUPLICATES ALCYONE_RTL_PACKAGES)

function(alcyone_verilate target top)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "CHIP;PARTS;PREFIX" "PARAMETERS")
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
  set(packages
    ${CMAKE_BINARY_DIR}/include/isa/generated/alc_isa_pkg.sv
    ${CMAKE_BINARY_DIR}/include/isa/generated/alc_special_pkg.sv
    ${CMAKE_BINARY_DIR}/rtl/${arg_CHIP}/alc_chip_pkg.sv
    ${ALCYONE_RTL_PACKAGES})
  set(directory ${CMAKE_CURRENT_BINARY_DIR}/${target})
  set(slow ${directory}/slow.cpp)
  set(parts)
  math(EXPR last "${arg_PARTS} - 1")
  foreach(part RANGE ${last})
    list(APPEND parts ${directory}/part${part}.cpp)
  endforeach()
  add_custom_command(
    OUTPUT ${slow} ${parts} ${directory}/${arg_PREFIX}.h
    COMMAND Python3::Interpreter -B ${ALCYONE_RTL}/verilate.py --verilator ${VERILATOR}
      --directory ${directory} --prefix ${arg_PREFIX} --parts ${arg_PARTS} --
      # Assertions look at the reset; no model uses all of every package.
      -Wall -Wno-SYNCASYNCNET -Wno-UNUSEDPARAM
      --assert --top-module ${top} -O3 --unroll-count 256 --x-assign fast --x-initial fast
      ${arg_PARAMETERS} ${ALCYONE_RTL_SEARCH} ${packages} ${sources}
    DEPENDS ${ALCYONE_RTL}/verilate.py ${packages} ${sources} ${ALCYONE_RTL_FILES}
      alcyone_isa_generated alcyone_special_function_tables alcyone_chip_package_${arg_CHIP}
    COMMENT "Verilating ${top}"
    VERBATIM)
  # No warnings and nothing for the sanitizers; always fast, but for what runs once.
  set(objects)
  foreach(source ${slow} ${parts})
    cmake_path(GET source FILENAME name)
    set(optimise -O2)
    if(source STREQUAL "${slow}")
      set(optimise -O0)
    endif()
    add_custom_command(
      OUTPUT ${source}.o
      COMMAND ${CMAKE_CXX_COMPILER_LAUNCHER} ${ALCYONE_RTL_COMPILER}
        -std=c++${CMAKE_CXX_STANDARD} -fPIC -w ${optimise}
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
  target_link_libraries(${target} PUBLIC alcyone_verilated)
endfunction()
