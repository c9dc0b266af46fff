// Links between documents: each must lead to a file that is there.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { runChild } from "../testing/child.ts";

/** Targets of Markdown links that stay within the project, without their anchors. */
export function localLinks(markdown: string): string[] {
  const prose = markdown.replaceAll(/```[\s\S]*?```/g, "");
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target.replace(/#.*$/, ""));
  return targets.filter((target) => target !== "" && !/^[a-z]+:/i.test(target));
}

/** Reads every Markdown file that git tracks. */
export async function findBrokenLinks(root: string): Promise<string | undefined> {
  const listed = await runChild({ command: "git", args: ["ls-files", "-z", "*.md"], cwd: root });
  if (listed.code !== 0) return `git can't list the files: ${listed.output.trim()}`;
  const documents = listed.stdout.split("\0").filter((path) => path !== "" && existsSync(join(root, path)));
  const broken = documents.flatMap((path) =>
    localLinks(readFileSync(join(root, path), "utf8"))
      .filter((target) => !existsSync(join(root, normalize(join(dirname(path), target)))))
      .map((target) => `${path}: ${target} does not exist`),
  );
  return broken.length === 0 ? undefined : broken.join("\n");
}
