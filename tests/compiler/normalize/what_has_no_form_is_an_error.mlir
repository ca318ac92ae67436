// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the chip has no form for is an error at its place, with its name and the
// reason, before any pass has changed it beyond recognition.
// RUN: alc-opt %s -split-input-file -verify-diagnostics -alc-normalize

// expected-error @+1 {{input 0 has type tensor<?xf32>; only tensors of static shape exist}}
func.func @open_shape(%a: tensor<?xf32>) -> tensor<4xf32> {
  %e = tensor.empty() : tensor<4xf32>
  return %e : tensor<4xf32>
}

// -----

// expected-error @+1 {{output 0 has type f32; only tensors of static shape exist}}
func.func @scalar_result() -> f32 {
  %c = arith.constant 1.0 : f32
  return %c : f32
}

// -----

// expected-error @+1 {{input 1 has elements of type f64; there are f32, bf16, i1, i8, i32 and i64}}
func.func @double(%a: tensor<4xf32>, %b: tensor<4xf64>) -> tensor<4xf32> {
  return %a : tensor<4xf32>
}

// -----

// expected-error @+1 {{input 0 has elements of type ui8}}
func.func @unsigned(%a: tensor<4xui8>) {
  return
}

// -----

// expected-error @+1 {{input 0 has type tensor<4194304x4194304x4194304xf32>, more than any memory holds}}
func.func @beyond_memory(%a: tensor<4194304x4194304x4194304xf32>) {
  return
}

// -----

// Inside, too.
func.func @double_inside(%a: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error @+1 {{'tensor.empty' op result has elements of type f64}}
  %e = tensor.empty() : tensor<4xf64>
  %w = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
      ins(%a : tensor<4xf32>) outs(%e : tensor<4xf64>) {
  ^bb0(%x: f32, %y: f64):
    %s = arith.extf %x : f32 to f64
    linalg.yield %s : f64
  } -> tensor<4xf64>
  %f = tensor.empty() : tensor<4xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
      ins(%w : tensor<4xf64>) outs(%f : tensor<4xf32>) {
  ^bb0(%x: f64, %y: f32):
    %s = arith.truncf %x : f64 to f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  return %r : tensor<4xf32>
}

// -----

func.func private @other(%a: tensor<4xf32>) -> tensor<4xf32>
func.func @call(%a: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error @+1 {{'func.call' op cannot be lowered: there is no rule that makes linalg.generic, slices or reshapes of it}}
  %r = call @other(%a) : (tensor<4xf32>) -> tensor<4xf32>
  return %r : tensor<4xf32>
}

// -----

func.func @generate(%a: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error @+1 {{'tensor.generate' op cannot be lowered: there is no rule}}
  %r = tensor.generate {
  ^bb0(%i: index):
    %v = tensor.extract %a[%i] : tensor<4xf32>
    tensor.yield %v : f32
  } : tensor<4xf32>
  return %r : tensor<4xf32>
}

// -----

// A value that is known only at run time cannot pad.
func.func @pad(%a: tensor<4xf32>, %p: tensor<f32>) -> tensor<6xf32> {
  // expected-error @+1 {{'tensor.extract' op cannot be lowered}}
  %v = tensor.extract %p[] : tensor<f32>
  %r = tensor.pad %a low[1] high[1] {
  ^bb0(%i: index):
    tensor.yield %v : f32
  } : tensor<4xf32> to tensor<6xf32>
  return %r : tensor<6xf32>
}

// -----

func.func @slice(%a: tensor<8xf32>, %i: tensor<i64>) -> tensor<4xf32> {
  // expected-error @+1 {{'tensor.extract' op cannot be lowered}}
  %n = tensor.extract %i[] : tensor<i64>
  %o = arith.index_cast %n : i64 to index
  %r = tensor.extract_slice %a[%o] [4] [1] : tensor<8xf32> to tensor<4xf32>
  return %r : tensor<4xf32>
}

// -----

// expected-error @+1 {{has branches; a model is one block}}
func.func @branches(%a: tensor<4xf32>) -> tensor<4xf32> {
  cf.br ^next
^next:
  return %a : tensor<4xf32>
}

// -----

// Every second element would be what it was before.
func.func @gaps(%a: tensor<4xf32>, %b: tensor<7xf32>) -> tensor<7xf32> {
  // expected-error @+1 {{cannot be lowered: it writes its result by affine_map<(d0) -> (d0 * 2)>, which is not plain dimensions}}
  %r = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0 * 2)>], iterator_types = ["parallel"]}
      ins(%a : tensor<4xf32>) outs(%b : tensor<7xf32>) {
  ^bb0(%x: f32, %y: f32):
    %s = arith.addf %x, %x : f32
    linalg.yield %s : f32
  } -> tensor<7xf32>
  return %r : tensor<7xf32>
}
