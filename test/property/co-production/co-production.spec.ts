import fc from 'fast-check';
import { coProductionStream } from '#financing';
import { refusalsOf } from '#decision';
import { commandOf } from './commands.js';
import { afterConfirming, beforePledging, duringPledging } from './commands.js';
import type { Move } from './moves.js';
import { propose, terms } from './offer.js';
import { Story } from './story.js';
import { nextStep } from './winding-up.js';

const anyStory = fc.record({
  terms,
  before: beforePledging,
  pledging: duringPledging,
  ending: fc.oneof(
    { weight: 4, arbitrary: fc.constant('ConfirmCoProduction' as const) },
    { weight: 1, arbitrary: fc.constant('AbandonCoProduction' as const) },
  ),
  after: afterConfirming,
  woundUp: fc.boolean(),
});
type AnyStory = typeof anyStory extends fc.Arbitrary<infer Told> ? Told : never;

function tell(told: AnyStory): Story {
  const story = new Story();
  const play = (moves: readonly Move[]): void => {
    for (const move of moves) story.ask(commandOf(move, story.state, story.past.bankReferences));
  };
  play(told.before.slice(0, 1));
  story.ask(propose(told.terms));
  play(told.before);
  story.ask({ type: 'OpenPledging' });
  play(told.pledging);
  story.ask(
    told.ending === 'AbandonCoProduction'
      ? { type: told.ending, reasonCode: 'frost' }
      : { type: told.ending },
  );
  play(story.state.status === 'confirmed' ? told.after : told.after.slice(0, 3));
  for (let step = 0; told.woundUp && step < 200; step += 1) {
    const command = nextStep(story.state, step);
    if (command === undefined) break;
    story.ask(command);
    if (command.type === 'CloseCoProduction') break;
  }
  return story;
}

/** Who may ask is not decided by the rules. */
const ofAuthorisation = ['not_allowed'];
/** Refusals that need hundreds of pledges or huge amounts: each is told beside its rule. */
const needsAbundance = ['too_many_settlements', 'too_many_pledges', 'amount_too_large'];

describe('whatever is asked of a co-production, in whatever order', () => {
  const happened = new Map<string, number>();
  const refused = new Map<string, number>();
  const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);

  it('its books keep every rule after every event', () => {
    fc.assert(
      fc.property(anyStory, (told) => {
        const story = tell(told);
        story.retell();
        story.past.events.forEach(({ type }) => count(happened, type));
        story.refusals.forEach((code) => count(refused, code));
      }),
      { numRuns: 200 },
    );
  }, 180_000);

  it('and by that, everything that can happen has happened, many times', () => {
    const expected = Object.keys(coProductionStream.events);
    expect([...happened.keys()].sort()).toEqual(expected.sort());
    for (const [type, times] of happened) expect({ type, many: times >= 5 }).toEqual({ type, many: true });
  });

  it('and by that, every rule has refused something', () => {
    const elsewhere = [...needsAbundance, ...ofAuthorisation];
    const expected = Object.keys(refusalsOf(coProductionStream)).filter((code) => !elsewhere.includes(code));
    expect([...refused.keys()].filter((code) => !elsewhere.includes(code)).sort()).toEqual(expected.sort());
  });
});
