// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/tools/Compile.h"

#include "compiler/emit/EmitProgram.h"
#include "compiler/tools/Diagnostics.h"
#include "compiler/tools/ModelFile.h"
#include "compiler/transforms/Passes.h"
#include "compiler/transforms/to_llvm/LLVMPipeline.h"
#include "isa/support/Failure.h"
#include "isa/support/OutputFile.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;

namespace alcyone::compiler {

// In the order of Stage.
static constexpr std::string_view stageNames[] = {"linalg", "engine", "llvm",
                                                  "asm", "program"};

Stage parseStage(std::string_view text) {
  std::string known;
  for (auto [number, name] : llvm::enumerate(stageNames)) {
    if (name == text)
      return Stage(number);
    known += (number ? ", " : "") + std::string(name);
  }
  isa::fail(isa::Category::BadInput,
            "no stage '" + std::string(text) + "'; there are: " + known);
}

namespace {
/// One compilation; members are what its steps share.
class Compilation {
public:
  Compilation(const CompileOptions &options)
      : options(options), chip(isa::loadChip(options.chip)),
        context(makeRegistry()), diagnostics(context, options.model) {}

  void run() {
    module = readModel(options, context);
    if (!module)
      diagnostics.fail(options.model + ": is no MLIR");
    if (options.from == Stage::Linalg) {
      bool isOnnx = StringRef(options.model).ends_with(".onnx");
      check(checkContract(*module, isOnnx), "does not keep the input contract");
    }
    checkChip();
    if (lies(Stage::Engine)) {
      options.progress("compiling " + options.model + " for " + chip.name);
      runPasses([&](OpPassManager &manager) {
        buildPipeline(manager, options.chip);
      });
    }
    if (lies(Stage::Llvm))
      runPasses(buildLLVMPipeline);
    write();
  }

private:
  static DialectRegistry makeRegistry() {
    DialectRegistry registry;
    registerDialects(registry);
    registerEmission(registry);
    return registry;
  }

  /// Whether the way to `stage` has to be gone.
  bool lies(Stage stage) const {
    return options.from < stage && stage <= options.to;
  }

  /// Who resumes has to say the same chip again.
  void checkChip() {
    auto compiledFor = (*module)->getAttrOfType<StringAttr>("alc.chip");
    if (compiledFor && compiledFor.getValue() != options.chip)
      isa::fail(isa::Category::BadInput,
                options.model + ": was compiled for chip " + compiledFor.str() +
                    ", not for " + options.chip + ": give --chip " +
                    compiledFor.str());
  }

  void check(LogicalResult result, const std::string &otherwise) {
    if (failed(result))
      diagnostics.fail(options.model + ": " + otherwise);
  }

  void runPasses(llvm::function_ref<void(OpPassManager &)> build) {
    PassManager manager(&context);
    build(manager);
    check(manager.run(*module), "a pass failed without saying why");
  }

  void write() {
    options.progress("writing " + options.output);
    if (options.to == Stage::Program)
      return check(emitProgram(*module, chip, options.output),
                   "the program cannot be written");
    if (options.to == Stage::Assembler) {
      FailureOr<std::string> text = emitAssembler(*module);
      check(text, "the program cannot be translated");
      return writeText(*text);
    }
    std::string text;
    llvm::raw_string_ostream stream(text);
    module->print(stream, OpPrintingFlags().enableDebugInfo());
    stream << "\n";
    writeText(text);
  }

  void writeText(const std::string &text) {
    if (options.output == "-") {
      llvm::outs() << text;
      llvm::outs().flush();
      return;
    }
    isa::OutputFile file(options.output);
    file.write(text);
    file.commit();
  }

  const CompileOptions &options;
  isa::Chip chip;
  MLIRContext context;
  DiagnosticCollector diagnostics;
  OwningOpRef<ModuleOp> module;
};
} // namespace

void compile(const CompileOptions &options) { Compilation(options).run(); }

} // namespace alcyone::compiler
