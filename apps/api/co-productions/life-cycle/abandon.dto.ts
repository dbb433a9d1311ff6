import { ReasonCode } from '../../input/fields.js';

export class AbandonDto {
  @ReasonCode({ description: 'Why, as a code.', example: 'frost' })
  reasonCode!: string;
}
