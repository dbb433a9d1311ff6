import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type FastifyReply, type FastifyRequest } from 'fastify';

const gzipped = promisify(gzip);

/** Leaves are JSON and shrink well; C2SP tlog-tiles asks for it. Sets the headers that go with it. */
export async function compressed(
  bytes: Uint8Array,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Buffer> {
  void reply.header('Vary', 'Accept-Encoding');
  if (!takesGzip(request.headers['accept-encoding'])) return Buffer.from(bytes);
  void reply.header('Content-Encoding', 'gzip');
  return gzipped(bytes);
}

/** RFC 9110, 12.5.3: named, and not with a weight of zero. */
const takesGzip = (header: string | readonly string[] | undefined): boolean =>
  String(header ?? '')
    .split(',')
    .some((part) => /^\s*(x-)?gzip\s*(;\s*q\s*=\s*(1|0?\.0*[1-9]|1\.0*)\d*\s*)?$/i.test(part));
