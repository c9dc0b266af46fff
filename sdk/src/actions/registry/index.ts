export { getCapsule } from "./getCapsule.ts";
export { getVersionDigest } from "./getVersionDigest.ts";
export { isAuthorized } from "./isAuthorized.ts";
export { publishVersion } from "./publishVersion.ts";
export { register } from "./register.ts";
export { seal } from "./seal.ts";
