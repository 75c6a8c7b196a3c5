import { cpus, loadavg, totalmem } from 'node:os'

/** What the figures depend on. */
export const machine = (): readonly string[] => [
  `Node ${process.version} with OpenSSL ${process.versions.openssl}`,
  `${cpus().length} processors, ${cpus()[0]?.model.trim() ?? 'unknown'}, shared by all that is measured`,
  `${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
]

/** How many processes wanted to run in the last minute, beside what is measured: the measuring began with this. */
export const load = (): string => (loadavg()[0] ?? 0).toFixed(2)
