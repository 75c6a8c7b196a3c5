import { Router, type Request, type RequestHandler } from 'express'
import type { Account } from '../../../domain/account.js'
import { passDeviceId, type PassDeviceId } from '../../../domain/ids.js'
import type { DevicePorts } from '../device-ports.js'
import { requireAccount, requireAccountForm, type SignedIn } from '../../../account/shell/require-account.js'
import type { LoginContext } from '../../../login/kit/login-context.js'
import { single, type Fields } from '../../../http/parse.js'
import { FORM_FIELDS } from '../../../ui/form-fields.js'
import { blockCodeRoutes } from './block-code-routes.js'
import { askAboutDevice, DEVICE_ACTS, showDevices, showPairing, type DeviceAct } from './device-pages.js'
import { DEVICES } from '../own-paths.js'
import { blockDevice, renameDevice, unpairDevice, type DeviceChange } from './manage-devices.js'
import { cancelPairing, pairingStatus, startPairing } from './pair-device.js'
import type { Page } from '../../../ui/page.js'

/** How often the request of a waiting page looks: in all for 25 s. */
const [LOOKS, LOOK_EVERY_MS] = [50, 500]

type Shown = (
  returnTo: (request: Request) => string,
  make: (found: SignedIn, request: Request) => Promise<Page>,
) => RequestHandler

type Taken = (act: (found: SignedIn & { readonly fields: Fields }, id: string) => Promise<string>) => RequestHandler

/** `/konto/geraete`: the citizen's phones. Every page and form works without scripts. */
export function deviceRoutes(context: LoginContext, ports: DevicePorts): Router {
  const router = Router()
  const shown: Shown = (returnTo, make) => async (request, response) => {
    const found = await requireAccount(context, request, response, { returnTo: returnTo(request) })
    if (!found) return
    const frame = { service: null, account: found.bar }
    context.outcomes.page(request, response, await make(found, request), frame)
  }
  const taken: Taken = (act) => async (request, response) => {
    const found = await requireAccountForm(context, request, response, { returnTo: DEVICES })
    if (found) context.outcomes.seeOther(response, await act(found, idOf(request)))
  }
  const list = shown(
    () => DEVICES,
    (found, request) => showDevices(found, request.query['problem'], ports),
  )
  router.get(DEVICES, list)
  router.get(`${DEVICES}/hoeher`, stepUp(context, ports))
  addPairing(router, shown, taken, context, ports)
  addChanges(router, taken, ports)
  addQuestions(router, context, ports)
  router.use(blockCodeRoutes(context, ports))
  return router
}

function addPairing(router: Router, shown: Shown, taken: Taken, context: LoginContext, ports: DevicePorts): void {
  const pairing = `${DEVICES}/koppeln`
  const start = taken(async (signedIn) => {
    const started = await startPairing(signedIn, ports)
    return started ? `${pairing}/${started.id}` : DEVICES
  })
  const page = shown(
    (request) => `${pairing}/${idOf(request)}`,
    (found, request) => showPairing(found, idOf(request), request.query['auto'] !== '0', ports),
  )
  const cancel = taken(async ({ account }, id) => {
    await cancelPairing(account, id, ports)
    return DEVICES
  })
  router.post(pairing, start)
  router.get(`${pairing}/:id/wait`, waitForPhone(context, ports))
  router.get(`${pairing}/:id`, page)
  router.post(`${pairing}/:id/abbrechen`, cancel)
}

function addChanges(router: Router, taken: Taken, ports: DevicePorts): void {
  const change = (act: (account: Account, id: PassDeviceId, fields: Fields) => Promise<DeviceChange>): RequestHandler =>
    taken(async ({ account, fields }, id) => {
      const ended = await act(account, passDeviceId(id), fields)
      return ended === 'done' ? DEVICES : `${DEVICES}?problem=${ended}`
    })
  const rename = change((account, id, fields) =>
    renameDevice(account, id, single(fields, FORM_FIELDS.deviceName) ?? '', ports),
  )
  router.post(`${DEVICES}/:id/name`, rename)
  router.post(
    `${DEVICES}/:id/${DEVICE_ACTS.block}`,
    change((account, id) => blockDevice(account, id, ports)),
  )
  router.post(
    `${DEVICES}/:id/${DEVICE_ACTS.unpair}`,
    change((account, id) => unpairDevice(account, id, ports)),
  )
}

/** The pages that ask before a phone is blocked or unpaired: nothing happens by a GET. */
function addQuestions(router: Router, context: LoginContext, ports: DevicePorts): void {
  const asks =
    (act: DeviceAct): RequestHandler =>
    async (request, response) => {
      const id = idOf(request)
      const found = await requireAccount(context, request, response, {
        returnTo: `${DEVICES}/${id}/${DEVICE_ACTS[act]}`,
      })
      if (!found) return
      const page = await askAboutDevice(found, id, act, ports)
      if (page === null) context.outcomes.seeOther(response, `${DEVICES}?problem=gone`)
      else context.outcomes.page(request, response, page, { service: null, account: found.bar })
    }
  router.get(`${DEVICES}/:id/${DEVICE_ACTS.block}`, asks('block'))
  router.get(`${DEVICES}/:id/${DEVICE_ACTS.unpair}`, asks('unpair'))
}

const idOf = ({ params }: Request): string => {
  const { id } = params
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : '-'
}

/** Leads to a login at the highest level that a pass can have, and back. */
const stepUp =
  (context: LoginContext, { passLevel }: DevicePorts): RequestHandler =>
  async (request, response) => {
    const found = await requireAccount(context, request, response, { returnTo: DEVICES, needed: passLevel })
    if (found) context.outcomes.seeOther(response, DEVICES)
  }

/**
 * Answers the script of the page that waits. Whoever knows a pairing's id is told whether its status differs from the
 * one shown, and nothing else: nothing of the account, and the request counts as no action of the citizen.
 */
const waitForPhone =
  ({ waits }: LoginContext, ports: DevicePorts): RequestHandler =>
  async (request, response) => {
    const id = idOf(request)
    const shown = request.query['shown']
    const isNew = async (): Promise<boolean> => {
      const status = await pairingStatus(id, ports)
      // A pairing that has ended changes no more, so the broker does not keep looking for it.
      return status !== shown || status === 'over' || status === 'done'
    }
    await waits.answer(`pairing ${id}`, response, async (signal) => {
      for (let look = 1; ; look++) {
        if (await isNew()) return true
        if (signal.aborted || look === LOOKS) return false
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
      }
    })
  }
