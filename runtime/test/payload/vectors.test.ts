import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { AES256_GCM_HKDF_1MB, checkKeyCommitment, decryptStream } from "../../src/payload/index.ts";
import { fromHex, toHex } from "../vectors/hex.ts";
import { payloadVectors, plaintextByte } from "../vectors/payloadVectors.ts";
import { collect, streamOf } from "./byteStreams.ts";
import { tinkEncrypt } from "./tinkReference.ts";

type Item = Awaited<ReturnType<typeof payloadVectors>>["items"][number];
const committed = JSON.parse(readFileSync(new URL("../vectors/payload.json", import.meta.url), "utf8")) as {
  items: Item[];
};

describe("payload: vectors", () => {
  it("are what the code makes from their seeds", async () => {
    assert.deepEqual(await payloadVectors(), committed);
  });

  for (const item of committed.items) {
    it(`${item.plaintextSize} bytes in segments of ${item.segmentSize}: a second implementation agrees, and they decrypt`, async () => {
      const plaintext = Uint8Array.from({ length: item.plaintextSize }, (_, i) => plaintextByte(i));
      const [key, info, header] = [fromHex(item.key), fromHex(item.info), fromHex(item.header)];
      const tinkKey = { keyValue: key, derivedKeySize: 32, hkdfHash: "sha256" } as const;
      const parameters = { ...tinkKey, ciphertextSegmentSize: item.segmentSize };
      const ciphertext = tinkEncrypt(parameters, plaintext, info, header.subarray(1, 33), header.subarray(33));
      assert.equal(`0x${createHash("sha256").update(ciphertext).digest("hex")}`, item.ciphertextSha256);
      if (item.ciphertext !== undefined) assert.equal(toHex(ciphertext), item.ciphertext);
      checkKeyCommitment(key, fromHex(item.keyCommitment));

      const stream = decryptStream({ key, info }, { ...AES256_GCM_HKDF_1MB, segmentSize: item.segmentSize });
      const back = await collect(streamOf(ciphertext).pipeThrough(stream));
      assert.ok(Buffer.from(back).equals(plaintext));
    });
  }
});
