import {
  checkConsistency,
  checkInclusion,
  formatEntryBundle,
  GrowingTiles,
  hashLeaf,
  makeConsistencyProof,
  makeInclusionProof,
  noteSigner,
  noteVerifier,
  openCheckpoint,
  parseEntryBundle,
  parseSigningKey,
  parseVerifierKey,
  signCheckpoint,
  tilePath,
  type Checkpoint,
} from '#transparency-log';
import { writeLog } from '../../property/transparency-log/written-log.js';

/*
 * A log of fifteen leaves that Tessera wrote: its leaves, keys and the checkpoint after each leaf, as published in
 * github.com/transparency-dev/tessera (testdata). What is grown, cut into tiles and signed here has to come to the same
 * bytes; the first and the last hash of its tile are given too.
 */
const origin = 'example.com/log/testdata';
const verifierKey = parseVerifierKey(`${origin}+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx`);
const signer = noteSigner(
  parseSigningKey(`PRIVATE+KEY+${origin}+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg`),
);
const leaves = 'one two three four five six seven eit nain ten ileven twelf threeten fourten fivten'
  .split(' ')
  .map((word) => Buffer.from(word));
const firstHash = 'd0d7360ab79f58ab1e1e3fe64ad77e2ea0bc07e36b5f46ed2223edd9298df9e9';
const lastHash = '3786dc18e75f450d499f119c1eaee20dd8293f21fc9d08714a18d72b1cd60eb5';

/** Root and signature after no leaf, one leaf, and so on. */
const published: readonly (readonly [string, string])[] = [
  [
    '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
    'M9e0lhxJACzE1KoUdqKuPa+9p6R7dSW8BlEvrg/noo8FkGg6PbJoRNOcdjqjOq89wVvTA60eubCc4oufo5BvIVEgtQc=',
  ],
  [
    '0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=',
    'M9e0lhr9kuLxGdAtaUrhm84TQffVsLdcy808sN0a3WyniNlfcr9+bywoiIke1YYciCNjJGkCgIlQ8b16jhsmg/SChAM=',
  ],
  [
    'T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=',
    'M9e0llH4NKmlf0u7C8tkJioQOmi7l5ELqljXgKRg6R3G5JJ7vx7emDWo5fpqKuA/Dk/jRrI6il+7QCVirNhyUAWGoAk=',
  ],
  [
    'Wqx3HImawpLnS/Gv4ubjAvi1WIOy0b8Ze0amvqbavKk=',
    'M9e0lvAQRtH832pk2RTbeSeZMkp4FZSdJYFBUjO5SKxuRbywPUF3cx+HUrb50kjd3rUWW/fj53Wj1dwcwh9bGQnqVAg=',
  ],
  [
    'zY1lN35vrXYAPixXSd59LsU29xUJtuW4o2dNNg5Y2Co=',
    'M9e0lnFuWt0cp60moO4jAkeXvMNLIIOGn4WdyeHQurBt9mBi0tWdfkldiAt9k0FpwuZymvttsVn9uwyouXU3vPpeNAc=',
  ],
  [
    'gy5gl3aksFyiCO95a/1vLXz88A3dRq+0l9Sxte8ZqZQ=',
    'M9e0lmn5eDHyHP10zJObZdFAX2y1V8fdDKBi4IiHbDYf1TCUBwxZOhqwv2QZCqrdda2zTRTrmnwjwscN5RBTEmZUYAs=',
  ],
  [
    'a6sWvsc2eEzmj72vah7mZ5dwFltivehh2b11qwlp5Jg=',
    'M9e0ln+nHSdGSHEZBcjvqyYDXDbG8WxDwCDjbbGAMv/NTynAtJWhckSXIpuwpN3yJ4PTtzUbD34YGqIZr6RgJRn16gU=',
  ],
  [
    'IrSXADBqJ7EQoUODSDKROySgNveeL6CFhik2w/+fS7U=',
    'M9e0luA5JhTRUki/BBQD0QNiH6AEJ2pdtsA5CQjqJErViuuKrN6513RCTL2640wXJv0dCed3neRGI6dMzBq9uANf2Qc=',
  ],
  [
    'bC+VwvrJbalNVjfkdI8kUgs7mJoXrqiXCE7bgnD28pY=',
    'M9e0lq1EK37dHtgv9O3UzPxisw5vwIPcJsX9ab0xt4mvVfbdUR1fbMjN6sBFYpBoBEmD4+cWhj/AVgI5MitCO5+mews=',
  ],
  [
    'CvhHViE3S9E3htHLR+25mapWoGCJ3WckMq1UtC3VmEY=',
    'M9e0ls3mdnWX0qk4P3uGG0eYiFRWSwPR+RdeD1ARmrHPHjXP0x9UJWASPFTOTqJo0mp7Epck2O9RFB0J9IjDdAewagw=',
  ],
  [
    'y8/gZsZCtitsMan09tY+k8I7Qpr7Y5fbO2tLi9GQnfU=',
    'M9e0lrmwaVEOWFZ+HS5ITnRd2YMOSWE5QeoYu+6DHwJLnJ+SVeJ2ZiYeD7lVC5oGJx76gbfLSyCUEq6D8JkarrsuiQQ=',
  ],
  [
    'Yok1cS5VdokGLBy73BC2I16b3atss6KBN9jnIi6Fz/A=',
    'M9e0lqbRtWirJwbUy4w3VrK2RyzfW8P+OIkc8t6b6AVG/tQd1Q2SN+uCLYzNNFnf/PhzeCdURSGQe1MRnohCxPu21wg=',
  ],
  [
    'uZo6M+IhVna+CLgWCrJs0xBPUHbozHkYTQASduHSLME=',
    'M9e0lrFzoTgi+ovhrqX0DpsEAp3wLu1coMLIkeCwSkGfS4Ox4pLXo2LHudqm4merh0ZkCNzHr8kQwq5gS5mmimIvdA4=',
  ],
  [
    'av0kLH0VkkVDrTuZzBGIx7d9z5G1l/GlKz/nAV/8woQ=',
    'M9e0liO8x8xfEOGmZVYODUjQajkEpjccPQ9EkG3yEEDet4K3BWE/DFRPH6H+b6gFFFaG5KS1bBmYS/xeZJs8lj+z+wM=',
  ],
  [
    'SvCd38yNade7xEPY1a/aAc1M3A2AHYVF8lIiUnsH1ao=',
    'M9e0lu8roIpjC+NXEG7JDkajIahoYDYWgxDtxfx/6rzLoztU9t/PvivZ48xt8ygJpjzaboSpkbVv3Jb+D3NdXWQf5wo=',
  ],
  [
    'rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=',
    'M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=',
  ],
];

const signed = (size: number): string => {
  const [root, signature] = published[size]!;
  return `${origin}\n${size}\n${root}\n\n— ${origin} ${signature}\n`;
};
const opened = (size: number): Checkpoint =>
  openCheckpoint(signed(size), [{ origin, verifiers: [noteVerifier(verifierKey)] }]).checkpoint;

describe('a log that Tessera wrote', () => {
  const log = writeLog(leaves.map(hashLeaf), 1);

  it('has signatures that hold', () => {
    expect(published.map((_, size) => opened(size).size)).toEqual(published.map((_, size) => size));
  });

  it('comes to the same bytes when its leaves are integrated and published here', () => {
    const growing = GrowingTiles.empty();
    for (let size = 0; size <= leaves.length; size += 1) {
      expect(signCheckpoint({ origin, ...growing.head() }, [signer])).toBe(signed(size));
      const leaf = leaves[size];
      if (leaf) growing.append(hashLeaf(leaf));
    }
  });

  it('has the same tile and the same bundle', () => {
    const [tile] = [...log.tiles.values()].slice(-1);
    expect(tilePath(tile!)).toBe('tile/0/000.p/15');
    const hashes = Buffer.from(tile!.hashes).toString('hex').match(/.{64}/g)!;
    expect([hashes.length, hashes[0], hashes[14]]).toEqual([15, firstHash, lastHash]);
    const bundle = Buffer.from(formatEntryBundle(leaves));
    expect(bundle.toString('latin1', 0, 20)).toBe('\0\x03one\0\x03two\0\x05three\0\x04f');
    expect(bundle).toHaveLength(99);
    expect(parseEntryBundle(bundle, 9).map(String)).toEqual(leaves.slice(0, 9).map(String));
  });

  it('is proven leaf by leaf and checkpoint by checkpoint', async () => {
    for (let size = 1; size <= leaves.length; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const proof = await makeInclusionProof(index, size, log.nodes);
        checkInclusion({ index, hash: hashLeaf(leaves[index]!) }, opened(size), proof);
        checkConsistency(opened(index), opened(size), await makeConsistencyProof(index, size, log.nodes));
      }
    }
  });
});
