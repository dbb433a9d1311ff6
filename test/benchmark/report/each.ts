import { type Cores, type Line, type Spread } from '../row.js';

/** Processor time of one operation in millionths of a second, ours and theirs; null where it is not known. Units that are no speed have none. */
export function microsecondsEach(line: Line): { ours: number; theirs: number | null } | null {
  const { unit, ours, theirs, cpu, theirCpu } = line;
  if (!unit.endsWith('/s')) return null;
  const each = ({ node, postgres }: Cores, { median }: Spread): number =>
    ((node + (postgres ?? 0)) / median) * 1_000_000;
  return { ours: each(cpu, ours), theirs: theirs && theirCpu ? each(theirCpu, theirs) : null };
}
