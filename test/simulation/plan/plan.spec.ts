import { planOf } from './plan.js';
import { toldPlan } from './told.js';

describe('the plan of a simulation', () => {
  it('is the same whenever its seed is the same, and another where it is not', () => {
    expect(toldPlan(planOf(7, 60))).toBe(toldPlan(planOf(7, 60)));
    expect(toldPlan(planOf(8, 60))).not.toBe(toldPlan(planOf(7, 60)));
  });

  it('begins in the same way when it is made shorter', () => {
    const [short, long] = [planOf(7, 20), planOf(7, 60)];
    expect(long.steps.slice(0, short.steps.length)).toEqual(short.steps);
  });

  it('has commands of every kind, accepted and refused, and every kind of fault', () => {
    const steps = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((seed) => planOf(seed, 200).steps);
    const commands = steps.flatMap((step) => step.commands);
    expect(new Set(commands.map(({ command }) => command.asked.command.type)).size).toBe(21);
    const accepted = commands.filter(({ expected }) => expected === 'accepted').length;
    expect(accepted / commands.length).toBeGreaterThan(0.38);
    expect(new Set(commands.map(({ expected }) => expected)).size).toBeGreaterThan(20);
    const faults = steps.flatMap(({ fault }) => (fault === undefined ? [] : [fault.kind]));
    expect(new Set(faults).size).toBe(7);
    for (const manner of ['patient', 'twice', 'answerLost', 'again'] as const) {
      expect(new Set(commands.map((planned) => planned[manner])).size).toBe(2);
    }
  });
});
