import type { StreamCommand, StreamEvent, StreamKind } from '#decision';
import type { Actor, Parties } from './actor.js';
import type { commands as coProductionCommands } from './co-production/catalogue.js';
import { coProductionStream } from './co-production/stream.js';
import type { commands as partyCommands } from './party/catalogue.js';
import { partyStream } from './party/stream.js';

/** A kind of stream, whichever it is. */
export type Kind = StreamKind<unknown, StreamEvent, StreamCommand, Actor, Parties>;

/** The kinds of streams that the house keeps. A table with a row for each is typed by HouseKind. */
export const houseKinds = { coProduction: coProductionStream, party: partyStream } as const;
export type HouseKind = keyof typeof houseKinds;

/** The same as a list: what goes over all streams goes over it. */
export const kinds: readonly Kind[] = Object.values(houseKinds);

type Codes<Commands> = {
  [Type in keyof Commands]: Commands[Type] extends { readonly refuses: infer Refuses }
    ? keyof Refuses & string
    : never;
}[keyof Commands];
/** Every code that a command of the house can be refused with, who gives it and when aside. */
export type RefusalCode = Codes<typeof coProductionCommands> | Codes<typeof partyCommands>;

/** The kind of this stream; undefined where it is of none of these. */
export const kindOfStream = (all: readonly Kind[], stream: string): Kind | undefined =>
  all.find(({ prefix }) => stream.startsWith(prefix));
