import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Bench, type Line, type Row } from './row.js';
import { type Order, type Report } from './row-process.js';
import { type RunServer } from './server.js';

const PROCESS = fileURLToPath(new URL('./row-process.js', import.meta.url));

/** What became of a row: its lines, or why there are none. */
export type RowResult = Pick<Row, 'name' | 'title'> &
  ({ readonly lines: readonly Line[] } | { readonly failed: string });

/** Measures rows one after the other, each in a process of its own. */
export class Run {
  /** Whether what is measured now is not worth telling. */
  stopped = false;
  private current: ChildProcess | undefined;

  constructor(
    private readonly server: RunServer,
    private readonly length: Bench['length'],
  ) {}

  async measure({ name, title }: Row): Promise<RowResult> {
    const { adminUrl, url, postmaster, folder } = this.server;
    const child = fork(PROCESS, {
      stdio: ['ignore', process.stderr, process.stderr, 'ipc'],
      // A group of its own, so that its servers, workers and generators end with it, whatever becomes of it.
      detached: true,
      env: { ...process.env, TMPDIR: folder },
    });
    this.current = child;
    const order: Order = { row: name, length: this.length, adminUrl, url, postmaster, folder };
    child.send(order);
    const report = await Promise.race([
      once(child, 'message').then(([message]) => message as Report),
      once(child, 'exit').then(([status]): Report => ({ failed: `Its process ended with ${status}.` })),
    ]);
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    this.endCurrent();
    this.current = undefined;
    if (!this.stopped) await this.server.tidy();
    return { name, title, ...report };
  }

  /** Ends what is under way, with all processes that it has started. Their files go with the folder of the run. */
  stop(): void {
    this.stopped = true;
    this.endCurrent();
  }

  private endCurrent(): void {
    if (this.current?.pid !== undefined) endGroup(this.current.pid);
  }
}

/** At once, because nothing of a benchmark is worth keeping. */
function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody of it is left.
  }
}
