import { NOT_THROUGH_SDK } from "./advice.ts";

/** What CapsuleRegistry refuses, of capsules and of their use without a license. */
export const capsuleRegistryErrors = {
  CapsuleRegistry_AlreadyRegistered: {
    says: "Capsule {capsuleId} is registered already.",
    hint: "Publish a new version of it, or register with another salt.",
  },
  CapsuleRegistry_AlreadySealed: {
    says: "Version {version} of capsule {capsuleId} is sealed already.",
    hint: "Nothing needs to be done: it can be sold.",
  },
  CapsuleRegistry_EmptyDigest: {
    says: "The manifest digest is zero.",
    hint: "Pass the SHA-256 of the encoded manifest (manifestDigest).",
  },
  CapsuleRegistry_FeeTooHigh: {
    says: "A protocol fee of {feeBps} bps is above the highest allowed, {maximum}.",
    hint: "Choose a fee up to the maximum.",
  },
  CapsuleRegistry_LicenseMismatch: {
    says: "License {licenseId} is not one of capsule {parentId}.",
    hint: "Name a license of that parent.",
  },
  CapsuleRegistry_LicenseNotHeld: {
    says: "{registrant} holds no valid license {licenseId} (0: none was named) and doesn't own the parent.",
    hint: "Buy a license of the parent that allows derivatives, or renew it, and name it.",
  },
  CapsuleRegistry_NoParents: {
    says: "A derivative was to be registered without a parent.",
    hint: "Name at least one parent, or use register.",
  },
  CapsuleRegistry_NotAuthorized: {
    says: "{caller} neither owns capsule {capsuleId} nor may act for its owner.",
    hint: "Use the owner's account, or have the owner approve this one for the capsule's token.",
  },
  CapsuleRegistry_NotDisputeCourt: { says: "{caller} is not the DisputeCourt.", hint: NOT_THROUGH_SDK },
  CapsuleRegistry_NotEncrypted: {
    says: "The current version of capsule {capsuleId} is in clear and needs no seal.",
    hint: "Nothing needs to be done: it can be sold.",
  },
  CapsuleRegistry_RightsMissing: {
    says: "License {licenseId} grants the rights {rights}; the derivative needs {required} (bits of Rights).",
    hint: "Buy a license with DERIVE, and FINE_TUNE or MERGE where the work was made that way.",
  },
  CapsuleRegistry_RoyaltyTooHigh: {
    says: "A resale royalty of {royaltyBps} bps is above the highest allowed, {maximum}.",
    hint: "Choose a royalty up to the maximum.",
  },
  CapsuleRegistry_Suspended: {
    says: "Capsule {capsuleId} is suspended by a dispute.",
    hint: "Wait for the dispute to be decided.",
  },
  CapsuleRegistry_UnknownCapsule: {
    says: "Capsule {capsuleId} is not registered.",
    hint: "Check the capsule id and the chain: an id belongs to one chain and one registry.",
  },
  CapsuleRegistry_UnknownVersion: {
    says: "Capsule {capsuleId} has no version {version}.",
    hint: "Versions are numbered from 1; getCapsule tells the current one.",
  },
  UsageAuthorization_AlreadyAuthorized: {
    says: "{user} may use capsule {capsuleId} already.",
    hint: "Nothing needs to be done.",
  },
  UsageAuthorization_InvalidUser: { says: "{user} can't be authorized.", hint: "Name another account." },
  UsageAuthorization_NotAuthorized: {
    says: "{user} is not authorized to use capsule {capsuleId}.",
    hint: "Nothing needs to be done: a transfer of the capsule ends all its authorizations.",
  },
  UsageAuthorization_NotOwner: {
    says: "{caller} doesn't own capsule {capsuleId}.",
    hint: "Use the owner's account.",
  },
  UsageAuthorization_TooManyUsers: {
    says: "Capsule {capsuleId} has {maximum} authorized accounts, the most that it can have.",
    hint: "Take the authorization from another account first, or sell licenses.",
  },
} as const;
