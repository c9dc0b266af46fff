import { NOT_THROUGH_SDK } from "./advice.ts";

/** What RoyaltySplitter and its inboxes refuse. */
export const royaltySplitterErrors = {
  Inbox_Empty: {
    says: "The capsule's inbox holds nothing in the currency {currency}.",
    hint: "Nothing needs to be done.",
  },
  RoyaltySplitter_AncestorsIncomplete: {
    says: "Parent {parentId} has {expected} ancestors that are owed by ABSOLUTE policy; {given} were named.",
    hint: "Name all of them (getAncestors): the RPC may have left out events.",
  },
  RoyaltySplitter_CurrencyNotAccepted: {
    says: "Capsule {capsuleId} doesn't earn in the currency {currency}.",
    hint: "Its owner must accept the currency first (acceptCurrency); what is owed in it waits.",
  },
  RoyaltySplitter_FreezeUnchanged: {
    says: "Whether the owner's income of capsule {capsuleId} is frozen was to be set to {frozen}, which it is already.",
    hint: NOT_THROUGH_SDK,
  },
  RoyaltySplitter_InvalidCurrency: {
    says: "{currency} is not a token contract.",
    hint: "Name an ERC-20 contract on this chain, or the zero address for the native currency.",
  },
  RoyaltySplitter_InvalidRecipient: {
    says: "{recipient} can't be paid.",
    hint: "Name another recipient.",
  },
  RoyaltySplitter_NotAuthorized: {
    says: "{caller} neither owns capsule {capsuleId} nor may act for its owner.",
    hint: "Use the owner's account, or have the owner approve this one for the capsule's token.",
  },
  RoyaltySplitter_NotDisputeCourt: { says: "{caller} is not the DisputeCourt.", hint: NOT_THROUGH_SDK },
  RoyaltySplitter_NotEnoughUnits: {
    says: "{requested} units of capsule {capsuleId} were to be given; {left} are left.",
    hint: "Give at least 1 and at most what the owner, or the round's escrow, still has.",
  },
  RoyaltySplitter_NotLinked: {
    says: "Capsule {childId} owes nothing to capsule {ancestorId}.",
    hint: "Check both ids (getDebt, getLineage).",
  },
  RoyaltySplitter_NotOwner: {
    says: "{caller} doesn't own capsule {capsuleId}.",
    hint: "Use the owner's account; claimOwner pays the owner whoever calls it.",
  },
  RoyaltySplitter_NotRegistry: { says: "{caller} is not the CapsuleRegistry.", hint: NOT_THROUGH_SDK },
  RoyaltySplitter_NotTrainingPool: { says: "{caller} is not the TrainingPool.", hint: NOT_THROUGH_SDK },
  RoyaltySplitter_NothingToClaim: {
    says: "Nothing of capsule {capsuleId} in the currency {currency} is due to {account}.",
    hint: "Nothing needs to be done: try again after the next sale.",
  },
  RoyaltySplitter_RatesTooHigh: {
    says: "The derivative would owe {totalBps} bps of its income; {maximum} are the most.",
    hint: "Build on fewer works, or on licenses with lower derivative rates (previewLink).",
  },
  RoyaltySplitter_TooManyAncestors: {
    says: "The derivative would owe {ancestors} ancestors; {maximum} are the most.",
    hint: "Build on fewer parents.",
  },
  RoyaltySplitter_TooManyCurrencies: {
    says: "Capsule {capsuleId} earns in {maximum} currencies already, and can't in more.",
    hint: "Use one of its currencies.",
  },
  RoyaltySplitter_TooManyParents: {
    says: "{parents} parents are more than the {maximum} that a derivative can have.",
    hint: "Name fewer parents.",
  },
  RoyaltySplitter_Unordered: {
    says: "Capsule {next} may not follow {previous}: parents and ancestors must be ascending, each once.",
    hint: "Order them by id and name each once.",
  },
} as const;
