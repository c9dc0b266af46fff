// Where upgradeable contracts keep their state, as OpenZeppelin's upgrades-core reads it off the compiler's output.
import {
  makeNamespacedInput,
  type StorageLayout,
  solcInputOutputDecoder,
  type ValidationRunData,
  validate,
} from "@openzeppelin/upgrades-core";
import { compile, type FrontEnd } from "./front-end.ts";

/** What upgrades-core found in a compilation: mistakes and layout of each contract, by `<source>:<name>`. */
export function validationOf(root: string, { input, output, solcVersion }: FrontEnd): ValidationRunData {
  // Plain compiler output has no layout for namespaced structs: a copy of the sources that declares a variable of each has.
  const namespaced = compile(makeNamespacedInput(input, output), root);
  return validate(output, solcInputOutputDecoder(input, output), solcVersion, input, namespaced);
}

export function isUpgradeable(run: ValidationRunData, contract: string): boolean {
  return run[contract]?.inherit.some((base) => base.endsWith(":UUPSUpgradeable")) ?? false;
}

/** A contract's layout with that of its bases, which the compiler has in it already. */
export function layoutOf(run: ValidationRunData, contract: string): StorageLayout {
  const { storage, types, namespaces = {} } = run[contract]?.layout ?? { storage: [], types: {} };
  return { storage, types, namespaces };
}
