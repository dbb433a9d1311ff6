import { Gauge, type Registry } from 'prom-client';
import type pg from 'pg';
import { readLogStatus } from '#notary';

/** How the log is doing, whichever process makes it. Where the database does not answer, nothing is told. */
export function registerLogGauges(registry: Registry, pool: pg.Pool): void {
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
