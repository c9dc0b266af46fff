/** What KeeperRegistry refuses, of keepers and of sessions. */
export const keeperErrors = {
  KeeperRegistry_DuplicateOperator: {
    says: "{operator} is named as two keepers.",
    hint: "Give each keeper an operator account of its own.",
  },
  KeeperRegistry_EmptyKey: {
    says: "A keeper's key, or the group's, is zero.",
    hint: "Take the keys from the finished key generation.",
  },
  KeeperRegistry_EmptyOperator: {
    says: "Keeper {index} has no operator account.",
    hint: "Name the operator of each keeper.",
  },
  KeeperRegistry_InvalidThreshold: {
    says: "A threshold of {threshold} doesn't fit {keepers} keepers.",
    hint: "The threshold must be more than half of the keepers, and at most all of them.",
  },
  KeeperRegistry_NotKeeper: {
    says: "{account} is not a keeper of epoch {epoch}.",
    hint: "Ask the keepers of the current epoch (getKeeperSet), and sign with their operator accounts.",
  },
  KeeperRegistry_QuorumNotReached: {
    says: "{signatures} keepers signed; {threshold} are needed.",
    hint: "Collect the signatures of more keepers.",
  },
  KeeperRegistry_TooManyKeepers: {
    says: "{keepers} keepers are more than the {maximum} that an epoch can have.",
    hint: "Name fewer keepers.",
  },
  KeeperRegistry_UnknownEpoch: {
    says: "There was no keeper epoch {epoch}.",
    hint: "Epochs are numbered from 1; getCurrentEpoch tells the newest.",
  },
  KeeperRegistry_UnorderedSigners: {
    says: "The signature of {signer} may not follow that of {previous}.",
    hint: "Order the signatures by signer address, each signer once; a wrong order also shows when something else was signed.",
  },
  Sessions_DeadlinePassed: {
    says: "The deadline {deadline} (Unix time) of the signed session had passed.",
    hint: "Have the session signed again (signSession), and submit it before its deadline.",
  },
  Sessions_InvalidSession: {
    says: "A session of device {device} can't last until {expiresAt} (Unix time).",
    hint: "Name a device other than the zero address and an end at most 90 days from now, in seconds.",
  },
  Sessions_InvalidSignature: {
    says: "The signature is not one of {account} over this session.",
    hint: "Sign it again (signSession): the nonce, the deadline or the device may have changed since.",
  },
} as const;
