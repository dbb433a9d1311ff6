import { canonicalBytes } from '#event-store';
import { CompactRange, formatHash, hashLeaf, parseCheckpoint, parseNote } from '#transparency-log';
import type { Check } from './evidence.js';

/** Every head that anybody ever saw is the root of the first events, worked out anew; and no head is smaller than one before. */
export const everyHeadIsOfThisTree: Check = ({ history, events }) => {
  const range = CompactRange.empty();
  const roots = [formatHash(range.head().root)];
  for (const event of events) {
    range.append(hashLeaf(canonicalBytes(event)));
    roots.push(formatHash(range.head().root));
  }
  let largest = 0;
  return history.flatMap((entry) => {
    if (entry.kind !== 'head') return [];
    const { size, root } = parseCheckpoint(parseNote(entry.note).text);
    const findings = [
      ...(roots[size] === formatHash(root)
        ? []
        : [`step ${entry.step}: the head of ${size} leaves is of another tree`]),
      ...(size >= largest ? [] : [`step ${entry.step}: the log shrank from ${largest} to ${size} leaves`]),
    ];
    largest = Math.max(largest, size);
    return findings;
  });
};

/** Every event is a leaf, the stored tree is as it has to be, and a partner who trusts nobody finds nothing. */
export const theLogIsWhole: Check = ({ events, rest: { leaves, inspection, partner } }) => [
  ...(leaves === events.length ? [] : [`${events.length} events have ${leaves} leaves`]),
  ...inspection.map(({ code, message }) => `the inspection of the log says ${code}: ${message}`),
  ...partner
    .filter(({ status }) => status !== 0)
    .map(({ asked, status, said }) => `the auditor's ${asked} ends with ${status}: ${beginningOf(said)}`),
];

const SAID_MAX = 400;
const beginningOf = (said: string): string =>
  said.length > SAID_MAX ? `${said.slice(0, SAID_MAX)} … and more` : said.trim();
