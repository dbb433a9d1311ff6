import { examples, type PartyKind, partyKinds } from '#financing';
import { Id, OneOf } from '../../input/fields.js';
import { ContactDto } from '../contact/contact.dto.js';

export class RegisterPartyDto extends ContactDto {
  @OneOf(partyKinds, { description: 'What it is.', example: 'group' })
  kind!: PartyKind;

  @Id({
    optional: true,
    description: 'The network or consortium it belongs to.',
    example: examples.networkId,
  })
  networkId?: string;
}
