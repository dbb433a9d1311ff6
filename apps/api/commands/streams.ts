import { CommandHandling } from '#command-handling';
import { type CoProduction, type CoProductionEvent, type Party, type PartyEvent } from '#financing';

/** The handling of all co-production streams, under a name that Nest can find it by. */
export class CoProductionStreams extends CommandHandling<CoProduction, CoProductionEvent> {}

/** The handling of all party streams, under a name that Nest can find it by. */
export class PartyStreams extends CommandHandling<Party, PartyEvent> {}

/** Under which Nest finds the event store. */
export const EVENT_STORE = Symbol('EventStore');
