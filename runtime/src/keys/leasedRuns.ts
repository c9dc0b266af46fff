import type { KeeperSet } from "./keeperSet.ts";
import type { KeeperReport } from "./keyService.ts";

/**
 * Runs leased of a license, as far as a quorum of the keepers knows: the `threshold`-th smallest of what each said.
 * More than that must be named for enough of them to grant it. Fewer keepers than can do without the others can't make
 * it larger by saying too much, which would have a licensee give up runs that it never got.
 *
 * @param runs `before`: leased before the request, which keepers that said nothing are taken to know; `asked`: what the
 * request named, which keepers that granted it know now.
 */
export function leasedAsQuorumKnows(
  { threshold, keepers }: KeeperSet,
  reports: readonly KeeperReport[],
  runs: { before: number; asked: number },
): number {
  const said = keepers.map((_, position) => {
    const report = reports.find(({ keeper }) => keeper === position + 1);
    if (report?.outcome === "verified") return runs.asked;
    return report?.leased ?? runs.before;
  });
  return said.sort((one, other) => one - other)[threshold - 1] ?? runs.before;
}
