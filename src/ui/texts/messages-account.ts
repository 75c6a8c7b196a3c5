import type { OwnPage } from '../view-models.js'
import type { PersonChoice, PersonSituation } from '../../domain/person-choice.js'
import type { PortalName } from './portal-name.js'
import type { Rich } from './rich.js'

/** Texts of the pages that are about the citizen's account: a card without one, and what is bound to it. */
export interface AccountMessages {
  readonly meetPerson: {
    readonly situations: Readonly<
      Record<PersonSituation, { readonly title: string; readonly intro: (signedInAs: string | null) => string }>
    >
    readonly choices: Readonly<
      Record<
        PersonChoice,
        {
          readonly label: (portal: PortalName, signedInAs: string | null) => string
          readonly hint: (portal: PortalName) => string
        }
      >
    >
    readonly readAgain: string
    /** The way back to this page. */
    readonly toChoice: string
  }
  readonly proveAccount: { readonly title: string; readonly intro: string }
  readonly account: {
    readonly navigation: string
    readonly pages: Readonly<Record<OwnPage['id'], string>>
    readonly signedIn: string
    readonly signedInAs: (citizen: string) => string
    readonly endsAt: (time: string) => string
    readonly logout: string
    readonly waiting: (portal: string) => string
    readonly goOn: string
    readonly warning: string
    readonly stay: string
  }
  readonly signedOut: { readonly title: string; readonly what: string }
  readonly reviewMethods: {
    readonly title: string
    readonly intro: (level: string) => Rich
    readonly legend: string
    readonly since: (day: string) => string
    readonly contacts: string
    readonly contactsHint: string
    readonly submit: string
  }
}
