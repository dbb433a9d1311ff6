import {
  ENTRY_BYTES_MAX,
  HASH_BYTES,
  type HashTileAddress,
  NOTE_BYTES_MAX,
  TILE_WIDTH,
  type TileAddress,
  tilePath,
} from '#transparency-log';
import { CouldNotCheck } from '../finding.js';
import { get } from './web.js';

const BUNDLE_BYTES_MAX = TILE_WIDTH * (2 + ENTRY_BYTES_MAX);

/** A log as it is served (C2SP tlog-tiles). Nothing that comes from it is believed here. */
export class ServedLog {
  private readonly url: string;

  /** `url` is the address below which there is `/checkpoint`; the token is that of an auditor. */
  constructor(
    url: string,
    private readonly token: string | undefined,
  ) {
    this.url = url.replace(/\/+$/, '');
  }

  async checkpoint(): Promise<Uint8Array> {
    const { status, body } = await get(`${this.url}/checkpoint`, undefined, NOTE_BYTES_MAX);
    if (status === 200) return body;
    throw new CouldNotCheck(`There is no log at ${this.url}: its checkpoint answers ${status}.`);
  }

  readonly tiles = (addresses: readonly HashTileAddress[]): Promise<Uint8Array[]> =>
    Promise.all(addresses.map((address) => this.tile(address)));

  /**
   * A tile of hashes, or a bundle of leaves. Where a partial one is gone because the log has grown, the full one serves. Rejects with
   * CouldNotCheck where there is neither.
   */
  async tile(address: TileAddress): Promise<Uint8Array> {
    const isBundle = address.level === 'entries';
    const bytesMax = isBundle ? BUNDLE_BYTES_MAX : TILE_WIDTH * HASH_BYTES;
    const token = isBundle ? this.token : undefined;
    const widths = address.width === TILE_WIDTH ? [TILE_WIDTH] : [address.width, TILE_WIDTH];
    for (const width of widths) {
      const url = `${this.url}/${tilePath({ ...address, width })}`;
      const { status, body } = await get(url, token, bytesMax);
      if (status === 200) return body;
    }
    throw new CouldNotCheck(`The operator does not hand out ${this.url}/${tilePath(address)}.`);
  }
}
