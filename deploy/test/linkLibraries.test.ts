import assert from "node:assert/strict";
import type { Artifact } from "../src/artifacts.ts";
import { LibraryMissingError } from "../src/errors.ts";
import { linkLibraries } from "../src/linkLibraries.ts";

const GAP = `__$${"0123456789abcdef01".repeat(2).slice(0, 34)}$__`;
const ONE = "0xAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa";
const TWO = "0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB";
const lower = (address: string) => address.slice(2).toLowerCase();

/** Code with three gaps, two for one library and one for another. */
const artifact: Artifact = {
  abi: [],
  bytecode: `0x6001${GAP}6002${GAP}6003${GAP}`,
  linkReferences: {
    "a.sol": { One: [{ start: 2 }, { start: 46 }] },
    "b.sol": { Two: [{ start: 24 }] },
  },
};

describe("linkLibraries", () => {
  it("writes each library's address where the compiler said, and nothing else", () => {
    const { bytecode, linkReferences } = linkLibraries("Contract", artifact, { One: ONE, Two: TWO });
    assert.equal(bytecode, `0x6001${lower(ONE)}6002${lower(TWO)}6003${lower(ONE)}`);
    assert.equal(linkReferences, undefined);
  });

  it("refuses a contract whose library isn't given, and names both", () => {
    assert.throws(
      () => linkLibraries("Contract", artifact, { One: ONE }),
      (error) => error instanceof LibraryMissingError && /Contract .*library Two/.test(error.message),
    );
  });

  it("leaves a contract without libraries as it is", () => {
    assert.deepEqual(linkLibraries("Contract", { abi: [], bytecode: "0x6001" }, { One: ONE }), {
      abi: [],
      bytecode: "0x6001",
    });
  });
});
