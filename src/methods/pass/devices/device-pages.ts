import type { SignedIn } from '../../../account/shell/require-account.js'
import type { DevicePorts } from '../device-ports.js'
import type { OwnPage } from '../../../ui/page-context.js'
import type { Page } from '../../../ui/page.js'
import { deviceQuestionPage } from '../pages/device-question.js'
import { devicesPage } from '../pages/devices.js'
import { passPairingPage } from '../pages/pass-pairing.js'
import type { DevicesProblem } from '../texts/messages.js'
import { passTexts } from '../texts/texts.js'
import { BLOCK_CODE, DEVICES } from '../own-paths.js'
import { listDevices, passReaches } from './list-devices.js'
import { MOST_DEVICES, pairingProgress } from './pair-device.js'

/** The entry of the list in the bar of the citizen's own pages. */
export const DEVICES_PAGE: OwnPage = {
  path: DEVICES,
  names(language) {
    const { short, title } = passTexts(language).devices
    return { short, full: title }
  },
}

/** Where a lost phone is blocked, for whoever is not signed in. */
export const BLOCK_CODE_PAGE: OwnPage = {
  path: BLOCK_CODE,
  names(language) {
    const { short, link } = passTexts(language).devices.code
    return { short, full: link }
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
      block: pathOf(id, 'block'),
      unpair: pathOf(id, 'unpair'),
    })),
    pair: listed.length < MOST_DEVICES ? signedIn.form(`${DEVICES}/koppeln`) : null,
    reaches,
    best: ports.passLevel,
    stepUp: reaches === ports.passLevel ? null : `${DEVICES}/hoeher`,
    problem: isProblem(problem) ? problem : null,
    blockCodePage: BLOCK_CODE,
  })
}

/** The addresses at which the citizen is asked first, and which the answer posts to. */
export const DEVICE_ACTS = { block: 'sperren', unpair: 'entkoppeln' } as const

export type DeviceAct = keyof typeof DEVICE_ACTS

const pathOf = (id: string, act: DeviceAct): string => `${DEVICES}/${id}/${DEVICE_ACTS[act]}`

/** Asks before a phone is blocked or unpaired; null if the account has no such phone, or it is blocked already. */
export async function askAboutDevice(
  signedIn: SignedIn,
  id: string,
  act: DeviceAct,
  ports: DevicePorts,
): Promise<Page | null> {
  const device = (await listDevices(signedIn.account, ports)).find((each) => each.id === id)
  if (!device || (act === 'block' && device.state === 'blocked')) return null
  return deviceQuestionPage({ act, name: device.name, form: signedIn.form(pathOf(id, act)), back: DEVICES })
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
    installUrl: ports.installUrl,
  })
}
