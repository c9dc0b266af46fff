import assert from "node:assert/strict";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Hex } from "viem";
import type { KeeperSet } from "../../../src/keys/keeperSet.ts";
import { cleanUp, later } from "../support/cleanup.ts";
import { doorTo, keeperDirectory, logged, run } from "../support/command.ts";
import { CHAIN_ID, fakeChain, fakeRpc } from "../support/fakeRpc.ts";
import { groupKeyOf, groupOf } from "../support/group.ts";
import { writeShare } from "../support/testKeeper.ts";

describe("capsule-keeper prepare and reshare", function () {
  this.timeout(120_000); // each step is a process of its own
  afterEach(cleanUp);

  it("rotate beside a running keeper, though one process is killed and started again; the keeper follows the chain", async () => {
    const chain = fakeChain();
    const rpc = await fakeRpc(chain);
    later(rpc.close);
    const group = groupOf(2, 2);
    const places = await Promise.all(group.map(() => keeperDirectory(rpc.url, { epochMilliseconds: 100 })));
    const keepers = await Promise.all(
      places.map(async ({ directory, config }, i) => {
        const member = group[i] ?? assert.fail();
        await writeShare(join(directory, "data"), member);
        const prepared = await run(["prepare", "--config", config, "--json"]).done;
        assert.equal(prepared.code, 0, prepared.stderr);
        const port = Promise.withResolvers<number>();
        return { config, directory, port, verificationShare: shareHex(member, i), ...JSON.parse(prepared.stdout) };
      }),
    );
    const registered = keepers.map(({ operator, transportKey, verificationShare }, i) => {
      return { operator, transportKey, verificationShare, url: `https://keeper-${i + 1}.example` };
    });
    chain.keeperSets = [{ epoch: 1n, threshold: 2, groupKey: groupKeyOf(group), keepers: registered }];
    const doors = await Promise.all(keepers.map(({ port }) => doorTo(port.promise)));
    const ceremony = join(places[0]?.directory ?? "", "ceremony.json");
    const participants = keepers.map(({ operator, transportKey }, i) => {
      return { operator, transportKey, url: `https://keeper-${i + 1}.example`, ceremonyUrl: doors[i] };
    });
    const dealers = participants.map(({ operator, ceremonyUrl }) => ({ operator, ceremonyUrl }));
    await writeFile(
      ceremony,
      JSON.stringify({ name: "two", chainId: CHAIN_ID, epoch: 2, threshold: 2, participants, dealers }),
    );

    const [first, second] = keepers as [(typeof keepers)[number], (typeof keepers)[number]];
    const keeper = run(["start", "--config", first.config, "--json"]);
    const begun = logged(stderrOf(keeper), "epoch.begun");
    const started = JSON.parse(await firstLine(keeper.child.stdout as Readable));
    assert.equal(started.epoch, 1);

    const output = join(first.directory, "rotation.json");
    const reshare = ({ config }: { config: string }, port = 0, ...more: string[]) =>
      run([
        "reshare",
        "--config",
        config,
        "--ceremony",
        ceremony,
        "--json",
        "--poll",
        "20",
        "--port",
        String(port),
        ...more,
      ]);
    const surviving = reshare(first, 0, "--output", output);
    const victim = reshare(second);
    const stored = logged(stderrOf(victim), "reshare.stored");
    const [one, two] = await Promise.all([surviving, victim].map((it) => logged(stderrOf(it), "reshare.listening")));
    first.port.resolve(Number(one?.port));
    second.port.resolve(Number(two?.port));
    await stored;
    victim.child.kill("SIGKILL");
    assert.equal((await victim.done).code, null);
    const resumed = await reshare(second, Number(two?.port)).done;
    const survived = await surviving.done;
    assert.deepEqual([survived.code, resumed.code], [0, 0], survived.stderr + resumed.stderr);
    const { acceptances, ...set } = JSON.parse(survived.stdout);
    assert.deepEqual(JSON.parse(resumed.stdout), { ...set, acceptances });
    assert.deepEqual(JSON.parse(await readFile(output, "utf8")), { ...set, acceptances });
    if (process.platform !== "win32") assert.equal((await stat(output)).mode & 0o777, 0o600);
    assert.deepEqual([set.epoch, set.groupKey, acceptances.length], [2, groupKeyOf(group), 2]);

    chain.keeperSets.push({ ...set, epoch: 2n } as KeeperSet);
    assert.deepEqual([(await begun).epoch, (await begun).index], [2, 1]);
    const key = (await (await fetch(`${started.url}/key`)).json()) as { epoch: number; verificationShare: Hex };
    assert.deepEqual([key.epoch, key.verificationShare], [2, set.keepers[0].verificationShare]);
    keeper.child.kill("SIGTERM");
    assert.equal((await keeper.done).code, 0);
  });

  const shareHex = ({ verificationShares }: { verificationShares: Uint8Array[] }, i: number): Hex =>
    `0x${Buffer.from(verificationShares[i] ?? assert.fail()).toString("hex")}`;
  const stderrOf = ({ child }: ReturnType<typeof run>) => child.stderr as Readable;
  const firstLine = (stream: Readable) =>
    new Promise<string>((resolve) => createInterface({ input: stream }).once("line", resolve));

  it("say what is wrong and what to do, and exit with 1", async () => {
    const { config, directory } = await keeperDirectory();
    const missing = await run(["prepare", "--config", config, "--json"]).done;
    assert.deepEqual([missing.code, JSON.parse(missing.stdout).error.code], [1, "KEYSTORE_MALFORMED"]);
    await writeFile(join(directory, "ceremony.json"), "{}");
    const args = ["reshare", "--config", config, "--ceremony", join(directory, "ceremony.json")];
    const wrong = await run(args).done;
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /ceremony\.json: name: .*dealers: /);
    assert.equal((await run([...args, "--port", "65536"]).done).code, 1);
  });
});
