import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import type { CID } from "multiformats/cid";

/** Nobody who was asked has the block. */
export class BlockNotFoundError extends BaseError {
  readonly cid: string;

  /** @param where who was asked, for the message. */
  constructor(cid: CID, where: string, cause?: unknown) {
    super(`Block ${cid} was not found (asked: ${where}).`, {
      code: "BLOCK_NOT_FOUND",
      hint: "Add a gateway that has it, or ask the publisher to keep the capsule pinned.",
      cause,
    });
    this.cid = cid.toString();
  }
}

/** The bytes that arrived are not those the CID names. They were thrown away. */
export class BlockCorruptError extends BaseError {
  readonly cid: string;

  /** @param where who delivered the bytes, for the message. */
  constructor(cid: CID, where: string) {
    super(`The bytes of block ${cid} from ${where} don't match its hash.`, {
      code: "BLOCK_CORRUPT",
      hint: "Use another gateway: this one altered the block or served another file.",
    });
    this.cid = cid.toString();
  }
}

/** The block is larger than what this reader or server accepts; the transfer was stopped there. */
export class BlockTooLargeError extends BaseError {
  readonly limit: number;

  constructor(where: string, limit: number) {
    super(`A block from ${where} has more than ${limit} bytes.`, {
      code: "BLOCK_TOO_LARGE",
      hint: "Publish files through importFile, whose blocks have 1 MiB; a gateway that sends more for such a file is faulty.",
    });
    this.limit = limit;
  }
}

/** Why one gateway gave no answer. */
export type GatewayFailure = { gateway: string; reason: string };

/** No gateway could be reached, or none answered in time. The block may still exist. */
export class GatewayUnavailableError extends BaseError {
  readonly failures: readonly GatewayFailure[];

  constructor(failures: readonly GatewayFailure[], cause?: unknown) {
    super(`No IPFS gateway answered: ${failures.map(({ gateway, reason }) => `${gateway}: ${reason}`).join("; ")}.`, {
      code: "GATEWAY_UNAVAILABLE",
      hint: "Check the connection and the gateway addresses, or add another gateway.",
      cause,
    });
    this.failures = failures;
  }
}

/** The storage that should keep the block refused it or said it stored something else. */
export class BlockWriteError extends BaseError {
  readonly cid: string;

  constructor(cid: CID, where: string, reason: string, cause?: unknown) {
    super(`Block ${cid} could not be stored at ${where}: ${reason}.`, {
      code: "BLOCK_WRITE_FAILED",
      hint: "Check the address and the access rights of the IPFS API; publishing can simply be repeated.",
      cause,
    });
    this.cid = cid.toString();
  }
}

/** A node to exchange blocks with didn't take the connection, or its address is malformed. */
export class PeerUnreachableError extends BaseError {
  readonly address: string;

  constructor(address: string, cause?: unknown) {
    super(`The IPFS node at ${address} could not be reached.`, {
      code: "PEER_UNREACHABLE",
      hint: "Check that it runs and that the multiaddress is complete, e.g. /ip4/127.0.0.1/tcp/4001/p2p/12D3….",
      cause,
    });
    this.address = address;
  }
}

/** The CID is of a kind that files don't have, or that we can't verify. */
export class UnsupportedBlockError extends BaseError {
  readonly cid: string;

  constructor(cid: CID, reason: string) {
    super(`Block ${cid} can't be handled: ${reason}.`, {
      code: "UNSUPPORTED_BLOCK",
      hint: "Publish files as UnixFS hashed with sha2-256, the default of every IPFS implementation.",
    });
    this.cid = cid.toString();
  }
}

/** The block verifies, but what it describes is not a UnixFS file. */
export class NotAFileError extends BaseError {
  readonly cid: string;

  constructor(cid: CID, reason: string, cause?: unknown) {
    super(`${cid} is not a readable UnixFS file: ${reason}.`, {
      code: "NOT_A_FILE",
      hint: "The publisher must publish the file again, through importFile.",
      cause,
    });
    this.cid = cid.toString();
  }
}

/** The stored file has another length than was announced. */
export class FileSizeMismatchError extends BaseError {
  constructor(cid: CID, expected: number, actual: number) {
    super(`File ${cid} has ${actual} bytes; ${expected} were announced.`, {
      code: "FILE_SIZE_MISMATCH",
      hint: "The manifest contradicts the stored file; the publisher must publish a corrected version.",
    });
  }
}

/** The requested part doesn't lie inside the file. */
export class InvalidRangeError extends BaseError {
  constructor(offset: number, length: number, size: number) {
    super(`Bytes ${offset} to ${offset + length} are not a part of a file of ${size} bytes.`, {
      code: "INVALID_RANGE",
      hint: "Pass an integer offset and length, 0 or more, that end within the file.",
    });
  }
}
