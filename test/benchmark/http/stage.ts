import { done, person } from '../../http/asking.js';
import { type BuiltServer } from '../../http/built-server.js';
import { settle, termsOf } from '../../http/village.js';

const BOOKS = 16;
const REFERENTS = 16;
/** Minor units: more than any benchmark pledges. */
const CAP = 10 ** 12;

/** Where pledges go, who makes them, and what they say. */
export interface Stage {
  readonly paths: readonly string[];
  readonly tokens: readonly string[];
  readonly body: string;
}

/** Opens some books in a new village, and gives its group some referents. */
export async function setStage(server: BuiltServer): Promise<Stage> {
  const village = await settle(server);
  const { parties, people } = village;
  const terms = { ...termsOf(village), target: { minimum: 1, goal: CAP, cap: CAP } };
  const paths: string[] = [];
  for (let book = 0; book < BOOKS; book++) {
    const { id } = await done(people.custodianManager.post('/co-productions', terms));
    await done(people.custodianTreasurer.post(`/co-productions/${id}/opening`, {}));
    paths.push(`/co-productions/${id}/pledges`);
  }
  const tokens: string[] = [];
  for (let referent = 0; referent < REFERENTS; referent++) {
    const { id } = await person(server);
    await done(
      people.groupReferent.post(`/parties/${parties.group}/roles`, { personId: id, role: 'referent' }),
    );
    tokens.push(await server.token(id));
  }
  const pledge = { through: parties.group, instrument: 'advance', amount: 15_000, pledgedOn: '2019-03-02' };
  return { paths, tokens, body: JSON.stringify({ ...pledge, reference: 'P$' }) };
}
