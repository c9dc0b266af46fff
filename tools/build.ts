// `npm run build`: what builders on the contracts use outside this repository. Nothing of it is committed.
//   contracts/dist/abi/<Contract>.json   the ABI of every contract and interface
//   contracts/typechain-types/           types for ethers v6
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { glob, runTypeChain } from "typechain";
import { compileFrontEnd } from "./solidity/front-end.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const abiFolder = join(root, "contracts/dist/abi");
const typesFolder = join(root, "contracts/typechain-types");

for (const folder of [abiFolder, typesFolder]) rmSync(folder, { recursive: true, force: true });
mkdirSync(abiFolder, { recursive: true });
const contracts = compileFrontEnd(root).contracts.filter(({ abi }) => abi.length > 0);
for (const { name, abi } of contracts) {
  writeFileSync(join(abiFolder, `${name}.json`), `${JSON.stringify({ contractName: name, abi }, null, 2)}\n`);
}
const files = glob(root, [`${abiFolder}/*.json`]);
const { filesGenerated } = await runTypeChain({
  cwd: root,
  filesToProcess: files,
  allFiles: files,
  outDir: typesFolder,
  target: "ethers-v6",
  flags: {
    alwaysGenerateOverloads: false,
    discriminateTypes: false,
    tsNocheck: false,
    node16Modules: true,
    environment: undefined,
  },
});
console.log(
  `${contracts.length} ABIs in contracts/dist/abi, ${filesGenerated} type files in contracts/typechain-types`,
);
