import { examples } from '../../documentation/examples.js';
import { Amount, CalendarDate, Code, Id } from '../../input/fields.js';

export class RecordGroupPaymentDto {
  @Id({ description: 'The group that paid.', example: examples.groupId })
  groupId!: string;

  @Amount({ description: 'Minor units.', example: 12_400 })
  amount!: number;

  @CalendarDate({ description: 'When it arrived.', example: '2020-01-10' })
  receivedOn!: string;

  @Code({ description: 'Names the line of the bank statement; used once a book.', example: 'BRB20-000101' })
  bankReference!: string;
}

export class PayProducerDto {
  @Id({ description: 'The producer that was paid.', example: examples.producerId })
  producerId!: string;

  @Amount({ description: 'Minor units.', example: 12_400 })
  amount!: number;

  @CalendarDate({ description: 'When it was paid.', example: '2020-01-31' })
  paidOn!: string;

  @Code({ description: 'Names the line of the bank statement; used once a book.', example: 'BRB20-P0001' })
  bankReference!: string;
}
