import { RefusedError } from "../refusedError.ts";

/** Decides on the metered runs that a release hands out. Metering replaces {@link unmeteredOnly} behind this type. */
export type LeasePolicy = (lease: {
  /** Runs asked for. */
  leaseRuns: number;
  /** Runs that the license was sold with; 0 for an unmetered one. */
  runs: number;
}) => void;

/** Serves unmetered licenses only. @throws RefusedError LEASE_UNSUPPORTED */
export const unmeteredOnly: LeasePolicy = ({ leaseRuns, runs }) => {
  if (runs !== 0) throw new RefusedError("LEASE_UNSUPPORTED", `The license is metered (${runs} runs).`);
  if (leaseRuns !== 0) throw new RefusedError("LEASE_UNSUPPORTED", `The request asks for ${leaseRuns} metered runs.`);
};
