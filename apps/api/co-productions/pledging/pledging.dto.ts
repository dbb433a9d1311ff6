import { type Instrument } from '#financing';
import { examples } from '../../documentation/examples.js';
import { Amount, CalendarDate, Code, Id, OneOf } from '../../input/fields.js';

export class MakePledgeDto {
  @Id({
    optional: true,
    description: 'Who promises: a person, or the group itself, which it is where this is left out.',
    example: examples.groupId,
  })
  by?: string;

  @Id({ description: 'The group through whose hands it runs.', example: examples.groupId })
  through!: string;

  @OneOf(['advance', 'donation'], {
    description: 'An advance is repaid in goods, a donation is not.',
    example: 'advance',
  })
  instrument!: Instrument;

  @Amount({ description: 'Minor units.', example: examples.pledge })
  amount!: number;

  @Code({ description: 'What the payer is asked to write on the transfer.', example: 'P001' })
  reference!: string;

  @CalendarDate({
    optional: true,
    description: 'When it was promised; today where left out.',
    example: '2019-03-01',
  })
  pledgedOn?: string;
}

export class WithdrawPledgeDto {
  @CalendarDate({
    optional: true,
    description: 'When it was taken back; today where left out.',
    example: '2019-04-12',
  })
  withdrawnOn?: string;
}
