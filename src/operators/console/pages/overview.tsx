import { Alert } from '../../../ui/components/alert.js'
import { LinkButton, SafeLink } from '../../../ui/components/safe-link.js'
import type { Scope, View } from '../../../ui/page.js'
import type { ServiceFinding } from '../../findings.js'
import { CONSOLE } from '../console-context.js'
import { findingLine } from '../finding-text.js'
import { consoleTexts } from '../texts/texts.js'
import { mayImport, type ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'

export interface OverviewModel {
  readonly bar: ConsoleBarModel
  readonly active: number
  readonly all: number
  /** Changes that wait for a second person. */
  readonly drafts: number
  /** The services that need a person, the most urgent first. */
  readonly attention: readonly Attention[]
}

/** What needs a person, and at which service. */
export interface Attention {
  readonly entityId: string
  readonly name: string
  readonly finding: ServiceFinding
}

/** What needs a person today, first. */
export const overviewPage = defineConsolePage('operator-overview', view)

function view(page: OverviewModel, scope: Scope): View {
  const { overview, drafts } = consoleTexts(scope.language)
  return {
    title: overview.title,
    problem: false,
    content: (
      <>
        <h1 class="kern-heading-large">{overview.title}</h1>
        {page.attention.length === 0 ? (
          <p class="kern-body">{overview.nothing}</p>
        ) : (
          <Alert look="warning" title={overview.attention(page.attention.length)}>
            <ul class="kern-list kern-list--bullet">
              {page.attention.map(({ entityId, name, finding }) => (
                <li key={`${entityId} ${finding.code}`}>
                  <SafeLink href={CONSOLE.service(entityId)}>{name}</SafeLink>: {findingLine(finding, scope).message}
                </li>
              ))}
            </ul>
          </Alert>
        )}
        {page.drafts === 0 ? null : (
          <p class="kern-body">
            <SafeLink href={CONSOLE.drafts}>{drafts.waiting(page.drafts)}</SafeLink>
          </p>
        )}
        <p class="kern-body">{overview.services(page.active, page.all)}</p>
        <p class="app-actions">
          <LinkButton look="secondary" href={CONSOLE.services} label={overview.toServices} />
          {mayImport(page.bar) ? <LinkButton look="secondary" href={CONSOLE.import} label={overview.toImport} /> : null}
        </p>
      </>
    ),
  }
}
