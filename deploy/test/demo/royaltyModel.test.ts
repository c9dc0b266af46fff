import assert from "node:assert/strict";
import fc from "fast-check";
import { RoyaltyModel } from "../../devnet/demo/economy/royaltyModel.ts";

/** A model and an adapter, a merge of both, and a copy of the merge: what the demo plays. */
function family(feeBps = 250n): RoyaltyModel {
  const model = new RoyaltyModel();
  model.register("model", { feeBps });
  model.register("adapter", { feeBps });
  model.register("merge", { feeBps, absolute: { model: 1000n }, relative: { adapter: 700n } });
  model.register("copy", { feeBps, absolute: { model: 1000n }, relative: { merge: 2000n } });
  return model;
}

describe("the account of royalties that the demo keeps by itself", () => {
  it("gives a capsule without parents its income less the fee, rounded down", () => {
    const model = family();
    model.receive("model", 999n);
    assert.deepEqual([model.takeFee("model"), model.claim("model")], [24n, 975n]);
    assert.deepEqual([model.takeFee("model"), model.claim("model")], [0n, 0n]);
    model.receive("model", 1n);
    assert.deepEqual([model.takeFee("model"), model.claim("model")], [1n, 0n]);
  });

  it("owes both parents of the income after the fee, each rounded down", () => {
    const model = family();
    model.receive("merge", 10_000n);
    // 10,000 less 250 are 9,750; a tenth of it; 7 % of it are 682.5; what stays is 9,750 - floor(1657.5).
    assert.deepEqual([model.collect("merge", "model"), model.collect("merge", "adapter")], [975n, 682n]);
    assert.equal(model.claim("merge"), 8_093n);
    assert.deepEqual([model.claim("model"), model.claim("adapter")], [975n, 682n]);
    assert.equal(model.collect("merge", "model"), 0n);
  });

  it("owes an ABSOLUTE ancestor from every descendant, a RELATIVE one through the child alone", () => {
    const model = family(0n);
    model.receive("copy", 10_000n);
    assert.equal(model.collect("copy", "model"), 1_000n);
    assert.equal(model.collect("copy", "adapter"), 0n);
    assert.equal(model.collect("copy", "merge"), 2_000n);
    // Of what it got from its child the merge owes the adapter, but nothing to the model, which was paid by the child.
    assert.deepEqual([model.collect("merge", "adapter"), model.collect("merge", "model")], [140n, 0n]);
    assert.deepEqual(
      ["copy", "merge", "adapter", "model"].map((name) => model.claim(name)),
      [7_000n, 1_860n, 140n, 1_000n],
    );
  });

  it("divides by units, and gives new holders nothing of what was earned before", () => {
    const model = family(0n);
    model.allocate("model", "ada", 250_000n);
    model.receive("model", 1_000n);
    model.allocate("model", "ben", 500_000n);
    model.receive("model", 1_000n);
    assert.deepEqual([model.claim("model", "ada"), model.claim("model", "ben")], [500n, 500n]);
    assert.equal(model.claim("model"), 1_000n);
    assert.throws(() => model.allocate("model", "ada", 250_001n), /no 250001 units/);
  });

  it("keeps what is less than a wei for the same holder", () => {
    const model = family(0n);
    model.allocate("model", "ada", 1n);
    for (let time = 1; time < 1000; time++) {
      model.receive("model", 1_000n);
      assert.equal(model.claim("model", "ada"), 0n);
    }
    model.receive("model", 1_000n);
    assert.equal(model.claim("model", "ada"), 1n);
  });

  it("pays out all that came in but dust, whatever happens in which order", () => {
    const names = fc.constantFrom("model", "adapter", "merge", "copy");
    const step = fc.oneof(
      fc.record({ kind: fc.constant("receive"), name: names, amount: fc.bigInt({ min: 1n, max: 10n ** 18n }) }),
      fc.record({ kind: fc.constant("allocate"), name: names, amount: fc.bigInt({ min: 1n, max: 100_000n }) }),
      fc.record({ kind: fc.constant("collect"), name: names, amount: fc.constant(0n) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), fc.bigInt({ min: 0n, max: 500n }), (steps, feeBps) => {
        const model = family(feeBps);
        let received = 0n;
        const allocated = new Map<string, bigint>();
        for (const { kind, name, amount } of steps) {
          if (kind === "receive") {
            model.receive(name, amount);
            received += amount;
          } else if (kind === "collect") collectAll(model);
          else if ((allocated.get(name) ?? 0n) + amount <= 1_000_000n) {
            model.allocate(name, "ada", amount);
            allocated.set(name, (allocated.get(name) ?? 0n) + amount);
          }
        }
        collectAll(model);
        const left = received - paidOut(model);
        // Four links and eight who share.
        assert.ok(left >= 0n && left < 12n, `${left} of ${received}`);
      }),
      { seed: 20260, numRuns: 300 },
    );
  });
});

function collectAll(model: RoyaltyModel): void {
  for (const [child, ancestor] of [
    ["copy", "merge"],
    ["copy", "model"],
    ["merge", "adapter"],
    ["merge", "model"],
  ] as const) {
    model.collect(child, ancestor);
  }
}

function paidOut(model: RoyaltyModel): bigint {
  return ["model", "adapter", "merge", "copy"]
    .map((name) => model.takeFee(name) + model.claim(name) + model.claim(name, "ada"))
    .reduce((sum, amount) => sum + amount, 0n);
}
