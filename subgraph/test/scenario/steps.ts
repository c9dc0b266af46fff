import * as authority from "./steps/authoritySteps.ts";
import * as capsules from "./steps/capsuleSteps.ts";
import * as disputes from "./steps/disputeSteps.ts";
import * as governance from "./steps/governanceSteps.ts";
import * as income from "./steps/incomeSteps.ts";
import * as keepers from "./steps/keeperSteps.ts";
import * as licenses from "./steps/licenseSteps.ts";
import * as market from "./steps/marketSteps.ts";
import * as training from "./steps/trainingSteps.ts";
import * as usage from "./steps/usageSteps.ts";
import * as votes from "./steps/voteSteps.ts";
import type { Step } from "./world.ts";

const { decide: _decide, encoded: _encoded, ...governing } = governance;
const { gatherVotes: _gatherVotes, ...voting } = votes;
const { signedByKeepers: _signedByKeepers, ...keeping } = keepers;
const { openMarket: _openMarket, ...trading } = market;

/** All that can be done in the scenario, by name. */
export const steps: Readonly<Record<string, Step>> = {
  ...capsules,
  ...licenses,
  ...income,
  ...training,
  ...trading,
  ...disputes,
  ...governing,
  ...voting,
  ...keeping,
  ...usage,
  ...authority,
};
