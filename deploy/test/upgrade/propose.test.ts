import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getProposal } from "@capsule-protocol/sdk/actions/governance/getProposal.ts";
import { getProposalIds } from "@capsule-protocol/sdk/actions/governance/getProposalIds.ts";
import { propose } from "@capsule-protocol/sdk/actions/governance/propose.ts";
import { isContractRevert } from "@capsule-protocol/sdk/errors/contractRevert.ts";
import { createClient, HttpRequestError, http, keccak256, padHex, stringToBytes, zeroAddress } from "viem";
import { getBlockNumber } from "viem/actions";
import { type Guard, startGuard } from "../../devnet/guard.ts";
import { hasCode } from "../../src/create2.ts";
import { RecordMismatchError } from "../../src/errors.ts";
import { IMPLEMENTATION_SLOT } from "../../src/proxy.ts";
import { AlreadyLiveError, ProposalFilesMissingError, UpgradeRefusedError } from "../../src/upgrade/errors.ts";
import type { Check } from "../../src/upgrade/facts.ts";
import { examineUpgrade, proposeUpgrade, requireProposable } from "../../src/upgrade/propose.ts";
import { verdictsOf } from "../../src/upgrade/verdicts.ts";
import { verifyUpgrade } from "../../src/upgrade/verify.ts";
import { startFailingNode } from "../failingNode.ts";
import { config } from "../localChain.ts";
import { descendantsOf } from "../processes.ts";
import { PRICE, ROOT, type Scene, startScene } from "./scene.ts";

const SUPPLY = config.governance.supply;
const failing = (checks: readonly Check[]) => checks.filter(({ holds }) => !holds).map(({ name }) => name);

describe("proposing an upgrade", function () {
  this.timeout(300_000);
  let guard: Guard;
  let scene: Scene;
  let folder: string;
  before(async () => {
    guard = startGuard();
    folder = guard.directory("capsule-proposals-");
    scene = await startScene(guard);
  });
  after(() => guard?.close());

  const verify = (proposalId: bigint, buildName: "NextKeeperRegistry" | "PriceOracle" = "NextKeeperRegistry") =>
    verifyUpgrade(scene.client, {
      ...{ root: ROOT, rpcUrl: scene.url, deployment: scene.deployment, proposalId, folder },
      liveOf: () => scene.live,
      buildOf: () => scene.buildOf(buildName),
    });

  it("a good one is simulated, written down, proposed, and verified by who rebuilds it; what was tampered with fails", async () => {
    const { client, deployment, live } = scene;
    const request = await scene.request(scene.buildOf("NextKeeperRegistry"));
    const proposable = await examineUpgrade(client, request);
    const { facts, report, description } = proposable;
    assert.deepEqual(failing(verdictsOf(facts)), []);
    assert.deepEqual(failing(facts.simulation?.checks ?? []), []);
    assert.deepEqual(
      facts.simulation?.steps.map(({ name }) => name),
      ["propose", "vote", "queue", "execute"],
    );
    const found = (name: string) => facts.simulation?.checks.find((check) => check.name === name)?.words;
    assert.equal(found("Till is solvent"), `${zeroAddress}: holds ${PRICE}, owes ${PRICE}`);
    assert.equal(found("Money of capsules is as before"), "1 accounts of the latest capsules");
    assert.match(facts.calls[0]?.words ?? "", /^KeeperRegistry\.upgradeToAndCall\(.*\), then migrate\(\)$/);
    assert.equal(found("Supply of votes is as before"), `${SUPPLY} before, ${SUPPLY} after`);
    assert.ok(facts.simulation?.events.includes(`KeeperRegistry.Upgraded(implementation: ${facts.after.address})`));
    assert.equal(facts.interface.find(({ after }) => after?.startsWith("generation()"))?.change, "added");
    assert.equal(await hasCode(client, facts.after.address), false, "nothing was sent yet");

    const { proposalId, path } = await proposeUpgrade(client, request, { proposable, folder });
    assert.equal(await hasCode(client, facts.after.address), true);
    const onChain = await getProposal(client, { deployment, proposalId });
    assert.deepEqual(
      onChain.calls,
      facts.calls.map(({ to, data, value }) => ({ to, data, value })),
    );
    assert.equal(onChain.descriptionHash, keccak256(stringToBytes(description)));
    assert.ok(description.includes(report.hash));
    assert.deepEqual(readdirSync(path).sort(), [
      "calls.json",
      "description.md",
      "report.html",
      "report.md",
      "terms.json",
    ]);
    assert.match(path, /0001-upgrade-keeper-registry-/);
    assert.deepEqual(failing(await verify(proposalId)), []);

    const file = join(path, "report.md");
    writeFileSync(file, report.markdown.replace(live.implementation, deployment.governor));
    const tampered = (await verify(proposalId)).filter(({ holds }) => !holds);
    assert.deepEqual(
      tampered.map(({ name }) => name),
      ["Report is the one that is named on chain", "Report made again is the same"],
    );
    assert.match(
      tampered[1]?.words ?? "",
      new RegExp(`- \\| address \\| ${deployment.governor}[^]*\\+ \\| address \\| ${live.implementation}`),
    );
    writeFileSync(file, report.markdown);

    const otherCalls = [{ to: live.proxy, data: "0x4f1ef286" as const, value: 0n }];
    const other = await propose.sync(client, { deployment, calls: otherCalls, description });
    assert.deepEqual(failing(await verify(other.proposalId)), [
      "Calls on chain are those of calls.json",
      "Calls on chain are what the sources give",
      "Code on chain is what the sources give",
    ]);
    assert.deepEqual(failing(await verify(proposalId, "PriceOracle")).slice(0, 2), [
      "Calls on chain are what the sources give",
      "Code on chain is what the sources give",
    ]);
  });

  it("one that is refused sends nothing and says why: a layout of another contract, a call that fails", async () => {
    const { client, deployment } = scene;
    const [block, ids] = [await getBlockNumber(client, { cacheTime: 0 }), await getProposalIds(client, { deployment })];
    const foreign = await examineUpgrade(client, await scene.request(scene.buildOf("PriceOracle")));
    assert.throws(
      () => requireProposable(foreign),
      (error) =>
        error instanceof UpgradeRefusedError &&
        error.reasons.some((reason) => reason.startsWith("Layout compatible: ")),
    );
    const failingCall = await examineUpgrade(
      client,
      await scene.request(scene.buildOf("NextKeeperRegistry"), "0x12345678"),
    );
    assert.throws(() => requireProposable(failingCall), /Simulation passed: The proposal can be executed/);
    assert.equal(await getBlockNumber(client, { cacheTime: 0 }), block);
    assert.deepEqual(await getProposalIds(client, { deployment }), ids);
  });

  it("a node that goes away in the middle is told as such, and the copy of its chain goes with it", async () => {
    const { client, url } = scene;
    const request = await scene.request(scene.buildOf("NextKeeperRegistry"));
    const before = descendantsOf(process.pid);
    const failing = await startFailingNode(url, (_, answered) => answered > 40);
    const through = createClient({ account: client.account, transport: http(failing.url) });
    try {
      await assert.rejects(examineUpgrade(through, { ...request, rpcUrl: failing.url }), HttpRequestError);
    } finally {
      failing.close();
    }
    assert.deepEqual(descendantsOf(process.pid), before);
  });

  it("what can't be compared is refused: a record of other code, a version that is live, a proposal without files", async () => {
    const { client, node, deployment, live } = scene;
    const request = await scene.request(scene.buildOf("NextKeeperRegistry"));
    const elsewhere = { ...request, live: { ...live, implementation: deployment.governor } };
    await assert.rejects(examineUpgrade(client, elsewhere), RecordMismatchError);
    const codeHash = keccak256("0x00");
    await assert.rejects(examineUpgrade(client, { ...request, live: { ...live, codeHash } }), RecordMismatchError);
    const { proposalId } = await propose.sync(client, {
      deployment,
      calls: [{ to: live.proxy, data: "0x" }],
      description: "x",
    });
    await assert.rejects(verify(proposalId), ProposalFilesMissingError);
    await assert.rejects(verify(1n), (error) => isContractRevert(error, "GovernorNonexistentProposal"));
    const { address: implementation, codeHash: newHash } = (await examineUpgrade(client, request)).facts.after;
    const next = { ...live, implementation, codeHash: newHash };
    const { proxy: address } = live;
    const value = padHex(implementation);
    await node.setStorageAt({ address, index: IMPLEMENTATION_SLOT, value });
    await node.mine({ blocks: 1 });
    const later = await scene.request(scene.buildOf("NextKeeperRegistry"));
    await assert.rejects(examineUpgrade(client, { ...later, live: next }), AlreadyLiveError);
    await node.setStorageAt({ address, index: IMPLEMENTATION_SLOT, value: padHex(live.implementation) });
  });
});
