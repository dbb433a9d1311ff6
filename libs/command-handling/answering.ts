import type { AppendResult, EventStore } from '#event-store';
import type { CachedStream } from './cached-stream.js';
import type { DecidedCommand, Ruling } from './append-batch.js';
import type { StreamEvent } from '#decision';
import { answerOfBefore } from './idempotency.js';
import type { Outcome } from './outcome.js';
import type { PendingCommand } from './pending-command.js';

type Appended = Extract<AppendResult, { status: 'appended' }>;
type Writes = Extract<Ruling, { kind: 'writes' }>;

/** Answers a command whose ruling stands. `result` is of the append that carried its events, if it wrote any. */
export function answerCommand<State, Event extends StreamEvent>(
  store: EventStore,
  stream: CachedStream<State, Event>,
  { command, ruling }: DecidedCommand<State, Event>,
  result: Appended | undefined,
): void {
  switch (ruling.kind) {
    case 'writes':
      if (result) command.answer(accepted(stream.name, ruling, result));
      return;
    case 'rejected':
      return command.answer({ status: 'rejected', rejection: ruling.rejection });
    case 'id_taken':
      return command.answer({ status: 'command_id_reused' });
    case 'throws':
      return command.fail(ruling.error);
    case 'repeats':
      return command.answer(repeated(store, stream, command, ruling.firstRevision));
  }
}

/** Positions within an append are known: isWrittenAsDecided has seen to that. */
function accepted(stream: string, { events, firstRevision }: Writes, result: Appended): Outcome {
  const revision = firstRevision + events.length - 1;
  const place = revision - result.firstRevision;
  return {
    status: 'accepted',
    repeated: false,
    revision,
    position: result.positions?.[place] ?? result.firstPosition + BigInt(place),
    events: events.map(({ id, type, schemaVersion, data, metadata }, ordinal) => ({
      id,
      type,
      schemaVersion,
      data,
      metadata,
      stream,
      revision: firstRevision + ordinal,
    })),
  };
}

async function repeated<State, Event extends StreamEvent>(
  store: EventStore,
  stream: CachedStream<State, Event>,
  command: PendingCommand<State, Event>,
  firstRevision: number,
): Promise<Outcome> {
  const { commandId, inputHash, cause } = command.metadata;
  const asked = { stream: stream.name, commandId, inputHash, firstRevision };
  const before = await answerOfBefore(store, asked).catch((error: unknown) => {
    stream.forget();
    throw error;
  });
  // The store's answer was lost, and what it has is what this very request wrote.
  const own = command.sent && before.cause === cause;
  return own && before.outcome.status === 'accepted'
    ? { ...before.outcome, repeated: false }
    : before.outcome;
}
