import type { EventStore } from '#event-store';
import type { Logger, Projection, RunningProjections } from '#projection-engine';
import { startReadModels } from '#read-models/kept.js';
import { hostNotary, type NotarySettings } from '#infra/hosting/host-notary.js';

/** What a worker keeps up to date. */
export interface Work {
  /** Of the read models. */
  readonly url: string;
  readonly store: EventStore;
  readonly logger: Logger;
  /** The read models that it keeps; none where somebody else does. */
  readonly projections: readonly Projection[];
  /** Undefined where somebody else makes the log. */
  readonly notary: NotarySettings | undefined;
}

export interface RunningWork {
  /** The projections that stand still because of a failure. Rejects where the store or the database does not answer. */
  standingStill(): Promise<readonly string[]>;
  /** Finishes what is being written. */
  stop(): Promise<void>;
}

/** Keeps read models and log up to date in this process, each only while no other process does. */
export async function startWork({ projections, notary: settings, ...work }: Work): Promise<RunningWork> {
  const notary = settings && (await hostNotary(settings, work));
  const running: RunningProjections | undefined =
    projections.length > 0 ? startReadModels({ ...work, projections }) : undefined;
  return {
    async standingStill() {
      await work.store.head();
      const statuses = (await running?.status()) ?? [];
      return statuses.filter(({ failure }) => failure !== null).map(({ name }) => name);
    },
    async stop() {
      await Promise.all([running?.stop(), notary?.stop()]);
    },
  };
}
