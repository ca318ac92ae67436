// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The pages of a chip's address space in which something was written.
#pragma once

#include <cstdint>
#include <set>

namespace alcyone::cosim {

class PageSet {
public:
  static constexpr uint64_t pageBytes = 4096;

  void add(uint64_t address, uint64_t bytes) {
    for (uint64_t page = address / pageBytes;
         bytes != 0 && page <= (address + bytes - 1) / pageBytes; ++page)
      if (page != last)
        pages.insert(last = page);
  }
  void clear() {
    pages.clear();
    last = UINT64_MAX;
  }
  /// Numbers of pages, in order.
  const std::set<uint64_t> &all() const { return pages; }

private:
  std::set<uint64_t> pages;
  uint64_t last = UINT64_MAX; // added
};

} // namespace alcyone::cosim
