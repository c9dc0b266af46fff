/** Where a dispute stands: open, ruled on, appealed, or concluded in one of three ways. */
export const DisputeStage = {
  NONE: 0,
  /** The respondent may answer; the arbiter rules. */
  OPEN: 1,
  /** Who lost the ruling may appeal. */
  RULED: 2,
  /** Governance rules. */
  APPEALED: 3,
  /** The capsule is suspended; what was contested is the disputer's. */
  UPHELD: 4,
  REJECTED: 5,
  /** Nobody ruled in time: as if rejected. */
  EXPIRED: 6,
} as const;
