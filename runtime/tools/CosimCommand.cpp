// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc cosim: the RTL in lock step with the semantics, on random programs or on
// a program file.
#include "isa/support/Failure.h"
#include "isa/support/NumberText.h"
#include "runtime/cosim/CosimMachine.h"
#include "runtime/random/Generator.h"
#include "runtime/random/Selection.h"
#include "runtime/random/Shrink.h"
#include "runtime/tools/Command.h"
#include "runtime/tools/Progress.h"

#include <chrono>
#include <iostream>
#include <optional>

namespace alcyone::tools {

namespace po = boost::program_options;
using cosim::CosimMachine;
using random::RandomProgram;

namespace {

constexpr uint64_t mostOperations = 1000;

struct CosimWords {
  std::string chip, trace;
  std::optional<std::string> only;
  uint64_t seed = 0, programs = 0;
  std::optional<unsigned> operations;
  bool shrink = false;

  /// The program of a seed, or the part of it that is wanted.
  RandomProgram program(const isa::Chip &of, uint64_t number) const {
    const RandomProgram whole = this->whole(of, number);
    return only ? random::select(whole, *only) : whole;
  }
  RandomProgram whole(const isa::Chip &of, uint64_t number) const {
    return random::randomProgram(of, number, operations);
  }
};

bool parse(const Arguments &arguments, CosimWords &words) {
  CommandLine line;
  line.usage = "cosim [--seed N] [--programs N] [options]\n"
               "       alc cosim FILE.alc [options of alc run]";
  line.explanation =
      "Runs random programs on the RTL in lock step with the semantics and "
      "stops at the\nfirst instruction that differs. With a program file, runs "
      "that: "
      "as alc run --device\ncosim.\n";
  auto option = line.options.add_options();
  option("seed",
         po::value<Count>()->default_value(Count{1}, "1")->value_name("N"),
         "of the first program; each has the next");
  option("programs",
         po::value<Count>()->default_value(Count{100}, "100")->value_name("N"),
         "how many");
  option("operations", po::value<Count>()->value_name("N"),
         "of each program; 2 to about 60 if left out");
  option("only", po::value<std::string>()->value_name("LIST"),
         "of one program only these operations, as --shrink prints them");
  option(
      "shrink", po::bool_switch(&words.shrink),
      "leave out what the first program that differs does not need for that");
  option("trace", po::value(&words.trace)->value_name("FILE.fst"),
         "write a waveform of the first program that differs, or of the only "
         "one, to this file");
  option("chip",
         po::value(&words.chip)->default_value("nano")->value_name("CHIP"),
         "a chip that there is RTL of");
  po::variables_map values;
  if (!line.parse(arguments, values))
    return false;
  words.seed = values["seed"].as<Count>().value;
  words.programs = values["programs"].as<Count>().value;
  if (words.programs == 0)
    throw UsageError("--programs must be at least 1");
  if (values.count("operations")) {
    const uint64_t operations = values["operations"].as<Count>().value;
    if (operations == 0 || operations > mostOperations)
      throw UsageError("--operations must be 1 to " +
                       std::to_string(mostOperations));
    words.operations = unsigned(operations);
  }
  if (values.count("only"))
    words.only = values["only"].as<std::string>();
  if (words.only && words.programs != 1)
    throw UsageError("--only is of one program; add --programs 1");
  runtime::requireWaveform(words.trace);
  return true;
}

std::string repetition(const CosimWords &words, const RandomProgram &program,
                       uint64_t seed) {
  std::string text =
      "alc cosim --seed " + std::to_string(seed) + " --programs 1";
  if (words.operations)
    text += " --operations " + std::to_string(*words.operations);
  const RandomProgram whole = words.whole(program.layout.chip, seed);
  const std::string list = random::selection(program, whole);
  if (list != random::selection(whole, whole))
    text += " --only " + list;
  if (words.chip != "nano")
    text += " --chip " + words.chip;
  return text;
}

// Of the program of a seed, which differs; of less of it if that is wanted.
[[noreturn]] void explain(CosimMachine &machine, const CosimWords &words,
                          uint64_t seed, cosim::Difference difference) {
  RandomProgram program = words.program(machine.chip(), seed);
  if (words.shrink) {
    const Progress progress("shrinking");
    program = random::shrink(program, [&](const RandomProgram &smaller) {
      return machine.run(smaller).difference.has_value();
    });
    std::cout << "shrunk to " << random::report(program);
  }
  if (words.shrink || !words.trace.empty())
    if (auto again = machine.run(program, words.trace).difference)
      difference = *again;
  isa::fail(isa::Category::ModelBug,
            "seed " + std::to_string(seed) + ": " + difference.what() +
                "\nrepeat it with: " + repetition(words, program, seed));
}

uint64_t runAll(CosimMachine &machine, const CosimWords &words) {
  const bool isTraced = words.programs == 1;
  uint64_t cycles = 0;
  for (uint64_t i = 0; i < words.programs; ++i) {
    const uint64_t seed = words.seed + i; // after the last one comes 0
    const CosimMachine::Outcome outcome =
        machine.run(words.program(machine.chip(), seed),
                    isTraced ? words.trace : std::string());
    cycles += outcome.cycles;
    if (outcome.difference)
      explain(machine, words, seed, *outcome.difference);
  }
  return cycles;
}

void runRandomPrograms(const CosimWords &words) {
  const auto start = std::chrono::steady_clock::now();
  CosimMachine machine(isa::loadChip(words.chip));
  const uint64_t cycles = runAll(machine, words);
  const std::chrono::duration<double> time =
      std::chrono::steady_clock::now() - start;
  const cosim::Compared &compared = machine.compared();
  std::cout << "no difference in " << words.programs
            << (words.programs == 1 ? " program" : " programs") << " from seed "
            << words.seed << ": " << compared.controlInstructions
            << " control instructions, " << compared.engineInstructions
            << " engine instructions, " << compared.bytes << " bytes written, "
            << cycles << " cycles, " << isa::numberText(time.count(), 3)
            << " s\n";
}

} // namespace

void cosimCommand(const Arguments &arguments) {
  if (!arguments.empty() && !arguments[0].starts_with("-")) {
    Arguments words = arguments;
    words.insert(words.end(), {"--device", "cosim"});
    return runCommand(words);
  }
  CosimWords words;
  if (parse(arguments, words))
    runRandomPrograms(words);
}

} // namespace alcyone::tools
