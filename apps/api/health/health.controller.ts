import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import pg from 'pg';
import { Public } from '../authentication/public.js';
import { Problem } from '../problems/problem.js';
import { Uncounted } from '../rate-limit/rate-limit.guard.js';
import { ProjectionsWatch } from './projections-watch.js';

const ANSWER_TIMEOUT_MS = 3_000;

@ApiExcludeController()
@Public()
@Uncounted()
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly pool: pg.Pool,
    private readonly projections: ProjectionsWatch,
  ) {}

  /** The process runs and answers. Where this fails it is to be restarted. */
  @Get('live')
  live(): Promise<HealthCheckResult> {
    return this.health.check([]);
  }

  /** The process can do its work: the database answers and no projection stands still. */
  @Get('ready')
  async ready(): Promise<HealthCheckResult> {
    try {
      return await this.health.check([
        () =>
          this.indicators
            .check('database')
            .attempt(async () => void (await this.pool.query('SELECT')))
            .withTimeout(ANSWER_TIMEOUT_MS),
        () =>
          this.indicators
            .check('projections')
            .attempt(() => this.projections.failIfStuck())
            .withTimeout(ANSWER_TIMEOUT_MS),
      ]);
    } catch (error) {
      throw notReady(error);
    }
  }
}

/** Which indicators are down, and nothing of why: the log knows. */
function notReady(error: unknown): Problem {
  const result = (error as { getResponse?: () => HealthCheckResult }).getResponse?.();
  const down = Object.entries(result?.details ?? {}).filter(([, { status }]) => status === 'down');
  return new Problem('not_ready', {
    details: { down: down.map(([name]) => name) },
    retryAfter_seconds: 5,
  });
}
