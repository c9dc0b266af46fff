// Every event of every contract is mapped, or stands in unmappedEvents.json with the reason why not.
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Excuses, excuseComplaints, type Wording } from "./excuses.ts";
import { readAbi, readTemplate, subgraphFolder } from "./template.ts";

/** Names of events by contract. */
export type EventNames = Readonly<Record<string, readonly string[]>>;
const WORDING: Wording = {
  missing: "is neither mapped nor listed with a reason",
  idle: "is listed with a reason, but is mapped or doesn't exist",
};

/** What is neither mapped nor excused, both, or excused without being there. */
export function coverageComplaints(events: EventNames, mapped: EventNames, unmapped: Excuses): string[] {
  const members = Object.entries(events).flatMap(([contract, names]) =>
    names.map((name) => ({ contract, name, covered: mapped[contract]?.includes(name) ?? false })),
  );
  return excuseComplaints(members, unmapped, WORDING);
}

/** Reads the ABIs, the template and the list. */
export async function findUnmappedEvents(): Promise<string | undefined> {
  const contracts = globSync("abis/*.json", { cwd: subgraphFolder }).map((path) => basename(path, ".json"));
  const events = Object.fromEntries(contracts.sort().map((contract) => [contract, namesOf(contract)]));
  const { dataSources } = readTemplate();
  const mapped = Object.fromEntries(
    dataSources.map(({ name, mapping }) => [name, mapping.eventHandlers.map(({ event }) => event)]),
  );
  const list = readFileSync(join(subgraphFolder, "unmappedEvents.json"), "utf8");
  const complaints = coverageComplaints(events, mapped, JSON.parse(list) as Excuses);
  return complaints.length === 0 ? undefined : complaints.join("\n");
}

function namesOf(contract: string): string[] {
  return readAbi(contract).flatMap((item) => (item.type === "event" ? [item.name] : []));
}
