/** What UsageMeter refuses. What it leaves out of a batch is no error: see `extractRejectedReceipts`. */
export const usageMeterErrors = {
  UsageMeter_DayNotOver: {
    says: "Day {day} (days since 1970-01-01) is not over; today is {today}.",
    hint: "Report a day's releases from the next day on.",
  },
  UsageMeter_EmptyBatch: {
    says: "The batch is empty.",
    hint: "Submit at least one receipt or count.",
  },
} as const;
