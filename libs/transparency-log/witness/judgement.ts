import type { TextInput } from '../encoding/text.js';
import { LogVerificationError } from '../errors.js';
import { openCheckpoint, type OpenedCheckpoint, type TrustedLog } from '../note/signed-checkpoint.js';
import { emptyRoot } from '../merkle/hash.js';
import type { TreeHead } from '../merkle/tree-head.js';
import { checkConsistency, checkEmptyRoot } from '../proof/consistency.js';
import { type AddCheckpoint, parseAddCheckpoint } from './add-checkpoint.js';

/** A request to a witness whose checkpoint a trusted log has signed. Whether the log only grew is not known yet. */
export interface Submission extends OpenedCheckpoint {
  readonly request: AddCheckpoint;
}

/**
 * The first half of a witness's judgement, which needs no state: is this a request, of a log that the witness knows,
 * signed by it? Throws what the parsers throw, `origin_unknown`, `no_trusted_signature`, `signature_invalid`, and
 * `sizes_out_of_order` where the old size is above the checkpoint's.
 */
export function openAddCheckpoint(body: TextInput, logs: readonly TrustedLog[]): Submission {
  const request = parseAddCheckpoint(body);
  const opened = openCheckpoint(request.checkpoint, logs);
  const { size } = opened.checkpoint;
  if (request.oldSize > size) {
    throw new LogVerificationError(
      'sizes_out_of_order',
      `${request.oldSize} leaves cannot grow to ${size}.`,
      {
        oldSize: request.oldSize,
        newSize: size,
      },
    );
  }
  return { request, ...opened };
}

/**
 * The second half: did the log only grow since `latest`, the head of it that the witness co-signed last? Where this
 * returns, the witness stores the new head in one step with this comparison, and only then co-signs.
 * Throws `old_size_stale` (details: the `size` to start from), and as `checkConsistency` does for a proof or a tree that
 * is wrong: `roots_differ` is proof of a fork.
 */
export function checkGrowth({ request, checkpoint }: Submission, latest: TreeHead | undefined): void {
  const known = latest ?? { size: 0, root: emptyRoot() };
  if (request.oldSize !== known.size) {
    throw new LogVerificationError('old_size_stale', `The last co-signed size is ${known.size}.`, {
      size: known.size,
    });
  }
  checkEmptyRoot(checkpoint);
  checkConsistency(known, checkpoint, request.proof);
}
