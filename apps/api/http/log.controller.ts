import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { mayReadLog } from '#financing';
import { PublishedLog } from '#notary';
import { isLogError, parseTilePath, type TileAddress } from '#transparency-log';
import { type Caller, CallerParam } from '../security/caller.js';
import { Public } from '../security/guards.js';
import { RoleRegistry } from '../security/role-registry.js';
import { type Configuration } from '../configuration/configuration.js';
import { Problem } from '../problems/problem.js';

const PREFIX = '/log/';
/** What a tile holds never changes, be it partial: a wider one has another address. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const FOR_EVER_TO_ONE = 'private, max-age=31536000, immutable';
const A_MOMENT = 'public, max-age=1';

/**
 * The log as static resources (C2SP tlog-tiles), below `/log`. Hashes and checkpoints are everybody's; leaves tell the business of every
 * book, so they are given as a whole to auditors of the parties that LOG_READERS names, and to nobody else.
 */
@ApiExcludeController()
@Controller('log')
export class LogController {
  constructor(
    private readonly log: PublishedLog,
    private readonly roles: RoleRegistry,
    private readonly settings: ConfigService<Configuration, true>,
  ) {}

  @Get('checkpoint')
  @Public()
  @Header('Content-Type', 'text/plain; charset=utf-8')
  async checkpoint(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const head = await this.log.head();
    if (head === undefined) throw notYet(reply);
    void reply.header('Cache-Control', A_MOMENT);
    return head.note;
  }

  /** The verifier keys (C2SP signed-note), a line each: for a partner to compare with those it was given by hand. */
  @Get('key')
  @Public()
  @Header('Content-Type', 'text/plain; charset=utf-8')
  async key(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const identity = await this.log.identity();
    if (identity === undefined) throw notYet(reply);
    void reply.header('Cache-Control', A_MOMENT);
    return identity.verifierKeys.map((key) => `${key}\n`).join('');
  }

  @Get('tile/entries/*')
  async entries(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @CallerParam() caller: Caller,
  ): Promise<Buffer> {
    const readers = this.settings.get('logReaders', { infer: true });
    if (!mayReadLog(readers, await this.roles.actor(caller))) throw new Problem('not_allowed');
    const bundle = addressOf(request, reply);
    const bytes = bundle.level === 'entries' ? await this.log.entries(bundle) : undefined;
    if (bytes === undefined) throw notThere(reply);
    void reply.header('Cache-Control', FOR_EVER_TO_ONE).type('application/octet-stream');
    return compressed(bytes, request, reply);
  }

  @Get('tile/:level/*')
  @Public()
  async tile(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const tile = addressOf(request, reply);
    const hashes = tile.level === 'entries' ? undefined : await this.log.tile(tile);
    if (hashes === undefined) throw notThere(reply);
    void reply.header('Cache-Control', FOR_EVER).type('application/octet-stream');
    return Buffer.from(hashes);
  }
}

/** From the path as it was sent: an address has one spelling, and none of another is served. */
function addressOf(request: FastifyRequest, reply: FastifyReply): TileAddress {
  const [path = ''] = request.url.split('?');
  try {
    return parseTilePath(path.slice(PREFIX.length));
  } catch (error) {
    if (isLogError(error)) throw notThere(reply);
    throw error;
  }
}

/** What is not there now may be there soon, so nobody on the way may keep the answer. */
function notThere(reply: FastifyReply): Problem {
  void reply.header('Cache-Control', 'no-store');
  return new Problem('tile_unknown');
}

function notYet(reply: FastifyReply): Problem {
  void reply.header('Cache-Control', 'no-store');
  return new Problem('log_not_published', { retryAfter_seconds: 1 });
}

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
