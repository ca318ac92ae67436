# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Conditions of classes of values in C++ and in SystemVerilog. `value` has the
sign of its field and, like all numbers, 64 bits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from records import FieldType

# A number of the chip, and how the two languages find it.
NUMBERS = {
    "semaphores": ("chip.semaphore.count", "SemaphoreCount"),
    "tiles": ("chip.tileCount()", "Clusters * TilesPerCluster"),
    "clusters": ("chip.clusters", "Clusters"),
    "queues": ("queueMask(chip)", "(1 << Queues) - 1"),
    "tcmBytes": ("chip.tcp.memoryBytes", "TcpMemoryBytes"),
    "l1Bytes": ("chip.l1.bytes", "L1Bytes"),
    "hbmBytes": ("chip.hbm.bytes", "HbmBytes"),
    "ownL1": ("address::ownL1", "AddressOwnL1"),
    "l1": ("address::l1", "AddressL1"),
    "l1Stride": ("address::l1Stride", "AddressL1Stride"),
    "l2": ("address::l2", "AddressL2"),
    "l2Stride": ("address::l2Stride", "AddressL2Stride"),
    "hbm": ("address::hbm", "AddressHbm"),
}
TOKEN = re.compile(r"(?P<hex>0x[0-9A-Fa-f]+)|(?P<decimal>\d+)|(?P<name>[A-Za-z_]\w*)")


def unknown_names(condition: str) -> Iterator[str]:
    names = (match.group("name") for match in TOKEN.finditer(condition))
    return (name for name in names if name and name not in NUMBERS and name != "value")


def cpp(type: FieldType, condition: str) -> str:
    number = "int64_t" if type.signed else "uint64_t"

    def token(match: re.Match[str]) -> str:
        name = match.group("name")
        if name == "value":
            return name
        return f"{number}({NUMBERS[name][0]})" if name else f"{number}({match.group()})"
    return TOKEN.sub(token, condition)


def systemverilog(type: FieldType, condition: str) -> str:
    sign = "s" if type.signed else ""

    def token(match: re.Match[str]) -> str:
        name, digits = match.group("name"), match.group()
        if name == "value":
            return name
        if name:
            return f"{'signed' if type.signed else 'unsigned'}'(64'({NUMBERS[name][1]}))"
        return f"64'{sign}h{digits[2:]}" if match.group("hex") else f"64'{sign}d{digits}"
    return TOKEN.sub(token, condition)
