// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc compile: from a model to a program file.
#include "compiler/tools/Compile.h"
#include "isa/support/Failure.h"
#include "runtime/tools/Command.h"
#include "runtime/tools/Progress.h"

#include <optional>

namespace alcyone::tools {

namespace po = boost::program_options;

void compileCommand(const Arguments &arguments) {
  compiler::CompileOptions words;
  std::string from, to;
  CommandLine line;
  line.usage = "compile MODEL.onnx|.mlir|.mlirbc [--chip NAME|FILE.json] "
               "[--shape INPUT=1x64 ...] -o FILE.alc";
  line.explanation =
      "Compiles a model for a chip. A model is an ONNX file or linalg on "
      "tensors\n(upstream MLIR dialects, static shapes, one public "
      "function).\n";
  line.options.add_options()(
      "chip",
      po::value(&words.chip)->default_value("nano")->value_name("NAME|FILE"),
      "a built-in chip's name (alc chips lists them) or a chip file")(
      "shape", po::value(&words.shapes)->value_name("INPUT=1x64"),
      "fixes the open dimensions of an ONNX model's input; may be repeated")(
      "output,o", po::value(&words.output)->value_name("FILE"),
      "the file to write; stages that are text go to standard output without "
      "it, or with -")(
      "emit", po::value(&to)->default_value("program")->value_name("STAGE"),
      "stop at a stage and write that: linalg, engine, llvm, asm, program")(
      "from", po::value(&from)->default_value("linalg")->value_name("STAGE"),
      "resume: the model file holds what --emit wrote at this stage, linalg, "
      "engine or llvm");
  line.hidden.add_options()("model", po::value(&words.model));
  line.positionals.add("model", 1);
  po::variables_map values;
  if (!line.parse(arguments, values))
    return;
  if (words.model.empty())
    throw UsageError("a model is needed\nusage: alc " + line.usage);
  words.from = compiler::parseStage(from);
  words.to = compiler::parseStage(to);
  const bool isText = words.to != compiler::Stage::Program;
  if (words.output.empty() && isText)
    words.output = "-";
  if (words.output.empty())
    throw UsageError("an output file is needed: -o FILE.alc\nusage: alc " +
                     line.usage);
  if (words.output == "-" && !isText)
    throw UsageError("a program cannot go to standard output: give a file, as "
                     "in -o FILE.alc");
  const auto ending = words.model.rfind('.');
  const std::string kind =
      ending == std::string::npos ? "" : words.model.substr(ending);
  if (kind != ".onnx" && kind != ".mlir" && kind != ".mlirbc")
    isa::fail(isa::Category::BadInput,
              words.model + ": is no model: its name has to end in .onnx, "
                            ".mlir or .mlirbc");
  if (words.from > compiler::Stage::Llvm || words.from > words.to)
    throw UsageError("there is no way from stage " + from + " to " + to);
  if (!words.shapes.empty() && !words.model.ends_with(".onnx"))
    throw UsageError("--shape is for ONNX models; shapes of " + words.model +
                     " are in the file");

  std::optional<Progress> shown;
  words.progress = [&](const std::string &what) {
    shown.reset();
    shown.emplace(what);
  };
  compiler::compile(words);
}

} // namespace alcyone::tools
