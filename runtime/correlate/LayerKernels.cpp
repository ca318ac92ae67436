// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Layers of a transformer, as linalg: what the compiler makes of them, with its
// control code, blocks, buffers and semaphores.
#include "runtime/correlate/Kernel.h"

#include <initializer_list>

namespace alcyone::correlate {

namespace {

std::string tensor(std::initializer_list<unsigned> shape) {
  std::string text = "tensor<";
  for (unsigned size : shape)
    text += std::to_string(size) + "x";
  return text + "f32>";
}

// A function's text, an operation after the other; values are named.
class Layer {
public:
  std::string argument(const std::string &type) {
    const std::string name = "%a" + std::to_string(count++);
    arguments += (arguments.empty() ? "" : ", ") + name + ": " + type;
    return name;
  }

  struct Operand {
    std::string value, type, map;
  };
  /// A linalg.generic over `loops` (p or r a loop) whose body computes %r from
  /// %x0, %x1, ... and, in a reduction that starts at `start`, %y.
  std::string generic(const std::string &loops,
                      const std::vector<Operand> &inputs,
                      const std::string &type, const std::string &map,
                      const std::string &code, const std::string &start = "") {
    std::string dims, kinds, maps, values, types, scalars;
    for (size_t i = 0; i < loops.size(); ++i) {
      dims += (i ? ", d" : "d") + std::to_string(i);
      kinds += std::string(i ? ", " : "") +
               (loops[i] == 'p' ? "\"parallel\"" : "\"reduction\"");
    }
    for (size_t i = 0; i < inputs.size(); ++i) {
      const std::string comma = i ? ", " : "";
      maps += "affine_map<(" + dims + ") -> (" + inputs[i].map + ")>, ";
      values += comma + inputs[i].value;
      types += comma + inputs[i].type;
      scalars += "%x" + std::to_string(i) + ": f32, ";
    }
    const std::string name = "%v" + std::to_string(count++);
    const std::string into = result(name, type, start);
    body += "  " + name + " = linalg.generic {indexing_maps = [" + maps +
            "affine_map<(" + dims + ") -> (" + map + ")>], iterator_types = [" +
            kinds + "]} ins(" + values + " : " + types + ") outs(" + into +
            " : " + type + ") {\n  ^bb0(" + scalars + "%y: f32):\n" + code +
            "    linalg.yield %r : f32\n  } -> " + type + "\n";
    return name;
  }

  /// A product by its named operation, "matmul" or "batch_matmul".
  std::string product(const std::string &operation, const std::string &a,
                      const std::string &aType, const std::string &b,
                      const std::string &bType, const std::string &type) {
    const std::string name = "%v" + std::to_string(count++);
    const std::string into = result(name, type, "0.0");
    body += "  " + name + " = linalg." + operation + " ins(" + a + ", " + b +
            " : " + aType + ", " + bType + ") outs(" + into + " : " + type +
            ") -> " + type + "\n";
    return name;
  }

  std::string text(const std::string &value, const std::string &type) const {
    return "func.func @main(" + arguments + ") -> " + type + " {\n" + body +
           "  return " + value + " : " + type + "\n}\n";
  }

private:
  // An empty tensor, or one that holds `start`.
  std::string result(const std::string &name, const std::string &type,
                     const std::string &start) {
    body += "  " + name + "_e = tensor.empty() : " + type + "\n";
    if (start.empty())
      return name + "_e";
    body += "  " + name + "_c = arith.constant " + start + " : f32\n  " + name +
            "_f = linalg.fill ins(" + name + "_c : f32) outs(" + name +
            "_e : " + type + ") -> " + type + "\n";
    return name + "_f";
  }

  std::string arguments, body;
  unsigned count = 0;
};

const std::string matrixMap = "d0, d1", rowMap = "d0";

std::string softmax(Layer &layer, const std::string &x, unsigned rows,
                    unsigned columns) {
  const std::string type = tensor({rows, columns}), row = tensor({rows});
  const std::string most =
      layer.generic("pr", {{x, type, matrixMap}}, row, rowMap,
                    "    %r = arith.maximumf %x0, %y : f32\n", "0xFF800000");
  const std::string power = layer.generic(
      "pp", {{x, type, matrixMap}, {most, row, rowMap}}, type, matrixMap,
      "    %d = arith.subf %x0, %x1 : f32\n    %r = math.exp %d : f32\n");
  const std::string sum =
      layer.generic("pr", {{power, type, matrixMap}}, row, rowMap,
                    "    %r = arith.addf %x0, %y : f32\n", "0.0");
  return layer.generic("pp", {{power, type, matrixMap}, {sum, row, rowMap}},
                       type, matrixMap, "    %r = arith.divf %x0, %x1 : f32\n");
}

std::string layerNorm(Layer &layer, const std::string &x, unsigned rows,
                      unsigned columns) {
  const std::string type = tensor({rows, columns}), row = tensor({rows});
  const std::string size =
      "    %n = arith.constant " + std::to_string(columns) + ".0 : f32\n";
  const std::string sum =
      layer.generic("pr", {{x, type, matrixMap}}, row, rowMap,
                    "    %r = arith.addf %x0, %y : f32\n", "0.0");
  const std::string centred = layer.generic(
      "pp", {{x, type, matrixMap}, {sum, row, rowMap}}, type, matrixMap,
      size + "    %m = arith.divf %x1, %n : f32\n"
             "    %r = arith.subf %x0, %m : f32\n");
  const std::string squares =
      layer.generic("pr", {{centred, type, matrixMap}}, row, rowMap,
                    "    %s = arith.mulf %x0, %x0 : f32\n"
                    "    %r = arith.addf %s, %y : f32\n",
                    "0.0");
  return layer.generic("pp",
                       {{centred, type, matrixMap}, {squares, row, rowMap}},
                       type, matrixMap,
                       size + "    %z = arith.constant 1.0e-5 : f32\n"
                              "    %m = arith.divf %x1, %n : f32\n"
                              "    %u = arith.addf %m, %z : f32\n"
                              "    %s = math.sqrt %u : f32\n"
                              "    %r = arith.divf %x0, %s : f32\n");
}

const std::string addBias = "    %r = arith.addf %x0, %x1 : f32\n";
const std::string addBiasAndGelu =
    "    %b = arith.addf %x0, %x1 : f32\n"
    "    %h = arith.constant 0.5 : f32\n"
    "    %o = arith.constant 1.0 : f32\n"
    "    %k = arith.constant 0.70710678 : f32\n"
    "    %s = arith.mulf %b, %k : f32\n    %e = math.erf %s : f32\n"
    "    %t = arith.addf %e, %o : f32\n    %u = arith.mulf %b, %h : f32\n"
    "    %r = arith.mulf %u, %t : f32\n";

std::string linear(Layer &layer, const std::string &x, unsigned rows,
                   unsigned in, unsigned out, const std::string &end) {
  const std::string type = tensor({rows, out}), wType = tensor({in, out});
  const std::string weights = layer.argument(wType),
                    bias = layer.argument(tensor({out}));
  const std::string y =
      layer.product("matmul", x, tensor({rows, in}), weights, wType, type);
  return layer.generic("pp",
                       {{y, type, matrixMap}, {bias, tensor({out}), "d1"}},
                       type, matrixMap, end);
}

// One function of x (rows x columns) with a result of rows x `out`.
template <typename Make>
void add(Kernels &to, const std::string &name, unsigned rows, unsigned columns,
         unsigned out, Make &&make) {
  Layer layer;
  const std::string x = layer.argument(tensor({rows, columns}));
  const std::string value = make(layer, x);
  to.push_back(
      {"layer",
       name + "_" + std::to_string(rows) + "x" + std::to_string(columns) +
           (out == columns ? "" : "x" + std::to_string(out)),
       Kernel::Language::Linalg, layer.text(value, tensor({rows, out}))});
}

void addAttention(Kernels &to, unsigned heads, unsigned tokens, unsigned size) {
  Layer layer;
  const std::string q = tensor({heads, tokens, size}),
                    k = tensor({heads, size, tokens}),
                    scores = tensor({heads, tokens, tokens});
  const std::string cube = "d0, d1, d2", plane = "d0, d1";
  const std::string row = tensor({heads, tokens});
  const std::string s = layer.product("batch_matmul", layer.argument(q), q,
                                      layer.argument(k), k, scores);
  const std::string most =
      layer.generic("ppr", {{s, scores, cube}}, row, plane,
                    "    %r = arith.maximumf %x0, %y : f32\n", "0xFF800000");
  const std::string power = layer.generic(
      "ppp", {{s, scores, cube}, {most, row, plane}}, scores, cube,
      "    %d = arith.subf %x0, %x1 : f32\n    %r = math.exp %d : f32\n");
  const std::string sum =
      layer.generic("ppr", {{power, scores, cube}}, row, plane,
                    "    %r = arith.addf %x0, %y : f32\n", "0.0");
  const std::string weights =
      layer.generic("ppp", {{power, scores, cube}, {sum, row, plane}}, scores,
                    cube, "    %r = arith.divf %x0, %x1 : f32\n");
  const std::string y =
      layer.product("batch_matmul", weights, scores, layer.argument(q), q, q);
  to.push_back({"layer",
                "attention_" + std::to_string(heads) + "x" +
                    std::to_string(tokens) + "x" + std::to_string(size),
                Kernel::Language::Linalg, layer.text(y, q)});
}

} // namespace

void addLayerKernels(Kernels &to) {
  constexpr unsigned shapes[][2] = {{16, 64}, {32, 128}, {128, 100}};
  for (const auto &[rows, columns] : shapes) {
    add(to, "softmax", rows, columns, columns,
        [&](Layer &l, std::string x) { return softmax(l, x, rows, columns); });
    add(to, "layer_norm", rows, columns, columns, [&](Layer &l, std::string x) {
      return layerNorm(l, x, rows, columns);
    });
    add(to, "gelu", rows, columns, columns, [&](Layer &l, std::string x) {
      const std::string type = tensor({rows, columns});
      return l.generic("pp", {{x, type, matrixMap}, {x, type, matrixMap}}, type,
                       matrixMap, addBiasAndGelu);
    });
    add(to, "add", rows, columns, columns, [&](Layer &l, std::string x) {
      const std::string type = tensor({rows, columns});
      return l.generic(
          "pp", {{x, type, matrixMap}, {l.argument(type), type, matrixMap}},
          type, matrixMap, addBias);
    });
  }
  constexpr unsigned sizes[][3] = {{16, 64, 64},
                                   {32, 64, 256},
                                   {64, 256, 64},
                                   {128, 128, 128},
                                   {16, 384, 384}};
  for (const auto &[rows, in, out] : sizes) {
    add(to, "linear", rows, in, out, [&](Layer &l, std::string x) {
      return linear(l, x, rows, in, out, addBias);
    });
    add(to, "linear_gelu", rows, in, out, [&](Layer &l, std::string x) {
      return linear(l, x, rows, in, out, addBiasAndGelu);
    });
  }
  addAttention(to, 2, 16, 32);
  addAttention(to, 4, 32, 32);
  addAttention(to, 2, 64, 64);
  // An MLP with its residual and norm.
  add(to, "mlp", 32, 64, 64, [&](Layer &l, std::string x) {
    const std::string type = tensor({32, 64});
    const std::string wide = linear(l, x, 32, 64, 256, addBiasAndGelu);
    const std::string y = linear(l, wide, 32, 256, 64, addBias);
    const std::string sum =
        l.generic("pp", {{x, type, matrixMap}, {y, type, matrixMap}}, type,
                  matrixMap, addBias);
    return layerNorm(l, sum, 32, 64);
  });
}

} // namespace alcyone::correlate
