import assert from "node:assert/strict";
import fc from "fast-check";
import { type Address, getAddress, zeroAddress } from "viem";
import { checkOnlyUpgraded } from "../../src/upgrade/simulation/implementations.ts";
import { checkSameMoney, checkSolvency, type Ledger } from "../../src/upgrade/simulation/ledger.ts";
import { changesBetween } from "../../src/upgrade/simulation/observe.ts";

const at = (number: number): Address => getAddress(`0x${number.toString(16).padStart(40, "0")}`);
const ledger = (held: bigint, ...owed: bigint[]): Ledger => ({
  accounts: owed.map((amount, index) => ({
    ...{ capsuleId: BigInt(index), currency: zeroAddress, owed: amount, netIncome: amount },
  })),
  held: new Map([[zeroAddress, held]]),
});
const amounts = fc.array(fc.bigInt(0n, 2n ** 128n), { minLength: 1, maxLength: 5 });

describe("checks of a simulated upgrade", () => {
  it("the till is solvent exactly while it holds what is owed, together", () => {
    fc.assert(
      fc.property(amounts, fc.bigInt(-1n, 1n), (owed, more) => {
        const sum = owed.reduce((total, amount) => total + amount, 0n);
        assert.equal(checkSolvency(ledger(sum + more, ...owed)).holds, more >= 0n);
      }),
    );
    assert.equal(checkSolvency(ledger(6n, 3n, 4n)).words, `${zeroAddress}: holds 6, owes 7`);
  });

  it("money counts per currency: one can't make up for another", () => {
    const [first, second] = ledger(0n, 5n, 5n).accounts;
    assert.ok(first && second);
    const held = new Map([
      [zeroAddress, 10n],
      [at(1), 4n],
    ]);
    assert.equal(checkSolvency({ accounts: [first, { ...second, currency: at(1) }], held }).holds, false);
  });

  it("money that became more, less or nothing is told", () => {
    assert.equal(checkSameMoney(ledger(9n, 4n, 5n), ledger(9n, 4n, 5n)).holds, true);
    const changed = checkSameMoney(ledger(9n, 4n, 5n), ledger(9n, 4n, 6n));
    assert.deepEqual(
      [changed.holds, changed.words],
      [false, `capsule 1, ${zeroAddress}: owed 5, net income 5 became owed 6, net income 6`],
    );
    assert.match(checkSameMoney(ledger(9n, 4n, 5n), ledger(9n, 4n)).words, /became nothing$/);
  });

  it("another proxy that changed, and the right one that did not, are told", () => {
    const before = new Map([
      [at(1), at(11)],
      [at(2), at(12)],
    ]);
    const upgrade = { proxy: at(1), implementation: at(13) };
    const after = (one: Address, two: Address) => new Map([[at(1), one] as const, [at(2), two] as const]);
    assert.equal(checkOnlyUpgraded(before, after(at(13), at(12)), upgrade).holds, true);
    assert.equal(checkOnlyUpgraded(before, after(at(11), at(12)), upgrade).words, `${at(1)} has ${at(11)}`);
    assert.equal(checkOnlyUpgraded(before, after(at(13), at(14)), upgrade).words, `${at(2)} has ${at(14)}`);
  });

  it("an answer that is new, gone or another is a change", () => {
    const changes = changesBetween(
      new Map([
        ["a", "1"],
        ["b", "2"],
        ["c", "3"],
      ]),
      new Map([
        ["a", "1"],
        ["b", "3"],
        ["d", "4"],
      ]),
    );
    assert.deepEqual(changes, [
      { name: "b", before: "2", after: "3" },
      { name: "c", before: "3", after: "no answer" },
      { name: "d", before: "no answer", after: "4" },
    ]);
  });
});
