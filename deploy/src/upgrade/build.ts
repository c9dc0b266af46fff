import { globSync } from "node:fs";
import { basename } from "node:path";
import { LIBRARIES, loadArtifact } from "../artifacts.ts";
import { buildContracts } from "../buildContracts.ts";
import { create2Address } from "../create2.ts";
import { InvalidArgumentError } from "../errors.ts";
import { librariesOf, linkLibraries } from "../linkLibraries.ts";
import { readCandidate } from "./candidate.ts";
import type { Build } from "./prepare.ts";

/**
 * Compiles what is deployed to public chains, and a contract that stands elsewhere, when they changed since.
 *
 * @returns the folder with forge's output.
 * @throws CompilationFailedError
 */
export function buildRelease(source: string | undefined, say: (text: string) => void): Promise<string> {
  const also = source === undefined || source.startsWith("contracts/src/") ? [] : [source];
  const onBuild = () => say("Compiling the contracts for release; this takes a minute.");
  return buildContracts("release", { also, onBuild });
}

/**
 * Reads a contract that forge compiled, with what its sources say.
 *
 * @param folder forge's output.
 * @throws InvalidArgumentError, ArtifactMissingError, LibraryMissingError, CompilationError.
 */
export function loadBuild(
  root: string,
  {
    name,
    folder,
    commit,
    source = sourceOf(root, name),
  }: { name: string; folder: string; commit: string; source?: string },
): Build {
  const unlinked = loadArtifact(folder, name, basename(source));
  const needed = librariesOf(unlinked);
  const libraries = LIBRARIES.filter((library) => needed.includes(library)).map((library) => ({
    name: library,
    initCode: loadArtifact(folder, library).bytecode,
  }));
  const places = Object.fromEntries(libraries.map((library) => [library.name, create2Address(library.initCode)]));
  const artifact = linkLibraries(name, unlinked, places);
  return { candidate: readCandidate(root, { name, source }), artifact, libraries, commit };
}

function sourceOf(root: string, name: string): string {
  const [source] = globSync(`contracts/src/**/${name}.sol`, { cwd: root });
  if (source === undefined) throw new InvalidArgumentError("--contract", name, "a contract of contracts/src");
  return source;
}
