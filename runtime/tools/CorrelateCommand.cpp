// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc correlate: the simulator's cycles against those of the RTL.
#include "isa/support/Failure.h"
#include "isa/support/OutputFile.h"
#include "isa/support/TemporaryFolder.h"
#include "runtime/correlate/Report.h"
#include "runtime/tools/Command.h"

#include <algorithm>
#include <iostream>
#include <optional>

namespace alcyone::tools {

namespace po = boost::program_options;
using namespace correlate;

namespace {

constexpr double plottedBand = 0.08;

struct CorrelateWords {
  std::string chip, csv, plot, save;
  std::vector<std::string> kernels;
  double mean = 0, worst = 0;
};

bool parse(const Arguments &arguments, CorrelateWords &words) {
  CommandLine line;
  line.usage = "correlate [--chip NAME] [--kernel TEXT ...] [--csv FILE] "
               "[--plot FILE.svg] [--mean PERCENT] [--worst PERCENT]";
  line.explanation = "Runs a fixed list of kernels on rtl and sim and prints "
                     "their cycles, and "
                     "the\nerror of sim.\n";
  auto option = line.options.add_options();
  option("chip",
         po::value(&words.chip)->default_value("nano")->value_name("NAME"),
         "a chip that there is RTL of");
  option("kernel", po::value(&words.kernels)->value_name("TEXT"),
         "only kernels whose family/name contains this; may be repeated");
  option("csv", po::value(&words.csv)->value_name("FILE"),
         "write the table to this file");
  option("plot", po::value(&words.plot)->value_name("FILE.svg"),
         "write a scatter plot to this file");
  option("save", po::value(&words.save)->value_name("FOLDER"),
         "keep the kernels' texts and program files in this folder");
  option("mean", po::value(&words.mean)->value_name("PERCENT"),
         "fail if the mean error is larger");
  option("worst", po::value(&words.worst)->value_name("PERCENT"),
         "fail if an error is larger");
  po::variables_map values;
  return line.parse(arguments, values);
}

Kernels chosen(const std::vector<std::string> &parts) {
  Kernels kernels = allKernels();
  std::erase_if(kernels, [&](const Kernel &kernel) {
    return !parts.empty() &&
           std::none_of(parts.begin(), parts.end(), [&](const auto &part) {
             return kernel.fullName().find(part) != std::string::npos;
           });
  });
  if (kernels.empty())
    throw UsageError("no kernel's name contains the text of --kernel");
  return kernels;
}

void writeFile(const std::string &path, const std::string &text) {
  if (path.empty())
    return;
  isa::OutputFile file(path);
  file.write(text);
  file.commit();
}

void check(const char *what, double error, double limit) {
  if (limit > 0 && 100 * error > limit)
    isa::fail(isa::Category::ModelBug, "the " + std::string(what) +
                                           " error is larger than " +
                                           std::to_string(limit) + " %");
}

} // namespace

void correlateCommand(const Arguments &arguments) {
  CorrelateWords words;
  if (!parse(arguments, words))
    return;
  const Kernels kernels = chosen(words.kernels);
  const Names names{"rtl:" + words.chip, "sim:" + words.chip};
  std::optional<isa::TemporaryFolder> temporary;
  std::filesystem::path folder = words.save;
  if (words.save.empty())
    folder = temporary.emplace().path;
  else
    std::filesystem::create_directories(folder);

  Correlation correlation(names.device, names.model, folder);
  Measurements measurements;
  for (const Kernel &kernel : kernels) {
    measurements.push_back(correlation.measure(kernel));
    std::cout << line(measurements.back()) << std::flush;
  }
  std::cout << "\n" << summaryTable(measurements);
  writeFile(words.csv, csv(measurements, names));
  writeFile(words.plot, scatterPlot(measurements, names, plottedBand));
  const Summary all = summarise(measurements);
  check("mean", all.mean, words.mean);
  check("worst", all.worst, words.worst);
}

} // namespace alcyone::tools
