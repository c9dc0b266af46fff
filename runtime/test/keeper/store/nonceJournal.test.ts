import assert from "node:assert/strict";
import { appendFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { getAddress, type Hex, numberToHex } from "viem";
import { NonceJournalCorruptError } from "../../../keeper/store/errors.ts";
import { type NonceJournal, type NonceUse, openNonceJournal } from "../../../keeper/store/nonceJournal.ts";
import { cleanUp, later, temporaryDirectory } from "../support/cleanup.ts";

const ACCOUNT = getAddress(`0x${"ab".repeat(20)}`);
const OTHER = getAddress(`0x${"cd".repeat(20)}`);
const START = 1_800_000_000;
const WINDOW = 60;
const use = (nonce: number, issuedAt = START, account = ACCOUNT): NonceUse => ({
  account,
  nonce: numberToHex(nonce, { size: 32 }) as Hex,
  issuedAt: BigInt(issuedAt),
});

describe("keeper: journal of used nonces", function () {
  this.timeout(20_000);
  afterEach(cleanUp);

  async function journalIn(directory?: string, overrides: { maxEntries?: number; lastAnswer?: number | null } = {}) {
    const path = join(directory ?? (await temporaryDirectory()), "nonces.jsonl");
    const clock = { seconds: START };
    const open = async (): Promise<NonceJournal> => {
      const journal = await openNonceJournal({
        ...{ path, windowSeconds: WINDOW, maxEntries: 1000, lastAnswer: null, now: () => clock.seconds * 1000 },
        ...overrides,
      });
      later(() => journal.close().catch(() => {}));
      return journal;
    };
    return { path, clock, open };
  }

  it("refuses a nonce once used, for the account that used it only; checking uses nothing", async () => {
    const { open } = await journalIn();
    const journal = await open();
    assert.equal(journal.check(use(1)), undefined);
    assert.equal(journal.check(use(1)), undefined);
    await journal.consume(use(1));
    assert.equal(journal.check(use(1)), "used");
    assert.equal(journal.consume(use(1)), "used");
    assert.equal(journal.check(use(2)), undefined);
    assert.equal(journal.check(use(1, START, OTHER)), undefined);
  });

  it("takes a nonce at once: of two in the same turn one is refused", async () => {
    const { open } = await journalIn();
    const journal = await open();
    const first = journal.consume(use(1));
    assert.equal(journal.consume(use(1)), "used");
    assert.ok(first instanceof Promise);
    await first;
  });

  it("remembers across a restart, and a crash in mid-line", async () => {
    const { path, open } = await journalIn();
    const journal = await open();
    await journal.consume(use(1));
    await journal.close();
    await appendFile(path, '{"used":"0x12');
    const again = await open();
    assert.equal(again.check(use(1)), "used");
    await again.consume(use(2));
    await again.close();
    assert.equal((await open()).check(use(2)), "used");
  });

  it("is on the disk when consume resolves", async () => {
    const { path, open } = await journalIn();
    const journal = await open();
    await journal.consume(use(1));
    assert.match(await readFile(path, "utf8"), /\{"used":"0x[0-9a-f]{64}","issuedAt":1800000000\}\n$/);
  });

  it("holds neither accounts nor nonces", async () => {
    const { path, open } = await journalIn();
    const journal = await open();
    await journal.consume(use(0xabcdef));
    const text = (await readFile(path, "utf8")).toLowerCase();
    assert.ok(!text.includes("abcdef") && !text.includes(ACCOUNT.slice(2).toLowerCase()));
  });

  it("forgets after twice the window, and accepts nothing as old as what it forgot, whatever the clock says", async () => {
    const { clock, open } = await journalIn();
    const journal = await open();
    await journal.consume(use(1, START));
    clock.seconds = START + 2 * WINDOW;
    assert.equal(journal.check(use(1, START)), "used");
    clock.seconds += 1;
    assert.equal(journal.check(use(1, START)), "expired");
    clock.seconds = START; // set back
    assert.equal(journal.check(use(1, START)), "expired");
    assert.equal(journal.check(use(2, START + 1)), undefined);
    await journal.close();
    const again = await open();
    assert.equal(again.check(use(1, START)), "used"); // its line is in the file still
    clock.seconds = START + 2 * WINDOW + 1;
    assert.equal(again.check(use(1, START)), "expired");
  });

  it("refuses rather than forgets when it is full, and takes more when uses ran out", async () => {
    const { clock, open } = await journalIn(undefined, { maxEntries: 3 });
    const journal = await open();
    for (const nonce of [1, 2, 3]) await journal.consume(use(nonce));
    assert.equal(journal.check(use(4)), "full");
    assert.equal(journal.check(use(1)), "used");
    clock.seconds += 2 * WINDOW + 1;
    assert.equal(journal.check(use(4, clock.seconds)), undefined);
  });

  it("lost, it refuses what may have been answered before", async () => {
    const { path, open } = await journalIn(undefined, { lastAnswer: START - 5 });
    await (await open()).close();
    await rm(path);
    const journal = await open();
    assert.equal(journal.check(use(1, START - 5 + WINDOW)), "expired");
    assert.equal(journal.check(use(1, START - 5 + WINDOW + 1)), undefined);
    await journal.close();
    const { open: present } = await journalIn(join(path, ".."), { lastAnswer: START + 500 });
    assert.equal((await present()).check(use(1, START - 5 + WINDOW + 1)), undefined);
  });

  it("does not start over a line that it can't read", async () => {
    const { path, open } = await journalIn();
    await writeFile(path, '{"floor":0}\n{"used":"0x12","issuedAt":1}\n');
    await assert.rejects(open(), (error: Error) => {
      assert.ok(error instanceof NonceJournalCorruptError);
      assert.match(error.message, /line 2/);
      return true;
    });
  });

  it("stays small: thousands of uses over time leave only what still counts", async () => {
    const { path, clock, open } = await journalIn();
    const journal = await open();
    for (let round = 0; round < 30; round += 1) {
      const uses = Array.from({ length: 300 }, (_, i) => journal.consume(use(round * 1000 + i, clock.seconds)));
      await Promise.all(uses);
      clock.seconds += 2 * WINDOW + 1;
    }
    const lines = (await readFile(path, "utf8")).split("\n").length;
    assert.ok(lines < 5000, `${lines} lines`);
    assert.equal(journal.check(use(29_000, clock.seconds - 2 * WINDOW - 1)), "expired");
    await journal.close();
    assert.equal((await open()).check(use(1, clock.seconds)), undefined);
  });

  it("never accepts a nonce twice, whatever the order of uses, clock steps and restarts", async () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant("use" as const),
        nonce: fc.integer({ min: 0, max: 4 }),
        age: fc.integer({ min: -60, max: 60 }),
      }),
      fc.record({ kind: fc.constant("clock" as const), by: fc.integer({ min: -4000, max: 4000 }) }),
      fc.record({ kind: fc.constant("restart" as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { clock, open } = await journalIn();
        let journal = await open();
        const accepted = new Set<string>();
        const sent: NonceUse[] = [];
        const attempt = async (one: NonceUse) => {
          const age = clock.seconds - Number(one.issuedAt);
          if (Math.abs(age) > WINDOW) return; // the keeper's clock check comes first
          const name = `${one.nonce}@${one.issuedAt}`; // issuedAt is signed: another one is another request
          const result = journal.consume(one);
          if (typeof result === "string") return;
          await result;
          assert.ok(!accepted.has(name), `accepted twice: ${name}`);
          accepted.add(name);
        };
        for (const one of steps) {
          if (one.kind === "clock") clock.seconds += one.by;
          if (one.kind === "restart") {
            await journal.close();
            journal = await open();
          }
          if (one.kind === "use") sent.push(use(one.nonce, clock.seconds - one.age));
          for (const earlier of sent) await attempt(earlier);
        }
        await journal.close();
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});
