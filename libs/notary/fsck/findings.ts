/** What is wrong with a log, and what it means. */
const meanings = {
  event_missing: 'was made a leaf of the log and is no longer among the events',
  event_changed: 'is not the event that was made a leaf of the log: it was changed afterwards',
  event_added: 'stands among events that are in the log, and is not in it: it was added afterwards',
  leaf_missing: 'has no hash in the tiles',
  entry_missing: 'is not in the stored leaves',
  entry_changed: 'is stored as another leaf than the one in the tree',
  tile_differs: 'is not what the tiles below it make',
  hashes_miscounted: 'has not as many hashes as the tree needs',
  root_differs: 'has another root than its leaves make',
  signature_invalid: 'is not signed by a key of this log',
  checkpoint_malformed: 'does not say what was written down with it',
  checkpoint_ahead: 'was signed for a larger tree than there is: the log was set back',
  checkpoint_differs: 'was signed for another history than the one that is stored',
} as const;

export type FindingCode = keyof typeof meanings;

/** One kind of damage: where it was met first, and how often. */
export interface FsckFinding {
  readonly code: FindingCode;
  /** A sentence for whoever runs the log. */
  readonly message: string;
  readonly count: number;
}

/** Gathers findings, one of a kind, so that a million changed leaves are one line. */
export class Findings {
  private readonly found = new Map<FindingCode, { readonly first: string; count: number }>();

  /** `what` is met with at its first place, e.g. "the event at position 12". */
  add(code: FindingCode, what: string): void {
    const known = this.found.get(code);
    if (known === undefined) this.found.set(code, { first: what, count: 1 });
    else known.count += 1;
  }

  list(): FsckFinding[] {
    return [...this.found].map(([code, { first, count }]) => {
      const more = count > 1 ? `, and ${count - 1} more likewise` : '';
      return { code, count, message: `${capital(first)} ${meanings[code]}${more}.` };
    });
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
