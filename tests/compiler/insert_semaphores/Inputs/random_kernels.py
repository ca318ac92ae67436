# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random kernels without semaphores: random_kernels.py nested|flat COUNT.

`nested` has loops in loops, conditions, and bounds known only at run time;
`flat` has one loop, in which every order that is needed is there for a reason.
"""

from __future__ import annotations

import random
import sys

QUEUES = 5
CONSTANTS = (0, 1, 2, 3, 7)


class Kernel:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.lines: list[str] = []
        self.buffers = 0
        self.instructions = self.random.randint(3, 14)

    def text(self, name: str, is_flat: bool) -> str:
        self.lines = [f"func.func @{name}() {{"]
        self.lines += [f"  %c{c} = arith.constant {c} : i64" for c in CONSTANTS]
        self.lines += ["  %tile = alc.tile_id", "  %n = alc.argument 0",
                       "  %some = arith.cmpi slt, %tile, %n : i64"]
        self.flat() if is_flat else self.block("  ", [], [])
        mask = (1 << QUEUES) - 1
        self.lines += [f"  alc.barrier queue {q} {{queues = {mask}}}"
                       for q in range(QUEUES)]
        return "\n".join([*self.lines, "  return", "}", ""])

    def flat(self) -> None:
        self.lines.append("  scf.for %i = %c0 to %c7 step %c1 : i64 {")
        scope = [self.buffer("    ", "%i")
                 for _ in range(self.random.randint(1, 4))]
        for _ in range(self.random.randint(2, 7)):
            self.instruction("    ", scope)
        self.lines.append("  }")

    def block(self, indent: str, outer: list[int], counters: list[str]) -> None:
        scope = list(outer)
        for _ in range(self.random.randint(1, 5)):
            kind = self.random.random()
            if kind < 0.3 or not scope:
                run = self.random.choice(counters or ["%c0"])
                scope.append(self.buffer(indent, run))
            elif kind < 0.7 and self.instructions:
                self.instructions -= 1
                self.instruction(indent, scope)
            elif len(indent) < 8:
                (self.loop if kind < 0.9 else self.branch)(
                    indent, scope, counters)

    def buffer(self, indent: str, run: str) -> int:
        number, self.buffers = self.buffers, self.buffers + 1
        self.lines.append(
            f"{indent}%b{number} = alc.buffer {number} [{run}] "
            f"{{bytes = 64 : i64, slots = {self.random.choice([1, 2, 2, 3])} : i64}}")
        return number

    def instruction(self, indent: str, scope: list[int]) -> None:
        reads = self.random.sample(scope, self.random.randint(0, min(2, len(scope))))
        writes = [self.random.choice(scope)] if not reads or self.random.random() < 0.6 else []
        lists = "".join(f" {name} {ids}" for name, ids in
                        (("reads", reads), ("writes", writes)) if ids)
        self.lines.append(
            f"{indent}alc.copy queue {self.random.randrange(QUEUES)} {{}}{lists}")

    def loop(self, indent: str, scope: list[int], counters: list[str]) -> None:
        counter = f"%i{len(self.lines)}"
        lower = self.random.choice(["%c0", "%c0", "%c1", "%tile"])
        upper = self.random.choice(["%c2", "%c3", "%c7", "%tile", "%n"])
        step = self.random.choice(["%c1", "%c1", "%c2"])
        self.lines.append(f"{indent}scf.for {counter} = {lower} to {upper} step {step} : i64 {{")
        self.block(indent + "  ", scope, [*counters, counter])
        self.lines.append(indent + "}")

    def branch(self, indent: str, scope: list[int], counters: list[str]) -> None:
        condition = "%some"
        if counters:
            condition = f"%d{len(self.lines)}"
            bound = self.random.choice(["%c1", "%n"])
            self.lines.append(f"{indent}{condition} = arith.cmpi slt, "
                              f"{self.random.choice(counters)}, {bound} : i64")
        self.lines.append(f"{indent}scf.if {condition} {{")
        self.block(indent + "  ", scope, counters)
        self.lines.append(indent + "} else {")
        self.block(indent + "  ", scope, counters)
        self.lines.append(indent + "}")


if __name__ == "__main__":
    for number in range(int(sys.argv[2])):
        print(Kernel(number).text(f"kernel_{number}", sys.argv[1] == "flat"))
