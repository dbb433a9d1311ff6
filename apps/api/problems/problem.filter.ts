import { Catch, Logger, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Problem } from './problem.js';
import { problemOf } from './problem-of.js';
import { type RouteTable } from './route-table.js';
import { sendProblem } from './send-problem.js';

/** The one place where whatever goes wrong becomes an answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(private readonly routes: RouteTable) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = this.methodProblem(error, request, reply) ?? problemOf(error);
    if (problem.status >= 500) this.report(error, problem, request);
    if (!reply.sent) sendProblem(request, reply, problem);
  }

  private methodProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): Problem | undefined {
    if (!(error instanceof NotFoundException)) return undefined;
    const methods = this.routes.methodsOf(request.url.split('?')[0] ?? '');
    if (methods.length === 0) return undefined;
    void reply.header('Allow', methods.join(', '));
    return new Problem('method_not_allowed', { details: { allowed: methods } });
  }

  private report(error: unknown, problem: Problem, request: FastifyRequest): void {
    const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const line = { code: problem.code, requestId: request.id, cause };
    if (problem.code === 'defect') this.logger.error(line);
    else this.logger.warn(line);
  }
}
