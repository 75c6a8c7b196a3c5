import type { KeptAnswer } from '../artifact.js'
import type { VersionedStore } from './versioned-store.js'

/** Answers that wait for the services that they were made for, on any instance. */
export type ArtifactStore = VersionedStore<KeptAnswer>
