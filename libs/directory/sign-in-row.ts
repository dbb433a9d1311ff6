import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

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
