import { type LogRecord } from './log/record.js';
import { streams, type ReadReq } from './protocol.js';

const { FilterCase } = streams.ReadReq.Options.FilterOptions;

/** Which events of $all a reader wants, and how often it wants to hear how far the server has looked. */
export interface EventFilter {
  allows(record: LogRecord): boolean;
  /** How many events a page may consider. */
  readonly window: number;
  /** After how many considered events a checkpoint is sent. */
  readonly checkpointInterval: number;
}

/** The size of a page, and so of the window nobody asked for. Source: Enumerator.cs. */
export const PAGE = 32;

export function filterOf(options: ReadReq.Options): EventFilter | undefined {
  const filter = options.getFilter();
  if (filter === undefined) return undefined;
  const byType = filter.getFilterCase() === FilterCase.EVENT_TYPE;
  const expression = byType ? filter.getEventType() : filter.getStreamIdentifier();
  const pattern = expression?.getRegex() ?? '';
  const regex = new RegExp(pattern);
  const prefixes = expression?.getPrefixList() ?? [];
  const matches = (text: string): boolean =>
    pattern === '' ? prefixes.some((prefix) => text.startsWith(prefix)) : regex.test(text);
  const window = filter.getMax() || PAGE;
  return {
    allows: (record) => matches(byType ? record.type : record.stream),
    window,
    checkpointInterval: window * filter.getCheckpointintervalmultiplier(),
  };
}
