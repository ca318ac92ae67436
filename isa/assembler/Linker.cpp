// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/assembler/Linker.h"

#include "isa/support/Failure.h"
#include "isa/support/MappedFile.h"
#include "isa/support/OutputFile.h"
#include "isa/support/TemporaryFolder.h"

#include <filesystem>
#include <lld/Common/Driver.h>
#include <mutex>
#include <unistd.h>

LLD_HAS_DRIVER(elf)

namespace alcyone::isa {

// Address 0 is left out so that a null pointer is none of ours. Segments are
// packed; control memory has no pages.
static constexpr std::string_view linkerScript = R"(
PHDRS { code PT_LOAD FLAGS(5); data PT_LOAD FLAGS(6); }
SECTIONS {
  . = 0x100;
  .text : { *(.text .text.*) } :code
  . = ALIGN(64);
  .rodata : { *(.rodata .rodata.* .srodata .srodata.*) } :data
  .data : { *(.data .data.* .sdata .sdata.*) } :data
  .bss : { *(.bss .bss.* .sbss .sbss.* COMMON) } :data
  /DISCARD/ : { *(.eh_frame .comment .note.*) }
}
)";

static void write(const std::string &path, std::span<const uint8_t> bytes) {
  OutputFile file(path);
  file.write(bytes);
  file.commit();
}

std::vector<uint8_t> linkImage(std::span<const uint8_t> object) {
  TemporaryFolder folder;
  std::string input = folder.path / "program.o";
  std::string script = folder.path / "tile.ld";
  std::string output = folder.path / "program";
  write(input, object);
  write(script, {reinterpret_cast<const uint8_t *>(linkerScript.data()),
                 linkerScript.size()});

  // lld has global state: one link at a time.
  static std::mutex oneAtATime;
  std::lock_guard lock(oneAtATime);
  const char *arguments[] = {"ld.lld",
                             "-m",
                             "elf64lriscv",
                             "-static",
                             "--no-pie",
                             "--no-relax",
                             "--discard-locals",
                             "-n",
                             "--entry=0",
                             "--threads=1",
                             "-T",
                             script.c_str(),
                             "-o",
                             output.c_str(),
                             input.c_str()};
  std::string messages;
  llvm::raw_string_ostream stream(messages);
  lld::Result result =
      lld::lldMain(arguments, stream, stream, {{lld::Gnu, &lld::elf::link}});
  if (result.retCode != 0)
    fail(Category::BadInput, messages.empty() ? "the linker failed" : messages);
  MappedFile image(output);
  return {image.bytes().begin(), image.bytes().end()};
}

} // namespace alcyone::isa
