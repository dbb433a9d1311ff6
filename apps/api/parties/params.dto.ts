import { examples } from '#financing';
import { Id } from '../input/fields.js';

export class PartyParams {
  @Id({ description: 'The party.', example: examples.groupId })
  id!: string;
}
