// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Are things where the mesh says, and do packets share links and not more?
#include "Bench.h"

#include "sim/kernel/KernelContext.h"
#include "sim/noc/Network.h"

#include <gtest/gtest.h>

#include <set>

namespace alcyone::tests {
namespace {

using namespace sim;

TEST(Mesh, is_the_smallest_rectangle_with_columns_not_below_rows) {
  struct {
    double clusters;
    unsigned columns, rows;
  } const cases[] = {{1, 1, 1}, {2, 2, 1}, {4, 2, 2}, {6, 3, 2}, {16, 4, 4}};
  for (const auto &[clusters, columns, rows] : cases) {
    const Mesh mesh(chipWith("nano", {{"clusters", clusters}}));
    EXPECT_EQ(mesh.columns(), columns) << clusters;
    EXPECT_EQ(mesh.rows(), rows) << clusters;
  }
}

TEST(Mesh, routes_along_x_and_then_y) {
  const Mesh mesh(chipWith("maia100"));
  std::vector<unsigned> links;
  mesh.route(0, 9, [&](unsigned link) { links.push_back(link); });
  const std::vector<unsigned> expected = {Mesh::link(0, Mesh::East),
                                          Mesh::link(1, Mesh::South),
                                          Mesh::link(5, Mesh::South)};
  EXPECT_EQ(links, expected);
  EXPECT_EQ(mesh.hops(0, 9), 3u);
}

TEST(Mesh, spreads_hbm_channels_over_both_edges) {
  const isa::Chip chip = chipWith("maia100");
  const Mesh mesh(chip);
  std::map<unsigned, unsigned> channels;
  for (unsigned channel = 0; channel < chip.hbmChannels(); ++channel)
    ++channels[mesh.nodeOfHbmChannel(channel)];
  EXPECT_EQ(channels.size(), 2 * mesh.rows());
  for (const auto &[node, count] : channels) {
    EXPECT_TRUE(node % mesh.columns() == 0 ||
                node % mesh.columns() == mesh.columns() - 1);
    EXPECT_EQ(count, chip.hbmChannels() / (2 * mesh.rows()));
  }
}

class NetworkTest : public testing::Test {
protected:
  const isa::Chip chip = chipWith("maia100");
  Trace trace;
  KernelContext kernel;
  KernelContext::Scope scope{kernel};
  Network network{"noc", chip, trace};
  const uint64_t hop = chip.noc.hopCycles;
  const uint64_t bytes = 4 * chip.noc.linkBytesPerCycle;
};

TEST_F(NetworkTest, a_packet_cuts_through) {
  const Flight flight = network.travel(0, 3, {100, 104}, bytes);
  EXPECT_EQ(flight.head, 100 + 3 * hop);
  EXPECT_EQ(flight.tail, 104 + 3 * hop);
}

TEST_F(NetworkTest, two_packets_share_a_link) {
  network.travel(0, 3, {100, 104}, bytes);
  const Flight second = network.travel(1, 2, {103, 107}, bytes);
  EXPECT_EQ(second.head, 100 + hop + 4 + hop) << "behind the first packet";
  const Flight other = network.travel(2, 1, {103, 107}, bytes);
  EXPECT_EQ(other.head, 103 + hop) << "the other direction is free";
}

TEST_F(NetworkTest, a_multicast_crosses_each_link_once) {
  auto total = [&] {
    uint64_t sum = 0;
    for (unsigned link = 0; link < network.mesh.links(); ++link)
      sum += network.bytesOver(link);
    return sum;
  };
  std::set<unsigned> tree;
  network.beginTree();
  for (unsigned node = 0; node < network.mesh.nodes(); ++node) {
    network.travelTree(5, node, {0, 4}, bytes);
    network.mesh.route(5, node, [&](unsigned link) { tree.insert(link); });
  }
  EXPECT_EQ(total(), tree.size() * bytes);
  EXPECT_EQ(tree.size(), network.mesh.nodes() - 1);

  const uint64_t multicast = total();
  for (unsigned node = 0; node < network.mesh.nodes(); ++node)
    network.travel(5, node, {1000, 1004}, bytes);
  EXPECT_GT(total() - multicast, 2 * multicast) << "unicasts repeat links";
}

TEST_F(NetworkTest, the_control_plane_has_latency_only) {
  EXPECT_EQ(network.controlCycles(0, 0), chip.noc.controlHopCycles);
  EXPECT_EQ(network.controlCycles(0, 15),
            chip.noc.injectCycles + 6 * chip.noc.controlHopCycles);
}

} // namespace
} // namespace alcyone::tests
