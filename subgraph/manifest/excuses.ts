// A list of exceptions, each with its reason, is held against what there is: nothing left out in silence, no idle excuse.

/** Reasons by contract, and by name of what is excused there; "*" is every contract. */
export type Excuses = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Something of a contract, and whether it is covered. */
export type Member = { contract: string; name: string; covered: boolean };

/** What is said behind the name of what is neither covered nor excused, and of what is excused for nothing. */
export type Wording = { missing: string; idle: string };

/** What is neither covered nor excused, and what is excused though it is covered or isn't there. */
export function excuseComplaints(members: readonly Member[], excuses: Excuses, { missing, idle }: Wording): string[] {
  const excused = ({ contract, name }: Member) => excuses[contract]?.[name] ?? excuses["*"]?.[name];
  const uncovered = members
    .filter((member) => !member.covered && !excused(member)?.trim())
    .map(({ contract, name }) => `${contract}.${name} ${missing}`);
  const listed = Object.entries(excuses).flatMap(([contract, reasons]) =>
    Object.keys(reasons).map((name) => ({ contract, name })),
  );
  const useless = listed
    .filter(({ contract, name }) => {
      const there = members.filter((one) => one.name === name && (contract === "*" || one.contract === contract));
      return there.every(({ covered }) => covered);
    })
    .map(({ contract, name }) => `${contract}.${name} ${idle}`);
  return [...uncovered, ...useless];
}
