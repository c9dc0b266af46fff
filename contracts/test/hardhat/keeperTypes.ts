/** What keepers sign beside seals (EIP-712), as contracts/src/interfaces has it. */
export const EPOCH_ACCEPTANCE = {
  EpochAcceptance: [
    { name: "epoch", type: "uint256" },
    { name: "threshold", type: "uint16" },
    { name: "groupKey", type: "bytes32" },
    { name: "keepersHash", type: "bytes32" },
  ],
} as const;

export const LEASE_BATCH = {
  LeaseBatch: [
    { name: "epoch", type: "uint256" },
    { name: "receipts", type: "Receipt[]" },
  ],
  Receipt: [
    { name: "licenseId", type: "uint256" },
    { name: "runs", type: "uint32" },
  ],
} as const;

export const RELEASE_REPORT = {
  ReleaseReport: [
    { name: "epoch", type: "uint256" },
    { name: "day", type: "uint32" },
    { name: "counts", type: "ReleaseCount[]" },
  ],
  ReleaseCount: [
    { name: "capsuleId", type: "uint256" },
    { name: "releases", type: "uint32" },
  ],
} as const;

/** ABI of a list of keepers, whose encoding an acceptance hashes. */
export const KEEPERS = {
  type: "tuple[]",
  components: [
    { name: "operator", type: "address" },
    { name: "transportKey", type: "bytes32" },
    { name: "verificationShare", type: "bytes32" },
    { name: "url", type: "string" },
  ],
} as const;
