import type { Logout } from '../logout.js'
import type { VersionedStore } from './versioned-store.js'

/** Logouts under way, on any instance. */
export type LogoutStore = VersionedStore<Logout>
