import assert from "node:assert/strict";
import { capsuleLabel } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { hexToBytes } from "viem";
import {
  CeremonyNotParticipantError,
  CeremonyTimeoutError,
  ceremonyHash,
  KeeperConfigError,
  KeyShareExistsError,
  KeyShareMissingError,
  parseCeremony,
} from "../../../keeper/index.ts";
import { keyShareOf } from "../../../keeper/keyShare.ts";
import { writeKeystore } from "../../../keeper/store/keystore.ts";
import { combine, partialDecrypt, verifyPartial } from "../../../src/keys/tdh2.ts";
import { cleanUp } from "../support/cleanup.ts";
import { bindingOf, encryptedKey } from "../support/licensee.ts";
import { PASSPHRASE, TEST_KDF_COST } from "../support/testKeeper.ts";
import { ceremonyOf, type Party, party } from "./dkgFixture.ts";

describe("key generation between keepers", function () {
  this.timeout(60_000);
  afterEach(cleanUp);

  const parties = (count: number) => Promise.all(Array.from({ length: count }, () => party()));

  it("five make a key of which any three open a header; the keystores hold what was generated", async () => {
    const five = await parties(5);
    const ceremony = ceremonyOf(five, 3);
    const results = await Promise.all(five.map((one) => one.run(ceremony)));
    const [first] = results;
    for (const [i, result] of results.entries()) {
      assert.deepEqual(result, { ...first, index: i + 1 });
      assert.equal(result.confirmed, true);
      assert.equal(result.ceremony, ceremonyHash(ceremony));
    }
    const { groupKey, verificationShares } = first ?? assert.fail();
    const { key, header } = encryptedKey(groupKey);
    const label = capsuleLabel(bindingOf());
    const partials = await Promise.all(
      [4, 0, 2].map(async (i) => {
        const { share } = keyShareOf("", await (five[i] as Party).keystore());
        const partial = partialDecrypt({ share, header, label });
        const verificationShare = hexToBytes(verificationShares[i] ?? assert.fail());
        assert.equal(verifyPartial({ verificationShare, header, label, partial }), i + 1);
        return partial;
      }),
    );
    assert.deepEqual(combine({ header, label, partials, threshold: 3 }), key);
  });

  it("a share that was not confirmed by all does not count, and is confirmed by running the ceremony again", async () => {
    const three = await parties(3);
    const ceremony = ceremonyOf(three, 2);
    const [result] = await Promise.all(three.map((one) => one.run(ceremony)));
    const [, second] = three as [Party, Party, Party];
    const keystore = await second.keystore();
    Object.assign(keystore.public.share ?? {}, { confirmed: false }); // as a crash before the last step leaves it
    const options = { passphrase: PASSPHRASE, kdfCost: TEST_KDF_COST };
    await writeKeystore(`${second.directory}/keystore.json`, keystore, options);
    assert.throws(() => keyShareOf("", keystore), KeyShareMissingError);

    const resumed = await Promise.all(three.map((one) => one.close().then(() => reopen(one))));
    const results = await Promise.all(resumed.map((one) => one.run(ceremony)));
    assert.deepEqual(results[1], { ...result, index: 2 });
    assert.equal((await second.keystore()).public.share?.confirmed, true);
  });

  it("run once more when all is done, it gives the same result", async () => {
    const three = await parties(3);
    const ceremony = ceremonyOf(three, 2);
    const [result] = await Promise.all(three.map((one) => one.run(ceremony)));
    const [first] = three as [Party];
    assert.deepEqual(await (await first.close().then(() => reopen(first))).run(ceremony), result);
  });

  it("keeps the share of an earlier ceremony unless told to replace it", async () => {
    const three = await parties(3);
    await Promise.all(three.map((one) => one.run(ceremonyOf(three, 2, { name: "first" }))));
    const before = (await (three[0] as Party).keystore()).public.share;
    const careful = await Promise.all(three.map((one) => one.close().then(() => party({ directory: one.directory }))));
    const next = ceremonyOf(careful, 2, { name: "second", epoch: 2 });
    for (const one of careful) await assert.rejects(one.run(next), KeyShareExistsError);
    assert.deepEqual((await (careful[0] as Party).keystore()).public.share, before);

    const replacing = await Promise.all(
      careful.map((one) => one.close().then(() => party({ directory: one.directory, replace: true }))),
    );
    const third = ceremonyOf(replacing, 2, { name: "third", epoch: 2 });
    const [share] = await Promise.all(replacing.map((one) => one.run(third)));
    assert.equal(share?.epoch, 2);
    assert.notEqual(share?.groupKey, before?.groupKey);
  });

  it("names who was not heard in time, and leaves no share", async () => {
    const [first, second, absent] = (await Promise.all([
      party({ timeoutMilliseconds: 1500 }),
      party({ timeoutMilliseconds: 1500 }),
      party(),
    ])) as [Party, Party, Party];
    const ceremony = ceremonyOf([first, second, absent], 2);
    await absent.close();
    const expected = (error: Error) => {
      assert.ok(error instanceof CeremonyTimeoutError, String(error));
      assert.deepEqual(error.missing, [3]);
      assert.match(error.message, new RegExp(`no round1 of participants 3 \\(${absent.participant.operator}`));
      return true;
    };
    await Promise.all([assert.rejects(first.run(ceremony), expected), assert.rejects(second.run(ceremony), expected)]);
    assert.equal((await first.keystore()).public.share, null);
  });

  it("does not come together with someone who agreed on something else", async () => {
    const [first, second] = (await Promise.all([0, 1].map(() => party({ timeoutMilliseconds: 1500 })))) as [
      Party,
      Party,
    ];
    const ceremony = ceremonyOf([first, second], 2);
    const missing = (index: number) => (error: CeremonyTimeoutError) =>
      assert.deepEqual(error.missing, [index]) ?? true;
    await Promise.all([
      assert.rejects(first.run(ceremony), missing(2)),
      assert.rejects(second.run({ ...ceremony, epoch: 2 }), missing(1)),
    ]);
  });

  it("is not for keepers who are not listed, or with another transport key", async () => {
    const [first, second, third] = (await parties(3)) as [Party, Party, Party];
    await assert.rejects(third.run(ceremonyOf([first, second], 2)), CeremonyNotParticipantError);
    const swapped = ceremonyOf([first, second], 2);
    const [a, b] = swapped.participants as [
      (typeof swapped.participants)[number],
      (typeof swapped.participants)[number],
    ];
    [a.transportKey, b.transportKey] = [b.transportKey, a.transportKey];
    await assert.rejects(first.run(swapped), CeremonyNotParticipantError);
  });

  it("its file is checked field by field", async () => {
    const [first, second, third] = (await parties(3)) as [Party, Party, Party];
    const good = ceremonyOf([first, second, third], 2);
    assert.deepEqual(parseCeremony(JSON.parse(JSON.stringify(good))), good);
    const [one] = good.participants as [(typeof good.participants)[number]];
    const wrong: [object, RegExp][] = [
      [{ threshold: 1 }, /threshold/],
      [{ threshold: 4 }, /threshold: must be at most 3/],
      [{ participants: good.participants.slice(0, 1) }, /participants/],
      [{ participants: [one, one, one] }, /must not name a operator twice/],
      [{ participants: [{ ...one, url: "ftp://x" }, ...good.participants.slice(1)] }, /participants\.0\.url/],
      [{ more: 1 }, /more: is not a known field/],
      [{ epoch: 0 }, /epoch/],
    ];
    for (const [change, message] of wrong) {
      assert.throws(
        () => parseCeremony({ ...good, ...change }),
        (error: Error) => error instanceof KeeperConfigError && message.test(error.message),
        JSON.stringify(change),
      );
    }
    const four = { ...good, participants: [...good.participants, { ...one, operator: `0x${"01".repeat(20)}` }] };
    assert.throws(() => parseCeremony(four), /must be more than half/);
  });

  async function reopen(one: Party): Promise<Party> {
    const port = Number(new URL(one.participant.url).port);
    return party({ directory: one.directory, url: one.participant.url, port });
  }
});
