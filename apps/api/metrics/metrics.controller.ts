import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Histogram, Registry } from 'prom-client';
import { Public } from '../security/guards.js';
import { Uncounted } from '../security/rate-limit.guard.js';

/** Figures for Prometheus. They name no person and no party. */
@ApiExcludeController()
@Public()
@Uncounted()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly registry: Registry) {}

  @Get()
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('Content-Type', this.registry.contentType);
    return this.registry.metrics();
  }
}

/** How long requests take. Routes are named by their pattern, so that ids do not make a series each. */
export class HttpMetrics {
  private readonly durations: Histogram<'method' | 'route' | 'status'>;

  constructor(registry: Registry) {
    this.durations = new Histogram({
      name: 'semina_http_request_duration_seconds',
      help: 'Time from the arrival of a request to the end of its answer.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    });
  }

  observe(method: string, route: string, status: number, duration_ms: number): void {
    this.durations.observe({ method, route, status: String(status) }, duration_ms / 1000);
  }
}
