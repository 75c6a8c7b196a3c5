/** Rows under headings; every cell is a text. */
export interface Table {
  readonly headings: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** For a terminal: the first column to the left, figures to the right. */
export function asText({ headings, rows }: Table): string {
  const widths = widthsOf([headings, ...rows])
  const line = (cells: readonly string[]): string => cells.map((cell, at) => padded(cell, widths, at)).join('  ')
  return `${[headings, ...rows].map(line).join('\n')}\n`
}

/** For a document, as prettier writes it. */
export function asMarkdown({ headings, rows }: Table): string {
  const widths = widthsOf([headings, ...rows])
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => padded(cell, widths, at)).join(' | ')} |`
  const rule = widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return `${[line(headings), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n')}\n`
}

const widthsOf = (lines: readonly (readonly string[])[]): readonly number[] =>
  (lines[0] ?? []).map((_cell, at) => Math.max(...lines.map((cells) => cells[at]?.length ?? 0)))

const padded = (cell: string, widths: readonly number[], at: number): string =>
  at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)
