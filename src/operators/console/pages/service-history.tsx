import { SafeLink } from '../../../ui/components/safe-link.js'
import type { Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import type { ServiceVersion } from '../../../domain/service-version.js'
import type { HistoryEntry } from '../../services/history.js'
import type { TabLink } from '../service-tabs.js'
import { changedRows } from '../changed-value.js'
import { consoleTexts } from '../texts/texts.js'
import { Badge } from './components/badge.js'
import { ChangesTable } from './components/changes-table.js'
import { ServiceTabs } from './components/service-tabs.js'
import { RestoreForm } from './components/restore-form.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'

export interface ServiceHistoryModel {
  readonly bar: ConsoleBarModel
  readonly name: string
  readonly entityId: string
  /** None where it is gone. */
  readonly tabs: readonly TabLink[]
  /** The page of the service; null where it is gone. */
  readonly back: string | null
  readonly entries: readonly HistoryEntry[]
  /** Null for whoever may only read. */
  readonly form: Form | null
}

/** What became of a service: each version with when, who, and what it changed, the newest first. */
export const serviceHistoryPage = defineConsolePage('operator-service-history', view)

function view(page: ServiceHistoryModel, scope: Scope): View {
  const { history } = consoleTexts(scope.language)
  const title = history.title(page.name)
  return {
    title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="app-literal">{page.entityId}</p>
          <p class="kern-body">
            {page.back === null ? history.gone : <SafeLink href={page.back}>{history.back}</SafeLink>}
          </p>
          {page.entries.length === 0 ? <p class="kern-body">{history.nothing}</p> : null}
        </div>
        {page.tabs.length === 0 ? null : <ServiceTabs name={page.name} tabs={page.tabs} scope={scope} />}
        {page.entries.map((entry, index) => (
          <Entry key={entry.version.number} entry={entry} isNow={index === 0} page={page} scope={scope} />
        ))}
      </>
    ),
  }
}

interface EntryProps {
  readonly entry: HistoryEntry
  readonly isNow: boolean
  readonly page: ServiceHistoryModel
  readonly scope: Scope
}

function Entry({ entry: { version, changes }, isNow, page, scope }: EntryProps) {
  const texts = consoleTexts(scope.language)
  const { history } = texts
  const name = history.version(version.number)
  const rows = changedRows(changes ?? [], scope)
  // One that comes back after its removal is compared with what it was.
  const isNew = version.act === 'imported' && rows.every(({ before }) => before.length === 0)
  // What holds now is restored by nobody, but where the service is gone.
  const form = isNow && page.back !== null ? null : page.form
  return (
    <section class="app-stack--s" data-version={version.number}>
      <h2 class="kern-heading-small">
        {name}: {history.acts[version.act](version.restored)}{' '}
        {isNow && page.back !== null ? <Badge look="success" label={history.now} /> : null}
      </h2>
      <VersionSentence version={version} scope={scope} />
      {changes === null ? <p class="kern-body">{history.notKept}</p> : null}
      {rows.length === 0 ? null : (
        <ChangesTable rows={rows} name={name} caption={history.changed} isNew={isNew} scope={scope} />
      )}
      {form === null ? null : (
        <RestoreForm form={form} version={version.number} label={history.restore(version.number)} />
      )}
    </section>
  )
}

/** When and by whom, as a sentence. */
export function VersionSentence({ version, scope }: { readonly version: ServiceVersion; readonly scope: Scope }) {
  const { history } = consoleTexts(scope.language)
  const { at, actor, approvedBy } = version
  const when = history.when(scope.formats.day(at), scope.formats.timeOfDay(at))
  return (
    <p class="kern-body">
      <time datetime={new Date(at).toISOString()}>{when}</time>
      {actor === null ? `: ${history.fromBefore}` : `, ${history.by(actor, approvedBy)}`}
    </p>
  )
}
