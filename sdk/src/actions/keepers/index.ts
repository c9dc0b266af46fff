export { authorizeSession } from "./authorizeSession.ts";
export { authorizeSessionFor } from "./authorizeSessionFor.ts";
export { getCurrentEpoch } from "./getCurrentEpoch.ts";
export { getKeeperSet } from "./getKeeperSet.ts";
export { getSessionExpiry } from "./getSessionExpiry.ts";
export { revokeSession } from "./revokeSession.ts";
export { setKeeperUrl } from "./setKeeperUrl.ts";
export { signSession } from "./signSession.ts";
