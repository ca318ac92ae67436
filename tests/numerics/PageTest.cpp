// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Is what docs/numerics.md says in numbers true? Its examples are evaluated,
// its rows of tables compared.
#include "isa/generated/SpecialFunctionTables.h"
#include "isa/numerics/FloatEnvironment.h"
#include "isa/numerics/SimdPath.h"
#include "isa/semantics/VectorKernel.h"
#include "tests/numerics/ReferenceMicro.h"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <vector>

using namespace alcyone;
using namespace alcyone::isa;

namespace {

using Cells = std::vector<std::string>;

// The rows of the page's Markdown tables.
std::vector<Cells> rowsOfPage() {
  std::ifstream page(ALCYONE_NUMERICS_PAGE);
  std::vector<Cells> rows;
  for (std::string line; std::getline(page, line);) {
    if (line.rfind("| ", 0) != 0)
      continue;
    Cells cells;
    std::istringstream rest(line.substr(1));
    for (std::string cell; std::getline(rest, cell, '|');) {
      cell.erase(std::remove(cell.begin(), cell.end(), ' '), cell.end());
      cells.push_back(cell);
    }
    rows.push_back(cells);
  }
  return rows;
}

uint32_t bitsOf(const std::string &cell) {
  return cell.empty() ? 0 : uint32_t(std::stoul(cell, nullptr, 16));
}

uint32_t onPath(SimdPath path, MicroOp op, uint32_t a, uint32_t b, uint32_t c) {
  std::array<uint32_t, 16> rd{}, ra, rb, rc;
  ra.fill(a), rb.fill(b), rc.fill(c);
  forceSimdPath(path);
  {
    FloatEnvironment environment;
    laneLoop(op)(rd.data(), ra.data(), rb.data(), rc.data(), 0, 16);
  }
  forceSimdPath(std::nullopt);
  return rd[7];
}

TEST(NumericsPage, gives_examples_that_are_true) {
  unsigned examples = 0;
  for (const Cells &cells : rowsOfPage()) {
    if (cells.size() != 6 || cells[1].rfind("0x", 0) != 0)
      continue;
    ++examples;
    const MicroInfo *info = findMicro(std::string_view(cells[0]));
    ASSERT_TRUE(info) << cells[0];
    const uint32_t a = bitsOf(cells[1]), b = bitsOf(cells[2]),
                   c = bitsOf(cells[3]), result = bitsOf(cells[4]);
    EXPECT_EQ(reference::evaluate(info->op, a, b, c, 0, 0), result)
        << cells[0] << " " << cells[1];
    for (SimdPath path : {SimdPath::Portable, SimdPath::Avx2, SimdPath::Avx512})
      if (isSupported(path)) {
        EXPECT_EQ(onPath(path, info->op, a, b, c), result)
            << cells[0] << " " << cells[1] << " " << simdPathName(path);
      }
  }
  EXPECT_GE(examples, 30u);
}

template <unsigned segments>
void compareRow(const tables::Table<segments> &table, const Cells &cells) {
  const size_t row = std::stoul(cells[1]);
  ASSERT_TRUE(row == 0 || row == segments - 1) << cells[0];
  EXPECT_EQ(table.c0[row], std::stol(cells[2])) << cells[0];
  EXPECT_EQ(table.c1[row], std::stol(cells[3])) << cells[0];
  EXPECT_EQ(table.c2[row], std::stol(cells[4])) << cells[0];
}

TEST(NumericsPage, shows_rows_of_the_tables) {
  unsigned rows = 0;
  for (const Cells &cells : rowsOfPage()) {
    if (cells.size() != 5 || cells[1].empty() || !isdigit(cells[1][0]) ||
        cells[2].find_first_not_of("-0123456789") != std::string::npos)
      continue;
    ++rows;
    if (cells[0] == "exp2")
      compareRow(tables::exp2, cells);
    else if (cells[0] == "rcp")
      compareRow(tables::rcp, cells);
    else if (cells[0] == "rsqrt")
      compareRow(tables::rsqrt, cells);
    else if (cells[0] == "log2")
      compareRow(tables::log2, cells);
    else if (cells[0] == "tanh")
      compareRow(tables::tanh, cells);
    else
      --rows;
  }
  EXPECT_EQ(rows, 10u);
}

} // namespace
