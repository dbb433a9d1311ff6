import { formatVerifierKey, type TrustPolicy } from '#transparency-log';
import { CouldNotCheck } from '../finding.js';
import { follow, type Followed } from '../following/follow.js';
import { ServedLog } from '../log/served-log.js';
import { showProgress } from './progress.js';
import { type Setting, tokenOf } from './setting.js';

export interface FollowOptions {
  readonly tokenFile?: string;
  /** Hours. */
  readonly maxAge?: number;
}

/** `follow [url]`. */
export async function followCommand(
  setting: Setting,
  url: string | undefined,
  options: FollowOptions,
): Promise<void> {
  const policy = await setting.policy();
  const log = new ServedLog(url ?? addressIn(policy), await tokenOf(options.tokenFile));
  const progress = showProgress('reading events', process.stderr);
  const following = {
    policy,
    log,
    ...(options.maxAge !== undefined && { ageMaxSeconds: options.maxAge * 3_600 }),
    onProgress: (done: number, size: number): void => progress.step(done, size),
  };
  const followed = await setting
    .withCopy((copy) => follow({ ...following, copy }))
    .finally(() => progress.end());
  for (const finding of followed.findings) setting.reporter.finding(finding);
  if (followed.evidence !== undefined) {
    const { evidence } = followed;
    setting.reporter.tell(`The evidence is in ${evidence}\n`, { evidence });
  }
  if (followed.findings.length === 0) tellVerified(setting, followed, policy);
}

function tellVerified({ reporter }: Setting, { page, added }: Followed, policy: TrustPolicy): void {
  const { checkpoint, cosigned } = page;
  const witnesses = cosigned.map(
    ({ witness, timeSeconds }) => `${witness} (${new Date(timeSeconds * 1000).toISOString()})`,
  );
  const signed = witnesses.length === 0 ? 'no witness' : witnesses.join(', ');
  const keys = policy.logs.map(({ key }) => formatVerifierKey(key));
  reporter.tell(
    `Verified: ${checkpoint.size} events of ${checkpoint.origin}, ${added} of them new.\nCo-signed by ${signed}.\n`,
    { verified: { origin: checkpoint.origin, size: checkpoint.size, added, cosigned, keys } },
  );
}

function addressIn({ logs }: TrustPolicy): string {
  const url = logs.find((log) => log.url !== undefined)?.url;
  if (url !== undefined) return url;
  throw new CouldNotCheck(
    'Say where the log is: name its address, or write it behind its key in your policy.',
  );
}
