import assert from "node:assert/strict";
import { capsuleLabel, computeCapsuleId } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { digestToCid, parseCid } from "@capsule-protocol/sdk/digest.ts";
import { ManifestMalformedError } from "@capsule-protocol/sdk/errors/manifest.ts";
import { parseManifest } from "@capsule-protocol/sdk/manifest/index.ts";
import { ristretto255 } from "@noble/curves/ed25519.js";
import { bytesToHex, hexToBytes, sha256, stringToBytes } from "viem";
import { ModelRejectedError } from "../../src/artifact/errors.ts";
import { verifyHeader } from "../../src/keys/tdh2.ts";
import type { CapsuleState, PublishChain, Seal, SealService } from "../../src/ports.ts";
import {
  AlreadyPublishedError,
  PublicationInterruptedError,
  PublicationInvalidError,
  SaltInUseError,
} from "../../src/publish/errors.ts";
import { fileFromBytes, type SourceFile } from "../../src/publish/sourceFile.ts";
import { type PublishParameters, publishCapsule } from "../../src/publishCapsule.ts";
import { type BlockStore, memoryBlocks } from "../../src/storage/index.ts";
import { OWNER, REGISTRY } from "./support/fakeChain.ts";

const SALT = `0x${"11".repeat(32)}` as const;
const GROUP_KEY = bytesToHex(ristretto255.Point.BASE.multiply(5n).toBytes());
const CAPSULE_ID = computeCapsuleId({ chainId: 31337, registry: REGISTRY, creator: OWNER, salt: SALT });
const SEALS: Seal[] = [{ operator: OWNER, signature: "0x01" }];

/** A chain that keeps what is written to it, in order, and can be made to fail at a step. */
function recordingChain() {
  const writes: string[] = [];
  const state = { capsule: undefined as CapsuleState | undefined, failAt: "" };
  const write = (step: string) => {
    if (state.failAt === step) throw new Error(`${step} failed`);
    writes.push(step);
    return { hash: SALT, gasUsed: 21_000n, blockNumber: 1n };
  };
  const chain: PublishChain = {
    chainId: 31337,
    registry: REGISTRY,
    creator: OWNER,
    findCapsule: async () => state.capsule,
    networkKey: async () => ({ epoch: 1n, groupKey: GROUP_KEY }),
    previewLink: async (parents) => {
      if (state.failAt === "preview") throw new Error("preview failed");
      return { absolute: parents.map(({ capsuleId }) => ({ capsuleId, rateBps: 100 })), relative: [] };
    },
    register: async ({ manifestDigest, encrypted, parents }) => {
      const record = write(parents.length === 0 ? "register" : "register derivative");
      const rest = { owner: OWNER, version: 1n, isSealed: false, suspended: false };
      state.capsule = { ...rest, manifestDigest, encrypted };
      return record;
    },
    seal: async () => {
      const record = write("seal");
      if (state.capsule) state.capsule.isSealed = true;
      return record;
    },
    createOffer: async () => ({ ...write("offer"), offerId: 1n }),
  };
  return { chain, writes, state };
}

describe("publishCapsule", () => {
  let chain: ReturnType<typeof recordingChain>;
  let blocks: BlockStore;
  let seals: SealService;
  let files: SourceFile[];

  const publish = (overrides: Partial<PublishParameters> = {}) =>
    publishCapsule({
      salt: SALT,
      publication: {
        name: "Notes",
        description: "Two files.",
        kind: "dataset",
        license: { name: "Research only", text: "Use it well." },
      },
      files,
      ports: { chain: chain.chain, blocks, seals },
      ...overrides,
    });

  beforeEach(() => {
    chain = recordingChain();
    blocks = memoryBlocks();
    seals = { seal: async () => SEALS };
    files = [fileFromBytes("a.txt", stringToBytes("first")), fileFromBytes("b/c.csv", stringToBytes("1,2"))];
  });

  it("stores a manifest under the digest that it registers, bound to chain, registry and capsule", async () => {
    const { binding, manifestDigest } = await publish();
    assert.equal(binding.capsuleId, CAPSULE_ID);
    assert.equal(chain.state.capsule?.manifestDigest, manifestDigest);
    const { capsule } = parseManifest(await blocks.get(digestToCid(manifestDigest))).properties;
    assert.equal(BigInt(capsule.capsuleId), CAPSULE_ID);
    assert.deepEqual([capsule.chainId, capsule.registry, capsule.version], [31337, REGISTRY.toLowerCase(), 1]);
    const { sha256: textDigest, cid } = capsule.license;
    assert.equal(textDigest, sha256(stringToBytes("Use it well.")));
    assert.deepEqual(await blocks.get(parseCid(cid)), stringToBytes("Use it well."));
    assert.deepEqual(
      capsule.files.map(({ path }) => path),
      ["a.txt", "b/c.csv"],
    );
  });

  it("encrypts the content key to the keepers under this capsule's label, and under no other", async () => {
    const { manifest, binding } = await publish();
    const { encryption } = manifest.properties.capsule;
    assert.ok(encryption);
    assert.deepEqual([encryption.epoch, encryption.groupKey], [1, GROUP_KEY]);
    const header = hexToBytes(encryption.header);
    verifyHeader({ header, label: capsuleLabel(binding) });
    assert.throws(() => verifyHeader({ header, label: capsuleLabel({ ...binding, capsuleId: 1n }) }));
  });

  it("registers, seals and offers, in this order, after all else", async () => {
    const order: string[] = [];
    const offer = { price: 1n, terms: { rights: 1, termsDigest: SALT } };
    const { transactions, offerIds } = await publish({
      offers: [offer],
      onProgress: ({ step, status }) => void (status === "start" && order.push(step)),
    });
    assert.deepEqual(order, ["prepare", "store", "describe", "endorse", "register", "seal", "offer"]);
    assert.deepEqual(chain.writes, ["register", "seal", "offer"]);
    assert.deepEqual(
      transactions.map(({ step }) => step),
      ["register", "seal", "offer"],
    );
    assert.deepEqual(offerIds, [1n]);
  });

  it("says what a derivative will owe before anything is stored, and registers it with its parents", async () => {
    const order: string[] = [];
    const stored = {
      ...blocks,
      put: async (...block: Parameters<BlockStore["put"]>) => {
        order.push("stored");
        return blocks.put(...block);
      },
    };
    const { lineage } = await publish({
      ports: { ...ports(), blocks: stored },
      parents: [{ capsuleId: 7n, licenseId: 5n, relation: 0 }],
      onLineage: ({ absolute }) => order.push(`owes ${absolute[0]?.rateBps} bps to ${absolute[0]?.capsuleId}`),
    });
    assert.deepEqual(order.slice(0, 2), ["owes 100 bps to 7", "stored"]);
    assert.deepEqual(chain.writes, ["register derivative", "seal"]);
    assert.deepEqual(lineage, { absolute: [{ capsuleId: 7n, rateBps: 100 }], relative: [] });
  });

  it("stores nothing when it can't be linked to its parents", async () => {
    chain.state.failAt = "preview";
    const parents = [{ capsuleId: 7n, relation: 0 }];
    const spoiled = { ...blocks, put: () => assert.fail("something was stored") };
    await assert.rejects(publish({ ports: { ...ports(), blocks: spoiled }, parents }), /preview failed/);
    assert.deepEqual(chain.writes, []);
  });

  it("asks no keeper and seals nothing for a capsule in clear", async () => {
    seals = { seal: () => assert.fail("no keeper may be asked") };
    const { manifest } = await publish({ encrypted: false });
    assert.equal(manifest.properties.capsule.encryption, null);
    assert.deepEqual(chain.writes, ["register"]);
    const [file] = manifest.properties.capsule.files;
    assert.ok(file);
    assert.deepEqual(await blocks.get(parseCid(file.cid)), stringToBytes("first"));
  });

  const ports = () => ({ chain: chain.chain, blocks, seals });
  class StorageDown extends Error {}
  function rejected(): Promise<never> {
    return Promise.reject(new StorageDown());
  }
  const failures: [string, () => Partial<PublishParameters>, new (...args: never[]) => Error][] = [
    ["there is no file", () => ({ files: [] }), PublicationInvalidError],
    ["a file's path is unsafe", () => ({ files: [fileFromBytes("../a", new Uint8Array(1))] }), ManifestMalformedError],
    ["a model is none", () => ({ files: [fileFromBytes("a.onnx", stringToBytes("no model"))] }), ModelRejectedError],
    ["storage fails", () => ({ ports: { ...ports(), blocks: { ...blocks, put: rejected } } }), StorageDown],
    ["the keepers don't sign", () => ({ ports: { ...ports(), seals: { seal: rejected } } }), StorageDown],
  ];
  for (const [title, overrides, error] of failures) {
    it(`leaves no trace on chain when ${title}`, async () => {
      await assert.rejects(publish(overrides()), error);
      assert.deepEqual(chain.writes, []);
    });
  }

  it("stops before the chain when it is told to", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    const onProgress: PublishParameters["onProgress"] = ({ step }) => void (step === "endorse" && stop.abort(reason));
    await assert.rejects(publish({ signal: stop.signal, onProgress }), reason);
    assert.deepEqual(chain.writes, []);
  });

  it("says what is done when it fails after registration, and goes on with the same salt and files", async () => {
    chain.state.failAt = "seal";
    const interrupted = await publish().catch((error: unknown) => error);
    assert.ok(interrupted instanceof PublicationInterruptedError);
    assert.equal(interrupted.capsuleId, CAPSULE_ID);
    assert.match(interrupted.hint, /same salt/);
    const registered = chain.state.capsule?.manifestDigest;
    chain.state.failAt = "";
    const { resumed, manifestDigest } = await publish();
    assert.deepEqual([resumed, manifestDigest], [true, registered]);
    assert.deepEqual(chain.writes, ["register", "seal"]);
    assert.equal(chain.state.capsule?.isSealed, true);
  });

  it("does not go on with other files, nor where the manifest can't be read", async () => {
    chain.state.failAt = "seal";
    await publish().catch(() => {});
    chain.state.failAt = "";
    const [first] = files;
    assert.ok(first);
    await assert.rejects(publish({ files: [first] }), SaltInUseError);
    await assert.rejects(publish({ files: [first, fileFromBytes("b/c.csv", stringToBytes("1,3"))] }), SaltInUseError);
    await assert.rejects(publish({ encrypted: false }), SaltInUseError);
    blocks = memoryBlocks();
    await assert.rejects(publish(), SaltInUseError);
    assert.deepEqual(chain.writes, ["register"]);
  });

  it("says so when the salt's capsule is complete", async () => {
    await publish();
    await assert.rejects(publish(), AlreadyPublishedError);
    assert.deepEqual(chain.writes, ["register", "seal"]);
  });
});
