import { type RouteOptions } from 'fastify';

/** Which methods a path is served for, so that a known path asked otherwise answers 405 and not 404. */
export class RouteTable {
  private readonly routes: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];

  add({ url, method }: RouteOptions): void {
    const methods = [method].flat();
    const pattern = new RegExp(`^${url.split('/').map(segmentPattern).join('/')}$`);
    this.routes.push({ pattern, methods });
  }

  /** `path` without the query; empty where no route serves it. */
  methodsOf(path: string): string[] {
    const served = this.routes.filter(({ pattern }) => pattern.test(path));
    return [...new Set(served.flatMap(({ methods }) => methods))].sort();
  }
}

function segmentPattern(segment: string): string {
  if (segment.startsWith(':')) return '[^/]+';
  return segment.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
