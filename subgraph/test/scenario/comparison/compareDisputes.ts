import type { Answer } from "../../support/indexedChain.ts";
import { compareBonds } from "./bonds.ts";
import { type Chain, compareEach, same } from "./chain.ts";

/** By the contract's numbers. */
const STAGES = ["NONE", "OPEN", "RULED", "APPEALED", "UPHELD", "REJECTED", "EXPIRED"];
const RUNNING = ["OPEN", "RULED", "APPEALED"];
const PERIODS = ["responsePeriod", "rulingPeriod", "appealPeriod", "appealRulingPeriod"];
const NOBODY = `0x${"0".repeat(40)}`;

export const QUERY = `query ($block: Int!) {
  disputes(first: 1000, orderBy: number, block: { number: $block }) { number stage upheld deadline capsule { tokenId }
    disputer { id } respondent { id } appellant { id } concludedAt steps(orderBy: sequence) { kind }
    rules { number arbiter bond appealBond ${PERIODS.join(" ")} } }
  capsules(first: 1000, block: { number: $block }) { tokenId
    flags(orderBy: timestamp) { dispute { number upheld } ancestor { suspended } } }
  bondCredits(first: 1000, block: { number: $block }) { contract { name } account { id } amount } }`;

export async function compare({ disputes, capsules, bondCredits }: Answer, chain: Chain): Promise<void> {
  const opened = await chain.events("disputeCourt", "DisputeOpened");
  same(disputes.length, opened.length, "number of disputes");
  await compareEach(disputes, (dispute) => compareDispute(chain, dispute));
  await compareEach(capsules, (capsule) => compareDocket(chain, capsule, disputes));
  await compareBonds(chain, bondCredits, "disputeCourt", "DisputeCourt");
}

async function compareDispute({ read }: Chain, dispute: Answer): Promise<void> {
  const { number, stage, upheld, deadline, capsule, disputer, respondent, appellant, rules, steps } = dispute;
  const [is, fixed] = await Promise.all([
    read("disputeCourt", "disputeOf", [number]),
    read("disputeCourt", "rulesOf", [number]),
  ]);
  same(
    [stage, upheld ?? false, deadline, capsule.tokenId, disputer.id, respondent?.id ?? NOBODY, appellant?.id ?? NOBODY],
    [STAGES[is.stage], is.upheld, is.deadline, is.capsuleId, is.disputer, is.respondent, is.appellant],
    `dispute ${number}`,
  );
  const { number: rulesId, ...said } = rules;
  same([rulesId, said], [is.rulesId, { ...fixed }], `rules of dispute ${number}`);
  same(steps.at(-1).kind === "concluded", !RUNNING.includes(stage), `last step of dispute ${number}`);
}

/** What is open about a capsule, and which upheld disputes of others it is flagged for. */
async function compareDocket({ read }: Chain, { tokenId, flags }: Answer, disputes: readonly Answer[]): Promise<void> {
  const [docket, flagged] = await Promise.all([
    read("disputeCourt", "docketOf", [tokenId]),
    read("disputeCourt", "flagsOf", [tokenId]),
  ]);
  const running = disputes.filter(({ capsule, stage }) => capsule.tokenId === tokenId && RUNNING.includes(stage));
  const upheld = running.filter((dispute) => dispute.upheld === true);
  same([running.length, upheld.length], [docket.open, docket.upheld], `docket of ${tokenId}`);
  const counting = flags.filter(({ dispute, ancestor }: Answer) => dispute.upheld && ancestor.suspended);
  same(counting.map(({ dispute }: Answer) => dispute.number).sort(), flagged.map(String).sort(), `flags of ${tokenId}`);
}
