/** What Genesis refuses, and what any contract does that can be paused. */
export const deploymentErrors = {
  Genesis_NotDeployer: {
    says: "{caller} is not who deployed Genesis.",
    hint: "Deploy with the same account from beginning to end.",
  },
  Protocol_NotPaused: { says: "Nothing is paused.", hint: "Nothing needs to be done." },
  Protocol_PauseTooLong: {
    says: "A pause of {duration} seconds is not possible; it may last {maximum} at most.",
    hint: "Pause for a time between 1 second and the maximum.",
  },
  Protocol_PauseTooSoon: {
    says: "The next pause is possible at {possibleAt} (Unix time).",
    hint: "Wait until then: between two pauses the protocol runs for at least 14 days.",
  },
  Protocol_Paused: {
    says: "New purchases and registrations are paused until {until} (Unix time) at the latest.",
    hint: "Try again then; claims, withdrawals and transfers go on.",
  },
} as const;
