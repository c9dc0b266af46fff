import { type CapsuleBinding, capsuleLabel } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { type Address, bytesToHex, type Hex, hexToBytes } from "viem";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { generateTransportKeyPair, openSealed, type TransportKeyPair } from "../../../src/keys/hpke.ts";
import {
  type KeyRequest,
  type KeyRequestTypedData,
  keyRequestHash,
  keyRequestToJson,
  keyRequestTypedData,
  releaseInfo,
} from "../../../src/keys/keyRequest.ts";
import { encryptKey } from "../../../src/keys/tdh2.ts";
import { CHAIN_ID, type FakeChain, KEEPER_REGISTRY, NEVER, REGISTRY } from "./fakeRpc.ts";

export const DOMAIN = { chainId: CHAIN_ID, keeperRegistry: KEEPER_REGISTRY };
export const CAPSULE_ID = 77n;
export const LICENSE_ID = (5n << 64n) | 1n;

export const bindingOf = (capsuleId = CAPSULE_ID): CapsuleBinding => ({
  chainId: CHAIN_ID,
  registry: REGISTRY,
  capsuleId,
});

/** A capsule's content key and the header that encrypts it to a group. */
export function encryptedKey(groupKey: Hex, capsuleId = CAPSULE_ID): { key: Uint8Array; header: Uint8Array } {
  const key = globalThis.crypto.getRandomValues(new Uint8Array(32));
  const header = encryptKey({ groupKey: hexToBytes(groupKey), key, label: capsuleLabel(bindingOf(capsuleId)) });
  return { key, header };
}

/** An account with a running license for the capsule on the chain. */
export function licensee(chain: FakeChain): PrivateKeyAccount {
  const account = privateKeyToAccount(generatePrivateKey());
  chain.capsules.set(CAPSULE_ID, { owner: REGISTRY, isSealed: true, suspended: false });
  chain.licenses.set(LICENSE_ID, {
    ...{ capsuleId: CAPSULE_ID, rights: 1, expiresAt: NEVER, runs: 0, holder: account.address },
  });
  return account;
}

export type Signer = { address: Address; sign: (typedData: KeyRequestTypedData) => Promise<Hex> };

export const ownKey = (account: PrivateKeyAccount): Signer => ({
  address: account.address,
  sign: (typedData) => account.signTypedData(typedData),
});

export type Asked = { request: KeyRequest; body: Record<string, unknown>; keyPair: TransportKeyPair };

/** A complete request body, signed after the overrides. */
export async function ask(
  signer: Signer,
  header: Uint8Array,
  overrides: Partial<KeyRequest> = {},
  extra: Record<string, unknown> = {},
): Promise<Asked> {
  const keyPair = await generateTransportKeyPair();
  const request: KeyRequest = {
    capsuleId: CAPSULE_ID,
    licenseId: LICENSE_ID,
    account: signer.address,
    transportKey: bytesToHex(keyPair.publicKey),
    leaseRuns: 0,
    nonce: bytesToHex(globalThis.crypto.getRandomValues(new Uint8Array(32))),
    issuedAt: BigInt(Math.floor(Date.now() / 1000)),
    ...overrides,
  };
  const signature = await signer.sign(keyRequestTypedData(DOMAIN, request));
  return {
    request,
    keyPair,
    body: { request: keyRequestToJson(request), signature, header: bytesToHex(header), ...extra },
  };
}

export type Answer = {
  status: number;
  headers: Headers;
  json: {
    index?: number;
    epoch?: number;
    enc?: Hex;
    ciphertext?: Hex;
    error?: Record<string, string> & { leased?: number };
  };
};

export async function post(url: string, path: string, body: unknown, headers = {}): Promise<Answer> {
  const response = await fetch(new URL(path, url), {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, json: (await response.json()) as Answer["json"] };
}

export const postRelease = (url: string, asked: Asked, headers = {}) => post(url, "/v1/release", asked.body, headers);

/** Opens the sealed partial decryption of an answer. */
export function openAnswer(asked: Asked, { json }: Answer): Promise<Uint8Array> {
  const sealed = { enc: hexToBytes(json.enc as Hex), ciphertext: hexToBytes(json.ciphertext as Hex) };
  return openSealed({ keyPair: asked.keyPair, info: releaseInfo(keyRequestHash(DOMAIN, asked.request)), sealed });
}
