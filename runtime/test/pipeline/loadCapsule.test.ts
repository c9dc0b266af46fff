import assert from "node:assert/strict";
import { authorizeSession } from "@capsule-protocol/sdk/actions/keepers/authorizeSession.ts";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { type LoadedSampleModel, sampleModel, sampleTolerance } from "../../models/index.ts";
import { NEVER_EXPIRES } from "../../src/access/authorizeAccess.ts";
import type { KeyServiceProgress } from "../../src/keys/keyService.ts";
import type { LoadStep } from "../../src/loadCapsule.ts";
import type { ProgressEvent } from "../../src/progress.ts";
import { fileFromBytes } from "../../src/publish/sourceFile.ts";
import type { PublishedCapsule } from "../../src/publishCapsule.ts";
import { buyer, clientOf, creator, type Network, network } from "./support/network.ts";
import { load, loadPorts, PUBLICATION, publish, sell } from "./support/scene.ts";
import { assertClose } from "./support/tensors.ts";

describe("loadCapsule", function () {
  this.timeout(120_000);
  let net: Network;
  let model: LoadedSampleModel;
  let published: PublishedCapsule;
  let capsuleId: bigint;
  let licenseId: bigint;

  before(async () => {
    net = await network();
    model = await sampleModel("digits").load();
    published = await publish(net, model.bytes);
    capsuleId = published.binding.capsuleId;
    ({ licenseId } = await sell(net, capsuleId));
  });

  const sample = () => {
    const [first] = model.samples;
    assert.ok(first);
    return first;
  };

  it("runs a licensed model with the expected answers", async () => {
    const session = await load(net, { capsuleId, licenseId });
    try {
      for (const { inputs, outputs } of model.samples) {
        assertClose(await session.run(inputs), outputs, sampleTolerance);
      }
      assert.equal(session.expiresAt, NEVER_EXPIRES);
      assert.deepEqual(session.info.inputs, model.metadata.inputs);
      assert.deepEqual([session.info.path, session.info.version, session.info.rights], ["digits.onnx", 1, 1]);
    } finally {
      await session.close();
    }
  });

  it("reports every step with its bytes and the keepers that answered", async () => {
    const events: ProgressEvent<LoadStep>[] = [];
    const session = await load(net, { capsuleId, licenseId, onProgress: (event) => events.push(event) });
    await session.close();
    const starts = events.filter(({ status }) => status === "start").map(({ step }) => step);
    assert.deepEqual(starts, ["resolve", "authorise", "fetch", "release", "decrypt", "open"]);
    const last = (step: LoadStep) => events.findLast((event) => event.step === step && event.status === "progress");
    const [file] = published.manifest.properties.capsule.files;
    assert.deepEqual([last("fetch")?.done, last("fetch")?.total], [file?.storedSize, file?.storedSize]);
    assert.deepEqual([last("decrypt")?.done, last("decrypt")?.subject], [model.bytes.length, "digits.onnx"]);
    const verified = events.filter(({ keeper }) => keeper?.outcome === "verified");
    assert.equal(new Set(verified.map(({ keeper }) => (keeper as KeyServiceProgress).keeper)).size, 3);
  });

  it("fetches nothing twice from the gateway", async () => {
    const ports = loadPorts(net);
    await (await load(net, { capsuleId, licenseId, ports })).close();
    await net.ipfs.close();
    try {
      const session = await load(net, { capsuleId, licenseId, ports });
      await session.close();
    } finally {
      await net.restartIpfs();
    }
  });

  it("opens a capsule as its owner, without a license", async () => {
    const session = await load(net, { capsuleId, account: creator, licenseId: 0n });
    const { inputs, outputs } = sample();
    assertClose(await session.run(inputs), outputs, sampleTolerance);
    await session.close();
  });

  it("opens a capsule with a device that the licensee authorized, whose key alone signs", async () => {
    const device = privateKeyToAccount(generatePrivateKey());
    const expiresAt = BigInt(Math.floor(Date.now() / 1000) + 3600);
    const { deployment } = net;
    await authorizeSession.sync(clientOf(net, buyer), { deployment, device: device.address, expiresAt });
    const access = {
      account: buyer.address,
      licenseId,
      device: device.address,
      sign: (typedData: Parameters<typeof device.signTypedData>[0]) => device.signTypedData(typedData),
    };
    const session = await load(net, { capsuleId, access });
    const { inputs, outputs } = sample();
    assertClose(await session.run(inputs), outputs, sampleTolerance);
    await session.close();
  });

  it("opens a licensed capsule in clear without asking for a key", async () => {
    const { binding } = await publish(net, model.bytes, { encrypted: false });
    const bought = await sell(net, binding.capsuleId);
    const unasked = () => assert.fail("no key may be asked for");
    const keys = { release: unasked, lease: unasked };
    const steps: LoadStep[] = [];
    const session = await load(net, {
      capsuleId: binding.capsuleId,
      licenseId: bought.licenseId,
      ports: { keys },
      onProgress: ({ step, status }) => void (status === "start" && steps.push(step)),
    });
    const { inputs, outputs } = sample();
    assertClose(await session.run(inputs), outputs, sampleTolerance);
    assert.deepEqual(steps, ["resolve", "authorise", "fetch", "decrypt", "open"]);
    await session.close();
  });

  it("opens the model that is named among several files", async () => {
    const files = [
      fileFromBytes("notes.txt", new TextEncoder().encode("notes")),
      fileFromBytes("a/first.onnx", model.bytes),
      fileFromBytes("b/second.onnx", model.bytes),
    ];
    const { binding } = await publish(net, model.bytes, { files });
    const bought = await sell(net, binding.capsuleId);
    const named = { capsuleId: binding.capsuleId, licenseId: bought.licenseId };
    const session = await load(net, { ...named, file: "b/second.onnx" });
    const { inputs, outputs } = sample();
    assertClose(await session.run(inputs), outputs, sampleTolerance);
    await session.close();
    await assert.rejects(load(net, named), { code: "MODEL_FILE_UNCLEAR", message: /several models/ });
    await assert.rejects(load(net, { ...named, file: "c.onnx" }), { code: "MODEL_FILE_UNCLEAR" });
    await assert.rejects(load(net, { ...named, file: "notes.txt" }), { code: "MODEL_REJECTED" });
  });

  it("stops within every step when it is told to, with the reason given", async () => {
    for (const step of ["resolve", "authorise", "fetch", "release", "decrypt", "open"] as const) {
      const stop = new AbortController();
      const reason = new Error(`stopped at ${step}`);
      const onProgress = (event: ProgressEvent<LoadStep>) => {
        if (event.step === step && event.status === "start") setImmediate(() => stop.abort(reason));
      };
      await assert.rejects(load(net, { capsuleId, licenseId, signal: stop.signal, onProgress }), reason);
    }
    const aborted = AbortSignal.abort(new Error("before"));
    const untouched = { ...loadPorts(net).chain, capsule: () => assert.fail("nothing may be asked") };
    await assert.rejects(load(net, { capsuleId, licenseId, signal: aborted, ports: { chain: untouched } }), /before/);
  });

  it("has a manifest that is ERC-721 metadata of the work as it was published", () => {
    const { manifest } = published;
    assert.equal(manifest.name, PUBLICATION.name);
    assert.deepEqual(manifest.properties.capsule.model?.inputs, model.metadata.inputs);
    assert.deepEqual(manifest.properties.capsule.model?.outputs, model.metadata.outputs);
  });
});
