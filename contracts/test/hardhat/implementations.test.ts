import assert from "node:assert/strict";
import { zeroHash } from "viem";
import { deployProxies, type Proxies } from "./proxies.ts";

/** keccak256("eip1967.proxy.implementation") - 1, as ERC-1967 says. */
const IMPLEMENTATION_SLOT = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";

describe("implementations behind proxies", () => {
  let proxies: Proxies;
  before(async () => {
    proxies = await deployProxies();
  });

  it("can't be initialized themselves", async () => {
    const { registryCode, tokenCode, keeperCode, other } = proxies;
    const account = other.account.address;
    await assert.rejects(registryCode.write.initialize([account, 0, zeroHash]), /InvalidInitialization/);
    await assert.rejects(tokenCode.write.initialize([account]), /InvalidInitialization/);
    await assert.rejects(keeperCode.write.initialize([account, 1, zeroHash, []]), /InvalidInitialization/);
  });

  it("can't be initialized twice through their proxy", async () => {
    const { registry, accessToken, keeperRegistry, other } = proxies;
    const account = other.account.address;
    await assert.rejects(registry.write.initialize([account, 0, zeroHash]), /InvalidInitialization/);
    await assert.rejects(accessToken.write.initialize([account]), /InvalidInitialization/);
    await assert.rejects(keeperRegistry.write.initialize([account, 1, zeroHash, []]), /InvalidInitialization/);
  });

  it("stand where ERC-1967 says, and only the authority replaces them", async () => {
    const { registry, registryCode, publicClient, other } = proxies;
    const slot = await publicClient.getStorageAt({ address: registry.address, slot: IMPLEMENTATION_SLOT });
    assert.equal(`0x${slot?.slice(26)}`, registryCode.address.toLowerCase());
    const upgrade = registry.write.upgradeToAndCall([registryCode.address, "0x"], { account: other.account });
    await assert.rejects(upgrade, /AccessManagedUnauthorized/);
  });
});
