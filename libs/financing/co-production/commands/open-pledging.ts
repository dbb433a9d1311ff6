import { accepted } from '#decision';
import { coProductionCommand } from '../declare.js';
import { pledgingOpened } from '../events/pledging-opened.js';

export interface OpenPledging {
  readonly type: 'OpenPledging';
}

/** The custodian opens the proposed co-production to pledges. */
export const openPledging = coProductionCommand<OpenPledging>()({
  type: 'OpenPledging',
  input: {},
  statuses: ['proposed'],
  refuses: {},
  makes: { PledgingOpened: () => ({}) },
  decide: () => accepted(pledgingOpened.of({})),
});
