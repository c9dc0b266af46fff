import { actorAt } from "../demo/scene.ts";
import type { Stack } from "../stack.ts";

/** A license of whom, by index among the stack's accounts. */
export type HeldLicense = { licenseId: bigint; holder: number };

/** A client that sends from one of the stack's accounts. */
export const clientOf = (stack: Stack, index: number) => actorAt(stack, index, `account ${index}`).client;
