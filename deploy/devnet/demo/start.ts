import { readKeeperSet } from "@capsule-protocol/runtime/keys/keeperSet.ts";
import { record } from "@capsule-protocol/runtime/publish/viemPublishChain.ts";
import { getTransactionReceipt } from "viem/actions";
import { type Stack, type StackOptions, startStack } from "../stack.ts";
import type { StackPart } from "../startup.ts";
import type { Display } from "./display.ts";
import { checkShares } from "./keyShares.ts";
import { noteTransaction, reader, type Scene } from "./scene.ts";

const TITLES: Record<StackPart, string> = {
  chain: "start the chain",
  ipfs: "start IPFS",
  keepers: "start the keepers",
  contracts: "compile the contracts",
  subgraph: "compile the subgraph",
  key: "have the keepers generate the network's key",
  protocol: "deploy the protocol",
  service: "have the keepers serve",
  indexer: "start graph-node",
};

/** Starts the stack, with what is under way on the live line. */
export function startWith(display: Display, options: StackOptions): Promise<Stack> {
  display.chapter("A local chain, IPFS, graph-node and five keepers start, and the protocol is deployed");
  const underWay = new Set<StackPart>();
  return startStack({
    ...options,
    indexer: true,
    onProgress: ({ part, status }) => {
      if (status === "start") underWay.add(part);
      else underWay.delete(part);
      if (underWay.size > 0)
        display.progress([...underWay].map((name) => TITLES[name]).join(", "), { status: "start" });
    },
  });
}

/** What was started is what it should be. */
export async function checkStack(scene: Scene): Promise<void> {
  const { stack, display, claims } = scene;
  const { deployment, keepers, threshold } = stack;
  display.say(`chain ${stack.rpcUrl}, IPFS ${stack.ipfsUrl}, keepers ${keepers.map(({ url }) => url).join(" ")}`);
  const receipt = await getTransactionReceipt(reader(scene), { hash: stack.record.transaction });
  noteTransaction(scene, "Genesis", record(receipt));
  claims.that(
    "One transaction created the protocol",
    receipt.status === "success",
    `CapsuleRegistry ${deployment.registry}`,
  );
  const set = await readKeeperSet(reader(scene), deployment);
  const answers = await Promise.all(keepers.map(({ url }) => keyOf(url)));
  const same = answers.every(({ groupKey, threshold: needed }) => groupKey === set.groupKey && needed === threshold);
  const own = answers.every(
    ({ verificationShare }, index) => verificationShare === set.keepers[index]?.verificationShare,
  );
  const agreed = same && own && set.threshold === threshold;
  claims.that("The keepers and the chain name the same key and shares", agreed, set.groupKey);
  const tried = checkShares(set);
  const detail = `${tried} sets of keepers were tried`;
  claims.that(`Any ${threshold} of the ${keepers.length} shares make the key, and no fewer do`, tried > 0, detail);
}

async function keyOf(url: string) {
  const response = await fetch(`${url}/key`);
  return (await response.json()) as { groupKey: string; verificationShare: string; threshold: number };
}
