# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reads a module of kernels and writes every kernel without one of its
semaphores, once for each of them, apart from each other (-split-input-file).
"""

from __future__ import annotations

import re
import sys


def without(kernel: str, semaphore: str) -> str:
    def drop(group: re.Match[str]) -> str:
        kept = [item for item in group[2].split(", ")
                if not item.startswith(semaphore + " :")]
        return f"{group[1]} [{', '.join(kept)}]" if kept else ""
    return re.sub(r"(waits|signals) \[([^\]]*)\]", drop, kernel)


kernels = re.findall(r"^  func\.func @.*?^  }$", sys.stdin.read(), re.M | re.S)
mutants = [without(kernel, semaphore) for kernel in kernels
           for semaphore in sorted(set(re.findall(r"(\d+) : \d+ ->", kernel)))]
print("\n// -----\n".join(mutants))
