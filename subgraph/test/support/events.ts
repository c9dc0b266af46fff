// Events of the protocol's contracts as any contract could tell them, from their ABIs.
import { type AbiEvent, type Address, encodeAbiParameters, encodeEventTopics, type Hex, numberToHex } from "viem";
import { readAbi, readTemplate } from "../../manifest/template.ts";

/** What a test calls a log: who told it, its topics and data. */
export type TestLog = { emitter: Address; topics: Hex[]; data: Hex };

/** Where the tests have the contracts. */
export const addresses: Readonly<Record<string, Address>> = Object.fromEntries(
  readTemplate().dataSources.map(({ name }, position) => [name, addressOf(0xc000 + position)]),
);

/** The account with a number, for tests that need several. */
export function addressOf(number: number): Address {
  return `0x${number.toString(16).padStart(40, "0")}`;
}

/** A word with a number in it. */
export function word(number: number | bigint): Hex {
  return numberToHex(number, { size: 32 });
}

/** An event of a contract, with its parameters by name. */
export function log(contract: string, name: string, args: Readonly<Record<string, unknown>>): TestLog {
  const event = readAbi(contract).find((item): item is AbiEvent => item.type === "event" && item.name === name);
  const emitter = addresses[contract];
  if (event === undefined || emitter === undefined) throw new Error(`There is no ${contract}.${name}.`);
  const missing = event.inputs.filter((input) => !(String(input.name) in args));
  if (missing.length > 0) throw new Error(`${contract}.${name} needs ${missing.map((input) => input.name)}.`);
  const topics = encodeEventTopics({ abi: [event], eventName: name, args } as never) as Hex[];
  const body = event.inputs.filter((input) => !input.indexed);
  const data = encodeAbiParameters(
    body,
    body.map((input) => args[String(input.name)]),
  );
  return { emitter, topics, data };
}
