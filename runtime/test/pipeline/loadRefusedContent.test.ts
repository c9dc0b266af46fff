// Every way in which what was published is refused: one typed error that says what happened and what to do, nothing new on
// disk but verified ciphertext.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { register } from "@capsule-protocol/sdk/actions/registry/register.ts";
import { digestToCid, parseCid } from "@capsule-protocol/sdk/digest.ts";
import { sha256, stringToBytes } from "viem";
import type { BlockReader } from "../../src/ports.ts";
import { PublicationInterruptedError } from "../../src/publish/errors.ts";
import { fileFromBytes } from "../../src/publish/sourceFile.ts";
import { importBlock } from "../../src/storage/index.ts";
import { clientOf, creator, type Network } from "./support/network.ts";
import { refusedLoad } from "./support/refusedLoad.ts";
import { gatewayWith, licensedModel, loadPorts, publish, publishPorts, randomWord, sell } from "./support/scene.ts";

describe("loadCapsule refuses what was published:", function () {
  this.timeout(120_000);
  let net: Network;
  let model: Uint8Array;
  let capsuleId: bigint;
  let licenseId: bigint;

  before(async () => {
    ({ net, model, capsuleId, licenseId } = await licensedModel());
  });
  const refused = refusedLoad(() => ({ net, capsuleId, licenseId }));

  /** A gateway with other bytes for one block, or none. */
  function spoiled(directory: string, cid: string, bytes: Uint8Array | undefined): BlockReader {
    const { blocks } = loadPorts(net, directory);
    return {
      get: async (wanted, options) => {
        if (wanted.toString() !== cid) return blocks.get(wanted, options);
        if (bytes) return bytes;
        throw new Error("unused");
      },
    };
  }

  /** Registers a manifest of any bytes, in clear, which the creator can then try to open as its owner. */
  async function registerManifest(bytes: Uint8Array, encrypted = false): Promise<bigint> {
    await importBlock(net.blocks, bytes);
    const digest = sha256(bytes);
    const { deployment } = net;
    const parameters = { deployment, salt: randomWord(), manifestDigest: digest, encrypted };
    const registered = await register.sync(clientOf(net, creator), parameters);
    return registered.capsuleId;
  }
  const asOwner = { account: creator, licenseId: 0n };

  it("a manifest that was altered on its way", async () => {
    const directory = net.directory();
    const { cid, bytes } = await manifestOf(capsuleId);
    const altered = Uint8Array.from(bytes);
    altered[10] = (altered[10] ?? 0) ^ 1;
    const ports = { blocks: spoiled(directory, cid, altered) };
    await refused("MANIFEST_DIGEST_MISMATCH", /the registry says/, { directory, ports });
  });

  it("a manifest of another capsule, registered as one's own", async () => {
    const { bytes } = await manifestOf(capsuleId);
    const copy = await registerManifest(bytes, true);
    // Keepers would not seal it, so it is not even fetched; registered as in clear it is, and shows what it is.
    await refused("CAPSULE_NOT_SEALED", /not sealed/, { capsuleId: copy, ...asOwner });
    const clear = await registerManifest(bytes);
    await refused("MANIFEST_BINDING_MISMATCH", /capsuleId/, { capsuleId: clear, ...asOwner }, "ciphertext");
  });

  it("a capsule registered as in clear whose manifest says that it is encrypted", async () => {
    const ports = publishPorts(net);
    const { chain } = ports;
    const register = (parameters: Parameters<typeof chain.register>[0]) => {
      return chain.register({ ...parameters, encrypted: false });
    };
    const interrupted = await publish(net, model, { ports: { ...ports, chain: { ...chain, register } } }).catch(
      (error: unknown) => error,
    );
    assert.ok(interrupted instanceof PublicationInterruptedError); // the registry takes no seal for it
    const mislabelled = { capsuleId: interrupted.capsuleId, ...asOwner };
    await refused("ENCRYPTION_MISMATCH", /registered as in clear/, mislabelled, "ciphertext");
  });

  it("a manifest that is none, naming what is wrong", async () => {
    const none = await registerManifest(stringToBytes('{"name":5}'));
    await refused("MANIFEST_MALFORMED", /name: /, { capsuleId: none, ...asOwner }, "ciphertext");
  });

  it("a manifest that is too large", async () => {
    const large = await registerManifest(new Uint8Array(262_145));
    await refused("MANIFEST_TOO_LARGE", /262145 bytes/, { capsuleId: large, ...asOwner }, "ciphertext");
  });

  it("a manifest that no gateway has", async () => {
    const { deployment } = net;
    const lost = { deployment, salt: randomWord(), manifestDigest: randomWord(), encrypted: false };
    const registered = await register.sync(clientOf(net, creator), lost);
    await refused("BLOCK_NOT_FOUND", /was not found/, { capsuleId: registered.capsuleId, ...asOwner });
  });

  it("a file of which a block is missing or altered", async () => {
    const { manifest, binding } = await publish(net, model);
    const bought = await sell(net, binding.capsuleId);
    const [file] = manifest.properties.capsule.files;
    assert.ok(file);
    const held = { capsuleId: binding.capsuleId, licenseId: bought.licenseId };
    const stored = await net.blocks.get(parseCid(file.cid));
    const altered = Uint8Array.from(stored);
    altered[500] = (altered[500] ?? 0) ^ 1;
    const gateway = (status: number, body: Uint8Array | null) => gatewayThat(file.cid, status, body);
    const corrupt = { blocks: gateway(200, altered) };
    await refused("BLOCK_CORRUPT", /don't match its hash/, { ...held, ports: corrupt }, "ciphertext");
    const missing = { blocks: gateway(404, null) };
    await refused("BLOCK_NOT_FOUND", /was not found/, { ...held, ports: missing }, "ciphertext");
    const silent = { blocks: gateway(503, null) };
    await refused("GATEWAY_UNAVAILABLE", /HTTP 503/, { ...held, ports: silent }, "ciphertext");
    // Even a reader that lets altered ciphertext pass gets no plaintext out of it.
    const trusting = { blocks: spoiled(net.directory(), file.cid, altered) };
    await refused("PAYLOAD_AUTHENTICATION_FAILED", /Segment 0/, { ...held, ports: trusting }, "ciphertext");
  });

  it("a file that is not ONNX, though it was published as a model", async () => {
    const honest = fileFromBytes("digits.onnx", model);
    const other = randomBytes(model.length);
    let reads = 0;
    // A dishonest creator, whose file is a model when it is inspected and something else when it is encrypted.
    const source = { ...honest, open: () => (reads++ === 0 ? honest : fileFromBytes("", other)).open() };
    const { binding } = await publish(net, model, { files: [source] });
    const bought = await sell(net, binding.capsuleId);
    const held = { capsuleId: binding.capsuleId, licenseId: bought.licenseId };
    await refused("MODEL_REJECTED", /The model was refused/, held, "ciphertext");
  });

  it("a key that the manifest did not commit to, whatever key service it is from", async () => {
    const key = new Uint8Array(32).fill(7);
    const keys = { release: async () => key, lease: () => assert.fail("the license is not metered") };
    await refused("KEY_COMMITMENT_MISMATCH", /key commitment/, { ports: { keys } }, "ciphertext");
    assert.deepEqual(key, new Uint8Array(32), "a wrong key is wiped too");
  });

  async function manifestOf(id: bigint): Promise<{ cid: string; bytes: Uint8Array }> {
    const { manifestDigest } = await loadPorts(net).chain.capsule(id);
    const cid = digestToCid(manifestDigest);
    return { cid: cid.toString(), bytes: await net.blocks.get(cid) };
  }

  /** The network's gateway, but for one block. */
  function gatewayThat(cid: string, status: number, body: Uint8Array | null): BlockReader {
    return gatewayWith(net, async (url, init) =>
      String(url).includes(cid) ? new Response(body as Uint8Array<ArrayBuffer> | null, { status }) : fetch(url, init),
    );
  }
});
