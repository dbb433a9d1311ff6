import type pg from 'pg';

/**
 * Ctrl-C and SIGTERM end what a connection is doing, and with it the program, in order: what is half done is undone, and an embedded server
 * that was started for it is stopped. A second one ends the program at once.
 */
const interrupted = new AbortController();

export function heedInterruption(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => interrupted.abort(new Error('it was interrupted')));
  }
}

/** Does the work, which fails at an interruption. */
export async function untilInterrupted<Answer>(
  client: Pick<pg.Client, 'end'>,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const end = (): void => void client.end();
  interrupted.signal.throwIfAborted();
  interrupted.signal.addEventListener('abort', end);
  try {
    return await work();
  } catch (error) {
    interrupted.signal.throwIfAborted();
    throw error;
  } finally {
    interrupted.signal.removeEventListener('abort', end);
  }
}
