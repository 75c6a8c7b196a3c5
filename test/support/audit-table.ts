import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { runCommand } from './postgres-server.js'

/** A lock on the audit table that keeps everybody else from it. */
export interface AuditLock {
  /** Waits until somebody waits for it. */
  waitedFor(): Promise<void>
  release(): Promise<void>
}

export async function lockAudit(url: string): Promise<AuditLock> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('BEGIN; LOCK TABLE audit_entries IN ACCESS EXCLUSIVE MODE')
  const waiting = async (): Promise<boolean> =>
    (await client.query(`SELECT 1 FROM pg_locks WHERE relation = 'audit_entries'::regclass AND NOT granted`)).rows
      .length > 0
  return {
    async waitedFor() {
      while (!(await waiting())) await sleep(20)
    },
    release: () => client.end(),
  }
}

/** Ends what is connected, and lets the audit take no entries any more, as a standby takes none. */
export const refuseEntries = (url: string): Promise<void> =>
  runCommand(
    url,
    `CREATE OR REPLACE FUNCTION refuse_entry() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE 'no writes' USING ERRCODE = '25006'; END $$;
     CREATE TRIGGER refuse_entry BEFORE INSERT ON audit_entries EXECUTE FUNCTION refuse_entry();
     SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  )

export const takeEntries = (url: string): Promise<void> => runCommand(url, 'DROP TRIGGER refuse_entry ON audit_entries')

/**
 * Presses, and does `meanwhile` while the entry of its end waits for a lock; then the lock goes, and `afterwards` is done
 * before anybody waits for what the press brought.
 */
export async function whileEntryWaits<T>(
  url: string,
  press: () => Promise<T>,
  meanwhile: () => Promise<unknown>,
  afterwards: () => Promise<unknown> = async () => undefined,
): Promise<T> {
  const lock = await lockAudit(url)
  const pressed = press()
  await lock.waitedFor().then(meanwhile).finally(lock.release)
  await afterwards()
  return pressed
}
