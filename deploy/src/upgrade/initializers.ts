import type { SolcOutput } from "@openzeppelin/upgrades-core";
import { type AstNode, nodesWithin } from "../../../tools/solidity/ast.ts";

type Definition = AstNode & {
  id: number;
  linearizedBaseContracts?: number[];
  visibility?: string;
  modifiers?: { modifierName: { name: string } }[];
  body?: AstNode | null;
};

/** What lets a function run once, or only within such a one. Source: OpenZeppelin's Initializable. */
const GUARDS = new Set(["initializer", "reinitializer", "onlyInitializing"]);
const INITIALIZES = /^_*(re)?init/i;

/**
 * How an implementation could be initialized by anybody: its constructor leaves that open, or a function that
 * initializes can be called again. Empty when nothing is open.
 */
export function findOpenInitializers(output: SolcOutput, source: string, name: string): string[] {
  const definitions = definitionsOf(output);
  const root = (output.sources[source]?.ast as unknown as AstNode | undefined)?.nodes;
  const contract = root?.find((node) => node.nodeType === "ContractDefinition" && node.name === name) as Definition;
  const bases = (contract.linearizedBaseContracts ?? []).flatMap((id) => definitions.get(id) ?? []);
  const functions = bases.flatMap(({ nodes = [] }) => nodes.filter(isFunction));
  const locked = functions.some((one) => one.kind === "constructor" && callsDisable(one));
  const unlocked = locked ? [] : [`anybody can initialize the implementation: no constructor of ${name} locks it`];
  return [...unlocked, ...effective(functions).filter(isOpen).map(openWords)];
}

const isFunction = (node: AstNode): node is Definition => node.nodeType === "FunctionDefinition";

/** Of functions of one name and kind the most derived one counts: bases are listed from it on. */
function effective(functions: readonly Definition[]): Definition[] {
  const named = functions.filter(({ kind }) => kind === "function");
  const selectorOf = (one: Definition) => (one as { functionSelector?: string }).functionSelector;
  return named.filter((one, index) => named.findIndex((other) => selectorOf(other) === selectorOf(one)) === index);
}

function isOpen({ name = "", visibility, modifiers = [] }: Definition): boolean {
  if (visibility !== "external" && visibility !== "public") return false;
  return INITIALIZES.test(name) && !modifiers.some(({ modifierName }) => GUARDS.has(modifierName.name));
}

const openWords = ({ name }: Definition): string => `${name} can be called more than once: no modifier guards it`;

function callsDisable({ body }: Definition): boolean {
  if (!body) return false;
  const calls = [...nodesWithin(body)].filter(({ nodeType }) => nodeType === "FunctionCall");
  return calls.some(({ expression }) => expression?.name === "_disableInitializers");
}

function definitionsOf(output: SolcOutput): Map<number, Definition> {
  const nodes = Object.values(output.sources).flatMap(({ ast }) => (ast as unknown as AstNode).nodes ?? []);
  const contracts = nodes.filter(({ nodeType }) => nodeType === "ContractDefinition") as Definition[];
  return new Map(contracts.map((contract) => [contract.id, contract]));
}
