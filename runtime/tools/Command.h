// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the commands of `alc` have in common. A command gets the words after its
// name and returns when it has done its work; it throws UsageError for words
// that make no sense (exit status 2) and isa::Failure for everything else that
// goes wrong (exit status 1).
#pragma once

#include <boost/program_options.hpp>

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace alcyone::tools {

using Arguments = std::vector<std::string>;

struct Command {
  std::string_view name;
  std::string_view summary;
  void (*run)(const Arguments &arguments);
};

class UsageError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

// How a command reads its words. `usage` is its synopsis without "alc ".
struct CommandLine {
  std::string usage;
  std::string explanation; // paragraphs under the synopsis; may be empty
  boost::program_options::options_description options;
  boost::program_options::positional_options_description positionals;
  // Options that stand for positionals and are not listed in the help.
  boost::program_options::options_description hidden;

  // False if --help was asked for, which is printed then. Throws UsageError.
  bool parse(const Arguments &arguments,
             boost::program_options::variables_map &values);
};

// Values of options: decimal digits alone, and a finite number not below 0.
// Others are a UsageError.
struct Count {
  uint64_t value = 0;
};
struct Percent {
  double value = 0;
};
void validate(boost::any &value, const std::vector<std::string> &words, Count *,
              int);
void validate(boost::any &value, const std::vector<std::string> &words,
              Percent *, int);

void compileCommand(const Arguments &arguments);   // alc compile
void runCommand(const Arguments &arguments);       // alc run
void asmCommand(const Arguments &arguments);       // alc asm
void objdumpCommand(const Arguments &arguments);   // alc objdump
void chipsCommand(const Arguments &arguments);     // alc chips
void cosimCommand(const Arguments &arguments);     // alc cosim
void correlateCommand(const Arguments &arguments); // alc correlate

} // namespace alcyone::tools
