import { type Instrument } from '#financing';
import { examples } from '../../documentation/examples.js';
import { field, Id, Text } from '../../input/fields.js';
import { ChoiceList, IdList, ListOf, Nested } from '../../input/lists.js';
import {
  PledgingDto,
  ProducerShareDto,
  ProductDto,
  SeasonDto,
  TargetDto,
  TrancheTermDto,
} from './terms.dto.js';

const shares = [
  { producerId: examples.producerId, sharePermille: 400 },
  { producerId: examples.secondProducerId, sharePermille: 350 },
  { producerId: examples.thirdProducerId, sharePermille: 250 },
];
const products = [
  { code: 'TAR10', name: 'Tarocco oranges, 10 kg box', unit: 'box', unitPrice: '15.50', loose: false },
  { code: 'AVOKG', name: 'Avocados, loose', unit: 'kg', unitPrice: '5.4750', loose: true },
];
const seasons = [
  { name: '2019/20', opensOn: '2019-12-02', closesOn: '2020-04-06', sharePermille: 333 },
  { name: '2020/21', opensOn: '2020-12-01', closesOn: '2021-04-06', sharePermille: 333 },
  { name: '2021/22', opensOn: '2021-12-01', closesOn: '2022-04-06', sharePermille: 334 },
];
const tranches = [
  { number: 1, label: 'Planting', dueOn: '2019-07-15' },
  { number: 2, label: 'Irrigation', dueOn: '2019-10-01' },
];

/** The terms, as libs/financing says them (Terms). Whether they fit together is decided there. */
export class ProposeCoProductionDto {
  @Text({ max: 200, description: 'What is financed. Names no person.', example: examples.title })
  title!: string;

  @Id({ description: 'The party whose bank account holds the money.', example: examples.consortiumId })
  custodianId!: string;

  @field(
    { description: 'ISO 4217; one a co-production.', example: 'EUR' },
    'must be a currency of three capital letters',
    (value) => typeof value === 'string' && /^[A-Z]{3}$/.test(value),
    { type: 'string', pattern: '^[A-Z]{3}$' },
  )
  currency!: string;

  @ListOf(() => ProducerShareDto, {
    min: 1,
    max: 50,
    description: 'Who grows, and for which part.',
    example: shares,
  })
  producers!: ProducerShareDto[];

  @ListOf(() => ProductDto, { min: 1, max: 200, description: 'What is repaid in.', example: products })
  products!: ProductDto[];

  @Nested(() => TargetDto, { description: 'How much money is looked for, in minor units.' })
  target!: TargetDto;

  @Nested(() => PledgingDto, { description: 'When it is looked for.' })
  pledging!: PledgingDto;

  @ChoiceList(['advance', 'donation'], {
    description: 'What can be pledged.',
    example: ['advance', 'donation'],
  })
  accepts!: Instrument[];

  @ListOf(() => SeasonDto, { min: 1, max: 20, description: 'When the goods come.', example: seasons })
  seasons!: SeasonDto[];

  @ListOf(() => TrancheTermDto, {
    min: 0,
    max: 50,
    description: 'When money is paid out.',
    example: tranches,
  })
  tranches!: TrancheTermDto[];

  @IdList({
    max: 20,
    description: 'Finance partners whose auditors read the whole book.',
    example: [examples.auditorId],
  })
  auditors!: string[];
}
