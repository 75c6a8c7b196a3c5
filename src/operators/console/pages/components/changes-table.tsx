import type { Scope } from '../../../../ui/page.js'
import type { ChangedRow } from '../../changed-value.js'
import type { Worded } from '../../value-words.js'
import { OneInWords } from './in-words.js'
import { consoleTexts } from '../../texts/texts.js'

interface ChangesTableProps {
  readonly rows: readonly ChangedRow[]
  /** Tells this table from the others of its page. */
  readonly name: string
  /** What has changed, where that is over; absent: what would change. */
  readonly caption?: string
  /** Nothing stood there before: no column says so field by field. */
  readonly isNew: boolean
  readonly scope: Scope
}

/** What changes, field by field: before and after; of something new, after alone. */
export function ChangesTable({ rows, name, caption, isNew, scope }: ChangesTableProps) {
  const texts = consoleTexts(scope.language)
  const { columns } = texts.import
  const changes = caption ?? texts.import.changes
  return (
    <section class={isNew ? 'app-table app-table--pair' : 'app-table'} aria-label={`${changes}: ${name}`} tabindex={0}>
      <table class="kern-table">
        <caption class="kern-title kern-title--small">{changes}</caption>
        <thead class="kern-table__head">
          <tr class="kern-table__row">
            {[columns.field, ...(isNew ? [] : [columns.before]), columns.after].map((column) => (
              <th class="kern-table__header" scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="kern-table__body">
          {rows.map(({ field, before, after }) => (
            <tr class="kern-table__row" key={field}>
              <th class="kern-table__header" scope="row">
                {texts.fields[field]}
              </th>
              {isNew ? null : (
                <td class="kern-table__cell">
                  <Items items={before} empty={texts.empty} />
                </td>
              )}
              <td class="kern-table__cell">
                <Items items={after} empty={texts.empty} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Items = ({ items, empty }: { readonly items: readonly Worded[]; readonly empty: string }) =>
  items.length === 0 ? (
    <>{empty}</>
  ) : (
    <ul class="app-plain">
      {items.map((item) => (
        <li key={item.code ?? item.text} class={item.code === null ? 'app-literal' : undefined}>
          <OneInWords {...item} />
        </li>
      ))}
    </ul>
  )
