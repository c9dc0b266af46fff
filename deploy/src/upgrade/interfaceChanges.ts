import type { AbiSnapshot } from "../../../tools/generate/abi.ts";

/** A function, event or error that is not what it was. */
export type InterfaceChange = {
  kind: "function" | "event" | "error";
  change: "added" | "removed" | "changed";
  /** Selector of a function or error, topic of an event. */
  selector: string;
  /** Signature with names and results. */
  before?: string;
  after?: string;
};

const KINDS = { functions: "function", events: "event", errors: "error" } as const;

/**
 * Compares what two implementations offer. The selector tells functions apart, since it is what callers send: another
 * name of an argument is a change, another type of one makes another function.
 */
export function compareInterfaces(before: AbiSnapshot, after: AbiSnapshot): InterfaceChange[] {
  return Object.entries(KINDS).flatMap(([key, kind]) => {
    const [old, next] = [bySelector(before[key as keyof AbiSnapshot]), bySelector(after[key as keyof AbiSnapshot])];
    const selectors = [...new Set([...old.keys(), ...next.keys()])];
    const changes = selectors.flatMap((selector) => changeOf(selector, old.get(selector), next.get(selector)));
    return changes.map((change): InterfaceChange => ({ kind, ...change }));
  });
}

function changeOf(
  selector: string,
  before: string | undefined,
  after: string | undefined,
): Omit<InterfaceChange, "kind">[] {
  if (before === after) return [];
  if (before === undefined) return after === undefined ? [] : [{ change: "added", selector, after }];
  return after === undefined
    ? [{ change: "removed", selector, before }]
    : [{ change: "changed", selector, before, after }];
}

function bySelector(signatures: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(Object.entries(signatures).map(([signature, selector]) => [selector, signature]));
}
