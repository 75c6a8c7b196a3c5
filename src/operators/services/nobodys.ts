import type { ServiceDeps } from './service-deps.js'

/** What was typed stands for: whoever has a pseudonym in this sector is to get a new one. Of others it says nothing. */
export const nobodyIn =
  (sector: string, { accountsInSector }: Pick<ServiceDeps, 'accountsInSector'>): ServiceDeps['accountsInSector'] =>
  (of) =>
    // check: what-was-typed-opens-no-other-sector
    of === sector ? Promise.resolve(0) : accountsInSector(of)
