import type { z } from 'zod'

/** What settings may have to go together with. */
export interface SettingsPlace {
  /** PUBLIC_URL is https. */
  readonly secure: boolean
  /** The private networks that the broker may call: `network.outgoing.allow`. */
  readonly allow: readonly string[]
}

/** A section of the config file that a feature brings. Every key in it has a default. */
export interface SettingsSection {
  readonly schema: z.ZodObject
  /** What of it does not go together, or not with where the broker stands: one line each. `methods`: all such sections. */
  faults(methods: Readonly<Record<string, unknown>>, place: SettingsPlace): readonly string[]
}

/** Sections by their key below `methods`, in their order. */
export type MethodSections = Readonly<Record<string, SettingsSection>>
