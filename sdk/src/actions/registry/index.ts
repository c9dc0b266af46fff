export { getCapsule } from "./getCapsule.ts";
export { getVersionDigest } from "./getVersionDigest.ts";
export { isAuthorized } from "./isAuthorized.ts";
export { previewLink } from "./previewLink.ts";
export { publishVersion } from "./publishVersion.ts";
export { register } from "./register.ts";
export { registerDerivative } from "./registerDerivative.ts";
export { seal } from "./seal.ts";
