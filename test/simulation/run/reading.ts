import { setTimeout as pause } from 'node:timers/promises';
import { type Door, type Look, otherDoor } from '../plan/step.js';
import type { Body } from '../checks/evidence.js';
import { type Answer, ask } from './asking.js';
import type { House } from './house.js';
import type { SignsIn } from './tokens.js';

const PATIENCE_MS = 120_000;
const PAUSE_MS = 60;
/** As many as a page may have. */
const LIMITS = { balances: 500, pledges: 200, deliveries: 200 } as const;

/** Reads books as the auditor may: as a whole. */
export class Reading {
  constructor(
    private readonly house: House,
    private readonly auditor: SignsIn,
  ) {}

  /** One page, at least so fresh; asks until there is an answer. Rejects where there is none in two minutes. */
  async page(look: Look, atLeast: string, cursor?: string): Promise<Answer> {
    const { about, book } = look;
    const list = about === 'co-production' ? '' : `/${about}`;
    const limit = about === 'co-production' ? '' : `&limit=${LIMITS[about]}`;
    const path = `/co-productions/${book}${list}?atLeast=${atLeast}${limit}${cursor ? `&cursor=${cursor}` : ''}`;
    const deadline = Date.now() + PATIENCE_MS;
    let last = 'nothing';
    for (let door = look.door; Date.now() < deadline; door = otherDoor(door)) {
      const answer = await this.askAt(door, path);
      if (answer?.status === 401) this.house.tokens.drop(this.auditor);
      else if (answer !== undefined && answer.status !== 503) return answer;
      last = answer?.text ?? last;
      await pause(PAUSE_MS);
    }
    throw new Error(`nobody could tell the ${about} of ${book} within two minutes, but ${last}`);
  }

  /** Page after page, as one. */
  async whole(look: Look, atLeast: string): Promise<Body> {
    const items: unknown[] = [];
    for (let cursor: string | undefined; ;) {
      const { status, body } = await this.page(look, atLeast, cursor);
      if (status !== 200) throw new Error(`the ${look.about} of ${look.book} were answered with ${status}`);
      if (body['next'] === undefined) return body;
      items.push(...(body['items'] as unknown[]));
      if (body['next'] === null) return { ...body, items };
      cursor = String(body['next']);
    }
  }

  private async askAt(at: Door, path: string): Promise<Answer | undefined> {
    const door = this.house.doors[at];
    const { text } = await this.house.tokens.of(this.auditor, door.clock.now());
    return ask(door.url + path, { token: text }).catch(() => undefined);
  }
}
