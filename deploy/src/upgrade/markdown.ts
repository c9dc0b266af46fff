import type { Block, Document } from "./document.ts";

/** A report as Markdown. Whatever is in it stays text: nothing can end its cell or its block. */
export function toMarkdown({ title, sections }: Document): string {
  const parts = sections.map(({ title: heading, blocks }) => [`## ${escaped(heading)}`, ...blocks.map(block)]);
  return `${[`# ${escaped(title)}`, ...parts.flat()].join("\n\n")}\n`;
}

function block(one: Block): string {
  if (one.kind === "paragraph") return escaped(one.text);
  if (one.kind === "code") return fenced(one.language, one.text);
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  return [line(one.head), `|${one.head.map(() => "---|").join("")}`, ...one.rows.map(({ cells }) => line(cells))].join(
    "\n",
  );
}

/** Markdown and the HTML in it lose their meaning. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]<>|#]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll(/\s*\n\s*/g, "<br>");
}

/** A fence that is longer than any within. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, "")}\n${fence}`;
}
