import type { Account } from '../../../domain/account.js'
import type { PassDeviceId } from '../../../domain/ids.js'
import type { Instant } from '../../../domain/instant.js'
import { blockCodeOf } from '../../../domain/pass-block-code.js'
import type { PassDevice } from '../../../domain/pass-device.js'
import { lowerOf, type TrustLevel } from '../../../domain/trust-level.js'
import { PASS } from '../settings.js'
import type { DevicePorts } from '../device-ports.js'

/** One phone as its owner sees it. */
export interface ListedDevice {
  readonly id: PassDeviceId
  readonly name: string
  readonly pairedAt: Instant
  readonly state: 'active' | 'blocked'
  /** The level that a login with it reaches. */
  readonly level: TrustLevel
  /** The code that blocks the phone when it is lost. */
  readonly blockCode: string
}

/** The account's phones, oldest first. Phones that were never used are left out, because they do not count. */
export async function listDevices(
  account: Account,
  { devices, digest, passLevel }: Pick<DevicePorts, 'devices' | 'digest' | 'passLevel'>,
): Promise<readonly ListedDevice[]> {
  const listed = await devices.listOf(account.id)
  return listed.flatMap((device) => {
    const bound = account.methods.find(({ method, instance }) => method === PASS && instance === device.id)
    if (!bound || device.firstUsedAt === null) return []
    return [
      {
        id: device.id,
        name: device.name,
        pairedAt: device.pairedAt,
        state: isBlocked(device, bound.blocked) ? ('blocked' as const) : ('active' as const),
        level: passReaches(bound.cap, account, passLevel),
        blockCode: blockCodeOf(device.id, digest),
      },
    ]
  })
}

const isBlocked = ({ blockedAt }: PassDevice, boundBlocked: boolean): boolean => blockedAt !== null || boundBlocked

/**
 * The level that a pass bound at `cap` reaches at a service that wants to know who the citizen is (RULES: Trust level
 * of a login 3, 4).
 */
export const passReaches = (cap: TrustLevel, { proofing }: Account, passLevel: TrustLevel): TrustLevel =>
  lowerOf(lowerOf(passLevel, cap), proofing.level)
