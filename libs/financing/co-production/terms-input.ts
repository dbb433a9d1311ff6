import { input } from '#decision';
import { examples } from '../examples.js';
import {
  AUDITORS_MAX,
  instruments,
  PRODUCERS_MAX,
  PRODUCTS_MAX,
  SEASONS_MAX,
  TRANCHES_MAX,
} from './terms.js';

/** Terms as they are proposed, field by field. Whether they fit together: terms-rules.ts. */
export const termsInput = {
  title: input.text(200, 'What is financed. Names no person.', examples.title),
  custodianId: input.id('The party whose bank account holds the money.', examples.consortiumId),
  currency: input.value<string>(
    { description: 'ISO 4217; one a co-production.', example: 'EUR' },
    {
      sort: 'code',
      message: 'must be a currency of three capital letters',
      isValid: (value) => typeof value === 'string' && /^[A-Z]{3}$/.test(value),
      schema: { type: 'string', pattern: '^[A-Z]{3}$' },
    },
  ),
  producers: input.listOf(
    'ProducerShare',
    {
      producerId: input.id('A producer or consortium.', examples.producerId),
      sharePermille: input.wholeNumber(
        { min: 0, max: 1000 },
        'Its part in thousandths; all together make 1000.',
        400,
      ),
    },
    {
      min: 1,
      max: PRODUCERS_MAX,
      description: 'Who grows, and for which part.',
      example: [
        { producerId: examples.producerId, sharePermille: 400 },
        { producerId: examples.secondProducerId, sharePermille: 350 },
        { producerId: examples.thirdProducerId, sharePermille: 250 },
      ],
    },
  ),
  products: input.listOf(
    'Product',
    {
      code: input.code('Names the product in prices, forecasts and deliveries.', 'TAR10'),
      name: input.text(120, 'What people call it.', 'Tarocco oranges, 10 kg box'),
      unit: input.text(20, 'What one of it is.', 'box'),
      unitPrice: input.unitPrice('Major units for one.', '15.50'),
      loose: input.flag('Sold by weight: a quantity may have decimals.', false),
    },
    {
      min: 1,
      max: PRODUCTS_MAX,
      description: 'What is repaid in.',
      example: [
        { code: 'TAR10', name: 'Tarocco oranges, 10 kg box', unit: 'box', unitPrice: '15.50', loose: false },
        { code: 'AVOKG', name: 'Avocados, loose', unit: 'kg', unitPrice: '5.4750', loose: true },
      ],
    },
  ),
  target: input.object(
    'Target',
    {
      minimum: input.amount('Less than this and it is not confirmed.', 3_000_000),
      goal: input.amount('What is hoped for.', 6_000_000),
      cap: input.optional(input.amount('No pledge goes beyond this in total.', 8_000_000)),
    },
    'How much money is looked for, in minor units.',
  ),
  pledging: input.object(
    'Pledging',
    {
      opensOn: input.date('No date in the book lies before this day.', '2019-03-01'),
      closesOn: input.date('Until when pledges are asked for.', '2019-05-03'),
      minimumPledge: input.optional(input.amount('The least that can be pledged at once.', 1_000)),
    },
    'When it is looked for.',
  ),
  accepts: input.choices(instruments, 'What can be pledged.', instruments),
  seasons: input.listOf(
    'Season',
    {
      name: input.text(40, 'Names the season.', examples.season),
      opensOn: input.date('The first day.', '2020-12-01'),
      closesOn: input.date('The last day.', '2021-04-06'),
      sharePermille: input.wholeNumber(
        { min: 0, max: 1000 },
        'The part of the advances that comes back in goods in this season, in thousandths of all.',
        1000,
      ),
    },
    {
      min: 1,
      max: SEASONS_MAX,
      description: 'When the goods come.',
      example: [
        { name: '2019/20', opensOn: '2019-12-02', closesOn: '2020-04-06', sharePermille: 333 },
        { name: '2020/21', opensOn: '2020-12-01', closesOn: '2021-04-06', sharePermille: 333 },
        { name: '2021/22', opensOn: '2021-12-01', closesOn: '2022-04-06', sharePermille: 334 },
      ],
    },
  ),
  tranches: input.listOf(
    'TrancheTerm',
    {
      number: input.wholeNumber({ min: 1, max: 1000 }, 'Names the tranche.', 1),
      label: input.text(80, 'What it is for.', 'Planting'),
      dueOn: input.date('When it is to be paid.', '2019-07-15'),
    },
    {
      min: 0,
      max: TRANCHES_MAX,
      description: 'When money is paid out.',
      example: [
        { number: 1, label: 'Planting', dueOn: '2019-07-15' },
        { number: 2, label: 'Irrigation', dueOn: '2019-10-01' },
      ],
    },
  ),
  auditors: input.ids(AUDITORS_MAX, 'Finance partners whose auditors read the whole book.', [
    examples.auditorId,
  ]),
};
