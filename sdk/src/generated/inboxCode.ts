// Generated from the contracts by `npm run generate`. Do not edit.

export const inboxCodeAbi = [
  {"inputs":[],"stateMutability":"nonpayable","type":"constructor"},
] as const;
