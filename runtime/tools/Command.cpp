// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading of words, common to all commands.
#include "runtime/tools/Command.h"

#include <charconv>
#include <cmath>
#include <iostream>

namespace alcyone::tools {

namespace po = boost::program_options;

bool CommandLine::parse(const Arguments &arguments, po::variables_map &values) {
  options.add_options()("help,h", "print this and exit");
  po::options_description all;
  all.add(options).add(hidden);
  // A prefix of an option is not the option: scripts must not break when
  // another one is added.
  using Style = po::command_line_style::style_t;
  const int style =
      po::command_line_style::default_style & ~int(Style::allow_guessing);
  try {
    po::store(po::command_line_parser(arguments)
                  .options(all)
                  .positional(positionals)
                  .style(style)
                  .run(),
              values);
    if (values.count("help")) {
      std::cout << "usage: alc " << usage << "\n\n" << explanation;
      if (!explanation.empty())
        std::cout << "\n";
      std::cout << options;
      return false;
    }
    po::notify(values);
  } catch (const po::error &error) {
    throw UsageError(std::string(error.what()) + "\nusage: alc " + usage);
  }
  return true;
}

static uint64_t digitsOf(const std::string &word) {
  uint64_t value = 0;
  const auto [end, error] =
      std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size())
    throw po::invalid_option_value(word);
  return value;
}

void validate(boost::any &value, const std::vector<std::string> &words, Count *,
              int) {
  po::validators::check_first_occurrence(value);
  value = Count{digitsOf(po::validators::get_single_string(words))};
}

void validate(boost::any &value, const std::vector<std::string> &words,
              Percent *, int) {
  po::validators::check_first_occurrence(value);
  const std::string &word = po::validators::get_single_string(words);
  Percent percent;
  const auto [end, error] =
      std::from_chars(word.data(), word.data() + word.size(), percent.value);
  if (error != std::errc() || end != word.data() + word.size() ||
      !(percent.value >= 0 && std::isfinite(percent.value)))
    throw po::invalid_option_value(word);
  value = percent;
}

} // namespace alcyone::tools
