import { type FindingCode, meanings } from '#apps/auditor/meanings.js';

/** A finding as the auditor's program tells it. */
export const said = (code: FindingCode, message: string): string =>
  `FINDING ${code}\n  ${message}\n  ${meanings[code]}\n`;

export const lacksWitnesses = (size: number): string =>
  said('witnesses_missing', `The page of ${size} events was co-signed by too few of your 2 witnesses: none.`);

/** Two histories of one size; `where` tells the first event that is different, if that can be told. */
export const twoHistories = (size: number, where = ''): string =>
  said('two_histories', `The operator showed two different histories at size ${size}.${where}`);

export const setBack = (shown: number, seen: number): string =>
  said(
    'log_set_back',
    `The operator shows ${shown} events, and you have seen ${seen}: the last ${seen - shown} are gone.`,
  );

/** What was said, but for the name of the folder that is made for the evidence. */
export function withoutEvidence(stdout: string): string {
  const end = /The evidence is in \S+\n$/;
  if (!end.test(stdout)) throw new Error(`no evidence was kept: ${stdout}`);
  return stdout.replace(end, '');
}
