import assert from "node:assert/strict";
import { type Address, encodeAbiParameters, type Hex, keccak256, toHex } from "viem";
import { deployProxies, type Proxies } from "./proxies.ts";
import {
  batchesOf,
  digestOf,
  type Message,
  randomMessages,
  SEAL,
  SESSION,
  STRUCTS,
  type Struct,
} from "./typedStructs.ts";

/** As many calls as fit one `eth_call` beside the code that makes them. */
const BATCH = 100;

/**
 * An ERC-1271 wallet that says yes exactly to the digest that is shown as its signature:
 * mstore(0, shl(224, mul(0x1626ba7e, eq(hash, first word of the signature)))), return(0, 32).
 */
const ECHO_WALLET: Hex = "0x60043560643514631626ba7e0260e01b5f5260205ff3";

// ERC-7201 root of openzeppelin.storage.Nonces, whose first word is the mapping of nonces by account.
const NONCES: Hex = "0x5ab42ced628888259c08ac98db1eb0cf702fc1501344311d8b100cd1bfe4bb00";

const nonceSlot = (account: Address): Hex =>
  keccak256(encodeAbiParameters([{ type: "address" }, { type: "bytes32" }], [account, NONCES]));

describe(`${STRUCTS.toLocaleString("en-US")} random structs have the same digest for viem and for`, () => {
  let proxies: Proxies;
  let chainId: number;

  before(async () => {
    proxies = await deployProxies();
    chainId = await proxies.publicClient.getChainId();
  });

  /** The digests that a view of a contract gives for messages, in their order. */
  async function digestsOnChain(
    contract: { address: Address; abi: readonly unknown[] },
    functionName: string,
    messages: readonly Message[],
  ): Promise<unknown[]> {
    const digests: unknown[] = [];
    for (const batch of batchesOf(messages, BATCH)) {
      const { address, abi } = contract;
      const contracts = batch.map((message) => ({ address, abi, functionName, args: Object.values(message) }));
      digests.push(
        ...(await proxies.publicClient.multicall({ contracts, deployless: true, batchSize: 0, allowFailure: false })),
      );
    }
    return digests;
  }

  it("the registry: Seal", async () => {
    const { address, abi } = proxies.registry;
    const domain = { name: "Capsule Registry", version: "1", chainId, verifyingContract: address };
    const struct: Struct = { primaryType: "Seal", fields: SEAL, domain };
    const messages = randomMessages(SEAL);
    const expected = messages.map((message) => digestOf(struct, message));
    assert.deepEqual(await digestsOnChain({ address, abi }, "sealDigest", messages), expected);
    assert.equal(
      new Set(expected).size,
      new Set(messages.map((message) => JSON.stringify(Object.values(message).map(String)))).size,
    );
  });

  describe("the keeper registry: Session", () => {
    let struct: Struct;
    let now: bigint;

    before(async () => {
      const { address } = proxies.keeperRegistry;
      const domain = { name: "Capsule Keys", version: "1", chainId, verifyingContract: address };
      struct = { primaryType: "Session", fields: SESSION, domain };
      ({ timestamp: now } = await proxies.publicClient.getBlock());
    });

    /** Random sessions, with times that the contract lets pass. */
    const sessions = (count?: number): Message[] =>
      randomMessages(SESSION, count).map((message, index) => ({
        ...message,
        // Accounts are wallets that the test puts there: each its own, and none of those the chain came with.
        account: toHex(((BigInt(message.account as Hex) >> 32n) << 32n) + BigInt(index) + 2n ** 20n, { size: 20 }),
        device: toHex(BigInt(message.device as Hex) | 1n, { size: 20 }),
        expiresAt: now + 1_000n + ((message.expiresAt as bigint) % (89n * 86_400n)),
        nonce: (message.nonce as bigint) >> 1n,
        deadline: (message.deadline as bigint) | (2n ** 64n),
      }));

    /**
     * The registry shows no digest: it asks the account whether it signed it. Here accounts are wallets that compare it
     * with the one they are shown; each nonce is put into storage beforehand.
     */
    async function authorize(batch: readonly Message[], shown: (message: Message) => Hex): Promise<unknown[]> {
      const { address, abi } = proxies.keeperRegistry;
      const contracts = batch.map((message) => {
        const { account, device, expiresAt, deadline } = message;
        const args = [account, device, expiresAt, deadline, shown(message)];
        return { address, abi, functionName: "authorizeSessionFor", args };
      });
      const nonces = batch.map(({ account, nonce }) => ({
        slot: nonceSlot(account as Address),
        value: toHex(nonce as bigint, { size: 32 }),
      }));
      const wallets = batch.map(({ account }) => ({ address: account as Address, code: ECHO_WALLET }));
      return proxies.publicClient.multicall({
        contracts,
        deployless: true,
        batchSize: 0,
        stateOverride: [{ address, stateDiff: nonces }, ...wallets],
      });
    }

    const statuses = (results: unknown[]) => results.map((result) => (result as { status: string }).status);

    it("is accepted with viem's digest", async () => {
      for (const batch of batchesOf(sessions(), BATCH)) {
        const results = await authorize(batch, (message) => digestOf(struct, message));
        assert.deepEqual(
          statuses(results),
          batch.map(() => "success"),
        );
      }
    });

    it("is refused with the digest of a session that differs in any one field, or in the domain", async () => {
      for (const { name } of SESSION) {
        const differ = (message: Message): Message => {
          const value = message[name];
          const other = typeof value === "bigint" ? value ^ 1n : toHex(BigInt(value as Hex) ^ 2n, { size: 20 });
          return { ...message, [name]: other };
        };
        const results = await authorize(sessions(20), (message) => digestOf(struct, differ(message)));
        assert.deepEqual(statuses(results), Array(20).fill("failure"), name);
      }
      const domain = { ...struct.domain, version: "2" };
      const results = await authorize(sessions(20), (message) => digestOf({ ...struct, domain }, message));
      assert.deepEqual(statuses(results), Array(20).fill("failure"), "domain");
    });
  });
});
