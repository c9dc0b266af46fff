import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { capsuleLabel } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { hexToBytes } from "viem";
import type { LogFields } from "../../../keeper/log.ts";
import { writeKeystore } from "../../../keeper/store/keystore.ts";
import type { DkgKey } from "../../../src/keys/dkg.ts";
import type { KeeperSet } from "../../../src/keys/keeperSet.ts";
import { combine, verifyPartial } from "../../../src/keys/tdh2.ts";
import { Tdh2PartialProofError } from "../../../src/keys/tdh2Errors.ts";
import { ceremonyOf, joiner, keystoreIn, party, prepare, type Scene, scene } from "../reshare/reshareFixture.ts";
import { cleanUp } from "../support/cleanup.ts";
import { ACCESS_TOKEN } from "../support/fakeRpc.ts";
import { ask, bindingOf, encryptedKey, licensee, openAnswer, ownKey, postRelease } from "../support/licensee.ts";
import { PASSPHRASE, TEST_KDF_COST, testKeeper } from "../support/testKeeper.ts";

const label = capsuleLabel(bindingOf());

describe("keeper: epochs", function () {
  this.timeout(60_000);
  afterEach(cleanUp);

  /** 2 of 2 handed over to 2 of 2: the first stays, the second leaves, one joins. The chain does not know it yet. */
  async function handedOver() {
    const of = await scene(2, 2);
    const [staying, leaving] = of.directories as [string, string];
    const joining = await joiner();
    for (const directory of [staying, joining]) await prepare(directory);
    const parties = await Promise.all([staying, joining, leaving].map((directory) => party(of, directory)));
    const [first, second, third] = parties as [
      (typeof parties)[number],
      (typeof parties)[number],
      (typeof parties)[number],
    ];
    const ceremony = ceremonyOf({ participants: [first, second], dealers: [first, third], threshold: 2 });
    const [rotation] = await Promise.all(parties.map((one) => one.run(ceremony)));
    const { acceptances: _, ...next } = rotation ?? assert.fail();
    await Promise.all(parties.map((one) => one.close()));
    return { of, staying, leaving, joining, next };
  }

  const logged: { event: string; fields: LogFields | undefined }[] = [];
  beforeEach(() => logged.splice(0));
  const events = () => logged.map(({ event }) => event);
  const start = (of: Scene, directory: string) =>
    testKeeper({} as DkgKey, [of.rpcUrl], {
      directory,
      log: (_level, event, fields) => logged.push({ event, fields }),
    });

  async function releasedBy({ chain }: Scene, urls: readonly string[], header: Uint8Array) {
    const signer = ownKey(licensee(chain));
    return Promise.all(
      urls.map(async (url) => {
        const asked = await ask(signer, header);
        const answer = await postRelease(url, asked);
        const partial = answer.status === 200 ? await openAnswer(asked, answer) : undefined;
        return { status: answer.status, code: answer.json.error?.code, epoch: answer.json.epoch, partial };
      }),
    );
  }
  async function healthOf(url: string) {
    const response = await fetch(`${url}/health`);
    const { status, epoch } = (await response.json()) as { status: string; epoch: number };
    return { code: response.status, status, epoch };
  }
  const shareOf = ({ keepers }: KeeperSet, index: number) =>
    hexToBytes(keepers[index - 1]?.verificationShare ?? assert.fail());

  it("keepers serve with the old shares until the chain has the new set, and from then on only the new set does", async () => {
    const { of, staying, leaving, joining, next } = await handedOver();
    const { key, header } = encryptedKey(of.set.groupKey);
    const stayer = await start(of, staying);
    const leaver = await start(of, leaving);
    const newcomer = await start(of, joining);
    const keepers = [stayer, leaver, newcomer];
    const urls = keepers.map(({ url }) => url);
    for (const keeper of keepers) await keeper.followEpoch();
    const before = await releasedBy(of, urls, header);
    assert.deepEqual(
      before.map(({ status, epoch, code }) => [status, epoch ?? code]),
      [
        [200, 1],
        [200, 1],
        [503, "EPOCH_NOT_SERVED"],
      ],
    );
    const old = before.flatMap(({ partial }) => partial ?? []);
    assert.deepEqual(combine({ header, label, partials: old, threshold: 2 }), key);
    const waiting = await healthOf(newcomer.url);
    assert.deepEqual([waiting.code, waiting.status, waiting.epoch], [503, "waiting", 2]);

    of.chain.keeperSets.push(next);
    for (const keeper of keepers) await keeper.followEpoch();
    const after = await releasedBy(of, urls, header);
    assert.deepEqual(
      after.map(({ status, epoch, code }) => [status, epoch ?? code]),
      [
        [200, 2],
        [503, "EPOCH_NOT_SERVED"],
        [200, 2],
      ],
    );
    const fresh = after.flatMap(({ partial }) => partial ?? []);
    assert.deepEqual(combine({ header, label, partials: fresh, threshold: 2 }), key, "sealed before, opened after");
    assert.deepEqual([stayer.identity.epoch, stayer.identity.index], [2, 1]);
    const ended = await healthOf(leaver.url);
    assert.deepEqual([ended.code, ended.status, ended.epoch], [503, "ended", 1]);

    // The first keeper's old answer is none of the new set's, nor opens anything with one of it.
    const [mixedOld] = old as [Uint8Array];
    const verificationShare = shareOf(next, 1);
    assert.throws(() => verifyPartial({ verificationShare, header, label, partial: mixedOld }), Tdh2PartialProofError);
    const mixed = () => combine({ header, label, partials: [mixedOld, fresh[1] as Uint8Array], threshold: 2 });
    assert.notDeepEqual(mixed(), key);
  });

  it("the new keystore takes the old one's place: no share of the past is left in any file", async () => {
    const { of, staying, leaving, next } = await handedOver();
    const pending = await readFile(join(staying, "pending.json"), "utf8");
    await writeFile(join(staying, "keystore.json.1f.tmp"), "left by a process that was killed");
    const keepers = await Promise.all([start(of, staying), start(of, leaving)]);
    of.chain.keeperSets.push(next);
    for (const keeper of keepers) await keeper.followEpoch();
    assert.equal(await readFile(join(staying, "keystore.json"), "utf8"), pending);
    const kept = (await readdir(staying)).filter((name) => /keystore|pending/.test(name));
    assert.deepEqual(kept, ["keystore.json"]);
    const erased = await keystoreIn(leaving);
    assert.deepEqual([erased.public.share, erased.shareSecret], [null, null]);
    assert.deepEqual(
      events().filter((event) => event.startsWith("epoch.")),
      ["epoch.begun", "epoch.ended"],
    );
    const { operatorSecret } = await keystoreIn(staying);
    assert.notDeepEqual(operatorSecret, new Uint8Array(32));
  });

  it("a pending share whose epoch began with another set is dropped, and the log says why", async () => {
    const { of, staying, joining, next } = await handedOver();
    const keepers = await Promise.all([start(of, staying), start(of, joining)]);
    const [one, other] = next.keepers as [KeeperSet["keepers"][number], KeeperSet["keepers"][number]];
    const swapped = { ...one, verificationShare: other.verificationShare };
    of.chain.keeperSets.push({ ...next, keepers: [swapped, { ...other, verificationShare: one.verificationShare }] });
    for (const keeper of keepers) await keeper.followEpoch();
    const dropped = logged.filter(({ event }) => event === "epoch.pendingDropped");
    assert.equal(dropped.length, 2);
    assert.deepEqual(dropped[0]?.fields, {
      ...{ epoch: 2, current: 2 },
      reason: "epoch 2 began with another set than the one of the pending share's ceremony",
    });
    for (const directory of [staying, joining]) {
      assert.ok(!(await readdir(directory)).includes("pending.json"));
      assert.equal((await keystoreIn(directory)).shareSecret, null);
    }
    const { header } = encryptedKey(of.set.groupKey);
    const answers = await releasedBy(
      of,
      keepers.map(({ url }) => url),
      header,
    );
    assert.deepEqual(
      answers.map(({ code }) => code),
      ["EPOCH_NOT_SERVED", "EPOCH_NOT_SERVED"],
    );
  });

  it("a set that differs in its group key or size is another set, too", async () => {
    const { of, joining, next } = await handedOver();
    const pending = await readFile(join(joining, "pending.json"), "utf8");
    const first = next.keepers[0] ?? assert.fail();
    const others: KeeperSet[] = [
      { ...next, groupKey: `0x${"01".repeat(32)}` },
      { ...next, keepers: [...next.keepers, { ...first, operator: `0x${"01".repeat(20)}` }] },
    ];
    for (const other of others) {
      of.chain.keeperSets = [of.set, other];
      const keeper = await start(of, joining);
      assert.ok(events().includes("epoch.pendingDropped"), JSON.stringify(logged));
      assert.equal((await keystoreIn(joining)).shareSecret, null);
      await keeper.close();
      await writeFile(join(joining, "pending.json"), pending, { mode: 0o600 });
      logged.splice(0);
    }
  });

  it("stopped before the epoch and started after it, each keeper ends where it would have", async () => {
    const { of, staying, leaving, joining, next } = await handedOver();
    const pending = await keystoreIn(joining, "pending.json");
    Object.assign(pending.public.share ?? {}, { confirmed: false }); // stopped before it heard all confirmations
    await writeKeystore(join(joining, "pending.json"), pending, { passphrase: PASSPHRASE, kdfCost: TEST_KDF_COST });
    of.chain.keeperSets.push(next);
    const newcomer = await start(of, joining);
    assert.deepEqual([newcomer.identity.epoch, newcomer.identity.index], [2, 2], "at the start, without being told");
    const stayer = await start(of, staying);
    await stayer.followEpoch();
    const leaver = await start(of, leaving);
    await leaver.followEpoch();
    const { key, header } = encryptedKey(of.set.groupKey);
    const [one, none, two] = await releasedBy(of, [stayer.url, leaver.url, newcomer.url], header);
    assert.equal(none?.code, "EPOCH_NOT_SERVED");
    const partials = [one?.partial ?? assert.fail(), two?.partial ?? assert.fail()];
    assert.deepEqual(combine({ header, label, partials, threshold: 2 }), key);

    const again = await stayer.restart();
    assert.equal(again.identity.epoch, 2, "and after the switch");
    await leaver.close();
    await assert.rejects(start(of, leaving), /holds no share of a network key/);
  });

  it("a request that the switch overtakes is refused: neither the erased share answers it nor the new one", async () => {
    const { of, staying, next } = await handedOver();
    const keeper = await start(of, staying);
    of.rpc.behave(async ({ params: [call], answer }) => {
      const { to } = Object(call) as { to?: string };
      if (to?.toLowerCase() === ACCESS_TOKEN && of.chain.keeperSets.length === 1) {
        of.chain.keeperSets.push(next);
        await keeper.followEpoch();
      }
      return answer();
    });
    const { header } = encryptedKey(of.set.groupKey);
    const [overtaken] = await releasedBy(of, [keeper.url], header);
    assert.deepEqual([overtaken?.status, overtaken?.code], [503, "EPOCH_NOT_SERVED"]);
    const [asked] = await releasedBy(of, [keeper.url], header);
    assert.deepEqual([asked?.status, asked?.epoch], [200, 2]);
  });

  it("without the chain it stays with what it has, says so once, and follows when the chain is back", async () => {
    const { of, staying, next } = await handedOver();
    const keeper = await start(of, staying);
    of.chain.keeperSets.push(next);
    of.chain.head -= 1000n; // its blocks are too old to be believed
    of.chain.headTime = () => 0;
    for (let look = 0; look < 3; look += 1) await keeper.followEpoch();
    assert.deepEqual([events().filter((event) => event === "epoch.unknown").length, keeper.identity.epoch], [1, 1]);
    of.chain.head += 1000n;
    of.chain.headTime = () => Math.floor(Date.now() / 1000);
    await keeper.followEpoch();
    assert.equal(keeper.identity.epoch, 2);
  });
});
