import type { Fields } from '../../http/parse.js'
import type { Page } from '../../ui/page.js'
import type { ChangeDrafted } from '../drafts/change-drafted.js'
import type { Refusal } from '../findings.js'
import type { ServiceDeps } from '../services/service-deps.js'
import type { SourceDeps } from '../sources/source-deps.js'
import { CONSOLE, type ConsoleDeps } from './console-context.js'
import type { HeldDocument } from './pages/components/service-source.js'
import type { ServiceDone } from './pages/service-model.js'
import type { AtConsole } from './require-operator.js'
import type { ShownTab } from './service-tabs.js'

/** What the page of a service says of a form that was sent. */
export interface Shown {
  readonly done?: ServiceDone | null
  readonly refusal?: Refusal | null
  /** Nothing was changed, because somebody else has changed the settings since they were shown. */
  readonly changedMeanwhile?: boolean
  /** The form as it was sent; what it does not hold is as it is stored. */
  readonly typed?: Fields
  /** A document of its source that waits for a person. */
  readonly held?: HeldDocument | null
}

/** A form of a service's page. */
export interface Act {
  readonly id: string
  /** On which of its pages the form stands. */
  readonly tab: ShownTab
  readonly at: AtConsole & { readonly fields: Fields }
  /** The registry as the operator sees it. */
  readonly deps: ServiceDeps
  readonly sources: SourceDeps
  readonly trial: ConsoleDeps['trial']
  readonly drafting: ConsoleDeps['drafting']
}

/** What became of a form: another address, or a page. */
export type Taken = { readonly to: string } | { readonly page: Page } | { readonly shown: Shown }

/** Where a change that waits for a second person is shown. */
export const proposedAt = ({ draft }: ChangeDrafted): string => `${CONSOLE.draft(draft)}?fertig=proposed`

/** Back to the page of the service where the form stood, which says what was done. */
export const doneAt = (id: string, done: ServiceDone, tab: ShownTab = 'overview'): Taken => ({
  to: `${CONSOLE.tab(id, tab)}?fertig=${done}`,
})
