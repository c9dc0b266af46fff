// Puts one assertion before z3, inside the compiler's SMTChecker, and reads its answer.
// Each stands alone: several in one contract make one system of Horn clauses, in which the solver gets lost.
import { compile } from "../solidity/front-end.ts";
import { type Proof, proverInput } from "./find.ts";

/**
 * - proved: no input breaks it
 * - violated: the solver found an input that does
 * - unproved: the solver gave up
 * - vacuous: its opposite can't be broken either, so its assumptions exclude every input
 */
export type Verdict = "proved" | "violated" | "unproved" | "vacuous";

export type Solved = {
  verdict: Verdict;
  /** Which engine gave the answer: Horn clauses (CHC), or bounded model checking (BMC), complete where nothing loops. */
  engine?: "CHC" | "BMC";
  /** The solver's own words about a violation. */
  counterexample?: string;
  ms: number;
};

type Message = { severity: string; message: string; sourceLocation?: { file: string } };

/** Asks whether the assertion can be broken, and whether its opposite can. */
export function solve(root: string, proof: Proof): Solved {
  const started = performance.now();
  const answer = ask(root, proof, proof.source, "all");
  const vacuous = answer.verdict === "proved" && ask(root, proof, proof.opposite, "bmc").verdict !== "violated";
  const verdict = vacuous ? "vacuous" : answer.verdict;
  return { ...answer, verdict, ms: Math.round(performance.now() - started) };
}

/** A time limit would crash this build of the compiler: the solver's own limit of steps ends its search. */
function ask(root: string, { file, contract }: Proof, source: string, engine: "all" | "bmc"): Omit<Solved, "ms"> {
  const settings = {
    engine,
    solvers: ["z3"],
    targets: ["assert"],
    contracts: { [file]: [contract] },
    showProvedSafe: true,
    showUnproved: true,
  };
  const output = compile(proverInput(root, new Map([[file, source]]), settings), root) as { errors?: Message[] };
  const messages = (output.errors ?? []).map(({ message }) => message);
  const proved = find(messages, "check is safe");
  if (proved !== undefined) return { verdict: "proved", engine: engineOf(proved) };
  const violated = find(messages, "Assertion violation happens here");
  if (violated === undefined) return { verdict: "unproved" };
  return { verdict: "violated", engine: engineOf(violated), counterexample: violated };
}

const find = (messages: readonly string[], words: string): string | undefined =>
  messages.find((message) => /^(CHC|BMC): /.test(message) && message.includes(words));

const engineOf = (message: string): "CHC" | "BMC" => (message.startsWith("CHC") ? "CHC" : "BMC");
