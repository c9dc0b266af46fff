import assert from "node:assert/strict";
import { rotateKeepers } from "@capsule-protocol/sdk/actions/keepers/rotateKeepers.ts";
import { preparePending, startReshare } from "../../../keeper/index.ts";
import { thresholdKeyService } from "../../../src/keys/thresholdKeyService.ts";
import { configOf } from "../reshare/reshareFixture.ts";
import { cleanUp, later } from "../support/cleanup.ts";
import { PASSPHRASE, TEST_KDF_COST } from "../support/testKeeper.ts";
import { clientOf, creator, finalize, keeperSet, localChain, newCapsule, startKeepers } from "./localChain.ts";

describe("keepers on a real chain: rotation", function () {
  this.timeout(120_000);
  after(cleanUp);

  it("the registry takes what the ceremony gives; when that is final, the new set opens what was sealed before", async () => {
    const chain = await localChain();
    const { url, deployment, node } = chain;
    const keepers = await startKeepers(chain);
    const capsule = await newCapsule(chain);
    const { keepers: registered, groupKey } = await keeperSet(chain);

    const prepared = await Promise.all(
      keepers.map(({ directory }) =>
        preparePending({ dataDirectory: directory, passphrase: PASSPHRASE, kdfCost: TEST_KDF_COST }),
      ),
    );
    const ceremonies = await Promise.all(keepers.map(({ directory }) => reshareIn(directory)));
    const participants = keepers.map(({ url: own, identity: { operator } }, i) => ({
      ...{ operator, transportKey: prepared[i]?.transportKey ?? "0x", url: own, ceremonyUrl: ceremonies[i]?.url ?? "" },
    }));
    const dealers = participants.slice(1).map(({ operator, ceremonyUrl }) => ({ operator, ceremonyUrl }));
    const plan = { name: "anvil", chainId: deployment.chainId, epoch: 2, threshold: 3, participants, dealers };
    const [rotation] = await Promise.all(ceremonies.map((one) => one.run(plan)));

    await node.impersonateAccount({ address: deployment.timelock });
    await node.setBalance({ address: deployment.timelock, value: 10n ** 18n });
    const governance = clientOf(url, { address: deployment.timelock, type: "json-rpc" });
    await rotateKeepers.sync(governance, { deployment, ...(rotation ?? assert.fail()) });
    for (const keeper of keepers) await keeper.followEpoch();
    assert.deepEqual(
      keepers.map(({ identity }) => identity.epoch),
      [1, 1, 1],
      "not before it is final",
    );
    await finalize(chain);
    for (const keeper of keepers) await keeper.followEpoch();
    assert.deepEqual(
      keepers.map(({ identity }) => identity.epoch),
      [2, 2, 2],
    );
    const now = await keeperSet(chain);
    assert.deepEqual([now.epoch, now.threshold, now.groupKey], [2n, 3, groupKey]);
    for (const [i, { verificationShare }] of registered.entries()) {
      assert.notEqual(now.keepers[i]?.verificationShare, verificationShare);
    }
    const { binding, header, keyCommitment, key } = capsule;
    const service = thresholdKeyService({ ...deployment, keepers: () => keeperSet(chain) });
    const sign = creator.signTypedData;
    const account = creator.address;
    assert.deepEqual(await service.release({ binding, header, keyCommitment, licenseId: 0n, account, sign }), key);

    async function reshareIn(directory: string) {
      const config = configOf({ rpcUrl: url }, directory);
      Object.assign(config.chain, deployment);
      const listen = { host: "127.0.0.1", port: 0 };
      const times = { pollMilliseconds: 10, timeoutMilliseconds: 20_000, lingerMilliseconds: 2000 };
      const reshare = await startReshare(config, { ...times, listen, passphrase: PASSPHRASE });
      later(() => reshare.close());
      return reshare;
    }
  });
});
