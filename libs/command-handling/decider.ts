import type { StreamEvent, StreamKind } from '#decision';

/** What command handling needs of a kind of stream: how its states come about, and how they are kept. */
export type Decider<State, Event extends StreamEvent> = Pick<
  StreamKind<State, Event>,
  'initial' | 'evolve' | 'upcast' | 'schemaVersion' | 'snapshot'
>;
