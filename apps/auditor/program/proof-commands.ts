import { formatHash, hashLeaf, type ProvenLeaf } from '#transparency-log';
import { leafInWords, printable } from '../following/leaf-in-words.js';
import { CouldNotCheck, type Finding, Found } from '../finding.js';
import { compareHistories, ProofFiles } from '../log/verify-proof.js';
import type { Reporter } from './reporter.js';
import { readFileOf, type Setting } from './setting.js';

/**
 * `verify-proof <file...>`. Of several files it is told which one is spoken of. One that cannot be read or proves nothing keeps none of the others
 * from being checked; rejects with CouldNotCheck in the end where some could not be read and nothing was found.
 */
export async function verifyProofCommand(setting: Setting, files: readonly string[]): Promise<void> {
  const proofs = new ProofFiles(await setting.policy());
  const unread: string[] = [];
  for (const path of files) {
    const named = files.length > 1 ? path : undefined;
    try {
      tellProven(setting.reporter, proofs.verify(await readFileOf(path)), named);
    } catch (error) {
      if (error instanceof Found) setting.reporter.finding(inFile(error.finding, named));
      else if (error instanceof CouldNotCheck) unread.push(error.message);
      else throw error;
    }
  }
  if (unread.length === 0) return;
  const why = unread.join('\n');
  // What was found stays found.
  if (setting.reporter.findings === 0) throw new CouldNotCheck(why);
  process.stderr.write(`Could not check all: ${why}\n`);
}

const inFile = (found: Finding, file: string | undefined): Finding =>
  file === undefined
    ? found
    : { ...found, message: `${file}: ${found.message}`, details: { ...found.details, file } };

function tellProven(
  reporter: Reporter,
  { index, leaf, checkpoint, cosigned }: ProvenLeaf,
  file: string | undefined,
): void {
  const names = cosigned.map(({ witness }) => witness);
  const text = Buffer.from(leaf).toString('utf8');
  reporter.tell(
    `${file === undefined ? '' : `${file}\n`}Proven: event ${index + 1} of ${checkpoint.origin} is ${leafInWords(leaf)},\n` +
      `among ${checkpoint.size} events, co-signed by ${names.join(', ') || 'no witness'}.\n${printable(JSON.stringify(text), text.length * 6 + 2)}\n`,
    {
      ...(file !== undefined && { file }),
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
