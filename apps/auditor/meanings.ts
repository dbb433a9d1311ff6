/** What each finding means for somebody who runs no computers. docs/partners.md lists the same. */
export const meanings = {
  log_unknown: 'This is the log of somebody else than your policy names. Ask for the right address.',
  signature_invalid:
    'Whoever answered does not have the operator’s key. Do not rely on anything it says; ask the operator by telephone.',
  witnesses_missing:
    'Too few of the partners that you rely on have vouched for this. They may be out of reach, or they may have refused: ask them before you rely on it.',
  checkpoint_malformed: 'What was served is no checkpoint at all. Ask the operator to repair the address.',
  two_histories:
    'The operator’s key has signed two different pasts. One of them is false. Keep the evidence and show it to the other partners.',
  history_rewritten:
    'What had been written down was changed, removed, moved or added to afterwards. Keep the evidence and show it to the other partners.',
  log_set_back:
    'Events that you have already seen are missing now: the operator went back to a backup, or somebody is showing you an old page. Ask for the newest page; if there is none, events were lost.',
  checkpoint_stale:
    'Nobody has vouched for this page for longer than you allow. The newest events may be kept from you.',
  tree_differs: 'What was handed out is not what was signed. Do not rely on it; keep the evidence.',
  leaf_differs: 'An event was handed out in another wording than the one that was signed. Do not rely on it.',
  served_malformed: 'What was served breaks the public format. Ask the operator to repair it.',
  proof_malformed: 'The file is damaged, or is no proof. Ask for it again.',
  proof_wrong: 'The event in this file was not in the log that was signed. Do not rely on it.',
  leaf_malformed:
    'An entry of the log is not a proper event. The operator’s program, or somebody, wrote what it must not.',
  event_unknown:
    'An event is of a kind that this program does not know. Get the newest version; if it is still unknown, ask the operator.',
  history_gap: 'Rule 6. Events are missing from the story of this book, or stand at a wrong place in it.',
  unbalanced:
    'Rule 1. Money appeared from nowhere or vanished: what goes out of one account must go into another.',
  received_beyond_promise: 'Rule 2. More money was booked for a pledge than was promised.',
  advance_below_zero: 'Rule 2. More was paid back than had been advanced.',
  account_below_zero:
    'Rule 2. An account went to the wrong side of zero: something was given that was not there.',
  tranche_not_covered: 'Rule 3. A producer was paid money that was not available for it.',
  payment_not_covered: 'Rule 3. A producer was paid out of donations that were meant for something else.',
  settlement_wrong: 'Rule 4. A delivery was not booked as agreed: the oldest advances first, the rest due.',
  bank_reference_reused: 'Rule 5. The same line of the bank statement was booked twice.',
  reversal_wrong: 'Rule 6. Something was undone that was not there, or not all of it, or without naming it.',
  refused_by_the_rules: 'The rules do not allow this event, and an honest server would have refused it.',
  differs_from_the_rules: 'The rules allow this, but with other amounts than were written down.',
  balance_differs:
    'The operator’s screens show another amount than the signed events add up to. The events count; the screens were changed or are broken.',
  book_missing: 'The signed events tell of a book that the operator’s server does not show.',
  book_added:
    'The operator’s screens show a book that cannot be worked out of the signed events. Nothing in it can be proven: do not rely on it.',
} as const;

export type FindingCode = keyof typeof meanings;
