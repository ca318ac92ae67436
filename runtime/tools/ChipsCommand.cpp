// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc chips [NAME]: what chips there are, and what one of them is.
#include "isa/chips/Chip.h"
#include "runtime/tools/Command.h"

#include <iostream>

namespace alcyone::tools {

namespace po = boost::program_options;

void chipsCommand(const Arguments &arguments) {
  std::string name;
  CommandLine line;
  line.usage = "chips [NAME|FILE.json] [--json]";
  line.explanation = "Without a name, lists the built-in chips. With one, "
                     "prints every number of the chip\nwith its unit and "
                     "where it comes from.\n";
  line.options.add_options()(
      "json", "print the chip's file as it is: a start for one of your own");
  line.hidden.add_options()("name", po::value(&name));
  line.positionals.add("name", 1);
  po::variables_map values;
  if (!line.parse(arguments, values))
    return;
  if (name.empty()) {
    if (values.count("json"))
      throw UsageError("--json needs the name of a chip");
    return isa::printChipNames(std::cout);
  }
  if (values.count("json") && !isa::chipText(name).empty())
    std::cout << isa::chipText(name);
  else
    isa::printChip(isa::loadChip(name), std::cout);
}

} // namespace alcyone::tools
