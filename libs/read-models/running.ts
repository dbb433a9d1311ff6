import {
  type ProjectionsOptions,
  type Rebuild,
  rebuildProjections,
  type RunningProjections,
  startProjections,
} from '#projection-engine';
import { allProjections } from './read-by.js';

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
