// What the local market sells: three generations of made-up works, each with the terms of its license.
import { DerivativePolicy, Rights } from "@capsule-protocol/sdk/actions/access/terms.ts";
import { Relation } from "@capsule-protocol/sdk/actions/registry/parents.ts";
import type { CapsuleKind } from "@capsule-protocol/sdk/manifest/index.ts";

export type SeedWork = {
  name: string;
  kind: CapsuleKind;
  description: string;
  tags: readonly string[];
  /** Index of its creator among the stack's accounts. */
  creator: number;
  /** Names of works that it is made from, and how. */
  parents?: readonly { name: string; relation: number }[];
  /** Whether keepers hold its key; in clear when left out. */
  isEncrypted?: true;
  /** Of one license, in thousandths of an ether. */
  price: bigint;
  /** Seconds that a license lasts; for ever when left out. */
  duration?: number;
  /** What derivatives owe, in bps. */
  rateBps: number;
  policy?: number;
};

const { FINETUNE, ADAPTER, QUANTIZED, MERGE } = Relation;
const { RELATIVE } = DerivativePolicy;
const MONTH = 30 * 86_400;

/** In which prices are told: a thousandth of an ether, in wei. */
export const SEED_THOUSANDTH = 10n ** 15n;
export const SEED_RIGHTS = Rights.RUN | Rights.DERIVE | Rights.FINE_TUNE | Rights.MERGE;

export const seedWorks: readonly SeedWork[] = [
  {
    name: "Meadow",
    kind: "model",
    creator: 1,
    price: 50n,
    rateBps: 800,
    tags: ["vision", "plants"],
    description: "Tells wild flowers apart, from a photograph.",
  },
  {
    name: "Harbour",
    kind: "model",
    creator: 2,
    price: 80n,
    rateBps: 500,
    tags: ["speech"],
    description: "Writes down what is said over radio, in noise.",
  },
  {
    name: "Lantern",
    kind: "dataset",
    creator: 3,
    price: 20n,
    rateBps: 300,
    tags: ["vision", "night"],
    description: "Street scenes at night, with depth.",
  },
  {
    name: "Old Clock",
    kind: "voice",
    creator: 4,
    price: 15n,
    duration: MONTH,
    rateBps: 1000,
    policy: RELATIVE,
    tags: ["speech", "voice"],
    description: "A calm old voice, recorded with its speaker's consent.",
  },
  {
    name: "Meadow Alpine",
    kind: "adapter",
    creator: 3,
    parents: [{ name: "Meadow", relation: FINETUNE }],
    price: 30n,
    rateBps: 400,
    tags: ["vision", "plants", "alps"],
    description: "Meadow, trained further on flowers of high mountains.",
  },
  {
    name: "Meadow Pocket",
    kind: "model",
    creator: 5,
    parents: [{ name: "Meadow", relation: QUANTIZED }],
    price: 10n,
    rateBps: 200,
    tags: ["vision", "plants", "small"],
    description: "Meadow in a quarter of its size, for telephones.",
  },
  {
    name: "Night Harbour",
    kind: "adapter",
    creator: 4,
    parents: [{ name: "Harbour", relation: ADAPTER }],
    price: 25n,
    duration: MONTH,
    rateBps: 300,
    tags: ["speech", "night"],
    description: "Harbour for distress calls.",
  },
  {
    name: "Storyteller",
    kind: "agent",
    creator: 6,
    parents: [
      { name: "Old Clock", relation: ADAPTER },
      { name: "Harbour", relation: ADAPTER },
    ],
    price: 60n,
    rateBps: 600,
    policy: RELATIVE,
    tags: ["speech", "agent"],
    description: "Listens, and tells a story about it.",
  },
  {
    name: "Herbarium",
    kind: "model",
    creator: 6,
    parents: [
      { name: "Meadow Alpine", relation: MERGE },
      { name: "Meadow Pocket", relation: MERGE },
    ],
    price: 40n,
    rateBps: 500,
    tags: ["vision", "plants"],
    description: "All of the meadows in one.",
  },
  {
    name: "Night Garden",
    kind: "model",
    creator: 1,
    parents: [
      { name: "Meadow Pocket", relation: MERGE },
      { name: "Lantern", relation: MERGE },
    ],
    price: 35n,
    duration: MONTH,
    rateBps: 400,
    tags: ["vision", "plants", "night"],
    description: "Flowers at night.",
  },
  {
    name: "Bedtime",
    kind: "agent",
    creator: 2,
    parents: [{ name: "Storyteller", relation: FINETUNE }],
    price: 12n,
    rateBps: 100,
    tags: ["speech", "agent", "children"],
    description: "Storyteller for children, who fall asleep.",
  },
  {
    name: "Sea Watch",
    kind: "agent",
    creator: 5,
    parents: [{ name: "Night Harbour", relation: ADAPTER }],
    isEncrypted: true,
    price: 90n,
    rateBps: 250,
    tags: ["speech", "agent"],
    description: "Hears distress calls and says where they come from.",
  },
];
