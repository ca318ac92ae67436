// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/tools/Progress.h"

#include <unistd.h>

#include <chrono>
#include <iostream>

namespace alcyone::tools {

Progress::Progress(std::string what) : what(std::move(what)) {
  if (isatty(STDERR_FILENO))
    thread = std::thread([this] { show(); });
}

Progress::~Progress() {
  if (!thread.joinable())
    return;
  {
    const std::lock_guard lock(mutex);
    finished = true;
  }
  changed.notify_one();
  thread.join();
}

void Progress::show() {
  std::unique_lock lock(mutex);
  for (unsigned second = 1;; ++second) {
    if (changed.wait_for(lock, std::chrono::seconds(1),
                         [this] { return finished; }))
      break;
    std::cerr << "\r" << what << " (" << second << " s)" << std::flush;
  }
  std::cerr << "\r\033[K" << std::flush;
}

} // namespace alcyone::tools
