import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeAbiParameters, getAddress, type Hex, hexToBigInt, keccak256, toHex } from "viem";
import { deployProxies, type Proxies } from "./proxies.ts";
import { SESSION } from "./typedStructs.ts";

const SEED = { seed: 712, numRuns: 100 };
const uint256 = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });
const bytes32 = uint256.map((value) => toHex(value, { size: 32 }));
const address = fc.bigInt({ min: 1n, max: 2n ** 160n - 1n }).map((value) => getAddress(toHex(value, { size: 20 })));

describe("what is signed off chain is what the contracts hash", () => {
  let proxies: Proxies;
  let chainId: number;

  before(async () => {
    proxies = await deployProxies();
    chainId = await proxies.publicClient.getChainId();
  });

  it("capsule ids are known before registration, from chain, registry, creator and salt alone", async () => {
    const { registry } = proxies;
    const types = [{ type: "uint256" }, { type: "address" }, { type: "address" }, { type: "bytes32" }] as const;
    await fc.assert(
      fc.asyncProperty(address, bytes32, async (creator, salt) => {
        const encoded = encodeAbiParameters(types, [BigInt(chainId), registry.address, creator, salt]);
        assert.equal(await registry.read.capsuleIdOf([creator, salt]), hexToBigInt(keccak256(encoded)));
      }),
      SEED,
    );
  });

  describe("Session", () => {
    /** A session signed by `other`, sent by `wallet`, under this domain. */
    const authorize = async (device: Hex, domain: { name: string; verifyingContract: Hex }) => {
      const { keeperRegistry, other, wallet } = proxies;
      const account = other.account.address;
      const { timestamp } = await proxies.publicClient.getBlock();
      const [expiresAt, deadline] = [timestamp + 86_400n, timestamp + 3_600n];
      const nonce = await keeperRegistry.read.nonces([account]);
      const signature = await other.signTypedData({
        domain: { ...domain, version: "1", chainId },
        types: SESSION,
        primaryType: "Session",
        message: { account, device, expiresAt, nonce, deadline },
      });
      await keeperRegistry.write.authorizeSessionFor([account, device, expiresAt, deadline, signature], {
        account: wallet.account,
      });
      return { granted: await keeperRegistry.read.sessionExpiry([account, device]), expiresAt };
    };

    it("signed by viem authorizes the device, sent by anyone, under the domain of key requests", async () => {
      const { keeperRegistry } = proxies;
      const device = getAddress(toHex(1n, { size: 20 }));
      const domain = { name: "Capsule Keys", verifyingContract: keeperRegistry.address };
      const { granted, expiresAt } = await authorize(device, domain);
      assert.equal(granted, expiresAt);
      const [, name, version, chain, verifyingContract] = await keeperRegistry.read.eip712Domain();
      assert.deepEqual([name, version, chain], ["Capsule Keys", "1", BigInt(chainId)]);
      assert.equal(getAddress(verifyingContract), getAddress(keeperRegistry.address));
    });

    it("signed for another contract, or under another name, is refused", async () => {
      const { keeperRegistry, registry, other } = proxies;
      const device = getAddress(toHex(2n, { size: 20 }));
      for (const domain of [
        { name: "Capsule Keys", verifyingContract: registry.address },
        { name: "Capsule AccessToken", verifyingContract: keeperRegistry.address },
      ]) {
        await assert.rejects(authorize(device, domain), /Sessions_InvalidSignature/);
      }
      assert.equal(await keeperRegistry.read.sessionExpiry([other.account.address, device]), 0n);
    });
  });
});
