import {
  type ProjectionsOptions,
  type Rebuild,
  rebuildProjections,
  type RunningProjections,
  startProjections,
} from '#projection-engine';
import { balances } from './balances/projection.js';
import { coProductions } from './co-productions/projection.js';
import { deliveries } from './deliveries/projection.js';
import { pledges } from './pledges/projection.js';
import { producers } from './producers/projection.js';
import type { ReadModel } from './read-model.js';
import { statements } from './statements/projection.js';

/** Every read model of the house. */
export const allProjections: readonly ReadModel[] = [
  coProductions,
  balances,
  producers,
  pledges,
  statements,
  deliveries,
];

/** Runs read models, all of the house unless told, as startProjections does. */
export const startReadModels = (
  options: Omit<ProjectionsOptions, 'projections'> & Partial<Pick<ProjectionsOptions, 'projections'>>,
): RunningProjections => startProjections({ projections: allProjections, ...options });

/** Works read models out anew, as rebuildProjections does, by threads where that is faster. */
export const rebuildReadModels = (rebuild: Omit<Rebuild, 'threads'>): Promise<void> =>
  rebuildProjections({
    ...rebuild,
    threads: { file: new URL('./rebuild-thread.js', import.meta.url), projections: allProjections },
  });
