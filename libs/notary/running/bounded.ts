/**
 * Runs work that ends when `stop` aborts, or after `ms`. Listens to `stop` only as long as the work lasts: signals that are joined
 * for good would pile up on one that lives as long as the process.
 */
export async function bounded<Value>(
  ms: number,
  stop: AbortSignal,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const end = new AbortController();
  const abort = (): void => end.abort(stop.reason);
  const timer = setTimeout(() => end.abort(new Error(`no answer within ${ms} ms`)), ms);
  stop.addEventListener('abort', abort);
  if (stop.aborted) abort();
  try {
    return await work(end.signal);
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', abort);
  }
}
