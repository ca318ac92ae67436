// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program placed on a device: its entry points and what they take.
#pragma once

#include "isa/program/Metadata.h"
#include "runtime/api/Status.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace alcyone::runtime {

using isa::ElementType;

// A tensor that the caller brings or takes away: row-major, contiguous.
struct TensorInfo {
  std::string name;
  ElementType type = ElementType::F32;
  std::vector<uint64_t> shape;
  uint64_t sizeBytes = 0;
  bool isOutput = false;
};

struct EntryInfo {
  std::string name;
  std::vector<TensorInfo> tensors; // inputs and outputs, in the file's order
};

class Program {
public:
  const std::vector<EntryInfo> &entries() const;
  std::string_view compiledFor() const; // name of a chip

private:
  friend class Device;
  friend class Queue;
  struct State;
  explicit Program(std::shared_ptr<State> state) : state(std::move(state)) {}
  std::shared_ptr<State> state;
};

} // namespace alcyone::runtime
