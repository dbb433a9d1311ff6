import { examples } from '../../documentation/examples.js';
import { Code, Quantity, ReasonCode, Text } from '../../input/fields.js';

export class ReviseForecastDto {
  @Text({ max: 40, description: 'A season of the terms.', example: examples.season })
  season!: string;

  @Code({ description: 'A product of the terms.', example: 'TAR10' })
  productCode!: string;

  @Quantity({ zero: true, description: 'How much is expected now; 0 where it is lost.', example: '1200' })
  quantity!: string;

  @ReasonCode({ description: 'Why it changed, as a code.', example: 'drought' })
  reasonCode!: string;
}
