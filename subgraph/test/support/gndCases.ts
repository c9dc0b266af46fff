// Cases in the format of `gnd test`: https://github.com/graphprotocol/graph-node/blob/master/gnd/docs/gnd-test.md
import { digestToCid } from "@capsule-protocol/sdk/digest.ts";
import type { AbiEvent } from "viem";
import { readAbi } from "../../manifest/template.ts";
import { addresses, addressOf, word } from "./events.ts";

type GndEvent = { address: string; event: string; params: Record<string, unknown> };
export type GndCase = {
  name: string;
  files?: { cid: string; content: string }[];
  blocks: { number: number; timestamp: number; events?: GndEvent[] }[];
  assertions: { query: string; expected: unknown }[];
};

/** gnd stops where it can't find a file; this one says nothing. */
const files = [{ cid: digestToCid(word(9)).toString(), content: "{}" }];
const TIME = 1_700_006_400;

/** An event with its parameters by name, in gnd's words. */
function event(contract: string, name: string, params: Record<string, unknown>): GndEvent {
  const found = readAbi(contract).find((item): item is AbiEvent => item.type === "event" && item.name === name);
  const inputs = found?.inputs.map((input) => `${input.type}${input.indexed ? " indexed" : ""} ${input.name}`);
  return { address: String(addresses[contract]), event: `${name}(${inputs?.join(", ")})`, params };
}

const [creator, alice, bob] = [addressOf(0xb1), addressOf(0xb2), addressOf(0xb3)];
const registered = event("CapsuleRegistry", "CapsuleRegistered", {
  ...{
    capsuleId: "77",
    creator,
    salt: word(1),
    manifestDigest: word(9),
    encrypted: true,
    feeBps: "0",
    royaltyBps: "1",
  },
});
const tip = (received: string) =>
  event("AccessToken", "IncomeReceived", { capsuleId: "77", currency: addressOf(0), payer: bob, received });
const escrowed = event("RoyaltySplitter", "UnitsEscrowed", { capsuleId: "77", roundId: "1", units: "250000" });
const units = (from: string, to: string, value: string) =>
  event("RoyaltySplitter", "TransferSingle", { operator: bob, from, to, id: "77", value });

const scheduled = (delay: string) =>
  event("TimelockController", "CallScheduled", {
    ...{ id: word(5), index: "0", target: alice, value: "0", data: "0x", predecessor: word(0), delay },
  });

export const gndCases: readonly GndCase[] = [
  {
    name: "units earn from the block in which they come",
    files,
    blocks: [
      { number: 1, timestamp: TIME, events: [registered, tip("1000")] },
      { number: 2, timestamp: TIME + 10, events: [escrowed, units(addressOf(0), alice, "250000")] },
      { number: 3, timestamp: TIME + 20, events: [tip("400"), units(alice, bob, "1"), tip("1000000")] },
      { number: 4, timestamp: TIME + 30 },
    ],
    assertions: [
      {
        query:
          "{ capsuleIncomes { net ownerClaimable ledgers(orderBy: accrued) { account { id } checkpoint accrued } } }",
        expected: {
          capsuleIncomes: [
            {
              net: "1001400",
              ownerClaimable: "751300",
              ledgers: [
                { account: { id: bob }, checkpoint: "1400", accrued: "0" },
                { account: { id: alice }, checkpoint: "1400", accrued: "100000000" },
              ],
            },
          ],
        },
      },
      {
        query: "{ capsules(block: { number: 1 }) { ownerUnits } }",
        expected: { capsules: [{ ownerUnits: 1_000_000 }] },
      },
    ],
  },
  {
    name: "income by hour and day",
    files,
    blocks: [
      { number: 1, timestamp: TIME, events: [registered, tip("5")] },
      { number: 2, timestamp: TIME + 3600, events: [tip("7"), tip("1")] },
      { number: 3, timestamp: TIME + 90_000 },
    ],
    assertions: [
      {
        query: '{ capsuleIncomeStats_collection(interval: "hour") { income payments } }',
        expected: {
          capsuleIncomeStats_collection: [
            { income: "5", payments: "1" },
            { income: "8", payments: "2" },
          ],
        },
      },
      {
        query: '{ protocolIncomeStats_collection(interval: "day") { income } }',
        expected: { protocolIncomeStats_collection: [{ income: "13" }] },
      },
    ],
  },
  {
    name: "roles, sessions and upgrades",
    blocks: [
      {
        number: 1,
        timestamp: TIME,
        events: [
          event("AccessManager", "RoleGranted", {
            roleId: "1",
            account: alice,
            delay: "0",
            since: "5",
            newMember: true,
          }),
          event("KeeperRegistry", "SessionAuthorized", { account: alice, device: bob, expiresAt: "9" }),
          event("Market", "Upgraded", { implementation: bob }),
        ],
      },
      { number: 2, timestamp: TIME + 10 },
    ],
    assertions: [
      {
        query:
          "{ roleMembers { account { id } active } sessions { device } upgrades { newImplementation contract { name } } }",
        expected: {
          roleMembers: [{ account: { id: alice }, active: true }],
          sessions: [{ device: bob }],
          upgrades: [{ newImplementation: bob, contract: { name: "Market" } }],
        },
      },
    ],
  },
  {
    name: "a session that never was is revoked, and an operation scheduled again that was canceled",
    blocks: [
      {
        number: 1,
        timestamp: TIME,
        events: [
          event("KeeperRegistry", "SessionRevoked", { account: alice, device: bob }),
          scheduled("7"),
          event("TimelockController", "Cancelled", { id: word(5) }),
        ],
      },
      { number: 2, timestamp: TIME + 10, events: [scheduled("9")] },
      { number: 3, timestamp: TIME + 20 },
    ],
    assertions: [
      { query: "{ sessions { id } }", expected: { sessions: [] } },
      {
        query: "{ timelockOperations(block: { number: 1 }) { status readyAt } }",
        expected: { timelockOperations: [{ status: "CANCELED", readyAt: String(TIME + 7) }] },
      },
      {
        query: "{ timelockOperations { status readyAt calls { target } } }",
        expected: {
          timelockOperations: [{ status: "SCHEDULED", readyAt: String(TIME + 19), calls: [{ target: alice }] }],
        },
      },
    ],
  },
];
