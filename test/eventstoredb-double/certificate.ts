import { generateKeyPairSync, sign } from 'node:crypto';

/** What a TLS server needs, and a client to trust it. */
export interface Certificate {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

const TAG = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  text: 0x0c,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
};
/** Object identifiers, as DER has them: ecdsa-with-SHA256, common name, subject alternative name, basic constraints. */
const OID = {
  ecdsaSha256: '2a8648ce3d040302',
  commonName: '550403',
  alternativeName: '551d11',
  constraints: '551d13',
};

function der(tag: number, ...contents: readonly (Buffer | string)[]): Buffer {
  const content = Buffer.concat(
    contents.map((part) => (typeof part === 'string' ? Buffer.from(part, 'hex') : part)),
  );
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const pem = (label: string, bytes: Buffer): string =>
  `-----BEGIN ${label}-----\n${bytes.toString('base64').replace(/(.{64})(?=.)/g, '$1\n')}\n-----END ${label}-----\n`;

/**
 * A certificate of its own for 127.0.0.1, made anew for every use, so that no key lies in the repository and none
 * runs out. Layout: RFC 5280, section 4.1.
 */
export function makeCertificate(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(TAG.sequence, der(TAG.oid, OID.ecdsaSha256));
  const name = der(
    TAG.sequence,
    der(
      TAG.set,
      der(TAG.sequence, der(TAG.oid, OID.commonName), der(TAG.text, Buffer.from('eventstoredb double'))),
    ),
  );
  const time = (text: string): Buffer => der(TAG.time, Buffer.from(text));
  const extension = (oid: string, value: Buffer): Buffer =>
    der(TAG.sequence, der(TAG.oid, oid), der(TAG.octets, value));
  const body = der(
    TAG.sequence,
    der(0xa0, der(TAG.integer, '02')),
    der(TAG.integer, '01'),
    algorithm,
    name,
    der(TAG.sequence, time('20000101000000Z'), time('99991231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      der(
        TAG.sequence,
        extension(OID.constraints, der(TAG.sequence, der(0x01, 'ff'))),
        extension(OID.alternativeName, der(TAG.sequence, der(0x87, '7f000001'))),
      ),
    ),
  );
  const signature = sign('sha256', body, { key: privateKey, dsaEncoding: 'der' });
  return {
    certificatePem: pem('CERTIFICATE', der(TAG.sequence, body, algorithm, der(TAG.bits, '00', signature))),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
