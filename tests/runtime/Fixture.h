// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Question of this folder: does every backend keep the runtime's promises?
// Each test runs on each device of the list; one that is not in this build is
// skipped. Programs are made with EngineProgram and live in a folder of their
// own that goes away with the test.
#pragma once

#include "EngineProgram.h"
#include "runtime/api/Queue.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace alcyone::tests {

// Files of one test.
class Folder {
public:
  Folder() {
    std::string name =
        (std::filesystem::temp_directory_path() / "alcyone-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file(const std::string &name) const {
    return (path / name).string();
  }
  std::filesystem::path path;
};

class OnDevice : public testing::TestWithParam<const char *> {
protected:
  void SetUp() override {
    runtime::Result<runtime::Device> opened = runtime::Device::open(GetParam());
    if (opened.status().code() == runtime::StatusCode::Unimplemented)
      GTEST_SKIP() << opened.status().message();
    ASSERT_TRUE(opened.ok()) << opened.status().message();
    device = *opened;
  }

  const isa::Chip &chip() { return device->chip(); }
  unsigned lastTile() { return unsigned(chip().tileCount()) - 1; }

  runtime::Program load(const EngineProgram &program) {
    return load(program, *device);
  }
  runtime::Program load(const EngineProgram &program, runtime::Device &on) {
    const std::string path = folder.file(std::to_string(++files) + ".alc");
    program.write(path);
    runtime::Result<runtime::Program> loaded = on.load(path);
    EXPECT_TRUE(loaded.ok()) << loaded.status().message();
    return *loaded;
  }

  template <typename T> runtime::Buffer buffer(const std::vector<T> &values) {
    runtime::Result<runtime::Buffer> made =
        device->allocate(values.size() * sizeof(T));
    EXPECT_TRUE(made.ok()) << made.status().message();
    EXPECT_TRUE(made->write({reinterpret_cast<const uint8_t *>(values.data()),
                             values.size() * sizeof(T)})
                    .ok());
    return *made;
  }

  template <typename T> std::vector<T> contents(const runtime::Buffer &from) {
    std::vector<T> values(from.sizeBytes() / sizeof(T));
    EXPECT_TRUE(from.read({reinterpret_cast<uint8_t *>(values.data()),
                           values.size() * sizeof(T)})
                    .ok());
    return values;
  }

  runtime::Status run(const EngineProgram &program,
                      const std::vector<runtime::Buffer> &buffers = {},
                      const runtime::LaunchOptions &options = {}) {
    return run(program, buffers, options, *device);
  }
  // What ref says of it, for the same chip.
  runtime::Status runOnRef(const EngineProgram &program,
                           const runtime::LaunchOptions &options = {}) {
    runtime::Result<runtime::Device> ref =
        runtime::Device::open("ref:" + chip().name);
    EXPECT_TRUE(ref.ok()) << ref.status().message();
    return run(program, {}, options, *ref);
  }
  runtime::Status run(const EngineProgram &program,
                      const std::vector<runtime::Buffer> &buffers,
                      const runtime::LaunchOptions &options,
                      runtime::Device &on) {
    const runtime::Program loaded = load(program, on);
    runtime::Queue queue = on.createQueue();
    runtime::Result<runtime::Event> event =
        queue.submit(loaded, "main", buffers, options);
    if (!event)
      return event.status();
    return event->wait();
  }

  Folder folder;
  std::optional<runtime::Device> device;

private:
  unsigned files = 0;
};

inline std::string
deviceTestName(const testing::TestParamInfo<const char *> &info) {
  std::string name = info.param;
  for (char &c : name)
    if (c == ':')
      c = '_';
  return name;
}

// Runs the tests of a fixture derived from OnDevice on every device.
#define ALCYONE_ON_EVERY_DEVICE(fixture)                                       \
  INSTANTIATE_TEST_SUITE_P(Devices, fixture,                                   \
                           testing::Values("ref:nano", "ref:edge", "sim:nano", \
                                           "sim:edge", "rtl:nano",             \
                                           "rtl:tile100", "cosim:nano"),       \
                           deviceTestName)

} // namespace alcyone::tests
