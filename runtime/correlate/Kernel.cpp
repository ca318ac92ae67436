// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/correlate/Kernel.h"

namespace alcyone::correlate {

Kernels allKernels() {
  Kernels kernels;
  for (auto *family :
       {addTensorKernels, addVectorKernels, addDmaKernels, addControlKernels,
        addSemaphoreKernels, addPairKernels, addLayerKernels})
    family(kernels);
  return kernels;
}

} // namespace alcyone::correlate
