# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes 0, 1, 2, ... as a .npy file: count.py f32|i64|i32 4x64 FILE.npy"""

import array
import math
import sys

TYPES = {"f32": ("f", "<f4"), "i64": ("q", "<i8"), "i32": ("i", "<i4")}


def main(kind: str, shape_text: str, path: str) -> None:
    code, description = TYPES[kind]
    shape = tuple(int(extent) for extent in shape_text.split("x"))
    header = repr({"descr": description, "fortran_order": False, "shape": shape})
    header = header.ljust(117) + "\n"  # 10 bytes before it make 128
    values = array.array(code, range(math.prod(shape)))
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little"))
        file.write(header.encode() + values.tobytes())


main(*sys.argv[1:])
