import type { ComponentChildren } from 'preact'

interface PlainTableProps {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly PlainRow[]
}

interface PlainRow {
  readonly key: string
  /** The first one is the heading of the row. */
  readonly cells: readonly ComponentChildren[]
  /** What tells the row to a reader of the markup. */
  readonly data?: Readonly<Record<`data-${string}`, string>>
}

/** A table that scrolls by itself where it has no room. */
export const PlainTable = ({ caption, columns, rows }: PlainTableProps) => (
  <section class="app-table" aria-label={caption} tabindex={0}>
    <table class="kern-table">
      <caption class="kern-title kern-title--small">{caption}</caption>
      <thead class="kern-table__head">
        <tr class="kern-table__row">
          {columns.map((column) => (
            <th class="kern-table__header" scope="col" key={column}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="kern-table__body">
        {rows.map(({ key, cells: [heading, ...cells], data }) => (
          <tr class="kern-table__row" key={key} {...data}>
            <th class="kern-table__header" scope="row">
              {heading}
            </th>
            {cells.map((cell, index) => (
              <td class="kern-table__cell" key={index}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)
