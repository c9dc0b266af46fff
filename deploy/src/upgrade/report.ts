import { keccak256, stringToBytes } from "viem";
import type { Field } from "../../../tools/generate/storage.ts";
import { type Block, type Document, paragraph, type Row, type Tone, table } from "./document.ts";
import type { UpgradeFacts } from "./facts.ts";
import { toHtml } from "./html.ts";
import { toMarkdown } from "./markdown.ts";
import { simulationSections } from "./simulationSections.ts";
import type { FieldChange, StorageArea } from "./storageChanges.ts";
import { checks, differences } from "./tables.ts";
import { verdictsOf } from "./verdicts.ts";

/** A report in both forms, and the hash that a proposal names it by: keccak256 of the Markdown. */
export type Report = { markdown: string; html: string; hash: `0x${string}` };

/** Writes down what voters are asked to decide. The same facts give the same bytes. */
export function writeReport(facts: UpgradeFacts): Report {
  const document = documentOf(facts);
  const markdown = toMarkdown(document);
  const hash = keccak256(stringToBytes(markdown));
  return { markdown, html: toHtml(document, `keccak256 of report.md: ${hash}`), hash };
}

function documentOf(facts: UpgradeFacts): Document {
  const { contract, before, after, simulation } = facts;
  return {
    title: `Upgrade of ${contract}: ${before.version} → ${after.version}`,
    sections: [
      { title: "Verdict", blocks: [checks(verdictsOf(facts))] },
      { title: "What is called", blocks: calls(facts) },
      { title: "Implementation", blocks: implementation(facts) },
      { title: "Storage", blocks: storage(facts) },
      { title: "Interface", blocks: interfaces(facts) },
      { title: "Roles and delays", blocks: [rules(facts)] },
      ...(simulation === undefined ? [] : simulationSections(simulation)),
      { title: "Gas", blocks: [differences("operation", facts.gas, "No operation of the snapshot changed.")] },
      { title: "Sources", blocks: sources(facts) },
    ],
  };
}

function calls({ chainId, block, proxy, calls: all }: UpgradeFacts): Block[] {
  const rows = all.map(({ to, value, data, words }, index) => ({
    cells: [String(index + 1), words, to, String(value), data],
  }));
  return [
    paragraph(`On chain ${chainId}, compared with its state at block ${block}. The proxy is ${proxy}.`),
    table(["", "in words", "to", "wei", "data"], rows, "Nothing."),
  ];
}

function implementation({ candidate, source, constructorArguments, before, after }: UpgradeFacts): Block[] {
  const row = (name: string, key: keyof typeof before): Row => {
    const [old, next] = [String(before[key]), String(after[key])];
    return { cells: [name, old, next], tone: old === next ? undefined : "changed" };
  };
  const rows = [
    row("address", "address"),
    row("version", "version"),
    row("code hash", "codeHash"),
    row("bytes of code", "codeSize"),
    row("commit", "commit"),
  ];
  const built = constructorArguments.length === 0 ? "without arguments" : `with ${constructorArguments.join(", ")}`;
  return [paragraph(`${candidate} of ${source}, constructed ${built}.`), table(["", "before", "after"], rows, "")];
}

const FIELD_TONES: Readonly<Record<FieldChange, Tone | undefined>> = {
  ...{ kept: undefined, added: "added", moved: "moved", removed: "removed", retyped: "changed" },
};

function storage({ storage: { areas } }: UpgradeFacts): Block[] {
  const changed = areas.filter(({ rows }) => rows.some(({ change }) => change !== "kept"));
  const unchanged = areas.filter((area) => !changed.includes(area)).map(({ name }) => name);
  return [
    ...changed.flatMap(storageArea),
    paragraph(unchanged.length === 0 ? "Nothing else is stored." : `Unchanged: ${unchanged.join(", ")}.`),
  ];
}

function storageArea({ name, rows }: StorageArea): Block[] {
  const place = (field?: Field) => (field === undefined ? "" : `${field.slot} + ${field.offset} (${field.bytes})`);
  const shown = rows.map(({ name: label, change, before, after }): Row => {
    const type = before === undefined || after === undefined || before.type === after.type ? "" : `${before.type} → `;
    const cells = [change, label, `${type}${(after ?? before)?.type}`, place(before), place(after)];
    return { cells, tone: FIELD_TONES[change] };
  });
  return [
    paragraph(`${name}: places are slot + offset (bytes).`),
    table(["", "name", "type", "before", "after"], shown, ""),
  ];
}

function interfaces({ interface: changes }: UpgradeFacts): Block[] {
  const rows = changes.map(({ kind, change, selector, before, after }): Row => {
    const words = before !== undefined && after !== undefined ? `${before}\n→ ${after}` : (after ?? before ?? "");
    return { cells: [change, kind, words, selector], tone: change };
  });
  return [table(["", "kind", "signature", "selector or topic"], rows, "No function, event or error changed.")];
}

function rules({ rules: all }: UpgradeFacts): Block {
  const rows = all.map(({ name, words }) => ({ cells: [name, words] }));
  return table(["rule", "value"], rows, "None was read.");
}

function sources({ before, after, sourceDifference }: UpgradeFacts): Block[] {
  const words = `From ${before.commit} to ${after.commit}, of what the contract is compiled from.`;
  if (sourceDifference === "") return [paragraph(words), paragraph("No source of the contract changed.")];
  return [paragraph(words), { kind: "code", language: "diff", text: sourceDifference }];
}
