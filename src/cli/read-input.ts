import { OperatorError } from '../domain/operator-error.js'
import type { CliEnvironment } from './cli-environment.js'

/** Input that is longer than this without a line end is no password. */
const LONGEST_LINE = 65_536

/** The first line of stdin without its line end. Throws `OperatorError('password-missing')` if there is none. */
export async function readPassword({ stdin }: Pick<CliEnvironment, 'stdin'>): Promise<string> {
  if (stdin.isTTY) {
    throw new OperatorError(
      'password-missing',
      'The password is the first line of stdin, for instance: … < password.txt',
    )
  }
  const line = await firstLine(stdin, 'The password')
  if (line === null) throw new OperatorError('password-missing', 'stdin was empty; its first line is the password')
  return line
}

/** The first line of stdin without its line end; null where there is nothing. `what` it is, for whoever types it. */
export async function firstLine(stdin: CliEnvironment['stdin'], what: string): Promise<string | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk)
    chunks.push(bytes)
    length += bytes.length
    if (bytes.includes(0x0a) || length > LONGEST_LINE) break
  }
  if (length === 0) return null
  const line = Buffer.concat(chunks)
  const end = line.indexOf(0x0a)
  return utf8(end < 0 ? line : line.subarray(0, end), what).replace(/\r$/, '')
}

/** The text of a file that the operator named. Throws OperatorError: `file-unreadable`, `encoding` (not UTF-8). */
export const readText = async (path: string, environment: CliEnvironment): Promise<string> =>
  utf8(await readBytes(path, environment), path)

/** How many bytes a file has that the operator named; a pipe has none before it is read. Throws as `readBytes`. */
export async function sizeOf(path: string, environment: CliEnvironment): Promise<number> {
  try {
    return await environment.fileSize(path)
  } catch (error) {
    throw new OperatorError('file-unreadable', `${path} cannot be read: ${reason(error, environment.user)}`)
  }
}

/** The bytes of a file that the operator named. Throws `OperatorError('file-unreadable')`. */
export async function readBytes(path: string, environment: CliEnvironment): Promise<Uint8Array> {
  try {
    return await environment.readFile(path)
  } catch (error) {
    throw new OperatorError('file-unreadable', `${path} cannot be read: ${reason(error, environment.user)}`)
  }
}

/** The lines of a file that the operator named. Throws `OperatorError('file-unreadable')`. */
export async function* linesOf(path: string, environment: CliEnvironment): AsyncGenerator<string> {
  try {
    yield* environment.readLines(path)
  } catch (error) {
    throw new OperatorError('file-unreadable', `${path} cannot be read: ${reason(error, environment.user)}`)
  }
}

function reason(error: unknown, user: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a directory',
    EACCES: `permission denied for the user ${user}; put it where that user may read it`,
  }
  return words[code] ?? (code || 'unknown reason')
}

function utf8(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new OperatorError('encoding', `${what} is not UTF-8 text`)
  }
}
