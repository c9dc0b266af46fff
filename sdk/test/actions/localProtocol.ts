// One local chain with the protocol for all tests of the actions: anvil, and the project's own deployment code.
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { startAnvil } from "@capsule-protocol/deploy/devnet/anvil.ts";
import { startGuard } from "@capsule-protocol/deploy/devnet/guard.ts";
import { loadArtifact, loadArtifacts } from "@capsule-protocol/deploy/src/artifacts.ts";
import { buildContracts } from "@capsule-protocol/deploy/src/buildContracts.ts";
import { readConfig } from "@capsule-protocol/deploy/src/config.ts";
import { deployProtocol } from "@capsule-protocol/deploy/src/deployProtocol.ts";
import { deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import {
  type Account,
  type Address,
  bytesToHex,
  createClient,
  createTestClient,
  erc20Abi,
  getAddress,
  type Hex,
  http,
  keccak256,
  parseAbi,
  publicActions,
  toHex,
  walletActions,
} from "viem";
import { mnemonicToAccount, privateKeyToAccount } from "viem/accounts";
import { anvil } from "viem/chains";
import { createOffer } from "../../src/actions/access/createOffer.ts";
import { type OfferTerms, Rights } from "../../src/actions/access/terms.ts";
import { register } from "../../src/actions/registry/register.ts";
import { seal } from "../../src/actions/registry/seal.ts";
import { capsuleRegistryAbi } from "../../src/generated/capsuleRegistry.ts";

const MNEMONIC = "test test test test test test test test test test test junk";
const CONFIG = fileURLToPath(import.meta.resolve("@capsule-protocol/deploy/config/31337.json"));
export const TERMS_DIGEST = keccak256(toHex("the license's text"));
export const THRESHOLD = 2;
const MOCKS = ["MissingReturnsToken", "FeeOnTransferToken", "PermitToken"] as const;
type TokenKind = (typeof MOCKS)[number] | "StandardToken";

/** Operator keys of the three keepers, which the tests sign seals with. */
export const keepers = [1, 2, 3].map((index) => privateKeyToAccount(keccak256(toHex(`keeper ${index}`))));
const accountAt = (addressIndex: number) => mnemonicToAccount(MNEMONIC, { addressIndex });
export const deployer = accountAt(0);
export const creator = accountAt(1);
export const buyer = accountAt(2);
export const stranger = accountAt(3);
/** Anvil's ninth account, as deploy/config/31337.json says. */
export const guardian = accountAt(8);
/** Anvil's tenth account, as deploy/config/31337.json says. */
export const treasury = accountAt(9).address;

/** A client of the local chain that sends from `account`. */
export function clientOf(url: string, account: Account) {
  const client = createClient({ account, chain: anvil, transport: http(url), pollingInterval: 20 });
  return client.extend(publicActions).extend(walletActions);
}

/** A client of the local chain without an account. */
export function readerOf(url: string) {
  return createClient({ chain: anvil, transport: http(url), pollingInterval: 20 }).extend(publicActions);
}

async function start() {
  const guard = startGuard();
  try {
    const { url } = await startAnvil(guard);
    const folder = await buildContracts("default", {
      also: MOCKS.map((name) => `contracts/test/mocks/${name}.sol`),
    });
    const keeperSet = {
      threshold: THRESHOLD,
      groupKey: keccak256(toHex("group key")),
      keepers: keepers.map(({ address }, index) => ({
        operator: address,
        transportKey: keccak256(toHex(`transport ${index}`)),
        verificationShare: keccak256(toHex(`share ${index}`)),
        url: `http://127.0.0.1:${9000 + index}`,
      })),
    };
    const client = clientOf(url, deployer);
    const config = readConfig(CONFIG);
    const deployment = deploymentOf(
      await deployProtocol({ client, artifacts: loadArtifacts(folder), config, keeperSet }),
    );
    const node = createTestClient({ mode: "anvil", chain: anvil, transport: http(url) });
    return { url, deployment, keeperSet, config, folder, node, stop: guard.close };
  } catch (error) {
    await guard.close();
    throw error;
  }
}

export type LocalProtocol = Awaited<ReturnType<typeof start>>;
let running: Promise<LocalProtocol> | undefined;

/** Starts it with the first test that asks; it stops after the last test of all. */
export function localProtocol(): Promise<LocalProtocol> {
  running ??= start();
  return running;
}

after(async () => {
  const started = await running?.catch(() => undefined);
  await started?.stop();
});

/** 32 random bytes in hex. */
export const randomWord = (): Hex => bytesToHex(randomBytes(32));

/** Registers a capsule of `creator`; sealed, so that it can be sold, unless told otherwise. */
export async function newCapsule(options: { isSealed?: boolean; encrypted?: boolean } = {}): Promise<bigint> {
  const { isSealed = true, encrypted = true } = options;
  const { url, deployment } = await localProtocol();
  const client = clientOf(url, creator);
  const manifestDigest = randomWord();
  const { capsuleId } = await register.sync(client, { deployment, salt: randomWord(), manifestDigest, encrypted });
  if (encrypted && isSealed) {
    const signatures = await sealSignatures({ capsuleId, version: 1n, manifestDigest });
    await seal.sync(client, { deployment, capsuleId, signatures });
  }
  return capsuleId;
}

/** Signatures of the first keepers over a version, in the order that the registry wants. */
export async function sealSignatures(
  version: { capsuleId: bigint; version: bigint; manifestDigest: Hex },
  count = THRESHOLD,
): Promise<Hex[]> {
  const { url, deployment } = await localProtocol();
  const { capsuleId, version: number, manifestDigest } = version;
  const hash = await readerOf(url).readContract({
    address: deployment.registry,
    abi: capsuleRegistryAbi,
    functionName: "sealDigest",
    args: [capsuleId, number, manifestDigest, 1n],
  });
  const signers = keepers.slice(0, count).sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1));
  return Promise.all(signers.map((signer) => signer.sign({ hash })));
}

/** An offer of a capsule, made by `creator`. */
export async function newOffer(
  parameters: { capsuleId?: bigint; price?: bigint } & Partial<OfferTerms> = {},
): Promise<bigint> {
  const { capsuleId = await newCapsule(), price = 1_000n, ...terms } = parameters;
  const { url, deployment } = await localProtocol();
  const { offerId } = await createOffer.sync(clientOf(url, creator), {
    deployment,
    capsuleId,
    price,
    terms: { rights: Rights.RUN, termsDigest: TERMS_DIGEST, ...terms },
  });
  return offerId;
}

/** A new ERC-20 with `amount` of it for `holder`; one that keeps to the standard unless another is named. */
export async function newToken(
  holder: Address,
  amount: bigint,
  kind: TokenKind = "StandardToken",
  args: readonly unknown[] = /^(Standard|Permit)Token$/.test(kind) ? ["Test Dollar", 6] : [],
): Promise<Address> {
  const { url, folder } = await localProtocol();
  const client = clientOf(url, deployer);
  const { abi, bytecode } = loadArtifact(folder, kind);
  const hash = await client.deployContract({ abi, bytecode, args });
  const { contractAddress } = await client.waitForTransactionReceipt({ hash });
  if (!contractAddress) throw new Error("no token");
  const mint = await client.writeContract({
    address: contractAddress,
    abi: parseAbi(["function mint(address account, uint256 amount)"]),
    functionName: "mint",
    args: [holder, amount],
  });
  await client.waitForTransactionReceipt({ hash: mint });
  return getAddress(contractAddress);
}

/** What an account allows AccessToken to take of a token. */
export async function allowanceOf(token: Address, owner: Address): Promise<bigint> {
  const { url, deployment } = await localProtocol();
  return readerOf(url).readContract({
    address: token,
    abi: erc20Abi,
    functionName: "allowance",
    args: [owner, deployment.accessToken],
  });
}

/** Transactions that an account has sent. */
export async function transactionsOf(account: Address): Promise<number> {
  const { url } = await localProtocol();
  return readerOf(url).getTransactionCount({ address: account });
}

/** Mines a block of this time. */
export async function passTo({ node }: LocalProtocol, timestamp: bigint): Promise<void> {
  await node.setNextBlockTimestamp({ timestamp });
  await node.mine({ blocks: 1 });
}
