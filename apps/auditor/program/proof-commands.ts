import { formatHash, hashLeaf } from '#transparency-log';
import { leafInWords, printable } from '../following/leaf-in-words.js';
import { CouldNotCheck } from '../findings/finding.js';
import { compareHistories, verifyProof } from '../proofs/verify-proof.js';
import { readFileOf, type Setting } from './setting.js';

/** `verify-proof <file>`. */
export async function verifyProofCommand(setting: Setting, file: string): Promise<void> {
  const policy = await setting.policy();
  const { index, leaf, checkpoint, cosigned } = verifyProof(await readFileOf(file), policy);
  const names = cosigned.map(({ witness }) => witness);
  const text = Buffer.from(leaf).toString('utf8');
  setting.reporter.tell(
    `Proven: event ${index + 1} of ${checkpoint.origin} is ${leafInWords(leaf)},\n` +
      `among ${checkpoint.size} events, co-signed by ${names.join(', ') || 'no witness'}.\n${printable(JSON.stringify(text), text.length * 6 + 2)}\n`,
    {
      proven: { position: index + 1, origin: checkpoint.origin, size: checkpoint.size, cosigned },
      leaf: { hash: formatHash(hashLeaf(leaf)), text },
    },
  );
}

/** `agree <file>`. */
export async function agreeCommand(setting: Setting, file: string): Promise<void> {
  const copy = await setting.followedCopy();
  const compared = await compareHistories(await readFileOf(file), await setting.policy(), copy);
  const { size, isAhead, finding } = compared;
  if (isAhead) {
    throw new CouldNotCheck(
      `The page is of ${size} events, more than you have seen. Run follow, then ask again.`,
    );
  }
  if (finding !== undefined) {
    setting.reporter.finding(finding);
    return;
  }
  setting.reporter.tell(`Agreed: the first ${size} events are the same for both of you.\n`, {
    agreed: { size },
  });
}
