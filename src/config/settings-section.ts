import type { z } from 'zod'
import type { Config } from './config.js'

/** What settings may have to go together with. */
export interface SettingsPlace extends Pick<Config, 'secure'> {
  /** The private networks that the broker may call. */
  readonly outgoing: Config['settings']['network']['outgoing']
}

/** A section of the config file that a feature brings. Every key in it has a default. */
export interface SettingsSection {
  readonly schema: z.ZodObject
  /** What of it does not go together, or not with where the broker stands: one line each. `methods`: all such sections. */
  faults(methods: Readonly<Record<string, unknown>>, place: SettingsPlace): readonly string[]
}

/** Sections by their key below `methods`, in their order. */
export type MethodSections = Readonly<Record<string, SettingsSection>>
