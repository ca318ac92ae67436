// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does every micro-instruction do the same on ref, sim and rtl, with operands
// of every kind? A record is a test; its form says which trials.
#include "Backends.h"
#include "isa/generated/Instructions.h"
#include "isa/generated/MicroInstructions.h"
#include "isa/machine/EngineQueue.h"

#include <cstring>

namespace alcyone::tests {
namespace {

using namespace isa;

// What floating point, integers, shifts and conversions treat differently.
constexpr uint32_t values[] = {
    0x00000000, 0x80000000, 0x00000001, 0x807FFFFF, 0x00800000, 0x3F800000,
    0xBF800000, 0x3EFFFFFF, 0x40490FDB, 0x7F7FFFFF, 0x7F800000, 0xFF800000,
    0x7FC00000, 0xFF800001, 0x42FE0000, 0xC3150000, 0x4B000001, 0x4F000000,
    0xCF000000, 0x3F808000, 0x3F818000, 0x0000001F, 0x00000020, 0xFFFFFFFF};
constexpr uint32_t count = std::size(values);
// In L1: the values one after another, twice.
constexpr uint32_t tableOffset = 0x800;
constexpr uint8_t stream = firstStreamSource, index = firstIndexSource;

class Micro : public OnBackend {
protected:
  Micro() { restart(); }

  void restart();
  void finish(FaultCode code, const std::string &what) {
    expect(*image, code, what);
    restart();
  }
  // All pairs of values through a body, each to a part of L1 of its own.
  void run(const std::vector<uint32_t> &body);
  void refuse(const MicroInfo &info, uint32_t word);
  void sources(const MicroInfo &info);
  void immediates(const MicroInfo &info);
  void stores(const MicroInfo &info);
  void illegalWords(const MicroInfo &info);
  void tryOut(MicroOp op);

  std::optional<Image> image;
  uint32_t runs = 0;
};

void Micro::restart() {
  runs = 0;
  image.emplace(chip());
  Code &code = image->code(0);
  uint64_t to = address::ownL1 + tableOffset;
  for (uint32_t i = 0; i < 2 * count; i += 2, to += 8) {
    code.li(5, to);
    code.li(6, values[i % count] | uint64_t(values[(i + 1) % count]) << 32);
    code.store(8, 6, 0, 5);
  }
}

std::vector<uint8_t> bytesOf(const std::vector<uint32_t> &words) {
  std::vector<uint8_t> bytes(4 * words.size());
  std::memcpy(bytes.data(), words.data(), bytes.size());
  return bytes;
}

// s0 is one value for all lanes, s1 and s2 go through them.
Vector allPairs(uint32_t program, uint32_t length, uint32_t out) {
  Vector vector;
  vector.program = program;
  vector.bodyLength = uint8_t(length);
  vector.size = {1, count, 1, count};
  for (unsigned s = 0; s < 4; ++s) {
    vector.base[s] = tableOffset;
    vector.format[s] = Format::Int32;
    vector.stride[4 * s + 1] = s == 1 ? 0 : 4;
    vector.stride[4 * s + 3] = s == 0 ? 0 : 4;
  }
  for (unsigned s = 4; s < 6; ++s) {
    vector.base[s] = out;
    vector.format[s] = Format::Int32;
    vector.stride[4 * s + 1] = 4 * count;
    vector.stride[4 * s + 3] = 4;
  }
  vector.indexBase = {3, -2, 0, -1};
  return vector;
}

void Micro::run(const std::vector<uint32_t> &body) {
  const uint32_t out = 0x1000 + runs++ * 4 * count * count;
  const uint64_t program = image->data(bytesOf(body));
  std::vector<uint8_t> descriptor(Vector::sizeBytes);
  encode(allPairs(uint32_t(program), uint32_t(body.size()), out),
         descriptor.data());
  image->write(0, TileRegister::QueuePush, tvpQueue, image->data(descriptor));
}

// Each source as a stream, a register and an index, with others as streams.
void Micro::sources(const MicroInfo &info) {
  auto trial = [&](MicroInstruction micro) {
    run({encodeMicro({MicroOp::Mov, 0, stream + 1}),
         encodeMicro({MicroOp::Mov, 30, stream + 2}), encodeMicro(micro),
         encodeMicro({MicroOp::Store, 0, micro.rd})});
  };
  const MicroInstruction streams{info.op, 7, stream, stream + 1, stream + 2};
  trial(streams);
  for (unsigned source = 0; source < info.sources; ++source)
    for (const uint8_t kind :
         {uint8_t(0), uint8_t(index + source), uint8_t(index + 3)}) {
      MicroInstruction micro = streams;
      (source == 0 ? micro.ra : source == 1 ? micro.rb : micro.rc) = kind;
      micro.rd = kind == index + source ? 0 : 31;
      trial(micro);
    }
  finish(FaultCode::None, std::string(info.name));
}

void Micro::immediates(const MicroInfo &info) {
  for (const uint16_t imm : {0, 1, 0x7FFF, 0x8000, 0xFFFF})
    for (const uint8_t rd : {0, 31}) {
      if (runs == 10)
        finish(FaultCode::None, std::string(info.name));
      run({encodeMicro({MicroOp::Mov, rd, stream + 1}),
           encodeMicro({.op = info.op, .rd = rd, .imm = imm}),
           encodeMicro({MicroOp::Store, 0, rd})});
    }
  finish(FaultCode::None, std::string(info.name));
}

void Micro::stores(const MicroInfo &info) {
  for (const uint8_t out : {0, 1})
    for (const uint8_t source :
         {stream, uint8_t(stream + 3), index, uint8_t(index + 3), uint8_t(31)})
      run({encodeMicro({MicroOp::Mov, 31, stream + 1}),
           encodeMicro({info.op, out, source})});
  finish(FaultCode::None, std::string(info.name));
}

void Micro::refuse(const MicroInfo &info, uint32_t word) {
  ASSERT_FALSE(decodeMicro(word)) << info.name << " " << word;
  run({word});
  finish(FaultCode::IllegalInstruction,
         std::string(info.name) + " as the word " + std::to_string(word));
}

// Sources that are not there, and bits that the form does not use.
void Micro::illegalWords(const MicroInfo &info) {
  constexpr unsigned rd = 7, ra = 12, sourceBits = 6, wordBits = 32;
  const uint32_t word = encodeMicro({.op = info.op, .rd = 1});
  const unsigned used =
      info.isImmediate() ? 28 : ra + sourceBits * info.sources;
  if (!info.isImmediate())
    for (unsigned source = 0; source < info.sources; ++source)
      for (const uint32_t number : {40u, 63u})
        refuse(info, word | number << (ra + sourceBits * source));
  for (unsigned bit = used; bit < wordBits; ++bit)
    refuse(info, word | 1u << bit);
  if (info.isStore())
    for (const uint32_t out : {2u, 31u})
      refuse(info, (word & ~(31u << rd)) | out << rd);
}

void Micro::tryOut(MicroOp op) {
  const MicroInfo &info = *findMicro(uint8_t(op));
  switch (info.form) {
  case MicroForm::Unary:
  case MicroForm::Binary:
  case MicroForm::Ternary:
    sources(info);
    break;
  case MicroForm::Immediate:
    immediates(info);
    break;
  case MicroForm::Store:
    stores(info);
    break;
  }
  illegalWords(info);
}

#define ALC_MICRO(op, form)                                                    \
  TEST_P(Micro, op) { tryOut(MicroOp::op); }
#include "isa/generated/ConformanceRecords.def"

TEST_P(Micro, opcodes_that_are_not_there_are_illegal) {
  for (uint32_t op = 0; op < 128; ++op)
    if (!findMicro(uint8_t(op))) {
      run({op});
      finish(FaultCode::IllegalInstruction,
             "micro-opcode " + std::to_string(op));
    }
}

ALCYONE_ON_EVERY_BACKEND(Micro);

} // namespace
} // namespace alcyone::tests
