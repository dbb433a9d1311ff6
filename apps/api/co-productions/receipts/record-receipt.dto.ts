import { examples } from '../../documentation/examples.js';
import { Amount, CalendarDate, Code, Id } from '../../input/fields.js';

export class RecordReceiptDto {
  @Id({ description: 'The pledge that the money is for.', example: examples.pledgeId })
  pledgeId!: string;

  @Amount({ description: 'Minor units.', example: examples.pledge })
  amount!: number;

  @CalendarDate({ description: 'When it arrived.', example: '2019-05-22' })
  receivedOn!: string;

  @Code({ description: 'Names the line of the bank statement; used once a book.', example: 'BRB19-000024' })
  bankReference!: string;
}
