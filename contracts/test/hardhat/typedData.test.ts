import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeAbiParameters, getAddress, type Hex, hashTypedData, hexToBigInt, keccak256, toHex } from "viem";
import { EPOCH_ACCEPTANCE, KEEPERS, LEASE_BATCH, RELEASE_REPORT } from "./keeperTypes.ts";
import { deployProxies, type Proxies } from "./proxies.ts";

const SEED = { seed: 712, numRuns: 100 };
const uint256 = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });
const bytes32 = uint256.map((value) => toHex(value, { size: 32 }));
const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const uint16 = fc.integer({ min: 0, max: 2 ** 16 - 1 });
const address = fc.bigInt({ min: 1n, max: 2n ** 160n - 1n }).map((value) => getAddress(toHex(value, { size: 20 })));

const SEAL = [
  { name: "capsuleId", type: "uint256" },
  { name: "version", type: "uint256" },
  { name: "manifestDigest", type: "bytes32" },
  { name: "epoch", type: "uint256" },
] as const;
const SESSION = [
  { name: "account", type: "address" },
  { name: "device", type: "address" },
  { name: "expiresAt", type: "uint64" },
  { name: "nonce", type: "uint256" },
  { name: "deadline", type: "uint256" },
] as const;

describe("what is signed off chain is what the contracts hash", () => {
  let proxies: Proxies;
  let chainId: number;

  before(async () => {
    proxies = await deployProxies();
    chainId = await proxies.publicClient.getChainId();
  });

  it("Seal: the registry and viem agree on the EIP-712 digest of any seal", async () => {
    const { registry } = proxies;
    const domain = { name: "Capsule Registry", version: "1", chainId, verifyingContract: registry.address };
    const expected = (capsuleId: bigint, version: bigint, manifestDigest: Hex, epoch: bigint) =>
      hashTypedData({
        domain,
        types: { Seal: SEAL },
        primaryType: "Seal",
        message: { capsuleId, version, manifestDigest, epoch },
      });
    await fc.assert(
      fc.asyncProperty(uint256, uint256, bytes32, uint256, async (...seal) => {
        assert.equal(await registry.read.sealDigest(seal), expected(...seal));
      }),
      SEED,
    );
  });

  it("EpochAcceptance: of any keepers, bound to the group key that stays", async () => {
    const { keeperRegistry } = proxies;
    const domain = { name: "Capsule Keys", version: "1", chainId, verifyingContract: keeperRegistry.address };
    const { groupKey } = await keeperRegistry.read.keeperSet([1n]);
    const keeper = fc.record({
      operator: address,
      transportKey: bytes32,
      verificationShare: bytes32,
      url: fc.string({ unit: "binary" }),
    });
    await fc.assert(
      fc.asyncProperty(uint256, uint16, fc.array(keeper, { maxLength: 6 }), async (epoch, threshold, keepers) => {
        const keepersHash = keccak256(encodeAbiParameters([KEEPERS], [keepers]));
        const expected = hashTypedData({
          domain,
          types: EPOCH_ACCEPTANCE,
          primaryType: "EpochAcceptance",
          message: { epoch, threshold, groupKey, keepersHash },
        });
        assert.equal(await keeperRegistry.read.acceptanceDigest([epoch, threshold, keepers]), expected);
      }),
      SEED,
    );
  });

  it("LeaseBatch and ReleaseReport: of any number of receipts and counts", async () => {
    const { usageMeter } = proxies;
    const domain = { name: "Capsule Usage", version: "1", chainId, verifyingContract: usageMeter.address };
    const receipt = fc.record({ licenseId: uint256, runs: uint32 });
    const count = fc.record({ capsuleId: uint256, releases: uint32 });
    await fc.assert(
      fc.asyncProperty(uint256, fc.array(receipt), uint32, fc.array(count), async (epoch, receipts, day, counts) => {
        const batch = { types: LEASE_BATCH, primaryType: "LeaseBatch", message: { epoch, receipts } } as const;
        assert.equal(await usageMeter.read.leaseBatchDigest([epoch, receipts]), hashTypedData({ domain, ...batch }));
        const report = {
          types: RELEASE_REPORT,
          primaryType: "ReleaseReport",
          message: { epoch, day, counts },
        } as const;
        const digest = await usageMeter.read.releaseReportDigest([epoch, day, counts]);
        assert.equal(digest, hashTypedData({ domain, ...report }));
      }),
      SEED,
    );
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
        types: { Session: SESSION },
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
