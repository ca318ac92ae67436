// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a matmul reports instead of running, in the order of isa::checkMatmul.
// The result is there two cycles after take_i.
module alc_ttu_check
  import alc_isa_pkg::*;
  import alc_chip_pkg::*;
(
  input  logic                 clk_i,
  input  logic                 take_i,
  input  matmul_t              instruction_i,
  output alc_tile_pkg::fault_t fault_o
);

  localparam int unsigned A = 0, B = 1, C = 2, Operands = 3;
  localparam int unsigned EndWidth = 50;

  // Matrices as lines of contiguous bytes.
  logic [Operands-1:0][31:0] base, stride;
  logic [Operands-1:0][15:0] lines, elements;
  logic [Operands-1:0] wide;  // 4 bytes an element, not 2
  always_comb begin
    base = {instruction_i.c, instruction_i.b, instruction_i.a};
    stride = {instruction_i.c_stride, instruction_i.b_stride, instruction_i.a_stride};
    wide = 3'b000;
    wide[C] = instruction_i.c_format == FormatFp32;
    lines[A] = instruction_i.m;
    elements[A] = instruction_i.k;
    if (instruction_i.a_order == OrderColumnMajor) begin
      lines[A] = instruction_i.k;
      elements[A] = instruction_i.m;
    end
    lines[B] = instruction_i.k;
    elements[B] = instruction_i.n;
    if (instruction_i.b_order == OrderColumnMajor) begin
      lines[B] = instruction_i.n;
      elements[B] = instruction_i.k;
    end
    lines[C] = instruction_i.m;
    elements[C] = instruction_i.n;
  end

  logic illegal_d, illegal_q;
  logic [Operands-1:0] base_misaligned, misaligned;
  logic [Operands-1:0][EndWidth-1:0] begin_q, end_q;
  logic [Operands-1:0][32:0] misaligned_at_q;
  logic [Operands-1:0] misaligned_q;
  always_comb begin
    for (int i = 0; i < Operands; i++) begin
      base_misaligned[i] = base[i][0] || (wide[i] && base[i][1]);
      misaligned[i] = base_misaligned[i] ||
          (lines[i] != 16'd1 && (stride[i][0] || (wide[i] && stride[i][1])));
    end
    illegal_d = instruction_i.m == '0 || instruction_i.n == '0 || instruction_i.k == '0 ||
        instruction_i.a_format != FormatBf16 || instruction_i.b_format != FormatBf16 ||
        !(instruction_i.c_format inside {FormatFp32, FormatBf16}) ||
        !(instruction_i.a_order inside {OrderRowMajor, OrderColumnMajor}) ||
        !(instruction_i.b_order inside {OrderRowMajor, OrderColumnMajor}) ||
        instruction_i.accumulate > 8'd1 ||
        (instruction_i.accumulate != '0 && instruction_i.c_format != FormatFp32) ||
        (instruction_i.m != 16'd1 &&
         instruction_i.c_stride < (wide[C] ? 32'd4 : 32'd2) * {16'd0, instruction_i.n});
  end
  always_ff @(posedge clk_i) begin
    if (take_i) begin
      illegal_q <= illegal_d;
      misaligned_q <= misaligned;
      for (int i = 0; i < Operands; i++) begin
        begin_q[i] <= EndWidth'(base[i]);
        end_q[i] <= EndWidth'(base[i]) +
            (EndWidth'(lines[i]) - EndWidth'(1)) * EndWidth'(stride[i]) +
            (EndWidth'(elements[i]) << (wide[i] ? 2 : 1));
        misaligned_at_q[i] <= {1'b0, base[i]} + (base_misaligned[i] ? '0 : {1'b0, stride[i]});
      end
    end
  end

  // Where several rules are broken, the first one and of it the first operand.
  alc_tile_pkg::fault_t fault_d, fault_q;
  always_comb begin
    fault_d = '{code: FaultNone, value: '0};
    for (int i = Operands - 1; i >= 0; i--) begin
      if (end_q[i] > EndWidth'(L1Bytes)) begin
        fault_d.code  = FaultAddressOutOfRange;
        fault_d.value = begin_q[i] > EndWidth'(L1Bytes) ? 64'(begin_q[i]) : 64'(L1Bytes);
      end
    end
    for (int i = Operands - 1; i >= 0; i--) begin
      if (misaligned_q[i]) begin
        fault_d.code  = FaultMisalignedAccess;
        fault_d.value = 64'(misaligned_at_q[i]);
      end
    end
    if (illegal_q || (begin_q[C] < end_q[A] && begin_q[A] < end_q[C]) ||
        (begin_q[C] < end_q[B] && begin_q[B] < end_q[C])) begin
      fault_d.code  = FaultIllegalInstruction;
      fault_d.value = 64'(OpcodeMatmul);
    end
  end
  logic taken_q;
  always_ff @(posedge clk_i) begin
    taken_q <= take_i;
    if (taken_q) fault_q <= fault_d;
  end
  assign fault_o = fault_q;

  logic unused;
  assign unused = ^{instruction_i.reserved_62, instruction_i.reserved_42, instruction_i.header};

endmodule : alc_ttu_check
