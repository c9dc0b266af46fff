import assert from "node:assert/strict";
import {
  collect,
  collectDue,
  collectMany,
  collectPath,
  DerivativePolicy,
  getAncestors,
  getCollectable,
  getCollectableHops,
  getDebt,
  getLineage,
  getNetIncome,
  isContractRevert,
  NothingDueError,
  previewLink,
  Relation,
  Rights,
  registerDerivative,
  tip,
} from "../../src/index.ts";
import { derivativeLicense, native, newDerivative, newRoot } from "./economyScene.ts";
import {
  buyer,
  clientOf,
  creator,
  type LocalProtocol,
  localProtocol,
  randomWord,
  readerOf,
  stranger,
} from "./localProtocol.ts";

const { ABSOLUTE, RELATIVE } = DerivativePolicy;
const ascending = (ids: bigint[]) => [...ids].sort((a, b) => (a < b ? -1 : 1));

describe("derivative actions", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  before(async () => {
    local = await localProtocol();
  });
  const of = () => ({ deployment: local.deployment });
  const reader = () => readerOf(local.url);
  const pay = (capsuleId: bigint, amount: bigint) =>
    tip.sync(clientOf(local.url, stranger), { ...of(), capsuleId, amount });
  const refusal = async (attempt: Promise<unknown>, name: Parameters<typeof isContractRevert>[1]) =>
    assert.rejects(attempt, (error) => isContractRevert(error, name) || assert.fail(`expected ${name}: ${error}`));

  it("a derivative owes each parent by the terms of the license that was named", async () => {
    const [first, second] = [await newRoot(), await newRoot()];
    const childId = await newDerivative(buyer, [
      { capsuleId: first, derivativeRateBps: 1_000 },
      { capsuleId: second, derivativeRateBps: 500, derivativePolicy: RELATIVE },
    ]);
    assert.deepEqual(await getLineage(reader(), { ...of(), capsuleId: childId }), {
      absolute: [{ capsuleId: first, rateBps: 1_000 }],
      relative: [{ capsuleId: second, rateBps: 500 }],
    });
    const debt = await getDebt(reader(), { ...of(), childId, ancestorId: first });
    assert.deepEqual(debt, { absoluteBps: 1_000, relativeBps: 0 });
    assert.deepEqual(await getAncestors(reader(), { ...of(), capsuleId: first }), []);
  });

  it("ancestors are found by themselves: a grandchild owes all ABSOLUTE ones, a diamond's once at its highest rate", async () => {
    const root = await newRoot();
    const left = await newDerivative(creator, [{ capsuleId: root, derivativeRateBps: 300 }]);
    const right = await newDerivative(creator, [{ capsuleId: root, derivativeRateBps: 700 }]);
    const childId = await newDerivative(buyer, [
      { capsuleId: left, derivativeRateBps: 200 },
      { capsuleId: right, derivativeRateBps: 100, derivativePolicy: RELATIVE },
    ]);
    assert.deepEqual(await getAncestors(reader(), { ...of(), capsuleId: childId }), ascending([root, left]));
    const debt = await getDebt(reader(), { ...of(), childId, ancestorId: root });
    assert.deepEqual(debt, { absoluteBps: 700, relativeBps: 0 });
  });

  it("previewLink tells what would be owed before a license is held, and why it can't be", async () => {
    const root = await newRoot();
    const middle = await newDerivative(creator, [{ capsuleId: root, derivativeRateBps: 250 }]);
    const licenseId = await derivativeLicense(middle, stranger, { derivativeRateBps: 4_000 });
    const parent = { capsuleId: middle, licenseId, relation: Relation.ADAPTER };
    const registrant = buyer.address;
    const preview = await previewLink(reader(), { ...of(), registrant, parents: [parent] });
    const owed = ascending([root, middle]).map((capsuleId) => ({
      capsuleId,
      rateBps: capsuleId === root ? 250 : 4_000,
    }));
    assert.deepEqual(preview, { absolute: owed, relative: [] });
    const dear = await newRoot();
    const second = await derivativeLicense(dear, stranger, { derivativeRateBps: 751 });
    const parents = [parent, { capsuleId: dear, licenseId: second, relation: Relation.MERGE }];
    await assert.rejects(
      previewLink(reader(), { ...of(), registrant, parents }),
      (error) => isContractRevert(error, "RoyaltySplitter_RatesTooHigh") && error.args.totalBps === 5_001n,
    );
  });

  it("registering is refused without the license, without its rights, of another capsule, without parents, or twice the same", async () => {
    const [root, other] = [await newRoot(), await newRoot()];
    const client = clientOf(local.url, buyer);
    const fresh = () => ({ ...of(), salt: randomWord(), manifestDigest: randomWord(), encrypted: false });
    const parent = { capsuleId: root, relation: Relation.FINETUNE };
    const strangers = await derivativeLicense(root, stranger);
    const weak = await derivativeLicense(root, buyer, { rights: Rights.RUN | Rights.DERIVE });
    const good = await derivativeLicense(root, buyer);
    const attempt = (parents: Parameters<typeof registerDerivative>[1]["parents"]) =>
      registerDerivative(client, { ...fresh(), parents });
    await refusal(attempt([parent]), "CapsuleRegistry_LicenseNotHeld");
    await refusal(attempt([{ ...parent, licenseId: strangers }]), "CapsuleRegistry_LicenseNotHeld");
    await refusal(attempt([{ ...parent, licenseId: weak }]), "CapsuleRegistry_RightsMissing");
    await refusal(attempt([{ ...parent, capsuleId: other, licenseId: good }]), "CapsuleRegistry_LicenseMismatch");
    await refusal(attempt([]), "CapsuleRegistry_NoParents");
    const twice = { ...parent, licenseId: good };
    await refusal(attempt([twice, twice]), "RoyaltySplitter_Unordered");
    await refusal(attempt([{ ...twice, ancestors: [1n] }]), "RoyaltySplitter_AncestorsIncomplete");
    await registerDerivative.sync(client, {
      ...fresh(),
      parents: [{ ...parent, licenseId: weak, relation: Relation.QUANTIZED }],
    });
  });

  it("the owner of the parent owes nothing without a license", async () => {
    const root = await newRoot();
    const { capsuleId } = await registerDerivative.sync(clientOf(local.url, creator), {
      ...of(),
      ...{ salt: randomWord(), manifestDigest: randomWord(), encrypted: false },
      parents: [{ capsuleId: root, relation: Relation.FINETUNE }],
    });
    assert.deepEqual(await getLineage(reader(), { ...of(), capsuleId }), { absolute: [], relative: [] });
  });

  it("registerDerivative.call orders the parents and takes their ancestors as given", () => {
    const parents = [
      { capsuleId: 9n, licenseId: 1n, relation: Relation.MERGE, ancestors: [3n] },
      { capsuleId: 4n, relation: Relation.FINETUNE },
    ];
    const call = registerDerivative.call({ ...of(), salt: randomWord(), manifestDigest: randomWord(), parents });
    assert.deepEqual(call.args[4], [
      { capsuleId: 4n, licenseId: 0n, relation: 0, ancestors: [] },
      { capsuleId: 9n, licenseId: 1n, relation: 3, ancestors: [3n] },
    ]);
  });

  it("collect moves exactly what is due, once; then it says that nothing is, and sends nothing", async () => {
    const root = await newRoot();
    const childId = await newDerivative(buyer, [{ capsuleId: root, derivativeRateBps: 1_000 }]);
    await pay(childId, 100_000n);
    const hop = { ...of(), childId, ancestorId: root, currency: native };
    assert.equal(await getCollectable(reader(), hop), 9_750n, "10 % of what is left after the fee of 2.5 %");
    const client = clientOf(local.url, stranger);
    const { absoluteAmount, relativeAmount } = await collect.sync(client, hop);
    assert.deepEqual({ absoluteAmount, relativeAmount }, { absoluteAmount: 9_750n, relativeAmount: 0n });
    assert.equal(await getNetIncome(reader(), { ...of(), capsuleId: root, currency: native }), 9_750n);
    const transactions = await client.getTransactionCount(stranger);
    await assert.rejects(collect(client, hop), NothingDueError);
    assert.equal(await client.getTransactionCount(stranger), transactions);
    await refusal(collect(client, { ...hop, childId: root, ancestorId: childId }), "RoyaltySplitter_NotLinked");
  });

  it("collectPath and collectMany move income over several hops in one transaction", async () => {
    const root = await newRoot();
    const terms = { derivativeRateBps: 2_000, derivativePolicy: RELATIVE };
    const middle = await newDerivative(creator, [{ capsuleId: root, ...terms }]);
    const leaf = await newDerivative(buyer, [{ capsuleId: middle, ...terms }]);
    const client = clientOf(local.url, stranger);
    await pay(leaf, 1_000_000n);
    const { events } = await collectPath.sync(client, { ...of(), path: [leaf, middle, root], currency: native });
    assert.deepEqual(
      events.map(({ childId, ancestorId, relativeAmount }) => ({ childId, ancestorId, relativeAmount })),
      [
        { childId: leaf, ancestorId: middle, relativeAmount: 195_000n },
        { childId: middle, ancestorId: root, relativeAmount: 39_000n },
      ],
    );
    await pay(leaf, 1_000_000n);
    const hops = [
      { childId: leaf, ancestorId: middle },
      { childId: middle, ancestorId: root },
    ];
    const many = await collectMany.sync(client, { ...of(), hops, currency: native });
    assert.equal(many.events.length, 2);
    await assert.rejects(collectMany(client, { ...of(), hops, currency: native }), NothingDueError);
    await assert.rejects(collectPath(client, { ...of(), path: [leaf, middle], currency: native }), NothingDueError);
  });

  it("what descendants owe is found hop by hop, the farthest first, and collected in one transaction", async () => {
    const root = await newRoot();
    const relative = { derivativeRateBps: 2_000, derivativePolicy: RELATIVE };
    const middle = await newDerivative(creator, [{ capsuleId: root, ...relative }]);
    const leaf = await newDerivative(buyer, [{ capsuleId: middle, ...relative }]);
    const direct = await newDerivative(buyer, [
      { capsuleId: root, derivativeRateBps: 100, derivativePolicy: ABSOLUTE },
    ]);
    const idle = await newDerivative(buyer, [{ capsuleId: root, derivativeRateBps: 100 }]);
    await pay(leaf, 1_000_000n);
    await pay(direct, 40_000n);
    const due = { ...of(), capsuleId: root, currency: native };
    assert.deepEqual(await getCollectableHops(reader(), due), [
      { childId: direct, ancestorId: root, amount: 390n },
      { childId: leaf, ancestorId: middle, amount: 195_000n },
      { childId: middle, ancestorId: root, amount: 0n },
    ]);
    const [collected, ...more] = await collectDue(clientOf(local.url, stranger), { ...of(), capsuleId: root });
    assert.equal(collected?.amount, 39_000n + 390n);
    assert.equal(more.length, 0);
    assert.equal(await getNetIncome(reader(), due), 39_390n);
    assert.deepEqual(await collectDue(clientOf(local.url, stranger), { ...of(), capsuleId: root }), []);
    assert.deepEqual(await getCollectableHops(reader(), { ...due, capsuleId: idle }), []);
  });
});
