// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The one way of stopping at the first wrong thing: a category for the caller
// to act on and a message for a person. Thrown inside, turned into a Status or
// exit status 1 at the public boundaries. What a device reports while running a
// program is no Failure but a Fault, which is a value.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace alcyone::isa {

enum class Category {
  IllegalProgram, // the program asks for something no chip may do
  Unimplemented,  // legal, but not built yet
  BadConfig,      // a chip file or a chip that does not fit
  BadInput,       // a file or argument that the user gave
  Stopped,        // by a limit or from outside
  ModelBug        // our own mistake
};

// "illegal program", "bad input", ...: how tools begin a message.
std::string_view categoryName(Category category);

class Failure : public std::runtime_error {
public:
  Failure(Category category, const std::string &message)
      : std::runtime_error(message), category(category) {}

  Category category;
};

[[noreturn]] void fail(Category category, std::string message);

} // namespace alcyone::isa
