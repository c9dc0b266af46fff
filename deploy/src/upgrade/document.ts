/** How something is marked: by a word in Markdown, by a colour in HTML. */
export type Tone = "added" | "removed" | "moved" | "changed" | "good" | "bad";

export type Row = { cells: readonly string[]; tone?: Tone | undefined };

export type Block =
  | { kind: "paragraph"; text: string }
  | { kind: "table"; head: readonly string[]; rows: readonly Row[] }
  | { kind: "code"; language: string; text: string };

/** A report before it has a form: the same content becomes Markdown and HTML. */
export type Document = { title: string; sections: readonly { title: string; blocks: readonly Block[] }[] };

export const paragraph = (text: string): Block => ({ kind: "paragraph", text });

/** A table, or a sentence when there is nothing to put into it. */
export function table(head: readonly string[], rows: readonly Row[], none: string): Block {
  return rows.length === 0 ? paragraph(none) : { kind: "table", head, rows };
}
