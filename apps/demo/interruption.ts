const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const PARENT_CHECK_MS = 500;

/** The wish of whoever runs the demo that it end. */
export interface Interruption {
  /** Whether the wish has come. */
  readonly come: boolean;
  /** Resolves when it comes. */
  readonly wish: Promise<void>;
}

/**
 * Waits for Ctrl-C, for being told to end, and for the terminal (or whoever reads what is printed) to go away. npm passes a signal to its shell, which may
 * end without passing it on: so the end of the shell that npm started us by counts too.
 */
export function awaitInterruption(): Interruption {
  let come = false;
  let wished: () => void = () => undefined;
  const wish = new Promise<void>((resolve) => (wished = resolve));
  const interrupt = () => {
    come = true;
    wished();
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', interrupt);
  if (process.env['npm_lifecycle_event'] === 'demo') {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && interrupt(), PARENT_CHECK_MS).unref();
  }
  return {
    get come() {
      return come;
    },
    wish,
  };
}
