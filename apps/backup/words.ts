import type { Events, Log } from './file/manifest.js';
import type { Taken } from './taking/take-backup.js';
import type { Restored } from './restoring/restore.js';

const minute = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** How many events, and until when. */
function eventsInWords(events: Events | null): string {
  if (events === null) return 'no events, which EVENT_STORE keeps';
  const until = events.lastRecordedAt === null ? '' : `, the last of ${minute(events.lastRecordedAt)}`;
  return `${events.count} events${until}`;
}

/** What is in a backup that was just made, for whoever made it. */
export function takenInWords(path: string, taken: Taken): string[] {
  const { bytes, events, log, rows, files, findings } = taken;
  const held = `${eventsInWords(events)}; ${rows.get('directory.contacts') ?? 0} addresses`;
  return [
    `${path} holds ${held}; ${logInWords(log)} (${megabytes(bytes)}).`,
    ...(files.length > 0
      ? ['The keys of this server are in it: keep it as you keep the key of the house.']
      : ['No keys are in it: LOG_KEY, LOG_KEY_FILE or AUTH_ISSUER say where they are; keep those too.']),
    ...(events === null
      ? ['The events are in EventStoreDB: back that up with its own means, and before this one.']
      : []),
    ...findings.map(({ code, message }) => `${code}: ${message}`),
    ...(findings.length > 0
      ? [
          'SOMETHING IN THE LOG WAS CHANGED, so this backup will not be restored. Keep the older ones, and find out.',
        ]
      : []),
  ];
}

const logInWords = (log: Log | null): string =>
  log === null ? 'no log yet' : `the log ${log.origin} with ${log.size} leaves`;

/** How many events were co-signed and are not there; 0 where nothing is known to be missing. */
export function missingEvents({ manifest, newest }: Restored): number {
  if (newest === undefined) return 0;
  const there = manifest.events?.count ?? manifest.log?.size ?? 0;
  return Math.max(0, newest.size - there);
}

/** What was restored, and what is missing, for whoever restored it. */
export function restoredInWords(restored: Restored): string[] {
  const { manifest, heads, newest, files } = restored;
  const lines = [`Restored: ${eventsInWords(manifest.events)}.`];
  if (manifest.events === null)
    lines.push(
      'The events have to be restored in EventStoreDB with its own means; `npm run log -- fsck` tells then which of them are missing.',
    );
  else if (manifest.log !== null) {
    lines.push(`The log was worked out anew from them, and is the one of which ${heads} heads were signed.`);
  }
  if (files.length > 0) lines.push(`The keys are in ${files.join(' and ')}.`);
  const missing = missingEvents(restored);
  if (missing > 0) return [...lines, ...missingInWords(restored, missing)];
  const what = manifest.events === null ? 'of the log ' : '';
  if (newest !== undefined) {
    lines.push(`Nothing ${what}is known to be missing: ${vouchedInWords(restored)}.`);
  }
  return [...lines, 'Start the server; it works the balances out from the events.'];
}

function vouchedInWords({ newest }: Restored): string {
  if (newest === undefined) return '';
  const { size, from, cosignedBy } = newest;
  const by = cosignedBy.length === 0 ? 'signed by the log' : `co-signed by ${cosignedBy.join(' and ')}`;
  return `the newest page that is known, from ${from}, ${by}, is of ${size} events`;
}

function missingInWords(restored: Restored, missing: number): string[] {
  const { manifest, newest } = restored;
  const count = manifest.events?.count ?? manifest.log?.size ?? 0;
  const since = manifest.events?.lastRecordedAt;
  return [
    `EVENTS ARE MISSING. The backup ends at event ${count}; ${vouchedInWords(restored)}:`,
    `  ${missing} events made after ${since ? minute(since) : 'that'} are missing.`,
    `The log signs nothing more under the name ${newest?.note.split('\n', 1)[0]}, because whoever saw those events would be shown another past.`,
    'What to do: 1. Look for a newer backup, and restore that one into another empty place.',
    '  2. Where there is none: tell the partners, ask those who follow the log for the missing events (their copies hold them),',
    '     and begin a new log: a new LOG_ORIGIN, and a new key in place of the old (libs/notary/README.md, "When it refuses").',
  ];
}
