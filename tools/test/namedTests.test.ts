import assert from "node:assert/strict";
import { missingProofs, testContracts } from "../checks/namedTests.ts";

describe("proofs that documents name", () => {
  const contracts = testContracts([
    "abstract contract Base is Test {\n    function test_Inherited() public { }\n}\n",
    "contract Empty is Base { }\n\ncontract Other is Empty, Base {\n    function testFuzz_Own(uint256 a) public {\n    }\n}\n",
    "contract Next {\n    function invariant_X_1_Holds() public { }\n}\n",
  ]);
  const missing = (markdown: string) => missingProofs(markdown, contracts, (path) => path === "contracts/README.md");

  it("are found in their contract, in those that it inherits, and without a contract anywhere", () => {
    const named = "`Other.testFuzz_Own` `Other.test_Inherited` `Empty.test_Inherited` `invariant_X_1_Holds`";
    assert.deepEqual(missing(named), []);
  });

  it("are missing when another contract has them, or none", () => {
    const named = "`Next.testFuzz_Own`, `Base.testFuzz_Own`, `Unknown.test_Inherited`, `test_Gone`";
    assert.deepEqual(missing(named), ["Next.testFuzz_Own", "Base.testFuzz_Own", "Unknown.test_Inherited", "test_Gone"]);
  });

  it("may be paths, which must exist; patterns, commands and code are none", () => {
    assert.deepEqual(missing("`contracts/README.md` `contracts/GONE.md`"), ["contracts/GONE.md"]);
    assert.deepEqual(missing("`contracts/test/**` `npm run check` `testing` is `_update`\n```\n`test_Gone`\n```"), []);
  });
});
