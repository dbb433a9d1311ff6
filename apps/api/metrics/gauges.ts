import type pg from 'pg';
import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import { type Figures } from '#command-handling';
import { readLogStatus } from '#notary';
import { type ProjectionsWatch } from '../http/health.controller.js';

/** How the log is doing, whichever process makes it. Where the database does not answer, nothing is told. */
function registerLogGauges(registry: Registry, pool: pg.Pool): void {
  new Gauge({
    name: 'semina_log',
    help: 'Leaves in the tree, leaves of the head published last, its co-signatures, and 1 for refused where no head is signed any more.',
    labelNames: ['figure'] as const,
    registers: [registry],
    async collect() {
      this.reset();
      const status = await readLogStatus(pool).catch(() => undefined);
      if (status === undefined) return;
      this.set({ figure: 'integrated' }, status.size);
      this.set({ figure: 'published' }, status.published?.size ?? 0);
      this.set({ figure: 'cosignatures' }, status.published?.cosignatures ?? 0);
      this.set({ figure: 'refused' }, status.refusal === null ? 0 : 1);
    },
  });
}

interface Sources {
  readonly projections: ProjectionsWatch;
  /** The database of the log. */
  readonly pool: pg.Pool;
  readonly handlings: { readonly [streams: string]: { readonly figures: Figures } };
}

/** Figures that are asked for when somebody looks. Where the database does not answer, the lags are left out. */
export function registerGauges(registry: Registry, { projections, pool, handlings }: Sources): void {
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'semina_projection_lag_events',
    help: 'How many events a read model is behind the last one; on EventStoreDB counted up to 1,000.',
    labelNames: ['projection'] as const,
    registers: [registry],
    async collect() {
      this.reset();
      const status = await projections.status().catch(() => []);
      for (const { name, lag } of status) this.set({ projection: name }, lag);
    },
  });
  registerLogGauges(registry, pool);
  new Gauge({
    name: 'semina_command_handling',
    help: 'Figures of command handling by kind of stream: counts since the start, and how full it is now.',
    labelNames: ['streams', 'figure'] as const,
    registers: [registry],
    collect() {
      for (const [streams, { figures }] of Object.entries(handlings)) {
        for (const [figure, value] of Object.entries(figures)) this.set({ streams, figure }, value as number);
      }
    },
  });
}
