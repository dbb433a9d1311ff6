import { done, person, type Person } from './asking.js';
import { type BuiltServer } from './built-server.js';

/** Names of the directory, none of which may ever be found in an event. */
export const villageNames = {
  consortium: 'Consorzio Arancia Rossa',
  producer: 'Azienda Agricola Pennisi',
  otherProducer: 'Cooperativa Le Galline Felici',
  auditor: 'MAG Verona Finanza Mutualistica',
  group: 'GAS Quartiere Savena',
  otherGroup: 'Gruppo Filo di Paglia',
  outside: 'GASTorino Barriera',
} as const;
type PartyName = keyof typeof villageNames;

/** The parties of a small territory, and the people who act for them. */
export interface Village {
  readonly operator: Person;
  /** Ids by name. */
  readonly parties: { readonly [Name in PartyName]: string };
  readonly people: {
    readonly custodianManager: Person;
    readonly custodianTreasurer: Person;
    readonly producerManager: Person;
    readonly otherProducerManager: Person;
    readonly auditor: Person;
    readonly groupReferent: Person;
    readonly groupMember: Person;
    readonly otherGroupReferent: Person;
    /** Acts for a group that has no part in any book of the tests. */
    readonly outsideReferent: Person;
    /** Holds no role anywhere. */
    readonly stranger: Person;
  };
}

const kinds: { readonly [Name in PartyName]: string } = {
  consortium: 'consortium',
  producer: 'producer',
  otherProducer: 'producer',
  auditor: 'finance_partner',
  group: 'group',
  otherGroup: 'group',
  outside: 'group',
};

/** At each party, whoever acts for it comes first. */
const posts = {
  custodianManager: ['consortium', 'manager'],
  custodianTreasurer: ['consortium', 'treasurer'],
  producerManager: ['producer', 'manager'],
  otherProducerManager: ['otherProducer', 'manager'],
  auditor: ['auditor', 'auditor'],
  groupReferent: ['group', 'referent'],
  groupMember: ['group', 'member'],
  otherGroupReferent: ['otherGroup', 'referent'],
  outsideReferent: ['outside', 'referent'],
} as const satisfies { readonly [who: string]: readonly [PartyName, string] };

/** Registers the parties and gives everybody a role, over HTTP: the first at each by the operator, the others by the first. */
export async function settle(server: BuiltServer): Promise<Village> {
  const operator = await person(server, { operator: true });
  const parties = {} as { [Name in PartyName]: string };
  for (const [name, kind] of Object.entries(kinds) as [PartyName, string][]) {
    const contact = { name: villageNames[name], email: `${name.toLowerCase()}@villaggio.example` };
    parties[name] = (await done(operator.post('/parties', { kind, ...contact }))).id;
  }
  const people: { [who: string]: Person } = { stranger: await person(server) };
  const first = new Map<PartyName, Person>();
  for (const [who, [party, role]] of Object.entries(posts)) {
    const someone = await person(server);
    const granter = first.get(party) ?? operator;
    await done(granter.post(`/parties/${parties[party]}/roles`, { personId: someone.id, role }));
    if (granter === operator) first.set(party, someone);
    people[who] = someone;
  }
  return { operator, parties, people: people as unknown as Village['people'] };
}

/** Terms among the parties of the village: two producers, oranges by the box and avocados by weight. */
export const termsOf = ({ parties }: Village): object => ({
  title: 'New orange trees',
  custodianId: parties.consortium,
  currency: 'EUR',
  producers: [
    { producerId: parties.producer, sharePermille: 600 },
    { producerId: parties.otherProducer, sharePermille: 400 },
  ],
  products: [
    { code: 'TAR10', name: 'Tarocco oranges, 10 kg box', unit: 'box', unitPrice: '15.50', loose: false },
    { code: 'AVOKG', name: 'Avocados, loose', unit: 'kg', unitPrice: '5.4750', loose: true },
  ],
  target: { minimum: 50_000, goal: 100_000, cap: 500_000 },
  pledging: { opensOn: '2019-03-01', closesOn: '2019-05-03', minimumPledge: 1_000 },
  accepts: ['advance', 'donation'],
  seasons: [
    { name: '2019/20', opensOn: '2019-12-02', closesOn: '2020-04-06', sharePermille: 500 },
    { name: '2020/21', opensOn: '2020-12-01', closesOn: '2021-04-06', sharePermille: 500 },
  ],
  tranches: [{ number: 1, label: 'Planting', dueOn: '2019-07-15' }],
  auditors: [parties.auditor],
});

/** A co-production on which pledging is open; answers with its id. */
export async function openBook(village: Village): Promise<string> {
  const { custodianManager, custodianTreasurer } = village.people;
  const { id } = await done(custodianManager.post('/co-productions', termsOf(village)));
  await done(custodianTreasurer.post(`/co-productions/${id}/opening`, {}));
  return id;
}

export interface ConfirmedBook {
  readonly id: string;
  /** Of the group, EUR 600, paid. */
  readonly pledgeId: string;
  /** Of the member, EUR 100, not paid. */
  readonly memberPledgeId: string;
  /** Of 10 boxes to the group, not yet accepted. */
  readonly deliveryId: string;
}

/** A confirmed co-production with money, an advance to a producer and a delivery under way. */
export async function confirmedBook(village: Village): Promise<ConfirmedBook> {
  const { people, parties } = village;
  const id = await openBook(village);
  const book = `/co-productions/${id}`;
  const pledge = { through: parties.group, instrument: 'advance', pledgedOn: '2019-03-02' };
  const made = await done(
    people.groupReferent.post(`${book}/pledges`, { ...pledge, amount: 60_000, reference: 'P1' }),
  );
  const own = { ...pledge, by: people.groupMember.id, amount: 10_000, reference: 'P2' };
  const ofMember = await done(people.groupMember.post(`${book}/pledges`, own));
  await done(
    people.otherGroupReferent.post(`${book}/pledges`, {
      through: parties.otherGroup,
      instrument: 'donation',
      amount: 20_000,
      reference: 'P3',
      pledgedOn: '2019-03-03',
    }),
  );
  const treasurer = people.custodianTreasurer;
  await done(treasurer.post(`${book}/confirmation`, {}));
  await done(
    treasurer.post(`${book}/receipts`, {
      pledgeId: made.id,
      amount: 60_000,
      receivedOn: '2019-05-10',
      bankReference: 'B1',
    }),
  );
  await done(
    treasurer.post(`${book}/disbursements`, {
      tranche: 1,
      producerId: parties.producer,
      amount: 30_000,
      paidOn: '2019-07-15',
      bankReference: 'B2',
    }),
  );
  const delivery = await done(
    people.producerManager.post(`${book}/deliveries`, {
      producerId: parties.producer,
      groupId: parties.group,
      season: '2019/20',
      lines: [{ productCode: 'TAR10', quantity: '10', unitPrice: '15.50' }],
      dispatchedOn: '2019-12-05',
    }),
  );
  return { id, pledgeId: made.id, memberPledgeId: ofMember.id, deliveryId: delivery.id };
}
