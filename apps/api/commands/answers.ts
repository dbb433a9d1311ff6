import { type Outcome } from '#command-handling';
import { Problem } from '../problems/problem.js';

/** What a command has brought about. */
export interface CommandAnswer {
  /** Of what was made or changed. */
  readonly id: string;
  /** Of the stream, after the command's last event. */
  readonly revision: number;
  /** Of the command's last event, a decimal number: a read may ask to be at least so far. */
  readonly position: string;
  /** The command had been accepted before, and nothing happened this time. */
  readonly repeated: boolean;
  readonly events: readonly { readonly id: string; readonly type: string; readonly data: object }[];
}

/** The answer that an outcome means for the thing `id`. Throws the problem that it is where nothing was accepted. */
export function answerOf(id: string, outcome: Outcome): CommandAnswer {
  if (outcome.status === 'rejected') throw Problem.of(outcome.rejection);
  if (outcome.status === 'command_id_reused') throw new Problem('idempotency_key_reused');
  const { revision, position, repeated, events } = outcome;
  return {
    id,
    revision,
    position: String(position),
    repeated,
    events: events.map((event) => ({ id: event.id, type: event.type, data: event.data })),
  };
}
