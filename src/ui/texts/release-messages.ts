import type { AttributeName } from '../../domain/identity.js'
import type { ProfileField } from '../view-models.js'
import type { PortalName } from './portal-name.js'
import type { Rich } from './rich.js'

/** Parts of a birth date, each a field of its own. */
export type BirthDatePart = 'day' | 'month' | 'year'

/** Texts of the pages about what a portal gets, and what it still needs. */
export interface ReleaseMessages {
  readonly profile: {
    readonly title: string
    readonly intro: (portal: PortalName, count: number) => string
    readonly submit: string
    readonly cancel: string
    readonly summary: string
    readonly birthDate: { readonly hint: string } & Readonly<Record<BirthDatePart, string>>
    readonly hints: Readonly<Partial<Record<AttributeName, string>>>
    readonly choose: string
    readonly problems: Readonly<Record<NonNullable<ProfileField['problem']>, (character: string) => string>>
    readonly impossible: {
      readonly title: (count: number) => string
      readonly intro: (portal: PortalName) => string
      readonly meaning: string
      readonly canBeRead: string
      readonly wayOut: (portal: PortalName) => string
      readonly back: (portal: PortalName) => string
    }
  }
  readonly confirm: {
    /** Ends the session: for whoever finds somebody else's on a shared device. */
    readonly notMe: (citizen: string) => string
    readonly title: string
    readonly signedInAs: (citizen: string) => Rich
    readonly gets: (portal: PortalName, service: string | null) => string
    readonly getsLevelOnly: (portal: PortalName) => string
    readonly optional: string
    readonly optionalHint: string
    readonly selfDeclared: string
    readonly atLevel: (level: string) => string
    readonly pseudonym: (byPassword: boolean) => string
    readonly remember: string
    readonly rememberHint: (portal: PortalName) => string
    readonly confirm: string
    readonly cancel: string
    readonly privacy: (portal: string) => string
  }
}
