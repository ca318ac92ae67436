// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The control processor without its memory: RV64IM, in order, in three stages
// (fetch, decode, execute). start_i, while it does not run, gives it its reset
// state: pc = entry_i, sp the end of control memory, other registers 0; the
// first instruction executes three cycles later. It runs until it faults or is
// halted; the instruction that faults has no effect. halt_i takes effect at the
// end of its cycle, or of that in which the access at the bus is done.
//
// An instruction executes in one cycle, a load from control memory in two;
// multiplier, divider and the bus say when they are done. What follows a taken
// branch or a jump executes three cycles after it, and so does what follows a
// store to one of the two words behind it, which have been fetched already.
//
// The control memory answers in the next cycle and holds what it has fetched
// until the next fetch. retire_* describe what completes in this cycle.
module alc_tcp
  import alc_chip_pkg::*;
  import alc_tile_pkg::*;
  import alc_tcp_pkg::*;
#(
  parameter  int unsigned MemoryBytes  = TcpMemoryBytes,
  localparam int unsigned AddressWidth = $clog2(MemoryBytes)
) (
  input  logic                      clk_i,
  input  logic                      rst_ni,
  input  logic                      start_i,
  input  logic   [            63:0] entry_i,
  input  logic                      halt_i,
  // control memory
  output logic                      fetch_valid_o,
  output logic   [AddressWidth-1:0] fetch_address_o,
  input  logic   [            31:0] fetch_data_i,
  output logic                      data_valid_o,
  output logic                      data_write_o,
  output logic   [AddressWidth-1:0] data_address_o,
  output logic   [            63:0] data_wdata_o,
  output logic   [             7:0] data_strobe_o,
  input  logic   [            63:0] data_rdata_i,
  input  logic                      data_ready_i,          // low: a store waits
  // everything else
  output logic                      bus_valid_o,           // held until bus_done_i
  output logic                      bus_write_o,
  output logic   [            63:0] bus_address_o,
  output logic   [             1:0] bus_size_o,
  output logic   [            63:0] bus_wdata_o,
  input  logic                      bus_done_i,
  input  logic   [            63:0] bus_rdata_i,
  input  fault_t                    bus_fault_i,
  // status
  output logic                      running_o,
  output fault_t                    fault_o,               // until start_i
  output logic   [            63:0] pc_o,                  // of a fault until start_i
  output logic                      retire_valid_o,
  output logic   [            31:0] retire_instruction_o,
  output logic   [             4:0] retire_rd_o,           // 0: writes nothing
  output logic   [            63:0] retire_value_o
);

  // What is held between the stages; single registers rather than a structure,
  // which a model would keep as one wide vector.
  logic running_q;
  logic [63:0] fetch_pc_q;
  logic decode_valid_q, decode_outside_q;
  logic [63:0] decode_pc_q;
  logic execute_valid_q, execute_outside_q;
  decoded_t decoded_q;
  logic [31:0] word_q;
  logic [63:0] pc_q, a_q, b_q;

  logic stalls;  // execute keeps its instruction
  logic redirects;  // what follows is fetched anew, from next_pc
  logic stops;
  logic [63:0] next_pc, result;

  // Fetch
  logic fetch_outside;
  assign fetch_outside   = fetch_pc_q >= 64'(MemoryBytes);
  assign fetch_valid_o   = running_q && !stalls && !fetch_outside;
  assign fetch_address_o = {fetch_pc_q[AddressWidth-1:2], 2'b00};

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      running_q <= 1'b0;
      decode_valid_q <= 1'b0;
      execute_valid_q <= 1'b0;
    end else if (!running_q || stops) begin
      running_q <= start_i && !running_q;
      decode_valid_q <= 1'b0;
      execute_valid_q <= 1'b0;
    end else if (!stalls) begin
      decode_valid_q  <= !redirects;
      execute_valid_q <= decode_valid_q && !redirects;
    end
  end

  always_ff @(posedge clk_i) begin
    if (start_i) begin
      fetch_pc_q <= entry_i;
    end else if (running_q && !stalls) begin
      fetch_pc_q <= redirects ? next_pc : fetch_pc_q + 64'd4;
      decode_pc_q <= fetch_pc_q;
      decode_outside_q <= fetch_outside;
    end
  end

  // Decode
  decoded_t decoded;
  operand_e first;
  logic second_is_immediate;
  logic [63:0] rs1_value, rs2_value, a, b;

  alc_tcp_decoder u_decoder (
    .word_i          (fetch_data_i),
    .decoded_o       (decoded),
    .a_o             (first),
    .b_is_immediate_o(second_is_immediate)
  );

  alc_tcp_register_file u_register_file (
    .clk_i,
    .clear_i(start_i),
    .sp_i   (64'(MemoryBytes)),
    .rs1_i  (fetch_data_i[19:15]),
    .a_o    (rs1_value),
    .rs2_i  (fetch_data_i[24:20]),
    .b_o    (rs2_value),
    .rd_i   (retire_rd_o),
    .value_i(result)
  );

  always_comb begin
    unique case (first)
      OperandRegister: a = rs1_value;
      OperandPc: a = decode_pc_q;
      default: a = '0;
    endcase
    b = second_is_immediate ? extended(decoded.immediate) : rs2_value;
  end

  always_ff @(posedge clk_i) begin
    if (running_q && !stalls) begin
      decoded_q <= decoded;
      word_q <= fetch_data_i;
      pc_q <= decode_pc_q;
      execute_outside_q <= decode_outside_q;
      a_q <= a;
      b_q <= b;
    end
  end

  // Execute
  unit_e unit;
  logic is_bad_fetch, is_load, is_store;
  assign is_bad_fetch = execute_outside_q || pc_q[1:0] != '0;
  // Nothing, or nothing that can be executed, does as little as an addition.
  assign unit = execute_valid_q && !is_bad_fetch ? decoded_q.unit : UnitAlu;
  assign is_load = unit == UnitLoad;
  assign is_store = unit == UnitStore;

  logic arithmetic_done, equal, less;
  logic [63:0] computed;
  alc_tcp_arithmetic u_arithmetic (
    .clk_i,
    .rst_ni,
    .unit_i     (unit),
    .alu_op_i   (decoded_q.alu_op),
    .alternate_i(decoded_q.alternate),
    .word_i     (decoded_q.word),
    .funct3_i   (decoded_q.funct3[1:0]),
    .a_i        (a_q),
    .b_i        (b_q),
    .done_o     (arithmetic_done),
    .result_o   (computed),
    .equal_o    (equal),
    .less_o     (less)
  );

  // Where a branch, a jump, a load or a store goes. Only a jump through a
  // register can be odd, and it drops the lowest bit.
  logic [63:0] sum, address;
  assign sum = (decoded_q.unit == UnitBranch ? pc_q : a_q) + extended(decoded_q.immediate);
  assign address = {sum[63:1], sum[0] & (is_load | is_store)};

  logic lsu_done, lsu_busy;
  logic [63:0] loaded;
  fault_t lsu_fault;
  alc_tcp_lsu #(
    .MemoryBytes(MemoryBytes)
  ) u_lsu (
    .clk_i,
    .rst_ni,
    .valid_i  (is_load || is_store),
    .write_i  (is_store),
    .funct3_i (decoded_q.funct3),
    .address_i(address),
    .wdata_i  (b_q),
    .halt_i,
    .done_o   (lsu_done),
    .fault_o  (lsu_fault),
    .rdata_o  (loaded),
    .busy_o   (lsu_busy),
    .data_valid_o,
    .data_write_o,
    .data_address_o,
    .data_wdata_o,
    .data_strobe_o,
    .data_rdata_i,
    .data_ready_i,
    .bus_valid_o,
    .bus_write_o,
    .bus_address_o,
    .bus_size_o,
    .bus_wdata_o,
    .bus_done_i,
    .bus_rdata_i,
    .bus_fault_i
  );

  logic holds, is_jump;
  assign holds   = (decoded_q.funct3[2] ? less : equal) != decoded_q.funct3[0];
  assign is_jump = unit == UnitJump || (unit == UnitBranch && holds);

  fault_t fault;
  always_comb begin
    fault = '{code: FaultNone, value: pc_q};
    if (is_bad_fetch) begin
      fault.code = pc_q[1:0] != '0 ? FaultMisalignedAccess : FaultAddressOutOfRange;
    end else begin
      unique case (unit)
        UnitTrap: fault.code = FaultTrap;
        UnitIllegal: fault = '{code: FaultIllegalInstruction, value: {32'b0, word_q}};
        UnitLoad, UnitStore: fault = lsu_fault;
        default:
        if (is_jump && address[1]) fault = '{code: FaultMisalignedAccess, value: address};
      endcase
    end
  end

  logic is_done, faults, retires;
  logic [63:0] link;
  assign link = pc_q + 64'd4;
  always_comb begin
    unique case (unit)
      UnitLoad, UnitStore: {is_done, result} = {lsu_done, loaded};
      UnitJump: {is_done, result} = {1'b1, link};
      default: {is_done, result} = {arithmetic_done, computed};
    endcase
  end
  assign faults  = execute_valid_q && fault.code != FaultNone;
  assign retires = execute_valid_q && is_done && !faults;
  assign stalls  = execute_valid_q && !retires;

  // The two words behind a store are in decode and being fetched.
  function automatic logic covers(logic [63:2] pc, logic [63:2] at, logic is_double);
    return pc[63:3] == at[63:3] && (is_double || pc[2] == at[2]);
  endfunction
  logic hits_fetched, is_double;
  assign is_double = decoded_q.funct3[1:0] == 2'd3;
  assign hits_fetched = is_store && (covers(
      decode_pc_q[63:2], address[63:2], is_double
  ) || covers(
      fetch_pc_q[63:2], address[63:2], is_double
  ));
  assign redirects = retires && (is_jump || hits_fetched);
  assign next_pc = is_jump ? address : link;

  // A halt waits for the access at the bus.
  logic halted_q;
  assign stops = faults || ((halt_i || halted_q) && !lsu_busy);
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) halted_q <= 1'b0;
    else halted_q <= (halt_i || halted_q) && running_q && !stops;
  end

  // Status
  fault_t fault_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) fault_q <= '{code: FaultNone, value: '0};
    else if (start_i) fault_q <= '{code: FaultNone, value: '0};
    else if (faults) fault_q <= fault;
  end

  assign running_o = running_q;
  assign fault_o = fault_q;
  assign pc_o = pc_q;
  assign retire_valid_o = retires;
  assign retire_instruction_o = word_q;
  assign retire_rd_o = retires ? decoded_q.rd : '0;
  assign retire_value_o = retire_rd_o == '0 ? '0 : result;

  function automatic logic [63:0] extended(logic [31:0] immediate);
    return {{32{immediate[31]}}, immediate};
  endfunction

  if (TcpBaseCycles != 1 || TcpBranchTakenCycles != 2) begin : gen_wrong_cycles
    $error("an instruction takes 1 cycle and a jump 2 more, the chip's file says otherwise");
  end

  assert property (@(posedge clk_i) start_i |-> !running_o);

endmodule : alc_tcp
