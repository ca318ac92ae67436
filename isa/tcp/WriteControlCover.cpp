// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alcyone_control_cover FILE.sv: writes the module alc_cover_control, the cover
// points of the control processor: every instruction, the kinds of its
// destination and of its immediate, and a word that is none.
#include "isa/support/Failure.h"
#include "isa/support/OutputFile.h"
#include "isa/tcp/TcpDecode.h"

#include <cstdio>
#include <iostream>

using namespace alcyone::isa;

namespace {

std::string hex(uint32_t value) {
  char text[16];
  std::snprintf(text, sizeof text, "32'h%08x", value);
  return text;
}

std::string point(const std::string &name, const std::string &condition) {
  return "  " + name +
         " :\n  cover property (@(posedge clk_i) disable iff (!rst_ni) " +
         condition + ");\n";
}

bool hasDestination(TcpFormat format) {
  return format == TcpFormat::R || format == TcpFormat::I ||
         format == TcpFormat::Shift6 || format == TcpFormat::Shift5 ||
         format == TcpFormat::U || format == TcpFormat::J;
}

// In all of them the sign is the word's top bit.
bool hasSignedImmediate(TcpFormat format) {
  return format == TcpFormat::I || format == TcpFormat::S ||
         format == TcpFormat::B || format == TcpFormat::U ||
         format == TcpFormat::J;
}

std::string points(const TcpInstructionInfo &row) {
  const std::string name = std::string("control_") + row.mnemonic;
  const std::string executes = "(retire_i || fault_i) && (word_i & " +
                               hex(row.mask) + ") == " + hex(row.match);
  std::string text = point(name, executes);
  if (hasDestination(row.format)) {
    text += point(name + "_rd_is_x0", executes + " && word_i[11:7] == 5'd0");
    text += point(name + "_rd_is_written",
                  executes + " && word_i[11:7] != 5'd0 && retire_i");
  }
  if (hasSignedImmediate(row.format)) {
    text += point(name + "_imm_is_positive", executes + " && !word_i[31]");
    text += point(name + "_imm_is_negative", executes + " && word_i[31]");
  }
  if (row.kind == TcpClass::Load || row.kind == TcpClass::Store)
    text += point(name + "_faults", executes + " && fault_i");
  return text;
}

std::string module() {
  std::string text =
      "// SPDX-FileCopyrightText: 2026 Alcyone contributors\n"
      "// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception\n"
      "//\n"
      "// Cover points of the control processor's instructions.\n"
      "// Generated from isa/tcp/TcpInstructions.def by "
      "alcyone_control_cover.\n"
      "module alc_cover_control (\n"
      "  input logic clk_i,\n  input logic rst_ni,\n"
      "  input logic retire_i,\n  input logic fault_i,\n"
      "  input logic [31:0] word_i\n);\n\n";
  std::string none = "fault_i";
  for (const TcpInstructionInfo &row : tcpInstructions()) {
    text += points(row);
    none += " && (word_i & " + hex(row.mask) + ") != " + hex(row.match);
  }
  return text + point("control_illegal", none) +
         "\nendmodule : alc_cover_control\n";
}

} // namespace

int main(int argc, char **argv) {
  if (argc != 2) {
    std::cerr << "usage: alcyone_control_cover FILE.sv\n";
    return 2;
  }
  try {
    OutputFile file(argv[1]);
    file.write(module());
    file.commit();
  } catch (const Failure &failure) {
    std::cerr << "error: " << failure.what() << "\n";
    return 1;
  }
  return 0;
}
