import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Address, getAddress, keccak256, toHex } from "viem";
import { readCandidate } from "../../src/upgrade/candidate.ts";
import type { Simulation, UpgradeFacts } from "../../src/upgrade/facts.ts";
import { compareInterfaces } from "../../src/upgrade/interfaceChanges.ts";
import { writeReport } from "../../src/upgrade/report.ts";
import { compareStorage } from "../../src/upgrade/storageChanges.ts";
import { verdictsOf } from "../../src/upgrade/verdicts.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[/\\]$/, "");
const word = (text: string) => keccak256(toHex(text));
const addressOf = (text: string): Address => getAddress(word(text).slice(0, 42));
const sourceOf = (version: string) => `deploy/test/upgrade/contracts/${version}/Vault.sol`;
const golden = (name: string) => fileURLToPath(new URL(`golden/${name}.md`, import.meta.url));

const SIMULATION: Simulation = {
  steps: [
    { name: "propose", gasUsed: 210_000n },
    { name: "execute", gasUsed: 90_000n },
  ],
  events: ["Vault.Upgraded(implementation)"],
  balances: [{ during: "purchase", name: "buyer, in wei", before: "10", after: "3" }],
  answers: [{ name: "Vault.version()", before: "1.0.0", after: "2.0.0" }],
  checks: [{ name: "Till solvent", holds: true, words: "holds 7 wei, owes 7" }],
};

/** What a proposal of a version of the vault would tell. */
function factsOf(name: string, more: Partial<UpgradeFacts> = {}): UpgradeFacts {
  const read = (version: string) => readCandidate(ROOT, { name: "Vault", source: sourceOf(version) });
  const [live, next] = [read("live"), read(name)];
  const codeHash = word(name);
  const data = "0x4f1ef286";
  return {
    ...{
      chainId: 31337,
      block: 12n,
      contract: "Vault",
      proxy: addressOf("proxy"),
      candidate: "Vault",
      source: next.source,
    },
    constructorArguments: [],
    before: { address: addressOf("live"), codeHash: word("live"), codeSize: 1000, version: "1.0.0", commit: "a1" },
    after: { address: addressOf(name), codeHash, codeSize: 1100, version: "2.0.0", commit: "b2" },
    rebuiltCodeHash: codeHash,
    calls: [{ to: addressOf("proxy"), data, value: 0n, words: `Vault.upgradeToAndCall(${addressOf(name)}, 0x)` }],
    storage: compareStorage(live.layout, next.layout),
    interface: compareInterfaces(live.interface, next.interface),
    allowRemoved: false,
    openInitializers: next.openInitializers,
    unsafe: next.unsafe,
    rules: [{ name: "Timelock", words: "172800 seconds" }],
    gas: [{ name: "deposit", before: "50000", after: "50100" }],
    sourceDifference: "--- a/Vault.sol\n+++ b/Vault.sol\n@@ -1 +1 @@\n-`old` <script>\n+``` new | line\n",
    ...more,
  };
}

const failing = (facts: UpgradeFacts) => verdictsOf(facts).flatMap(({ name, holds }) => (holds ? [] : [name]));

/** The committed report, which WRITE_GOLDEN=1 writes anew. */
function isGolden(name: string, facts: UpgradeFacts): void {
  const { markdown } = writeReport(facts);
  if (process.env.WRITE_GOLDEN) writeFileSync(golden(name), markdown);
  assert.equal(markdown, readFileSync(golden(name), "utf8"));
}

describe("report of an upgrade", function () {
  this.timeout(60_000);

  it("a good upgrade: what is added stands there, and every verdict holds", () => {
    const facts = factsOf("good", { simulation: SIMULATION });
    assert.deepEqual(failing(facts), []);
    isGolden("good", facts);
  });

  it("a slot collision: a field before the others moves them, and the layout is refused", () => {
    const facts = factsOf("slotCollision");
    const namespace = facts.storage.areas.find(({ name }) => name === "erc7201:test.storage.Vault");
    assert.deepEqual(
      namespace?.rows.map(({ name, change, before, after }) => [name, change, before?.slot, after?.slot]),
      [
        ["pausedUntil", "added", undefined, 0],
        ["total", "moved", 0, 1],
        ["deposits", "moved", 1, 2],
      ],
    );
    assert.deepEqual(failing(facts), ["Layout compatible"]);
    isGolden("slotCollision", facts);
  });

  it("a reordered struct: upgrades-core looks into what mappings hold, and the layout is refused", () => {
    const facts = factsOf("reorderedStruct");
    assert.deepEqual(failing(facts), ["Layout compatible"]);
    isGolden("reorderedStruct", facts);
  });

  it("a removed selector is refused, unless it was agreed to", () => {
    const facts = factsOf("removedSelector");
    assert.deepEqual(failing(facts), ["Selectors kept"]);
    assert.deepEqual(failing({ ...facts, allowRemoved: true }), []);
    isGolden("removedSelector", facts);
  });

  it("a bytecode that was not built from the source is refused", () => {
    const facts = factsOf("good", { rebuiltCodeHash: word("another code") });
    assert.deepEqual(failing(facts), ["Code hash reproducible"]);
    isGolden("foreignBytecode", facts);
  });

  it("an initializer left open is refused", () => {
    const facts = factsOf("openInitializer");
    assert.deepEqual(failing(facts), ["Initializer guarded"]);
    isGolden("openInitializer", facts);
  });

  it("code that is too large, and a check of the simulation that fails, are refused", () => {
    const facts = factsOf("good");
    assert.deepEqual(failing({ ...facts, after: { ...facts.after, codeSize: 24_577 } }), ["Fits a chain"]);
    const checks = [{ name: "Till solvent", holds: false, words: "holds 6 wei, owes 7" }];
    assert.deepEqual(failing({ ...facts, simulation: { ...SIMULATION, checks } }), ["Simulation passed"]);
  });

  it("the page stands for itself: it loads nothing, runs nothing, and colours what changed", () => {
    const { html, hash } = writeReport(factsOf("slotCollision"));
    assert.match(html, /default-src 'none'; style-src 'unsafe-inline'/);
    assert.doesNotMatch(html, /<script|<img|<link|https?:\/\/|url\(/);
    assert.match(html, /<tr class="added"><td>added<\/td><td>pausedUntil<\/td>/);
    assert.match(html, /<tr class="moved"><td>moved<\/td><td>total<\/td>/);
    assert.match(html, /<tr class="bad"><td>✗<\/td><td>Layout compatible<\/td>/);
    assert.match(html, /<span class="removed">-`old` &lt;script&gt;<\/span>/);
    assert.ok(html.includes(hash));
  });

  it("the hash is that of the Markdown, and follows every fact", () => {
    const facts = factsOf("good");
    const { markdown, hash } = writeReport(facts);
    assert.equal(hash, keccak256(new TextEncoder().encode(markdown)));
    assert.equal(writeReport(factsOf("good")).hash, hash);
    assert.notEqual(writeReport({ ...facts, block: 13n }).hash, hash);
  });

  it("nothing within a fact gets out of its place", () => {
    const { markdown } = writeReport(factsOf("good", { rules: [{ name: "a | b", words: "<b>x</b>\n# y" }] }));
    assert.ok(markdown.includes("| a \\| b | \\<b\\>x\\</b\\><br>\\# y |"), markdown);
    assert.ok(markdown.includes("\n````diff\n"), "the fence is longer than the one within");
  });
});
