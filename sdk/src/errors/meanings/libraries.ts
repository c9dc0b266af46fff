import { GOVERNANCE_ONLY, NOT_THROUGH_SDK, SIGN_AGAIN } from "./advice.ts";

/** What the libraries refuse that the contracts are built on. */
export const libraryErrors = {
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
  AddressEmptyCode: {
    says: "{target} has no code.",
    hint: "Check the address and the chain.",
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
    says: "{sender} holds {balance} of token {tokenId}; {needed} are needed.",
    hint: "Check the id of the license (of shares: the capsule) and the account that holds it.",
  },
  ERC1155InvalidApprover: { says: "{approver} can't approve anybody.", hint: "Use another account." },
  ERC1155InvalidArrayLength: {
    says: "There are {idsLength} ids and {valuesLength} amounts.",
    hint: "Pass one amount for each id.",
  },
  ERC1155InvalidOperator: { says: "{operator} can't be an operator.", hint: "Name another account." },
  ERC1155InvalidReceiver: {
    says: "{receiver} doesn't accept ERC-1155 tokens.",
    hint: "Have it sent to an account, or to a contract that implements IERC1155Receiver.",
  },
  ERC1155InvalidSender: { says: "{sender} can't send licenses or shares.", hint: "Use the account that holds them." },
  ERC1155MissingApprovalForAll: {
    says: "{owner} has not allowed {operator} to move its licenses or shares.",
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
  InsufficientBalance: {
    says: "The contract holds {balance}; {needed} are needed.",
    hint: NOT_THROUGH_SDK,
  },
  InvalidAccountNonce: {
    says: "The next nonce of {account} is {currentNonce}.",
    hint: "Sign again with that nonce.",
  },
  InvalidInitialization: { says: "The contract is initialized already.", hint: "Nothing needs to be done." },
  NotInitializing: { says: "The contract is not being initialized.", hint: NOT_THROUGH_SDK },
  ReentrancyGuardReentrantCall: {
    says: "A payment called back into the contract that made it.",
    hint: "Name another recipient or currency: this one calls back.",
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
} as const;
