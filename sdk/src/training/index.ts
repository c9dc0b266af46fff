export {
  type Allocation,
  type AllocationClaim,
  type AllocationTree,
  allocationLeaf,
  buildAllocationTree,
  type RoundBinding,
  verifyAllocation,
} from "./allocationTree.ts";
export { computeCommitment } from "./commitment.ts";
export { findContractAccounts } from "./findContractAccounts.ts";
