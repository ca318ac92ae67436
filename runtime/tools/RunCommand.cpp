// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc run: read inputs, launch, write or summarise outputs.
#include "isa/program/ProgramFile.h"
#include "isa/support/Failure.h"
#include "isa/support/OutputFile.h"
#include "runtime/api/Queue.h"
#include "runtime/device/Require.h"
#include "runtime/npy/NpyHeader.h"
#include "runtime/npy/TensorFile.h"
#include "runtime/tools/Command.h"
#include "runtime/tools/Progress.h"
#include "runtime/tools/RunBindings.h"
#include "runtime/tools/StatisticsJson.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <csignal>
#include <iostream>
#include <optional>

namespace alcyone::tools {

namespace po = boost::program_options;
using runtime::Buffer;
using runtime::require;
using runtime::take;
using runtime::TensorInfo;

namespace {

struct RunWords {
  std::string program, device, entry, stats, trace;
  std::vector<std::string> inputs, outputs;
  Count instructionLimit;
};

// Ctrl-C ends the launch; a second one ends the program.
std::atomic<runtime::Event *> running = nullptr;

void interrupt(int) {
  if (runtime::Event *event = running.load())
    event->cancel();
  std::signal(SIGINT, SIG_DFL);
}

bool parse(const Arguments &arguments, RunWords &words) {
  CommandLine line;
  line.usage = "run FILE.alc [--device ref|sim|rtl|cosim[:CHIP|:FILE.json]] "
               "--input NAME=FILE.npy ... [--output [NAME=]FILE.npy ...] "
               "[options]";
  line.explanation =
      "Runs a program file. Without --output, prints a summary of every "
      "output.\n";
  auto option = line.options.add_options();
  option(
      "device",
      po::value(&words.device)->default_value("ref")->value_name("DEVICE"),
      "ref (functional, fast), sim (simulated time), rtl (Verilated) or cosim "
      "(rtl in lock step with the semantics), with a chip's name or file; the "
      "chip is that of the program if left out");
  option("input", po::value(&words.inputs)->value_name("NAME=FILE.npy"),
         "for every input");
  option("output", po::value(&words.outputs)->value_name("[NAME=]FILE.npy"),
         "for every output that is wanted; the name may be left out if there "
         "is one");
  option("entry", po::value(&words.entry)->value_name("NAME"),
         "entry point, if there are several");
  option("stats", po::value(&words.stats)->value_name("FILE.json"),
         "write statistics to this file");
  option("trace", po::value(&words.trace)->value_name("FILE"),
         "write a trace to this file: for Perfetto, FILE.json (sim), or a "
         "waveform, FILE.fst (rtl, cosim)");
  option("instruction-limit",
         po::value(&words.instructionLimit)->value_name("COUNT"),
         "give up after so many instructions of the control processors");
  line.hidden.add_options()("program", po::value(&words.program));
  line.positionals.add("program", 1);
  po::variables_map values;
  if (!line.parse(arguments, values))
    return false;
  if (words.program.empty())
    throw UsageError("a program file is needed\nusage: alc " + line.usage);
  return true;
}

const runtime::EntryInfo &findEntry(const runtime::Program &program,
                                    const std::string &name) {
  std::string known;
  for (const runtime::EntryInfo &entry : program.entries()) {
    if (entry.name == name || (name.empty() && program.entries().size() == 1))
      return entry;
    known += (known.empty() ? "" : ", ") + entry.name;
  }
  isa::fail(isa::Category::BadInput,
            (name.empty() ? "the program has several entries, choose one with "
                            "--entry: "
                          : "no entry '" + name + "'; there are: ") +
                known);
}

// Device buffers for all tensors of the entry, inputs filled.
std::vector<Buffer>
prepareBuffers(runtime::Device &device, const runtime::EntryInfo &entry,
               const std::map<std::string, std::string> &files) {
  std::vector<Buffer> buffers;
  for (const TensorInfo &tensor : entry.tensors) {
    // A tensor without elements still needs an address.
    const uint64_t bytes = std::max<uint64_t>(tensor.sizeBytes, 1);
    buffers.push_back(take(device.allocate(bytes)));
    if (!tensor.isOutput)
      require(buffers.back().write(
          runtime::readTensor(files.at(tensor.name), tensor)));
  }
  return buffers;
}

void printSummary(const TensorInfo &tensor, std::span<const uint8_t> bytes) {
  constexpr uint64_t shown = 8;
  const uint64_t elements = bytes.size() / elementBytes(tensor.type);
  double least = INFINITY, most = -INFINITY, sum = 0;
  uint64_t notNumbers = 0;
  for (uint64_t i = 0; i < elements; ++i) {
    const double value = runtime::elementValue(tensor.type, bytes, i);
    notNumbers += std::isnan(value);
    least = std::min(least, value);
    most = std::max(most, value);
    sum += value;
  }
  std::cout << tensor.name << ": " << elementTypeName(tensor.type) << " "
            << runtime::shapeText(tensor.shape);
  if (elements)
    std::cout << ", min " << least << ", max " << most << ", mean "
              << sum / double(elements);
  if (notNumbers)
    std::cout << ", " << notNumbers << " NaN";
  std::cout << "\n ";
  for (uint64_t i = 0; i < std::min(elements, shown); ++i)
    std::cout << " " << runtime::elementValue(tensor.type, bytes, i);
  std::cout << (elements > shown ? " ...\n" : "\n");
}

void launch(runtime::Device &device, runtime::Event &event,
            const RunWords &words) {
  const Progress progress("running " + words.program + " on " +
                          std::string(device.backend()) + ":" +
                          device.chip().name);
  running = &event;
  const auto before = std::signal(SIGINT, interrupt);
  const runtime::Status status = event.wait();
  running = nullptr;
  std::signal(SIGINT, before);
  require(status);
}

// Throws unless everything that is to be written has a file of its own.
void checkDestinations(const std::map<std::string, std::string> &outputs,
                       const RunWords &words) {
  std::vector<Destination> destinations;
  for (const auto &[name, path] : outputs)
    destinations.push_back({"--output " + name + "=" + path, path});
  if (!words.stats.empty())
    destinations.push_back({"--stats " + words.stats, words.stats});
  if (!words.trace.empty())
    destinations.push_back({"--trace " + words.trace, words.trace});
  requireDistinct(destinations);
}

// Everything but the trace that is written when the launch has succeeded.
// Opened before it, so that a place that cannot be written is known before the
// time is spent, and committed together.
class OutputFiles {
public:
  explicit OutputFiles(const std::map<std::string, std::string> &tensors,
                       const std::string &statistics) {
    for (const auto &[name, path] : tensors)
      inOrder.emplace_back(path, &files.try_emplace(name, path).first->second);
    if (!statistics.empty())
      inOrder.emplace_back(statistics, &stats.emplace(statistics));
  }

  void write(const TensorInfo &tensor, std::span<const uint8_t> bytes) {
    if (const auto file = files.find(tensor.name); file != files.end())
      runtime::writeTensor(file->second, tensor, bytes);
  }
  void write(const std::string &statistics) {
    if (stats)
      stats->write(statistics);
  }
  // `written` is there already, or empty. A failure lists all that is.
  void commit(std::string written) {
    try {
      for (const auto &[path, file] : inOrder) {
        file->commit();
        written += (written.empty() ? "" : ", ") + path;
      }
    } catch (const isa::Failure &failure) {
      if (written.empty())
        throw;
      isa::fail(failure.category,
                std::string(failure.what()) + "; already written: " + written);
    }
  }

private:
  std::map<std::string, isa::OutputFile> files; // by tensor
  std::optional<isa::OutputFile> stats;
  std::vector<std::pair<std::string, isa::OutputFile *>> inOrder; // with paths
};

} // namespace

void runCommand(const Arguments &arguments) {
  RunWords words;
  if (!parse(arguments, words))
    return;
  const auto inputs = parseBindings(words.inputs, "--input");
  const auto outputs = parseBindings(words.outputs, "--output");
  const std::string compiledFor =
      isa::ProgramFile::open(words.program).metadata().compiledFor;

  runtime::Device device = take(runtime::Device::open(
      words.device, compiledFor.empty() ? "nano" : compiledFor));
  const runtime::Program program = take(device.load(words.program));
  const runtime::EntryInfo &entry = findEntry(program, words.entry);
  const auto inputFiles = bindInputs(entry, inputs);
  const auto outputFiles = bindOutputs(entry, outputs);
  checkDestinations(outputFiles, words);
  OutputFiles files(outputFiles, words.stats);
  const std::vector<Buffer> buffers = prepareBuffers(device, entry, inputFiles);

  runtime::Queue queue = device.createQueue();
  runtime::LaunchOptions options;
  options.instructionLimit = words.instructionLimit.value;
  options.tracePath = words.trace;
  runtime::Event event =
      take(queue.submit(program, entry.name, buffers, options));
  launch(device, event, words);

  const RunIdentity identity{words.program, entry.name,
                             std::string(device.backend()), device.chip().name};
  for (size_t i = 0; i < buffers.size(); ++i) {
    const TensorInfo &tensor = entry.tensors[i];
    if (!tensor.isOutput)
      continue;
    std::vector<uint8_t> bytes(tensor.sizeBytes);
    require(buffers[i].read(bytes));
    if (outputFiles.empty())
      printSummary(tensor, bytes);
    files.write(tensor, bytes);
  }
  // Beside files it is for whoever looks on, not for who reads the output.
  if (outputFiles.empty())
    std::cout << statisticsLine(identity, event.statistics()) << "\n";
  else if (isatty(STDERR_FILENO))
    std::cerr << statisticsLine(identity, event.statistics()) << "\n";
  files.write(statisticsJson(identity, event.statistics()));
  files.commit(words.trace);
}

} // namespace alcyone::tools
