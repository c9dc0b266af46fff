// Links between documents: each must lead to a file that is there.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { trackedFiles } from "./trackedFiles.ts";

/** Targets of Markdown links that stay within the project, without their anchors. */
export function localLinks(markdown: string): string[] {
  const prose = markdown.replaceAll(/```[\s\S]*?```/g, "");
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target.replace(/#.*$/, ""));
  return targets.filter((target) => target !== "" && !/^[a-z]+:/i.test(target));
}

/** Reads every Markdown file that git tracks. */
export async function findBrokenLinks(root: string): Promise<string | undefined> {
  const documents = await trackedFiles(root, "*.md");
  const broken = documents.flatMap((path) =>
    localLinks(readFileSync(join(root, path), "utf8"))
      .filter((target) => !existsSync(join(root, normalize(join(dirname(path), target)))))
      .map((target) => `${path}: ${target} does not exist`),
  );
  return broken.length === 0 ? undefined : broken.join("\n");
}
