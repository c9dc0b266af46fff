import { type Matrix, NO_ERROR, PARTIES, type Party, type Row } from "./accessOutcomes.ts";
import { accessTable, type Scenes } from "./accessTable.ts";
import type { Protocol } from "./protocol.ts";

/** What the document calls who tries. */
const TITLES: Record<Party, string> = {
  creator: "owner",
  operator: "operator",
  licensee: "licensee",
  contributor: "contributor",
  evaluator: "evaluator",
  keeper: "keeper",
  guardian: "guardian",
  admin: "timelock",
  council: "arbiter",
  stranger: "stranger",
};

const INTRODUCTION = `# Who may call what

Every function that changes something, called by every kind of party on a protocol that is deployed, with capsules, licenses, rounds, orders and disputes in it:
✓ went through, ✗ was refused with the error named last. Where the errors differ, the others' parties are named. Several refusals come from behind
the gate, because what is asked for isn't there: \`Protocol_NotPaused\` for who may end a pause, no error at \`consumeScheduledOp\`, which
asks its caller back, and at the governor \`Panic\` for the timelock, whose calls must be those of a proposal that is being executed. A call is for the scene's capsule, license or dispute: a licensee holds licenses of
it, and not the one that is renewed or revoked here.

The owner created the capsule; the operator is its ERC-721 operator, and that of the owner's licenses and shares; the timelock executes what governance voted for; the arbiter is the council.
Written by \`npm run snapshots\` from the rows that \`contracts/test/hardhat/accessMatrix.test.ts\` runs, checked by \`npm run check -- --only access\`; the test fails
when a function has no row, and when a call comes to something else. \`OperationCheck\` has no function that changes anything; the linked libraries refuse every call that changes something
but those of the contract that they are a part of.
`;

/** Stands for protocol and scenes: what they hold becomes arguments of calls, of which the document tells nothing. */
const ANYTHING: object = new Proxy({}, { get: () => ANYTHING });

/** The table of all contracts, as Markdown: a section for each, a row for each function, a column for each party. */
export function accessDocument(): string {
  const table = Object.entries(accessTable(ANYTHING as Protocol, ANYTHING as Scenes));
  return [INTRODUCTION, ...table.map(([name, rows]) => section(name, rows))].join("\n");
}

function section(name: string, rows: Matrix): string {
  const lines = Object.entries(rows)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([signature, row]) => {
      const cells = PARTIES.map((party) => (row[party] === "ok" ? "✓" : "✗"));
      return `| \`${withoutFields(signature)}\` | ${cells.join(" | ")} | ${refusals(row)} |`;
    });
  const titles = PARTIES.map((party) => TITLES[party]).join(" | ");
  const rule = PARTIES.map(() => ":-:").join("|");
  return `## ${name}\n\n| function | ${titles} | refused with |\n|---|${rule}|---|\n${lines.join("\n")}\n`;
}

/** A signature whose structs are told as such. */
function withoutFields(signature: string): string {
  const start = signature.indexOf("(") + 1;
  let types = signature.slice(start, -1);
  while (types.includes("(")) types = types.replaceAll(/\([^()]*\)/g, "struct");
  return `${signature.slice(0, start)}${types})`;
}

/** The errors of a row: the one of most parties, and who gets others. */
function refusals(row: Row): string {
  const refused = PARTIES.filter((party) => row[party] !== "ok");
  const errors = [...new Set(refused.map((party) => row[party]))].map((error) => ({
    error,
    parties: refused.filter((party) => row[party] === error),
  }));
  const [most, ...others] = errors.sort((one, other) => other.parties.length - one.parties.length);
  if (most === undefined) return "";
  const named = others.map(
    ({ error, parties }) => `; ${parties.map((party) => TITLES[party]).join(", ")}: ${errorText(error)}`,
  );
  return `${errorText(most.error)}${named.join("")}`;
}

const errorText = (error: string): string => (error === NO_ERROR ? error : `\`${error}\``);
