import assert from "node:assert/strict";
import * as queries from "@capsule-protocol/sdk/generated/queries.ts";
import { asked } from "./queries/ask.ts";
import { capsuleQueries } from "./queries/capsuleQueries.ts";
import { moneyQueries } from "./queries/moneyQueries.ts";
import { protocolQueries } from "./queries/protocolQueries.ts";

describe("subgraph: documented queries", function () {
  this.timeout(180_000);
  capsuleQueries();
  moneyQueries();
  protocolQueries();

  it("every documented query was asked", () => {
    const names = Object.values(queries).map(({ name }) => name);
    assert.deepEqual([...asked].sort(), names.sort());
  });
});
