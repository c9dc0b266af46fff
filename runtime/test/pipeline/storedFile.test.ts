import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { parseCid } from "@capsule-protocol/sdk/digest.ts";
import type { ManifestFile } from "@capsule-protocol/sdk/manifest/index.ts";
import { type DecryptParameters, decryptFile } from "../../src/load/decryptFile.ts";
import { FileIntegrityError, FileTooLargeError } from "../../src/load/errors.ts";
import { fetchFile } from "../../src/load/fetchFile.ts";
import { PayloadAuthenticationError } from "../../src/payload/index.ts";
import { PublicationInvalidError } from "../../src/publish/errors.ts";
import { fileFromBytes } from "../../src/publish/sourceFile.ts";
import { storeFile } from "../../src/publish/storeFile.ts";
import { BlockNotFoundError, type BlockStore, FileSizeMismatchError, memoryBlocks } from "../../src/storage/index.ts";
import { REGISTRY } from "./support/fakeChain.ts";

const binding = { chainId: 31337, registry: REGISTRY, capsuleId: 7n };
const key = new Uint8Array(32).fill(9);

describe("a stored file", () => {
  let blocks: BlockStore;
  let plaintext: Buffer;
  let file: ManifestFile;

  const store = (source = fileFromBytes("weights/model.onnx", plaintext), contentKey: Uint8Array | undefined = key) =>
    storeFile({ blocks, binding, source, index: 2, key: contentKey });
  const decrypt = (overrides: Partial<DecryptParameters> = {}) =>
    decryptFile({ blocks, binding, file, index: 2, key, ...overrides });

  before(async () => {
    blocks = memoryBlocks();
    plaintext = randomBytes(3_000_000);
    file = await store();
  });

  it("is described by what was measured on its way into storage", () => {
    const { cid, ...described } = file;
    assert.equal(parseCid(cid).version, 1);
    assert.deepEqual(described, {
      path: "weights/model.onnx",
      mediaType: "application/onnx",
      size: 3_000_000,
      sha256: `0x${createHash("sha256").update(plaintext).digest("hex")}`,
      storedSize: 3_000_000 + 40 + 3 * 16, // header and three tags
    });
  });

  it("comes back as it was, reporting its progress to the last byte", async () => {
    const reports: (number | undefined)[] = [];
    const bytes = await decrypt({ report: ({ done }) => reports.push(done) });
    assert.ok(plaintext.equals(bytes));
    assert.equal(reports.at(-1), 3_000_000);
  });

  it("is fetched without a key, and reported as far as it is stored", async () => {
    let last: unknown;
    await fetchFile({ blocks, file, report: (progress) => (last = progress) });
    assert.deepEqual(last, { done: file.storedSize, total: file.storedSize, subject: "weights/model.onnx" });
  });

  it("does not open as another file of the capsule, as another capsule's file, or with another key", async () => {
    await assert.rejects(decrypt({ index: 1 }), PayloadAuthenticationError);
    await assert.rejects(decrypt({ binding: { ...binding, capsuleId: 8n } }), PayloadAuthenticationError);
    await assert.rejects(decrypt({ key: new Uint8Array(32) }), PayloadAuthenticationError);
  });

  it("is refused when its plaintext is not the one that the manifest names", async () => {
    const sha256 = `0x${"00".repeat(32)}` as const;
    const refused = await decrypt({ file: { ...file, sha256 } }).catch((error: unknown) => error);
    assert.ok(refused instanceof FileIntegrityError);
    assert.match(refused.message, /SHA-256 of weights\/model.onnx/);
  });

  it("is refused before it is read when the manifest's sizes contradict each other or the limit", async () => {
    const unread = { get: () => assert.fail("nothing may be read") };
    const refuse = (changed: Partial<ManifestFile>) => decrypt({ file: { ...file, ...changed }, blocks: unread });
    await assert.rejects(refuse({ size: file.size - 1 }), FileIntegrityError);
    await assert.rejects(refuse({ storedSize: file.storedSize + 1 }), FileIntegrityError);
    await assert.rejects(decrypt({ maxBytes: file.size - 1, blocks: unread }), FileTooLargeError);
  });

  it("is refused when it is stored with another length than the manifest says", async () => {
    const other = await store(fileFromBytes("weights/model.onnx", plaintext.subarray(1)));
    await assert.rejects(decrypt({ file: { ...file, cid: other.cid } }), FileSizeMismatchError);
  });

  it("stops when it is told to, and when a block is missing", async () => {
    const reason = new Error("enough");
    const stop = new AbortController();
    const stopped = decrypt({ signal: stop.signal, report: () => stop.abort(reason) });
    await assert.rejects(stopped, reason);
    await assert.rejects(decrypt({ blocks: memoryBlocks() }), BlockNotFoundError);
  });

  it("may be empty, or in clear, and storage keeps what was read from it", async () => {
    const empty = await store(fileFromBytes("empty.txt", new Uint8Array()));
    assert.deepEqual(await decrypt({ file: empty }), new Uint8Array());
    const clear = await storeFile({
      blocks,
      binding,
      source: fileFromBytes("a.txt", plaintext),
      index: 2,
      key: undefined,
    });
    assert.equal(clear.storedSize, clear.size);
    for (let time = 0; time < 2; time++) {
      assert.ok(plaintext.equals(await decrypt({ file: clear, key: undefined })), `reading ${time}`);
    }
  });

  it("is not published when it changes while it is read", async () => {
    const source = { ...fileFromBytes("a.bin", plaintext), size: plaintext.length + 1 };
    await assert.rejects(store(source), PublicationInvalidError);
  });

  it("has a fresh ciphertext each time it is stored", async () => {
    assert.notEqual((await store()).cid, file.cid);
  });
});
