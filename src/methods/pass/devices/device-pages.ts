import type { SignedIn } from '../../../account/shell/require-account.js'
import type { DevicePorts } from '../device-ports.js'
import type { OwnPage } from '../../../ui/page-context.js'
import type { Page } from '../../../ui/page.js'
import { devicesPage } from '../pages/devices.js'
import { passPairingPage } from '../pages/pass-pairing.js'
import type { DevicesProblem } from '../texts/messages.js'
import { passTexts } from '../texts/texts.js'
import { listDevices, passReaches } from './list-devices.js'
import { MOST_DEVICES, pairingProgress } from './pair-device.js'

/** Where the citizen's phones are managed. */
export const DEVICES = '/konto/geraete'

/** The entry of the list in the bar of the citizen's own pages. */
export const DEVICES_PAGE: OwnPage = {
  path: DEVICES,
  names(language) {
    const { short, title } = passTexts(language).devices
    return { short, full: title }
  },
}

const PROBLEMS: readonly DevicesProblem[] = ['last', 'bad-name', 'gone']

const isProblem = (text: unknown): text is DevicesProblem => PROBLEMS.some((each) => each === text)

/** The list, and the level that a phone paired in this session will have. */
export async function showDevices(signedIn: SignedIn, problem: unknown, ports: DevicePorts): Promise<Page> {
  const { account, level } = signedIn
  const listed = await listDevices(account, ports)
  const reaches = passReaches(level, account, ports.passLevel)
  return devicesPage({
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
  })
}

/** One pairing under way, or how it ended. */
export async function showPairing(
  signedIn: SignedIn,
  id: string,
  automatic: boolean,
  ports: DevicePorts,
): Promise<Page> {
  const here = `${DEVICES}/koppeln/${id}`
  return passPairingPage({
    cancel: signedIn.form(`${here}/abbrechen`),
    here,
    back: DEVICES,
    progress: await pairingProgress(signedIn.account, id, ports),
    automatic,
  })
}
