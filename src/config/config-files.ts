import { readFileSync, statSync } from 'node:fs'

/** What the loader needs of the file system. */
export interface ConfigFiles {
  /** The text of a file; throws as `fs` does. */
  read(path: string): string
  /** The permission bits of a file, of what a link leads to; throws as `fs` does. */
  mode(path: string): number
  /** `other`: something that cannot be a directory, a file for instance. */
  kind(path: string): 'directory' | 'missing' | 'other'
}

export const realFiles: ConfigFiles = {
  read: (path) => readFileSync(path, 'utf8'),
  mode: (path) => statSync(path).mode & 0o777,
  kind: (path) => {
    try {
      return statSync(path).isDirectory() ? 'directory' : 'other'
    } catch (error) {
      return reasonOf(error) === 'ENOENT' ? 'missing' : 'other'
    }
  },
}

/** The system's short name of a failed read, such as ENOENT. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown reason'
