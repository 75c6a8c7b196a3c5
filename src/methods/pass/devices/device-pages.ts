import type { DevicePorts } from '../../../domain/ports/device-ports.js'
import type { SignedIn } from '../../../account/shell/require-account.js'
import type { DevicesPage, PassPairingPage } from '../pages/phone-view-models.js'
import { listDevices, passReaches } from './list-devices.js'
import { MOST_DEVICES, pairingProgress } from './pair-device.js'

/** Where the citizen's phones are managed. */
export const DEVICES = '/konto/geraete'

const PROBLEMS = ['last', 'bad-name', 'gone'] as const

const isProblem = (text: unknown): text is (typeof PROBLEMS)[number] => PROBLEMS.some((each) => each === text)

/** The list, and what a phone that is paired in this session will be good for. */
export async function devicesPage(signedIn: SignedIn, problem: unknown, ports: DevicePorts): Promise<DevicesPage> {
  const { account, level } = signedIn
  const listed = await listDevices(account, ports)
  const reaches = passReaches(level, account, ports.passLevel)
  return {
    kind: 'devices',
    devices: listed.map(({ id, name, pairedAt, state, level: counts, blockCode }) => ({
      name,
      pairedAt,
      isBlocked: state === 'blocked',
      level: counts,
      blockCode,
      rename: signedIn.form(`${DEVICES}/${id}/name`),
      block: signedIn.form(`${DEVICES}/${id}/sperren`),
      unpair: signedIn.form(`${DEVICES}/${id}/entkoppeln`),
    })),
    pair: listed.length < MOST_DEVICES ? signedIn.form(`${DEVICES}/koppeln`) : null,
    reaches,
    best: ports.passLevel,
    stepUp: reaches === ports.passLevel ? null : `${DEVICES}/hoeher`,
    problem: isProblem(problem) ? problem : null,
    blockCodePage: '/konto/sperren',
  }
}

/** One pairing under way, or how it ended. */
export async function pairingPage(
  signedIn: SignedIn,
  id: string,
  automatic: boolean,
  ports: DevicePorts,
): Promise<PassPairingPage> {
  const here = `${DEVICES}/koppeln/${id}`
  return {
    kind: 'pass-pairing',
    cancel: signedIn.form(`${here}/abbrechen`),
    here,
    back: DEVICES,
    progress: await pairingProgress(signedIn.account, id, ports),
    automatic,
  }
}
