import assert from "node:assert/strict";
import fc from "fast-check";
import { type Abi, type Address, encodeAbiParameters, type Hex, hashTypedData, keccak256 } from "viem";
import { EPOCH_ACCEPTANCE, KEEPERS, LEASE_BATCH, RELEASE_REPORT } from "./keeperTypes.ts";
import { ORDER } from "./orderTypes.ts";
import { deployProxies, type Proxies } from "./proxies.ts";
import { address, bytes32, SEAL, STRUCTS, samplesOf, smallUint, uint64, uint256 } from "./typedStructs.ts";

/** Bytes of calls in one `eth_call`, which carries the code that makes them too. */
const CALL_BYTES = 16_384;
/** Most elements of an array in a struct. */
const MOST = { maxLength: 4 };

describe(`${STRUCTS.toLocaleString("en-US")} random structs have the same digest for viem and for the contract`, () => {
  let proxies: Proxies;
  let chainId: number;

  before(async () => {
    proxies = await deployProxies();
    chainId = await proxies.publicClient.getChainId();
  });

  /** Asks a view for the digests of many structs at once. */
  async function assertDigests<T extends readonly unknown[]>(
    contract: { address: Address; abi: unknown },
    functionName: string,
    structs: readonly T[],
    expected: (...struct: T) => Hex,
  ): Promise<void> {
    const abi = contract.abi as Abi;
    const digests = await proxies.publicClient.multicall({
      contracts: structs.map((args) => ({ address: contract.address, abi, functionName, args })),
      deployless: true,
      batchSize: CALL_BYTES,
      allowFailure: false,
    });
    assert.equal(structs.length, STRUCTS);
    assert.deepEqual(
      digests,
      structs.map((struct) => expected(...struct)),
    );
  }

  const domainOf = (name: string, verifyingContract: Address) => ({ name, version: "1", chainId, verifyingContract });

  it("Seal", async () => {
    const { registry } = proxies;
    const domain = domainOf("Capsule Registry", registry.address);
    const structs = samplesOf(fc.tuple(uint256, uint256, bytes32, uint256));
    await assertDigests(registry, "sealDigest", structs, (capsuleId, version, manifestDigest, epoch) =>
      hashTypedData({
        domain,
        types: SEAL,
        primaryType: "Seal",
        message: { capsuleId, version, manifestDigest, epoch },
      }),
    );
  });

  it("EpochAcceptance, of any keepers, bound to the group key that stays", async () => {
    const { keeperRegistry } = proxies;
    const domain = domainOf("Capsule Keys", keeperRegistry.address);
    const { groupKey } = await keeperRegistry.read.keeperSet([1n]);
    const url = fc.string({ unit: "binary" });
    const keeper = fc.record({ operator: address, transportKey: bytes32, verificationShare: bytes32, url });
    const structs = samplesOf(fc.tuple(uint256, smallUint(16), fc.array(keeper, MOST)));
    await assertDigests(keeperRegistry, "acceptanceDigest", structs, (epoch, threshold, keepers) => {
      const keepersHash = keccak256(encodeAbiParameters([KEEPERS], [keepers]));
      const message = { epoch, threshold, groupKey, keepersHash };
      return hashTypedData({ domain, types: EPOCH_ACCEPTANCE, primaryType: "EpochAcceptance", message });
    });
  });

  it("LeaseBatch, of any number of receipts", async () => {
    const { usageMeter } = proxies;
    const domain = domainOf("Capsule Usage", usageMeter.address);
    const receipt = fc.record({ licenseId: uint256, runs: smallUint(32) });
    const structs = samplesOf(fc.tuple(uint256, fc.array(receipt, MOST)));
    await assertDigests(usageMeter, "leaseBatchDigest", structs, (epoch, receipts) =>
      hashTypedData({ domain, types: LEASE_BATCH, primaryType: "LeaseBatch", message: { epoch, receipts } }),
    );
  });

  it("ReleaseReport, of any number of counts", async () => {
    const { usageMeter } = proxies;
    const domain = domainOf("Capsule Usage", usageMeter.address);
    const count = fc.record({ capsuleId: uint256, releases: smallUint(32) });
    const structs = samplesOf(fc.tuple(uint256, smallUint(32), fc.array(count, MOST)));
    await assertDigests(usageMeter, "releaseReportDigest", structs, (epoch, day, counts) =>
      hashTypedData({ domain, types: RELEASE_REPORT, primaryType: "ReleaseReport", message: { epoch, day, counts } }),
    );
  });

  it("Order, of any seller, thing, price and time", async () => {
    const { market } = proxies;
    const domain = domainOf("Capsule Market", market.address);
    const order = fc.record({
      seller: address,
      kind: fc.integer({ min: 0, max: 2 }),
      id: uint256,
      quantity: uint256,
      currency: address,
      unitPrice: uint256,
      startsAt: uint64,
      expiresAt: uint64,
      salt: uint256,
      counter: uint256,
      departures: uint256,
      taker: address,
    });
    await assertDigests(market, "orderHash", samplesOf(fc.tuple(order)), (message) =>
      hashTypedData({ domain, types: ORDER, primaryType: "Order", message }),
    );
  });
});
