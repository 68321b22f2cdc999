"""Use-cases of fees: schedules, issues, charges, payments, receipts, reminders."""
