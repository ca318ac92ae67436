// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/support/TemporaryFolder.h"

#include "isa/support/Failure.h"

#include <cstdlib>
#include <string>

namespace alcyone::isa {

TemporaryFolder::TemporaryFolder() {
  std::string name =
      (std::filesystem::temp_directory_path() / "alcyone-XXXXXX").string();
  if (!mkdtemp(name.data()))
    fail(Category::BadInput, "cannot make a temporary folder like " + name);
  path = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
}

} // namespace alcyone::isa
