/** Hints that several errors share. */
export const NOT_THROUGH_SDK = "This is a fault of the protocol or of a contract that calls it wrongly: report it.";
export const GOVERNANCE_ONLY = "Only governance may do this: propose it there.";
export const SIGN_AGAIN = "Have it signed again by the right account, on the right chain.";
