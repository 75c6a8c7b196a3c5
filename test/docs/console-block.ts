/** One command of a console block, with what the page says that it prints. */
export interface ConsoleCommand {
  readonly command: string
  readonly printed: string
}

/** A line that begins with `$` is a command; it goes on where a line ends in a backslash. The rest is printed. */
export function commandsOf(text: string): readonly ConsoleCommand[] {
  const commands: { command: string; printed: string[] }[] = []
  for (const line of text.split('\n')) {
    const last = commands.at(-1)
    if (line.startsWith('$ ')) commands.push({ command: line.slice(2), printed: [] })
    else if (!last) throw new Error(`a console block begins with a command, not with "${line}"`)
    else if (last.command.endsWith('\\') && last.printed.length === 0) last.command += `\n${line}`
    else last.printed.push(line)
  }
  return commands.map(({ command, printed }) => ({ command, printed: printed.join('\n') }))
}

const BETWEEN = '\u001e'

/** One script of all commands; what each printed can be told apart by `splitOutput`. */
export const scriptOf = (commands: readonly ConsoleCommand[]): string =>
  commands.map(({ command }) => `${command}\nprintf '${BETWEEN}'\n`).join('')

export const splitOutput = (output: string): readonly string[] =>
  output.split(BETWEEN).map((part) => part.replace(/\n$/, ''))

const ID = /(?<![\w-])[\w-]{22}(?![\w-])/g

/** The ids in what a page says, and what they are here: for the commands that come after. */
export const idsOf = (said: string, printed: string): readonly (readonly [string, string])[] => {
  const here = printed.match(ID) ?? []
  return (said.match(ID) ?? []).flatMap((id, place) => {
    const real = here[place]
    return real === undefined ? [] : [[id, real] as const]
  })
}

const FINGERPRINT = /(?:[0-9A-F]{2}:){4}(?:…|[0-9A-F:]+)/g

/** What differs from run to run, by what it is. */
const general = (text: string): string =>
  text
    .replaceAll(FINGERPRINT, '<fingerprint>')
    .replaceAll(ID, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\d/g, '<date>')
    .replaceAll(/\(\d+ days\)/g, '(<n> days)')
    .trimEnd()

/** Whether a command printed what the page says. A line `…` stands for any number of lines. */
export function printsAsSaid(said: string, printed: string): boolean {
  const lines = general(said).split('\n')
  const pattern = lines.map((line) =>
    line.trim() === '…' ? '(?:.*\\n)*.*' : line.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  )
  return new RegExp(`^${pattern.join('\\n')}$`).test(general(printed))
}
