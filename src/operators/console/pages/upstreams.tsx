import { Notice } from '../../../ui/components/notice.js'
import { LinkButton, SafeLink } from '../../../ui/components/safe-link.js'
import type { Scope, View } from '../../../ui/page.js'
import type { UpstreamView } from '../../upstreams/upstream-view.js'
import { CONSOLE } from '../console-context.js'
import { consoleTexts } from '../texts/texts.js'
import { Badge } from './components/badge.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'
import { PlainTable } from './components/plain-table.js'

export interface UpstreamsModel {
  readonly bar: ConsoleBarModel
  readonly upstreams: readonly UpstreamView[]
  readonly mayChange: boolean
  readonly done: 'removed' | null
}

/** Other accounts as ways to log in: all of them. */
export const upstreamsPage = defineConsolePage('operator-upstreams', view)

function view(page: UpstreamsModel, scope: Scope): View {
  const { upstreams: texts } = consoleTexts(scope.language)
  const { columns } = texts
  return {
    title: texts.title,
    problem: false,
    content: (
      <>
        {page.done === null ? null : <Notice look="success" text={texts.done[page.done]} id="upstream-done" />}
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{texts.title}</h1>
          <p class="kern-body">{texts.about}</p>
        </div>
        {page.upstreams.length === 0 ? (
          <p class="kern-body">{texts.none}</p>
        ) : (
          <PlainTable
            caption={texts.caption}
            columns={[columns.name, columns.dialect, columns.level, columns.state]}
            rows={page.upstreams.map((each) => rowOf(each, scope))}
          />
        )}
        {page.mayChange ? (
          <p class="app-actions">
            <LinkButton look="secondary" href={CONSOLE.upstreamImport} label={texts.import.title} />
          </p>
        ) : null}
      </>
    ),
  }
}

function rowOf(view: UpstreamView, scope: Scope) {
  const { upstreams: texts } = consoleTexts(scope.language)
  const { name, dialect, settings } = view.upstream
  return {
    key: name,
    cells: [
      <SafeLink href={CONSOLE.upstream(name)}>{name}</SafeLink>,
      texts.dialects[dialect],
      scope.texts.levels[settings.maxLevel],
      <UpstreamState view={view} scope={scope} />,
    ],
    data: { 'data-upstream': name },
  }
}

/** Whether it is on, and works. */
export function UpstreamState({ view, scope }: { readonly view: UpstreamView; readonly scope: Scope }) {
  const { states } = consoleTexts(scope.language).upstreams
  if (!view.enabled) return <Badge look="danger" label={states.disabled} />
  return view.health.isUp ? (
    <Badge look="success" label={states.enabled} />
  ) : (
    <Badge look="warning" label={states.down} />
  )
}
