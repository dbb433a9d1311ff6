import { once } from 'node:events';
import { type Listener, replay } from '../books/replay.js';
import { exporterOf, type ExportFormat } from '../books/journal-formats.js';
import { CouldNotCheck } from '../finding.js';
import type { Setting } from './setting.js';

export interface ExportOptions {
  readonly format: ExportFormat;
  readonly coProduction?: string;
}

/** `export`. The journal goes to standard output and nothing else does; findings go to standard error. */
export async function exportCommand(
  setting: Setting,
  { format, coProduction }: ExportOptions,
): Promise<void> {
  if (coProduction === undefined && format !== 'csv' && format !== 'json') {
    throw new CouldNotCheck(`A journal of ${format} is that of one book: name it with --co-production.`);
  }
  const copy = await setting.followedCopy();
  const exporter = exporterOf(format);
  let events = 0;
  let pending = exporter.beginning();
  const listener: Listener = {
    finding: (finding) => setting.reporter.finding(finding),
    book: () => undefined,
    event: (event, leaf, book) => {
      events += 1;
      pending += writtenIfBalanced(() => exporter.write(event, leaf, book));
    },
    progress: async () => {
      const text = pending;
      pending = '';
      if (!process.stdout.write(text)) await once(process.stdout, 'drain');
    },
  };
  await replay(copy, listener, coProduction);
  process.stdout.write(pending);
  if (events === 0) throw new CouldNotCheck('There is no such book in your copy.');
}

/** An event that does not balance is told as a finding, and is not in any journal. */
function writtenIfBalanced(write: () => string): string {
  try {
    return write();
  } catch {
    return '';
  }
}
