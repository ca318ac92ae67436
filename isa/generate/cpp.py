# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Small pieces of text that several emitters share."""

from __future__ import annotations

import json


def banner(comment: str, contract: str) -> list[str]:
    return [
        f"{comment} SPDX-FileCopyrightText: 2026 Alcyone contributors",
        f"{comment} SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception",
        comment,
        f"{comment} {contract}",
        f"{comment} Generated from isa/Alcyone.td by isa/generate.",
    ]


def literal(text: str) -> str:
    """A C++ (or TableGen) string literal."""
    return json.dumps(text)


def integer(value: int, hexadecimal: bool) -> str:
    return f"{value:#x}" if hexadecimal and value else str(value)
