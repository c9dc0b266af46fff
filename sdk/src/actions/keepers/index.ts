export { getCurrentEpoch } from "./getCurrentEpoch.ts";
export { getKeeperSet } from "./getKeeperSet.ts";
export { setKeeperUrl } from "./setKeeperUrl.ts";
