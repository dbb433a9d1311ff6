import { commandOf, eventOf, refusal, type Refusals } from '#decision';
import type { Parties } from '../actor.js';
import type { PartyKind } from './roles.js';
import type { Party } from './state.js';

/** Declares an event of a party. */
export const partyEvent = eventOf<Party>();

/** Where a party is in its life. `absent`: nothing was ever written about it. */
export const statuses = ['absent', 'registered'] as const;
export type Status = (typeof statuses)[number];

/** Declares a command to a party. */
export const partyCommand = commandOf<Party, Status, Parties>();

/** Refusals that several commands share; those of one command are in its file. */
export const refusals = {
  network_unknown: refusal.rule('There is no such network.'),
} satisfies Refusals;

/** A network gathers the parties of a territory, a consortium gathers growers; nothing else can be belonged to. */
export const canBeJoined = (kind: PartyKind | undefined): boolean =>
  kind === 'network' || kind === 'consortium';
