import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import type { Command } from "commander";
import { isAddressEqual } from "viem";
import { findMeteredLicenses, type MeteredLicense } from "../../usage/meteredLicenses.ts";
import { type Context, contextOf, type Process } from "../context.ts";
import { listPulled, type PulledCapsule } from "../pulled.ts";
import { byteCount, table } from "../terminal.ts";

type Listed = PulledCapsule & {
  bytes: number;
  /** Metered licenses of the account; missing where nobody could be asked. */
  metered?: Omit<MeteredLicense, "capsuleId">[];
};

/** Each keeper's time to say what it leased: a list must not wait for one that is gone. */
const KEEPER_MILLISECONDS = 2000;

export function addLs(program: Command, process: Process): void {
  const command = program
    .command("ls")
    .description("list the capsules whose files were pulled, and what is left of metered licenses of them")
    .action(async () => list(await contextOf(command, process)));
}

async function list(context: Context): Promise<void> {
  const pulled = await listPulled(context.cache().directory);
  const licenses = pulled.length === 0 ? undefined : await licensesOf(context);
  const listed = pulled.map((capsule): Listed => {
    const bytes = capsule.files.reduce((sum, { storedSize }) => sum + storedSize, 0);
    return { ...capsule, bytes, ...meteredOf(context, capsule, licenses) };
  });
  context.result(listed, () => (listed.length === 0 ? "No capsule was pulled yet.\n" : table(listed.map(rowOf))));
}

/** The list is one of files on this machine: it is shown without the chain, too. */
async function licensesOf(context: Context): Promise<MeteredLicense[] | undefined> {
  const { settings, signal, terminal } = context;
  if (!settings.rpcUrl || !settings.deployment) return undefined;
  try {
    const account = await context.account();
    const parameters = { deployment: settings.deployment, account, keepers: context.keepers, signal };
    return await findMeteredLicenses(context.client(), { ...parameters, timeoutMilliseconds: KEEPER_MILLISECONDS });
  } catch (error) {
    if (!(error instanceof BaseError)) throw error;
    terminal.err.write(`Runs left are not known: ${error.message}\n`);
    return undefined;
  }
}

/** Licenses of this deployment's capsules only: another's may have the same id. */
function meteredOf(
  { settings: { deployment } }: Context,
  { chainId, registry, capsuleId }: PulledCapsule,
  licenses: readonly MeteredLicense[] | undefined,
): Pick<Listed, "metered"> {
  if (!licenses || !deployment) return {};
  if (chainId !== deployment.chainId || !isAddressEqual(registry as `0x${string}`, deployment.registry)) return {};
  const own = licenses.filter((license) => license.capsuleId === BigInt(capsuleId));
  return { metered: own.map(({ licenseId, bought, left }) => ({ licenseId, bought, left })) };
}

function rowOf({ capsuleId, name, version, bytes, metered = [] }: Listed): [string, string] {
  const runs = metered.map(({ licenseId, bought, left }) => `, ${left} of ${bought} runs left of license ${licenseId}`);
  return [capsuleId, `${name}, version ${version}, ${byteCount(bytes)}${runs.join("")}`];
}
