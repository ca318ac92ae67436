# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Says what the tilings of an IR in text come to, a line a kernel:

    kernel_0: 4 tiles of 12 blocks, cut m 1000 -> 24, k 1000 -> 8 * 16

tilings.py KERNEL=m:1000,n:64,... names the classes of a kernel's loops and their extents. Sizes
of blocks that are multiples of 16 are shown as such."""

import math
import re
import sys


def size_text(size: int) -> str:
    return str(size) if size % 16 else f"{size // 16} * 16"


loops = {name: [loop.split(":") for loop in text.split(",")]
         for name, text in (argument.split("=") for argument in sys.argv[1:])}
name = ""
for line in sys.stdin:
    if found := re.search(r'alc\.kernel "(\w+)"', line):
        name = found[1]
    if not (found := re.search(r"tiling = \{(.*)\}", line)):
        continue
    block, tiles = ([int(n) for n in re.search(rf"{key} = array<i64: ([^>]*)>", found[1])[1].split(",")]
                    for key in ("block", "tiles"))
    known = [(loop, int(extent), size) for (loop, extent), size in zip(loops[name], block, strict=True)]
    cut = [f"{loop} {extent} -> {size_text(size)}" for loop, extent, size in known if size < extent]
    blocks = math.prod(-(-extent // size) for _, extent, size in known)
    print(f"{name}: {math.prod(tiles)} tiles of {blocks} blocks, cut {', '.join(cut) or 'nothing'}")
