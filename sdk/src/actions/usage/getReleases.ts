import { releasesOfFunction } from "../../generated/usageMeter.ts";
import { readAction } from "../readAction.ts";

export type GetReleasesParameters = {
  capsuleId: bigint;
  /** Days since 1970-01-01 (UTC). */
  day: number;
  /** Number of the keeper set; counts of two sets of one day add up. */
  epoch: bigint;
};

/** How often keepers of a set released a capsule's key on a day, as far as they have said. */
export const getReleases = /*#__PURE__*/ readAction({
  contract: "usageMeter",
  function: releasesOfFunction,
  args: ({ capsuleId, day, epoch }: GetReleasesParameters) => [capsuleId, day, epoch],
});
