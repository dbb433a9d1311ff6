import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

interface Claims {
  readonly sub?: string;
  readonly aud?: string;
  readonly iss?: string;
  readonly exp?: string;
  /** Signs with a key that the provider does not publish. */
  readonly forged?: boolean;
}

/** A small OpenID provider on this machine: discovery, keys, and tokens for whoever asks the test. */
export interface OpenIdProvider {
  readonly issuer: string;
  token(claims: Claims): Promise<string>;
  /** Whether it answers. */
  away: boolean;
  close(): Promise<void>;
}

export async function startOpenIdProvider(): Promise<OpenIdProvider> {
  const newKey = async (): Promise<{ kid: string; pair: Awaited<ReturnType<typeof generateKeyPair>> }> => ({
    kid: crypto.randomUUID(),
    pair: await generateKeyPair('ES256'),
  });
  const key = await newKey();
  const stray = await newKey();
  const provider = { away: false };
  const server = createServer((request, response) => {
    void (async () => {
      if (provider.away) return response.writeHead(502).end();
      const documents: { [path: string]: unknown } = {
        '/realm/.well-known/openid-configuration': { issuer, jwks_uri: `${issuer}/keys` },
        '/realm/keys': {
          keys: [{ ...(await exportJWK(key.pair.publicKey)), kid: key.kid, alg: 'ES256', use: 'sig' }],
        },
      };
      const document = documents[request.url ?? ''];
      response.writeHead(document ? 200 : 404, { 'Content-Type': 'application/json' });
      return response.end(JSON.stringify(document ?? {}));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realm`;
  return Object.assign(provider, {
    issuer,
    token: ({ sub, aud = 'semina', iss = issuer, exp = '5m', forged = false }: Claims) => {
      const { kid, pair } = forged ? { ...stray, kid: key.kid } : key;
      const token = new SignJWT({})
        .setProtectedHeader({ alg: 'ES256', kid })
        .setIssuer(iss)
        .setAudience(aud)
        .setIssuedAt()
        .setExpirationTime(exp);
      return (sub === undefined ? token : token.setSubject(sub)).sign(pair.privateKey);
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
