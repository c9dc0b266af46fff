// Events of every contract, for the subgraph: its manifest and its mappings are made of them.
import type { Abi } from "viem";
import type { FrontEnd } from "../solidity/front-end.ts";
import type { Generated } from "./files.ts";

/** Contracts of others that the protocol deploys and whose events belong to its history. */
const FOREIGN = ["AccessManager", "TimelockController"];

/** One file per concrete contract that has events. */
export function eventAbis({ contracts, output }: Pick<FrontEnd, "contracts" | "output">): Generated {
  const own = contracts.filter(({ concrete }) => concrete).map(({ name, abi }): [string, Abi] => [name, abi]);
  const files = Object.values(output.contracts) as unknown as Record<string, { abi: Abi }>[];
  const foreign = files.flatMap((file) => Object.entries(file).filter(([name]) => FOREIGN.includes(name)));
  const all = [...own, ...foreign.map(([name, { abi }]): [string, Abi] => [name, abi])];
  const events = new Map(
    all
      .map(([name, abi]): [string, Abi] => [name, abi.filter(({ type }) => type === "event")])
      .filter(([, abi]) => abi.length > 0)
      .map(([name, abi]) => [`subgraph/abis/${name}.json`, `${JSON.stringify(abi, null, 2)}\n`]),
  );
  return { name: "event-abis", command: "npm run generate", pattern: "subgraph/abis/*.json", files: events };
}
