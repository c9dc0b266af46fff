/** What a vote can say, as the governor numbers it. */
export const Support = { AGAINST: 0, FOR: 1, ABSTAIN: 2 } as const;
export type Support = (typeof Support)[keyof typeof Support];

/** What can become of a proposal, in the governor's order. */
export const PROPOSAL_STATES = [
  "pending",
  "active",
  "cancelled",
  "defeated",
  "succeeded",
  "queued",
  "expired",
  "executed",
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];
