// Every id of the schema is built here, and nowhere else.
import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";

const NUMBER_BYTES: i32 = 32;

/** Of the entities of which there is one. */
export function singletonId(): Bytes {
  return Bytes.fromHexString("0x01");
}

/** A number from 0 to 2^256 - 1 as 32 bytes, big-endian, as the chain has it. */
export function numberId(value: BigInt): Bytes {
  const bytes = new Bytes(NUMBER_BYTES);
  // BigInt is little-endian, as short as it can be, and has a sign byte where the highest bit is set.
  const length = value.length < NUMBER_BYTES ? value.length : NUMBER_BYTES;
  for (let i = 0; i < length; i++) bytes[NUMBER_BYTES - 1 - i] = value[i];
  return bytes;
}

/** Of what belongs to two things. */
export function pairId(first: Bytes, second: Bytes): Bytes {
  return first.concat(second);
}

/** Of what belongs to three things. */
export function tripleId(first: Bytes, second: Bytes, third: Bytes): Bytes {
  return first.concat(second).concat(third);
}

/** Of what an event tells. */
export function eventId(event: ethereum.Event): Bytes {
  return event.transaction.hash.concatI32(event.logIndex.toI32());
}

/** Of one of several things that an event tells. */
export function eventPartId(event: ethereum.Event, part: i32): Bytes {
  return eventId(event).concatI32(part);
}

/** Orders everything that ever happened: block number × 2^32 + position of the log in its block. */
export function sequenceOf(event: ethereum.Event): BigInt {
  return event.block.number.leftShift(32).plus(event.logIndex);
}

/** CID of the one raw IPFS block that a digest names, in base 16. */
export function manifestCid(digest: Bytes): string {
  return "f01551220" + digest.toHexString().slice(2);
}
