// Compiles the subgraph; `npm run build` and the local stack use what it leaves in cache/subgraph.
import { compileSubgraph } from "@capsule-protocol/subgraph/manifest/compile.ts";

try {
  console.log(`The subgraph is compiled: ${await compileSubgraph()}`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
