import { BrokerError } from '../../src/domain/error-catalogue.js'
import type { LoginPorts } from '../../src/login/kit/login-ports.js'

/** Whether a write that fails was carried out all the same, as when only the answer of a store is lost. */
export const FAULTS = ['not carried out', 'carried out, its answer lost'] as const
export type Fault = (typeof FAULTS)[number]

/** What a login writes, in whichever store. */
const WRITES: Readonly<Record<string, readonly string[]>> = {
  replay: ['claim'],
  logins: ['replace'],
  sessions: ['create', 'replace', 'renew', 'remove'],
  consents: ['remember'],
  releaseChoices: ['keep'],
  audit: ['append'],
  sectors: ['append'],
}

/** The same ports, of which the write with this number, counted from 0, fails. `failed`: what that was, once it has. */
export function failingAt(ports: LoginPorts, number: number, fault: Fault) {
  const state = { writes: 0, failed: null as string | null }
  const guarded =
    (name: string, work: (...args: unknown[]) => Promise<unknown>) =>
    async (...args: unknown[]): Promise<unknown> => {
      if (state.writes++ !== number) return work(...args)
      state.failed = name
      if (fault !== 'not carried out') await work(...args)
      throw new BrokerError('unavailable', `test: ${name}`)
    }
  const faulty = Object.fromEntries(
    Object.entries(WRITES).map(([store, names]) => {
      const real = ports[store as keyof LoginPorts] as unknown as Record<
        string,
        (...args: unknown[]) => Promise<unknown>
      >
      const writes = names.flatMap((name) => {
        const work = real[name]
        return work ? [[name, guarded(`${store}.${name}`, work.bind(real))] as const] : []
      })
      return [store, { ...real, ...Object.fromEntries(writes) }]
    }),
  )
  return { ports: { ...ports, ...faulty }, state }
}
