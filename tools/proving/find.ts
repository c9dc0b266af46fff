// Finds the assertions that are to be proved: each function of contracts/test/proofs/*Proofs.sol makes one.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SolcInput } from "@openzeppelin/upgrades-core";
import { type AstNode, nodesWithin, type Range, rangeOf } from "../solidity/ast.ts";
import { compile } from "../solidity/front-end.ts";

export const PROOFS = "contracts/test/proofs/*Proofs.sol";

/** One assertion, with all that is needed to put it before the solver alone. */
export type Proof = {
  file: string;
  contract: string;
  name: string;
  /** What it says, in words: its `@notice`. */
  statement: string;
  /** Why the solver can't decide it: its `@custom:unproved`. */
  explanation?: string;
  /** The file's source, without the other assertions. */
  source: string;
  /** The same with the assertion turned into its opposite. */
  opposite: string;
};

/** A harness is not written as the prover needs it. */
export class ProofFormatError extends Error {
  override name = "ProofFormatError";
}

/** Every proof below contracts/test/proofs of the project at `root`. */
export function findProofs(root: string): Proof[] {
  const files = globSync(PROOFS, { cwd: root }).sort();
  if (files.length === 0) throw new ProofFormatError(`${PROOFS} names no file`);
  const contents = new Map(files.map((file) => [file, readFileSync(join(root, file))]));
  const output = compile(proverInput(root, new Map([...contents].map(([file, bytes]) => [file, `${bytes}`]))), root);
  return files.flatMap((file) => {
    const ast = output.sources[file]?.ast as unknown as AstNode;
    return proofsOf(file, contents.get(file) ?? Buffer.of(), ast);
  });
}

/** Input for the compiler, which is asked for no code. */
export function proverInput(root: string, sources: ReadonlyMap<string, string>, modelChecker?: object): SolcInput {
  return {
    language: "Solidity",
    sources: Object.fromEntries([...sources].map(([file, content]) => [file, { content }])),
    settings: {
      remappings: readFileSync(join(root, "remappings.txt"), "utf8").split("\n").filter(Boolean),
      outputSelection: { "*": { "": ["ast"], "*": ["abi"] } },
      ...(modelChecker !== undefined && { modelChecker }),
    },
  } as SolcInput;
}

function proofsOf(file: string, bytes: Buffer, ast: AstNode): Proof[] {
  const contracts = (ast.nodes ?? []).filter(({ contractKind }) => contractKind === "contract");
  const functions = contracts.flatMap((contract) =>
    (contract.nodes ?? [])
      .filter(({ nodeType }) => nodeType === "FunctionDefinition")
      .map((node) => ({ contract: contract.name ?? "", node, range: withDocumentation(node) })),
  );
  return functions.map(({ contract, node }) => {
    const title = `${file}: ${contract}.${node.name}`;
    const others = functions.filter((other) => other.node !== node).map((other) => other.range);
    const condition = assertedCondition(node, title);
    const explanation = tag(node, "custom:unproved");
    return {
      file,
      contract,
      name: node.name ?? "",
      statement: tag(node, "notice") ?? complain(`${title} doesn't say in a @notice what it proves`),
      ...(explanation !== undefined && { explanation }),
      source: `${blanked(bytes, others)}`,
      opposite: `${negated(blanked(bytes, others), condition)}`,
    };
  });
}

function complain(message: string): never {
  throw new ProofFormatError(message);
}

function withDocumentation(node: AstNode): Range {
  const { start, end } = rangeOf(node);
  return { start: node.documentation ? rangeOf(node.documentation).start : start, end };
}

/** The text behind a NatSpec tag, on one line. */
function tag({ documentation }: AstNode, name: string): string | undefined {
  const pattern = new RegExp(`@${name}\\s+([\\s\\S]*?)(?=\\s@(?:notice|dev|custom)|$)`);
  return pattern
    .exec(documentation?.text ?? "")?.[1]
    ?.replaceAll(/\s+/g, " ")
    .trim();
}

/** Spaces in place of the ranges, so that every other position stays what it was. */
function blanked(bytes: Buffer, ranges: readonly Range[]): Buffer {
  const copy = Buffer.from(bytes);
  for (const { start, end } of ranges) copy.fill(" ", start, end);
  return copy;
}

function negated(bytes: Buffer, { start, end }: Range): Buffer {
  return Buffer.concat([
    bytes.subarray(0, start),
    Buffer.from("!("),
    bytes.subarray(start, end),
    Buffer.from(")"),
    bytes.subarray(end),
  ]);
}

/** What a function asserts: exactly one thing, so that each answer of the solver belongs to one statement. */
function assertedCondition(definition: AstNode, title: string): Range {
  const asserted = [...nodesWithin(definition)].filter(
    ({ nodeType, expression }) => nodeType === "FunctionCall" && expression?.name === "assert",
  );
  const [condition] = asserted[0]?.arguments ?? [];
  if (asserted.length !== 1 || condition === undefined) {
    complain(`${title} has ${asserted.length} assertions; a proof has one`);
  }
  return rangeOf(condition);
}
