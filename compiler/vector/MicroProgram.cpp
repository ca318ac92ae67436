// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/vector/MicroProgram.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;

namespace alcyone::compiler {

static constexpr unsigned kRegisters = 32;

Source MicroProgram::emit(Section section, StringRef mnemonic,
                          ArrayRef<Source> sources, Source target) {
  Instruction instruction;
  instruction.mnemonic = mnemonic.str();
  instruction.sources.assign(sources.begin(), sources.end());
  unsigned number =
      target.kind == Source::Register ? target.number : newRegister();
  instruction.target = number;
  sections[section].push_back(std::move(instruction));
  return {Source::Register, number};
}

void MicroProgram::store(Section section, unsigned output, Source value) {
  Instruction instruction;
  instruction.mnemonic = "store";
  instruction.sources = {value};
  instruction.target = output;
  instruction.isStore = true;
  sections[section].push_back(std::move(instruction));
}

Source MicroProgram::constant(uint32_t bits) {
  auto [found, isNew] = constants.try_emplace(bits, registerCount);
  if (isNew) {
    Instruction instruction;
    instruction.isConstant = true;
    instruction.bits = bits;
    instruction.target = newRegister();
    sections[Setup].push_back(std::move(instruction));
  }
  return {Source::Register, found->second};
}

bool MicroProgram::retarget(Section section, Source result, Source target) {
  if (sections[section].empty() || result.kind != Source::Register)
    return false;
  Instruction &last = sections[section].back();
  if (last.isStore || last.target != int(result.number))
    return false;
  for (const auto &instructions : sections)
    for (const Instruction &instruction : instructions)
      for (const Source &source : instruction.sources)
        if (source.kind == Source::Register && source.number == result.number)
          return false;
  last.target = target.number;
  return true;
}

void MicroProgram::removeDead() {
  for (bool changed = true; changed;) {
    changed = false;
    llvm::DenseSet<unsigned> read;
    for (const auto &instructions : sections)
      for (const Instruction &instruction : instructions)
        for (const Source &source : instruction.sources)
          if (source.kind == Source::Register)
            read.insert(source.number);
    for (auto &instructions : sections) {
      size_t before = instructions.size();
      llvm::erase_if(instructions, [&](const Instruction &instruction) {
        return !instruction.isStore && !read.contains(instruction.target);
      });
      changed |= instructions.size() != before;
    }
  }
}

void MicroProgram::makeConstantsWhereRead() {
  llvm::DenseMap<unsigned, uint32_t> bitsOf;
  for (auto [bits, number] : constants)
    bitsOf[number] = bits;
  for (unsigned section = Before; section < SectionCount; ++section) {
    std::vector<Instruction> instructions;
    for (Instruction &instruction : sections[section]) {
      for (Source &source : instruction.sources) {
        auto found = bitsOf.find(source.number);
        if (source.kind != Source::Register || found == bitsOf.end())
          continue;
        Instruction constant;
        constant.isConstant = true;
        constant.bits = found->second;
        constant.target = source.number = newRegister();
        instructions.push_back(std::move(constant));
      }
      instructions.push_back(std::move(instruction));
    }
    sections[section] = std::move(instructions);
  }
}

namespace {
/// First and last position at which a register holds something needed.
struct LiveRange {
  unsigned first = ~0u, last = 0;
  Section definedIn = Setup;
};
} // namespace

FailureOr<MicroText> MicroProgram::assign() const {
  // A position is the number of an instruction over all sections; a section's
  // end is the last position of a value that the next round needs again.
  std::array<unsigned, SectionCount> sectionEnd;
  unsigned position = 0;
  for (unsigned section = 0; section < SectionCount; ++section) {
    position += sections[section].size();
    sectionEnd[section] = position;
  }
  unsigned programEnd = position + 1;

  std::vector<LiveRange> ranges(registerCount);
  position = 0;
  for (unsigned section = 0; section < SectionCount; ++section)
    for (const Instruction &instruction : sections[section]) {
      for (const Source &source : instruction.sources) {
        if (source.kind != Source::Register)
          continue;
        LiveRange &range = ranges[source.number];
        unsigned end = position;
        if (range.definedIn == Setup && section != Setup)
          end = programEnd;
        else if (range.definedIn == Before && section == Body)
          end = sectionEnd[Body];
        range.last = std::max(range.last, end);
      }
      if (!instruction.isStore) {
        LiveRange &range = ranges[instruction.target];
        if (range.first == ~0u) {
          range.first = position;
          range.definedIn = Section(section);
        } else if (range.definedIn == Before && section == Body) {
          range.last = std::max(range.last, sectionEnd[Body]);
        }
        range.last = std::max(range.last, position);
      }
      ++position;
    }

  std::vector<int> real(registerCount, -1);
  std::array<int, kRegisters> owner;
  owner.fill(-1);
  MicroText text;
  position = 0;
  for (unsigned section = 0; section < SectionCount; ++section)
    for (const Instruction &instruction : sections[section]) {
      for (int &holder : owner)
        if (holder >= 0 && ranges[holder].last <= position &&
            ranges[holder].first < position)
          holder = -1;
      auto name = [&](const Source &source) -> std::string {
        static constexpr const char *prefix[] = {"?", "v", "s", "i"};
        unsigned number = source.kind == Source::Register ? real[source.number]
                                                          : source.number;
        return prefix[source.kind] + std::to_string(number);
      };
      std::string operands;
      for (const Source &source : instruction.sources)
        operands += ", " + name(source);
      if (!instruction.isStore && real[instruction.target] < 0) {
        auto slot = llvm::find(owner, -1);
        if (slot == owner.end())
          return failure();
        *slot = instruction.target;
        real[instruction.target] = slot - owner.begin();
      }
      auto &lines = text.sections[section];
      if (instruction.isConstant) {
        unsigned to = real[instruction.target];
        lines.push_back(
            llvm::formatv("movhi v{0}, {1:x}", to, instruction.bits >> 16));
        if (instruction.bits & 0xffff)
          lines.push_back(
              llvm::formatv("orlo v{0}, {1:x}", to, instruction.bits & 0xffff));
      } else {
        lines.push_back(
            instruction.mnemonic + (instruction.isStore ? " o" : " v") +
            std::to_string(instruction.isStore ? instruction.target
                                               : real[instruction.target]) +
            operands);
      }
      ++position;
    }
  return text;
}

} // namespace alcyone::compiler
