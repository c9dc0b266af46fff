import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { graphNodeProgram } from "@capsule-protocol/deploy/devnet/graphNode.ts";
import { type Guard, startGuard } from "@capsule-protocol/deploy/devnet/guard.ts";
import { startPostgres } from "@capsule-protocol/deploy/devnet/postgres.ts";
import { runChild } from "../../tools/testing/child.ts";
import { placeSubgraph } from "../manifest/compile.ts";
import { addresses } from "./support/events.ts";
import { gndCases } from "./support/gndCases.ts";

// What `gnd test` can play: events without structs, which its format has no way to write. All others are played to
// graph-node on a chain, in the other files.
describe("subgraph: gnd test", function () {
  this.timeout(240_000);
  let guard: Guard;
  let folder: string;

  before(async () => {
    guard = startGuard();
    folder = guard.directory("capsule-gnd-");
    // With a later start gnd passes over the first block of a case.
    await placeSubgraph(folder, { chainId: 31337, startBlock: 0n, addresses, commit: "test" });
  });
  after(() => guard?.close());

  for (const testCase of gndCases) {
    it(testCase.name, async () => {
      const tests = join(folder, "cases");
      mkdirSync(tests, { recursive: true });
      const file = join(tests, `${testCase.name.replaceAll(/\W+/g, "-")}.json`);
      writeFileSync(file, JSON.stringify(testCase));
      // A database of its own: gnd takes what another case left for work that is done.
      const database = await startPostgres(guard);
      const env = { ...process.env, POSTGRES_URL: database.url, GRAPH_ALLOW_NON_DETERMINISTIC_FULLTEXT_SEARCH: "true" };
      const args = ["test", "--skip-build", "--manifest", "subgraph.yaml", file];
      const { code, output } = await runChild({ command: graphNodeProgram(), args, cwd: folder, env });
      await database.stop();
      assert.equal(code, 0, output);
      assert.match(output, /1 passed, 0 failed/);
    });
  }
});
