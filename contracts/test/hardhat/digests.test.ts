import assert from "node:assert/strict";
import fc from "fast-check";
import { type Abi, type Address, encodeAbiParameters, type Hex, hashTypedData, keccak256, toHex } from "viem";
import { EPOCH_ACCEPTANCE, KEEPERS, LEASE_BATCH, RELEASE_REPORT } from "./keeperTypes.ts";
import { ORDER } from "./orderTypes.ts";
import { deployProxies, type Proxies } from "./proxies.ts";
import { address, bytes32, SEAL, SESSION, STRUCTS, samplesOf, smallUint, uint64, uint256 } from "./typedStructs.ts";

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

  describe("Session", () => {
    type Session = { account: Address; device: Address; expiresAt: bigint; nonce: bigint; deadline: bigint };

    /** As many sessions as fit one call with the accounts that it needs. */
    const BATCH = 100;
    /**
     * An ERC-1271 wallet that says yes exactly to the digest that is shown as its signature:
     * mstore(0, shl(224, mul(0x1626ba7e, eq(hash, first word of the signature)))), return(0, 32).
     */
    const ECHO_WALLET: Hex = "0x60043560643514631626ba7e0260e01b5f5260205ff3";
    // ERC-7201 root of openzeppelin.storage.Nonces, whose first word is the mapping of nonces by account.
    const NONCES: Hex = "0x5ab42ced628888259c08ac98db1eb0cf702fc1501344311d8b100cd1bfe4bb00";

    let now: bigint;

    before(async () => {
      ({ timestamp: now } = await proxies.publicClient.getBlock());
    });

    const digestOf = (message: Session, version = "1"): Hex => {
      const domain = { ...domainOf("Capsule Keys", proxies.keeperRegistry.address), version };
      return hashTypedData({ domain, types: SESSION, primaryType: "Session", message });
    };

    /** Random sessions, with times that the contract lets pass; accounts are all different, and none the chain has. */
    const sessions = (count?: number): Session[] =>
      samplesOf(
        fc.record({ account: address, device: address, time: uint64, nonce: uint256, deadline: uint256 }),
        count,
      ).map(({ account, device, time, nonce, deadline }, index) => ({
        account: toHex(((BigInt(account) >> 32n) << 32n) + BigInt(index) + 2n ** 20n, { size: 20 }),
        device: toHex(BigInt(device) | 1n, { size: 20 }),
        expiresAt: now + 1_000n + (time % (89n * 86_400n)),
        nonce: nonce >> 1n,
        deadline: deadline | (2n ** 64n),
      }));

    const nonceSlot = (account: Address): Hex =>
      keccak256(encodeAbiParameters([{ type: "address" }, { type: "bytes32" }], [account, NONCES]));

    /**
     * The registry shows no digest: it asks the account whether it signed it. Here accounts are wallets that compare it
     * with the one they are shown; their nonces are put into storage beforehand.
     */
    async function authorize(batch: readonly Session[], shown: (session: Session) => Hex): Promise<string[]> {
      const { address: registry, abi } = proxies.keeperRegistry;
      const functionName = "authorizeSessionFor";
      const contracts = batch.map((session) => {
        const { account, device, expiresAt, deadline } = session;
        return { address: registry, abi, functionName, args: [account, device, expiresAt, deadline, shown(session)] };
      });
      const stateDiff = batch.map(({ account, nonce }) => ({
        slot: nonceSlot(account),
        value: toHex(nonce, { size: 32 }),
      }));
      const wallets = batch.map(({ account }) => ({ address: account, code: ECHO_WALLET }));
      const stateOverride = [{ address: registry, stateDiff }, ...wallets];
      const results = await proxies.publicClient.multicall({
        contracts,
        deployless: true,
        batchSize: 0,
        stateOverride,
      });
      return results.map(({ status }) => status);
    }

    it("is accepted with viem's digest", async () => {
      const all = sessions();
      assert.equal(all.length, STRUCTS);
      for (let start = 0; start < all.length; start += BATCH) {
        const statuses = await authorize(all.slice(start, start + BATCH), (session) => digestOf(session));
        assert.deepEqual(statuses, Array(BATCH).fill("success"));
      }
    });

    it("is refused with the digest of a session that differs in any one field, or in the domain", async () => {
      const few = sessions(20);
      const others: Record<string, (session: Session) => Hex> = {
        account: (session) => digestOf({ ...session, account: session.device }),
        device: (session) => digestOf({ ...session, device: session.account }),
        expiresAt: (session) => digestOf({ ...session, expiresAt: session.expiresAt + 1n }),
        nonce: (session) => digestOf({ ...session, nonce: session.nonce + 1n }),
        deadline: (session) => digestOf({ ...session, deadline: session.deadline - 1n }),
        domain: (session) => digestOf(session, "2"),
      };
      for (const [field, shown] of Object.entries(others)) {
        assert.deepEqual(await authorize(few, shown), Array(20).fill("failure"), field);
      }
    });
  });
});
