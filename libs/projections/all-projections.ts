import { balances } from './balances/projection.js';
import { coProductions } from './co-productions/projection.js';
import { deliveries } from './deliveries/projection.js';
import { pledges } from './pledges/projection.js';
import { producers } from './producers/projection.js';
import type { Projection } from './runner/projection.js';
import { statements } from './statements/projection.js';

/** Every read model of the house. */
export const allProjections: readonly Projection[] = [
  coProductions,
  balances,
  producers,
  pledges,
  statements,
  deliveries,
];
