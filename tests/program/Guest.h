// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Linked ELF images for the tests of program files, made by clang at build
// time, and metadata that fits them.
#pragma once

#include "isa/program/ProgramFile.h"
#include "isa/program/ProgramWriter.h"

#include <string>
#include <vector>

namespace alcyone::tests {

using Bytes = std::vector<uint8_t>;

// A temporary directory of this process, removed at the end.
std::string temporaryPath(const std::string &name);
bool exists(const std::string &path);

Bytes readFile(const std::string &path);
void writeFile(const std::string &path, const Bytes &bytes);

// guest.c with everything, and without section headers.
Bytes guest();
Bytes guestWithoutSections();

// Address of a symbol of guest.c.
uint64_t guestAddress(std::string_view symbol);

// Two entries, every kind of argument, weights of `weightBytes`.
isa::ProgramMetadata guestMetadata(uint64_t weightBytes);

// Bytes that differ from each other.
Bytes pattern(size_t bytes);

// A complete program file under a fresh name.
std::string writtenProgram();

// Standard output and error of a command that has to succeed.
std::string outputOf(const std::string &command);

} // namespace alcyone::tests
