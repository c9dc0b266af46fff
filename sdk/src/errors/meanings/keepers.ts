/** What KeeperRegistry refuses, of keepers, their bonds and of sessions. */
export const keeperErrors = {
  KeeperBonds_EmptyOperator: {
    says: "A bond was posted for nobody.",
    hint: "Name the operator whose bond it is.",
  },
  KeeperBonds_InsufficientBond: {
    says: "The bond of {operator} is {bond} wei; {required} are needed.",
    hint: "Have the rest posted (postBond); getBond tells what there is.",
  },
  KeeperBonds_NoBond: {
    says: "{operator} has no bond.",
    hint: "Withdraw as the operator that the bond was posted for; getBond tells what there is.",
  },
  KeeperBonds_NothingPosted: {
    says: "A bond of nothing was posted.",
    hint: "Send the amount along.",
  },
  KeeperBonds_StillKeeper: {
    says: "{operator} is a keeper of the current epoch.",
    hint: "A bond is free 30 days after a rotation left its operator out (getBondReleasableAt).",
  },
  KeeperBonds_TooEarly: {
    says: "The bond of {operator} is bound until {possibleAt} (Unix time).",
    hint: "Withdraw it from then on.",
  },
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
  KeeperRegistry_EpochClosed: {
    says: "Signatures of keeper epoch {epoch} count no more; {currentEpoch} is current.",
    hint: "An epoch's keepers settle what they granted within 14 days after its end. Ask those of the current one.",
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
