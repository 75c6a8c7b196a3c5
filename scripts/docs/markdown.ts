import { format, resolveConfig } from 'prettier'

/** A table of Markdown; cells may hold anything but line ends. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** The text as the project's formatter writes it. */
export const formatted = async (parts: readonly string[]): Promise<string> =>
  format(parts.join('\n\n'), { ...(await resolveConfig('docs/configuration.md')), parser: 'markdown' })
