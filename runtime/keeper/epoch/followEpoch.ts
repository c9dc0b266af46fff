import type { Address } from "viem";
import { readKeeperSet } from "../../src/keys/keeperSet.ts";
import { keeperRegistryAbi } from "../chain/contracts.ts";
import type { QuorumChain } from "../chain/quorumChain.ts";
import { errorFields, type Log } from "../log.ts";
import type { KeyHolder } from "./keyHolder.ts";

export type EpochFollowerOptions = {
  holder: KeyHolder;
  chain: QuorumChain;
  keeperRegistry: Address;
  /** Time between two looks. */
  intervalMilliseconds: number;
  log: Log;
};

export type EpochFollower = {
  /** Looks now; one look at a time. Failures are logged: the keeper stays with what it has, and looks again. */
  look(): Promise<void>;
  /** Ends, after a look that is under way. */
  stop(): Promise<void>;
};

/** Looks again and again, at a final block, which epoch is the current one, and has the keeper follow. */
export function followEpochs(options: EpochFollowerOptions): EpochFollower {
  const { holder, log } = options;
  let running: Promise<void> | undefined;
  let failing = false;

  async function follow(): Promise<void> {
    try {
      await lookOnce(options, holder);
      failing = false;
    } catch (error) {
      if (!failing) log("warn", "epoch.unknown", errorFields(error)); // once, not at each look
      failing = true;
    }
  }
  const look = () => {
    running ??= follow().finally(() => {
      running = undefined;
    });
    return running;
  };
  const timer = setInterval(() => void look(), options.intervalMilliseconds);
  timer.unref(); // the server keeps the process
  return {
    look,
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

async function lookOnce({ chain, keeperRegistry }: EpochFollowerOptions, holder: KeyHolder): Promise<void> {
  const { client } = await chain.pin();
  const contract = { address: keeperRegistry, abi: keeperRegistryAbi } as const;
  const epoch = await client.readContract({ ...contract, functionName: "currentEpoch" });
  await holder.follow(epoch, () => readKeeperSet(client, { keeperRegistry, epoch }));
}
