// Generated from the contracts by `npm run generate`. Do not edit.
export const forwardFunction = {"inputs":[{"name":"currency","type":"address"}],"name":"forward","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;

export const inboxAbi = [
  {"inputs":[{"name":"accessToken","type":"address"},{"name":"capsuleId","type":"uint256"}],"stateMutability":"nonpayable","type":"constructor"},
  {"inputs":[{"name":"currency","type":"address"}],"name":"Inbox_Empty","type":"error"},
  {"inputs":[{"name":"token","type":"address"}],"name":"SafeERC20FailedOperation","type":"error"},
  forwardFunction,
  {"stateMutability":"payable","type":"receive"},
] as const;
