import assert from "node:assert/strict";
import { loadArtifact } from "@capsule-protocol/deploy/src/artifacts.ts";
import { artifactFolder } from "@capsule-protocol/deploy/src/buildContracts.ts";
import { accessTokenAbi } from "@capsule-protocol/sdk/generated/accessToken.ts";
import { capsuleRegistryAbi } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { keeperRegistryAbi } from "@capsule-protocol/sdk/generated/keeperRegistry.ts";
import {
  type Address,
  bytesToHex,
  concat,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  type Hex,
  serializeErc6492Signature,
  zeroHash,
} from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import type { RunningKeeper } from "../../../keeper/startKeeper.ts";
import { generateTransportKeyPair } from "../../../src/keys/hpke.ts";
import {
  type KeyRequest,
  type KeyRequestTypedData,
  keyRequestToJson,
  keyRequestTypedData,
} from "../../../src/keys/keyRequest.ts";
import { cleanUp } from "../support/cleanup.ts";
import { type Answer, post } from "../support/licensee.ts";
import {
  buyer,
  clientOf,
  creator,
  finalize,
  type LocalChain,
  localChain,
  newCapsule,
  newLicense,
  startKeepers,
  type TestCapsule,
} from "./localChain.ts";

/** The deterministic deployment proxy, as a factory of wallets: it deploys `salt ‖ code` with CREATE2. */
const FACTORY: Address = "0x4e59b44847b379578588920cA78FbF26c0B4956C";

describe("keepers on a real chain: contract accounts (ERC-1271, ERC-6492)", function () {
  this.timeout(120_000);
  const signer = privateKeyToAccount(generatePrivateKey());
  let chain: LocalChain;
  let keeper: RunningKeeper;
  let capsule: TestCapsule;
  let code: Hex;
  let wallet: Address;

  before(async () => {
    chain = await localChain();
    keeper = (await startKeepers(chain))[0] ?? assert.fail();
    capsule = await newCapsule(chain);
    const { abi, bytecode } = loadArtifact(artifactFolder("default"), "SignerWallet");
    code = encodeDeployData({ abi, bytecode, args: [signer.address] });
    wallet = walletOf(zeroHash);
  });
  after(cleanUp);

  /** Asks one keeper for an account, with a signature made from the request's typed data. */
  async function ask(
    account: Address,
    licenseId: bigint,
    sign: (typedData: KeyRequestTypedData) => Promise<Hex>,
    { binding, header } = capsule,
  ): Promise<Answer> {
    const { publicKey } = await generateTransportKeyPair();
    const request: KeyRequest = {
      ...{
        capsuleId: binding.capsuleId,
        licenseId,
        account,
        transportKey: bytesToHex(publicKey),
        leaseRuns: 0,
      },
      nonce: bytesToHex(globalThis.crypto.getRandomValues(new Uint8Array(32))),
      issuedAt: BigInt(Math.floor(Date.now() / 1000)),
    };
    const signature = await sign(keyRequestTypedData(chain.deployment, request));
    const asked = { request: keyRequestToJson(request), signature, header: bytesToHex(header) };
    return post(keeper.url, "/v1/release", asked);
  }
  const bySigner = (typedData: KeyRequestTypedData) => signer.signTypedData(typedData);
  const wrapped =
    (address: Address, data: Hex, inner = bySigner) =>
    async (typedData: KeyRequestTypedData) =>
      serializeErc6492Signature({ address, data, signature: await inner(typedData) });
  const assertRefused = ({ json }: Answer, code: string) => assert.equal(json.error?.code, code, JSON.stringify(json));
  /** Where the factory puts the signer's wallet of this salt, and what it is told to do so. */
  const walletOf = (salt: Hex) => getContractAddress({ opcode: "CREATE2", from: FACTORY, salt, bytecode: code });
  const deployData = (salt: Hex = zeroHash) => concat([salt, code]);

  it("a wallet that is not deployed yet asks with a license of its future address (ERC-6492)", async () => {
    const licenseId = await newLicense(chain, capsule, wallet);
    await finalize(chain);
    assert.equal((await ask(wallet, licenseId, wrapped(FACTORY, deployData()))).status, 200);
    assertRefused(await ask(wallet, licenseId, bySigner), "SIGNATURE_INVALID");
    const thief = privateKeyToAccount(generatePrivateKey());
    const byThief = wrapped(FACTORY, deployData(), (typedData) => thief.signTypedData(typedData));
    assertRefused(await ask(wallet, licenseId, byThief), "SIGNATURE_INVALID");
    assert.equal(await chain.client.getCode({ address: wallet }), undefined); // asking has deployed nothing
  });

  it("an ERC-6492 signature gives nobody another's account, whatever code it brings", async () => {
    const licenseId = await newLicense(chain, capsule, buyer.address);
    await finalize(chain);
    for (const data of [deployData(), "0x", concat([zeroHash, "0x600160005260206000f3"])] as Hex[]) {
      assertRefused(await ask(buyer.address, licenseId, wrapped(FACTORY, data)), "SIGNATURE_INVALID");
    }
  });

  it("code that an ERC-6492 signature brings changes nothing: not the chain, not the keeper", async () => {
    const licenseId = await newLicense(chain, capsule, wallet);
    await finalize(chain);
    const { registry, accessToken, keeperRegistry } = chain.deployment;
    const before = await state();
    const until = BigInt(Math.floor(Date.now() / 1000) + 3600);
    const calls: [Address, Hex][] = [
      [
        keeperRegistry,
        encodeFunctionData({ abi: keeperRegistryAbi, functionName: "authorizeSession", args: [signer.address, until] }),
      ],
      [
        registry,
        encodeFunctionData({
          abi: capsuleRegistryAbi,
          functionName: "register",
          args: [zeroHash, `0x${"11".repeat(32)}`, true, 0],
        }),
      ],
      [
        accessToken,
        encodeFunctionData({ abi: accessTokenAbi, functionName: "setApprovalForAll", args: [signer.address, true] }),
      ],
      [FACTORY, deployData()],
    ];
    const entries = keeper.releases.head().entries;
    for (const [target, data] of calls.slice(0, 3)) {
      assertRefused(await ask(wallet, licenseId, wrapped(target, data)), "SIGNATURE_INVALID");
    }
    assert.equal(keeper.releases.head().entries, entries);
    assert.equal((await ask(wallet, licenseId, wrapped(FACTORY, deployData()))).status, 200);
    assert.deepEqual(await state(), before);

    async function state() {
      const call = { address: keeperRegistry, abi: keeperRegistryAbi } as const;
      return {
        block: await chain.client.getBlockNumber({ cacheTime: 0 }),
        wallet: await chain.client.getCode({ address: wallet }),
        factory: await chain.client.getTransactionCount({ address: FACTORY }),
        session: await chain.client.readContract({
          ...call,
          functionName: "sessionExpiry",
          args: [wallet, signer.address],
        }),
      };
    }
  });

  it("code without end costs its bounded gas and opens nothing", async () => {
    const licenseId = await newLicense(chain, capsule, wallet);
    await finalize(chain);
    const endless = concat([zeroHash, "0x5b600056"]); // JUMPDEST PUSH1 0 JUMP
    const started = performance.now();
    const answer = await ask(wallet, licenseId, wrapped(FACTORY, endless));
    assert.ok(
      ["SIGNATURE_INVALID", "CHAIN_UNAVAILABLE"].includes(answer.json.error?.code ?? ""),
      JSON.stringify(answer),
    );
    assert.ok(performance.now() - started < 10_000);
    assert.equal((await ask(wallet, licenseId, wrapped(FACTORY, deployData()))).status, 200);
  });

  it("one signer's word for one of its wallets is none for the other", async () => {
    const salt: Hex = `0x${"01".repeat(32)}`;
    const other = walletOf(salt);
    const licenseId = await newLicense(chain, capsule, other);
    await finalize(chain);
    const forFirst = async (typedData: KeyRequestTypedData) =>
      signer.signTypedData({ ...typedData, message: { ...typedData.message, account: wallet } });
    assertRefused(await ask(other, licenseId, wrapped(FACTORY, deployData(salt), forFirst)), "SIGNATURE_INVALID");
    assert.equal((await ask(other, licenseId, wrapped(FACTORY, deployData(salt)))).status, 200);
  });

  it("a deployed wallet that owns a capsule asks with its signer's word (ERC-1271), once that is final", async () => {
    const salt: Hex = `0x${"02".repeat(32)}`;
    const [owned, deployedWallet] = [await newCapsule(chain), walletOf(salt)];
    const askAs = (account: Address, sign: Parameters<typeof ask>[2]) => ask(account, 0n, sign, owned);
    const owner = clientOf(chain.url, creator);
    const deployed = await owner.sendTransaction({ to: FACTORY, data: deployData(salt) });
    await owner.waitForTransactionReceipt({ hash: deployed });
    const args = [creator.address, deployedWallet, owned.binding.capsuleId] as const;
    const call = {
      address: chain.deployment.registry,
      abi: capsuleRegistryAbi,
      functionName: "transferFrom",
      args,
    } as const;
    const transferred = await owner.writeContract(call);
    await owner.waitForTransactionReceipt({ hash: transferred });
    assertRefused(await askAs(deployedWallet, bySigner), "NOT_OWNER");
    await finalize(chain);
    assert.equal((await askAs(deployedWallet, bySigner)).status, 200);
    const thief = privateKeyToAccount(generatePrivateKey());
    assertRefused(await askAs(deployedWallet, (typedData) => thief.signTypedData(typedData)), "SIGNATURE_INVALID");
    assertRefused(await askAs(deployedWallet, async () => "0x"), "SIGNATURE_INVALID");
    // The wallet's signer is not the wallet.
    assertRefused(await askAs(signer.address, bySigner), "NOT_OWNER");
  });
});
