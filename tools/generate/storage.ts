// Where every upgradeable contract keeps its state: plain storage and ERC-7201 namespaces, field by field.
// A committed copy makes a moved field fail the check before it can corrupt a proxy.
import type { StorageLayout } from "@openzeppelin/upgrades-core";
import { encodeAbiParameters, hexToBigInt, keccak256, numberToHex, toHex } from "viem";
import type { FrontEnd } from "../solidity/front-end.ts";
import { isUpgradeable, layoutOf, validationOf } from "../solidity/layouts.ts";
import type { Generated } from "./files.ts";

/** Where a variable or member is: its slot counts from the start of what holds it. */
export type Field = { slot: number; offset: number; bytes: number; type: string; name: string };
type Item = { label: string; type: string; slot?: string | undefined; offset?: number | undefined };

/** One file per upgradeable contract of the protocol. */
export function storageSnapshots(root: string, frontEnd: FrontEnd): Generated {
  const run = validationOf(root, frontEnd);
  const files = new Map(
    frontEnd.contracts
      .filter(({ name, source, concrete }) => concrete && isUpgradeable(run, `${source}:${name}`))
      .map(({ name, source }) => [
        `contracts/snapshots/storage/${name}.json`,
        printLayout(name, source, layoutOf(run, `${source}:${name}`)),
      ]),
  );
  return {
    name: "storage-snapshots",
    command: "npm run snapshots",
    pattern: "contracts/snapshots/storage/*.json",
    files,
  };
}

function printLayout(contract: string, source: string, layout: StorageLayout): string {
  const { types, storage, namespaces = {} } = layout;
  const sorted = Object.entries(namespaces).sort(([a], [b]) => (a < b ? -1 : 1));
  const roots = sorted.map(([id, items]) => ({
    id,
    root: namespaceRoot(id),
    fields: items.map((item) => fieldOf(item, types)),
  }));
  const shown = new Set(roots.map(({ fields }) => JSON.stringify(fields)));
  return print({
    contract,
    source,
    storage: storage.map((item) => fieldOf(item, types)),
    namespaces: Object.fromEntries(roots.map(({ id, root, fields }) => [id, { root, fields }])),
    types: Object.fromEntries(namedTypes(types).filter(([, members]) => !shown.has(JSON.stringify(members)))),
  });
}

/** A variable or member in words. */
export function fieldOf(item: Item, types: StorageLayout["types"]): Field {
  const type = types[item.type];
  return {
    slot: Number(item.slot),
    offset: Number(item.offset),
    bytes: Number(type?.numberOfBytes),
    type: type?.label ?? item.type,
    name: item.label,
  };
}

/** Structs and enums that the state uses, wherever they are nested, by name. */
function namedTypes(types: StorageLayout["types"]): [string, unknown][] {
  const named = Object.values(types).flatMap(({ label, members }): [string, unknown][] => {
    if (members === undefined) return [];
    return [[label, members.map((member) => (typeof member === "string" ? member : fieldOf(member, types)))]];
  });
  return named.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** ERC-7201: keccak256(abi.encode(uint256(keccak256(id)) - 1)) & ~bytes32(uint256(0xff)). */
export function namespaceRoot(namespace: string): string {
  const id = namespace.replace(/^erc7201:/, "");
  const inner = encodeAbiParameters([{ type: "uint256" }], [hexToBigInt(keccak256(toHex(id))) - 1n]);
  return numberToHex(hexToBigInt(keccak256(inner)) & ~0xffn, { size: 32 });
}

/** JSON with one field a line. */
function print(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replaceAll(/\{\s+("slot": [^{}]*?)\s+\}/g, (_, fields: string) => `{ ${fields.replaceAll(/\s+/g, " ")} }`)}\n`;
}
