import { type Hex, keccak256, toBytes } from "viem";
import { type Artifacts, loadArtifacts } from "../../src/artifacts.ts";
import { StateUnusableError } from "../errors.ts";
import type { Startup } from "../startup.ts";
import { type KeptChain, keepChain } from "./keptChain.ts";
import type { KeptStack, StateDirectory } from "./stateDirectory.ts";

/** What a stack does to outlive its processes. */
export type StackState = {
  directory: string;
  /** Whether it goes on from an earlier run. */
  isContinued: boolean;
  /** From now on what happens is kept, within two seconds, and all of it when the stack is stopped. */
  keep: () => Promise<void>;
  /** @throws why it could not be kept when that was tried last. */
  check: () => Promise<void>;
};

/** A stack may go on from a state of the very contracts that it would deploy. @throws StateUnusableError */
export function requireSameContracts({ path, kept }: StateDirectory, folder: string): void {
  if (kept === undefined || kept.fingerprint === fingerprintOf(loadArtifacts(folder))) return;
  throw new StateUnusableError(path, "its contracts are others than those of this version");
}

export function stackState(
  start: Startup,
  { path, kept, complete }: StateDirectory,
  stack: Omit<KeptStack, "fingerprint"> & { rpcUrl: string; folder: string },
): StackState {
  const { rpcUrl, folder, threshold, priceFeed, keepers } = stack;
  let chain: KeptChain | undefined;
  return {
    directory: path,
    isContinued: kept !== undefined,
    keep: async () => {
      if (chain !== undefined) return;
      chain = await keepChain(rpcUrl, path, start.signal);
      start.onClose(chain.close);
      if (kept !== undefined) return;
      const identities = keepers.map(({ url, operator, transportKey }) => ({ url, operator, transportKey }));
      const fingerprint = fingerprintOf(loadArtifacts(folder));
      await complete({ fingerprint, threshold, priceFeed, keepers: identities });
    },
    check: async () => chain?.check(),
  };
}

function fingerprintOf(artifacts: Artifacts): Hex {
  return keccak256(toBytes(JSON.stringify(Object.entries(artifacts).map(([name, { bytecode }]) => [name, bytecode]))));
}
