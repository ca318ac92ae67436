// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See VectorProgram.h.
#include "isa/semantics/VectorProgram.h"

#include <map>

namespace alcyone::isa {

namespace {

// Calls use(source) for every source that the micro-instruction reads.
template <class Use> void forSources(const MicroInstruction &micro, Use use) {
  const MicroInfo &info = *findMicro(uint8_t(micro.op));
  const uint8_t sources[] = {micro.ra, micro.rb, micro.rc};
  for (unsigned i = 0; i < info.sources; ++i)
    use(sources[i]);
  if (micro.op == MicroOp::Orlo)
    use(micro.rd);
}

} // namespace

VectorProgram::VectorProgram(const Vector &inst,
                             std::span<const uint32_t> words) {
  const unsigned lengths[] = {inst.setupLength, inst.beforeLength,
                              inst.bodyLength, inst.afterLength};
  size_t next = 0;
  for (unsigned section = Setup; section < sectionCount; ++section)
    for (unsigned i = 0; i < lengths[section]; ++i) {
      const uint32_t word = words[next++];
      const auto micro = decodeMicro(word);
      if (!micro || (micro->op == MicroOp::Store && section == Setup)) {
        illegalWord = word;
        return;
      }
      sections[section].push_back(*micro);
      noteUses(*micro, Section(section));
    }
  carries = findCarried(true);
  carriesInactive = findCarried(false);
}

void VectorProgram::noteUses(const MicroInstruction &micro, Section section) {
  forSources(micro, [&](uint8_t source) {
    if (source < firstStreamSource)
      registers |= 1u << source;
    else if (source < firstIndexSource)
      streams[section] |= uint8_t(1u << (source - firstStreamSource));
    else
      indices |= uint8_t(1u << (source - firstIndexSource));
  });
  if (micro.op == MicroOp::Store)
    streams[section] |= uint8_t(1u << (firstOutput + micro.rd));
  else
    registers |= 1u << micro.rd;
}

// Registers read before an iteration has written them, and written in one.
bool VectorProgram::findCarried(bool bodyWrites) const {
  uint32_t written = 0, readFirst = 0;
  for (Section section : {Before, Body, After})
    for (const MicroInstruction &micro : sections[section]) {
      forSources(micro, [&](uint8_t source) {
        if (source < firstStreamSource)
          readFirst |= (1u << source) & ~written;
      });
      if (micro.op != MicroOp::Store && (section != Body || bodyWrites))
        written |= 1u << micro.rd;
    }
  return (readFirst & written) != 0;
}

const VectorProgram &decodedProgram(const Vector &inst,
                                    std::span<const uint32_t> words) {
  constexpr size_t mostKept = 512;
  thread_local std::map<std::vector<uint32_t>, VectorProgram> kept;
  thread_local std::vector<uint32_t> key;
  key.assign(words.begin(), words.end());
  key.push_back(inst.setupLength | inst.beforeLength << 8 |
                inst.bodyLength << 16 | uint32_t(inst.afterLength) << 24);
  auto found = kept.find(key);
  if (found != kept.end())
    return found->second;
  if (kept.size() >= mostKept)
    kept.clear();
  return kept.emplace(key, VectorProgram(inst, words)).first->second;
}

} // namespace alcyone::isa
