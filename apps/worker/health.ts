import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The page for whoever watches the worker. */
export interface HealthPage {
  readonly url: string;
  close(): Promise<void>;
}

/** Answers with what stands still; with nothing where all is well. Rejects where the database is away. */
export type Ask = () => Promise<readonly string[]>;

/**
 * `GET /health/live` answers while the process does: where it fails, the process is to be restarted. `GET /health/ready` says whether it can
 * do its work, like the API's; one that waits until another has gone is ready too. Rejects where the address is taken.
 */
export async function serveHealth(
  address: { readonly host: string; readonly port: number },
  ask: Ask,
): Promise<HealthPage> {
  const server = createServer((request, response) => {
    void answer(request.url ?? '', ask).then(({ status, body }) =>
      response
        .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
        .end(`${JSON.stringify(body)}\n`),
    );
  });
  await listen(server, address);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${address.host.includes(':') ? `[${address.host}]` : address.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(path: string, ask: Ask): Promise<{ status: number; body: object }> {
  if (path === '/health/live') return { status: 200, body: { status: 'ok' } };
  if (path !== '/health/ready') return { status: 404, body: { status: 'unknown' } };
  const down = await ask().catch(() => ['database']);
  return down.length === 0
    ? { status: 200, body: { status: 'ok' } }
    : { status: 503, body: { status: 'error', down } };
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
