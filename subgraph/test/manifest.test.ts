import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { decimal } from "@capsule-protocol/deploy/src/jsonFile.ts";
import { exampleRecord } from "@capsule-protocol/deploy/test/exampleRecord.ts";
import { type Address, getAddress } from "viem";
import { graphCli } from "../manifest/compile.ts";
import { coverageComplaints } from "../manifest/eventCoverage.ts";
import { place } from "../manifest/place.ts";
import { expandEvents, parseManifest, readTemplate } from "../manifest/template.ts";
import { addresses } from "./support/events.ts";

/** Chains beyond the local one, and their names. */
const CHAINS = [
  [1, "mainnet"],
  [8453, "base"],
  [11155111, "sepolia"],
] as const;
const CLI = fileURLToPath(new URL("../manifest/cli.ts", import.meta.url));

/** A record as a deployment leaves it. */
const recordText = (chainId: number): string =>
  JSON.stringify(
    exampleRecord((name) => addresses[name] as Address, { chainId }),
    decimal,
  );

describe("subgraph: its own manifest", () => {
  const placement = { startBlock: 42n, addresses, commit: "abc" };

  for (const [chainId, network] of CHAINS) {
    it(`is put onto chain ${chainId} by configuration alone`, () => {
      const { dataSources, templates } = place(readTemplate(), { ...placement, chainId });
      assert.equal(dataSources.length, Object.keys(addresses).length);
      for (const { name, network: placed, source, context } of dataSources) {
        assert.equal(placed, network);
        assert.deepEqual(source, { abi: name, address: addresses[name], startBlock: 42 });
        assert.equal(context?.chainId?.data, String(chainId));
      }
      assert.deepEqual(
        templates.map((template) => template.network),
        [network],
      );
    });
  }

  it("the command writes a manifest that graph-cli takes, and the networks of all records", () => {
    const folder = mkdtempSync(join(tmpdir(), "capsule-manifest-"));
    try {
      for (const chainId of [1, 8453]) writeFileSync(join(folder, `${chainId}.json`), recordText(chainId));
      writeFileSync(join(folder, "else.json"), "{}");
      const args = ["prepare", "--record", join(folder, "1.json"), "--out", join(folder, "out"), "--json"];
      const output = execFileSync(process.execPath, [CLI, ...args], { encoding: "utf8" });
      const files = ["subgraph.yaml", "networks.json"].map((name) => join(folder, "out", name));
      assert.deepEqual(JSON.parse(output), { files });
      const manifest = parseManifest(readFileSync(join(folder, "out/subgraph.yaml"), "utf8"));
      assert.equal(manifest.dataSources[0]?.network, "mainnet");
      const networks = JSON.parse(readFileSync(join(folder, "out/networks.json"), "utf8"));
      assert.deepEqual(Object.keys(networks).sort(), ["base", "mainnet"]);
      assert.deepEqual(networks.base.Market, { address: getAddress(String(addresses.Market)), startBlock: 42 });
      assert.ok(existsSync(join(folder, "out/src/id.ts")) && existsSync(join(folder, "out/schema.graphql")));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("graph-cli reads the manifest of each of three chains, and refuses one that is wrong", async function () {
    this.timeout(120_000);
    const folder = mkdtempSync(join(tmpdir(), "capsule-manifest-"));
    try {
      for (const [chainId] of CHAINS) {
        const [record, out] = [join(folder, `${chainId}.json`), join(folder, String(chainId))];
        writeFileSync(record, recordText(chainId));
        execFileSync(process.execPath, [CLI, "prepare", "--record", record, "--out", out]);
        await graphCli(out, ["codegen"]);
        assert.ok(existsSync(join(out, "generated/schema.ts")));
      }
      const wrong = join(folder, "1/subgraph.yaml");
      writeFileSync(wrong, readFileSync(wrong, "utf8").replace(/event: .*/, "event: Nothing()"));
      await assert.rejects(graphCli(join(folder, "1"), ["codegen"]), { code: "SUBGRAPH_BUILD_FAILED" });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("refuses a chain without a name, and a record without an address", () => {
    assert.throws(() => place(readTemplate(), { ...placement, chainId: 2 ** 40 }), {
      code: "SUBGRAPH_UNKNOWN_NETWORK",
    });
    const { Market: _, ...rest } = addresses;
    assert.throws(() => place(readTemplate(), { ...placement, chainId: 1, addresses: rest }), {
      code: "SUBGRAPH_MISSING_ADDRESS",
      message: /no address of Market/,
    });
  });

  it("writes out the parameters of events from their ABI, and refuses an event that no ABI has", () => {
    const template = readTemplate();
    const access = expandEvents(template).dataSources.find(({ name }) => name === "AccessToken");
    const events = access?.mapping.eventHandlers.map(({ event }) => event) ?? [];
    assert.ok(events.includes("IncomeReceived(indexed uint256,indexed address,indexed address,uint256)"));
    const offer = events.find((event) => event.startsWith("OfferCreated"));
    assert.match(
      offer ?? "",
      /^OfferCreated\(indexed uint256,indexed uint256,indexed address,uint128,\(address,.*,bytes32\)\)$/,
    );
    const [first] = template.dataSources;
    assert.ok(first);
    const eventHandlers = [{ event: "Nothing", handler: "handleNothing" }];
    const wrong = { ...template, dataSources: [{ ...first, mapping: { ...first.mapping, eventHandlers } }] };
    assert.throws(() => expandEvents(wrong), { code: "SUBGRAPH_UNKNOWN_EVENT" });
  });

  it("an event is mapped or excused, and an excuse is of something", () => {
    const events = { Market: ["Filled", "Initialized"], Token: ["Initialized"] };
    const complaints = (mapped: Record<string, string[]>, unmapped: Record<string, Record<string, string>>) =>
      coverageComplaints(events, mapped, unmapped);
    const excuse = { "*": { Initialized: "says nothing" } };
    assert.deepEqual(complaints({ Market: ["Filled"] }, excuse), []);
    assert.deepEqual(complaints({}, excuse), ["Market.Filled is neither mapped nor listed with a reason"]);
    assert.deepEqual(complaints({ Market: ["Filled"] }, { "*": { Initialized: " " } }), [
      "Market.Initialized is neither mapped nor listed with a reason",
      "Token.Initialized is neither mapped nor listed with a reason",
    ]);
    assert.deepEqual(complaints({ Market: ["Filled"] }, { ...excuse, Market: { Filled: "?", Gone: "?" } }), [
      "Market.Filled is listed with a reason, but is mapped or doesn't exist",
      "Market.Gone is listed with a reason, but is mapped or doesn't exist",
    ]);
  });
});
