import { isLogError } from '#transparency-log';
import { recordRefusal } from '../publish/announcing.js';
import { HeadRefused } from '../publish/refusal.js';
import { TreeBroken } from '../reading/tree.js';
import { SequenceBroken } from '../integrate/leaves.js';
import type { Logger } from './logger.js';
import type { Queries } from './transaction.js';

/**
 * Tells what went wrong. That a log is not signed or does not grow is the gravest thing that a notary can say: it is said again at
 * every try until somebody acts, and kept for whoever asks. Everything else is an outage, and passes.
 */
export async function report(
  error: unknown,
  { pool, logger }: { readonly pool: Queries; readonly logger: Logger },
): Promise<void> {
  if (error instanceof HeadRefused) {
    logger.error({ code: error.code, err: error }, `THE LOG IS NOT SIGNED ANY MORE: ${error.message}`);
    await recordRefusal(pool, `${error.code}: ${error.message}`).catch(() => {});
  } else if (error instanceof SequenceBroken || error instanceof TreeBroken || isLogError(error)) {
    logger.error({ err: error }, `THE LOG DOES NOT GROW ANY MORE: ${error.message}`);
  } else {
    logger.warn({ err: error }, 'the notary waits for its database or its events');
  }
}
