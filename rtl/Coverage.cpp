// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rtl/Model.h"

#include <verilated_cov.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace alcyone::rtl {

namespace {

namespace fs = std::filesystem;

// Verilator's own format: a line of what is fixed, a line "C 'point' count" a
// point.
constexpr const char *firstLine = "# SystemC::Coverage-3";

/// Counts of all models that have gone, by point. Models can be many in a
/// process, and a file of each would be gigabytes.
class Counts {
public:
  Counts() { fs::create_directories(ALCYONE_COVERAGE_DIRECTORY); }
  ~Counts() {
    std::ofstream file(path);
    file << firstLine << "\n";
    for (const auto &[point, count] : counts)
      file << point << ' ' << count << "\n";
  }

  void add(VerilatedContext &context) {
    context.coveragep()->write(path.c_str());
    std::ifstream file(path);
    std::string line;
    if (!std::getline(file, line) || line != firstLine)
      throw std::runtime_error("Verilator wrote no coverage to " +
                               path.string());
    while (std::getline(file, line)) {
      const size_t space = line.rfind(' ');
      counts[line.substr(0, space)] += std::stoull(line.substr(space + 1));
    }
  }

private:
  // Processes have the same number again after a while.
  const fs::path path =
      fs::path(ALCYONE_COVERAGE_DIRECTORY) /
      (std::to_string(
           std::chrono::system_clock::now().time_since_epoch().count()) +
       "-" + std::to_string(getpid()) + ".dat");
  std::map<std::string, uint64_t> counts;
};

} // namespace

void keepCoverage(VerilatedContext &context) {
  static Counts counts;
  counts.add(context);
}

} // namespace alcyone::rtl
