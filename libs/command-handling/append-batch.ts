import { APPEND_BYTES_MAX, APPEND_EVENTS_MAX, type Json, type JsonObject, type NewEvent } from '#event-store';
import type { Rejection, StreamEvent } from '#decision';
import { afterDecided, type Decider, type StreamState } from './known-stream.js';
import { enveloped } from './envelope.js';
import { envelopeBytesMax } from './limits.js';
import type { PendingCommand } from './pending-command.js';

/** What a command comes to if the events before it are written. */
export type Ruling =
  | {
      readonly kind: 'writes';
      readonly events: readonly NewEvent[];
      readonly firstRevision: number;
      readonly bytes: number;
    }
  | { readonly kind: 'rejected'; readonly rejection: Rejection }
  | { readonly kind: 'repeats'; readonly firstRevision: number }
  | { readonly kind: 'id_taken' }
  | { readonly kind: 'throws'; readonly error: unknown };

export interface DecidedCommand<State, Event> {
  readonly command: PendingCommand<State, Event>;
  readonly ruling: Ruling;
}

/**
 * Commands of one stream that go to the store together, in one append. Each is decided on the state that the
 * ones before it will have made, while the append before is still on its way. They stand or fall with that state: were they
 * appended one by one, a later one could find its expected revision though another process had written it.
 */
export class AppendBatch<State, Event extends StreamEvent> {
  readonly decided: DecidedCommand<State, Event>[] = [];
  readonly events: NewEvent[] = [];
  #bytes = 0;
  #alone = false;

  /** What the stream will be once the batch is written. */
  tip: StreamState<State>;

  constructor(
    /** What the first command is decided on. */
    readonly base: StreamState<State>,
    private readonly decider: Decider<State, Event>,
  ) {
    this.tip = base;
  }

  /** Decides the command and takes it along; false where it must wait for the next batch. */
  take(command: PendingCommand<State, Event>): boolean {
    if (this.decided.length >= APPEND_EVENTS_MAX) return false;
    const { state, ruling } = this.#decide(command);
    if (ruling.kind === 'writes') {
      if (!this.#hasRoomFor(command, ruling.events.length, ruling.bytes)) return false;
      this.events.push(...ruling.events);
      this.#bytes += ruling.bytes;
      this.#alone = command.alone;
    }
    this.decided.push({ command, ruling });
    this.tip = state;
    return true;
  }

  /** The commands whose events the append carries. */
  get writers(): PendingCommand<State, Event>[] {
    return this.decided.filter(({ ruling }) => ruling.kind === 'writes').map(({ command }) => command);
  }

  #decide(command: PendingCommand<State, Event>): { state: StreamState<State>; ruling: Ruling } {
    const { commandId } = command.metadata;
    const state = this.tip;
    const firstRevision = state.commands.get(commandId);
    if (firstRevision !== undefined) return { state, ruling: { kind: 'repeats', firstRevision } };
    if (command.idTaken) return { state, ruling: { kind: 'id_taken' } };
    try {
      const decision = command.decide(state.state);
      if ('rejection' in decision)
        return { state, ruling: { kind: 'rejected', rejection: decision.rejection } };
      if (decision.events.length === 0) throw new Error('A decision is a rejection or at least one event.');
      const events = enveloped(decision.events, command.metadata, this.decider);
      return {
        state: afterDecided(state, this.decider, commandId, decision.events),
        ruling: { kind: 'writes', events, firstRevision: state.revision + 1, bytes: bytesOf(events) },
      };
    } catch (error) {
      return { state, ruling: { kind: 'throws', error } };
    }
  }

  /** An append without events takes any command: one too large for the store is refused there, by itself. */
  #hasRoomFor(command: PendingCommand<State, Event>, events: number, bytes: number): boolean {
    if (this.events.length === 0) return true;
    if (this.#alone || command.alone) return false;
    return this.events.length + events <= APPEND_EVENTS_MAX && this.#bytes + bytes <= APPEND_BYTES_MAX;
  }
}

/** At most so many bytes: what JSON makes of a text is no longer than six bytes a UTF-16 unit, of a number no longer than 25. */
function bytesOf(events: readonly NewEvent[]): number {
  return events.reduce((bytes, { data }) => bytes + envelopeBytesMax + jsonBytesMax(data), 0);
}

function jsonBytesMax(value: Json): number {
  if (typeof value === 'string') return 6 * value.length + 2;
  if (typeof value !== 'object' || value === null) return 25;
  let bytes = 2;
  for (const key in value) bytes += 6 * key.length + 4 + jsonBytesMax((value as JsonObject)[key] ?? null);
  return bytes;
}
