import { hash } from 'node:crypto';
import { formatProofFile, parseProofFile } from '#transparency-log';
import { refusal } from '../../property/transparency-log/refusal.js';

/* c2sp.org/tlog-proof, and transparency-dev/formats (proof/tlog_proof_test.go). */
const header = 'c2sp.org/tlog-proof@v1';
const [one, two] = ['hash1', 'hash2'].map((text) => hash('sha256', text, 'buffer')) as [Buffer, Buffer];

describe('a proof file', () => {
  it.each([
    [
      'without a leaf',
      { index: 5, proof: [one, two], checkpoint: 'test checkpoint\n' },
      `${header}\nindex 5\n${one.toString('base64')}\n${two.toString('base64')}\n\ntest checkpoint\n`,
    ],
    [
      'with what was added to it',
      { index: 10, proof: [one], checkpoint: 'checkpoint data\n', extra: Buffer.from('extra information') },
      `${header}\nextra ZXh0cmEgaW5mb3JtYXRpb24=\nindex 10\n${one.toString('base64')}\n\ncheckpoint data\n`,
    ],
    [
      'of a log of one leaf',
      { index: 0, proof: [], checkpoint: 'checkpoint\n' },
      `${header}\nindex 0\n\ncheckpoint\n`,
    ],
  ])('%s is written and read to the published bytes', (_, file, text) => {
    expect(formatProofFile(file)).toBe(text);
    expect(parseProofFile(text)).toEqual(file);
  });

  it('is read as the specification shows it', () => {
    const file = parseProofFile(
      [
        header,
        'extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6kYXJ3aW4tYXJ',
        'index 73894',
        'gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=',
        'B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=',
        'EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=',
        'RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=',
        'AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=',
        '',
        'example.com/fancylog',
        '',
      ].join('\n'),
    );
    expect([file.index, file.proof.length, file.checkpoint]).toEqual([73_894, 5, 'example.com/fancylog\n']);
    expect(Buffer.from(file.extra!).toString('latin1')).toMatch(/^age-v1.2.1-darwin-arm64.tar.gz/);
  });

  it.each([
    ['another header', 'wrong-header\nindex 0\n\ncheckpoint\n', 'proof_file_malformed'],
    ['nothing', '', 'proof_file_malformed'],
    [
      'extra data that are no base64',
      `${header}\nextra !!notbase64!!\nindex 0\n\ncheckpoint\n`,
      'base64_malformed',
    ],
    ['no index', `${header}\n\n\ncheckpoint\n`, 'proof_file_malformed'],
    ['an index in words', `${header}\nindex notanumber\n\ncheckpoint\n`, 'number_malformed'],
    ['an index below nothing', `${header}\nindex -5\n\ncheckpoint\n`, 'number_malformed'],
    ['an index with leading zeroes', `${header}\nindex 05\n\ncheckpoint\n`, 'number_malformed'],
    ['extra data twice', `${header}\nextra AAAA\nextra AAAA\nindex 0\n\ncp\n`, 'proof_file_malformed'],
    ['extra data after the index', `${header}\nindex 0\nextra AAAA\n\ncp\n`, 'base64_malformed'],
    ['a hash that is no base64', `${header}\nindex 0\n!!notbase64!!\n\ncheckpoint\n`, 'base64_malformed'],
    ['a hash too long', `${header}\nindex 0\n${'A'.repeat(86)}==\n\ncp\n`, 'hash_malformed'],
    ['no empty line', `${header}\nindex 0\n`, 'proof_file_malformed'],
    ['a line without an end', `${header}\nindex 0\n${'a'.repeat(66_560)}\n`, 'hash_malformed'],
    ['64 hashes', `${header}\nindex 0\n${`${one.toString('base64')}\n`.repeat(64)}\ncp\n`, 'too_many_hashes'],
    ['carriage returns', `${header}\r\nindex 0\r\n\r\ncp\r\n`, 'control_character'],
  ])('with %s is refused', (_, text, code) => {
    expect(refusal(() => parseProofFile(text))).toBe(code);
  });
});
