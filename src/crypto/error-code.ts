/** The `code` of a system error (`ENOENT`, `SQLITE_BUSY`), else `unknown`: safe to show, unlike its message. */
export function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : 'unknown'
}
