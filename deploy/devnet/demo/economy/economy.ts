import type { Address } from "viem";
import { readConfig } from "../../../src/config.ts";
import { LOCAL_CONFIG } from "../../deployLocally.ts";
import { type Actor, actorAt, newcomerAt, type Scene } from "../scene.ts";
import { RoyaltyModel } from "./royaltyModel.ts";

/** The capsules: the encrypted model, an adapter, what is merged from both, and a small version of that. */
export type CapsuleName = "model" | "adapter" | "merge" | "small merge";

/** Someone who is paid. */
export type Party = { name: string; address: Address };

/** The scene of the chapters about money, and the account that is kept of it apart from the contracts. */
export type Economy = {
  scene: Scene;
  accounts: RoyaltyModel;
  capsules: Map<CapsuleName, bigint>;
  /** Protocol fee in bps. */
  feeBps: bigint;
  artist: Actor;
  builder: Actor;
  remixer: Actor;
  /** Governance of the local chain, which also pays for what anyone may do. */
  governance: Actor;
  contributors: readonly [Actor, Actor, Actor];
  evaluators: readonly [Actor, Actor, Actor];
  referrer: Party;
};

/** What was paid for a capsule, in wei: what was paid out to its creator and the treasury, and what waits for them. */
export type Earned = { paidOut: bigint; waiting: bigint };

/** @param modelId the capsule that was published before. */
export function startEconomy(scene: Scene, modelId: bigint, { paidOut, waiting }: Earned): Economy {
  const { stack } = scene;
  const referrer = newcomerAt(stack, 10, "referrer");
  const feeBps = BigInt(readConfig(LOCAL_CONFIG).feeBps);
  const accounts = new RoyaltyModel();
  accounts.register("model", { feeBps });
  accounts.receive("model", paidOut);
  accounts.claim("model");
  accounts.takeFee("model");
  accounts.receive("model", waiting);
  return {
    ...{ scene, accounts, feeBps, capsules: new Map([["model", modelId]]) },
    artist: actorAt(stack, 4, "artist"),
    builder: actorAt(stack, 5, "builder"),
    remixer: actorAt(stack, 6, "remixer"),
    governance: actorAt(stack, 0, "governance"),
    contributors: [
      newcomerAt(stack, 11, "first contributor"),
      newcomerAt(stack, 12, "second contributor"),
      newcomerAt(stack, 13, "third contributor"),
    ],
    evaluators: [
      newcomerAt(stack, 14, "first evaluator"),
      newcomerAt(stack, 15, "second evaluator"),
      newcomerAt(stack, 16, "third evaluator"),
    ],
    referrer,
  };
}

export function idOf({ capsules }: Economy, name: CapsuleName): bigint {
  const id = capsules.get(name);
  if (id === undefined) throw new Error(`There is no capsule "${name}" yet.`);
  return id;
}
