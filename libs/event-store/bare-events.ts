import { type BareEvent, type JsonObject } from './port.js';

/** An event as `SharedEvents` has it: positions as text, because JSON has no whole numbers of that size; milliseconds since 1970. */
type BareLine = readonly [
  position: string,
  stream: string,
  id: string,
  type: string,
  schemaVersion: number,
  recordedAt: number,
  data: JsonObject,
];

/** The events of one share. Parsed as a whole, which takes a third of what parsing each by itself does. */
export function bareEvents(share: string): BareEvent[] {
  const lines = JSON.parse(`[${share}]`) as readonly BareLine[];
  return lines.map(([position, stream, id, type, schemaVersion, recordedAt, data]) => ({
    position: BigInt(position),
    stream,
    id,
    type,
    schemaVersion,
    data,
    recordedAt: new Date(recordedAt).toISOString(),
  }));
}
