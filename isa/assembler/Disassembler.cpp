// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/assembler/Disassembler.h"

#include "isa/assembler/Descriptor.h"
#include "isa/assembler/Directives.h"
#include "isa/assembler/RiscvTarget.h"
#include "isa/engines/Concat.h"
#include "isa/generated/Instructions.h"
#include "isa/generated/MicroInstructions.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/MC/MCContext.h>
#include <llvm/MC/MCDisassembler/MCDisassembler.h>
#include <llvm/MC/MCInst.h>
#include <llvm/MC/MCInstPrinter.h>
#include <llvm/Support/raw_ostream.h>

#include <cstring>
#include <iomanip>
#include <map>
#include <ostream>

namespace alcyone::isa {

namespace {

// RISC-V words as text.
class CodePrinter {
public:
  CodePrinter()
      : context(riscv.triple, riscv.asmInfo.get(), riscv.registers.get(),
                riscv.subtarget.get()),
        disassembler(
            riscv.target->createMCDisassembler(*riscv.subtarget, context)),
        printer(riscv.target->createMCInstPrinter(
            riscv.triple, 0, *riscv.asmInfo, *riscv.instructions,
            *riscv.registers)) {
    printer->setPrintBranchImmAsAddress(true);
  }

  std::string text(std::span<const uint8_t> word, uint64_t address) {
    llvm::MCInst inst;
    uint64_t size = 0;
    auto status = disassembler->getInstruction(
        inst, size, {word.data(), word.size()}, address, llvm::nulls());
    if (status != llvm::MCDisassembler::Success)
      return "illegal";
    llvm::SmallString<64> out;
    llvm::raw_svector_ostream stream(out);
    printer->printInst(&inst, address, "", *riscv.subtarget, stream);
    std::string result = out.str().str();
    for (char &c : result)
      c = c == '\t' ? ' ' : c;
    return result.substr(result.find_first_not_of(' '));
  }

private:
  RiscvTarget riscv;
  llvm::MCContext context;
  std::unique_ptr<llvm::MCDisassembler> disassembler;
  std::unique_ptr<llvm::MCInstPrinter> printer;
};

struct Descriptor {
  uint64_t address;
  std::string name;
  Instruction instruction;
};

struct Micro {
  std::string name;
  std::vector<uint8_t> bytes;
  MicroLengths lengths{}; // of sections; all 0 if no descriptor tells
};

class Listing {
public:
  Listing(const ProgramFile &program, std::ostream &out)
      : program(program), out(out) {}

  void run();

private:
  std::span<const uint8_t> bytesAt(uint64_t address, uint64_t size) const;
  std::string nameAt(uint64_t address) const;
  void findDescriptors();
  void findMicroPrograms();
  void printHead();
  void printCode();
  void printDescriptors();
  void printMicroPrograms();
  void printMicroProgram(uint64_t address, const Micro &micro);

  const ProgramFile &program;
  std::ostream &out;
  std::map<uint64_t, Descriptor> descriptors;
  std::map<uint64_t, Micro> microPrograms;
};

std::string hex8(uint64_t value) {
  std::string digits = hex(value).substr(2);
  return std::string(digits.size() < 8 ? 8 - digits.size() : 0, '0') + digits;
}

// A name without our prefix, if it has one.
std::string_view plainName(std::string_view name) {
  for (std::string_view prefix : {descriptorSymbolPrefix, microSymbolPrefix})
    if (name.starts_with(prefix))
      return name.substr(prefix.size());
  return name;
}

} // namespace

// Empty if they are not all in the file.
std::span<const uint8_t> Listing::bytesAt(uint64_t address,
                                          uint64_t size) const {
  for (const ProgramSegment &segment : program.segments())
    if (address >= segment.address &&
        address - segment.address <= segment.bytes.size() &&
        size <= segment.bytes.size() - (address - segment.address))
      return segment.bytes.subspan(address - segment.address, size);
  return {};
}

std::string Listing::nameAt(uint64_t address) const {
  const ProgramSymbol *symbol = program.symbolAt(address);
  if (!symbol)
    return hex(address);
  uint64_t offset = address - symbol->address;
  return concat(plainName(symbol->name), offset ? "+" + hex(offset) : "");
}

void Listing::findDescriptors() {
  for (const ProgramSymbol &symbol : program.symbols()) {
    std::span<const uint8_t> bytes = bytesAt(symbol.address, symbol.bytes);
    if (symbol.isFunction || bytes.empty() ||
        symbol.name.starts_with(microSymbolPrefix))
      continue;
    std::vector<Descriptor> found;
    uint64_t address = symbol.address;
    while (!bytes.empty()) {
      auto decoded = decode(bytes);
      if (!std::holds_alternative<Instruction>(decoded))
        break;
      unsigned size = descriptorSize(bytes[0]);
      found.push_back({address, std::string(plainName(symbol.name)),
                       std::get<Instruction>(decoded)});
      address += size;
      bytes = bytes.subspan(size);
    }
    if (bytes.empty())
      for (Descriptor &it : found)
        descriptors.emplace(it.address, std::move(it));
  }
}

void Listing::findMicroPrograms() {
  for (const ProgramSymbol &symbol : program.symbols())
    if (symbol.name.starts_with(microSymbolPrefix)) {
      auto bytes = bytesAt(symbol.address, symbol.bytes / 4 * 4);
      microPrograms[symbol.address] = {std::string(plainName(symbol.name)),
                                       {bytes.begin(), bytes.end()},
                                       {}};
    }
  for (const auto &[address, descriptor] : descriptors) {
    const auto *vector = std::get_if<Vector>(&descriptor.instruction);
    if (!vector)
      continue;
    MicroLengths lengths = {vector->setupLength, vector->beforeLength,
                            vector->bodyLength, vector->afterLength};
    unsigned words = lengths[0] + lengths[1] + lengths[2] + lengths[3];
    auto bytes = bytesAt(vector->program, 4 * uint64_t(words));
    Micro &micro = microPrograms[vector->program];
    if (micro.name.empty())
      micro = {nameAt(vector->program), {bytes.begin(), bytes.end()}, {}};
    if (4 * size_t(words) == micro.bytes.size())
      micro.lengths = lengths;
  }
}

void Listing::printHead() {
  const ProgramMetadata &metadata = program.metadata();
  out << program.path() << ": for chip " << metadata.compiledFor
      << ", ISA version " << unsigned(isaVersion) << "\n\nRequirements\n";
  for (const RequirementRow &row : requirementRows())
    out << "  " << row.key << (row.exact ? " = " : " >= ")
        << metadata.requirements.*row.needed << "\n";
  for (const EntryPoint &entry : metadata.entries) {
    out << "\nEntry " << entry.name << " at " << hex(entry.address) << "\n";
    for (size_t i = 0; i < entry.arguments.size(); ++i) {
      const ProgramArgument &argument = entry.arguments[i];
      out << "  " << i << ": " << argumentKindName(argument.kind) << " "
          << argument.name << " ";
      if (argument.kind == ArgumentKind::Input ||
          argument.kind == ArgumentKind::Output) {
        for (uint64_t extent : argument.shape)
          out << extent << "x";
        out << elementTypeName(argument.type) << ", ";
      }
      out << argument.bytes << " bytes, address at "
          << hex(metadata.argumentsAddress + 8 * i) << "\n";
    }
  }
  out << "\nWeights: " << program.weights().size() << " bytes\n";
}

void Listing::printCode() {
  CodePrinter printer;
  for (const ProgramSegment &segment : program.segments()) {
    if (!segment.executable)
      continue;
    out << "\nCode\n";
    for (uint64_t i = 0; i + 4 <= segment.bytes.size(); i += 4) {
      uint64_t address = segment.address + i;
      if (const ProgramSymbol *symbol = program.symbolAt(address);
          symbol && symbol->address == address)
        out << symbol->name << ":\n";
      uint32_t word;
      std::memcpy(&word, segment.bytes.data() + i, 4);
      out << "  " << hex8(address) << "  " << hex8(word) << "  "
          << printer.text(segment.bytes.subspan(i, 4), address) << "\n";
    }
  }
}

void Listing::printDescriptors() {
  if (!descriptors.empty())
    out << "\nDescriptors\n";
  for (const auto &[address, descriptor] : descriptors) {
    std::string_view location =
        program.location(header(descriptor.instruction).tag);
    out << "  " << hex8(address) << "  " << descriptor.name << ": "
        << print(descriptor.instruction)
        << (location.empty() ? "" : concat("  # ", location)) << "\n";
  }
}

void Listing::printMicroProgram(uint64_t address, const Micro &micro) {
  out << "  " << hex8(address) << "  " << micro.name << ":\n";
  size_t section = 0;
  unsigned left = 0;
  for (size_t i = 0; i + 4 <= micro.bytes.size(); i += 4) {
    for (; left == 0 && section < micro.lengths.size(); ++section)
      if (left = micro.lengths[section]; left != 0)
        out << "    " << microSections[section] << ":\n";
    left -= left > 0;
    uint32_t word;
    std::memcpy(&word, micro.bytes.data() + i, 4);
    auto instruction = decodeMicro(word);
    out << "      "
        << (instruction ? printMicro(*instruction) : "illegal " + hex(word))
        << "\n";
  }
}

void Listing::printMicroPrograms() {
  if (!microPrograms.empty())
    out << "\nMicro-programs\n";
  for (const auto &[address, micro] : microPrograms)
    printMicroProgram(address, micro);
}

void Listing::run() {
  findDescriptors();
  findMicroPrograms();
  printHead();
  printCode();
  printDescriptors();
  printMicroPrograms();
}

void disassemble(const ProgramFile &program, std::ostream &out) {
  Listing(program, out).run();
}

} // namespace alcyone::isa
