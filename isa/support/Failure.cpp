// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/support/Failure.h"

#include <utility>

namespace alcyone::isa {

std::string_view categoryName(Category category) {
  switch (category) {
  case Category::IllegalProgram:
    return "illegal program";
  case Category::Unimplemented:
    return "not implemented";
  case Category::BadConfig:
    return "bad configuration";
  case Category::BadInput:
    return "bad input";
  case Category::Stopped:
    return "stopped";
  case Category::ModelBug:
    return "bug in Alcyone";
  }
  return "unknown failure";
}

void fail(Category category, std::string message) {
  throw Failure(category, std::move(message));
}

} // namespace alcyone::isa
