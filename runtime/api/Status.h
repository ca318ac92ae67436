// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How the runtime says that something did not work: a code for programs and a
// message for people. No exception leaves the public interface.
#pragma once

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace alcyone::runtime {

// Values are part of the C interface (alc_status).
enum class StatusCode : uint8_t {
  Ok = 0,
  InvalidArgument = 1, // the caller asked for something that is not there
  BadFile = 2,         // a program or chip file is damaged or unreadable
  Incompatible = 3,    // the program needs another chip
  OutOfMemory = 4,     // of the device
  OutOfRange = 5,      // beyond a buffer or what is allocated
  DeviceFault = 6,     // the program did something wrong on the device
  Deadlock = 7,        // nothing on the device could make progress
  ProgramExit = 8,     // the program ended itself with a non-zero code
  LimitReached = 9,    // the launch's instruction limit
  Cancelled = 10,      // by Event::cancel
  NotRun = 11,         // a launch that this one follows failed
  Unimplemented = 12,  // legal, but not part of this build
  Internal = 13        // a bug in Alcyone
};

// "ok", "invalid argument", ...
std::string_view statusName(StatusCode code);

class [[nodiscard]] Status {
public:
  Status() = default;
  Status(StatusCode code, std::string message)
      : what(code), text(std::move(message)) {}

  bool ok() const { return what == StatusCode::Ok; }
  StatusCode code() const { return what; }
  const std::string &message() const { return text; }

private:
  StatusCode what = StatusCode::Ok;
  std::string text;
};

// A value, or the Status that says why there is none.
template <typename T> class [[nodiscard]] Result {
public:
  Result(T value) : content(std::move(value)) {}
  Result(Status failure) : why(std::move(failure)) { assert(!why.ok()); }

  bool ok() const { return content.has_value(); }
  explicit operator bool() const { return ok(); }
  const Status &status() const { return why; }

  // Precondition: ok().
  T &operator*() { return *content; }
  const T &operator*() const { return *content; }
  T *operator->() { return &*content; }
  const T *operator->() const { return &*content; }

private:
  std::optional<T> content;
  Status why;
};

} // namespace alcyone::runtime
