import { readFile } from 'node:fs/promises';
import { isLogError, parsePolicy, type TrustPolicy } from '#transparency-log';
import { CouldNotCheck } from '../finding.js';

/** The policy that a partner keeps (C2SP tlog-policy). Rejects with CouldNotCheck where it cannot be read, or names no log. */
export async function readPolicy(path: string): Promise<TrustPolicy> {
  try {
    const policy = parsePolicy(await readFile(path));
    if (policy.logs.length > 0) return policy;
  } catch (error) {
    if (isLogError(error)) {
      const line = error.details['line'];
      const place = line === undefined ? '' : ` in line ${line}`;
      throw new CouldNotCheck(`Your policy ${path} is not one${place}: ${error.message}`);
    }
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new CouldNotCheck(
      `There is no policy ${path} yet. Write whom you trust: a line "log <key> <address>" and a line "quorum none".`,
    );
  }
  throw new CouldNotCheck(`Your policy ${path} names no log.`);
}
