import type { RecordedEvent } from '#event-store';
import type { Door, Fault, Look, Plan } from '../plan/step.js';

/** What happened, in the order in which whoever drives the network learned of it. */
export type Entry =
  /** A command is asked for. `clock` is the door's, RFC 3339; the token is over at `tokenEnds`. */
  | {
      readonly kind: 'asked';
      readonly step: number;
      readonly ask: number;
      readonly key: string;
      readonly door: Door;
      readonly clock: string;
      readonly tokenEnds: string;
    }
  | {
      readonly kind: 'answered';
      readonly ask: number;
      readonly status: number;
      readonly body: Body;
      readonly clock: string;
    }
  /** No answer came, and none will. */
  | { readonly kind: 'lost'; readonly ask: number; readonly why: string; readonly clock: string }
  /** Somebody who asks until an answer comes has stopped waiting for one. */
  | { readonly kind: 'never answered'; readonly key: string }
  | {
      readonly kind: 'looked';
      readonly step: number;
      readonly look: Look;
      readonly atLeast: string;
      readonly status: number;
      readonly body: Body;
    }
  /** The head of the log as anybody may read it. */
  | { readonly kind: 'head'; readonly step: number; readonly note: string }
  | { readonly kind: 'fault'; readonly step: number; readonly fault: Fault }
  /** A process ended that nobody had asked to. */
  | { readonly kind: 'ended'; readonly what: string; readonly status: number | null; readonly log: string };

/** JSON as it was answered. */
export type Body = {
  readonly code?: string;
  readonly position?: string;
  readonly repeated?: boolean;
  readonly events?: readonly { readonly id: string; readonly type: string; readonly data: object }[];
  readonly [field: string]: unknown;
};

/** What is found when everything has come to rest. */
export interface Rest {
  /** What the auditor reads of each book, page after page; a list where there are pages. */
  readonly answers: readonly { readonly look: Look; readonly body: Body }[];
  /** The rows of the read models, and what they are where all events are applied anew in one go. */
  readonly rows: { readonly [table: string]: unknown };
  readonly replayedRows: { readonly [table: string]: unknown };
  /** What the inspection of the log and the partner's program said. */
  readonly leaves: number;
  readonly inspection: readonly { readonly code: string; readonly message: string }[];
  readonly partner: readonly {
    readonly asked: string;
    readonly status: number | null;
    readonly said: string;
  }[];
}

/** All that the checks look at. They can be made again from the files of a run. */
export interface Evidence {
  readonly plan: Plan;
  readonly history: readonly Entry[];
  /** All of the store, in its order. */
  readonly events: readonly RecordedEvent[];
  readonly rest: Rest;
}

/** Sentences, one for everything that is wrong; none where all is well. */
export type Check = (evidence: Evidence) => string[];
