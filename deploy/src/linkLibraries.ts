import type { Address, Hex } from "viem";
import type { Artifact } from "./artifacts.ts";
import { LibraryMissingError } from "./errors.ts";

const ADDRESS_BYTES = 20;

/** Names of the libraries that a contract's code has gaps for. */
export function librariesOf({ linkReferences = {} }: Artifact): string[] {
  return Object.values(linkReferences).flatMap((file) => Object.keys(file));
}

/**
 * Writes the addresses of libraries into a contract's code, as the compiler says where.
 *
 * @param name of the contract, for errors.
 * @returns the artifact with code that can be deployed.
 * @throws LibraryMissingError when it needs a library that isn't given.
 */
export function linkLibraries(
  name: string,
  { linkReferences = {}, ...artifact }: Artifact,
  libraries: Readonly<Record<string, Address>>,
): Artifact {
  let bytecode = artifact.bytecode;
  for (const [library, places] of Object.values(linkReferences).flatMap((file) => Object.entries(file))) {
    const address = libraries[library];
    if (address === undefined) throw new LibraryMissingError(name, library);
    for (const { start } of places) bytecode = write(bytecode, start, address);
  }
  return { ...artifact, bytecode };
}

/** Until they are filled, gaps are no hex digits: nothing may decode the code before. */
function write(bytecode: Hex, start: number, address: Address): Hex {
  const [from, digits] = [2 + 2 * start, 2 * ADDRESS_BYTES];
  return `0x${bytecode.slice(2, from)}${address.slice(2).toLowerCase()}${bytecode.slice(from + digits)}`;
}
