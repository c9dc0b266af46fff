/** Public: what a participant commits to. `commitment` has `threshold` points of 32 bytes; `proof` has 64 bytes. */
export type DkgRound1Message = { index: number; commitment: Uint8Array[]; proof: Uint8Array };

/** Secret: one participant's share for another, 32 bytes little endian, and the transcript that the sender saw. */
export type DkgRound2Message = { from: number; to: number; share: Uint8Array; transcriptHash: Uint8Array };
