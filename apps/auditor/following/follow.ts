import type { TrustPolicy } from '#transparency-log';
import type { OwnCopy } from '../copy/own-copy.js';
import { finding, type Finding, Found } from '../finding.js';
import type { ServedLog } from '../log/served-log.js';
import { type OpenedPage, openPage } from '../log/trusted.js';
import { checkGrowth, requireSameLog } from './growth.js';
import { readLeaves } from './reading.js';

export interface Following {
  readonly policy: TrustPolicy;
  readonly log: ServedLog;
  readonly copy: OwnCopy;
  /** How old the newest co-signature may be, seconds; any age unless told. */
  readonly ageMaxSeconds?: number;
  onProgress(done: number, size: number): void;
}

export interface Followed {
  readonly page: OpenedPage;
  /** How many of the events are new since the last visit. */
  readonly added: number;
  readonly findings: readonly Finding[];
  /** Where the evidence is, if there is any. */
  readonly evidence?: string;
}

/**
 * Follows a log: its newest page is believed, grew out of the last one that was, and all its events are held against it and kept. The copy
 * moves on only where there is no finding. Rejects with Found where there is no page to speak of, with CouldNotCheck where
 * nothing could be looked at.
 */
export async function follow(following: Following): Promise<Followed> {
  const { log, policy, copy } = following;
  const signed = Buffer.from(await log.checkpoint());
  const page = openPage(signed, policy);
  requireSameLog(page.checkpoint, copy);
  const findings = [page.doubt, staleness(page, following)].filter((doubt) => doubt !== undefined);
  const before = copy.verified?.size ?? 0;
  try {
    await takeIn(following, page, signed.toString('utf8'), findings.length === 0);
    return { page, added: Math.max(0, page.checkpoint.size - before), findings };
  } catch (error) {
    if (!(error instanceof Found)) throw error;
    const evidence = await copy.keepEvidence(error.finding.code, signed.toString('utf8'));
    return { page, added: 0, findings: [error.finding, ...findings], evidence };
  }
}

async function takeIn(following: Following, page: OpenedPage, signed: string, keep: boolean): Promise<void> {
  const { copy, log, onProgress } = following;
  const { checkpoint } = page;
  await checkGrowth(checkpoint, copy, log);
  if (!keep) return;
  // An interrupted visit may have read further than this page goes, where somebody shows pages of different ages.
  if (copy.reach.size > checkpoint.size) await copy.forgetReading();
  const reach = await readLeaves(checkpoint, copy, log, (done) => onProgress(done, checkpoint.size));
  await copy.keepVerified({ ...reach, checkpoint: signed, verifiedAt: new Date().toISOString() });
}

function staleness({ cosigned, checkpoint }: OpenedPage, { ageMaxSeconds }: Following): Finding | undefined {
  if (ageMaxSeconds === undefined) return undefined;
  const newest = Math.max(0, ...cosigned.map(({ timeSeconds }) => timeSeconds));
  const age = Math.floor(Date.now() / 1000) - newest;
  if (age <= ageMaxSeconds) return undefined;
  const when = newest === 0 ? 'never' : `last at ${new Date(newest * 1000).toISOString()}`;
  return finding('checkpoint_stale', `The page of ${checkpoint.size} events was co-signed ${when}.`, {
    size: checkpoint.size,
  });
}
