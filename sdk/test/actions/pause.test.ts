import assert from "node:assert/strict";
import { zeroAddress } from "viem";
import {
  accessTokenAbi,
  capsuleRegistryAbi,
  claimOwner,
  isContractRevert,
  purchase,
  purchaseBatch,
  register,
  startTrial,
  tip,
} from "../../src/index.ts";
import {
  buyer,
  clientOf,
  creator,
  guardian,
  type LocalProtocol,
  localProtocol,
  newCapsule,
  newOffer,
  randomWord,
  stranger,
} from "./localProtocol.ts";

describe("while the guardian has paused the entries", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  let capsuleId: bigint;
  let offerId: bigint;

  async function asGuardian(functionName: "pauseEntries" | "unpauseEntries", args: readonly [bigint] | readonly []) {
    const client = clientOf(local.url, guardian);
    const { accessToken, registry } = local.deployment;
    for (const [address, abi] of [
      [accessToken, accessTokenAbi],
      [registry, capsuleRegistryAbi],
    ] as const) {
      const hash = await client.writeContract({ address, abi, functionName, args } as never);
      await client.waitForTransactionReceipt({ hash });
    }
  }

  before(async () => {
    local = await localProtocol();
    capsuleId = await newCapsule();
    offerId = await newOffer({ capsuleId, price: 10n, duration: 600, trial: 60 });
    await tip.sync(clientOf(local.url, stranger), { deployment: local.deployment, capsuleId, amount: 1_000n });
    await asGuardian("pauseEntries", [3_600n]);
  });
  after(() => asGuardian("unpauseEntries", []));

  it("new purchases, trials and registrations are refused, with the time until which", async () => {
    const { deployment, url } = local;
    const client = clientOf(url, buyer);
    const { timestamp } = await client.getBlock();
    const salt = randomWord();
    for (const attempt of [
      () => purchase(client, { deployment, offerId, maxTotal: 10n }),
      () => purchaseBatch(client, { deployment, orders: [{ offerId, maxTotal: 10n }] }),
      () => startTrial(client, { deployment, offerId }),
      () => register(client, { deployment, salt, manifestDigest: salt }),
    ]) {
      await assert.rejects(attempt(), (error) => {
        assert.ok(isContractRevert(error, "Protocol_Paused"), String(error));
        const left = error.args.until - timestamp;
        return left > 3_500n && left <= 3_600n;
      });
    }
  });

  it("what was earned is claimed as ever", async () => {
    const { deployment, url } = local;
    const { amount } = await claimOwner.sync(clientOf(url, creator), { deployment, capsuleId, currency: zeroAddress });
    assert.equal(amount, 975n);
  });
});
