// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc asm and alc objdump: program files from text and as text.
#include "isa/assembler/Assembler.h"
#include "isa/assembler/Disassembler.h"
#include "runtime/tools/Command.h"

#include <iostream>

namespace alcyone::tools {

namespace po = boost::program_options;

void asmCommand(const Arguments &arguments) {
  std::string source, output;
  CommandLine line;
  line.usage = "asm FILE.s -o FILE.alc";
  line.explanation = "Assembles RV64IM control code with engine instructions "
                     "and micro-programs\ninto a program file.\n";
  line.options.add_options()("output,o", po::value(&output),
                             "the program file to write");
  line.hidden.add_options()("source", po::value(&source));
  line.positionals.add("source", 1);
  po::variables_map values;
  if (!line.parse(arguments, values))
    return;
  if (source.empty() || output.empty())
    throw UsageError("a source file and -o FILE.alc are needed\nusage: alc " +
                     line.usage);
  isa::assemble(source, output);
}

void objdumpCommand(const Arguments &arguments) {
  std::string program;
  CommandLine line;
  line.usage = "objdump FILE.alc";
  line.explanation = "Shows what a program file needs, its entries, control "
                     "code, engine instructions\nand micro-programs.\n";
  line.hidden.add_options()("program", po::value(&program));
  line.positionals.add("program", 1);
  po::variables_map values;
  if (!line.parse(arguments, values))
    return;
  if (program.empty())
    throw UsageError("a program file is needed\nusage: alc " + line.usage);
  isa::disassemble(isa::ProgramFile::open(program), std::cout);
}

} // namespace alcyone::tools
