import {
  type CoProductionCommand,
  type CoProductionEvent,
  coProductionStream,
  type DispatchedLine,
  initialCoProduction,
  type Terms,
} from '#financing';
import { consortiumIds, financePartnerIds, groupIds, kinds, producerIds } from './cast.js';
import { chance } from './chance.js';

/** Stands at the beginning of every id that belongs to one book alone: whoever makes a book of the story puts another in its place. */
export const OWN_IDS = 'bbbbbbbb';

const TODAY = '2024-12-31';
const BOX_CENTS = 1_550;
const KILO_CENTS = 547.5;

/** One co-production from its terms to its end, decided by the rules, command by command. */
class Story {
  readonly events: CoProductionEvent[] = [];
  private state = initialCoProduction;
  private made = 0;
  private readonly random: () => number;
  private readonly groups: readonly string[];
  private readonly producers: readonly string[];

  constructor(private readonly seed: number) {
    this.random = chance(seed);
    this.groups = this.someOf(groupIds, 2 + this.below(5));
    this.producers = this.someOf(producerIds, 1 + this.below(3));
  }

  /** `pledges` is how many are made; about every tenth book is given up before money comes. */
  tell(pledges: number): readonly CoProductionEvent[] {
    this.do({ type: 'ProposeCoProduction', terms: this.terms(), kinds });
    this.do({ type: 'OpenPledging' });
    for (let count = 0; count < pledges; count += 1) this.pledge(count);
    if (this.seed % 10 === 9) this.do({ type: 'AbandonCoProduction', reasonCode: 'frost' });
    else this.goOn();
    return this.events;
  }

  private goOn(): void {
    this.do({ type: 'ConfirmCoProduction' });
    for (const { id, amount } of this.state.pledges.values()) {
      if (this.state.pledges.get(id)?.status !== 'open') continue;
      const first = this.random() < 0.2 ? Math.floor(amount / 2) : amount;
      this.receive(id, first);
      if (first < amount) this.receive(id, amount - first);
    }
    this.disburse();
    this.do({
      type: 'ReviseForecast',
      season: '2020/21',
      productCode: 'TAR10',
      quantity: '400',
      reasonCode: 'frost',
    });
    for (let count = 0; count < 3; count += 1) {
      for (const groupId of this.groups) this.deliver(groupId, 1 + this.below(4));
    }
    this.windUp();
    this.do({ type: 'CloseCoProduction' });
  }

  private pledge(count: number): void {
    const pledgeId = this.id('0001');
    const through = this.oneOf(this.groups);
    this.do({
      type: 'MakePledge',
      pledgeId,
      by: this.id('0002'),
      through,
      instrument: count > 0 && this.random() < 0.15 ? 'donation' : 'advance',
      amount: 500 * (10 + this.below(60)),
      reference: `SEM-${count}`,
      pledgedOn: '2019-03-10',
    });
    if (count > 3 && this.random() < 0.04)
      this.do({ type: 'WithdrawPledge', pledgeId, withdrawnOn: '2019-04-01' });
  }

  private receive(pledgeId: string, amount: number): void {
    const receivedOn = '2019-05-06';
    this.do({ type: 'RecordReceipt', pledgeId, amount, receivedOn, bankReference: this.reference() });
  }

  /** All of the bank, each producer an equal part of each tranche. */
  private disburse(): void {
    const shares = 2 * this.producers.length;
    for (let left = shares; left > 0; left -= 1) {
      this.do({
        type: 'DisburseTranche',
        tranche: left > this.producers.length ? 1 : 2,
        producerId: this.producers[left % this.producers.length] as string,
        amount: Math.max(1, Math.floor(this.state.balances.bank / left)),
        paidOn: '2019-07-15',
        bankReference: this.reference(),
      });
    }
  }

  /** Boxes and loose goods, of a producer whose advance they do not exceed. */
  private deliver(groupId: string, boxes: number): void {
    const kilos = boxes + this.below(1_000) / 1_000;
    const owner = this.producers.find((id) => this.advancedTo(id) > boxes * BOX_CENTS + kilos * KILO_CENTS);
    if (owner === undefined) return;
    const lines = [
      { productCode: 'TAR10', quantity: String(boxes), unitPrice: '15.50' },
      { productCode: 'AVOKG', quantity: kilos.toFixed(3), unitPrice: '5.4750' },
    ];
    this.send(groupId, owner, lines, this.random() < 0.1);
  }

  /** Loose goods of exactly this value. */
  private deliverWorth(groupId: string, producerId: string, cents: number): void {
    const quantity = (cents / KILO_CENTS).toFixed(3);
    this.send(groupId, producerId, [{ productCode: 'AVOKG', quantity, unitPrice: '5.4750' }], false);
  }

  private send(
    groupId: string,
    producerId: string,
    lines: readonly DispatchedLine[],
    isRejected: boolean,
  ): void {
    if ((this.state.groups.get(groupId)?.pledges ?? 0) === 0) return;
    const deliveryId = this.id('0003');
    const dispatch = {
      deliveryId,
      producerId,
      groupId,
      season: '2019/20',
      lines,
      dispatchedOn: '2019-12-05',
    };
    this.do({ type: 'DispatchDelivery', ...dispatch });
    if (isRejected) this.do({ type: 'RejectDelivery', deliveryId, reasonCode: 'spoiled' });
    else this.do({ type: 'AcceptDelivery', deliveryId, acceptedOn: '2019-12-07' });
  }

  /** Goods for all that is still advanced, then some more, which are paid. */
  private windUp(): void {
    for (const groupId of this.groups) {
      for (const producerId of this.producers) {
        const { advances = 0 } = this.state.groups.get(groupId) ?? {};
        const cents = Math.min(advances, this.advancedTo(producerId));
        if (cents > 0) this.deliverWorth(groupId, producerId, cents);
      }
      this.deliverWorth(groupId, this.producers[0] as string, 100 * (1 + this.below(500)));
    }
    for (const [groupId, { due }] of this.state.groups) {
      if (due === 0) continue;
      const bankReference = this.reference();
      this.do({ type: 'RecordGroupPayment', groupId, amount: due, receivedOn: '2020-01-10', bankReference });
    }
    for (const [producerId, { due }] of this.state.producers) {
      if (due === 0) continue;
      const bankReference = this.reference();
      this.do({ type: 'PayProducer', producerId, amount: due, paidOn: '2020-01-20', bankReference });
    }
  }

  /** What a producer was advanced and has not given back in goods. */
  private advancedTo(producerId: string): number {
    return this.state.producers.get(producerId)?.advances ?? 0;
  }

  private terms(): Terms {
    const share = Math.floor(1_000 / this.producers.length);
    return {
      title: `New citrus groves ${this.seed}`,
      custodianId: this.oneOf(consortiumIds),
      currency: 'EUR',
      producers: this.producers.map((producerId, index) => ({
        producerId,
        sharePermille: index === 0 ? 1_000 - share * (this.producers.length - 1) : share,
      })),
      products: [
        { code: 'TAR10', name: 'Tarocco oranges, 10 kg box', unit: 'box', unitPrice: '15.50', loose: false },
        { code: 'AVOKG', name: 'Avocados, loose', unit: 'kg', unitPrice: '5.4750', loose: true },
      ],
      target: { minimum: 1_000, goal: 5_000_000 },
      pledging: { opensOn: '2019-03-01', closesOn: '2019-05-03', minimumPledge: 1_000 },
      accepts: ['advance', 'donation'],
      seasons: [
        { name: '2019/20', opensOn: '2019-12-02', closesOn: '2020-04-06', sharePermille: 500 },
        { name: '2020/21', opensOn: '2020-12-01', closesOn: '2021-04-06', sharePermille: 500 },
      ],
      tranches: [
        { number: 1, label: 'Planting', dueOn: '2019-07-15' },
        { number: 2, label: 'Irrigation', dueOn: '2019-10-01' },
      ],
      auditors: [this.oneOf(financePartnerIds)],
    };
  }

  private do(command: CoProductionCommand): void {
    const decision = coProductionStream.decide(command, this.state, { today: TODAY, id: 'book' });
    if ('rejection' in decision) {
      throw new Error(`${JSON.stringify(command)} is refused: ${JSON.stringify(decision.rejection)}`);
    }
    this.events.push(...decision.events);
    this.state = decision.events.reduce(coProductionStream.evolve, this.state);
  }

  private id(part: string): string {
    this.made += 1;
    return `${OWN_IDS}-${part}-4000-8000-${this.made.toString(16).padStart(12, '0')}`;
  }

  private reference(): string {
    this.made += 1;
    return `CRI-2019-${this.made}`;
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private oneOf(all: readonly string[]): string {
    return all[this.below(all.length)] as string;
  }

  private someOf(all: readonly string[], count: number): readonly string[] {
    const from = this.below(all.length);
    return Array.from({ length: count }, (_, index) => all[(from + index) % all.length] as string);
  }
}

/** The story of a book, the same for the same seed. It ends closed or abandoned. */
export const story = (seed: number, pledges: number): readonly CoProductionEvent[] =>
  new Story(seed).tell(pledges);
