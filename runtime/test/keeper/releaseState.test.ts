import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bytesToHex, type Hex, hexToBigInt } from "viem";
import { DataDirectoryLockedError, ReleaseLogCorruptError, verifyReleaseLog } from "../../keeper/index.ts";
import { jsonLog } from "../../keeper/log.ts";
import { readKeystore } from "../../keeper/store/keystore.ts";
import { keeperScene } from "./support/keeperScene.ts";
import { ask, CAPSULE_ID, LICENSE_ID, licensee, ownKey, post, postRelease } from "./support/licensee.ts";
import { PASSPHRASE } from "./support/testKeeper.ts";

describe("keeper: what a release leaves behind", function () {
  this.timeout(30_000);
  const scene = keeperScene();
  const { header, start } = scene;

  it("a replay after a restart is refused, also when the nonce journal was lost", async () => {
    const keeper = await start();
    const account = licensee(scene.chain);
    const asked = await ask(ownKey(account), header);
    assert.equal((await postRelease(keeper.url, asked)).status, 200);
    const again = await keeper.restart();
    const replayed = await postRelease(again.url, asked);
    assert.deepEqual([replayed.status, replayed.json.error?.code], [409, "NONCE_USED"]);
    assert.equal((await postRelease(again.url, await ask(ownKey(account), header))).status, 200);

    await again.close();
    await rm(join(keeper.directory, "nonces.jsonl"));
    const amnesiac = await keeper.restart();
    const refused = await postRelease(amnesiac.url, asked);
    assert.deepEqual([refused.status, refused.json.error?.code], [400, "REQUEST_EXPIRED"]);
  });

  it("a clock set back does not bring an answered request back", async () => {
    const now = { seconds: scene.chain.headTime() };
    const relaxed = { maxHeadAge: null, maxHeadAhead: null, maxFinalAge: null };
    const keeper = await start({ now: () => now.seconds * 1000, chain: relaxed });
    const account = licensee(scene.chain);
    const issuedAt = BigInt(now.seconds);
    const asked = await ask(ownKey(account), header, { issuedAt });
    assert.equal((await postRelease(keeper.url, asked)).status, 200);
    now.seconds += 3600;
    const later = await ask(ownKey(account), header, { issuedAt: BigInt(now.seconds) });
    assert.equal((await postRelease(keeper.url, later)).status, 200);
    now.seconds -= 3600;
    const replayed = await postRelease(keeper.url, asked);
    assert.deepEqual([replayed.status, replayed.json.error?.code], [400, "REQUEST_EXPIRED"]);
  });

  it("a clock that the chain contradicts stops all releases", async () => {
    for (const [seconds, code] of [
      [-86_400, "CLOCK_UNSURE"],
      [-3600, "CLOCK_UNSURE"],
      [3600, "CHAIN_STALE"],
      [86_400, "CHAIN_STALE"],
    ] as const) {
      const now = scene.chain.headTime() + seconds;
      const keeper = await start({ now: () => now * 1000 });
      const asked = await ask(ownKey(licensee(scene.chain)), header, { issuedAt: BigInt(now) });
      const answer = await postRelease(keeper.url, asked);
      assert.deepEqual([answer.status, answer.json.error?.code], [503, code]);
      assert.ok(Number(answer.headers.get("retry-after")) > 0);
    }
  });

  it("logs each release before it answers, without the account; refusals leave nothing", async () => {
    const keeper = await start();
    const account = licensee(scene.chain);
    assert.equal((await postRelease(keeper.url, await ask(ownKey(account), header))).status, 200);
    assert.equal((await postRelease(keeper.url, await ask(ownKey(account), header, { licenseId: 0n }))).status, 403);
    const verified = await verifyReleaseLog(join(keeper.directory, "releases.jsonl"));
    assert.equal(verified.entries, 1);
    assert.deepEqual(verified.counts, keeper.releases.counts());
    const [line = ""] = (await readFile(join(keeper.directory, "releases.jsonl"), "utf8")).split("\n");
    const { capsuleId, licenseId, epoch } = JSON.parse(line);
    assert.deepEqual([capsuleId, licenseId, epoch], [CAPSULE_ID.toString(), LICENSE_ID.toString(), 1]);
    assert.ok(!line.toLowerCase().includes(account.address.slice(2).toLowerCase()));
  });

  it("does not start on a log that was tampered with, nor twice on one directory", async () => {
    const keeper = await start();
    await assert.rejects(start({ directory: keeper.directory }), DataDirectoryLockedError);
    await postRelease(keeper.url, await ask(ownKey(licensee(scene.chain)), header));
    const path = join(keeper.directory, "releases.jsonl");
    const text = await readFile(path, "utf8");
    await keeper.close();
    await writeFile(path, text.replace('"epoch":1', '"epoch":2'));
    await assert.rejects(start({ directory: keeper.directory }), ReleaseLogCorruptError);
  });

  it("shows no secret in logs, answers, errors or files, and no account or address in logs and release log", async () => {
    const lines: string[] = [];
    const secrets = { operator: new Uint8Array(32).fill(0x5a), transport: new Uint8Array(32).fill(0xa6) };
    const keeper = await start({ log: jsonLog((line) => lines.push(line)), secrets });
    const account = licensee(scene.chain);
    const asked = await ask(ownKey(account), header);
    const answers = [
      await postRelease(keeper.url, asked),
      await postRelease(keeper.url, asked),
      await post(keeper.url, "/v1/release", "{"),
      await post(keeper.url, "/v1/release", { request: 1 }),
      await post(keeper.url, `/v1/${PASSPHRASE}`, {}),
      await post(keeper.url, "/v1/seal", {}),
    ];
    const open = [await fetch(`${keeper.url}/key`), await fetch(`${keeper.url}/health`)];
    const shown = await Promise.all(open.map((response) => response.text()));
    scene.rpc.behave(({ method, answer }) => (method === "eth_call" ? "0x" : answer()));
    const failed = await postRelease(keeper.url, await ask(ownKey(account), header)); // an internal error
    assert.equal(failed.status, 500);
    const { restart, directory } = keeper;
    const again = await restart();
    await again.close();

    const keystore = await readKeystore(join(directory, "keystore.json"), { passphrase: PASSPHRASE });
    const share = keystore.shareSecret ?? assert.fail();
    const files = await Promise.all(
      ["keystore.json", "nonces.jsonl", "releases.jsonl"].map((name) => readFile(join(directory, name), "utf8")),
    );
    const everything = [...lines, JSON.stringify([...answers, failed]), ...shown, ...files].join("\n");
    assert.match(everything, /"event":"request.failed","code":"INTERNAL"/);
    for (const secret of [share, secrets.operator, secrets.transport]) {
      for (const spelling of spellings(secret)) assert.ok(!everything.toLowerCase().includes(spelling.toLowerCase()));
    }
    assert.ok(!everything.includes(PASSPHRASE));
    for (const text of [...lines, files[2] ?? ""]) {
      for (const personal of [account.address.slice(2).toLowerCase(), "127.0.0.1", asked.request.nonce.slice(2)]) {
        assert.ok(!text.toLowerCase().includes(personal), text);
      }
    }
  });
});

/** How 32 bytes may turn up in text. */
function spellings(secret: Uint8Array): string[] {
  const hex: Hex = bytesToHex(secret);
  const reversed: Hex = bytesToHex(secret.toReversed());
  return [
    hex.slice(2),
    reversed.slice(2),
    Buffer.from(secret).toString("base64").replace(/=+$/, ""),
    Buffer.from(secret).toString("base64url"),
    hexToBigInt(hex).toString(),
    hexToBigInt(reversed).toString(),
    [...secret].join(","),
  ];
}
