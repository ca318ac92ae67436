// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does importOnnx run its interpreter with the right words, and turn every way
// of failing into one line? The interpreter here is a shell script; what the
// real one does is tested in tests/models/import_test.py.
#include "compiler/import/Import.h"

#include "isa/support/Failure.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <unistd.h>

namespace alcyone::compiler {
namespace {

class ImportTest : public testing::Test {
protected:
  void SetUp() override {
    folder = std::filesystem::temp_directory_path() /
             ("alcyone-import-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
  }

  void TearDown() override {
    unsetenv("ALCYONE_PYTHON");
    std::filesystem::remove_all(folder);
  }

  // Makes `script` the interpreter that importOnnx runs.
  void interpreterIs(const std::string &script) {
    std::filesystem::path file = folder / "python";
    std::ofstream(file) << "#!/bin/sh\n" << script << "\n";
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    setenv("ALCYONE_PYTHON", file.c_str(), 1);
  }

  std::string messageOf(const std::vector<std::string> &shapes = {}) {
    try {
      importOnnx("model.onnx", shapes, (folder / "out.mlirbc").string());
    } catch (const isa::Failure &failure) {
      EXPECT_EQ(failure.category, isa::Category::BadInput);
      return failure.what();
    }
    return "no failure";
  }

  std::filesystem::path folder;
};

TEST_F(ImportTest, passes_model_shapes_and_output_to_the_script) {
  interpreterIs("for word in \"$@\"; do echo \"$word\"; done > " +
                (folder / "words").string());
  importOnnx("a b.onnx", {"x=1x2", "y=3"}, "out.mlirbc");
  std::ifstream file(folder / "words");
  std::stringstream words;
  words << file.rdbuf();
  EXPECT_NE(words.str().find("import_onnx.py\n-o\nout.mlirbc\n--shape=x=1x2\n"
                             "--shape=y=3\n--\na b.onnx\n"),
            std::string::npos)
      << words.str();
}

TEST_F(ImportTest, a_failure_is_the_last_line_that_the_script_wrote) {
  interpreterIs("echo 'some warning' >&2; echo 'error: m.onnx: bad' >&2; "
                "exit 1");
  EXPECT_EQ(messageOf(), "m.onnx: bad");
}

TEST_F(ImportTest, a_silent_failure_names_the_model) {
  interpreterIs("exit 3");
  EXPECT_EQ(messageOf(), "model.onnx: the importer failed");
}

TEST_F(ImportTest, a_killed_importer_is_reported_with_its_signal) {
  interpreterIs("kill -9 $$");
  EXPECT_EQ(messageOf(), "model.onnx: the importer was ended by signal 9");
}

TEST_F(ImportTest, a_long_error_text_does_not_block) {
  interpreterIs("head -c 3000000 /dev/zero | tr '\\0' 'x' >&2; exit 1");
  EXPECT_FALSE(messageOf().empty());
}

TEST_F(ImportTest, a_missing_interpreter_says_how_to_get_it) {
  setenv("ALCYONE_PYTHON", "/nowhere/python", 1);
  EXPECT_EQ(messageOf(),
            "ONNX needs the Python of /nowhere/python, which is not there: "
            "run ./setup.sh, or set ALCYONE_PYTHON");
}

} // namespace
} // namespace alcyone::compiler
