// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/device/Require.h"

#include "isa/support/Failure.h"

namespace alcyone::runtime {

static isa::Category categoryOf(StatusCode code) {
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

void require(const Status &status) {
  if (!status.ok())
    isa::fail(categoryOf(status.code()), status.message());
}

} // namespace alcyone::runtime
