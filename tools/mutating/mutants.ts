// Every mutant of a Solidity source: the source with one small fault in it.
import { createHash } from "node:crypto";
import { type AstNode, childrenOf } from "../solidity/ast.ts";
import { type Change, changesOf, type Operator } from "./operators.ts";

export type Mutant = {
  /** The same as long as its function and the code that it changes are: lines above may come and go. */
  id: string;
  file: string;
  /** Contract and function, or contract and constant. */
  where: string;
  line: number;
  operator: Operator;
  original: string;
  replacement: string;
  /** The file with the fault. */
  source: string;
};

/** All mutants of a file, in the order of its source. */
export function mutantsOf(file: string, source: string, ast: AstNode): Mutant[] {
  const bytes = Buffer.from(source);
  const text = ({ start, end }: { start: number; end: number }) => bytes.subarray(start, end).toString();
  const places = (ast.nodes ?? [])
    .filter(({ nodeType, contractKind }) => nodeType === "ContractDefinition" && contractKind !== "interface")
    .flatMap((contract) => (contract.nodes ?? []).map((node) => ({ node, where: titleOf(contract, node) })));
  const seen = new Map<string, number>();
  return places.flatMap(({ node, where }) =>
    [...changesWithin(node, text)].map((change) => {
      const original = text(change);
      const key = [where, change.operator, lineAround(bytes, change), original, change.replacement].join("\n");
      const count = seen.get(key) ?? 0;
      seen.set(key, count + 1);
      return {
        id: createHash("sha256").update(`${file}\n${key}\n${count}`).digest("hex").slice(0, 10),
        file,
        where,
        line: text({ start: 0, end: change.start }).split("\n").length,
        operator: change.operator,
        original,
        replacement: change.replacement,
        source: `${text({ start: 0, end: change.start })}${change.replacement}${text({ start: change.end, end: bytes.length })}`,
      };
    }),
  );
}

/** Mutants that a seed picks, the same ones every time; all of them when there are no more than `count`. */
export function sampleOf(mutants: readonly Mutant[], count: number, seed: string): Mutant[] {
  const rank = ({ id }: Mutant) => createHash("sha256").update(`${seed}\n${id}`).digest("hex");
  const ranked = mutants.map((mutant) => ({ mutant, rank: rank(mutant) })).sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const picked = new Set(ranked.slice(0, count).map(({ mutant }) => mutant));
  return mutants.filter((mutant) => picked.has(mutant));
}

function titleOf(contract: AstNode, node: AstNode): string {
  const own = node.name === "" || node.name === undefined ? (node.kind ?? node.nodeType) : node.name;
  return `${contract.name}.${own}`;
}

/** Structures, events and errors only declare; what a function's assembly does is beyond these operators. */
function* changesWithin(node: AstNode, text: Parameters<typeof changesOf>[1]): Generator<Change> {
  if (["StructDefinition", "EventDefinition", "ErrorDefinition", "InlineAssembly"].includes(node.nodeType)) return;
  yield* changesOf(node, text);
  for (const child of childrenOf(node)) yield* changesWithin(child, text);
}

/** The line on which a change begins, without its indentation. */
function lineAround(bytes: Buffer, { start }: { start: number }): string {
  const from = bytes.lastIndexOf("\n", start) + 1;
  const to = bytes.indexOf("\n", start);
  return bytes
    .subarray(from, to === -1 ? bytes.length : to)
    .toString()
    .trim();
}

export const describeMutant = ({ file, line, where, original, replacement }: Omit<Mutant, "source">): string =>
  `${file}:${line} ${where}: ${shortened(original)} → ${replacement === "" ? "nothing" : shortened(replacement)}`;

const shortened = (code: string): string => {
  const flat = code.replaceAll(/\s+/g, " ");
  return flat.length > 60 ? `${flat.slice(0, 57)}…` : flat;
};
