import type { Role } from '#financing';
import { personOf, type Thing } from './plan/step.js';
import type { Tokens } from './server/tokens.js';

const LIFETIME_H = 12;

export interface Invitation {
  /** Ids of what was imported. */
  readonly ids: ReadonlyMap<Thing, string>;
  readonly names: ReadonlyMap<string, string>;
  readonly custodian: string;
  readonly auditor: string | undefined;
  /** A party that pledged. */
  readonly group: string | undefined;
  readonly url: string;
}

/** Lines to paste into a shell, each asking the server something as a person who may know it. */
export async function invitations(tokens: Tokens, invitation: Invitation): Promise<string> {
  const { ids, custodian, auditor, group } = invitation;
  const book = `/co-productions/${ids.get('co-production') ?? ''}`;
  const asked: [string | undefined, Role, string, string][] = [
    [custodian, 'treasurer', 'the balances of the book', `${book}/balances`],
    [
      group,
      'referent',
      'the statement of the group',
      `${book}/statements/${ids.get(`party ${group ?? ''}`) ?? ''}`,
    ],
    [auditor, 'auditor', 'the trail, event by event', `${book}/trail?limit=3`],
  ];
  const lines: string[] = [];
  for (const [party, role, what, path] of asked) {
    const personId = party === undefined ? undefined : ids.get(personOf(party, role));
    if (party === undefined || personId === undefined) continue;
    const token = await tokens.sign({ personId }, LIFETIME_H * 3_600);
    const who = `The ${role} of ${invitation.names.get(party) ?? party}`;
    lines.push(
      `${who} asks for ${what}:\n  curl -s '${invitation.url}${path}' -H 'Authorization: Bearer ${token}'`,
    );
  }
  return lines.length === 0
    ? ''
    : `To ask on (the tokens hold for ${LIFETIME_H} hours):\n\n${lines.join('\n\n')}`;
}
