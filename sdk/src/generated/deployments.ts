// Generated from deploy/records by `npm run generate`. Do not edit.
import type { Deployment } from "../deployment.ts";

/** The protocol on public chains, by chain id. */
export const deployments: Readonly<Record<number, Deployment>> = {};
