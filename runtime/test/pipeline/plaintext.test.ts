import assert from "node:assert/strict";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseCid } from "@capsule-protocol/sdk/digest.ts";
import { sampleModel } from "../../models/index.ts";
import type { LoadStep } from "../../src/loadCapsule.ts";
import type { ProgressEvent } from "../../src/progress.ts";
import { type Network, network } from "./support/network.ts";
import { load, loadPorts, publish, sell } from "./support/scene.ts";

/** What an encrypted file must not show anywhere: pieces from all over the plaintext. */
function canaries(plaintext: Uint8Array): Buffer[] {
  const length = 24;
  return [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => {
    const start = Math.floor(plaintext.length * part);
    return Buffer.from(plaintext.subarray(start, start + length));
  });
}

/** Every file below a directory. */
async function filesIn(directory: string): Promise<{ path: string; bytes: Buffer }[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.map(async (path) => ({ path, bytes: await readFile(path) })));
}

describe("plaintext", function () {
  this.timeout(120_000);
  let net: Network;
  let home: string;
  let model: Uint8Array;
  let capsuleId: bigint;
  let licenseId: bigint;
  const variables = ["TMPDIR", "HOME", "XDG_CACHE_HOME"] as const;
  const environment = new Map(variables.map((name) => [name, process.env[name]]));

  before(async () => {
    net = await network();
    ({ bytes: model } = await sampleModel("digits").load());
    // Everything that is written to the usual places from here on is written where it is looked at.
    home = net.directory();
    for (const name of variables) {
      process.env[name] = join(home, name);
      await mkdir(join(home, name));
    }
    ({ capsuleId } = (await publish(net, model)).binding);
    ({ licenseId } = await sell(net, capsuleId));
  });
  after(() => {
    for (const [name, value] of environment) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  async function assertNoPlaintext(): Promise<number> {
    const files = await filesIn(home);
    for (const { path, bytes } of files) {
      for (const canary of canaries(model)) assert.ok(!bytes.includes(canary), `plaintext in ${path}`);
    }
    return files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }
  const cached = () => join(home, "XDG_CACHE_HOME", "capsule-protocol");

  it("would be found by this test", async () => {
    assert.ok(canaries(model).every((canary) => Buffer.from(model).includes(canary)));
    const { manifest } = await publish(net, model, { encrypted: false });
    const [file] = manifest.properties.capsule.files;
    assert.ok(file);
    const stored = Buffer.from(await net.blocks.get(parseCid(file.cid)));
    assert.ok(canaries(model).every((canary) => stored.includes(canary)));
  });

  it("is not what is stored on IPFS", async () => {
    const { manifest } = await publish(net, model);
    const [file] = manifest.properties.capsule.files;
    assert.ok(file);
    const stored = Buffer.from(await net.blocks.get(parseCid(file.cid)));
    assert.ok(stored.length > model.length);
    assert.ok(canaries(model).every((canary) => !stored.includes(canary)));
  });

  it("is never on disk: not while a session runs, not after it, while the ciphertext is", async () => {
    const session = await load(net, { capsuleId, licenseId, ports: loadPorts(net, cached()) });
    const during = await assertNoPlaintext();
    assert.ok(during > model.length, "the ciphertext is in the cache");
    await session.close();
    await sleep(100);
    assert.equal(await assertNoPlaintext(), during);
  });

  it("is not on disk after loading broke off at any step", async () => {
    for (const step of ["fetch", "release", "decrypt", "open"] as const) {
      const stop = new AbortController();
      const onProgress = (event: ProgressEvent<LoadStep>) => void (event.step === step && stop.abort(new Error(step)));
      const ports = loadPorts(net, cached());
      await assert.rejects(load(net, { capsuleId, licenseId, ports, signal: stop.signal, onProgress }), {
        message: step,
      });
      await sleep(100);
      await assertNoPlaintext();
    }
  });

  it("is wiped from this process's memory once the engine has its copy", async () => {
    let given: Uint8Array | undefined;
    const engine = {
      open: async (bytes: Uint8Array) => {
        given = bytes;
        assert.deepEqual(Buffer.from(bytes), Buffer.from(model));
        return { inputs: [], outputs: [], run: async () => ({}), close: async () => {} };
      },
    };
    await (await load(net, { capsuleId, licenseId, ports: { engine } })).close();
    assert.ok(given && given.length === model.length && given.every((byte) => byte === 0));
  });
});
