import type { Scope } from '../../../../ui/page.js'
import type { UpstreamChange } from '../../../upstreams/upstream-changes.js'
import { UPSTREAM_SETTING_NAMES } from '../../../upstreams/upstream-rules.js'
import { consoleTexts } from '../../texts/texts.js'
import { PlainTable } from './plain-table.js'

/** What changes of another account, part by part: before and after. */
export function UpstreamChanges({
  changes,
  scope,
}: {
  readonly changes: readonly UpstreamChange[]
  readonly scope: Scope
}) {
  if (changes.length === 0) return null
  const texts = consoleTexts(scope.language)
  const { columns, changes: caption } = texts.import
  const rows = changes.map(({ part, before, after }) => ({
    key: part,
    cells: [labelOf(part, scope), ...[before, after].map((value) => <Literal value={value} empty={texts.empty} />)],
  }))
  return <PlainTable caption={caption} columns={[columns.field, columns.before, columns.after]} rows={rows} />
}

/** The settings have names; other parts are called as the audit calls them. */
function labelOf(part: string, { language }: Scope): string {
  const { labels } = consoleTexts(language).upstreams
  const setting = UPSTREAM_SETTING_NAMES.find((each) => each === part)
  return setting ? labels[setting] : part
}

function Literal({ value, empty }: { readonly value: unknown; readonly empty: string }) {
  if (value === null || value === undefined || value === '') return <>{empty}</>
  return <span class="app-literal">{textOf(value)}</span>
}

/** A list of words as it is read, everything else as it is stored. */
const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value
  const isWords = Array.isArray(value) && value.every((each) => typeof each === 'string')
  return isWords ? value.join(', ') : JSON.stringify(value)
}
