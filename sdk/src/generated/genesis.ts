// Generated from the contracts by `npm run generate`. Do not edit.
export const protocolCreatedEvent = {"anonymous":false,"inputs":[{"components":[{"name":"accessManager","type":"address"},{"name":"capsuleRegistry","type":"address"},{"name":"accessToken","type":"address"},{"name":"royaltySplitter","type":"address"},{"name":"keeperRegistry","type":"address"},{"name":"priceOracle","type":"address"}],"indexed":false,"name":"addresses","type":"tuple"}],"name":"ProtocolCreated","type":"event"} as const;
export const createFunction = {"inputs":[{"components":[{"name":"capsuleRegistry","type":"address"},{"name":"accessToken","type":"address"},{"name":"royaltySplitter","type":"address"},{"name":"keeperRegistry","type":"address"},{"name":"priceOracle","type":"address"}],"name":"implementations","type":"tuple"},{"components":[{"name":"admin","type":"address"},{"name":"guardian","type":"address"},{"name":"treasury","type":"address"},{"name":"sequencerFeed","type":"address"},{"name":"feeBps","type":"uint16"},{"name":"contractDigest","type":"bytes32"},{"name":"keeperThreshold","type":"uint16"},{"name":"groupKey","type":"bytes32"},{"components":[{"name":"operator","type":"address"},{"name":"transportKey","type":"bytes32"},{"name":"verificationShare","type":"bytes32"},{"name":"url","type":"string"}],"name":"keepers","type":"tuple[]"}],"name":"config","type":"tuple"}],"name":"create","outputs":[{"components":[{"name":"accessManager","type":"address"},{"name":"capsuleRegistry","type":"address"},{"name":"accessToken","type":"address"},{"name":"royaltySplitter","type":"address"},{"name":"keeperRegistry","type":"address"},{"name":"priceOracle","type":"address"}],"name":"addresses","type":"tuple"}],"stateMutability":"nonpayable","type":"function"} as const;
export const predictFunction = {"inputs":[],"name":"predict","outputs":[{"components":[{"name":"accessManager","type":"address"},{"name":"capsuleRegistry","type":"address"},{"name":"accessToken","type":"address"},{"name":"royaltySplitter","type":"address"},{"name":"keeperRegistry","type":"address"},{"name":"priceOracle","type":"address"}],"name":"","type":"tuple"}],"stateMutability":"view","type":"function"} as const;

export const genesisAbi = [
  {"inputs":[{"name":"deployer","type":"address"}],"stateMutability":"nonpayable","type":"constructor"},
  {"inputs":[],"name":"Create2EmptyBytecode","type":"error"},
  {"inputs":[],"name":"Create3EmptyBytecode","type":"error"},
  {"inputs":[],"name":"FailedDeployment","type":"error"},
  {"inputs":[],"name":"Genesis_EmptyAdmin","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"Genesis_NotDeployer","type":"error"},
  {"inputs":[{"name":"balance","type":"uint256"},{"name":"needed","type":"uint256"}],"name":"InsufficientBalance","type":"error"},
  protocolCreatedEvent,
  createFunction,
  predictFunction,
] as const;
