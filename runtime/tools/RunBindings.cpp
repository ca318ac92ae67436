// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/tools/RunBindings.h"

#include "isa/support/Failure.h"
#include "runtime/npy/NpyHeader.h"
#include "runtime/tools/Command.h"

#include <filesystem>

namespace alcyone::tools {

using runtime::EntryInfo;
using runtime::TensorInfo;

std::vector<FileBinding> parseBindings(const std::vector<std::string> &words,
                                       const char *option) {
  std::vector<FileBinding> bindings;
  for (const std::string &word : words) {
    const size_t equals = word.find('=');
    FileBinding binding;
    if (equals == std::string::npos)
      binding.file = word;
    else
      binding = {word.substr(0, equals), word.substr(equals + 1)};
    if (binding.file.empty() || equals == 0)
      throw UsageError(std::string(option) + " '" + word +
                       "' is not of the form NAME=FILE.npy");
    bindings.push_back(std::move(binding));
  }
  return bindings;
}

static std::string describe(const TensorInfo &tensor) {
  return tensor.name + " (" + std::string(elementTypeName(tensor.type)) + " " +
         runtime::shapeText(tensor.shape) + ")";
}

static std::map<std::string, std::string>
bind(const EntryInfo &entry, const std::vector<FileBinding> &bindings,
     bool outputs, bool needAll) {
  const std::string kind = outputs ? "output" : "input";
  std::vector<const TensorInfo *> tensors;
  std::string problems, known;
  for (const TensorInfo &tensor : entry.tensors)
    if (tensor.isOutput == outputs) {
      tensors.push_back(&tensor);
      known += "\n  " + describe(tensor);
    }
  const auto exists = [&](const std::string &name) {
    for (const TensorInfo *tensor : tensors)
      if (tensor->name == name)
        return true;
    return false;
  };
  std::map<std::string, std::string> files;
  for (const FileBinding &binding : bindings) {
    std::string name = binding.name;
    if (name.empty() && tensors.size() == 1)
      name = tensors.front()->name;
    if (name.empty())
      problems += "\n  needs a name, NAME=FILE.npy: " + binding.file;
    else if (!exists(name))
      problems += "\n  unknown: " + name;
    else if (!files.emplace(name, binding.file).second)
      problems += "\n  given twice: " + name;
  }
  if (needAll)
    for (const TensorInfo *tensor : tensors)
      if (!files.count(tensor->name))
        problems += "\n  missing: " + describe(*tensor);
  if (!problems.empty())
    isa::fail(isa::Category::BadInput, "the " + kind + "s do not fit entry '" +
                                           entry.name + "':" + problems +
                                           "\nits " + kind + "s are:" + known);
  return files;
}

std::map<std::string, std::string>
bindInputs(const EntryInfo &entry, const std::vector<FileBinding> &bindings) {
  return bind(entry, bindings, false, true);
}

std::map<std::string, std::string>
bindOutputs(const EntryInfo &entry, const std::vector<FileBinding> &bindings) {
  return bind(entry, bindings, true, false);
}

// One name for a file that may have several; it need not exist yet.
static std::string canonicalPath(const std::filesystem::path &file) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::path path = fs::canonical(file, error);
  if (!error)
    return path;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : ".";
  path = fs::canonical(folder, error);
  // Without its folder the file cannot be written, which has its own message.
  return error ? file : path / file.filename();
}

void requireDistinct(const std::vector<Destination> &destinations) {
  std::map<std::string, const Destination *> known;
  for (const Destination &destination : destinations) {
    const std::string path = canonicalPath(destination.file);
    const auto [other, isNew] = known.emplace(path, &destination);
    if (!isNew)
      isa::fail(isa::Category::BadInput, other->second->option + " and " +
                                             destination.option +
                                             " name the same file, " + path +
                                             "; each needs one of its own");
  }
}

} // namespace alcyone::tools
