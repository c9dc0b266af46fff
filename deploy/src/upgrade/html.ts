import type { Block, Document } from "./document.ts";

const STYLE = `
body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
table{border-collapse:collapse;width:100%;margin:.5rem 0}
th,td{border:1px solid #d0d7de;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#f6f8fa}
pre{background:#f6f8fa;padding:.75rem;overflow:auto;font-size:13px}
.added,.good{background:#dafbe1}.removed,.bad{background:#ffebe9}.moved{background:#fff1c2}.changed{background:#ddf4ff}
pre span{display:block}
footer{color:#57606a;margin-top:2rem;overflow-wrap:anywhere}
`;

/** A report as a page that needs nothing but itself, and can load nothing. */
export function toHtml({ title, sections }: Document, footer: string): string {
  const body = sections.map(
    ({ title: heading, blocks }) => `<section><h2>${escaped(heading)}</h2>\n${blocks.map(block).join("\n")}</section>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><h1>${escaped(title)}</h1>
${body.join("\n")}
<footer>${escaped(footer)}</footer></body></html>
`;
}

function block(one: Block): string {
  if (one.kind === "paragraph") return `<p>${escaped(one.text).replaceAll("\n", "<br>")}</p>`;
  if (one.kind === "code") return `<pre>${one.language === "diff" ? difference(one.text) : escaped(one.text)}</pre>`;
  const head = one.head.map((cell) => `<th>${escaped(cell)}</th>`).join("");
  const rows = one.rows.map(({ cells, tone }) => {
    const row = cells.map((cell) => `<td>${escaped(cell).replaceAll("\n", "<br>")}</td>`).join("");
    return tone === undefined ? `<tr>${row}</tr>` : `<tr class="${tone}">${row}</tr>`;
  });
  return `<table><tr>${head}</tr>\n${rows.join("\n")}</table>`;
}

function difference(text: string): string {
  const lines = text.replace(/\n$/, "").split("\n");
  return lines.map((line) => `<span${toneOf(line)}>${escaped(line) || " "}</span>`).join("");
}

function toneOf(line: string): string {
  if (/^\+(?!\+\+ )/.test(line)) return ' class="added"';
  return /^-(?!-- )/.test(line) ? ' class="removed"' : "";
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
