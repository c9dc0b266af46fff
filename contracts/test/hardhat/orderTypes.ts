/** EIP-712 type of the market's orders. */
export const ORDER = {
  Order: [
    { name: "seller", type: "address" },
    { name: "kind", type: "uint8" },
    { name: "id", type: "uint256" },
    { name: "quantity", type: "uint256" },
    { name: "currency", type: "address" },
    { name: "unitPrice", type: "uint256" },
    { name: "startsAt", type: "uint64" },
    { name: "expiresAt", type: "uint64" },
    { name: "salt", type: "uint256" },
    { name: "counter", type: "uint256" },
    { name: "departures", type: "uint256" },
    { name: "taker", type: "address" },
  ],
} as const;
