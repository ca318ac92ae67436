// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tells whoever sits at the terminal that long work goes on: after a second, a
// line on stderr with the seconds that have passed, wiped at the end. Says
// nothing when stderr is not a terminal.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace alcyone::tools {

class Progress {
public:
  explicit Progress(std::string what);
  ~Progress();
  Progress(const Progress &) = delete;
  Progress &operator=(const Progress &) = delete;

private:
  void show();

  std::string what;
  bool finished = false;
  std::mutex mutex;
  std::condition_variable changed;
  std::thread thread;
};

} // namespace alcyone::tools
