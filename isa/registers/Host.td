// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registers of the command processor, seen by the host over PCIe. A launch:
// write the tiles' images, then Entry, then Doorbell; poll Status.

include "isa/engines/Instruction.td"
include "isa/registers/Register.td"

def HostBlock : Block<"Host", 0x1000, "the command processor's registers, for the host">;

class HostRegister<string name, int offset, Access access, string summary>
    : Register<name, HostBlock, offset, access, summary>;

def HostStatus : Enumeration<"what the chip does, as the host sees it", [
  Case<"idle", 0, "nothing has been started">,
  Case<"running", 1, "a launch is under way">,
  Case<"done", 2, "all tiles have halted">,
  Case<"fault", 3, "the fault's registers say what went wrong">,
  Case<"deadlock", 4, "nobody could go on">,
  Case<"stopped", 5, "by a limit or the host">]>;

def HOST_ISA_VERSION : HostRegister<"IsaVersion", 0x000, ReadOnly, "version of the encodings that the chip implements">;
def HOST_TILES : HostRegister<"Tiles", 0x008, ReadOnly, "tiles of the chip">;
def HOST_DOORBELL : HostRegister<"Doorbell", 0x010, WriteOnly, "1: start all tiles at Entry">;
def HOST_STATUS : HostRegister<"Status", 0x018, ReadOnly, "what the chip does, a HostStatus">;
def HOST_ENTRY : HostRegister<"Entry", 0x020, ReadWrite, "pc at which the tiles start">;
def HOST_EXIT_CODE : HostRegister<"ExitCode", 0x028, ReadOnly, "first value other than 0 that a tile stored to Halt">;
def HOST_FAULT_CODE : HostRegister<"FaultCode", 0x030, ReadOnly, "what went wrong, a FaultCode">;
def HOST_FAULT_TILE : HostRegister<"FaultTile", 0x038, ReadOnly, "global tile number of the fault">;
def HOST_FAULT_QUEUE : HostRegister<"FaultQueue", 0x040, ReadOnly, "queue of the fault; 0xFF = the control processor">;
def HOST_FAULT_TAG : HostRegister<"FaultTag", 0x048, ReadOnly, "tag of the instruction at fault">;
def HOST_FAULT_PC : HostRegister<"FaultPc", 0x050, ReadOnly, "pc of the tile's control processor at the fault">;
def HOST_FAULT_VALUE : HostRegister<"FaultValue", 0x058, ReadOnly, "address, index or other value at fault">;
