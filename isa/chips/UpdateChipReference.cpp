// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alcyone_chip_reference [--check] PAGE: puts the tables of chip keys between
// the page's markers, or with --check exits with status 1 if they are not what
// stands there.
#include "isa/chips/ChipKeys.h"

#include <fstream>
#include <iostream>
#include <iterator>

namespace {

constexpr std::string_view begin = "<!-- begin: chip keys -->\n";
constexpr std::string_view end = "<!-- end: chip keys -->\n";

int complain(const std::string &message) {
  std::cerr << "error: " << message << "\n";
  return 1;
}

} // namespace

int main(int argc, char **argv) {
  bool check = argc == 3 && std::string_view(argv[1]) == "--check";
  if (argc != 2 && !check) {
    std::cerr << "usage: alcyone_chip_reference [--check] PAGE\n";
    return 2;
  }
  std::string path = argv[argc - 1];
  std::ifstream input(path);
  std::string page{std::istreambuf_iterator<char>(input), {}};
  size_t first = page.find(begin), last = page.find(end);
  if (first == std::string::npos || last == std::string::npos || last < first)
    return complain(path + ": no markers for the tables of chip keys");
  first += begin.size();
  std::string tables = alcyone::isa::chipReference() + "\n";
  if (page.compare(first, last - first, tables) == 0)
    return 0;
  if (check)
    return complain(path +
                    ": the tables of chip keys are out of date; run "
                    "alcyone_chip_reference " +
                    path);
  page.replace(first, last - first, tables);
  std::ofstream output(path, std::ios::trunc);
  output << page << std::flush;
  return output ? 0 : complain(path + ": cannot be written");
}
