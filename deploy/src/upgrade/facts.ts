import type { Address, Hex } from "viem";
import type { InterfaceChange } from "./interfaceChanges.ts";
import type { StorageChanges } from "./storageChanges.ts";

/** An implementation, as it stands on the chain. */
export type ImplementationFacts = {
  address: Address;
  codeHash: Hex;
  /** Bytes of code. */
  codeSize: number;
  version: string;
  /** Of its sources. */
  commit: string;
};

/** Something that was checked; `words` say what was found. */
export type Check = { name: string; holds: boolean; words: string };

/** A value before and after. */
export type Difference = { name: string; before: string; after: string };

/** What a proposal did where it was tried, on a copy of the chain. */
export type Simulation = {
  /** From the proposal to its execution. */
  steps: readonly { name: string; gasUsed: bigint }[];
  /** Events of the execution, in words. */
  events: readonly string[];
  /** Balances that changed, by the execution or by the purchase. */
  balances: readonly (Difference & { during: "execution" | "purchase" })[];
  /** Answers of views that the execution changed. */
  answers: readonly Difference[];
  checks: readonly Check[];
};

/** All that a report tells. */
export type UpgradeFacts = {
  chainId: number;
  /** Block of the chain's state that everything was compared with and tried on. */
  block: bigint;
  /** Name of the contract that is upgraded. */
  contract: string;
  proxy: Address;
  /** Contract that is to take its place, and the file that declares it. */
  candidate: string;
  source: string;
  constructorArguments: readonly string[];
  before: ImplementationFacts;
  after: ImplementationFacts;
  /** Hash of the code that the sources give. */
  rebuiltCodeHash: Hex;
  calls: readonly { to: Address; data: Hex; value: bigint; words: string }[];
  storage: StorageChanges;
  interface: readonly InterfaceChange[];
  /** Whether removed functions were agreed to. */
  allowRemoved: boolean;
  openInitializers: readonly string[];
  /** What upgrades-core holds against the contract behind a proxy. */
  unsafe: readonly string[];
  /** Roles and delays, in words. */
  rules: readonly { name: string; words: string }[];
  gas: readonly Difference[];
  /** Difference of the sources, as git shows it. */
  sourceDifference: string;
  simulation?: Simulation;
};
