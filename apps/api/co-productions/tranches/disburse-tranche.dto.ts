import { examples } from '../../documentation/examples.js';
import { Amount, CalendarDate, Code, Id, WholeNumber } from '../../input/fields.js';
import { Nested } from '../../input/lists.js';

export class SplitDto {
  @Amount({ description: 'The part that is granted out of donations.', example: 343_049 })
  fromDonations!: number;

  @Amount({ description: 'The part that is advanced, to be given back in goods.', example: 1_000_000 })
  fromAdvances!: number;
}

export class DisburseTrancheDto {
  @WholeNumber({ min: 1, max: 1000, description: 'The number of the tranche in the terms.', example: 1 })
  tranche!: number;

  @Id({ description: 'The producer that is paid.', example: examples.producerId })
  producerId!: string;

  @Amount({ description: 'Minor units.', example: examples.tranche })
  amount!: number;

  @Nested(() => SplitDto, {
    optional: true,
    description: 'Says what is drawn from which money; left out, it is drawn in proportion to what there is.',
  })
  split?: SplitDto;

  @CalendarDate({ description: 'When it was paid.', example: '2019-07-15' })
  paidOn!: string;

  @Code({ description: 'Names the line of the bank statement; used once a book.', example: 'BRB19-T0001' })
  bankReference!: string;
}
