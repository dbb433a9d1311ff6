import { shape } from '#decision';
import { partyEvent } from '../declare.js';
import { partyKinds } from '../roles.js';

const data = shape.record({ kind: shape.oneOf(partyKinds) });

/** There is a party of this kind; what it is called is in the directory. */
export const partyRegistered = partyEvent({
  type: 'PartyRegistered',
  data,
  upcasts: [],
  day: undefined,
  evolve: (party, { kind }) => ({ ...party, kind }),
  concerns: () => [],
});
