import { getStorageUpgradeReport, type StorageLayout, withValidationDefaults } from "@openzeppelin/upgrades-core";
import { type Field, fieldOf } from "../../../tools/generate/storage.ts";

/** What became of a variable, or a member of a struct. */
export type FieldChange = "kept" | "added" | "moved" | "removed" | "retyped";

export type StorageRow = { name: string; change: FieldChange; before?: Field; after?: Field };

/** Plain storage, a namespace of ERC-7201, or a struct or enum that the state is made of. */
export type StorageArea = { name: string; rows: StorageRow[] };

export type StorageChanges = {
  /** Whether OpenZeppelin's upgrades-core lets the one layout follow the other. */
  compatible: boolean;
  /** What it says about it; empty when it is compatible. */
  explanation: string;
  areas: StorageArea[];
};

/** Compares where two implementations keep their state; `before` is that of the live one, as it was recorded. */
export function compareStorage(before: StorageLayout, after: StorageLayout): StorageChanges {
  const report = getStorageUpgradeReport(before, after, withValidationDefaults({ kind: "uups" }));
  const [old, next] = [areasOf(before), areasOf(after)];
  const names = [...new Set([...old.keys(), ...next.keys()])].sort();
  const areas = names.map((name) => ({ name, rows: compareFields(old.get(name) ?? [], next.get(name) ?? []) }));
  return { compatible: report.pass, explanation: report.explain(false), areas };
}

function compareFields(before: readonly Field[], after: readonly Field[]): StorageRow[] {
  const removed = before.filter(({ name }) => !after.some((field) => field.name === name));
  const rows = after.map((field): StorageRow => {
    const old = before.find(({ name }) => name === field.name);
    return old === undefined
      ? { name: field.name, change: "added", after: field }
      : { name: field.name, change: changeOf(old, field), before: old, after: field };
  });
  return [...rows, ...removed.map((field): StorageRow => ({ name: field.name, change: "removed", before: field }))];
}

function changeOf(before: Field, after: Field): FieldChange {
  if (before.slot !== after.slot || before.offset !== after.offset) return "moved";
  return before.type === after.type && before.bytes === after.bytes ? "kept" : "retyped";
}

function areasOf({ storage, namespaces = {}, types }: StorageLayout): Map<string, Field[]> {
  const areas = new Map<string, Field[]>();
  if (storage.length > 0) areas.set("storage", fieldsOf(storage, types));
  for (const [name, items] of Object.entries(namespaces)) areas.set(name, fieldsOf(items, types));
  const shown = new Set([...areas.values()].map((fields) => JSON.stringify(fields)));
  for (const { label, members } of Object.values(types)) {
    if (members === undefined) continue;
    const fields = members.map((member, index) =>
      typeof member === "string" ? enumMember(member, index) : fieldOf(member, types),
    );
    // The struct that a namespace is made of is the namespace itself.
    if (!shown.has(JSON.stringify(fields))) areas.set(label, fields);
  }
  return areas;
}

const fieldsOf = (items: StorageLayout["storage"], types: StorageLayout["types"]) =>
  items.map((item) => fieldOf(item, types));

/** Of an enum the number counts, not the place. */
const enumMember = (name: string, index: number): Field => ({ slot: index, offset: 0, bytes: 0, type: "member", name });
