// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a micro-instruction computes in one lane, from the registers' values:
// all of alc_isa_pkg::micro_op_e that give the lane a result of its own. For
// the others (rsum, rmax, rmin, store; the special functions without Special)
// y_o is 0. Combinational.
module alc_tvp_lane
  import alc_isa_pkg::*;
#(
  parameter bit Special = 1'b1  // with a unit for exp2, log2, rcp, rsqrt, tanh
) (
  // In a Verilated model, one piece of code for all lanes that stays in the
  // host's cache. Inputs are public so that none is replaced by the name of what
  // drives it, which would be another one for every lane.
  input micro_op_e op_i  /* verilator public_flat_rd */,
  input logic [31:0] a_i  /* verilator public_flat_rd */,
  input logic [31:0] b_i  /* verilator public_flat_rd */,
  input logic [31:0] c_i  /* verilator public_flat_rd */,
  input logic [31:0] rd_i  /* verilator public_flat_rd */,  // rd's old value
  input logic [15:0] imm_i  /* verilator public_flat_rd */,
  output logic [31:0] y_o
);

  /* verilator no_inline_module */

  localparam logic [31:0] Nan = 32'h7FC0_0000;
  localparam logic [31:0] One = 32'h3F80_0000;

  // One multiply-add for a*1 + b, a*1 - b, a*b + 0 and a*b + c. The zero has
  // the product's sign, so that a product of -0 stays one.
  logic [31:0] factor, addend, fma;
  always_comb begin
    unique case (op_i)
      MicroOpAdd: begin
        factor = One;
        addend = b_i;
      end
      MicroOpSub: begin
        factor = One;
        addend = {!b_i[31], b_i[30:0]};
      end
      MicroOpMul: begin
        factor = b_i;
        addend = {a_i[31] ^ b_i[31], 31'd0};
      end
      default: begin
        factor = b_i;
        addend = c_i;
      end
    endcase
  end
  alc_fp32_fma u_fma (
    .a_i(a_i),
    .b_i(factor),
    .c_i(addend),
    .y_o(fma)
  );

  logic less, equal, unordered, below;
  alc_fp32_compare u_compare (
    .a_i(a_i),
    .b_i(b_i),
    .lt_o(less),
    .eq_o(equal),
    .unordered_o(unordered),
    .below_o(below)
  );

  logic [31:0] from_int32, to_int32, whole;
  alc_fp32_from_int32 u_from_int32 (
    .a_i(a_i),
    .y_o(from_int32)
  );
  alc_fp32_to_int32 u_to_int32 (
    .a_i(a_i),
    .y_o(to_int32)
  );
  alc_fp32_floor u_floor (
    .a_i(a_i),
    .y_o(whole)
  );

  logic [15:0] bf16;
  alc_fp32_to_bf16 u_to_bf16 (
    .a_i(a_i),
    .y_o(bf16)
  );

  logic [31:0] special;
  if (Special) begin : gen_special
    alc_special u_special (
      .op_i(op_i),
      .a_i (a_i),
      .y_o (special)
    );
  end else begin : gen_no_special
    assign special = '0;
  end

  // Subnormals as zeros.
  logic a_nan;
  logic [31:0] a, b;
  always_comb begin
    a_nan = a_i[30:0] > 31'h7F80_0000;
    a = (a_i[30:23] == '0) ? {a_i[31], 31'd0} : a_i;
    b = (b_i[30:23] == '0) ? {b_i[31], 31'd0} : b_i;
  end

  logic is_below;  // as integers
  assign is_below = $signed(a_i) < $signed(b_i);

  always_comb begin
    unique case (op_i)
      MicroOpAdd, MicroOpSub, MicroOpMul, MicroOpFma: y_o = fma;
      MicroOpMin: y_o = unordered ? Nan : below ? a : b;
      MicroOpMax: y_o = unordered ? Nan : below ? b : a;
      MicroOpNeg: y_o = a_nan ? Nan : {!a[31], a[30:0]};
      MicroOpAbs: y_o = a_nan ? Nan : {1'b0, a[30:0]};
      MicroOpCopysign: y_o = a_nan ? Nan : {b_i[31], a[30:0]};
      MicroOpFeq: y_o = {31'd0, equal};
      MicroOpFlt: y_o = {31'd0, less};
      MicroOpFle: y_o = {31'd0, less || equal};
      MicroOpFun: y_o = {31'd0, unordered};

      MicroOpMov: y_o = a_i;
      MicroOpSelect: y_o = (a_i != '0) ? b_i : c_i;
      MicroOpMovhi: y_o = {imm_i, 16'd0};
      MicroOpOrlo: y_o = {rd_i[31:16], rd_i[15:0] | imm_i};

      MicroOpIadd: y_o = a_i + b_i;
      MicroOpIsub: y_o = a_i - b_i;
      MicroOpImul: y_o = a_i * b_i;
      MicroOpIand: y_o = a_i & b_i;
      MicroOpIor:  y_o = a_i | b_i;
      MicroOpIxor: y_o = a_i ^ b_i;
      MicroOpShl:  y_o = a_i << b_i[4:0];
      MicroOpShr:  y_o = $signed(a_i) >>> b_i[4:0];
      MicroOpShru: y_o = a_i >> b_i[4:0];
      MicroOpIeq:  y_o = {31'd0, a_i == b_i};
      MicroOpIlt:  y_o = {31'd0, is_below};
      MicroOpIltu: y_o = {31'd0, a_i < b_i};
      MicroOpImin: y_o = is_below ? a_i : b_i;
      MicroOpImax: y_o = is_below ? b_i : a_i;

      MicroOpItof:   y_o = from_int32;
      MicroOpFtoi:   y_o = to_int32;
      MicroOpFloor:  y_o = whole;
      MicroOpTobf16: y_o = {bf16, 16'd0};
      MicroOpGetexp: y_o = {24'd0, a_i[30:23]} - 32'd127;
      MicroOpGetman: begin
        if (a_nan) begin
          y_o = Nan;
        end else begin
          y_o = (a[30:23] == '0) ? a : {a[31], One[30:23], a[22:0]};
        end
      end

      MicroOpExp2, MicroOpLog2, MicroOpRcp, MicroOpRsqrt, MicroOpTanh: y_o = special;
      default: y_o = '0;
    endcase
  end

endmodule : alc_tvp_lane
