// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading of words, common to all commands.
#include "runtime/tools/Command.h"

#include "isa/support/Failure.h"

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

static isa::Category categoryOf(runtime::StatusCode code) {
  using runtime::StatusCode;
  switch (code) {
  case StatusCode::InvalidArgument:
  case StatusCode::BadFile:
  case StatusCode::OutOfRange:
    return isa::Category::BadInput;
  case StatusCode::Incompatible:
  case StatusCode::OutOfMemory:
    return isa::Category::BadConfig;
  case StatusCode::Unimplemented:
    return isa::Category::Unimplemented;
  case StatusCode::Ok:
  case StatusCode::Internal:
    return isa::Category::ModelBug;
  case StatusCode::LimitReached:
  case StatusCode::Cancelled:
    return isa::Category::Stopped;
  case StatusCode::DeviceFault:
  case StatusCode::Deadlock:
  case StatusCode::ProgramExit:
  case StatusCode::NotRun:
    break;
  }
  return isa::Category::IllegalProgram;
}

void require(const runtime::Status &status) {
  if (!status.ok())
    isa::fail(categoryOf(status.code()), status.message());
}

} // namespace alcyone::tools
