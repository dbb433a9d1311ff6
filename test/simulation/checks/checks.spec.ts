import { randomUUID } from 'node:crypto';
import type { JsonObject, RecordedEvent } from '#event-store';
import { checks, findingsOf } from './all.js';
import type { Entry, Evidence } from './evidence.js';
import { imaginedRun } from './imagined.js';

type Of<Kind extends Entry['kind']> = Extract<Entry, { readonly kind: Kind }>;

/** The first that the check of this sentence finds. */
const foundBy = (sentence: string, evidence: Evidence): string | undefined =>
  findingsOf(checks[sentence]!, evidence)[0];

describe('the checks of a simulation', () => {
  const whole = imaginedRun(5, 50);

  /** The last that fits, since what comes later depends on what was before. */
  const lastEvent = (fits: (event: RecordedEvent) => boolean = () => true): RecordedEvent =>
    whole.events.findLast(fits)!;
  const ofType = (type: string): RecordedEvent => lastEvent((event) => event.type === type);
  const withEvents = (events: readonly RecordedEvent[]): Evidence => ({ ...whole, events });
  const withData = (event: RecordedEvent, data: JsonObject): Evidence =>
    withEvents(
      whole.events.map((each) => (each === event ? { ...event, data: { ...event.data, ...data } } : each)),
    );
  const at = whole.events.length;
  const added = (event: RecordedEvent, changes: Partial<RecordedEvent> = {}): Evidence => {
    const revision = whole.events.filter(({ stream }) => stream === event.stream).length;
    const id = randomUUID();
    return withEvents([...whole.events, { ...event, id, revision, position: BigInt(at + 1), ...changes }]);
  };
  /** The history with the last entry changed that is of a kind and fits. */
  const withEntry = <Kind extends Entry['kind']>(
    kind: Kind,
    change: (entry: Of<Kind>) => Entry,
    fits: (entry: Of<Kind>) => boolean = () => true,
  ): Evidence => {
    const place = whole.history.findLastIndex((entry) => entry.kind === kind && fits(entry as Of<Kind>));
    const entry = whole.history[place] as Of<Kind>;
    return { ...whole, history: whole.history.with(place, change(entry)) };
  };
  const withRest = (rest: Partial<Evidence['rest']>): Evidence => ({
    ...whole,
    rest: { ...whole.rest, ...rest },
  });
  const isRefused = ({ status }: Of<'answered'>): boolean => status === 422;
  const isAccepted = ({ status, body }: Of<'answered'>): boolean => status === 201 && body.repeated === false;
  const keyOf = (answered: Of<'answered'>): string =>
    whole.history.find((entry): entry is Of<'asked'> => entry.kind === 'asked' && entry.ask === answered.ask)!
      .key;
  const refusedKey = (): string =>
    keyOf(whole.history.findLast((entry) => entry.kind === 'answered' && isRefused(entry)) as Of<'answered'>);

  it('find nothing where everything went as it must', () => {
    for (const sentence of Object.keys(checks)) expect(foundBy(sentence, whole)).toBeUndefined();
    expect(at).toBeGreaterThan(100);
  });

  it.each<[string, string, () => Evidence]>([
    [
      'an acknowledged command that is lost',
      'every acknowledged command is in the store once',
      () => withEvents(whole.events.slice(0, -1)),
    ],
    [
      'an acknowledged command that is there twice',
      'every acknowledged command is in the store once',
      () => added(lastEvent()),
    ],
    [
      'an event that is there twice, under one id',
      'nothing is missing in between',
      () => added(lastEvent(), { id: lastEvent().id }),
    ],
    [
      'an acknowledged command that was answered otherwise',
      'every acknowledged command is in the store once',
      () => withEntry('answered', (entry) => ({ ...entry, body: { ...entry.body, events: [] } }), isAccepted),
    ],
    [
      'a command that was answered twice as done just now',
      'every acknowledged command is in the store once',
      () =>
        withEntry(
          'answered',
          (entry) => ({ ...entry, body: { ...entry.body, repeated: false } }),
          ({ body }) => body.repeated === true,
        ),
    ],
    [
      'a refused command that is in the store',
      'no refused command is in the store',
      () => added(lastEvent(), { metadata: { ...lastEvent().metadata, commandId: refusedKey() } }),
    ],
    [
      'an event that nobody asked for',
      'nothing is in the store that nobody asked for',
      () => added(lastEvent(), { metadata: { ...lastEvent().metadata, commandId: randomUUID() } }),
    ],
    [
      'an event in the name of somebody else',
      'nothing is in the store that nobody asked for',
      () =>
        withEvents(
          whole.events.with(-1, {
            ...lastEvent(),
            metadata: { ...lastEvent().metadata, actor: randomUUID() },
          }),
        ),
    ],
    [
      'an event that is missing in the middle',
      'nothing is missing in between',
      () => {
        const gone = ofType('PledgeMade');
        return withEvents(whole.events.filter((event) => event !== gone));
      },
    ],
    [
      'two events that changed places',
      'nothing is missing in between',
      () => withEvents([...whole.events.slice(0, -2), whole.events.at(-1)!, whole.events.at(-2)!]),
    ],
    [
      'a refusal for another reason than the rules have',
      'everything was rightly accepted or refused',
      () => withEntry('answered', (entry) => ({ ...entry, body: { code: 'producer_unknown' } }), isRefused),
    ],
    [
      'a command that is refused after it was acknowledged',
      'everything was rightly accepted or refused',
      () =>
        withEntry(
          'answered',
          (entry) => ({ ...entry, status: 409, body: { code: 'wrong_status' } }),
          ({ body }) => body.repeated === true,
        ),
    ],
    [
      'an event that is not what the rules decide',
      'everything was rightly accepted or refused',
      () => withData(ofType('PledgeMade'), { reference: 'another' }),
    ],
    [
      'postings that do not sum to zero',
      'books balance',
      () => withData(ofType('DeliveryAccepted'), { dueToProducer: 10 ** 9 }),
    ],
    [
      'a bank line that is booked twice',
      'books balance',
      () =>
        withData(ofType('ProducerPaid'), {
          bankReference: ofType('TrancheDisbursed').data['bankReference']!,
        }),
    ],
    [
      'an answer that is not what the events come to',
      'answers equal a replay',
      () => withEntry('looked', (entry) => ({ ...entry, body: { ...entry.body, items: [], totals: {} } })),
    ],
    [
      'an answer that is older than it was to be',
      'answers equal a replay',
      () => withEntry('looked', (entry) => ({ ...entry, atLeast: '9999' })),
    ],
    [
      'a book that the auditor is not shown',
      'answers equal a replay',
      () => withEntry('looked', (entry) => ({ ...entry, status: 404, body: {} })),
    ],
    [
      'an answer at rest that has forgotten an account',
      'answers equal a replay',
      () =>
        withRest({
          answers: whole.rest.answers.map(({ look, body }) => ({
            look,
            body: look.about === 'balances' ? { ...body, items: (body['items'] as []).slice(1) } : body,
          })),
        }),
    ],
    [
      'rows that a replay has not',
      'rows equal a replay',
      () => withRest({ rows: { balances: [1], pledges: [3] } }),
    ],
    [
      'a head of another history',
      'every head is of this tree',
      () => ({ ...whole, events: withData(whole.events[0]!, { kind: 'group' }).events }),
    ],
    [
      'a log that was longer before',
      'every head is of this tree',
      () => {
        const heads = whole.history.filter((entry) => entry.kind === 'head');
        return { ...whole, history: [...whole.history, heads[0]!] };
      },
    ],
    ['a leaf that is missing', 'the log is whole', () => withRest({ leaves: at - 1 })],
    [
      'what the inspection of the log found',
      'the log is whole',
      () => withRest({ inspection: [{ code: 'root_differs', message: 'another root' }] }),
    ],
    [
      'what a partner found',
      'the log is whole',
      () => withRest({ partner: [{ asked: 'books', status: 1, said: 'FINDING unbalanced' }] }),
    ],
    [
      'a defect behind an answer',
      'everybody is answered',
      () =>
        withEntry('answered', (entry) => ({ ...entry, status: 500, body: { code: 'defect' } }), isRefused),
    ],
    [
      'somebody who never got an answer',
      'everybody is answered',
      () => ({ ...whole, history: [...whole.history, { kind: 'never answered', key: refusedKey() }] }),
    ],
    [
      'a process that ended by itself',
      'everybody is answered',
      () => ({
        ...whole,
        history: [...whole.history, { kind: 'ended', what: 'worker', status: 1, log: 'out of memory' }],
      }),
    ],
    [
      'a token that is believed after its end',
      'tokens end by the clock',
      () =>
        withEntry(
          'asked',
          (entry) => ({ ...entry, tokenEnds: '2022-05-31T18:00:00.000Z' }),
          (entry) =>
            whole.history.some(
              (other) => other.kind === 'answered' && other.ask === entry.ask && isAccepted(other),
            ),
        ),
    ],
    [
      'a good token that is not believed',
      'tokens end by the clock',
      () =>
        withEntry(
          'answered',
          (entry) => ({ ...entry, status: 401, body: { code: 'token_invalid' } }),
          isRefused,
        ),
    ],
  ])('find %s', (_what, sentence, evidence) => {
    expect(foundBy(sentence, evidence())).toEqual(expect.any(String));
  });

  it('do not ask that a command of unknown outcome is there, nor that it is not', () => {
    const last = lastEvent().metadata.commandId;
    const isOfLast = (entry: Of<'answered'>): boolean => keyOf(entry) === last;
    const unknown = withEntry(
      'answered',
      ({ ask, clock }) => ({ kind: 'lost', ask, clock, why: 'connection reset' }),
      isOfLast,
    );
    const events = whole.events.filter(({ metadata }) => metadata.commandId !== last);
    const names = ['every acknowledged command is in the store once', 'no refused command is in the store'];
    for (const evidence of [unknown, { ...unknown, events }]) {
      for (const name of names) expect(foundBy(name, evidence)).toBeUndefined();
    }
  });
});
