// Generated from the contracts by `npm run generate`. Do not edit.
export const checkOfFunction = {"inputs":[{"name":"deadline","type":"uint256"},{"name":"targets","type":"address[]"},{"name":"calldatas","type":"bytes[]"}],"name":"checkOf","outputs":[{"name":"","type":"bytes"}],"stateMutability":"view","type":"function"} as const;
export const requireUnchangedFunction = {"inputs":[{"name":"deadline","type":"uint256"},{"name":"accounts","type":"address[]"},{"name":"codeHashes","type":"bytes32[]"}],"name":"requireUnchanged","outputs":[],"stateMutability":"view","type":"function"} as const;

export const operationCheckAbi = [
  {"inputs":[{"name":"account","type":"address"},{"name":"expected","type":"bytes32"},{"name":"actual","type":"bytes32"}],"name":"OperationCheck_CodeChanged","type":"error"},
  {"inputs":[{"name":"deadline","type":"uint256"}],"name":"OperationCheck_Expired","type":"error"},
  checkOfFunction,
  requireUnchangedFunction,
] as const;
