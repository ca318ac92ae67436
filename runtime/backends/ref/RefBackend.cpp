// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/backends/ref/RefBackend.h"

#include "isa/support/Failure.h"

namespace alcyone::runtime {

isa::LaunchResult RefBackend::launch(const isa::LaunchRequest &request,
                                     const std::string &tracePath) {
  if (!tracePath.empty())
    isa::fail(isa::Category::Unimplemented,
              "device ref has no clock and writes no trace; use sim");
  return machine.launch(request);
}

} // namespace alcyone::runtime
