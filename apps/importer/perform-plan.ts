import { FolderUnusable } from './folder/unusable.js';
import type { Folder } from './folder/read-folder.js';
import { Performance, type Imported } from './perform.js';
import type { Plan } from './plan/plan.js';
import type { Step, StepName } from './plan/step.js';
import type { Progress } from './progress.js';
import { noMemory, openRefusalMemory } from './refusal-memory.js';
import type { Refusal } from './refusal.js';
import type { Server } from './server/server.js';

/** What a plan is performed with. */
export interface Stage {
  readonly server: Server;
  readonly folder: Folder;
  /** Hash of the folder's content. */
  readonly digest: string;
  /** The folder in which refusals are remembered. */
  readonly home: string;
  readonly again: boolean;
  /** Called once the co-production is there, before anything is booked in it. */
  readonly proposed: () => Promise<void>;
  readonly progress: Progress;
  /** Told every refusal as it comes. */
  readonly refuse: (refusal: Refusal) => void;
}

const stages: { readonly [name in StepName]: string } = {
  register: 'Registering parties',
  'register person': 'Registering people',
  'grant role': 'Granting roles',
  propose: 'Proposing the co-production',
  ...{ open: 'Booking', pledge: 'Booking', withdraw: 'Booking', confirm: 'Booking', receive: 'Booking' },
  ...{ disburse: 'Booking', dispatch: 'Booking', accept: 'Booking', reject: 'Booking' },
};

/**
 * Gives the plan's commands in their order. Throws ServerUnusable where the server does not answer, and FolderUnusable
 * where the terms are refused, since nothing else of the folder can then be booked.
 */
export async function performPlan({ identity, steps }: Plan, stage: Stage): Promise<Imported> {
  const { server, folder, progress } = stage;
  const performance = new Performance(server, identity, folder.terms.currency, stage.refuse);
  const perform = async (some: readonly Step[], memory = noMemory) => {
    for (const step of some) {
      await performance.perform(step, memory);
      progress.step(stages[step.name]);
    }
  };
  const proposal = steps.findIndex(({ makes }) => makes === 'co-production');
  await perform(steps.slice(0, proposal + 1));
  const id = performance.imported.ids.get('co-production');
  if (id === undefined) {
    throw new FolderUnusable(
      'co-production.json',
      1,
      'terms_invalid',
      'Without its terms nothing can be booked.',
    );
  }
  await stage.proposed();
  const memory = await openRefusalMemory(stage.home, id, stage.digest, stage.again);
  await perform(steps.slice(proposal + 1), memory);
  return performance.imported;
}
