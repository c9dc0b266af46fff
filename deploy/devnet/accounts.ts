import { type Address, bytesToHex, type Hex } from "viem";
import { type HDAccount, mnemonicToAccount } from "viem/accounts";

/** Anvil's own mnemonic: known to everyone, so worth nothing on any other chain. */
export const LOCAL_MNEMONIC = "test test test test test test test test test test test junk";

/** An account with 10,000 ether on the local chain. */
export type LocalAccount = { address: Address; privateKey: Hex; account: HDAccount };

/**
 * The first ten accounts of the local chain. The first deploys, the eighth is the council, the ninth the
 * guardian, the tenth the treasury.
 */
export function localAccounts(count = 10): LocalAccount[] {
  return Array.from({ length: count }, (_, addressIndex) => {
    const account = mnemonicToAccount(LOCAL_MNEMONIC, { addressIndex });
    const { privateKey } = account.getHdKey();
    if (privateKey === null) throw new Error("the mnemonic gives no private key");
    return { address: account.address, privateKey: bytesToHex(privateKey), account };
  });
}
