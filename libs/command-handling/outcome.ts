import type { RecordedEvent } from '#event-store';
import type { Rejection } from '#decision';

/** An event of an accepted command: what was written and where in the stream. */
export type AcceptedEvent = Omit<RecordedEvent, 'position' | 'recordedAt'>;

export type Outcome =
  | {
      readonly status: 'accepted';
      /** The command had been accepted before; this is the answer it got then. */
      readonly repeated: boolean;
      /** Of the command's last event. */
      readonly revision: number;
      /** Of the command's last event. */
      readonly position: bigint;
      readonly events: readonly AcceptedEvent[];
    }
  /** Nothing was written, and the same command may be tried again another time. */
  | { readonly status: 'rejected'; readonly rejection: Rejection }
  /** The id belongs to an accepted command with another input, another actor or another stream. */
  | { readonly status: 'command_id_reused' };

/** More commands wait than may. Nothing of this one was written; try again in a moment. */
export class CommandHandlingOverloaded extends Error {
  override readonly name = 'CommandHandlingOverloaded';
}

/** Other processes wrote to the stream at every try. Nothing of this command was written; try again in a moment. */
export class CommandHandlingContended extends Error {
  override readonly name = 'CommandHandlingContended';
}
