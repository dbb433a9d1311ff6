import { formatHash, formatVerifierKey } from '#transparency-log';
import { originHash } from './heads.js';
import type { Witness } from './witness.js';

/** What the witness says about itself, for programs. */
export function statusDocument(witness: Witness): object {
  return {
    witness: formatVerifierKey(witness.verifierKey),
    logs: witness.origins.map((origin) => {
      const head = witness.headOf(origin)?.checkpoint;
      const findings = witness.findings.filter((finding) => finding.origin === origin);
      return {
        origin,
        size: head?.size ?? 0,
        root: head === undefined ? null : formatHash(head.root),
        checkpoint: `/${originHash(origin)}/checkpoint`,
        forked: findings.some(({ code }) => code === 'fork'),
        findings,
      };
    }),
  };
}

/** The same for people: what is wrong comes first. */
export function statusText(witness: Witness): string {
  const { findings } = witness;
  const warnings = findings.map(
    ({ code, origin, message, foundAt }) => `*** ${code} *** ${foundAt} ${origin}\n${message}\n\n`,
  );
  const logs = witness.origins.map((origin) => {
    const head = witness.headOf(origin)?.checkpoint;
    const last = head === undefined ? 'nothing yet' : `${head.size} leaves, root ${formatHash(head.root)}`;
    return `${origin}\n  co-signed last: ${last}\n  /${originHash(origin)}/checkpoint\n`;
  });
  const verdict = findings.length === 0 ? 'No log was refused.\n\n' : `${findings.length} refused:\n\n`;
  return `Witness ${formatVerifierKey(witness.verifierKey)}\n\n${verdict}${warnings.join('')}${logs.join('')}`;
}
