import { ServerCredentials } from '@grpc/grpc-js';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from './certificate.js';

/** How connections are secured, and what a connection string has to say about it. */
export interface Security {
  readonly credentials: ServerCredentials;
  readonly parameters: string;
  /** Removes what was put on disk for it. */
  remove(): void;
}

export const PLAIN: Security = {
  credentials: ServerCredentials.createInsecure(),
  parameters: 'tls=false',
  remove: () => undefined,
};

/** TLS; the client finds the certificate to trust in a temporary file. */
export function encrypted(): Security {
  const { certificatePem, privateKeyPem } = makeCertificate();
  const folder = mkdtempSync(join(tmpdir(), 'eventstoredb-double-'));
  const file = join(folder, 'ca.crt');
  writeFileSync(file, certificatePem);
  const pair = { cert_chain: Buffer.from(certificatePem), private_key: Buffer.from(privateKeyPem) };
  return {
    credentials: ServerCredentials.createSsl(null, [pair]),
    parameters: `tls=true&tlsCAFile=${file}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
