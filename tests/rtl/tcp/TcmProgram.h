// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A RISC-V program built with clang for a control memory: the sources that the
// tests of the instruction-set simulator have, linked at address 0. Anything
// that goes wrong is a std::runtime_error.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace alcyone::tests {

/// What lies in control memory from address 0, where the program begins.
/// `sources` are files of tests/tcp/programs, `assembly` is text of one more.
/// The program ends at an ecall.
std::vector<uint8_t> compileForTcm(std::initializer_list<std::string> sources,
                                   const std::string &assembly,
                                   const std::string &flags);

} // namespace alcyone::tests
