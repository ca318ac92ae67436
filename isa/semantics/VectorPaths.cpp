// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Chooses the SIMD path of the vector processor's loops.
#include "isa/semantics/VectorKernel.h"

#include "isa/numerics/SimdPath.h"

namespace alcyone::isa {

LaneLoop *laneLoop(MicroOp op) {
  static constexpr FindLaneLoop *paths[] = {portable::laneLoop, avx2::laneLoop,
                                            avx512::laneLoop};
  return paths[int(simdPath())](op);
}

ReadElements *readElements(Format format, int64_t strideBytes) {
  static constexpr FindReadElements *paths[] = {
      portable::readElements, avx2::readElements, avx512::readElements};
  return paths[int(simdPath())](format, strideBytes);
}

WriteElements *writeElements(Format format, int64_t strideBytes) {
  static constexpr FindWriteElements *paths[] = {
      portable::writeElements, avx2::writeElements, avx512::writeElements};
  return paths[int(simdPath())](format, strideBytes);
}

} // namespace alcyone::isa
