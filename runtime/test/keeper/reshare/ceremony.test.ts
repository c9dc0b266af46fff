import assert from "node:assert/strict";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { capsuleLabel } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { hashTypedData, recoverAddress } from "viem";
import { jsonLog } from "../../../keeper/index.ts";
import { keyShareOf } from "../../../keeper/keyShare.ts";
import { acceptanceTypedData } from "../../../src/keys/acceptanceTypedData.ts";
import { combine, partialDecrypt } from "../../../src/keys/tdh2.ts";
import { cleanUp } from "../support/cleanup.ts";
import { CHAIN_ID, KEEPER_REGISTRY } from "../support/fakeRpc.ts";
import { bindingOf, encryptedKey } from "../support/licensee.ts";
import {
  ceremonyOf,
  joiner,
  keystoreIn,
  killedAt,
  party,
  prepare,
  type ReshareParty,
  type Scene,
  scene,
  secretsOf,
} from "./reshareFixture.ts";

describe("resharing between keepers", function () {
  this.timeout(60_000);
  afterEach(cleanUp);

  /** 2 of 3 hand over to 3 of 4: the second deals and leaves, the third stays without dealing, two join. */
  async function rotation(of: Scene) {
    const [first, second, third] = of.directories as [string, string, string];
    const newcomers = [await joiner(), await joiner()] as const;
    const members = [first, third, ...newcomers];
    await Promise.all(members.map((directory) => prepare(directory)));
    const lines: string[] = [];
    const log = jsonLog((line) => lines.push(line));
    const participants = await Promise.all(members.map((directory) => party(of, directory, { log })));
    const leaving = await party(of, second, { log });
    const dealers = [participants[0] as ReshareParty, leaving];
    return { participants, leaving, dealers, ceremony: ceremonyOf({ participants, dealers, threshold: 3 }), lines };
  }

  async function keyFrom(directories: readonly string[], header: Uint8Array, file?: string): Promise<Uint8Array> {
    const label = capsuleLabel(bindingOf());
    const keystores = await Promise.all(directories.map((directory) => keystoreIn(directory, file)));
    const partials = keystores.map((keystore) => partialDecrypt({ ...keyShareOf("", keystore), header, label }));
    return combine({ header, label, partials, threshold: directories.length });
  }

  it("some leave, join and stay, with another threshold: what was sealed before is opened by any three of the new set", async () => {
    const of = await scene(2, 3);
    const { participants, leaving, ceremony } = await rotation(of);
    const { key, header } = encryptedKey(of.set.groupKey);
    const results = await Promise.all([...participants, leaving].map((one) => one.run(ceremony)));
    const [result] = results;
    for (const other of results) assert.deepEqual(other, result, "the same for all, who leaves too");
    const { acceptances, ...set } = result ?? assert.fail();
    assert.deepEqual([set.epoch, set.threshold, set.groupKey], [2n, 3, of.set.groupKey]);
    assert.deepEqual(
      set.keepers.map(({ operator, transportKey, url }) => ({ operator, transportKey, url })),
      ceremony.participants.map(({ ceremonyUrl: _, ...keeper }) => keeper),
    );
    const directories = participants.map(({ directory }) => directory);
    for (const three of [directories.slice(1), directories.slice(0, 3)]) {
      assert.deepEqual(await keyFrom(three, header, "pending.json"), key);
    }
    assert.deepEqual(await keyFrom(of.directories.slice(1), header), key, "the old set still serves");

    const digest = hashTypedData(acceptanceTypedData({ chainId: CHAIN_ID, keeperRegistry: KEEPER_REGISTRY }, set));
    const signers = await Promise.all(
      acceptances.map((signature) => recoverAddress({ hash: digest, signature }).then((one) => one.toLowerCase())),
    );
    assert.deepEqual(signers, set.keepers.map(({ operator }) => operator.toLowerCase()).sort());
  });

  it("stores the new share beside the current one, for its owner alone, with a fresh transport key, and logs no secret", async () => {
    const of = await scene(2, 3);
    const { participants, leaving, ceremony, lines } = await rotation(of);
    const before = await Promise.all(of.directories.map((directory) => readFile(join(directory, "keystore.json"))));
    await Promise.all([...participants, leaving].map((one) => one.run(ceremony)));
    const after = await Promise.all(of.directories.map((directory) => readFile(join(directory, "keystore.json"))));
    assert.deepEqual(after, before, "the current keystores are as they were");
    const logged = lines.join("");
    assert.match(logged, /"reshare\.stored"/);
    for (const [position, { directory }] of participants.entries()) {
      const path = join(directory, "pending.json");
      if (process.platform !== "win32") assert.equal((await stat(path)).mode & 0o777, 0o600);
      const [current, pending] = [await keystoreIn(directory), await keystoreIn(directory, "pending.json")];
      assert.deepEqual([pending.public.share?.index, pending.public.share?.confirmed], [position + 1, true]);
      assert.notEqual(pending.public.transportKey, current.public.transportKey);
      const file = await readFile(path, "utf8");
      for (const secret of secretsOf(pending)) assert.ok(!logged.includes(secret) && !file.includes(secret));
    }
    assert.ok(!(await readdir(leaving.directory)).includes("pending.json"));
  });

  const KILLS: [string, string, (fields: Record<string, unknown>) => boolean][] = [
    ["before its commitments are seen by all", "reshare.published", ({ kind }) => kind === "transcript"],
    ["while it deals", "reshare.published", ({ kind }) => kind === "round2"],
    ["after its share is on the disk", "reshare.stored", () => true],
    ["after all confirmed", "reshare.confirmed", () => true],
    ["after all accepted", "reshare.accepted", () => true],
  ];
  for (const [when, event, fits] of KILLS) {
    it(`a dealer of both sets that is killed ${when} takes part again, and all end alike`, async () => {
      const of = await scene(2, 2);
      await Promise.all(of.directories.map((directory) => prepare(directory)));
      const [first, second] = of.directories as [string, string];
      const victim = await party(of, first, { log: killedAt(event, fits) });
      const other = await party(of, second, { lingerMilliseconds: 10_000 });
      const ceremony = ceremonyOf({ participants: [other, victim], dealers: [victim, other], threshold: 2 });
      const running = other.run(ceremony);
      await assert.rejects(victim.run(ceremony), /^Error: killed$/);
      await victim.close();
      const resumed = await party(of, first, { url: victim.dealer.ceremonyUrl });
      const [result, expected] = await Promise.all([resumed.run(ceremony), running]);
      assert.deepEqual(result, expected);
      const stored = (await keystoreIn(first, "pending.json")).public.share;
      assert.deepEqual([stored?.confirmed, stored?.index], [true, 2]);
    });
  }

  it("stopped on both sides, with a share stored on one, the same ceremony ends as if nothing had happened", async () => {
    const of = await scene(2, 2);
    await Promise.all(of.directories.map((directory) => prepare(directory)));
    const [first, second] = of.directories as [string, string];
    const parties = [
      await party(of, first, { log: killedAt("reshare.stored") }),
      await party(of, second, { log: killedAt("reshare.published", ({ kind }) => kind === "confirmation") }),
    ] as const;
    const ceremony = ceremonyOf({ participants: parties, dealers: parties, threshold: 2 });
    await Promise.all(parties.map((one) => assert.rejects(one.run(ceremony), /killed/)));
    const share = (await keystoreIn(first, "pending.json")).shareSecret;
    await Promise.all(parties.map((one) => one.close()));
    const again = await Promise.all(
      parties.map(({ directory, dealer }) => party(of, directory, { url: dealer.ceremonyUrl })),
    );
    const [result, other] = await Promise.all(again.map((one) => one.run(ceremony)));
    assert.deepEqual(result, other);
    assert.deepEqual((await keystoreIn(first, "pending.json")).shareSecret, share, "dealt the same again");
  });
});
