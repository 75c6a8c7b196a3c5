import type { Scope } from '../../../../ui/page.js'
import type { UpstreamChange } from '../../../upstreams/upstream-changes.js'
import { UPSTREAM_SETTING_NAMES } from '../../../upstreams/upstream-rules.js'
import { consoleTexts } from '../../texts/texts.js'

/** What changes of another account, part by part: before and after. */
export function UpstreamChanges({ changes, scope }: { readonly changes: readonly UpstreamChange[]; readonly scope: Scope }) {
  if (changes.length === 0) return null
  const texts = consoleTexts(scope.language)
  const { columns, changes: caption } = texts.import
  return (
    <section class="app-table" aria-label={caption} tabindex={0}>
      <table class="kern-table">
        <caption class="kern-title kern-title--small">{caption}</caption>
        <thead class="kern-table__head">
          <tr class="kern-table__row">
            {[columns.field, columns.before, columns.after].map((column) => (
              <th class="kern-table__header" scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="kern-table__body">
          {changes.map(({ part, before, after }) => (
            <tr class="kern-table__row" key={part}>
              <th class="kern-table__header" scope="row">
                {labelOf(part, scope)}
              </th>
              <td class="kern-table__cell app-literal">{shown(before, texts.empty)}</td>
              <td class="kern-table__cell app-literal">{shown(after, texts.empty)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The settings have names; other parts are called as the audit calls them. */
function labelOf(part: string, { language }: Scope): string {
  const { labels } = consoleTexts(language).upstreams
  const setting = UPSTREAM_SETTING_NAMES.find((each) => each === part)
  return setting ? labels[setting] : part
}

function shown(value: unknown, empty: string): string {
  if (value === null || value === undefined || value === '') return empty
  return typeof value === 'string' ? value : JSON.stringify(value)
}
