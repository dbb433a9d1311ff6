import type { PartyKind, Role } from './events.js';

/** What can be asked of a party. Facts about other parties come with the command, looked up by the door. */
export type PartyCommand =
  /** `network` is what the network party is registered as; absent where it is not registered. */
  | {
      readonly type: 'RegisterParty';
      readonly kind: PartyKind;
      readonly networkId?: string;
      readonly network?: PartyKind;
    }
  /** `registeredAs` is what the person's id is registered as; absent where it is registered nowhere. */
  | {
      readonly type: 'GrantRole';
      readonly personId: string;
      readonly role: Role;
      readonly registeredAs?: PartyKind;
    }
  | { readonly type: 'RevokeRole'; readonly personId: string; readonly role: Role }
  /** `above` lists the networks that the named one belongs to, itself included: joining one's own inside is a cycle. */
  | {
      readonly type: 'Affiliate';
      readonly networkId: string;
      readonly network?: PartyKind;
      readonly above: readonly string[];
    }
  | { readonly type: 'Disaffiliate'; readonly networkId: string };
