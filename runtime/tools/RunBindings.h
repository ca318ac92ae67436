// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which file goes with which tensor of a program: the --input and --output
// words of `alc run` held against an entry point and each other, before
// anything runs.
#pragma once

#include "runtime/api/Program.h"

#include <map>
#include <string>
#include <vector>

namespace alcyone::tools {

// Words of the form NAME=FILE, or FILE alone (name empty).
struct FileBinding {
  std::string name;
  std::string file;
};

// Throws UsageError for a word that is neither. `option` is named in messages.
std::vector<FileBinding> parseBindings(const std::vector<std::string> &words,
                                       const char *option);

// File by tensor name. Every input needs a file. Throws isa::Failure listing
// all that is missing, unknown or given twice.
std::map<std::string, std::string>
bindInputs(const runtime::EntryInfo &entry,
           const std::vector<FileBinding> &bindings);

// The same for outputs, which may be left out; a file without a name is for the
// only output.
std::map<std::string, std::string>
bindOutputs(const runtime::EntryInfo &entry,
            const std::vector<FileBinding> &bindings);

// A file to write, and the words that ask for it, as "--stats s.json".
struct Destination {
  std::string option;
  std::string file;
};

// Throws isa::Failure naming both options if two of them mean one file,
// whatever they call it and whether or not it is there already.
void requireDistinct(const std::vector<Destination> &destinations);

} // namespace alcyone::tools
