# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Does `alc run` do what its help says? Run as
alc_test.py ALC PROGRAMS [unittest arguments], where PROGRAMS is the folder that
write_test_programs wrote. Uses the standard library alone, so what it knows of
.npy files is independent of the runtime's reader."""

from __future__ import annotations

import ast
import json
import os
import pty
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unittest
from collections.abc import Callable
from pathlib import Path

ALC, PROGRAMS = Path(sys.argv[1]), Path(sys.argv[2])


def write_npy(path: Path, descr: str, shape: tuple[int, ...], data: bytes, fortran: bool = False) -> Path:
    header = repr({"descr": descr, "fortran_order": fortran, "shape": shape}).encode()
    header += b" " * (-(len(header) + 11) % 64) + b"\n"
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + data)
    return path


def read_npy(path: Path) -> tuple[str, tuple[int, ...], bytes]:
    raw = path.read_bytes()
    assert raw[:8] == b"\x93NUMPY\x01\x00"
    (length,) = struct.unpack("<H", raw[8:10])
    assert (10 + length) % 64 == 0
    header = ast.literal_eval(raw[10 : 10 + length].decode())
    assert header["fortran_order"] is False
    return header["descr"], header["shape"], raw[10 + length :]


def floats(*values: float) -> bytes:
    return struct.pack(f"<{len(values)}f", *values)


class AlcTest(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = Path(self.folder.name)

    def alc(self, *words: object, status: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run([ALC, *map(str, words)], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        if status:
            self.assertTrue(done.stderr.startswith("alc"), done.stderr)
        return done

    def refused(self, *words: object, says: list[str], status: int = 1) -> None:
        message = self.alc(*words, status=status).stderr
        for part in says:
            self.assertIn(part, message)

    def copy_input(self) -> Path:
        return write_npy(self.path / "in.npy", "<f4", (8,), floats(*range(8)))

    def add_inputs(self) -> dict[str, Path]:
        return {
            "left": write_npy(self.path / "left.npy", "<f4", (2, 3), floats(1, 2, 3, 4, 5, 6)),
            "right": write_npy(self.path / "right.npy", "<f4", (2, 3), floats(10, 20, 30, 40, 50, 60)),
            "half": write_npy(self.path / "half.npy", "<u2", (4,), struct.pack("<4H", 0x3F80, 0x4000, 0, 0xBF80)),
            "wide": write_npy(self.path / "wide.npy", "<i8", (1, 2), struct.pack("<2q", -1, 2**40)),
        }

    @staticmethod
    def input_words(files: dict[str, Path]) -> list[str]:
        return [word for name, file in files.items() for word in ("--input", f"{name}={file}")]

    def run_add(self, files: dict[str, Path], *words: object) -> bytes:
        out = self.path / "total.npy"
        self.alc("run", PROGRAMS / "add.alc", *self.input_words(files), "--output", f"total={out}", *words)
        self.assertEqual(read_npy(out)[:2], ("<f4", (2, 3)))
        return read_npy(out)[2]

    # What is right.

    def test_output_without_a_name_is_the_only_output(self) -> None:
        for device in ("ref", "ref:nano", "sim", "sim:nano"):
            out = self.path / f"{device.replace(':', '_')}.npy"
            self.alc("run", PROGRAMS / "copy.alc", "--device", device, "--input", f"in={self.copy_input()}",
                     "--output", out)
            self.assertEqual(read_npy(out), ("<f4", (8,), floats(*range(8))))

    def test_every_output_is_written_in_its_type(self) -> None:
        files = self.add_inputs()
        outputs = {name: self.path / f"{name}.npy" for name in ("total", "half_out", "wide_out")}
        words = [word for name, file in outputs.items() for word in ("--output", f"{name}={file}")]
        self.alc("run", PROGRAMS / "add.alc", *self.input_words(files), *words)
        self.assertEqual(read_npy(outputs["total"]), ("<f4", (2, 3), floats(11, 22, 33, 44, 55, 66)))
        self.assertEqual(read_npy(outputs["half_out"]), ("<u2", (4,), struct.pack("<4H", 0x3F80, 0x4000, 0, 0xBF80)))
        self.assertEqual(read_npy(outputs["wide_out"]), ("<i8", (1, 2), struct.pack("<2q", -1, 2**40)))

    def test_input_types_are_widened(self) -> None:
        files = self.add_inputs()
        write_npy(files["left"], "<f2", (2, 3), struct.pack("<6e", 1, 2, 3, 4, 5, 65504))
        write_npy(files["half"], "<f4", (4,), floats(1, 2, 0, -1))
        write_npy(files["wide"], "<i4", (1, 2), struct.pack("<2i", -1, 7))
        self.assertEqual(self.run_add(files), floats(11, 22, 33, 44, 55, 65564))

    def test_fortran_order_is_read(self) -> None:
        files = self.add_inputs()
        write_npy(files["left"], "<f4", (2, 3), floats(1, 4, 2, 5, 3, 6), fortran=True)
        self.assertEqual(self.run_add(files), floats(11, 22, 33, 44, 55, 66))

    def test_summary_without_output(self) -> None:
        text = self.alc("run", PROGRAMS / "copy.alc", "--input", f"in={self.copy_input()}").stdout
        for part in ("out: f32 (8,)", "min 0", "max 7", "mean 3.5", "0 1 2 3 4 5 6 7", "ran on ref:nano"):
            self.assertIn(part, text)

    def test_statistics_hold_the_promised_keys(self) -> None:
        for device in ("ref", "sim"):
            file = self.path / "stats.json"
            self.alc("run", PROGRAMS / "copy.alc", "--device", device, "--input", f"in={self.copy_input()}",
                     "--stats", file)
            stats = json.loads(file.read_text())
            clocked = ("cycles", "seconds", "tensor_peak_share", "hbm_bandwidth_share")
            for key in clocked:
                self.assertEqual(stats[key] is None, device == "ref", key)
            self.assertGreater(stats["wall_seconds"], 0)
            self.assertEqual(stats["chip"], "nano")
            self.assertEqual(list(stats["busy_share"]), ["tcp", "ttu", "tvp", "tdma"])
            self.assertEqual(stats["instructions"]["tdma"], 1)

    def test_trace_is_written_by_sim_and_refused_by_ref(self) -> None:
        file = self.path / "trace.json"
        words = ["run", PROGRAMS / "copy.alc", "--input", f"in={self.copy_input()}", "--trace", file]
        self.refused(*words, "--device", "ref", says=["no clock"])
        self.assertFalse(file.exists())
        self.alc(*words, "--device", "sim")
        self.assertTrue(json.loads(file.read_text()))
        self.refused(*words[:-1], self.path / "wave.fst", "--device", "sim", says=["wave.fst", "waveforms"])

    def test_waveform_is_written_by_rtl_and_has_its_ending(self) -> None:
        words = ["run", PROGRAMS / "copy.alc", "--input", f"in={self.copy_input()}", "--output", self.path / "out.npy"]
        for device in ("rtl", "cosim"):
            file = self.path / f"{device}.fst"
            self.alc(*words, "--device", device, "--trace", file)
            self.assertGreater(file.stat().st_size, 10_000)
            self.refused(*words, "--device", device, "--trace", self.path / "wave.vcd", says=["wave.vcd", ".fst"])
            self.refused(*words, "--device", device, "--trace", "/none/wave.fst", says=["/none/wave.fst"])

    def test_lock_step_finds_nothing_and_says_how_much_it_has_seen(self) -> None:
        text = self.alc("cosim", "--seed", 7, "--programs", 3, "--operations", 5).stdout
        self.assertRegex(text, r"no difference in 3 programs from seed 7: [1-9]\d* control instructions, [1-9]\d* ")
        part = self.alc("cosim", "--seed", 7, "--programs", 1, "--operations", 5, "--only", "0,4").stdout
        self.assertIn("no difference in 1 program from", part)
        text = self.alc("cosim", PROGRAMS / "copy.alc", "--input", f"in={self.copy_input()}").stdout
        self.assertIn("ran on cosim:nano", text)

    def test_lock_step_refuses_what_makes_no_sense(self) -> None:
        self.refused("cosim", "--only", "0", says=["--programs 1"], status=2)
        self.refused("cosim", "--programs", 0, says=["--programs"], status=2)
        self.refused("cosim", "--programs", 1, "--only", "5000", says=["'5000'", "there are 0 to"])
        self.refused("cosim", "--chip", "edge", says=["clusters", "nano", "edge"])
        self.refused("cosim", "--trace", "wave.json", says=["wave.json", ".fst"])
        for option in "--seed", "--programs", "--operations":
            self.refused("cosim", option, "-1", says=["-1", option], status=2)
        self.refused("cosim", "--operations", 0, says=["--operations"], status=2)

    def test_lock_step_runs_as_many_programs_as_it_says(self) -> None:
        last = 2**64 - 1
        text = self.alc("cosim", "--seed", last, "--programs", 2, "--operations", 2).stdout
        self.assertRegex(text, rf"2 programs from seed {last}: [1-9]\d* control instructions")
        text = self.alc("cosim", "--programs", 1, "--only", "none").stdout
        self.assertRegex(text, r"[1-9]\d* control instructions, 0 engine instructions")

    def test_lock_step_writes_the_waveform_of_the_only_program(self) -> None:
        for more in [], ["--shrink"]:
            file = self.path / f"only{len(more)}.fst"
            self.alc("cosim", "--programs", 1, "--operations", 2, "--trace", file, *more)
            self.assertGreater(file.stat().st_size, 10_000)

    def test_correlation_writes_its_files_whole_or_says_why_not(self) -> None:
        words = ["correlate", "--kernel", "control/empty"]
        table, plot = self.path / "c.csv", self.path / "c.svg"
        self.alc(*words, "--csv", table, "--plot", plot)
        self.assertIn("control", table.read_text())
        self.assertIn("<svg", plot.read_text())
        self.refused(*words, "--csv", plot, "--plot", plot, says=["--csv", "--plot", "same file"])
        self.refused(*words, "--csv", "/none/c.csv", says=["/none/c.csv"])
        self.refused(*words, "--save", table, says=["--save", str(table)])
        self.refused(*words, "--plot", "c.png", says=["c.png", ".svg"], status=2)
        for limit in "-1", "nan", "8x":
            self.refused(*words, "--worst", limit, says=[limit], status=2)

    def test_correlation_fails_above_its_limits(self) -> None:
        words = ["correlate", "--kernel", "pair/product_exponential"]
        self.refused(*words, "--mean", 0, says=["the mean error is larger than 0 %"])
        self.refused(*words, "--worst", 0, says=["the worst error is larger than 0 %"])
        self.alc(*words, "--mean", 50, "--worst", 50)

    def test_every_command_has_help(self) -> None:
        commands = [line.split()[0] for line in self.alc("--help").stdout.splitlines() if line.startswith("  ")]
        self.assertIn("run", commands)
        for command in commands:
            self.assertIn(f"usage: alc {command}", self.alc(command, "--help").stdout)

    def test_version_and_chips(self) -> None:
        self.assertIn("ISA version 1", self.alc("--version").stdout)
        listed = self.alc("chips").stdout
        for chip in ("nano", "edge", "maia100", "maia200"):
            self.assertIn(chip, listed)
            self.assertEqual(json.loads(self.alc("chips", chip, "--json").stdout)["name"], chip)
        self.assertIn("clock_hz", self.alc("chips", "nano").stdout)
        self.refused("chips", "micro", says=["micro", "nano"])

    # What is wrong: usage is 2, everything else 1.

    def test_wrong_usage(self) -> None:
        program = PROGRAMS / "copy.alc"
        for words in ([], ["walk"], ["run"], ["run", program, "--speed", "9"], ["run", program, program],
                      ["run", program, "--input"], ["run", program, "--input", "=x.npy"],
                      ["run", program, "--input", "in="], ["run", program, "--dev", "ref"],
                      ["run", program, "--instruction-limit", "many"], ["chips", "--json"]):
            self.alc(*words, status=2)

    def test_inputs_that_do_not_fit_are_all_listed(self) -> None:
        files = self.add_inputs()
        left, right = files["left"], files["right"]
        self.refused("run", PROGRAMS / "add.alc", "--input", f"left={left}", "--input", f"left={right}",
                     "--input", f"up={left}", "--input", right,
                     says=["missing: right (f32 (2, 3))", "missing: wide (i64 (1, 2))", "unknown: up",
                           "given twice: left", "needs a name"])

    def test_outputs_that_do_not_fit_leave_nothing(self) -> None:
        files = self.add_inputs()
        out = self.path / "out.npy"
        words = ["run", PROGRAMS / "add.alc", *self.input_words(files), "--output"]
        self.refused(*words, f"sum={out}", says=["unknown: sum", "total (f32 (2, 3))"])
        self.refused(*words, out, says=["needs a name"])
        self.assertFalse(out.exists())

    def test_outputs_that_are_one_file_are_refused(self) -> None:
        words = ["run", PROGRAMS / "add.alc", "--device", "sim", *self.input_words(self.add_inputs())]
        before = sorted(self.path.iterdir())
        out, (folder, link) = self.path / "out", (self.path / "folder", self.path / "link")
        for options in (["--output", f"total={out}", "--output", f"half_out={out}"],
                        ["--output", f"total={out}", "--stats", self.path / "." / "out"],
                        ["--output", f"total={out}", "--trace", out],
                        ["--stats", out, "--trace", os.path.relpath(out)]):
            self.refused(*words, *options, says=[f"{options[0]} {options[1]}", f"{options[2]} {options[3]}",
                                                 "name the same file"])
            self.assertEqual(sorted(self.path.iterdir()), before)
        folder.mkdir()
        link.symlink_to(folder)
        self.refused(*words, "--output", f"total={folder / 'out'}", "--stats", link / "out",
                     says=[f"total={folder / 'out'} and --stats {link / 'out'} name the same file"])
        self.assertEqual(list(folder.iterdir()), [])
        out.write_text("old")
        (folder / "out").symlink_to(out)
        self.refused(*words, "--output", f"total={out}", "--stats", folder / "out", says=["name the same file"])
        self.assertEqual(out.read_text(), "old")

    def test_wrong_type_and_shape_are_named(self) -> None:
        for descr, shape, data, says in (
            ("<f8", (8,), bytes(64), ["'in'", "f32", "f8"]),
            ("<i4", (8,), bytes(32), ["'in'", "f32", "i4"]),
            ("<f4", (2, 4), bytes(32), ["'in'", "(8,)", "(2, 4)"]),
            ("<f4", (9,), bytes(36), ["'in'", "(8,)", "(9,)"]),
            (">f4", (8,), bytes(32), ["big-endian"]),
        ):
            file = write_npy(self.path / "bad.npy", descr, shape, data)
            out = self.path / "out.npy"
            self.refused("run", PROGRAMS / "copy.alc", "--input", f"in={file}", "--output", out,
                         says=[str(file), *says])
            self.assertFalse(out.exists())

    def test_files_that_are_not_there(self) -> None:
        self.refused("run", self.path / "none.alc", says=["none.alc"])
        self.refused("run", PROGRAMS / "copy.alc", "--input", "in=/none/in.npy", says=["/none/in.npy"])
        self.refused("run", PROGRAMS / "copy.alc", "--input", f"in={self.copy_input()}",
                     "--output", "/none/out.npy", says=["/none/out.npy"])
        self.refused("run", PROGRAMS / "copy.alc", "--device", "ref:/none.json",
                     "--input", f"in={self.copy_input()}", says=["/none.json"])

    def test_places_that_cannot_be_written_are_known_before_the_run(self) -> None:
        self.refused("run", PROGRAMS / "loop.alc", "--stats", "/none/stats.json", says=["/none/stats.json"])

    def test_device_that_does_not_fit(self) -> None:
        words = ["run", PROGRAMS / "copy.alc", "--input", f"in={self.copy_input()}", "--device"]
        self.refused(*words, "ref:edge", says=["clusters", "nano", "edge"])
        self.refused(*words, "rtl:edge", says=["clusters", "nano", "edge"])
        self.refused(*words, "warp", says=["unknown backend 'warp'", "ref, sim, rtl"])

    def test_fault_and_deadlock_are_reported(self) -> None:
        for device in ("ref", "sim", "rtl"):
            self.refused("run", PROGRAMS / "trap.alc", "--device", device, says=["tile 0, TCP: trap", "ebreak"])
            self.refused("run", PROGRAMS / "stuck.alc", "--device", device,
                         says=["deadlock", "no one signals semaphore 1"])

    def test_interrupt_ends_an_endless_program(self) -> None:
        for device in ("ref", "sim", "rtl"):
            process = subprocess.Popen([ALC, "run", str(PROGRAMS / "loop.alc"), "--device", device],
                                       stderr=subprocess.PIPE, text=True)
            wait_until_caught(process, signal.SIGINT)
            process.send_signal(signal.SIGINT)
            _, message = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 1, message)
            self.assertIn("cancelled", message)

    def test_output_replaces_a_file_whole_or_not_at_all(self) -> None:
        out = self.path / "out.npy"
        out.write_text("old")
        self.refused("run", PROGRAMS / "trap.alc", "--output", out, says=[])
        self.assertEqual(out.read_text(), "old")
        self.assertEqual(os.listdir(self.path), ["out.npy"])

    def test_an_output_that_fails_late_names_those_that_are_written(self) -> None:
        """With a terminal that takes no text, alc stops at its last line, before files get their names."""
        reader, terminal = pty.openpty()
        termios.tcflow(terminal, termios.TCOOFF)
        out, stats = self.path / "out.npy", self.path / "stats.json"
        process = subprocess.Popen([ALC, "run", PROGRAMS / "copy.alc", "--input", f"in={self.copy_input()}",
                                    "--output", out, "--stats", stats], stderr=terminal)
        wait_until(lambda: list(self.path.glob("stats.json.*")), "no file on the way to stats.json")
        stats.mkdir()
        termios.tcflow(terminal, termios.TCOON)
        os.close(terminal)
        message = b""
        while b"alc run: error" not in message or not message.endswith(b"\n"):
            message += os.read(reader, 4096)
        os.close(reader)
        self.assertEqual(process.wait(timeout=60), 1)
        self.assertIn(f"{stats}: cannot be written: ", message.decode())
        self.assertIn(f"already written: {out}", message.decode())
        self.assertEqual(read_npy(out)[2], floats(*range(8)))
        self.assertEqual(sorted(os.listdir(self.path)), ["in.npy", "out.npy", "stats.json"])


def wait_until(condition: Callable[[], object], problem: str) -> None:
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError(f"{problem} in 30 s")


def wait_until_caught(process: subprocess.Popen, number: signal.Signals) -> None:
    """Returns once the process has a handler for the signal."""
    def caught() -> int:
        status = Path(f"/proc/{process.pid}/status").read_text()
        return int(status.split("SigCgt:")[1].split()[0], 16) >> (number - 1) & 1

    wait_until(caught, f"no handler for {number.name}")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
