import { commandOf, eventOf, type Of, type Shape } from '#decision';
import type { Parties } from '../actor.js';
import type { CoProduction, Status } from './state.js';

/** Declares an event of a co-production. */
export const coProductionEvent = eventOf<CoProduction>();

/** Declares a command to a co-production. */
export const coProductionCommand = commandOf<CoProduction, Status, Parties>();

/** The type of the data that a declared event holds. */
export type DataIn<Declared extends { readonly data: Shape }> = Of<Declared['data']>;
