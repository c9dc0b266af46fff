import type { Lineage } from "@capsule-protocol/sdk/actions/royalty/getLineage.ts";
import { capsuleIdToHex } from "@capsule-protocol/sdk/capsuleId.ts";
import { percent } from "./offerText.ts";

/** What a capsule owes, a row for each that it owes. */
export function lineageRows({ absolute, relative }: Lineage): [string, string][] {
  const row = (policy: string) => (debt: Lineage["absolute"][number]) =>
    ["owes", `${percent(debt.rateBps)} of its ${policy} to ${capsuleIdToHex(debt.capsuleId)}`] as [string, string];
  return [
    ...absolute.map(row("sales and tips")),
    ...relative.map(row("sales, tips and what its own derivatives owe it")),
  ];
}
