import type { Binding, ServiceKey } from '../../../domain/service.js'
import type { FactName } from '../../services/service-changes.js'
import type { SettingName } from '../../services/setting-rules.js'
import type { ServiceTab } from '../service-tabs.js'

/** Texts of the pages of one service. */
export interface TabTexts {
  readonly label: (name: string) => string
  readonly names: Readonly<Record<ServiceTab, string>>
  readonly title: (tab: string, name: string) => string
  readonly allSettings: string
  readonly allSettingsHint: string
  readonly nothing: string
  readonly logo: {
    readonly from: (url: string) => string
    readonly waiting: string
    readonly inMetadata: string
  }
  readonly endpoints: {
    readonly columns: Readonly<Record<'location' | 'binding' | 'index' | 'answersTo', string>>
    readonly isDefault: string
    readonly unnamed: string
  }
  readonly keys: {
    readonly intro: string
    readonly none: string
    readonly certificate: string
    readonly publicKey: string
    readonly asMetadata: string
    readonly asSet: string
  }
  readonly attributes: {
    readonly intro: string
    readonly none: string
    readonly pseudonymous: string
    readonly columns: Readonly<Record<'name' | 'needed' | 'source' | 'level', string>>
    readonly required: string
    readonly optional: string
    readonly metadata: string
    readonly operator: string
    readonly noLevel: string
    readonly always: string
    readonly unknown: string
    /** Before one of them. */
    readonly unknownOne: string
    readonly notSaid: string
  }
  readonly level: {
    readonly intro: (level: string) => string
    readonly allMethods: string
    readonly inMetadata: string
    readonly notSaid: string
    readonly noOwn: string
  }
}

/** What stored values mean, in words. */
export interface ValueTexts {
  /** A value of a setting, by its name. */
  readonly words: Readonly<Partial<Record<FactName, Readonly<Record<string, string>>>>>
  /** What `default` means, where it is not what is shipped. */
  readonly defaults: Readonly<Partial<Record<FactName, string>>>
  readonly asShipped: string
  readonly now: (words: string) => string
  /** What a setting may hold that is not one word of a list; `words`: those of the list. */
  readonly expects: Readonly<Partial<Record<SettingName, (words: string) => string>>>
  readonly attributeLevel: (attribute: string, level: string) => string
  readonly uses: Readonly<Record<ServiceKey['use'], string>>
  readonly bindings: Readonly<Record<Binding, string>>
  /** What a service asks for. */
  readonly asked: Readonly<Record<'required' | 'optional' | 'unknown', (consumer: number) => string>>
  readonly index: (index: number) => string
}
