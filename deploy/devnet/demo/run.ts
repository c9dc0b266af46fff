import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Tensor } from "@capsule-protocol/runtime/engine/engine.ts";
import { ortInProcess } from "@capsule-protocol/runtime/engine/inProcess.ts";
import type { KeeperReport } from "@capsule-protocol/runtime/keys/keyService.ts";
import type { CapsuleSession } from "@capsule-protocol/runtime/load/session.ts";
import { type LoadStep, loadCapsule } from "@capsule-protocol/runtime/loadCapsule.ts";
import { sampleTolerance } from "../../../runtime/models/index.ts";
import type { StackKeeper } from "../stack.ts";
import { cacheDirectoryOf, loadPortsOf } from "./runtimePorts.ts";
import type { Scene } from "./scene.ts";
import { largestDifference, tensorText } from "./tensors.ts";

const TITLES: Record<LoadStep, string> = {
  resolve: "find the capsule",
  authorise: "check the license",
  fetch: "fetch the ciphertext",
  release: "ask the keepers for the key",
  decrypt: "decrypt into memory",
  open: "open the model",
};

/** Outputs of the plain model, run directly with the same ONNX Runtime, and how long that took in all. */
export async function runPlainModel({ model }: Pick<Scene, "model">) {
  const started = performance.now();
  const session = await ortInProcess().open(model.bytes);
  try {
    const outputs = await session.run(model.feeds);
    return { outputs, seconds: (performance.now() - started) / 1000 };
  } finally {
    await session.close();
  }
}

/** Makes two of the keepers useless, one silently and one maliciously. */
export async function spoilKeepers({ stack, display, claims }: Scene): Promise<{ garbage: () => number }> {
  const [dead, lying] = stack.keepers.slice(-2) as [StackKeeper, StackKeeper];
  display.chapter(`Keeper ${dead.index} is stopped, and noise answers in place of keeper ${lying.index}`);
  await dead.stop();
  const { answers } = await lying.replaceByGarbage();
  const silent = await fetch(dead.url).then(
    () => false,
    () => true,
  );
  claims.that(`Keeper ${dead.index} is gone`, silent, "its address refuses connections");
  const noise = await fetch(lying.url).then((response) => response.text());
  claims.that(`Keeper ${lying.index} answers noise`, !isJson(noise), `${noise.length} characters that are no JSON`);
  return { garbage: answers };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The buyer loads the capsule: three good keepers are enough. */
export async function loadAsBuyer(scene: Scene, capsuleId: bigint, licenseId: bigint): Promise<CapsuleSession> {
  const { stack, buyer, display, claims, signal } = scene;
  display.chapter("The buyer's runtime gets the key from the keepers that are left, and opens the model");
  const reports = new Map<number, KeeperReport>();
  const session = await loadCapsule({
    capsuleId,
    access: { account: buyer.address, licenseId, sign: (data) => buyer.account.signTypedData(data) },
    ports: loadPortsOf(scene, buyer),
    signal,
    onProgress: ({ step, ...event }) => {
      if (event.keeper) reports.set(event.keeper.keeper, event.keeper);
      display.progress(TITLES[step], event);
    },
  });
  for (const { keeper, outcome, reason } of reports.values())
    display.say(`keeper ${keeper} ${outcome} ${reason}`.trim());
  const verified = [...reports.values()].filter(({ outcome }) => outcome === "verified").map(({ keeper }) => keeper);
  const good = stack.keepers.slice(0, -2).map(({ index }) => index);
  const enough = verified.length === stack.threshold && verified.every((keeper) => good.includes(keeper));
  const detail = `keepers ${verified.sort().join(", ")} of ${stack.keepers.length}`;
  claims.that(`${stack.threshold} proven answers opened the key`, enough, detail);
  return session;
}

/** Runs the model in the session and compares with the plain model. */
export async function runModel(scene: Scene, session: CapsuleSession, plain: Record<string, Tensor>): Promise<void> {
  const { model, display, claims } = scene;
  display.chapter(`The model runs on the buyer's machine, on ${model.feedsFrom}`);
  const outputs = await session.run(model.feeds, { signal: scene.signal });
  for (const [name, tensor] of Object.entries(outputs)) display.say(`${name}: ${tensorText(tensor)}`);
  const difference = largestDifference(outputs, plain);
  claims.that("The answer is the plain model's", difference <= 1e-6, `largest relative difference ${difference}`);
  if (model.expected) {
    const { outputs: expected, answer } = model.expected;
    const right = largestDifference(outputs, expected) <= sampleTolerance;
    claims.that("The answer is the expected one", right, `"${answer}", as the model card says`);
  }
  await checkDisk(scene);
}

/** The buyer's disk has the ciphertext and nothing else. */
async function checkDisk(scene: Scene): Promise<void> {
  const { model, claims, buyer } = scene;
  const directory = cacheDirectoryOf(scene, buyer);
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const middle = model.bytes.length >> 1;
  const pieces = [0, middle, model.bytes.length - 16].map((at) => Buffer.from(model.bytes.subarray(at, at + 16)));
  let bytes = 0;
  let found = 0;
  for (const { parentPath, name } of files) {
    const content = await readFile(join(parentPath, name));
    bytes += content.length;
    found += pieces.filter((piece) => content.includes(piece)).length;
  }
  const detail = `${bytes} bytes of ciphertext, no piece of the model`;
  claims.that("The disk has only ciphertext, also while it runs", found === 0 && bytes > model.bytes.length, detail);
}
