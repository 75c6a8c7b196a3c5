import { FirstSchema1767225600001 } from './0001-first-schema.js'
import { BoundMethods1767225600002 } from './0002-bound-methods.js'
import { KeyStateSince1767225600003 } from './0003-key-state-since.js'
import { PassDevices1767225600004 } from './0004-pass-devices.js'
import { SecondFactors1767225600005 } from './0005-second-factors.js'
import { OnePlaceForChanges1767225600006 } from './0006-one-place-for-changes.js'
import { KeysAndJobs1767225600007 } from './0007-keys-and-jobs.js'

/**
 * Every step of the schema, oldest first, for SQLite and PostgreSQL alike. A released step never changes;
 * a change of the schema is a new one at the end. Steps run with foreign keys off (see `migrate`).
 */
export const MIGRATIONS = [
  FirstSchema1767225600001,
  BoundMethods1767225600002,
  KeyStateSince1767225600003,
  PassDevices1767225600004,
  SecondFactors1767225600005,
  OnePlaceForChanges1767225600006,
  KeysAndJobs1767225600007,
]
