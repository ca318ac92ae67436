// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs the import script as a child process and reads its error text.
#include "compiler/import/Import.h"

#include "isa/support/Failure.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace alcyone::compiler {
namespace {

using isa::Category;
using isa::fail;

constexpr size_t maxErrorBytes = 1 << 20;

std::string environmentOr(const char *name, const std::string &fallback) {
  const char *value = std::getenv(name);
  return value && *value ? value : fallback;
}

std::string interpreter() {
  std::string home = environmentOr("HOME", "/root");
  std::string cache = environmentOr("XDG_CACHE_HOME", home + "/.cache");
  std::string python = environmentOr(
      "ALCYONE_PYTHON", cache + "/alcyone/" ALCYONE_VENV_NAME "/bin/python");
  if (access(python.c_str(), X_OK) != 0)
    fail(Category::BadInput,
         "ONNX needs the Python of " + python +
             ", which is not there: run ./setup.sh, or set ALCYONE_PYTHON");
  return python;
}

std::vector<std::string> commandLine(const std::string &onnxPath,
                                     const std::vector<std::string> &shapes,
                                     const std::string &outputPath) {
  // -E and -s: the user's own Python settings and packages stay out.
  std::vector<std::string> command = {interpreter(),         "-E", "-s",
                                      ALCYONE_IMPORT_SCRIPT, "-o", outputPath};
  for (const std::string &shape : shapes)
    command.push_back("--shape=" + shape);
  command.push_back("--");
  command.push_back(onnxPath);
  return command;
}

// Starts the command with its stderr going to `errorPipe[1]`.
pid_t start(const std::vector<std::string> &command, const int errorPipe[2]) {
  std::vector<char *> arguments;
  for (const std::string &word : command)
    arguments.push_back(const_cast<char *>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, errorPipe[1], STDERR_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null",
                                   O_RDONLY, 0);
  pid_t child = 0;
  int error = posix_spawn(&child, arguments[0], &actions, nullptr,
                          arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0)
    fail(Category::BadInput,
         "cannot run " + command[0] + ": " + std::strerror(error));
  return child;
}

std::string readAll(int descriptor) {
  std::string text;
  char chunk[4096];
  for (;;) {
    ssize_t count = read(descriptor, chunk, sizeof(chunk));
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      return text;
    if (text.size() < maxErrorBytes)
      text.append(chunk, static_cast<size_t>(count));
  }
}

// The script's message is its last line; what stands before are warnings.
std::string lastLine(std::string text) {
  while (!text.empty() && text.back() == '\n')
    text.pop_back();
  size_t begin = text.rfind('\n');
  std::string line = begin == std::string::npos ? text : text.substr(begin + 1);
  const std::string prefix = "error: ";
  return line.rfind(prefix, 0) == 0 ? line.substr(prefix.size()) : line;
}

int waitFor(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;
  return status;
}

} // namespace

void importOnnx(const std::string &onnxPath,
                const std::vector<std::string> &shapes,
                const std::string &outputPath) {
  std::vector<std::string> command = commandLine(onnxPath, shapes, outputPath);
  int errorPipe[2];
  if (pipe2(errorPipe, O_CLOEXEC) != 0)
    fail(Category::BadInput,
         std::string("cannot make a pipe: ") + std::strerror(errno));
  pid_t child = 0;
  try {
    child = start(command, errorPipe);
  } catch (...) {
    close(errorPipe[0]);
    close(errorPipe[1]);
    throw;
  }
  close(errorPipe[1]);
  std::string errors = readAll(errorPipe[0]);
  close(errorPipe[0]);
  int status = waitFor(child);
  if (WIFSIGNALED(status))
    fail(Category::BadInput, onnxPath + ": the importer was ended by signal " +
                                 std::to_string(WTERMSIG(status)));
  if (status != 0) {
    std::string text = lastLine(errors);
    fail(Category::BadInput,
         text.empty() ? onnxPath + ": the importer failed" : text);
  }
}

} // namespace alcyone::compiler
