export { getReleases } from "./getReleases.ts";
export { getRunsBought } from "./getRunsBought.ts";
export { getSettledRuns } from "./getSettledRuns.ts";
export { reportReleases } from "./reportReleases.ts";
export { extractRejectedReceipts, settle } from "./settle.ts";
