// Every event of every contract is mapped, or stands in unmappedEvents.json with the reason why not.
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { readAbi, readTemplate, subgraphFolder } from "./template.ts";

/** Names of events by contract. */
export type EventNames = Readonly<Record<string, readonly string[]>>;
/** Reasons by contract and event; "*" is every contract. */
export type UnmappedEvents = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What is neither mapped nor excused, both, or excused without being there. */
export function coverageComplaints(events: EventNames, mapped: EventNames, unmapped: UnmappedEvents): string[] {
  const excuse = (contract: string, event: string) => unmapped[contract]?.[event] ?? unmapped["*"]?.[event];
  const all = Object.entries(events).flatMap(([contract, names]) => names.map((event) => ({ contract, event })));
  const uncovered = all
    .filter(({ contract, event }) => !mapped[contract]?.includes(event) && !excuse(contract, event)?.trim())
    .map(({ contract, event }) => `${contract}.${event} is neither mapped nor listed with a reason`);
  const excused = Object.entries(unmapped).flatMap(([contract, reasons]) =>
    Object.keys(reasons).map((event) => ({ contract, event })),
  );
  const idle = excused
    .filter(({ contract, event }) => {
      const there = all.filter((one) => one.event === event && (contract === "*" || one.contract === contract));
      return there.length === 0 || there.every((one) => mapped[one.contract]?.includes(event));
    })
    .map(({ contract, event }) => `${contract}.${event} is listed with a reason, but is mapped or doesn't exist`);
  return [...uncovered, ...idle];
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
  const complaints = coverageComplaints(events, mapped, JSON.parse(list) as UnmappedEvents);
  return complaints.length === 0 ? undefined : complaints.join("\n");
}

function namesOf(contract: string): string[] {
  return readAbi(contract).flatMap((item) => (item.type === "event" ? [item.name] : []));
}
