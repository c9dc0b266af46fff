/**
 * Every way in which a keeper refuses a request: HTTP status and what the asker can do about it. The codes are part of
 * the keeper's API and never change their meaning.
 */
export const REFUSALS = {
  NOT_FOUND: { status: 404, hint: "See the keeper's README for its routes." },
  METHOD_NOT_ALLOWED: { status: 405, hint: "GET /health and /key; POST everything under /v1." },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, hint: "Send the body as application/json." },
  BODY_TOO_LARGE: { status: 413, hint: "A seal request is at most 384 KiB, any other 64 KiB." },
  REQUEST_TIMEOUT: { status: 408, hint: "Send headers and body at once." },
  REQUEST_MALFORMED: { status: 400, hint: "Correct the named field; the format is in the keeper's README." },
  REQUEST_EXPIRED: { status: 400, hint: "Sign a new request; if it is new, set this machine's clock." },
  REQUEST_NOT_YET_VALID: { status: 400, hint: "The request is from the future: set this machine's clock." },
  RATE_LIMITED: { status: 429, hint: "Wait as long as Retry-After says." },
  BUSY: { status: 503, hint: "The keeper has too much to do: wait as long as Retry-After says." },
  NONCE_USED: { status: 409, hint: "This request was answered already: sign a new one with a fresh nonce." },
  HEADER_INVALID: { status: 400, hint: "Send the header from the capsule's own manifest, unchanged." },
  TRANSPORT_KEY_INVALID: { status: 400, hint: "Make a fresh X25519 key for every request." },
  SIGNATURE_INVALID: { status: 401, hint: "Sign the request with the account it names, or its session's device key." },
  SESSION_INVALID: { status: 403, hint: "Let the account authorize this device again, and wait for finality." },
  CHAIN_UNAVAILABLE: { status: 503, hint: "The keeper's RPC endpoints don't agree; try again shortly." },
  CHAIN_STALE: { status: 503, hint: "The chain or its finality stalls; try again when it moves." },
  CLOCK_UNSURE: { status: 503, hint: "The keeper's clock is behind the chain's; its operator must set it." },
  EPOCH_NOT_SERVED: { status: 503, hint: "Read the current keeper set again: this keeper is not of it, or not yet." },
  CAPSULE_UNKNOWN: { status: 404, hint: "Check chain and capsule id; after registration wait for finality." },
  CAPSULE_NOT_SEALED: { status: 403, hint: "Its creator must first let the keepers seal the current version." },
  CAPSULE_SUSPENDED: { status: 403, hint: "A dispute stopped key release; wait for its outcome." },
  NOT_OWNER: {
    status: 403,
    hint: "Ask with a license, or as the account that owns the capsule, or is authorized by its owner, at finality.",
  },
  LICENSE_INVALID: { status: 403, hint: "Buy a license, or wait until its purchase is final." },
  LICENSE_EXPIRED: { status: 403, hint: "Renew the license or buy another one." },
  LICENSE_OTHER_CAPSULE: { status: 403, hint: "Use a license of this capsule." },
  LICENSE_LACKS_RUN: { status: 403, hint: "Buy a license whose offer includes the right RUN." },
  LICENSE_USED_UP: { status: 403, hint: "Renew the license, which adds its runs once more, or buy another one." },
  LEASE_UNSUPPORTED: { status: 400, hint: "Ask with leaseRuns 0: only metered licenses have runs to lease." },
  LEASE_NOT_ABOVE: { status: 409, hint: "Name more runs than are leased already; leaseRuns is cumulative." },
  LEASE_ABOVE_BOUGHT: { status: 403, hint: "Name at most as many runs as were bought in all, at finality." },
  USAGE_UNKNOWN: { status: 409, hint: "Ask for what this keeper knows: POST /v1/leases and /v1/releases tell it." },
  DAY_NOT_OVER: { status: 400, hint: "Ask for a day's releases from the next day on." },
  MANIFEST_TOO_LARGE: { status: 413, hint: "A manifest is at most 256 KiB." },
  MANIFEST_MALFORMED: { status: 400, hint: "Correct the named fields of the manifest." },
  MANIFEST_BINDING_MISMATCH: { status: 400, hint: "Make the manifest for this chain, registry, capsule and version." },
  MANIFEST_NOT_ENCRYPTED: { status: 400, hint: "A capsule in clear needs no seal: register it as not encrypted." },
  GROUP_KEY_MISMATCH: { status: 400, hint: "Encrypt the content key to the keepers' current group key." },
  INTERNAL: { status: 500, hint: "The keeper failed; ask another one and tell its operator." },
} as const satisfies Record<string, { status: number; hint: string }>;

/** Stable code of a refusal. */
export type RefusalCode = keyof typeof REFUSALS;

/** Whether a code is one that keepers of this version use. */
export function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(REFUSALS, code);
}
