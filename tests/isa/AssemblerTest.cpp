// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does assembler text become the program file that it describes, and does
// whatever is wrong with it come out at its line and column?
#include "isa/assembler/Assembler.h"
#include "isa/assembler/Disassembler.h"
#include "isa/generated/Instructions.h"
#include "isa/generated/MicroInstructions.h"
#include "isa/support/Failure.h"
#include "tests/isa/RandomInstruction.h"
#include "tests/support/Settings.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

using namespace alcyone::isa;

namespace {

constexpr const char *wholeProgram = R"(# every directive once
.alc.chip edge
.alc.require l1.bytes 65536
.alc.entry main
.alc.argument input a 8x8xbf16
.alc.argument workspace w 0x1000
.alc.argument weights p "weights.bin"
.alc.entry second   // without arguments

/* .alc.inst nothing, in a
   .alc.comment */
main:
  la t0, alc.arguments
  li t1, alc.QueuePush
  li t2, '#'
second: j second
.alc.inst load, copy dst=0x10000000, src=table, shape=[1, 1, 1, 8], srcFormat=bf16, dstFormat=bf16
.alc.inst act, vector program=gelu, size=[1, 1, 1, 8]
.alc.micro gelu # x * 1
setup:
  movhi v0, 0x3f80
body:
  mul v1, s0, v0
  mul v1, v1, v0
after:
  store o0, v1
.alc.end
.data
table: .dword 1, 2
)";

class Assembler : public testing::Test {
protected:
  Assembler()
      : folder(testing::TempDir() + "alcyone-" + std::to_string(getpid())) {
    std::filesystem::create_directories(folder);
    write("weights.bin", std::string(100, 'w'));
  }
  ~Assembler() override { std::filesystem::remove_all(folder); }

  void write(const std::string &name, const std::string &text) {
    std::ofstream(folder / name, std::ios::binary) << text;
  }
  void assembleText(const std::string &text) {
    write("p.s", text);
    assemble(folder / "p.s", folder / "p.alc");
  }
  // What assembling says, without the folder; empty if it works.
  std::string messageOf(const std::string &text) {
    std::filesystem::remove(folder / "p.alc");
    try {
      assembleText(text);
    } catch (const Failure &failure) {
      EXPECT_FALSE(std::filesystem::exists(folder / "p.alc"));
      std::string message = failure.what();
      for (size_t at;
           (at = message.find(folder.string() + "/")) != std::string::npos;)
        message.erase(at, folder.string().size() + 1);
      return message;
    }
    return "";
  }
  std::string listing() {
    std::ostringstream out;
    disassemble(ProgramFile::open(folder / "p.alc"), out);
    return out.str();
  }

  std::filesystem::path folder;
};

uint64_t addressOf(const ProgramFile &program, std::string_view name) {
  for (const ProgramSymbol &symbol : program.symbols())
    if (symbol.name == name)
      return symbol.address;
  ADD_FAILURE() << "no symbol " << name;
  return 0;
}

const uint8_t *bytesAt(const ProgramFile &program, uint64_t address) {
  for (const ProgramSegment &segment : program.segments())
    if (address >= segment.address &&
        address < segment.address + segment.bytes.size())
      return segment.bytes.data() + (address - segment.address);
  return nullptr;
}

} // namespace

TEST_F(Assembler, writes_the_metadata_that_directives_give) {
  assembleText(wholeProgram);
  ProgramFile program = ProgramFile::open(folder / "p.alc");
  EXPECT_EQ(program.metadata().compiledFor, "edge");
  EXPECT_EQ(program.requirements().clusters, 2u);
  EXPECT_EQ(program.requirements().l1Bytes, 65536u);
  ASSERT_EQ(program.entries().size(), 2u);
  EXPECT_EQ(program.entries()[0].address, addressOf(program, "main"));
  EXPECT_EQ(program.entries()[1].address, addressOf(program, "second"));
  const auto &arguments = program.entries()[0].arguments;
  ASSERT_EQ(arguments.size(), 3u);
  EXPECT_EQ(arguments[0],
            (ProgramArgument{
                ArgumentKind::Input, "a", ElementType::BF16, {8, 8}, 128}));
  EXPECT_EQ(arguments[1].bytes, 0x1000u);
  EXPECT_EQ(arguments[2].bytes, 100u);
  EXPECT_EQ(program.weights().size(), 100u);
  EXPECT_EQ(program.metadata().argumentsAddress,
            addressOf(program, "alc.arguments"));
}

TEST_F(Assembler, has_room_for_the_argument_table) {
  assembleText(wholeProgram);
  ProgramFile program = ProgramFile::open(folder / "p.alc");
  const uint64_t table = program.metadata().argumentsAddress;
  bool isInside = false;
  for (const ProgramSegment &segment : program.segments())
    isInside |= segment.address <= table &&
                table + 3 * 8 <= segment.address + segment.memoryBytes;
  EXPECT_TRUE(isInside);
}

TEST_F(Assembler, places_descriptors_with_symbols_lengths_and_locations) {
  assembleText(wholeProgram);
  ProgramFile program = ProgramFile::open(folder / "p.alc");
  auto load = std::get<Instruction>(
      decode(bytesAt(program, addressOf(program, "load"))));
  EXPECT_EQ(std::get<Copy>(load).src, addressOf(program, "table"));
  EXPECT_EQ(program.location(header(load).tag),
            (folder / "p.s").string() + ":17:1 load");
  auto act = std::get<Instruction>(
      decode(bytesAt(program, addressOf(program, "alc.desc.act"))));
  const Vector &inst = std::get<Vector>(act);
  EXPECT_EQ(inst.program, addressOf(program, "alc.micro.gelu"));
  EXPECT_EQ(inst.setupLength, 1);
  EXPECT_EQ(inst.beforeLength, 0);
  EXPECT_EQ(inst.bodyLength, 2);
  EXPECT_EQ(inst.afterLength, 1);
  uint32_t words[4];
  std::memcpy(words, bytesAt(program, inst.program), sizeof words);
  EXPECT_EQ(printMicro(*decodeMicro(words[1])), "mul v1, s0, v0");
  EXPECT_EQ(printMicro(*decodeMicro(words[3])), "store o0, v1");
}

TEST_F(Assembler, is_undone_by_the_disassembler) {
  assembleText(wholeProgram);
  std::string text = listing();
  for (const char *part :
       {"for chip edge", "clusters = 2", "l1.bytes >= 65536",
        "0: input a 8x8xbf16, 128 bytes", "main:\n", "lui t1, 8192\n",
        "li t2, 35\n", "load: copy dst=0x10000000,", "p.s:17:1 load\n",
        "act: vector program=", "gelu:\n    setup:\n      movhi v0, 0x3f80\n",
        "    body:\n      mul v1, s0, v0\n      mul v1, v1, v0\n    after:\n   "
        "   store o0, v1\n"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\nis not in\n"
                                                  << text;
}

TEST_F(Assembler, reports_errors_at_their_line_and_column) {
  const struct {
    const char *text;
    const char *message;
  } table[] = {
      {".alc.entry a\na: add x0, x0\n", "p.s:2:4: error: too few operands"},
      {".alc.entry a\na: adx x0, x0, x0\n",
       "p.s:2:4: error: unrecognized instruction mnemonic"},
      {".alc.entry a\na: fadd.s f0, f0, f0\n",
       "p.s:2:4: error: instruction requires"},
      {".alc.entry a\na: call nowhere\n",
       "p.s:2:9: error: symbol 'nowhere' is not defined"},
      {".alc.entry a\n", "the entry a is no label"},
      {"a: ret\n", "p.s:1:1: error: no .alc.entry"},
      {".alc.foo\n", "p.s:1:1: error: unknown directive .alc.foo"},
      {"  .alc.inst x, matmul a=1, zz=2\n",
       "p.s:1:28: error: matmul has no field 'zz'"},
      {".alc.inst x matmul\n", "p.s:1:1: error: the form is .alc.inst LABEL,"},
      {".alc.inst 7, sync\n", "p.s:1:11: error: '7' is no label"},
      {".alc.inst x, sync tag=4\n",
       "p.s:1:14: error: the assembler sets tag itself"},
      {".alc.inst x, vector program=nothing\n.alc.entry a\na: ret\n",
       "symbol 'nothing' is not defined"},
      {".alc.micro m\nadd v0, v1, v2\n.alc.end\n",
       "p.s:2:1: error: a section comes first"},
      {".alc.micro m\nbody:\n  add v0, v1\n.alc.end\n",
       "p.s:3:13: error: add takes more operands"},
      {".alc.micro m\nbody:\nsetup:\n.alc.end\n",
       "p.s:3:1: error: sections stand once each"},
      {".alc.micro m\nloop:\n.alc.end\n",
       "p.s:2:1: error: 'loop' is no section"},
      {"\n.alc.micro m\nbody:\n",
       "p.s:2:1: error: .alc.micro m has no .alc.end"},
      {".alc.end\n", "p.s:1:1: error: .alc.end without .alc.micro"},
      {".alc.chip moon\n", "p.s:1:11: error: "},
      {".alc.require l3.bytes 7\n",
       "p.s:1:14: error: no requirement 'l3.bytes'; there are clusters"},
      {".alc.argument input a 4xbf16\n",
       "p.s:1:1: error: an argument belongs to the .alc.entry"},
      {".alc.entry a\n.alc.argument input a 4xfp7\n",
       "p.s:2:23: error: 'fp7' is no element type"},
      {".alc.entry a\n.alc.argument input a 4x-1xbf16\n",
       "p.s:2:23: error: '-1' is no extent"},
      {".alc.entry a\n.alc.argument input a 9999999999x999xbf16\n",
       "is larger than any memory"},
      {".alc.entry a\n.alc.argument x a 4xbf16\n",
       "p.s:2:15: error: 'x' is no kind of argument"},
      {".alc.entry a\n.alc.argument weights p \"none.bin\"\na: ret\n",
       "none.bin"},
      {".alc.entry a\na: ret\na: ret\n",
       "p.s:3:1: error: symbol 'a' is already defined"},
      {".include \"/dev/zero\"\n", "p.s:1:1: error: .include is not supported"},
      {".data\n x: .zero 0x7fffffffffffffff\n",
       "p.s:2:5: error: .zero takes numbers up to 0x2000000"},
      {".zero 1<<60\n", "p.s:1:1: error: .zero takes numbers"},
      {".ds 1.5\n", "p.s:1:1: error: .ds takes numbers"},
      {".alc.entry a\na: .zero 0x2000000\n",
       "p.s: error: code and data end at 0x2000100"},
      {".rept 1000000000\n", "p.s:1:1: error: .rept takes a number up to 4096"},
  };
  for (const auto &row : table) {
    std::string message = messageOf(row.text);
    EXPECT_NE(message.find(row.message), std::string::npos)
        << row.text << "\ngave " << message << "\nwithout " << row.message;
  }
}

TEST_F(Assembler, reports_several_errors_in_their_order) {
  std::string message =
      messageOf(".alc.entry a\n.alc.inst x, matmul q=1\n.alc.foo\n");
  EXPECT_EQ(message, "p.s:2:21: error: matmul has no field 'q'\n"
                     "p.s:3:1: error: unknown directive .alc.foo");
}

TEST_F(Assembler, refuses_what_is_no_text) {
  EXPECT_NE(messageOf(std::string("a\0b", 3)).find("NUL"), std::string::npos);
  EXPECT_NE(messageOf("").find("no .alc.entry"), std::string::npos);
  EXPECT_THROW(assemble(folder / "missing.s", folder / "p.alc"), Failure);
}

TEST_F(Assembler, survives_damaged_sources) {
  std::mt19937_64 random(alcyone::tests::firstSeed());
  for (int i = 0; i < 200; ++i) {
    std::string text = wholeProgram;
    for (unsigned edits = 1 + unsigned(random() % 4); edits > 0; --edits) {
      size_t at = random() % text.size();
      switch (random() % 3) {
      case 0:
        text[at] = char(random() % 128);
        break;
      case 1:
        text.erase(at, random() % 20);
        break;
      default:
        text.insert(at, text.substr(random() % text.size(), random() % 20));
      }
    }
    messageOf(text);
  }
}

TEST_F(Assembler, output_that_is_damaged_is_refused_or_listed) {
  assembleText(wholeProgram);
  std::ifstream file(folder / "p.alc", std::ios::binary);
  std::string good(std::istreambuf_iterator<char>(file), {});
  std::mt19937_64 random(alcyone::tests::firstSeed());
  unsigned listed = 0;
  for (int i = 0; i < 500; ++i) {
    std::string bad = good;
    for (unsigned edits = 1 + unsigned(random() % 4); edits > 0; --edits)
      bad[random() % bad.size()] = char(random());
    write("p.alc", bad);
    try {
      listed += !listing().empty();
    } catch (const Failure &) {
    }
  }
  EXPECT_GT(listed, 0u);
}
