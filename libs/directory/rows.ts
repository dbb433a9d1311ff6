import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A row of directory.contacts (directory.sql). */
@Entity({ schema: 'directory', name: 'contacts' })
export class ContactRow {
  @PrimaryColumn({ name: 'party_id', type: 'uuid' })
  partyId!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', nullable: true })
  email!: string | null;

  @Column({ type: 'text', nullable: true })
  phone!: string | null;

  @Column({ type: 'text', nullable: true })
  iban!: string | null;

  @Column({ type: 'text', nullable: true })
  town!: string | null;

  @Column({ type: 'text', nullable: true })
  country!: string | null;

  @Column({ type: 'text', nullable: true })
  address!: string | null;

  @Column({ type: 'text', nullable: true })
  notes!: string | null;

  /** For bindings to a text of this row. */
  @Column({ type: 'bytea' })
  salt!: Buffer;

  @CreateDateColumn({ name: 'since', type: 'timestamptz' })
  since!: Date;

  @Column({ name: 'corrected_at', type: 'timestamptz', nullable: true })
  correctedAt!: Date | null;
}

/** A row of directory.erasures (directory.sql). */
@Entity({ schema: 'directory', name: 'erasures' })
export class ErasureRow {
  @PrimaryColumn({ name: 'party_id', type: 'uuid' })
  partyId!: string;

  @CreateDateColumn({ name: 'since', type: 'timestamptz' })
  since!: Date;
}

/** A row of directory.sign_ins (directory.sql). */
@Entity({ schema: 'directory', name: 'sign_ins' })
export class SignInRow {
  @PrimaryColumn({ type: 'text' })
  issuer!: string;

  @PrimaryColumn({ type: 'text' })
  subject!: string;

  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;

  @CreateDateColumn({ name: 'since', type: 'timestamptz' })
  since!: Date;
}
