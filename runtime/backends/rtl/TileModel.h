// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A Verilated tile, of whichever chip: its ports under their names in
// rtl/tile/alc_tile.sv, and its memories and registers through the back door.
// The class that Verilator writes for a chip is known to TileModels.cpp.in
// alone.
#pragma once

#include <verilated.h>

#include <cstdint>
#include <string>

namespace alcyone::runtime {

class TileModel {
public:
  virtual ~TileModel() = default;

  virtual void eval() = 0;
  /// Runs what the RTL does at the end of a simulation.
  virtual void final() = 0;

  /// Adds what has changed to the waveform, at a time in picoseconds; only a
  /// traced model has one.
  virtual void dump(uint64_t) {}
  virtual void closeTrace() {}

  /// The bytes of a memory or register that the RTL makes public, such as
  /// "u_tcm", "memory_q"; it is a ModelBug if there is none.
  uint8_t *backDoor(const std::string &instance, const char *variable) const;

  // Of a struct, the words.
#define ALCYONE_PORT(type, name) type name;
#include "runtime/backends/rtl/TilePorts.def"
#undef ALCYONE_PORT

protected:
  template <class Model>
  TileModel(VerilatedContext &context, Model &model)
      :
#define ALCYONE_PORT(type, name) name(portOf(model.name)),
#include "runtime/backends/rtl/TilePorts.def"
#undef ALCYONE_PORT
        context(context) {
  }
  TileModel(const TileModel &) = delete;

private:
  template <class Port> static Port &portOf(Port &port) { return port; }
  template <size_t words> static EData *portOf(VlWide<words> &port) {
    return port.m_storage;
  }

  VerilatedContext &context;
};

} // namespace alcyone::runtime
