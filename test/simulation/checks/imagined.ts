import { v5 as uuidV5 } from 'uuid';
import { canonicalBytes, type JsonObject, type RecordedEvent } from '#event-store';
import { kinds, kindOfStream } from '#financing';
import { CompactRange, generateSigningKey, hashLeaf, noteSigner, signCheckpoint } from '#transparency-log';
import { afterDecision, emptyWorld, judge, streamOf, type World } from '../network/world.js';
import { planOf } from '../plan/plan.js';
import type { Look, Planned } from '../plan/step.js';
import type { Body, Entry, Evidence, Rest } from './evidence.js';
import { replayed } from './replay.js';

const CLOCK = '2022-06-01T10:00:00.000Z';
const TOKEN_ENDS = '2022-06-01T18:00:00.000Z';

/**
 * A run that never took place, in which nothing broke and everything went as it must: every command is answered at once,
 * one after the other. What a check finds in it once something was changed is what was changed.
 */
export function imaginedRun(seed: number, steps: number): Evidence {
  const plan = planOf(seed, steps);
  const imagined = new Imagined();
  for (const { number, commands, look } of plan.steps) {
    for (const planned of commands) imagined.give(number, planned);
    if (look !== undefined) imagined.look(number, look);
    imagined.readHead(number);
  }
  return { plan, history: imagined.history, events: imagined.events, rest: imagined.rest() };
}

class Imagined {
  readonly history: Entry[] = [];
  readonly events: RecordedEvent[] = [];
  private world: World = emptyWorld;
  private asks = 0;
  private readonly answers = new Map<string, { status: number; body: Body }>();
  private readonly tree = CompactRange.empty();
  private readonly signer = noteSigner(generateSigningKey('example.org/log', 'note'));

  give(step: number, { command, door }: Planned): void {
    const { key } = command;
    const ask = (this.asks += 1);
    this.history.push({ kind: 'asked', step, ask, key, door, clock: CLOCK, tokenEnds: TOKEN_ENDS });
    const before = this.answers.get(key);
    const answer = before ?? this.decided(command);
    if (answer.status === 201) {
      this.answers.set(key, { status: 201, body: { ...answer.body, repeated: true } });
    }
    this.history.push({ kind: 'answered', ask, ...answer, clock: CLOCK });
  }

  look(step: number, look: Look): void {
    const position = String(this.events.length);
    const body = this.bodyOf(look);
    this.history.push({ kind: 'looked', step, look, atLeast: position, status: 200, body });
  }

  readHead(step: number): void {
    const note = signCheckpoint({ ...this.tree.head(), origin: 'example.org/log' }, [this.signer]);
    this.history.push({ kind: 'head', step, note });
  }

  rest(): Rest {
    const books = this.world.books.keySeq().toArray();
    const looks = books.flatMap((book) =>
      (['co-production', 'balances', 'pledges', 'deliveries'] as const).map((about): Look => ({
        about,
        book,
        door: 'first door',
      })),
    );
    return {
      answers: looks.map((look) => ({ look, body: this.bodyOf(look) })),
      rows: { balances: [1, 2], pledges: [3] },
      replayedRows: { balances: [1, 2], pledges: [3] },
      leaves: this.events.length,
      inspection: [],
      partner: [{ asked: 'follow', status: 0, said: '' }],
    };
  }

  private bodyOf(look: Look): Body {
    return { ...replayed(look, this.events), position: String(this.events.length), next: null };
  }

  private decided(command: Planned['command']): { status: number; body: Body } {
    const decision = judge(command, { own: this.world, others: this.world, today: CLOCK.slice(0, 10) });
    if ('rejection' in decision) return { status: 422, body: { code: decision.rejection.code } };
    this.world = afterDecision(this.world, command, decision);
    const stream = streamOf(command);
    let revision = this.events.filter((event) => event.stream === stream).length - 1;
    for (const [ordinal, { type, data }] of decision.events.entries()) {
      const event: RecordedEvent = {
        id: uuidV5(String(ordinal), command.key),
        type,
        schemaVersion: kindOfStream(kinds, stream)!.schemaVersion(type),
        data: data as unknown as JsonObject,
        metadata: {
          commandId: command.key,
          inputHash: '0'.repeat(64),
          actor: command.actor.id,
          cause: command.key,
        },
        stream,
        revision: (revision += 1),
        position: BigInt(this.events.length + 1),
        recordedAt: CLOCK,
      };
      this.events.push(event);
      this.tree.append(hashLeaf(canonicalBytes(event)));
    }
    const position = String(this.events.length);
    const events = decision.events.map(({ type, data }, ordinal) => ({
      id: uuidV5(String(ordinal), command.key),
      type,
      data,
    }));
    return { status: 201, body: { revision, position, repeated: false, events } };
  }
}
