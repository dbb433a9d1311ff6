import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../../checkout.js';

const PRELOAD = join(checkout, 'dist/test/simulation/run/shifted-clock.js');

/** The clock of one process, which jumps when it is told to. */
export class ProcessClock {
  private shift_ms = 0;
  private readonly file: number;

  /** `path` is made; the process reads it. */
  constructor(
    private readonly path: string,
    begin: string,
  ) {
    this.file = openSync(path, 'w');
    this.jump(begin);
  }

  /** RFC 3339; at once, also in a process that runs. */
  jump(to: string): void {
    this.shift_ms = Date.parse(to) - Date.now();
    writeSync(this.file, String(this.shift_ms).padEnd(20), 0);
  }

  /** What the process takes for the present, RFC 3339 in UTC. */
  now(): string {
    return new Date(Date.now() + this.shift_ms).toISOString();
  }

  /** What a process is started with to have this clock. */
  get environment(): { readonly [name: string]: string } {
    return { NODE_OPTIONS: `--import=${PRELOAD}`, SEMINA_SHIFT: this.path, TZ: 'UTC' };
  }
}
