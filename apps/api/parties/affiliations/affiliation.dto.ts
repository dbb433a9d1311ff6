import { examples } from '../../documentation/examples.js';
import { Id } from '../../input/fields.js';

export class AffiliationDto {
  @Id({ description: 'The network or consortium.', example: examples.networkId })
  networkId!: string;
}
