import type { ErrorUrlCode } from '../../domain/error-url.js'
import type { PortalName } from '../../ui/texts/messages.js'

interface KindText {
  readonly title: string
  readonly what: string
  readonly next: string
}

/** Texts of the page that portals send citizens to whom they cannot let in. */
export interface PortalErrorTexts {
  /** `unknown`: nobody was sent here, the page is only looked at. */
  readonly kinds: Readonly<Record<ErrorUrlCode | 'unknown', (portal: PortalName) => KindText>>
  /** Before a list. */
  readonly missing: string
  readonly needsLevel: (level: string) => string
  /** Before what whoever helps has to know. */
  readonly tellThis: string
  readonly time: string
  readonly transaction: string
}
