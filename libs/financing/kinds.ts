import type { StreamCommand, StreamEvent, StreamKind } from '#decision';
import type { Actor, Parties } from './actor.js';
import { coProductionStream } from './co-production/stream.js';
import { partyStream } from './party/stream.js';

/** A kind of stream, whichever it is. */
export type Kind = StreamKind<unknown, StreamEvent, StreamCommand, Actor, Parties>;

/** Every kind of stream that the house keeps: what goes over all streams goes over this list. */
export const kinds: readonly Kind[] = [coProductionStream, partyStream];

/** The kind of this stream; undefined where it is of none of these. */
export const kindOfStream = (all: readonly Kind[], stream: string): Kind | undefined =>
  all.find(({ prefix }) => stream.startsWith(prefix));
