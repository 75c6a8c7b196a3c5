import type { Source } from '../../../domain/source.js'
import type { ServiceVersion } from '../../../domain/service-version.js'
import type { Form } from '../../../ui/form-fields.js'
import type { Refusal } from '../../findings.js'
import type { ServiceView } from '../../services/service-view.js'
import type { SettingName } from '../../services/setting-rules.js'
import type { ShownLogo } from '../service-logo.js'
import type { ShownTab, TabLink } from '../service-tabs.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import type { HeldDocument } from './components/service-source.js'

/** What was just done. */
export const SERVICE_DONE = ['set', 'disabled', 'enabled', 'restored', 'unchanged', 'refreshed', 'fresh'] as const
export type ServiceDone = (typeof SERVICE_DONE)[number]

/** The field that says which settings the page shows as stored. */
export const SHOWN_SETTINGS = 'shownSettings'

/** What a setting may hold. */
export interface Expected {
  /** The words that it may be, or be made of; none for what is no word. */
  readonly words: readonly string[]
  /** As the command line says it. */
  readonly said: string
}

/** One setting as a field. */
export interface SettingField {
  readonly name: SettingName
  readonly value: string
  /** As it is stored, which `value` is not where something else was typed. */
  readonly stored: string
  /** What it may hold, where what was typed cannot be; null: nothing is wrong. */
  readonly expected: Expected | null
}

/** What each of the pages of one service shows of it. */
export interface ServiceModel {
  readonly bar: ConsoleBarModel
  readonly tab: ShownTab
  readonly tabs: readonly TabLink[]
  readonly view: ServiceView
  readonly logo: ShownLogo | null
  readonly done: ServiceDone | null
  /** Why nothing was changed; null: nothing was refused. */
  readonly refusal: Refusal | null
  /** Somebody else has changed the settings since they were shown, so nothing was changed. */
  readonly changedMeanwhile: boolean
  /** Null for whoever may only read. */
  readonly form: Form | null
  /** All of them, or those that stand on this page. */
  readonly fields: readonly SettingField[]
  /** The last version and the one before it. */
  readonly versions: readonly ServiceVersion[]
  /** Where all of them are shown. */
  readonly history: string
  /** Where this service fetches the broker's metadata under its name. */
  readonly ownMetadata: string
  /** What its metadata come from; null: they are imported by hand. */
  readonly source: Source | null
  /** A document of the source that waits for a person. */
  readonly held: HeldDocument | null
}
