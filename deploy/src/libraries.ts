import type { DeploymentRecord } from "./record.ts";

type LibraryName = keyof DeploymentRecord["libraries"];

/** The libraries that contracts are linked with, and the contract that each is a part of. */
export const LIBRARIES: Readonly<Record<LibraryName, keyof DeploymentRecord["contracts"]>> = {
  OfferTerms: "AccessToken",
  OwnerFreeze: "RoyaltySplitter",
  Inboxes: "RoyaltySplitter",
};

export const LIBRARY_NAMES = Object.keys(LIBRARIES) as LibraryName[];
