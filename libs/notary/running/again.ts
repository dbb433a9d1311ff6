import { setTimeout as delay } from 'node:timers/promises';

/** Does the work again and again until the signal; after a failure, which is told, not at once. */
export async function again(
  work: () => Promise<void>,
  retryMs: number,
  signal: AbortSignal,
  onFailure: (error: unknown) => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      if (signal.aborted) return;
      await onFailure(error);
      await pause(retryMs, signal);
    }
  }
}

/** Resolves after this time, at once where the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}
