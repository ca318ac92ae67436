// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Fields.h"

#include <algorithm>

namespace alcyone::tests {

using namespace isa;

namespace {

// Offsets of an operand whose last byte is `span` bytes behind its first.
void offsets(Trials &trials, uint64_t span) {
  const uint64_t bytes = trials.chip.l1.bytes;
  trials.runs(0, 0x6000, 0x6010, 0x6014);
  trials.faults(FaultCode::Misaligned, 0x6001);
  trials.faults(FaultCode::AddressOutOfRange, bytes - 4, bytes, 0xFFFF'FF80);
  trials.atEnd = true;
  trials.runs(bytes - span);
}

void formats(Trials &trials, std::initializer_list<Format> legal) {
  for (const CaseInfo &row : formatInfo.cases) {
    const bool isLegal =
        std::find(legal.begin(), legal.end(), Format(row.value)) != legal.end();
    if (isLegal)
      trials.runs(row.value);
    else
      trials.faults(FaultCode::IllegalInstruction, row.value);
  }
  trials.faults(FaultCode::IllegalInstruction, formatInfo.cases.size(), 255);
}

void orders(Trials &trials) {
  trials.runs(Order::RowMajor, Order::ColumnMajor);
  trials.faults(FaultCode::IllegalInstruction, 2, 255);
}

// Of A and B; lines of at most 40 bytes.
void rowStrides(Trials &trials) {
  const uint64_t bytes = trials.chip.l1.bytes;
  trials.runs(0, 2, 14, 64, 40, 66);
  trials.faults(FaultCode::Misaligned, 65, 1);
  trials.faults(FaultCode::AddressOutOfRange, bytes, 0xFFFF'FFFE);
}

} // namespace

FIELD(Matmul, a) { offsets(trials, 5 * 64 + 40); }
FIELD(Matmul, b) { offsets(trials, 19 * 64 + 14); }
FIELD(Matmul, c) {
  trials.as<Matmul>().a = 0x1000;
  offsets(trials, 5 * 64 + 28);
  trials.again<Matmul>();
  trials.faults(FaultCode::IllegalInstruction, 0x2000, 0x2100, 0x4000);
  trials.as<Matmul>().accumulate = true;
  trials.runs(0x5000);
}

FIELD(Matmul, m) {
  trials.runs(1, 2, 3, 17);
  trials.faults(FaultCode::IllegalInstruction, 0);
  trials.faults(FaultCode::IllegalInstruction, 0xFFFF); // C over A
  trials.as<Matmul>().aOrder = Order::ColumnMajor;
  trials.runs(1, 2, 3, 17);
  trials.again<Matmul>().aStride = 0;
  trials.as<Matmul>().c = 0x5000;
  trials.as<Matmul>().cStride = 4096; // more than any L1
  trials.faults(FaultCode::AddressOutOfRange, 32768);
}

FIELD(Matmul, n) {
  trials.runs(1, 2, 3, 16);
  trials.faults(FaultCode::IllegalInstruction, 0);
  trials.faults(FaultCode::IllegalInstruction, 17, 32768); // rows overlap
  trials.as<Matmul>().bOrder = Order::ColumnMajor;
  trials.runs(1, 2, 3, 16);
  trials.again<Matmul>().m = 1;
  trials.as<Matmul>().c = uint32_t(trials.chip.l1.bytes - 4096);
  trials.faults(FaultCode::AddressOutOfRange, 65535);
}

FIELD(Matmul, k) {
  trials.runs(1, 2, 3, 16, 17, 32);
  trials.faults(FaultCode::IllegalInstruction, 0);
  trials.faults(FaultCode::AddressOutOfRange, 65535);
  trials.as<Matmul>().aOrder = Order::ColumnMajor;
  trials.as<Matmul>().bOrder = Order::ColumnMajor;
  trials.runs(1, 2, 3, 16, 17, 32);
}

FIELD(Matmul, aStride) {
  rowStrides(trials);
  trials.again<Matmul>().aOrder = Order::ColumnMajor;
  rowStrides(trials);
  trials.as<Matmul>().k = 1;
  trials.runs(65, 0xFFFF'FFFF); // there is one column
}

FIELD(Matmul, bStride) {
  rowStrides(trials);
  trials.again<Matmul>().bOrder = Order::ColumnMajor;
  rowStrides(trials);
  trials.as<Matmul>().n = 1;
  trials.runs(65, 0xFFFF'FFFF);
}

FIELD(Matmul, cStride) {
  const uint64_t bytes = trials.chip.l1.bytes;
  trials.runs(28, 64, 128, 68);
  trials.faults(FaultCode::IllegalInstruction, 0, 4, 24);
  trials.faults(FaultCode::Misaligned, 65);
  trials.faults(FaultCode::IllegalInstruction, bytes); // over A
  trials.as<Matmul>().c = 0x5000;
  trials.faults(FaultCode::AddressOutOfRange, bytes, 0xFFFF'FFFC);
  trials.as<Matmul>().m = 1;
  trials.runs(0, 3, 0xFFFF'FFFF); // there is one row
}

FIELD(Matmul, aFormat) { formats(trials, {Format::Bf16}); }
FIELD(Matmul, bFormat) { formats(trials, {Format::Bf16}); }
FIELD(Matmul, cFormat) {
  formats(trials, {Format::Bf16, Format::Fp32});
  trials.as<Matmul>().accumulate = true;
  formats(trials, {Format::Fp32});
}
FIELD(Matmul, aOrder) { orders(trials); }
FIELD(Matmul, bOrder) { orders(trials); }

FIELD(Matmul, accumulate) {
  trials.runs(false, true);
  trials.faults(FaultCode::IllegalInstruction, 2, 255);
  trials.as<Matmul>().cFormat = Format::Bf16;
  trials.runs(false);
  trials.faults(FaultCode::IllegalInstruction, true);
}

} // namespace alcyone::tests
