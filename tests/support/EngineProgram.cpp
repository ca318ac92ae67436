// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "EngineProgram.h"

#include "isa/generated/Registers.h"
#include "isa/program/ProgramWriter.h"
#include "isa/support/AddressMap.h"

#include <cstring>
#include <elf.h>

namespace alcyone::tests {

using namespace isa;

namespace {

// The TCM image: code, argument table, list addresses by tile, data.
constexpr uint64_t argumentsAddress = 0x100;
constexpr uint64_t listsAddress = 0x400;
constexpr uint64_t dataAddress = 0x800;

// The few RV64I encodings of the walker; the ISA manual, volume I, chapter 2.
constexpr uint32_t t0 = 5, t1 = 6, t2 = 7, t3 = 28, t4 = 29, t5 = 30;
constexpr uint32_t ld(uint32_t rd, int offset, uint32_t rs1) {
  return uint32_t(offset) << 20 | rs1 << 15 | 3 << 12 | rd << 7 | 0x03;
}
constexpr uint32_t addi(uint32_t rd, uint32_t rs1, int value) {
  return uint32_t(value) << 20 | rs1 << 15 | rd << 7 | 0x13;
}
constexpr uint32_t slli(uint32_t rd, uint32_t rs1, unsigned amount) {
  return amount << 20 | rs1 << 15 | 1 << 12 | rd << 7 | 0x13;
}
constexpr uint32_t add(uint32_t rd, uint32_t rs1, uint32_t rs2) {
  return rs2 << 20 | rs1 << 15 | rd << 7 | 0x33;
}
constexpr uint32_t lui(uint32_t rd, uint32_t upper) {
  return upper << 12 | rd << 7 | 0x37;
}
constexpr uint32_t sd(uint32_t rs2, int offset, uint32_t rs1) {
  return uint32_t(offset >> 5) << 25 | rs2 << 20 | rs1 << 15 | 3 << 12 |
         uint32_t(offset & 31) << 7 | 0x23;
}
// Forward, less than 2048 bytes.
constexpr uint32_t beqz(uint32_t rs1, int offset) {
  return uint32_t(offset >> 5) << 25 | rs1 << 15 |
         uint32_t(offset & 0x1E) << 7 | 0x63;
}
constexpr uint32_t jump(int offset) {
  const uint32_t bits = uint32_t(offset);
  return (bits >> 20 & 1) << 31 | (bits >> 1 & 0x3FF) << 21 |
         (bits >> 11 & 1) << 20 | (bits >> 12 & 0xFF) << 12 | 0x6F;
}

const std::vector<uint32_t> walker = {
    lui(t0, uint32_t(address::tileRegisters >> 12)),
    ld(t1, int(registerOffset(TileRegister::TileId)), t0),
    slli(t1, t1, 3),
    addi(t2, 0, int(listsAddress)),
    add(t1, t1, t2),
    ld(t1, 0, t1),
    // loop:
    ld(t3, 0, t1), // address, 0 at the end
    beqz(t3, 9 * 4),
    ld(t4, 8, t1),  // value
    ld(t5, 16, t1), // source
    beqz(t5, 3 * 4),
    ld(t5, 0, t5),
    add(t4, t4, t5),
    sd(t4, 0, t3),
    addi(t1, t1, 24),
    jump(-9 * 4),
    // end:
    sd(0, int(registerOffset(TileRegister::Halt)), t0),
    jump(0),
};

template <typename T>
void put(std::vector<uint8_t> &bytes, size_t at, T value) {
  std::memcpy(bytes.data() + at, &value, sizeof value);
}

} // namespace

EngineProgram::EngineProgram(const Chip &chip)
    : codeWords(walker), lists(chip.tileCount()) {
  metadata.compiledFor = chip.name;
  metadata.requirements.clusters = chip.clusters;
  metadata.requirements.tilesPerCluster = chip.tilesPerCluster;
  metadata.requirements.tcpMemoryBytes = chip.tcp.memoryBytes;
  metadata.argumentsAddress = argumentsAddress;
  metadata.entries.push_back({"main", 0, {}});
}

unsigned EngineProgram::argument(ArgumentKind kind, const std::string &name,
                                 ElementType type, std::vector<uint64_t> shape,
                                 uint64_t bytes) {
  auto &arguments = metadata.entries[0].arguments;
  arguments.push_back({kind, name, type, std::move(shape), bytes});
  return unsigned(arguments.size() - 1);
}

static uint64_t sizeOf(ElementType type, const std::vector<uint64_t> &shape) {
  uint64_t bytes = elementBytes(type);
  for (uint64_t size : shape)
    bytes *= size;
  return bytes;
}

unsigned EngineProgram::input(const std::string &name, ElementType type,
                              std::vector<uint64_t> shape) {
  const uint64_t bytes = sizeOf(type, shape);
  return argument(ArgumentKind::Input, name, type, std::move(shape), bytes);
}

unsigned EngineProgram::output(const std::string &name, ElementType type,
                               std::vector<uint64_t> shape) {
  const uint64_t bytes = sizeOf(type, shape);
  return argument(ArgumentKind::Output, name, type, std::move(shape), bytes);
}

unsigned EngineProgram::workspace(uint64_t bytes) {
  return argument(ArgumentKind::Workspace, "workspace", ElementType::I8, {},
                  bytes);
}

unsigned EngineProgram::weights(std::vector<uint8_t> bytes) {
  weightBytes = std::move(bytes);
  return argument(ArgumentKind::Weights, "weights", ElementType::I8, {},
                  weightBytes.size());
}

uint32_t EngineProgram::location(const std::string &text) {
  metadata.locations.push_back(text);
  return uint32_t(metadata.locations.size() - 1);
}

uint64_t EngineProgram::data(std::span<const uint8_t> bytes,
                             unsigned alignment) {
  image.resize((image.size() + alignment - 1) / alignment * alignment);
  const uint64_t at = dataAddress + image.size();
  image.insert(image.end(), bytes.begin(), bytes.end());
  return at;
}

uint32_t
EngineProgram::microProgram(const std::vector<MicroInstruction> &code) {
  std::vector<uint8_t> bytes(4 * code.size());
  size_t at = 0;
  for (const MicroInstruction &instruction : code) {
    put(bytes, at, encodeMicro(instruction));
    at += 4;
  }
  return uint32_t(data(bytes, 4));
}

void EngineProgram::store(unsigned tile, uint64_t address, uint64_t value) {
  lists.at(tile).push_back({address, value, 0});
}

void EngineProgram::push(unsigned tile, unsigned queue,
                         const Instruction &instruction,
                         const std::vector<Patch> &patches) {
  std::vector<uint8_t> bytes(info(instruction).sizeBytes);
  encode(instruction, bytes.data());
  const uint64_t descriptor = data(bytes);
  for (const Patch &patch : patches) {
    uint64_t value;
    std::memcpy(&value, bytes.data() + patch.fieldOffset, sizeof value);
    lists.at(tile).push_back({descriptor + patch.fieldOffset, value,
                              argumentsAddress + 8 * patch.argument});
  }
  store(tile,
        address::tileRegisters + registerOffset(TileRegister::QueuePush, queue),
        descriptor);
}

void EngineProgram::waitSemaphore(unsigned tile, unsigned semaphore,
                                  unsigned count) {
  store(tile,
        address::tileRegisters + registerOffset(TileRegister::SemaphoreWait),
        semaphore | count << 8);
}

void EngineProgram::addSemaphore(unsigned tile, unsigned semaphore,
                                 unsigned count) {
  store(tile,
        address::tileRegisters +
            registerOffset(TileRegister::Semaphore, semaphore),
        count);
}

std::vector<uint8_t> EngineProgram::elf() const {
  std::vector<uint8_t> tcm(dataAddress);
  std::memcpy(tcm.data(), codeWords.data(), 4 * codeWords.size());
  tcm.insert(tcm.end(), image.begin(), image.end());
  tcm.resize((tcm.size() + 7) / 8 * 8);
  for (size_t tile = 0; tile < lists.size(); ++tile) {
    const size_t at = tcm.size(), count = lists[tile].size();
    tcm.resize(at + (count + 1) * sizeof(Store)); // the last one is all zero
    if (count)
      std::memcpy(tcm.data() + at, lists[tile].data(), count * sizeof(Store));
    put<uint64_t>(tcm, listsAddress + 8 * tile, at);
  }

  Elf64_Ehdr header{};
  std::memcpy(header.e_ident, ELFMAG, SELFMAG);
  header.e_ident[EI_CLASS] = ELFCLASS64;
  header.e_ident[EI_DATA] = ELFDATA2LSB;
  header.e_ident[EI_VERSION] = EV_CURRENT;
  header.e_type = ET_EXEC;
  header.e_machine = EM_RISCV;
  header.e_version = EV_CURRENT;
  header.e_phoff = sizeof header;
  header.e_ehsize = sizeof header;
  header.e_phentsize = sizeof(Elf64_Phdr);
  header.e_phnum = 1;
  Elf64_Phdr segment{};
  segment.p_type = PT_LOAD;
  segment.p_flags = PF_R | PF_W | PF_X;
  segment.p_offset = 4096;
  segment.p_filesz = segment.p_memsz = tcm.size();
  segment.p_align = 4096;
  std::vector<uint8_t> file(segment.p_offset + tcm.size());
  put(file, 0, header);
  put(file, sizeof header, segment);
  std::memcpy(file.data() + segment.p_offset, tcm.data(), tcm.size());
  return file;
}

void EngineProgram::write(const std::string &path) const {
  std::vector<WeightPiece> pieces;
  if (!weightBytes.empty())
    pieces.push_back(weightPiece(0, weightBytes));
  writeProgramFile(path, elf(), metadata, pieces);
}

} // namespace alcyone::tests
