// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alcyone_chip_package CHIP FILE.sv: writes the numbers of a chip as the
// SystemVerilog package alc_chip_pkg, and with them what the machine has on
// every chip: addresses, limits, counts and faults. "ttu.rows" becomes TtuRows.
// Numbers that are no integers are left out: they are those of the HBM and of
// energy.
#include "isa/chips/Chip.h"
#include "isa/chips/ChipKeys.h"
#include "isa/machine/Barriers.h"
#include "isa/machine/EngineQueue.h"
#include "isa/semantics/Limits.h"
#include "isa/semantics/MatmulKernel.h"
#include "isa/semantics/Tdma.h"
#include "isa/semantics/Vector.h"
#include "isa/semantics/VectorProgram.h"
#include "isa/support/AddressMap.h"
#include "isa/support/Failure.h"
#include "isa/support/Fault.h"
#include "isa/support/OutputFile.h"

#include <bit>
#include <cctype>
#include <iostream>

using namespace alcyone::isa;

namespace {

std::string camelCase(std::string_view key) {
  std::string name;
  bool startsWord = true;
  for (const char c : key) {
    if (c == '.' || c == '_' || c == ' ') {
      startsWord = true;
      continue;
    }
    name += startsWord ? char(std::toupper(c)) : c;
    startsWord = false;
  }
  return name;
}

struct Constant {
  const char *name;
  uint64_t value;
};

constexpr Constant addresses[] = {
    {"AddressTileRegisters", address::tileRegisters},
    {"AddressTileRegistersBytes", address::tileRegistersBytes},
    {"AddressOwnL1", address::ownL1},
    {"AddressL1", address::l1},
    {"AddressL1Stride", address::l1Stride},
    {"AddressL2", address::l2},
    {"AddressL2Stride", address::l2Stride},
    {"AddressHbm", address::hbm}};

constexpr Constant limits[] = {
    {"MaxInstructionElements", maxInstructionElements},
    {"MaxGatherRows", maxGatherRows}};

constexpr Constant counts[] = {{"QueueTtu", ttuQueue},
                               {"QueueTvp", tvpQueue},
                               {"QueueFirstTdma", firstTdmaQueue},
                               {"QueueFirstCdma", firstCdmaQueue},
                               {"QueueControlProcessor", controlProcessorQueue},
                               {"BarrierIds", Barriers::ids},
                               {"MatmulGroup", matmulGroup},
                               {"VectorLanes", vectorLanes},
                               {"VectorInputs", inputStreams},
                               {"VectorOutputs", outputStreams},
                               {"MicroFirstStream", firstStreamSource},
                               {"MicroSources", microSources}};

std::string machine() {
  std::string text;
  for (const Constant &constant : addresses)
    text += std::string("  parameter logic [63:0] ") + constant.name +
            " = 64'd" + std::to_string(constant.value) + ";\n";
  for (const Constant &constant : limits)
    text += "  parameter logic [" +
            std::to_string(std::bit_width(constant.value) - 1) + ":0] " +
            constant.name + " = " +
            std::to_string(std::bit_width(constant.value)) + "'d" +
            std::to_string(constant.value) + ";\n";
  for (const Constant &constant : counts)
    text += std::string("  parameter int unsigned ") + constant.name + " = " +
            std::to_string(constant.value) + ";\n";
  text += "\n  typedef enum logic [7:0] {\n    FaultNone = 8'd0";
  for (uint8_t code = 1; code <= uint8_t(FaultCode::Deadlock); ++code)
    text += ",\n    Fault" + camelCase(faultName(FaultCode(code))) + " = 8'd" +
            std::to_string(code);
  return text + "\n  } fault_code_e;\n\n";
}

std::string package(const Chip &chip) {
  std::string text =
      "// SPDX-FileCopyrightText: 2026 Alcyone contributors\n"
      "// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception\n"
      "//\n"
      "// The chip \"" +
      chip.name +
      "\".\n"
      "// Generated from its chip file by alcyone_chip_package.\n"
      "package alc_chip_pkg;\n\n"
      "  // No design uses every constant of the package.\n"
      "  /* verilator lint_off UNUSEDPARAM */\n\n" +
      machine();
  for (const ChipKey &key : chipKeys()) {
    Chip copy = chip; // slots are writable
    if (!std::holds_alternative<uint64_t *>(key.slot(copy)))
      continue;
    const std::string value = chipValueText(key, chip);
    const char *type = std::stoull(value) >> 32 ? "longint" : "int";
    text += std::string("  parameter ") + type + " unsigned " +
            camelCase(key.name) + " = " + value + "; // " +
            std::string(key.meaning) + "\n";
  }
  return text + "\n  /* verilator lint_on UNUSEDPARAM */\n\n"
                "endpackage : alc_chip_pkg\n";
}

} // namespace

int main(int argc, char **argv) {
  if (argc != 3) {
    std::cerr << "usage: alcyone_chip_package CHIP FILE.sv\n";
    return 2;
  }
  try {
    OutputFile file(argv[2]);
    file.write(package(loadChip(argv[1])));
    file.commit();
  } catch (const Failure &failure) {
    std::cerr << "error: " << failure.what() << "\n";
    return 1;
  }
  return 0;
}
