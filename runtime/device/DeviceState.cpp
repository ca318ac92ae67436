// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Order and failure of launches.
#include "runtime/device/DeviceState.h"

#include <algorithm>
#include <new>

namespace alcyone::runtime {

std::string_view statusName(StatusCode code) {
  switch (code) {
  case StatusCode::Ok:
    return "ok";
  case StatusCode::InvalidArgument:
    return "invalid argument";
  case StatusCode::BadFile:
    return "bad file";
  case StatusCode::Incompatible:
    return "incompatible program";
  case StatusCode::OutOfMemory:
    return "out of memory";
  case StatusCode::OutOfRange:
    return "out of range";
  case StatusCode::DeviceFault:
    return "device fault";
  case StatusCode::Deadlock:
    return "deadlock";
  case StatusCode::ProgramExit:
    return "program ended with an error code";
  case StatusCode::LimitReached:
    return "limit reached";
  case StatusCode::Cancelled:
    return "cancelled";
  case StatusCode::NotRun:
    return "not run";
  case StatusCode::Unimplemented:
    return "not implemented";
  case StatusCode::Internal:
    return "internal error";
  }
  return "unknown status";
}

Status statusOfException() {
  try {
    throw;
  } catch (const isa::Failure &failure) {
    switch (failure.category) {
    case isa::Category::IllegalProgram:
      return {StatusCode::BadFile, failure.what()};
    case isa::Category::Unimplemented:
      return {StatusCode::Unimplemented, failure.what()};
    case isa::Category::BadConfig:
    case isa::Category::BadInput:
      return {StatusCode::BadFile, failure.what()};
    case isa::Category::Stopped: // launches end with a status, not like this
    case isa::Category::ModelBug:
      break;
    }
    return {StatusCode::Internal, failure.what()};
  } catch (const std::bad_alloc &) {
    return {StatusCode::Internal, "the host is out of memory"};
  } catch (const std::exception &error) {
    return {StatusCode::Internal, error.what()};
  } catch (...) {
    return {StatusCode::Internal, "unknown exception"};
  }
}

void DeviceState::enqueue(std::shared_ptr<LaunchState> launch) {
  const std::lock_guard lock(mutex);
  pending.push_back(std::move(launch));
}

void DeviceState::runUntilDone(const LaunchState &launch) {
  const std::lock_guard lock(mutex);
  while (!launch.done && !pending.empty())
    runNext();
}

void DeviceState::drain(const void *queue) {
  const std::lock_guard lock(mutex);
  const auto belongs = [&](const auto &launch) {
    return launch->queue == queue;
  };
  while (std::any_of(pending.begin(), pending.end(), belongs))
    runNext();
}

static StatusCode codeOf(isa::LaunchEnd end) {
  switch (end) {
  case isa::LaunchEnd::Done:
    return StatusCode::Ok;
  case isa::LaunchEnd::ExitCode:
    return StatusCode::ProgramExit;
  case isa::LaunchEnd::Faulted:
    return StatusCode::DeviceFault;
  case isa::LaunchEnd::Deadlocked:
    return StatusCode::Deadlock;
  case isa::LaunchEnd::LimitReached:
    return StatusCode::LimitReached;
  case isa::LaunchEnd::Cancelled:
    return StatusCode::Cancelled;
  }
  return StatusCode::Internal;
}

void DeviceState::execute(LaunchState &launch) {
  for (const auto &earlier : launch.after)
    if (!earlier->status.ok()) {
      launch.status = {StatusCode::NotRun,
                       "not run, since a launch it follows failed: " +
                           earlier->status.message()};
      return;
    }
  if (launch.cancelled) {
    launch.status = {StatusCode::Cancelled, "cancelled before it started"};
    return;
  }
  launch.status = guarded([&]() -> Status {
    if (Status begun = backend->submit(launch.request, launch.tracePath);
        !begun.ok())
      return begun;
    isa::LaunchResult result = backend->wait();
    launch.statistics = std::move(result.statistics);
    return {codeOf(result.end), std::move(result.message)};
  });
}

void DeviceState::runNext() {
  const std::shared_ptr<LaunchState> launch = pending.front();
  pending.pop_front();
  execute(*launch);
  launch->done = true;
  // Handles may be the last ones of their device: let go of them only here,
  // where this call's caller still holds it.
  launch->program.reset();
  launch->buffers.clear();
  launch->after.clear();
  if (launch->status.ok())
    return;
  std::deque<std::shared_ptr<LaunchState>> rest;
  rest.swap(pending);
  for (auto &later : rest) {
    if (later->queue != launch->queue) {
      pending.push_back(std::move(later));
      continue;
    }
    later->status = {StatusCode::NotRun,
                     "not run, since an earlier launch of its queue failed: " +
                         launch->status.message()};
    later->done = true;
    later->program.reset();
    later->buffers.clear();
    later->after.clear();
  }
}

} // namespace alcyone::runtime
