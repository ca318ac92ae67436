// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc correlate: the simulator's cycles against those of the RTL.
#include "isa/support/Failure.h"
#include "isa/support/NumberText.h"
#include "isa/support/OutputFile.h"
#include "isa/support/TemporaryFolder.h"
#include "runtime/correlate/Report.h"
#include "runtime/tools/Command.h"
#include "runtime/tools/RunBindings.h"

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
  std::optional<Percent> mean, worst;
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
  option("mean", po::value<Percent>()->value_name("PERCENT"),
         "fail if the mean error is larger");
  option("worst", po::value<Percent>()->value_name("PERCENT"),
         "fail if an error is larger");
  po::variables_map values;
  if (!line.parse(arguments, values))
    return false;
  if (values.count("mean"))
    words.mean = values["mean"].as<Percent>();
  if (values.count("worst"))
    words.worst = values["worst"].as<Percent>();
  if (!words.plot.empty() && !words.plot.ends_with(".svg"))
    throw UsageError("--plot writes SVG; '" + words.plot +
                     "' must end in .svg");
  return true;
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

// Where the table and the plot go. Opened first, so that a place that cannot be
// written is known before the time is spent.
class Files {
public:
  explicit Files(const CorrelateWords &words) {
    std::vector<Destination> destinations;
    if (!words.csv.empty())
      destinations.push_back({"--csv", words.csv});
    if (!words.plot.empty())
      destinations.push_back({"--plot", words.plot});
    requireDistinct(destinations);
    if (!words.csv.empty())
      table.emplace(words.csv);
    if (!words.plot.empty())
      plot.emplace(words.plot);
  }

  void write(const Measurements &measurements, const Names &names) {
    if (table)
      table->write(csv(measurements, names));
    if (plot)
      plot->write(scatterPlot(measurements, names, plottedBand));
    if (table)
      table->commit();
    if (plot)
      plot->commit();
  }

private:
  std::optional<isa::OutputFile> table, plot;
};

void makeFolder(const std::filesystem::path &folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    isa::fail(isa::Category::BadInput,
              "--save " + folder.string() +
                  ": no folder can be made: " + error.message());
}

void check(const char *what, double error, std::optional<Percent> limit) {
  if (limit && 100 * error > limit->value)
    isa::fail(isa::Category::ModelBug,
              "the " + std::string(what) + " error is larger than " +
                  isa::numberText(limit->value, 3) + " %");
}

} // namespace

void correlateCommand(const Arguments &arguments) {
  CorrelateWords words;
  if (!parse(arguments, words))
    return;
  const Kernels kernels = chosen(words.kernels);
  Files files(words);
  const Names names{"rtl:" + words.chip, "sim:" + words.chip};
  std::optional<isa::TemporaryFolder> temporary;
  std::filesystem::path folder = words.save;
  if (words.save.empty())
    folder = temporary.emplace().path;
  else
    makeFolder(folder);

  Correlation correlation(names.device, names.model, folder);
  Measurements measurements;
  for (const Kernel &kernel : kernels) {
    measurements.push_back(correlation.measure(kernel));
    std::cout << line(measurements.back()) << std::flush;
  }
  std::cout << "\n" << summaryTable(measurements);
  files.write(measurements, names);
  const Summary all = summarise(measurements);
  check("mean", all.mean, words.mean);
  check("worst", all.worst, words.worst);
}

} // namespace alcyone::tools
