import assert from "node:assert/strict";
import type { DeploymentRecord } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { createTestClient, http, keccak256 } from "viem";
import { getTransactionCount } from "viem/actions";
import { anvil } from "viem/chains";
import { startAnvil } from "../devnet/anvil.ts";
import { type Guard, startGuard } from "../devnet/guard.ts";
import { localClient } from "../devnet/localChain.ts";
import { deployProtocol } from "../src/deployProtocol.ts";
import { RecordMismatchError } from "../src/errors.ts";
import { accountAt, artifacts, config, deployer, keeperSet } from "./localChain.ts";

describe("a record that is not of this deployment", function () {
  this.timeout(300_000);
  let guard: Guard;
  let url: string;
  let record: DeploymentRecord;
  const deploy = async (earlier?: DeploymentRecord, account = deployer, rpcUrl = url) =>
    deployProtocol({ client: localClient(rpcUrl, account), artifacts: await artifacts(), config, keeperSet, earlier });
  before(async () => {
    guard = startGuard();
    ({ url } = await startAnvil(guard));
    record = await deploy();
  });
  after(() => guard.close());

  /** Runs the deployment with it: refused, naming what differs, and nothing is sent. */
  async function refused(earlier: DeploymentRecord, ...expected: [what: RegExp, expected: string, found: string][]) {
    const nonce = await getTransactionCount(localClient(url), deployer);
    await assert.rejects(deploy(earlier), (error) => {
      assert.ok(error instanceof RecordMismatchError, String(error));
      const { differences, message, code } = error;
      assert.deepEqual(
        differences.map((one) => [one.expected, one.found]),
        expected.map(([, ...values]) => values),
        message,
      );
      for (const [index, [what]] of expected.entries()) assert.match(differences[index]?.what ?? "", what);
      for (const { what } of differences) assert.ok(message.includes(what), message);
      assert.equal(code, "RECORD_MISMATCH");
      return true;
    });
    assert.equal(await getTransactionCount(localClient(url), deployer), nonce);
  }
  const withMarket = (changed: Partial<DeploymentRecord["contracts"]["Market"]>): DeploymentRecord => ({
    ...record,
    contracts: { ...record.contracts, Market: { ...record.contracts.Market, ...changed } },
  });

  it("is of another chain id", () => refused({ ...record, chainId: 10 }, [/^chain id$/, "10", "31337"]));

  it("is another deployer's, with another Genesis", async () => {
    const other = accountAt(1);
    const genesis = { ...record.genesis, address: other.address };
    await refused(
      { ...record, deployer: other.address, genesis },
      [/^deployer$/, other.address, deployer.address],
      [/^Genesis of this deployer/, other.address, record.genesis.address],
    );
  });

  it("names a creation that is in another block, is not there, or was another Genesis' transaction", async () => {
    const { startBlock, transaction, genesis } = record;
    await refused({ ...record, startBlock: startBlock + 1n }, [/^block of/, `${startBlock + 1n}`, `${startBlock}`]);
    const absent = keccak256("0x01");
    await refused(
      { ...record, transaction: absent },
      [/^block of 0x/, `${startBlock}`, "nothing"],
      [/^creator in 0x/, genesis.address, "nothing"],
    );
    await deploy(undefined, accountAt(1)).then((other) =>
      refused({ ...record, transaction: other.transaction, startBlock: other.startBlock }, [
        /^creator in 0x/,
        genesis.address,
        other.genesis.address,
      ]),
    );
    assert.notEqual(transaction, absent);
  });

  it("names other code, no code, or an installation that never was", async () => {
    const { implementation, codeHash, block } = record.contracts.Market;
    const [other, nobody] = [keccak256("0x00"), accountAt(3).address];
    await refused(withMarket({ codeHash: other }), [/^Market: implementation: code hash at/, other, codeHash]);
    await refused(
      withMarket({ address: nobody, implementation: nobody }),
      [/^Market: what it got by/, nobody, "nothing"],
      [/^Market: proxy at/, "an implementation", "nothing"],
      [/^Market: implementation: code hash at/, codeHash, "nothing"],
    );
    await refused(withMarket({ block: block + 7n }), [/^Market: block of/, `${block + 7n}`, `${block}`]);
    const { OfferTerms } = record.libraries;
    const libraries = { ...record.libraries, OfferTerms: { ...OfferTerms, address: nobody } };
    await refused({ ...record, libraries }, [/^OfferTerms: code hash at/, OfferTerms.codeHash, "nothing"]);
    const genesis = { ...record.genesis, codeHash: other };
    await refused({ ...record, genesis }, [/^Genesis: code hash/, other, record.genesis.codeHash]);
    assert.notEqual(implementation, nobody);
  });

  it("is of a chain that was begun anew: nothing of it is there", async () => {
    const { url: anew } = await startAnvil(guard);
    await assert.rejects(deploy(record, deployer, anew), (error) => {
      assert.ok(error instanceof RecordMismatchError);
      assert.equal(error.differences.length, 2 + 1 + 12 * 2 + Object.keys(record.libraries).length);
      return error.differences.every(({ found }) => found === "nothing");
    });
    assert.equal(await getTransactionCount(localClient(anew), deployer), 0);
  });

  it("is not doubted because of code that was changed at the node: that is a difference, too", async () => {
    const node = createTestClient({ mode: "anvil", chain: anvil, transport: http(url) });
    const snapshot = await node.snapshot();
    const { implementation, codeHash } = record.contracts.UsageMeter;
    await node.setCode({ address: implementation, bytecode: "0x00" });
    await refused(record, [/^UsageMeter: implementation: code hash at/, codeHash, keccak256("0x00")]);
    await node.revert({ id: snapshot });
    assert.deepEqual(await deploy(record), record);
  });
});
