// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The driver: one program, a table of commands. Exit status 0 done, 1 failed
// with a message on stderr, 2 wrong usage.
#include "isa/generated/Instructions.h"
#include "isa/support/Failure.h"
#include "runtime/tools/Command.h"

#include <iostream>

using namespace alcyone;

namespace {

constexpr tools::Command commands[] = {
    {"compile", "make a program file from a model", tools::compileCommand},
    {"run", "run a program file on a device", tools::runCommand},
    {"asm", "make a program file from assembler text", tools::asmCommand},
    {"objdump", "show a program file as text", tools::objdumpCommand},
    {"cosim", "hold the RTL against the semantics, step by step",
     tools::cosimCommand},
    {"chips", "list the built-in chips, or print one", tools::chipsCommand},
    {"correlate", "compare the cycles of sim with those of rtl",
     tools::correlateCommand},
};

void printHelp(std::ostream &out) {
  size_t width = 0;
  for (const tools::Command &command : commands)
    width = std::max(width, command.name.size());
  out << "usage: alc COMMAND ...\n\ncommands:\n";
  for (const tools::Command &command : commands)
    out << "  " << command.name
        << std::string(width + 2 - command.name.size(), ' ') << command.summary
        << "\n";
  out << "\nalc COMMAND --help explains a command; alc --version says which "
         "version this is.\n";
}

int run(const tools::Arguments &words) {
  if (words.empty())
    throw tools::UsageError("a command is needed; alc --help lists them");
  if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    printHelp(std::cout);
    return 0;
  }
  if (words[0] == "--version") {
    std::cout << "alc " ALCYONE_VERSION " (ISA version "
              << unsigned(isa::isaVersion) << ")\n";
    return 0;
  }
  for (const tools::Command &command : commands)
    if (command.name == words[0]) {
      command.run({words.begin() + 1, words.end()});
      return 0;
    }
  throw tools::UsageError("unknown command '" + words[0] +
                          "'; alc --help lists the commands");
}

} // namespace

int main(int argc, char **argv) {
  const tools::Arguments words(argv + 1, argv + argc);
  const std::string who =
      words.empty() || words[0].starts_with("-") ? "alc" : "alc " + words[0];
  try {
    const int status = run(words);
    std::cout.flush();
    if (!std::cout)
      isa::fail(isa::Category::BadInput, "cannot write to standard output");
    return status;
  } catch (const tools::UsageError &error) {
    std::cerr << who << ": " << error.what() << "\n";
    return 2;
  } catch (const isa::Failure &failure) {
    std::cerr << who << ": error: " << isa::categoryName(failure.category)
              << ": " << failure.what() << "\n";
  } catch (const std::exception &error) {
    std::cerr << who << ": error: " << error.what() << "\n";
  }
  return 1;
}
