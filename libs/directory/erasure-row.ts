import { CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A row of directory.erasures (directory.sql). */
@Entity({ schema: 'directory', name: 'erasures' })
export class ErasureRow {
  @PrimaryColumn({ name: 'party_id', type: 'uuid' })
  partyId!: string;

  @CreateDateColumn({ name: 'since', type: 'timestamptz' })
  since!: Date;
}
