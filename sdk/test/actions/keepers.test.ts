import assert from "node:assert/strict";
import { getCurrentEpoch, getKeeperSet, isContractRevert, setKeeperUrl } from "../../src/index.ts";
import {
  buyer,
  clientOf,
  deployer,
  keepers,
  type LocalProtocol,
  localProtocol,
  readerOf,
  THRESHOLD,
} from "./localProtocol.ts";

describe("keeper actions", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  before(async () => {
    local = await localProtocol();
  });

  it("getKeeperSet reads the set of the current epoch as it was deployed", async () => {
    const { deployment, url, keeperSet } = local;
    const client = readerOf(url);
    const epoch = await getCurrentEpoch(client, { deployment });
    assert.equal(epoch, 1n);
    const set = await getKeeperSet(client, { deployment, epoch });
    assert.equal(set.threshold, THRESHOLD);
    assert.equal(set.groupKey, keeperSet.groupKey);
    assert.deepEqual(
      set.keepers.map(({ operator }) => operator),
      keepers.map(({ address }) => address),
    );
  });

  it("an unknown epoch is refused", async () => {
    const { deployment, url } = local;
    await assert.rejects(
      getKeeperSet(readerOf(url), { deployment, epoch: 9n }),
      (error) => isContractRevert(error, "KeeperRegistry_UnknownEpoch") && error.args.epoch === 9n,
    );
  });

  it("setKeeperUrl moves a keeper, and only its operator may", async () => {
    const { deployment, url } = local;
    const [keeper] = keepers;
    assert.ok(keeper);
    const funds = await clientOf(url, deployer).sendTransaction({ to: keeper.address, value: 10n ** 18n });
    await readerOf(url).waitForTransactionReceipt({ hash: funds });
    const event = await setKeeperUrl.sync(clientOf(url, keeper), { deployment, url: "https://moved.example" });
    assert.equal(event.operator, keeper.address);
    const set = await getKeeperSet(readerOf(url), { deployment, epoch: 1n });
    assert.equal(set.keepers[0]?.url, "https://moved.example");
    await assert.rejects(setKeeperUrl(clientOf(url, buyer), { deployment, url: "https://evil.example" }), (error) =>
      isContractRevert(error, "KeeperRegistry_NotKeeper"),
    );
  });
});
