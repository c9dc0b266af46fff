/** A Markdown table without headings, its columns padded as the repository's formatter has them. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = (rows[0] ?? []).map((_, i) => rows.map((row) => row[i] ?? ""));
  const widths = columns.map((cells) => Math.max(3, ...cells.map((cell) => cell.length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  const empty = line(widths.map(() => ""));
  const rule = line(widths.map((width) => "-".repeat(width)));
  return [empty, rule, ...rows.map(line)].join("\n");
}
