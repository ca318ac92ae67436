# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Does the generator stop, with file:line: record: reason, at records and
semantics that are wrong, and write nothing?

ALCYONE_SOURCE is the repository, LLVM_TBLGEN the program.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(os.environ["ALCYONE_SOURCE"])
INCLUDES = 'include "isa/engines/Instruction.td"\ninclude "isa/registers/Register.td"\n'
MICRO_INCLUDE = 'include "isa/tvp/MicroInstructions.td"\n'


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-B", str(SOURCE / "isa/generate" / script), *arguments,
               "--tblgen", os.environ["LLVM_TBLGEN"], "--include", str(SOURCE)]
    return subprocess.run(command, capture_output=True, text=True)


def instruction(name: str, opcode: str, fields: str, summary: str = "does something") -> str:
    """A record on one line."""
    return (f'def {name} : Instruction<"{name.lower()}", {opcode}, Ttu, "{summary}"> {{ '
            f'let Fields = [{fields}]; let Timing = "one cycle"; let Example = "{name.lower()}"; }}\n')


class GeneratorTest(unittest.TestCase):
    def expect(self, records: str, line: int, message: str) -> None:
        """The record at `line` of `records` (from 1) is refused with `message`."""
        with tempfile.TemporaryDirectory() as folder:
            source, output = Path(folder) / "Bad.td", Path(folder) / "out"
            source.write_text(INCLUDES + MICRO_INCLUDE + records)
            result = run("generate.py", str(source), "--output", str(output))
            self.assertEqual(result.returncode, 1, result.stderr)
            self.assertIn(f"{source}:{line + 3}:{message}", result.stderr)
            self.assertFalse(output.exists())

    def test_overlapping_fields(self) -> None:
        self.expect(instruction("FOO", "0x50", 'Field<"x", 24, Size32, "x">, Field<"y", 26, Size16, "y">'),
                    1, " FOO: field y overlaps x")

    def test_reused_opcode(self) -> None:
        self.expect(instruction("FOO", "0x50", "") + instruction("BAR", "0x50", ""),
                    1, " FOO: reuses opcode 0x50 of BAR")

    def test_type_without_classes(self) -> None:
        self.expect("def Odd : FieldType<8>;\n" + instruction("FOO", "0x50", 'Field<"x", 24, Odd, "x">'),
                    1, " Odd: has no classes of values")

    def test_class_of_an_unknown_number(self) -> None:
        self.expect('def Odd : FieldType<8> { let Classes = [ValueClass<"few", "value < banks">]; }\n'
                    + instruction("FOO", "0x50", 'Field<"x", 24, Odd, "x">'),
                    1, " Odd: class few: 'banks' is no number of the chip")

    def test_opcode_zero(self) -> None:
        self.expect(instruction("FOO", "0", ""), 1, " FOO: opcode 0x0 is not in 1..0xff")

    def test_field_beyond_the_size(self) -> None:
        self.expect(instruction("FOO", "0x50", 'Field<"x", 56, Size32, "x", 3>'),
                    1, " FOO: field x ends at byte 68, beyond the size of 64 bytes")

    def test_field_in_the_header(self) -> None:
        self.expect(instruction("FOO", "0x50", 'Field<"x", 20, Size32, "x">'),
                    1, " FOO: field x at byte 20 lies in the header of 24 bytes")

    def test_misaligned_field(self) -> None:
        self.expect(instruction("FOO", "0x50", 'Field<"x", 26, Size32, "x">'),
                    1, " FOO: field x at byte 26 is not a multiple of its 4 bytes")

    def test_missing_summary(self) -> None:
        self.expect("\n" + instruction("FOO", "0x50", "", summary=""), 2, " FOO: the summary is missing")

    def test_field_without_a_description(self) -> None:
        self.expect(instruction("FOO", "0x50", 'Field<"x", 24, Size32, "">'), 1, " FOO: field x has no description")

    def test_default_that_does_not_fit(self) -> None:
        self.expect(instruction("FOO", "0x50", 'Field<"x", 24, Count, "x", 1, 256>'),
                    1, " FOO: field x has the default 256, which does not fit")

    def test_field_named_like_one_of_the_header(self) -> None:
        self.expect(instruction("FOO", "0x50", 'Field<"tag", 24, Count, "x">'),
                    1, " FOO: field tag has the name of a field of the header")

    def test_reused_enumeration_value(self) -> None:
        bad = ('def Bad : Enumeration<"bad", [Case<"one", 1, "1">, Case<"two", 1, "2">]>;\n')
        self.expect(bad, 1, " Bad: two reuses the value of one")

    def test_micro_instruction_with_a_reused_opcode(self) -> None:
        self.expect('def FOO : MicroInstruction<"foo", 0x01, Unary, "foo">;\n', 1, " FOO: reuses opcode 0x1 of ADD")

    def test_overlapping_registers(self) -> None:
        bad = ('def Foo : Block<"Foo", 64, "foo">;\n'
               'def A : Register<"A", Foo, 0, ReadOnly, "a", 2>;\n'
               'def B : Register<"B", Foo, 8, ReadOnly, "b">;\n')
        self.expect(bad, 3, " B: overlaps A")

    def test_register_outside_its_block(self) -> None:
        bad = 'def Foo : Block<"Foo", 64, "foo">;\ndef A : Register<"A", Foo, 56, ReadOnly, "a", 2>;\n'
        self.expect(bad, 2, " A: does not lie within the 0x40 bytes of its block")

    def test_syntax_error(self) -> None:
        self.expect("def FOO : ;\n", 1, "11: error: expected name for ClassID")


class ManualTest(unittest.TestCase):
    def manual(self, semantics: str) -> subprocess.CompletedProcess[str]:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "semantics" / "Foo.cpp"
            source.parent.mkdir()
            source.write_text(semantics)
            return run("manual.py", str(SOURCE / "isa/Alcyone.td"), str(source.parent),
                       "--output", f"{folder}/out", "--depfile", f"{folder}/deps")

    def test_missing_semantics(self) -> None:
        result = self.manual("// [semantics: matmul]\nint x;\n// [end]\n")
        self.assertEqual(result.returncode, 1)
        self.assertIn("Tdma.td:", result.stderr)
        self.assertIn("COPY: no `// [semantics: copy]`", result.stderr)
        self.assertNotIn("MATMUL:", result.stderr)

    def test_semantics_of_nothing(self) -> None:
        self.assertIn("'matmol' is no instruction", self.manual("// [semantics: matmol]\n// [end]\n").stderr)

    def test_timing_texts_name_keys_of_the_chip_file(self) -> None:
        chip = json.loads((SOURCE / "isa/chips/nano.json").read_text())
        for source in sorted((SOURCE / "isa/engines").glob("*.td")) + [SOURCE / "isa/tvp/MicroInstructions.td"]:
            for part, key in re.findall(r"`([a-z0-9]+)\.([a-z_]+)`", source.read_text()):
                self.assertIn(key, chip.get(part, {}), f"{source}: {part}.{key}")

    def test_semantics_without_an_end(self) -> None:
        self.assertIn("Foo.cpp:2: semantics: no // [end] follows", self.manual("\n// [semantics: matmul]\n").stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
