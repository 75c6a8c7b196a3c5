import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Debian keeps the server's programs out of PATH, by version. */
const DEBIAN = '/usr/lib/postgresql'

const debianFolders = (): readonly string[] =>
  existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => join(DEBIAN, version, 'bin'))
    : []

/** The folder with `initdb` and `postgres`, the newest version first; null if PostgreSQL is not installed. */
export const postgresPrograms = (): string | null =>
  [...debianFolders(), ...(process.env['PATH'] ?? '').split(delimiter)].find(
    (folder) => folder !== '' && existsSync(join(folder, 'initdb')),
  ) ?? null
