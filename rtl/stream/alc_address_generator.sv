// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Walks over a nest of four dimensions with byte strides, [3] innermost, and
// gives the runs of its innermost one. Outer dimensions that continue the
// innermost one become part of it.
//
// load_i takes the nest; up to three cycles later ready_o says that the walks
// can start. start_i begins one at base_i, as often as wanted, and the first run
// is there in the next cycle. take_i takes the first take_elements_i of the run:
// any number of a run whose elements lie side by side (contiguous_o), else one.
// A run follows the last one without a gap. Precondition: no extent is 0.
module alc_address_generator #(
  parameter int unsigned TakeWidth = 9
) (
  input logic clk_i,
  input logic rst_ni,

  input  logic             load_i,
  input  logic [3:0][31:0] shape_i,
  input  logic [3:0][31:0] stride_i,
  input  logic [1:0]       element_log2_i,  // of the bytes of an element
  output logic             ready_o,

  input logic        start_i,
  input logic [63:0] base_i,
  input logic        stop_i,

  output logic                 valid_o,
  output logic [         63:0] address_o,
  output logic [         32:0] left_o,          // elements of the run, from address_o on
  output logic                 contiguous_o,
  output logic                 last_o,          // no run follows
  input  logic                 take_i,
  input  logic [TakeWidth-1:0] take_elements_i
);

  // The nest: three outer dimensions around the run.
  logic [2:0][31:0] size_q, stride_q;
  logic [32:0] run_size_q;
  logic [31:0] run_stride_q;
  logic [1:0] element_log2_q;
  logic contiguous_q;
  logic [1:0] merge_q;  // the dimension that is looked at
  logic merging_q;

  // The walk.
  logic valid_q;
  logic [63:0] address_q;
  logic [32:0] left_q;
  logic [2:0][31:0] index_q;
  logic [2:0][63:0] begin_q;  // where the present index of a dimension begins

  function automatic logic [63:0] extend(logic [31:0] stride);
    return {{32{stride[31]}}, stride};
  endfunction

  assign ready_o = !merging_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      merging_q <= 1'b0;
      merge_q <= '0;
      size_q <= '0;
      stride_q <= '0;
      run_size_q <= '0;
      run_stride_q <= '0;
      element_log2_q <= '0;
      contiguous_q <= 1'b0;
    end else if (load_i) begin
      merging_q <= 1'b1;
      merge_q <= 2'd2;
      size_q <= shape_i[2:0];
      stride_q <= stride_i[2:0];
      run_size_q <= {1'b0, shape_i[3]};
      run_stride_q <= stride_i[3];
      element_log2_q <= element_log2_i;
      contiguous_q <= shape_i[3] == 32'd1 || stride_i[3] == 32'd1 << element_log2_i;
    end else if (merging_q) begin
      automatic logic is_free = size_q[merge_q] == 32'd1;
      automatic logic [32:0] size = {1'b0, size_q[merge_q]};
      automatic
      logic
      continues = $signed(
          {{33{stride_q[merge_q][31]}}, stride_q[merge_q]}
      ) == $signed(
          run_stride_q
      ) * $signed(
          {1'b0, run_size_q[31:0]}
      );
      if (is_free) begin
        // Nothing to do: it never steps.
      end else if (run_size_q == 33'd1) begin
        run_size_q <= size;
        run_stride_q <= stride_q[merge_q];
        contiguous_q <= stride_q[merge_q] == 32'd1 << element_log2_q;
        size_q[merge_q] <= 32'd1;
      end else if (continues && !run_size_q[32]) begin
        run_size_q <= 33'(run_size_q * size);
        size_q[merge_q] <= 32'd1;
      end
      // What is outside of a dimension that stays cannot continue the run.
      merging_q <= merge_q != 2'd0 && (is_free || run_size_q == 33'd1 || continues);
      merge_q   <= merge_q - 2'd1;
    end
  end

  logic steps0, steps1, steps2;
  logic [63:0] next_begin;
  assign steps2 = index_q[2] != size_q[2] - 32'd1;
  assign steps1 = index_q[1] != size_q[1] - 32'd1;
  assign steps0 = index_q[0] != size_q[0] - 32'd1;
  assign next_begin = steps2 ? begin_q[2] + extend(
      stride_q[2]
  ) : steps1 ? begin_q[1] + extend(
      stride_q[1]
  ) : begin_q[0] + extend(
      stride_q[0]
  );

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      valid_q <= 1'b0;
      address_q <= '0;
      left_q <= '0;
      index_q <= '0;
      begin_q <= '0;
    end else if (start_i) begin
      valid_q <= 1'b1;
      address_q <= base_i;
      left_q <= run_size_q;
      index_q <= '0;
      begin_q <= {3{base_i}};
    end else if (stop_i) begin
      valid_q <= 1'b0;
    end else if (take_i) begin
      if (left_q != 33'(take_elements_i)) begin
        left_q <= left_q - 33'(take_elements_i);
        address_q <= contiguous_q ? address_q + (64'(take_elements_i) << element_log2_q)
            : address_q + extend(
            run_stride_q
        );
      end else begin
        left_q <= run_size_q;
        address_q <= next_begin;
        valid_q <= !last_o;
        begin_q[2] <= next_begin;
        index_q[2] <= steps2 ? index_q[2] + 32'd1 : '0;
        if (!steps2) begin
          begin_q[1] <= next_begin;
          index_q[1] <= steps1 ? index_q[1] + 32'd1 : '0;
          if (!steps1) begin
            begin_q[0] <= next_begin;
            index_q[0] <= steps0 ? index_q[0] + 32'd1 : '0;
          end
        end
      end
    end
  end

  assign valid_o = valid_q;
  assign address_o = address_q;
  assign left_o = left_q;
  assign contiguous_o = contiguous_q;
  assign last_o = !steps2 && !steps1 && !steps0;

  always_ff @(posedge clk_i) begin
    if (rst_ni) begin
      assert (!(load_i && merging_q))
      else $error("a nest is loaded while one is merged");
      assert (!(start_i && (merging_q || load_i)))
      else $error("a walk starts before the nest is there");
      if (take_i) begin
        assert (valid_q && take_elements_i != '0 && 33'(take_elements_i) <= left_q)
        else $error("more is taken than the run has");
        assert (contiguous_q || take_elements_i == TakeWidth'(1))
        else $error("scattered elements are taken one by one");
      end
    end
  end

endmodule : alc_address_generator
