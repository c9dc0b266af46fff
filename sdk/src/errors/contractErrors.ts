import type { errorsAbi } from "../generated/errors.ts";

/** Name of a custom error that a contract of the protocol, or a library it is built on, can revert with. */
export type ContractErrorName = (typeof errorsAbi)[number]["name"];

/** What an error means, with its arguments as `{name}`, and what to do about it. */
export type ContractErrorRow = { says: string; hint: string };

const NOT_THROUGH_SDK = "This is a fault of the protocol or of a contract that calls it wrongly: report it.";
const GOVERNANCE_ONLY = "Only governance may do this: propose it there.";
const SIGN_AGAIN = "Have it signed again by the right account, on the right chain.";

/** Every custom error of every contract, in words. The one place where they are explained. */
export const contractErrors = {
  AccessManagedInvalidAuthority: {
    says: "{authority} has no code and can't be the authority.",
    hint: "Name an AccessManager contract.",
  },
  AccessManagedRequiredDelay: {
    says: "{caller} may do this only {delay} seconds after scheduling it.",
    hint: "Schedule it with the AccessManager first.",
  },
  AccessManagedUnauthorized: {
    says: "{caller} may not call this function.",
    hint: GOVERNANCE_ONLY,
  },
  AccessToken_AccountLimit: {
    says: "{account} may buy {limit} licenses of offer {offerId}; {requested} would be more.",
    hint: "Buy fewer, or choose another offer.",
  },
  AccessToken_CurrencyNotAccepted: {
    says: "Capsule {capsuleId} doesn't earn in the currency {currency}.",
    hint: "Pay in the native currency or in one of the capsule's currencies, or have its owner accept this one (acceptCurrency).",
  },
  AccessToken_DeadlinePassed: {
    says: "The deadline {deadline} (Unix time) had passed.",
    hint: "Send it again with a later deadline.",
  },
  AccessToken_InsufficientPayment: {
    says: "{sent} wei were sent; {required} are needed.",
    hint: "Quote the price again and send at least that much; what is too much is sent back.",
  },
  AccessToken_InvalidQuantity: {
    says: "{quantity} is not a number of licenses that can be bought.",
    hint: "Buy at least 1 and fewer than 2^32.",
  },
  AccessToken_InvalidSession: {
    says: "A session of device {device} can't last until {expiresAt} (Unix time).",
    hint: "Name a device other than the zero address and an end at most 90 days from now, in seconds.",
  },
  AccessToken_InvalidSignature: {
    says: "The signature is not one of {account} over this session.",
    hint: "Sign it again (signSession): the nonce, the deadline or the device may have changed since.",
  },
  AccessToken_InvalidTerms: {
    says: 'The term "{field}" is out of its range, or is one that can\'t be offered yet.',
    hint: "Correct the named term; the ranges stand in IAccessToken.Terms.",
  },
  AccessToken_NotAuthorized: {
    says: "{caller} neither owns capsule {capsuleId} nor may act for its owner.",
    hint: "Use the owner's account, or have the owner approve this one for the capsule's token.",
  },
  AccessToken_NotRegistry: { says: "{caller} is not the CapsuleRegistry.", hint: NOT_THROUGH_SDK },
  AccessToken_NotRenewable: {
    says: "License {licenseId} has no end that could be moved.",
    hint: "Nothing needs to be done: the license lasts for ever.",
  },
  AccessToken_NotSplitter: { says: "{caller} is not the RoyaltySplitter.", hint: NOT_THROUGH_SDK },
  AccessToken_NothingReceived: {
    says: "Nothing arrived in the currency {currency}.",
    hint: "Pay more than 0; a token that keeps the whole amount as its fee can't be used.",
  },
  AccessToken_OfferInactive: {
    says: "Offer {offerId} is not for sale at present.",
    hint: "Choose another offer, or wait until the capsule's owner activates it again.",
  },
  AccessToken_PriceAboveMaximum: {
    says: "The price is {total}; the buyer's maximum is {maximum}.",
    hint: "The price was changed: quote it again and decide anew.",
  },
  AccessToken_SaleClosed: {
    says: "Licenses of capsule {capsuleId} can't be sold now: keepers haven't sealed its current version, or it is suspended.",
    hint: "Its creator must have it sealed (seal); a suspended one must wait for its dispute to end.",
  },
  AccessToken_SoldOut: {
    says: "Offer {offerId} has {left} licenses left; {requested} were asked for.",
    hint: "Buy fewer, or choose another offer of the capsule.",
  },
  AccessToken_TransferForbidden: {
    says: "License {licenseId} can't be transferred (transferability {transferability}: 1 through the market only, 2 never).",
    hint: "Licenses of this offer stay with who bought them.",
  },
  AccessToken_UnexpectedPayment: {
    says: "{sent} wei were sent along with a payment in an ERC-20.",
    hint: "Send no native currency: the offer's currency is a token.",
  },
  AccessToken_UnknownLicense: {
    says: "License {licenseId} was never sold.",
    hint: "Check the license id and the chain.",
  },
  AccessToken_UnknownOffer: {
    says: "Offer {offerId} doesn't exist.",
    hint: "Check the offer id and the chain.",
  },
  AddressEmptyCode: {
    says: "{target} has no code.",
    hint: "Check the address and the chain.",
  },
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
  CapsuleRegistry_NotAuthorized: {
    says: "{caller} neither owns capsule {capsuleId} nor may act for its owner.",
    hint: "Use the owner's account, or have the owner approve this one for the capsule's token.",
  },
  CapsuleRegistry_NotEncrypted: {
    says: "The current version of capsule {capsuleId} is in clear and needs no seal.",
    hint: "Nothing needs to be done: it can be sold.",
  },
  CapsuleRegistry_RoyaltyTooHigh: {
    says: "A resale royalty of {royaltyBps} bps is above the highest allowed, {maximum}.",
    hint: "Choose a royalty up to the maximum.",
  },
  CapsuleRegistry_UnknownCapsule: {
    says: "Capsule {capsuleId} is not registered.",
    hint: "Check the capsule id and the chain: an id belongs to one chain and one registry.",
  },
  CapsuleRegistry_UnknownVersion: {
    says: "Capsule {capsuleId} has no version {version}.",
    hint: "Versions are numbered from 1; getCapsule tells the current one.",
  },
  Create2EmptyBytecode: { says: "There is no code to deploy.", hint: NOT_THROUGH_SDK },
  Create3EmptyBytecode: { says: "There is no code to deploy.", hint: NOT_THROUGH_SDK },
  ECDSAInvalidSignature: { says: "A signature is not valid.", hint: SIGN_AGAIN },
  ECDSAInvalidSignatureLength: {
    says: "A signature has {length} bytes.",
    hint: "Pass 65-byte signatures (r, s, v).",
  },
  ECDSAInvalidSignatureS: {
    says: "A signature is in its malleable form (s = {s}).",
    hint: "Pass signatures with s in the lower half, as wallets make them.",
  },
  ERC1155InsufficientBalance: {
    says: "{sender} holds {balance} of license {tokenId}; {needed} are needed.",
    hint: "Check the license id and the account that holds it.",
  },
  ERC1155InvalidApprover: { says: "{approver} can't approve anybody.", hint: "Use another account." },
  ERC1155InvalidArrayLength: {
    says: "There are {idsLength} ids and {valuesLength} amounts.",
    hint: "Pass one amount for each id.",
  },
  ERC1155InvalidOperator: { says: "{operator} can't be an operator.", hint: "Name another account." },
  ERC1155InvalidReceiver: {
    says: "{receiver} doesn't accept ERC-1155 tokens.",
    hint: "Have the license sent to an account, or to a contract that implements IERC1155Receiver.",
  },
  ERC1155InvalidSender: { says: "{sender} can't send licenses.", hint: "Use the account that holds the license." },
  ERC1155MissingApprovalForAll: {
    says: "{owner} has not allowed {operator} to move its licenses.",
    hint: "Have the holder call setApprovalForAll.",
  },
  ERC1967InvalidImplementation: {
    says: "{implementation} has no code and can't be an implementation.",
    hint: "Deploy the implementation first.",
  },
  ERC1967NonPayable: { says: "An upgrade without a call was sent native currency.", hint: "Send none." },
  ERC721IncorrectOwner: {
    says: "Capsule {tokenId} is owned by {owner}, not by {sender}.",
    hint: "Use the owner's account.",
  },
  ERC721InsufficientApproval: {
    says: "{operator} may not move capsule {tokenId}.",
    hint: "Have the owner approve this account.",
  },
  ERC721InvalidApprover: {
    says: "{approver} may not approve anybody for this capsule.",
    hint: "Use the owner's account.",
  },
  ERC721InvalidOperator: { says: "{operator} can't be an operator.", hint: "Name another account." },
  ERC721InvalidOwner: { says: "{owner} can't own a capsule.", hint: "Name another account." },
  ERC721InvalidReceiver: {
    says: "{receiver} doesn't accept ERC-721 tokens.",
    hint: "Send the capsule to an account, or to a contract that implements IERC721Receiver.",
  },
  ERC721InvalidSender: { says: "{sender} can't send capsules.", hint: "Use the owner's account." },
  ERC721NonexistentToken: {
    says: "Capsule {tokenId} is not registered.",
    hint: "Check the capsule id and the chain: an id belongs to one chain and one registry.",
  },
  FailedCall: {
    says: "A payment or a call to another contract failed.",
    hint: "The recipient may refuse the payment: name another one.",
  },
  FailedDeployment: {
    says: "A contract could not be created.",
    hint: "Its address may be taken already: check whether the protocol is deployed.",
  },
  Genesis_EmptyAdmin: { says: "The admin is the zero address.", hint: "Name the admin in the deployment's config." },
  Genesis_NotDeployer: {
    says: "{caller} is not who deployed Genesis.",
    hint: "Deploy with the same account from beginning to end.",
  },
  Inbox_Empty: {
    says: "The capsule's inbox holds nothing in the currency {currency}.",
    hint: "Nothing needs to be done.",
  },
  InsufficientBalance: {
    says: "The contract holds {balance}; {needed} are needed.",
    hint: NOT_THROUGH_SDK,
  },
  InvalidAccountNonce: {
    says: "The next nonce of {account} is {currentNonce}.",
    hint: "Sign again with that nonce.",
  },
  InvalidInitialization: { says: "The contract is initialized already.", hint: "Nothing needs to be done." },
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
  NotInitializing: { says: "The contract is not being initialized.", hint: NOT_THROUGH_SDK },
  ReentrancyGuardReentrantCall: {
    says: "A payment called back into the contract that made it.",
    hint: "Name another recipient or currency: this one calls back.",
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
  RoyaltySplitter_NotOwner: {
    says: "{caller} doesn't own capsule {capsuleId}.",
    hint: "Use the owner's account; claimOwner pays the owner whoever calls it.",
  },
  RoyaltySplitter_NothingToClaim: {
    says: "Nothing of capsule {capsuleId} in the currency {currency} is due to {account}.",
    hint: "Nothing needs to be done: try again after the next sale.",
  },
  RoyaltySplitter_TooManyCurrencies: {
    says: "Capsule {capsuleId} earns in {maximum} currencies already, and can't in more.",
    hint: "Use one of its currencies.",
  },
  SafeCastOverflowedUintDowncast: {
    says: "{value} doesn't fit into {bits} bits.",
    hint: "Use a smaller amount or duration.",
  },
  SafeERC20FailedOperation: {
    says: "The token {token} refused the payment.",
    hint: "Check the payer's balance and allowance, and whether the token is paused or blocks an account.",
  },
  StringsInsufficientHexLength: { says: "{value} has more than {length} bytes.", hint: NOT_THROUGH_SDK },
  UUPSUnauthorizedCallContext: {
    says: "An implementation was called directly instead of its proxy.",
    hint: "Use the addresses of the deployment.",
  },
  UUPSUnsupportedProxiableUUID: {
    says: "The new implementation is not a UUPS one (slot {slot}).",
    hint: "Derive it from ProtocolUpgradeable.",
  },
} satisfies Record<ContractErrorName, ContractErrorRow>;
