// Structs of which the contract itself adds a part from its storage: that part is put there for the call.
import assert from "node:assert/strict";
import fc from "fast-check";
import { type Abi, type Address, encodeAbiParameters, type Hex, hashTypedData, keccak256, toHex } from "viem";
import { deployProxies, type Proxies } from "./proxies.ts";
import {
  address,
  bytes32,
  DELEGATION_FOR,
  RESULT,
  SESSION,
  STRUCTS,
  samplesOf,
  smallUint,
  uint64,
  uint256,
} from "./typedStructs.ts";

/** A call, the words that the contract finds in its storage, and a wallet that there must be. */
type Call = { args: readonly unknown[]; storage: readonly { slot: Hex; value: Hex }[]; wallet?: Address };
type Contract = { address: Address; abi: unknown };
type Answer = { status: "success" | "failure"; result?: unknown };

/** As many calls as fit one `eth_call` with all they need. */
const BATCH = 100;

/**
 * An ERC-1271 wallet that says yes exactly to the digest that is shown as its signature:
 * mstore(0, shl(224, mul(0x1626ba7e, eq(hash, first word of the signature)))), return(0, 32).
 */
const ECHO_WALLET: Hex = "0x60043560643514631626ba7e0260e01b5f5260205ff3";

// ERC-7201 roots of openzeppelin.storage.Nonces and capsule.storage.TrainingPool, as contracts/snapshots/storage has them.
const NONCES = 0x5ab42ced628888259c08ac98db1eb0cf702fc1501344311d8b100cd1bfe4bb00n;
const TRAINING = 0x2b9b6859247a0abdac4d3a3c4588e20f0272ab4d0b91e42cb91e9834ae26f100n;

const word = (value: bigint): Hex => toHex(value, { size: 32 });
const mapped = (key: bigint, mapping: bigint): bigint =>
  BigInt(keccak256(encodeAbiParameters([{ type: "uint256" }, { type: "uint256" }], [key, mapping])));
const nonceOf = (account: Address, nonce: bigint) => [
  { slot: word(mapped(BigInt(account), NONCES)), value: word(nonce) },
];

describe(`${STRUCTS.toLocaleString("en-US")} random structs, completed from storage, have the same digest for`, () => {
  let proxies: Proxies;
  let chainId: number;

  before(async () => {
    proxies = await deployProxies();
    chainId = await proxies.publicClient.getChainId();
  });

  const domainOf = (name: string, { address: verifyingContract }: Contract) => ({
    ...{ name, version: "1", chainId, verifyingContract },
  });

  async function callAll(contract: Contract, functionName: string, calls: readonly Call[]): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (let start = 0; start < calls.length; start += BATCH) {
      const batch = calls.slice(start, start + BATCH);
      const wallets = batch.flatMap(({ wallet }) => (wallet ? [{ address: wallet, code: ECHO_WALLET }] : []));
      const part = await proxies.publicClient.multicall({
        contracts: batch.map(({ args }) => ({
          address: contract.address,
          abi: contract.abi as Abi,
          functionName,
          args,
        })),
        deployless: true,
        batchSize: 0,
        stateOverride: [{ address: contract.address, stateDiff: batch.flatMap(({ storage }) => storage) }, ...wallets],
      });
      answers.push(...part);
    }
    return answers;
  }

  /** All different, and none that the chain has. */
  const accountAt = (random: Address, index: number): Address =>
    toHex(((BigInt(random) >> 32n) << 32n) + BigInt(index) + 2n ** 20n, { size: 20 });

  const statuses = async (contract: Contract, functionName: string, calls: readonly Call[]) =>
    (await callAll(contract, functionName, calls)).map(({ status }) => status);

  it("viem and the training pool: Result of any round", async () => {
    const { trainingPool } = proxies;
    const domain = domainOf("Capsule Training", trainingPool);
    const result = fc.record({ root: bytes32, manifestDigest: bytes32, scoreDigest: bytes32 });
    const random = samplesOf(fc.tuple(uint256, uint256, uint64, smallUint(3), result));
    // Numbers of their own, so that no two rounds of one call share their storage.
    const structs = random.map(
      ([roundId, ...rest], index) => [((roundId >> 32n) << 32n) + BigInt(index), ...rest] as const,
    );
    const calls = structs.map(([roundId, capsuleId, baseVersion, state, digests]): Call => {
      const round = mapped(roundId, TRAINING + 1n);
      const storage = [
        { slot: word(round), value: word(capsuleId) },
        { slot: word(round + 2n), value: word(BigInt(state + 1) << 224n) },
        { slot: word(round + 3n), value: word(baseVersion << 192n) },
      ];
      return { args: [roundId, digests], storage };
    });
    const answers = await callAll(trainingPool, "resultDigest", calls);
    const expected = structs.map(([roundId, capsuleId, baseVersion, , digests]) => {
      const message = { roundId, capsuleId, baseVersion, ...digests };
      return hashTypedData({ domain, types: RESULT, primaryType: "Result", message });
    });
    assert.equal(expected.length, STRUCTS);
    assert.deepEqual(
      answers.map(({ result: digest }) => digest),
      expected,
    );
  });

  /**
   * The contract shows no digest: it asks the account whether it signed it. Here accounts are wallets that compare it
   * with the one they are shown.
   */
  describe("viem and the keeper registry: Session", () => {
    type Session = { account: Address; device: Address; expiresAt: bigint; nonce: bigint; deadline: bigint };
    let now: bigint;

    before(async () => {
      ({ timestamp: now } = await proxies.publicClient.getBlock());
    });

    const digestOf = (message: Session, version = "1"): Hex => {
      const domain = { ...domainOf("Capsule Keys", proxies.keeperRegistry), version };
      return hashTypedData({ domain, types: SESSION, primaryType: "Session", message });
    };

    /** With times that the contract lets pass. */
    const sessions = (count?: number): Session[] =>
      samplesOf(
        fc.record({ account: address, device: address, time: uint64, nonce: uint256, deadline: uint256 }),
        count,
      ).map(({ account, device, time, nonce, deadline }, index) => ({
        account: accountAt(account, index),
        device: toHex(BigInt(device) | 1n, { size: 20 }),
        expiresAt: now + 1_000n + (time % (89n * 86_400n)),
        nonce: nonce >> 1n,
        deadline: deadline | (2n ** 64n),
      }));

    const authorize = (all: readonly Session[], shown: (session: Session) => Hex) => {
      const calls = all.map((session): Call => {
        const { account, device, expiresAt, nonce, deadline } = session;
        const args = [account, device, expiresAt, deadline, shown(session)];
        return { args, storage: nonceOf(account, nonce), wallet: account };
      });
      return statuses(proxies.keeperRegistry, "authorizeSessionFor", calls);
    };

    it("is accepted with viem's digest", async () => {
      const found = await authorize(sessions(), (session) => digestOf(session));
      assert.deepEqual(found, Array(STRUCTS).fill("success"));
    });

    it("is refused with the digest of a session that differs in any one field, or in the domain", async () => {
      const others: Record<string, (session: Session) => Hex> = {
        account: (session) => digestOf({ ...session, account: session.device }),
        device: (session) => digestOf({ ...session, device: session.account }),
        expiresAt: (session) => digestOf({ ...session, expiresAt: session.expiresAt + 1n }),
        nonce: (session) => digestOf({ ...session, nonce: session.nonce + 1n }),
        deadline: (session) => digestOf({ ...session, deadline: session.deadline - 1n }),
        domain: (session) => digestOf(session, "2"),
      };
      for (const [field, shown] of Object.entries(others)) {
        assert.deepEqual(await authorize(sessions(20), shown), Array(20).fill("failure"), field);
      }
    });
  });

  it("viem and the votes: DelegationFor, and no other field or domain", async () => {
    const { capsuleToken } = proxies;
    const domain = domainOf("Capsule Token", capsuleToken);
    const random = samplesOf(fc.record({ account: address, delegatee: address, nonce: uint256, deadline: uint256 }));
    const messages = random.map(({ account, delegatee, nonce, deadline }, index) => ({
      account: accountAt(account, index),
      delegatee,
      nonce: nonce >> 1n,
      deadline: deadline | (2n ** 64n),
    }));
    const call = (message: (typeof messages)[number], shown: Partial<typeof message>, name = domain.name): Call => {
      const { account, delegatee, nonce, deadline } = message;
      const digest = hashTypedData({
        domain: { ...domain, name },
        types: DELEGATION_FOR,
        primaryType: "DelegationFor",
        message: { ...message, ...shown },
      });
      return { args: [account, delegatee, deadline, digest], storage: nonceOf(account, nonce), wallet: account };
    };
    const found = await statuses(
      capsuleToken,
      "delegateFor",
      messages.map((message) => call(message, {})),
    );
    assert.deepEqual(found, Array(STRUCTS).fill("success"));
    const refused = messages
      .slice(0, 20)
      .flatMap((message) => [
        call(message, { account: capsuleToken.address }),
        call(message, { delegatee: capsuleToken.address }),
        call(message, { nonce: message.nonce + 1n }),
        call(message, { deadline: message.deadline - 1n }),
        call(message, {}, "Capsule Keys"),
      ]);
    assert.deepEqual(await statuses(capsuleToken, "delegateFor", refused), Array(100).fill("failure"));
  });
});
