import assert from "node:assert/strict";
import { word } from "./support/events.ts";
import { type Answer, type IndexedChain, startIndexedChain } from "./support/indexedChain.ts";
import { claimed, fresh, freshAccount, registered, tipped } from "./support/story.ts";

const REORG_THRESHOLD = 30;
const STATE = `query ($id: ID!) { capsule(id: $id) { owner { id } incomes { direct net claimed ownerClaimable }
  flows(orderBy: sequence) { kind amount transactionHash } } protocolIncomes { direct claimed } }`;

describe("subgraph: history", function () {
  this.timeout(120_000);
  let chain: IndexedChain;

  before(async function () {
    this.timeout(300_000);
    chain = await startIndexedChain({ reorgThreshold: REORG_THRESHOLD });
  });
  after(async () => chain?.stop());

  it("blocks that are replaced by others leave nothing behind", async () => {
    const [id, lost, owner] = [BigInt(fresh()), BigInt(fresh()), freshAccount()];
    await chain.emit([...registered(id, owner, { feeBps: 0 }), tipped(id, 100n)]);
    await chain.emit([tipped(id, 7n), ...registered(lost, owner)]);
    await chain.emit([claimed(id, owner, 107n, true)]);
    const before = await chain.query(STATE, { id: word(id) });
    assert.deepEqual(before.capsule.incomes[0], { direct: "107", net: "107", claimed: "107", ownerClaimable: "0" });
    await chain.replace(2, [tipped(id, 50n)]);
    const { capsule, protocolIncomes } = await chain.query(STATE, { id: word(id) });
    assert.deepEqual(capsule.incomes[0], { direct: "150", net: "150", claimed: "0", ownerClaimable: "150" });
    assert.deepEqual(
      capsule.flows.map(({ amount }: Answer) => amount),
      ["100", "50"],
    );
    assert.deepEqual(protocolIncomes, [{ direct: "150", claimed: "0" }]);
    const gone = await chain.query("query ($id: ID!) { capsule(id: $id) { id } }", { id: word(lost) });
    assert.equal(gone.capsule, null);
  });

  it("stopped in the middle and started again: nothing is lost, nothing counted twice", async () => {
    const [id, owner] = [BigInt(fresh()), freshAccount()];
    await chain.emit([...registered(id, owner, { feeBps: 0 }), tipped(id, 100n)]);
    await chain.restart(async () => {
      for (let payment = 1n; payment <= 5n; payment++) await chain.emit([tipped(id, payment)]);
    });
    const { capsule } = await chain.query(STATE, { id: word(id) });
    assert.equal(capsule.incomes[0].direct, "115");
    assert.equal(new Set(capsule.flows.map(({ transactionHash }: Answer) => transactionHash)).size, 6);
    await chain.restart();
    await chain.emit([tipped(id, 1n)]);
    assert.equal((await chain.query(STATE, { id: word(id) })).capsule.incomes[0].direct, "116");
  });
});
