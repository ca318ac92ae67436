// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registers of a tile, seen by its control processor alone.

include "isa/registers/Register.td"

def TileBlock : Block<"Tile", 0x10000, "a tile's own registers, for its control processor">;

class TileRegister<string name, int offset, Access access, string summary, int count = 1>
    : Register<name, TileBlock, offset, access, summary, count>;

def TILE_ID : TileRegister<"TileId", 0x000, ReadOnly, "global tile number">;
def TILE_COUNT : TileRegister<"TileCount", 0x008, ReadOnly, "tiles of the chip">;
def CLUSTER_ID : TileRegister<"ClusterId", 0x010, ReadOnly, "cluster of this tile">;
def TILES_PER_CLUSTER : TileRegister<"TilesPerCluster", 0x018, ReadOnly, "tiles of each cluster">;
def CYCLE : TileRegister<"Cycle", 0x020, ReadOnly, "cycles of the chip's clock since the launch began">;
def HALT : TileRegister<"Halt", 0x028, WriteOnly, "end this control processor; a value other than 0 is reported">;
def SEMAPHORE_WAIT : TileRegister<"SemaphoreWait", 0x030, WriteOnly, "semaphore | count << 8: wait until it holds count, then subtract">;
def QUEUE_PUSH : TileRegister<"QueuePush", 0x100, WriteOnly, "TCM address of a descriptor to copy into queue [i]; waits while it is full", 16>;
def QUEUE_FREE : TileRegister<"QueueFree", 0x180, ReadOnly, "free slots of queue [i]: 0 TTU, 1 TVP, 2..11 channels of the tile's DMA, 12..15 of the cluster's", 16>;
def SEMAPHORE : TileRegister<"Semaphore", 0x400, ReadWrite, "read semaphore [i]; a write adds to it", 256>;
