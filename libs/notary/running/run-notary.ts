import type { Pool } from 'pg';
import { integrate } from '../integrate/integrate.js';
import { announce, recordRefusal } from '../publish/announcing.js';
import { Publisher } from '../publish/publisher.js';
import { Witnesses } from '../witnesses/witnesses.js';
import { again, pause } from './again.js';
import type { NotaryOptions, Paces } from './options.js';
import { report } from './report.js';

/** Wakes whoever waits. A ring that nobody hears is kept for the next who waits. */
class Bell {
  private rung = new AbortController();

  ring(): void {
    this.rung.abort();
  }

  /** Resolves at the next ring, or after this time. */
  async wait(ms: number): Promise<void> {
    await pause(ms, this.rung.signal);
    this.rung = new AbortController();
  }
}

/** All that a notary at work needs. */
export type Run = NotaryOptions & { readonly paces: Paces; readonly pool: Pool };

/**
 * Integrates and publishes beside each other until the signal; neither waits for the other. Rejects with HeadRefused where the log
 * is called otherwise than its key, and where the database is away at the beginning.
 */
export async function runNotary(run: Run, signal: AbortSignal): Promise<void> {
  const { pool, store, keys, logger, paces } = run;
  const before = await announce(pool, keys, run.mayRename ?? false);
  if (before !== undefined) {
    logger.warn({ before, origin: keys.origin }, 'the log has a new name: it is another log now');
  }
  logger.info({ origin: keys.origin }, 'this process is the notary now');
  const bell = new Bell();
  const onIntegrated = (): void => bell.ring();
  const integrating = (): Promise<void> => integrate({ pool, store, signal, onIntegrated, ...paces });
  await Promise.all([
    again(integrating, paces.retryMs, signal, (error) => report(error, run)),
    publishUntil(run, bell, signal),
  ]);
}

async function publishUntil(run: Run, bell: Bell, signal: AbortSignal): Promise<void> {
  const { pool, logger, paces } = run;
  const witnesses = new Witnesses(run.witnesses, paces, logger, signal);
  const publisher = new Publisher({ ...run, witnesses, witnessWaitMs: paces.witnessWaitMs });
  signal.addEventListener('abort', () => bell.ring());
  const publish = async (): Promise<void> => {
    const next = pause(paces.publishEveryMs, signal);
    await publisher.publish();
    await recordRefusal(pool, null);
    await next;
    await bell.wait(paces.publishEveryMs);
  };
  await again(publish, paces.retryMs, signal, (error) => report(error, run));
  await witnesses.drained();
}
