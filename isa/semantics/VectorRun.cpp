// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The loop nest of `vector`. Iterations that do not depend on each other run
// together, a micro-instruction at a time over all of their vectors; otherwise
// one vector runs after another, as the definition says.
#include "isa/numerics/FloatEnvironment.h"
#include "isa/semantics/Vector.h"
#include "isa/semantics/VectorKernel.h"
#include "isa/semantics/VectorStreams.h"

#include <algorithm>
#include <cstring>

namespace alcyone::isa {

namespace {

constexpr unsigned mostVectors = 32; // at once; registers stay in a core's L1

// Adjacent lanes of one iteration, or the one vector of a reduced iteration.
struct Chunk {
  uint64_t d0, d1, l;
  unsigned lanes;                          // active ones
  unsigned position;                       // of its first lane in a register
  std::array<int64_t, streamCount> offset; // of its element with r = 0
};

class VectorRun {
public:
  VectorRun(const Vector &inst, const VectorProgram &program, uint8_t *l1);
  void run();

private:
  // A micro-instruction with its operands in place.
  struct Step {
    LaneLoop *loop; // null for a store
    uint32_t *rd;
    const uint32_t *ra, *rb, *rc;
    uint32_t imm;
    unsigned stream; // of a store
  };

  // Where a section stands in the nest.
  struct Place {
    uint64_t r = 0, l = 0;
    unsigned lanes = 0;      // read, 0 = each chunk's own
    unsigned written = 0;    // lanes that a store writes, 0 = as read
    bool keepMasked = false; // lanes beyond `lanes` keep their registers
  };

  Step resolve(const MicroInstruction &micro);
  uint32_t *source(unsigned number) {
    return memory.data() + uint64_t(number) * capacity;
  }
  void runSetup();
  void add(uint64_t d0, uint64_t d1, uint64_t l, unsigned lanes);
  void flush();
  void runSection(Section section, const Place &place);
  void readStreams(Section section, const Place &place);
  void fillIndices(const Place &place);
  void runMasked(const Step &step, unsigned lanes);
  void writeStream(const Step &step, const Place &place);

  const Vector &inst;
  const VectorProgram &program;
  uint8_t *const l1;
  unsigned capacity;             // lanes of a register
  std::vector<uint32_t> &memory; // sources 0..39, then the masked result
  std::array<std::vector<Step>, sectionCount> steps;
  std::array<ReadElements *, inputStreams> readers{};
  std::array<WriteElements *, outputStreams> writers{};
  std::vector<Chunk> chunks;
  unsigned lanes = 0; // of all chunks, masked ones included
};

std::vector<uint32_t> &threadMemory() {
  thread_local std::vector<uint32_t> memory;
  return memory;
}

VectorRun::VectorRun(const Vector &inst, const VectorProgram &program,
                     uint8_t *l1)
    : inst(inst), program(program), l1(l1), memory(threadMemory()) {
  const bool together =
      iterationsAreIndependent(inst, program, streamUses(inst, program));
  capacity = (together ? mostVectors : 1) * vectorLanes;
  memory.resize(std::max(memory.size(),
                         size_t(microSources + 1) * mostVectors * vectorLanes));
  for (unsigned section = Setup; section < sectionCount; ++section)
    for (const MicroInstruction &micro : program.sections[section])
      steps[section].push_back(resolve(micro));
  for (unsigned s = 0; s < streamCount; ++s) {
    const int64_t stride = inst.stride[s * dimensionCount + L];
    if (s < firstOutput)
      readers[s] = readElements(inst.format[s], stride);
    else
      writers[s - firstOutput] = writeElements(inst.format[s], stride);
  }
}

VectorRun::Step VectorRun::resolve(const MicroInstruction &micro) {
  const bool isStore = micro.op == MicroOp::Store;
  return {isStore ? nullptr : laneLoop(micro.op),
          isStore ? nullptr : source(micro.rd),
          source(micro.ra),
          source(micro.rb),
          source(micro.rc),
          micro.imm,
          isStore ? firstOutput + micro.rd : 0u};
}

// [semantics: vector]
void VectorRun::run() {
  runSetup();
  for (uint64_t d0 = 0; d0 < inst.size[D0]; ++d0)
    for (uint64_t d1 = 0; d1 < inst.size[D1]; ++d1) {
      if (inst.laneReduce) {
        add(d0, d1, 0, vectorLanes);
        continue;
      }
      for (uint64_t l = 0; l < inst.size[L];) {
        const uint64_t most =
            std::min<uint64_t>(inst.size[L] - l, capacity - lanes);
        add(d0, d1, l, unsigned(most));
        l += most;
      }
    }
  flush();
}

// Runs the nest for all chunks collected.
void VectorRun::flush() {
  if (chunks.empty())
    return;
  if (!inst.laneReduce) {
    runSection(Before, {});
    for (uint64_t r = 0; r < inst.size[R]; ++r)
      runSection(Body, {.r = r});
    runSection(After, {});
  } else {
    const uint64_t size = inst.size[L];
    const auto first = unsigned(std::min<uint64_t>(size, vectorLanes));
    runSection(Before, {.lanes = first, .written = 1});
    for (uint64_t r = 0; r < inst.size[R]; ++r)
      for (uint64_t l = 0; l < size; l += vectorLanes) {
        const auto active = unsigned(std::min<uint64_t>(size - l, vectorLanes));
        runSection(Body, {.r = r,
                          .l = l,
                          .lanes = active,
                          .keepMasked = active < vectorLanes});
      }
    runSection(After, {.lanes = first, .written = 1});
  }
  chunks.clear();
  lanes = 0;
}

// A section reads all of its streams, then runs, one micro-instruction after
// another.
void VectorRun::runSection(Section section, const Place &place) {
  if (steps[section].empty())
    return;
  readStreams(section, place);
  if (program.indices)
    fillIndices(place);
  for (const Step &step : steps[section]) {
    if (!step.loop)
      writeStream(step, place);
    else if (place.keepMasked)
      runMasked(step, place.lanes);
    else
      step.loop(step.rd, step.ra, step.rb, step.rc, step.imm, lanes);
  }
}
// [end]

// Leaves the registers of setup in every vector.
void VectorRun::runSetup() {
  for (unsigned v = 0; v < microRegisters; ++v)
    if (program.registers >> v & 1)
      std::fill_n(source(v), vectorLanes, 0);
  const auto first = unsigned(std::min<uint64_t>(inst.size[L], vectorLanes));
  Chunk origin{0, 0, 0, first, 0, {}};
  for (unsigned s = 0; s < streamCount; ++s)
    origin.offset[s] = inst.base[s];
  chunks.assign(1, origin);
  lanes = vectorLanes;
  runSection(Setup, {.lanes = first});
  chunks.clear();
  lanes = 0;
  for (unsigned v = 0; v < microRegisters; ++v)
    if (program.registers >> v & 1)
      for (unsigned lane = vectorLanes; lane < capacity; lane += vectorLanes)
        std::copy_n(source(v), vectorLanes, source(v) + lane);
}

void VectorRun::add(uint64_t d0, uint64_t d1, uint64_t l, unsigned active) {
  Chunk chunk{d0, d1, l, active, lanes, {}};
  for (unsigned s = 0; s < streamCount; ++s) {
    const int32_t *stride = &inst.stride[s * dimensionCount];
    chunk.offset[s] = int64_t(inst.base[s]) + int64_t(d0) * stride[D0] +
                      int64_t(d1) * stride[D1] + int64_t(l) * stride[L];
  }
  chunks.push_back(chunk);
  lanes += (active + vectorLanes - 1) / vectorLanes * vectorLanes;
  if (lanes == capacity)
    flush();
}

// Masked lanes read as 0.
void VectorRun::readStreams(Section section, const Place &place) {
  for (unsigned s = 0; s < inputStreams; ++s) {
    if (!(program.streams[section] >> s & 1))
      continue;
    const int32_t *stride = &inst.stride[s * dimensionCount];
    const int64_t moved =
        int64_t(place.r) * stride[R] + int64_t(place.l) * stride[L];
    for (const Chunk &chunk : chunks) {
      const unsigned active = place.lanes ? place.lanes : chunk.lanes;
      uint32_t *to = source(firstStreamSource + s) + chunk.position;
      readers[s](l1 + (chunk.offset[s] + moved), stride[L], to, active);
      for (unsigned lane = active; lane % vectorLanes; ++lane)
        to[lane] = 0;
    }
  }
}

void VectorRun::fillIndices(const Place &place) {
  for (const Chunk &chunk : chunks) {
    const unsigned width =
        (chunk.lanes + vectorLanes - 1) / vectorLanes * vectorLanes;
    const uint64_t base[] = {chunk.d0, chunk.d1, place.r, chunk.l + place.l};
    for (unsigned d = 0; d < dimensionCount; ++d) {
      if (!(program.indices >> d & 1))
        continue;
      uint32_t *to = source(firstIndexSource + d) + chunk.position;
      const uint32_t first = uint32_t(inst.indexBase[d]) + uint32_t(base[d]);
      for (unsigned lane = 0; lane < width; ++lane)
        to[lane] = first + (d == L ? lane : 0);
    }
  }
}

void VectorRun::runMasked(const Step &step, unsigned active) {
  uint32_t *result = source(microSources);
  std::copy_n(step.rd, lanes, result); // some also read what they write
  step.loop(result, step.ra, step.rb, step.rc, step.imm, lanes);
  for (unsigned lane = 0; lane < lanes; lane += vectorLanes)
    std::copy_n(result + lane, active, step.rd + lane);
}

void VectorRun::writeStream(const Step &step, const Place &place) {
  const int32_t *stride = &inst.stride[step.stream * dimensionCount];
  const int64_t moved =
      int64_t(place.r) * stride[R] + int64_t(place.l) * stride[L];
  for (const Chunk &chunk : chunks) {
    const unsigned active = place.lanes ? place.lanes : chunk.lanes;
    writers[step.stream - firstOutput](
        step.ra + chunk.position, l1 + (chunk.offset[step.stream] + moved),
        stride[L], place.written ? place.written : active);
  }
}

} // namespace

void runVector(const Vector &inst, const VectorProgram &program, uint8_t *l1) {
  VectorRun nest(inst, program, l1);
  FloatEnvironment environment;
  nest.run();
}

} // namespace alcyone::isa
