// Collecting along the planned hops, once each, must bring a capsule as much as collecting everything everywhere again and
// again until nothing moves any more.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { LineageFixed } from "../../src/actions/royalty/findLineages.ts";
import { type Edge, edgesToward } from "../../src/actions/royalty/lineageGraph.ts";

const BPS = 10_000n;
const CAPSULES = 12;

/** The splitter's arithmetic of one currency without a fee, in the plainest form. */
class Ledger {
  readonly #direct: readonly bigint[];
  readonly #rates = new Map<string, { absolute: bigint; relative: bigint }>();
  readonly #collected = new Map<string, { absolute: bigint; relative: bigint }>();
  readonly #relative = new Map<bigint, bigint>();
  readonly #income = new Map<bigint, bigint>();

  constructor(lineages: readonly LineageFixed[], direct: readonly bigint[]) {
    this.#direct = direct;
    for (const { childId, absolute, relative } of lineages) {
      for (const debt of absolute) this.#rate(childId, debt.capsuleId).absolute = BigInt(debt.rateBps);
      for (const debt of relative) this.#rate(childId, debt.capsuleId).relative = BigInt(debt.rateBps);
    }
  }

  collect({ childId, ancestorId }: Pick<Edge, "childId" | "ancestorId">): bigint {
    const key = `${childId} ${ancestorId}`;
    const { absolute, relative } = this.#rate(childId, ancestorId);
    const before = this.#collected.get(key) ?? { absolute: 0n, relative: 0n };
    const direct = this.#direct[Number(childId)] ?? 0n;
    const due = {
      absolute: (absolute * direct) / BPS,
      relative: (relative * (direct + (this.#relative.get(childId) ?? 0n))) / BPS,
    };
    this.#collected.set(key, due);
    const moved = { absolute: due.absolute - before.absolute, relative: due.relative - before.relative };
    this.#relative.set(ancestorId, (this.#relative.get(ancestorId) ?? 0n) + moved.relative);
    this.#income.set(ancestorId, this.incomeOf(ancestorId) + moved.absolute + moved.relative);
    return moved.absolute + moved.relative;
  }

  incomeOf(capsuleId: bigint): bigint {
    return this.#income.get(capsuleId) ?? 0n;
  }

  #rate(childId: bigint, ancestorId: bigint) {
    const key = `${childId} ${ancestorId}`;
    const known = this.#rates.get(key) ?? { absolute: 0n, relative: 0n };
    this.#rates.set(key, known);
    return known;
  }
}

type Debts = readonly { capsuleId: bigint; rateBps: number }[];

/** Each capsule owes some of those registered before it, by either policy or both. */
const lineagesArbitrary: fc.Arbitrary<LineageFixed[]> = fc
  .tuple(...Array.from({ length: CAPSULES }, (_, id) => fc.tuple(debtsTo(id), debtsTo(id))))
  .map((all) => all.map(([absolute, relative], id) => ({ childId: BigInt(id), absolute, relative })));

function debtsTo(id: number): fc.Arbitrary<Debts> {
  if (id === 0) return fc.constant([]);
  const debt = fc.record({ capsuleId: fc.bigInt(0n, BigInt(id) - 1n), rateBps: fc.integer({ min: 1, max: 5_000 }) });
  return fc.uniqueArray(debt, { maxLength: 3, selector: ({ capsuleId }) => capsuleId });
}

const hopsOf = (lineages: readonly LineageFixed[]) =>
  lineages.flatMap(({ childId, absolute, relative }) =>
    [...absolute, ...relative].map(({ capsuleId }) => ({ childId, ancestorId: capsuleId })),
  );

describe("the debts that lead to a capsule", () => {
  it("collected once each in their order bring it all that could ever be collected", () => {
    const incomes = fc.array(fc.bigInt(0n, 10n ** 24n), { minLength: CAPSULES, maxLength: CAPSULES });
    fc.assert(
      fc.property(lineagesArbitrary, incomes, fc.integer({ min: 0, max: CAPSULES - 1 }), (lineages, direct, target) => {
        const capsuleId = BigInt(target);
        const planned = new Ledger(lineages, direct);
        for (const edge of edgesToward(capsuleId, lineages)) planned.collect(edge);
        const exhaustive = new Ledger(lineages, direct);
        for (let moved = 1n; moved > 0n; ) {
          moved = hopsOf(lineages).reduce((sum, hop) => sum + exhaustive.collect(hop), 0n);
        }
        assert.equal(planned.incomeOf(capsuleId), exhaustive.incomeOf(capsuleId));
      }),
      { seed: 20_260, numRuns: 500 },
    );
  });

  it("are each named once, and none that brings it nothing", () => {
    fc.assert(
      fc.property(lineagesArbitrary, fc.integer({ min: 0, max: CAPSULES - 1 }), (lineages, target) => {
        const capsuleId = BigInt(target);
        const edges = edgesToward(capsuleId, lineages);
        const named = edges.map(({ childId, ancestorId }) => `${childId} ${ancestorId}`);
        assert.equal(new Set(named).size, named.length);
        const reaching = new Set([capsuleId]);
        for (const { childId, ancestorId, relative } of [...edges].reverse()) {
          assert.ok(reaching.has(ancestorId), "what it feeds leads on to the capsule");
          if (relative) reaching.add(childId);
        }
      }),
      { seed: 20_261, numRuns: 500 },
    );
  });
});
