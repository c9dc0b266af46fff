import { fileFromBytes } from "@capsule-protocol/runtime/publish/sourceFile.ts";
import { record, viemPublishChain } from "@capsule-protocol/runtime/publish/viemPublishChain.ts";
import { publishCapsule } from "@capsule-protocol/runtime/publishCapsule.ts";
import { gatewayReader, kuboWriter } from "@capsule-protocol/runtime/storage/index.ts";
import type { ParentParameters } from "@capsule-protocol/sdk/actions/registry/parents.ts";
import { registerDerivative } from "@capsule-protocol/sdk/actions/registry/registerDerivative.ts";
import { bytesToHex } from "viem";
import { type Actor, noteTransaction } from "../scene.ts";
import type { CapsuleName, Economy } from "./economy.ts";
import type { Promises } from "./royaltyModel.ts";

/** A work in clear, which needs no keepers to be sold. */
type Work = {
  name: CapsuleName;
  description: string;
  /** What it is made from, with what was promised for that. */
  parents?: readonly ParentParameters[];
  promises?: Omit<Promises, "feeBps">;
};

/** Publishes a work in clear, as a derivative if it has parents. */
export async function publishWork(economy: Economy, creator: Actor, work: Work): Promise<bigint> {
  const { scene, capsules, accounts, feeBps } = economy;
  const { stack, model, signal } = scene;
  const { get } = gatewayReader({ url: stack.ipfsUrl });
  const { put } = kuboWriter({ url: stack.ipfsUrl });
  const { name, description, promises } = work;
  const { binding, transactions } = await publishCapsule({
    salt: bytesToHex(crypto.getRandomValues(new Uint8Array(32))),
    publication: { name, description, kind: "adapter", license: model.publication.license },
    files: [
      fileFromBytes(`${name.replaceAll(" ", "-")}.md`, new TextEncoder().encode(`# ${name}\n\n${description}\n`)),
    ],
    encrypted: false,
    ports: {
      chain: chainOf(economy, creator, work),
      blocks: { get, put },
      seals: { seal: () => Promise.reject(new Error("A capsule in clear needs no seal.")) },
    },
    signal,
  });
  const title = work.parents ? `register the ${name}, a derivative` : `register the ${name}`;
  for (const sent of transactions) noteTransaction(scene, title, sent);
  capsules.set(name, binding.capsuleId);
  accounts.register(name, { feeBps, ...promises });
  return binding.capsuleId;
}

/** The chain as publishing sees it, with parents named at the registration. */
function chainOf({ scene }: Economy, { client }: Actor, { parents }: Work) {
  const { deployment } = scene.stack;
  const chain = viemPublishChain(client, deployment);
  if (!parents) return chain;
  return {
    ...chain,
    register: async (work: Parameters<typeof chain.register>[0]) =>
      record((await registerDerivative.sync(client, { deployment, ...work, parents })).receipt),
  };
}
