import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WitnessAddress } from '#notary';
import {
  checkGrowth,
  cosignedAnswer,
  cosigner,
  generateSigningKey,
  type NoteVerifier,
  openAddCheckpoint,
  parseNote,
  refusedAnswer,
  signText,
  type TreeHead,
  type TrustedLog,
  verifierKeyOf,
  withCosignatures,
} from '#transparency-log';

/** What a witness may do instead of its duty. */
export type Manner =
  'honest' | 'silent' | 'late' | 'refusing' | 'babbling' | 'lying' | 'endless' | 'elsewhere' | 'ahead';

/** A witness (C2SP tlog-witness) on a port of this machine, as strict as the protocol, or as bad as it is told to be. */
export class TestWitness {
  readonly key = generateSigningKey('witness.example/w', 'cosignature');
  manner: Manner = 'honest';
  /** Sizes that it was asked to co-sign from and to, in order. */
  readonly asked: (readonly [from: number, to: number])[] = [];
  latest: TreeHead | undefined;
  shown: string | undefined;
  private readonly held: (() => void)[] = [];
  private readonly server = createServer((request, response) => void this.serve(request, response));

  private constructor(private readonly logs: readonly TrustedLog[]) {}

  static async open(origin: string, verifiers: readonly NoteVerifier[]): Promise<TestWitness> {
    const witness = new TestWitness([{ origin, verifiers }]);
    await new Promise<void>((resolve) => witness.server.listen(0, '127.0.0.1', resolve));
    return witness;
  }

  get address(): WitnessAddress {
    const { port } = this.server.address() as AddressInfo;
    return { key: verifierKeyOf(this.key), url: `http://127.0.0.1:${port}` };
  }

  /** Lets those that wait for a late witness have their answers. */
  release(): void {
    for (const answer of this.held.splice(0)) answer();
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (request.url !== '/add-checkpoint') return this.show(request, response);
    const { status, body, contentType } = this.judge(Buffer.concat(parts));
    const answer = (): void => void response.writeHead(status, { 'Content-Type': contentType }).end(body);
    const manners: Record<Manner, () => void> = {
      honest: answer,
      ahead: answer,
      late: () => void this.held.push(answer),
      silent: () => {},
      refusing: () => void response.writeHead(403).end('no\u0000 log of mine\n'),
      babbling: () => void response.writeHead(200).end('what a nice checkpoint\n'),
      lying: () => void response.writeHead(200).end(this.cosign('another text\n')),
      endless: () => {
        response.writeHead(200);
        const more = (): boolean =>
          response.write('x'.repeat(100_000), () => void (response.destroyed || more()));
        more();
      },
      elsewhere: () => void response.writeHead(307, { Location: 'http://127.0.0.1:1/' }).end(),
    };
    manners[this.manner]();
  }

  private judge(body: Buffer): { status: number; contentType: string; body: string } {
    try {
      const submission = openAddCheckpoint(body, this.logs);
      const { checkpoint, request } = submission;
      this.asked.push([request.oldSize, checkpoint.size]);
      checkGrowth(submission, this.latest);
      this.latest = checkpoint;
      const cosignatures = parseNote(`x\n\n${this.cosign(parseNote(request.checkpoint).text)}`).signatures;
      this.shown = withCosignatures(request.checkpoint, cosignatures);
      return cosignedAnswer(cosignatures);
    } catch (error) {
      return refusedAnswer(error);
    }
  }

  private show(request: IncomingMessage, response: ServerResponse): void {
    const [{ origin }] = this.logs as [TrustedLog];
    const path = `/${createHash('sha256').update(origin).digest('hex')}/checkpoint`;
    const found = request.url === path && this.shown !== undefined;
    response.writeHead(found ? 200 : 404).end(found ? this.shown : 'none\n');
  }

  private cosign(text: string): string {
    const { signatures } = {
      signatures: [signText(text, cosigner(this.key, Math.floor(Date.now() / 1000)))],
    };
    return cosignedAnswer(signatures).body;
  }
}
