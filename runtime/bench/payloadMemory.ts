/**
 * Prints by how many bytes the resident set grows at most, over that of a warm-up, while `argv[2]` bytes pass.
 * `argv[3]` is `streams` (encrypting into decrypting stream) or `plain` (AES-256-GCM on the same chunks, one by one).
 * With `--expose-gc` garbage is collected every 16 MiB, so that what remains is what is really held.
 */
import { decryptStream, encryptStream } from "../src/payload/index.ts";
import { byteSource, MEBIBYTE, randomBytes, sink } from "./payloadStreams.ts";

const chunk = randomBytes(MEBIBYTE);
const options = { key: chunk.slice(0, 32), info: new Uint8Array(128) };
const collectGarbage: () => void = globalThis.gc ?? (() => {});

async function streams(chunks: number, see: () => void): Promise<void> {
  await byteSource(Array.from({ length: chunks }, () => chunk))
    .pipeThrough(encryptStream(options))
    .pipeThrough(decryptStream(options))
    .pipeTo(sink(see));
}

async function plain(chunks: number, see: () => void): Promise<void> {
  const key = await crypto.subtle.importKey("raw", options.key, "AES-GCM", false, ["encrypt", "decrypt"]);
  for (let i = 0; i < chunks; i++) {
    const algorithm = { name: "AES-GCM", iv: new Uint8Array(12) };
    await crypto.subtle.decrypt(algorithm, key, await crypto.subtle.encrypt(algorithm, key, chunk));
    see();
  }
}

const pass = process.argv[3] === "plain" ? plain : streams;
await pass(8, () => {});
collectGarbage();
const before = process.memoryUsage.rss();
let peak = before;
let seen = 0;
await pass(Number(process.argv[2]) / MEBIBYTE, () => {
  if (++seen % 16 === 0) collectGarbage();
  peak = Math.max(peak, process.memoryUsage.rss());
});
process.stdout.write(String(peak - before));
