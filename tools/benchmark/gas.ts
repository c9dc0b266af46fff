// Gas of whole transactions through the proxies, against the best comparable protocol and the project's goals.
import { gasFigures, gasSnapshots } from "../generate/gas.ts";

type Operation = {
  /** Key in the JSON output and in contracts/snapshots/gas. */
  key: string;
  title: string;
  /** Gas that other protocols were measured to need for the same job. */
  peers: string;
  goal: number;
};

const buy = "Unlock 268,445; Story 529,330; Ocean 222,508 (2 tx); Seaport 120,645";

/** What DESIGN sets goals for, in its order. Further operations are kept in the snapshot without a goal. */
const OPERATIONS: readonly Operation[] = [
  { key: "buyNative", title: "buy a license, native, new buyer, plain offer", peers: buy, goal: 72_000 },
  { key: "buyNative100Contributors", title: "the same, 100 contributors", peers: buy, goal: 72_000 },
  { key: "buyNative10Ancestors", title: "the same, 10 ancestors", peers: buy, goal: 72_000 },
  { key: "buyErc20", title: "the same, ERC-20", peers: "Unlock 305,453", goal: 92_000 },
  { key: "buyTimed", title: "buy a timed license", peers: "Unlock 268,445", goal: 105_000 },
  { key: "register", title: "register a capsule", peers: "Story 309,831; Ocean 1,056,158", goal: 100_000 },
  { key: "registerDerivative", title: "register a derivative, one parent", peers: "Story 1,050,821", goal: 175_000 },
  { key: "collectHop", title: "collect one hop", peers: "Story 68,351", goal: 48_000 },
  { key: "claimSteady", title: "claim, steady", peers: "0xSplits 44,746; Story 65,212", goal: 52_000 },
  { key: "recordRound", title: "record a round", peers: "none", goal: 110_000 },
  { key: "claimShares100", title: "claim shares from a round of 100", peers: "none", goal: 100_000 },
  { key: "fillOrder", title: "fill a signed order with royalty", peers: "Seaport 120,645", goal: 120_000 },
  { key: "castVote", title: "vote", peers: "OZ Governor 66,133", goal: 69_000 },
];

/** Measures and returns the figures of those operations that exist, in DESIGN's order. */
export async function measureGas(root: string): Promise<Record<string, number>> {
  const figures = gasFigures(await gasSnapshots(root));
  return Object.fromEntries(
    OPERATIONS.flatMap(({ key }) => (figures[key] === undefined ? [] : [[key, figures[key]] as const])),
  );
}

/** The figures as a table for people. */
export function gasTable(figures: Readonly<Record<string, number>>): string[] {
  const present = OPERATIONS.filter(({ key }) => figures[key] !== undefined);
  const rows = present.map(({ key, title, peers, goal }) => {
    const gas = figures[key] ?? 0;
    return [title, number(gas), number(goal), gas <= goal ? "yes" : "NO", peers];
  });
  return alignColumns([["operation", "gas", "goal", "met", "best peers"], ...rows]);
}

const number = (value: number): string => value.toLocaleString("en-US");

/** Pads the cells of each column to the widest. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd());
}
