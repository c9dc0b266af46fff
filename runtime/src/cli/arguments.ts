import { Rights } from "@capsule-protocol/sdk/actions/access/terms.ts";
import { type ParentParameters, Relation } from "@capsule-protocol/sdk/actions/registry/parents.ts";
import { InvalidArgumentError } from "commander";
import { type Address, getAddress, type Hex, isHex } from "viem";

/** Parsers of what is typed after a command. Each throws commander's error, which names the argument. */

export function unsigned(text: string): bigint {
  if (!/^(\d+|0x[0-9a-fA-F]+)$/.test(text)) throw new InvalidArgumentError("It must be an integer, decimal or 0x….");
  return BigInt(text);
}

export function smallInteger(text: string): number {
  const value = Number(unsigned(text));
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError("It is too large.");
  return value;
}

export function bytes32(text: string): Hex {
  if (!isHex(text) || text.length !== 66) throw new InvalidArgumentError("It must be 32 bytes: 0x and 64 digits.");
  return text.toLowerCase() as Hex;
}

export function address(text: string): Address {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) throw new InvalidArgumentError("It must be an address.");
  return getAddress(text.toLowerCase());
}

/** `<capsule>:<license>:<relation>`, for options that may be repeated; license 0 for a parent that is one's own. */
export function parent(text: string, earlier: ParentParameters[] = []): ParentParameters[] {
  const [capsule = "", license = "", name = "", ...rest] = text.split(":");
  const relation = Relation[name.toUpperCase() as keyof typeof Relation];
  if (relation === undefined || rest.length > 0) {
    const names = Object.keys(Relation).join(", ").toLowerCase();
    throw new InvalidArgumentError(`It must be <capsule>:<license>:<relation>; relations are ${names}.`);
  }
  return [...earlier, { capsuleId: unsigned(capsule), licenseId: unsigned(license), relation }];
}

const UNITS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400, y: 31_536_000 };

/** `90` or `90s`, `15m`, `2h`, `30d`, `1y`, in seconds. */
export function duration(text: string): number {
  const [, amount, unit = "s"] = /^(\d+)([smhdy]?)$/.exec(text) ?? [];
  const seconds = Number(amount) * (UNITS[unit || "s"] ?? Number.NaN);
  if (!Number.isSafeInteger(seconds)) throw new InvalidArgumentError("It must be like 90s, 15m, 2h, 30d or 1y.");
  return seconds;
}

/** `RUN,COMMERCIAL` as a bit set. */
export function rights(text: string): number {
  return text.split(",").reduce((bits, name) => {
    const bit = Rights[name.trim().toUpperCase() as keyof typeof Rights];
    if (bit === undefined) throw new InvalidArgumentError(`There are: ${Object.keys(Rights).join(", ")}.`);
    return bits | bit;
  }, 0);
}

/** A bit set as `RUN, COMMERCIAL`. */
export function rightsText(bits: number): string {
  const names = Object.entries(Rights).filter(([, bit]) => (bits & bit) !== 0);
  return names.map(([name]) => name).join(", ") || "none";
}
