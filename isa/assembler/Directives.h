// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The directives that assembler text has beyond those of GNU as, each on a line
// of its own:
//
//   .alc.chip edge                       the chip it is for; default nano
//   .alc.require l1.bytes 65536          a requirement, by chip file key
//   .alc.entry main                      the label main is an entry point
//   .alc.argument input a 64x64xbf16     the entry's next argument: input or
//   .alc.argument workspace w 4096       output with a shape, workspace with
//   .alc.argument weights p "file.bin"   bytes, weights with a file
//   .alc.inst load, copy src=table, ...  a descriptor at label `load`; an
//                                        address may be a symbol
//   .alc.micro softmax                   a micro-program at label `softmax`;
//   setup:                               `program=softmax` in a `vector`
//     movhi v0, 0x3f80                   descriptor also sets its four lengths
//   before:
//   body:
//   after:
//   .alc.end
//
// `alc.NAME` stands for the address of a tile register (alc.QueuePush) or of a
// region (alc.OwnL1, alc.L1, alc.L2, alc.Hbm), `alc.arguments` for the table of
// the arguments' addresses.
#pragma once

#include "isa/assembler/Diagnostic.h"
#include "isa/program/Metadata.h"

#include <string>
#include <string_view>
#include <vector>

namespace alcyone::isa {

// Begins the name of a second symbol at each descriptor and micro-program.
inline constexpr std::string_view descriptorSymbolPrefix = "alc.desc.";
inline constexpr std::string_view microSymbolPrefix = "alc.micro.";
inline constexpr std::string_view argumentsSymbol = "alc.arguments";

struct ExpandedSource {
  // Plain RISC-V assembler; line n comes from line n of the source.
  std::string text;
  // Complete but for addresses and tcp.memory_bytes.
  ProgramMetadata metadata;
  // Path of the weights' file as written; empty if there are none.
  std::string weightsFile;
};

// Adds to `diagnostics` what is wrong; the result counts only if nothing was
// added. `sourceName` is what locations say.
ExpandedSource expandDirectives(std::string_view source,
                                const std::string &sourceName,
                                Diagnostics &diagnostics);

} // namespace alcyone::isa
