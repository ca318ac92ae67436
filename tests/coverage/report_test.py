#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Does the report say what was counted?"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

REPORT = Path(__file__).with_name("report.py")
SOURCE = """module alc_one (
  input  logic [3:0] a_i,
  output logic [3:0] y_o
);
  always_comb begin
    if (a_i[0]) y_o = 4'd1;
    else y_o = a_i;
  end
  // verilator coverage_off // Shown to the reader alone.
endmodule : alc_one
"""


def point(kind: str, path: Path, line: int, name: str, lines: str, count: int) -> str:
    fields = {"f": str(path), "l": str(line), "n": "3", "page": f"v_{kind}/alc_one", "o": name, "S": lines}
    text = "".join(f"\x01{key}\x02{value}" for key, value in fields.items() if value)
    return f"C '{text}' {count}\n"


class Report(unittest.TestCase):
    def setUp(self) -> None:
        self.work = Path(self.enterContext(tempfile.TemporaryDirectory())).resolve()
        self.path = self.work / "rtl/block/alc_one.sv"
        self.path.parent.mkdir(parents=True)
        self.path.write_text(SOURCE)
        (self.work / "counts").mkdir()
        # Two processes; the bench is not in the folder of sources.
        for process, taken in (("1", 3), ("2", 0)):
            (self.work / "counts" / f"{process}.dat").write_text(
                "# SystemC::Coverage-3\n"
                + point("branch", self.path, 6, "if", "6", taken)
                + point("branch", self.path, 6, "else", "7", 0)
                + "".join(point("toggle", self.path, 2, f"a_i[{bit}]:{change}", "", count)
                          for bit in range(4)
                          for change, count in (("0->1", taken * (bit > 0)), ("1->0", taken * (bit > 1))))
                + point("user", self.path, 8, "is_odd", "8", taken)
                + point("line", self.work / "bench.sv", 1, "block", "1", 0))

    def run_report(self, exclusions: str) -> subprocess.CompletedProcess:
        file = self.work / "exclusions.toml"
        file.write_text(exclusions)
        return subprocess.run(
            [sys.executable, "-B", REPORT, self.work / "counts", self.work / "out", "--sources",
             self.work / "rtl", "--exclusions", file], capture_output=True, text=True, check=False)

    def test_a_table_says_what_is_reached_and_the_aims_decide(self) -> None:
        run = self.run_report("")
        self.assertIn("| block | 1 of 2, 50.0 % | 1 of 2, 50.0 % | 5 of 8, 62.5 % | 1 of 1, 100.0 % |", run.stdout)
        self.assertIn("fewer toggles than the aim", run.stderr)
        self.assertEqual(run.returncode, 1)

    def test_what_nothing_counts_is_no_success(self) -> None:
        (self.work / "rtl/block/alc_two.sv").write_text("module alc_two;\nendmodule : alc_two\n")
        self.assertIn("Not in any model that counts: alc_two.", self.run_report("").stdout)
        for file in (self.work / "counts").iterdir():
            file.write_text("# SystemC::Coverage-3\n")
        run = self.run_report("")
        self.assertEqual(run.returncode, 1)
        for what in "lines", "toggles", "cover points":
            self.assertIn(f"no {what} were counted", run.stderr)

    def test_what_is_not_reached_is_listed_and_stands_beside_the_source(self) -> None:
        self.run_report("")
        report = (self.work / "out/report.md").read_text()
        self.assertIn("- toggle block/alc_one.sv:2: a_i[0]\n", report)
        self.assertIn("- toggle block/alc_one.sv:2: a_i[1] 1->0", report)
        self.assertIn("- line block/alc_one.sv:7: `else y_o = a_i;`", report)
        self.assertIn("| | off | block/alc_one.sv:9 | | Shown to the reader alone. |", report)
        lines = (self.work / "out/annotated/block/alc_one.sv").read_text().splitlines()
        self.assertEqual(lines[5], "         3 |     if (a_i[0]) y_o = 4'd1;")
        self.assertTrue(lines[6].startswith("   NOT HIT | "))
        self.assertTrue(lines[1].endswith("// NOT TOGGLED: a_i[0], a_i[1] 1->0"))

    def test_exclusions_are_counted_and_what_is_reached_cannot_be_excluded(self) -> None:
        entry = '[[exclude]]\nfile = "block/.*"\nkind = "{}"\npoint = \'{}\'\nreason = "why"\n'
        both = entry.format("toggle", r"a_i\[0\]|a_i\[1\]:1->0") + entry.format("line", "else .*")
        run = self.run_report(both)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("5 of 5, 100.0 %", run.stdout)
        self.assertIn("| 3 | toggle | `block/.*` | `a_i\\[0\\]\\|a_i\\[1\\]:1->0` | why |", (self.work / "out/report.md").read_text())
        run = self.run_report(both + entry.format("toggle", r"a_i\[3\]"))
        self.assertIn("excluded and yet reached: block/alc_one.sv:2 a_i[3]:0->1", run.stderr)
        run = self.run_report(both + entry.format("toggle", "b_i"))
        self.assertIn("excludes nothing: toggle block/.* b_i", run.stderr)


if __name__ == "__main__":
    unittest.main()
