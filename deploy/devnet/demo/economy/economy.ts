import type { Address } from "viem";
import { readConfig } from "../../../src/config.ts";
import { localAccounts } from "../../accounts.ts";
import { LOCAL_CONFIG } from "../../deployLocally.ts";
import { type Actor, actorAt, type Scene } from "../scene.ts";
import { RoyaltyModel } from "./royaltyModel.ts";

/** The capsules: the encrypted model, an adapter, what is merged from both, and a small version of that. */
export type CapsuleName = "model" | "adapter" | "merge" | "small merge";

/** Someone who is paid and does nothing: a new account without a wei. */
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
  earlyContributor: Party;
  lateContributor: Party;
  referrer: Party;
};

/** @param modelId the capsule that was published before, with all that was paid for it and paid out. */
export function startEconomy(scene: Scene, modelId: bigint, paid: bigint): Economy {
  const { stack } = scene;
  const [early, late, referrer] = localAccounts(13).slice(10);
  if (!early || !late || !referrer) throw new Error("There are too few accounts.");
  const feeBps = BigInt(readConfig(LOCAL_CONFIG).feeBps);
  const accounts = new RoyaltyModel();
  accounts.register("model", { feeBps });
  accounts.receive("model", paid);
  accounts.claim("model");
  accounts.takeFee("model");
  return {
    ...{ scene, accounts, feeBps, capsules: new Map([["model", modelId]]) },
    artist: actorAt(stack, 4, "artist"),
    builder: actorAt(stack, 5, "builder"),
    remixer: actorAt(stack, 6, "remixer"),
    governance: actorAt(stack, 0, "governance"),
    earlyContributor: { name: "early contributor", address: early.address },
    lateContributor: { name: "late contributor", address: late.address },
    referrer: { name: "referrer", address: referrer.address },
  };
}

export function idOf({ capsules }: Economy, name: CapsuleName): bigint {
  const id = capsules.get(name);
  if (id === undefined) throw new Error(`There is no capsule "${name}" yet.`);
  return id;
}
