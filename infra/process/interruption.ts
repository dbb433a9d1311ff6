/** One key press can arrive twice, from the terminal and by way of npm: what comes so soon is the same one. */
const SAME_KEY_PRESS_MS = 1_000;

/**
 * Resolves at the first SIGINT or SIGTERM from now on, so that whoever listens can end in order. Whoever cannot wait for
 * that sends another: the process then ends at once with this status.
 */
export function interruption(statusWhenForced: number): Promise<void> {
  let first_ms: number | undefined;
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        first_ms ??= Date.now();
        if (Date.now() - first_ms > SAME_KEY_PRESS_MS) process.exit(statusWhenForced);
        resolve();
      });
    }
  });
}
