import type { z } from 'zod'
import { unverifiedHeader, verifiedPayload } from '../../crypto/pass-signature.js'
import { passDeviceId } from '../../domain/ids.js'
import type { PassDevice } from '../../domain/pass-device.js'
import { PassProblem } from './pass-problem.js'
import type { PassDevices } from '../../domain/ports/pass-devices.js'
import { HEADERS } from './messages.js'

/** The broker and the link that a message has to be for. */
export interface Addressee {
  readonly publicUrl: string
  readonly link: string
}

interface Addressed {
  readonly aud: string
  readonly link: string
}

/** A verified message of a paired phone. */
export interface DeviceMessage<Payload> {
  readonly device: PassDevice
  readonly payload: Payload
}

/**
 * Verifies a message of a paired phone: its kind, its signature by the paired key, and that it is for this broker and
 * this link. Throws `malformed`, `unpaired` (no such device), `refused` (the signature, or what it covers, does not
 * hold).
 */
export async function messageOfDevice<Payload extends Addressed>(
  jws: string,
  kind: 'open' | 'answer' | 'number',
  shape: z.ZodType<Payload>,
  addressee: Addressee,
  devices: PassDevices,
): Promise<DeviceMessage<Payload>> {
  const header = HEADERS[kind].safeParse(unverifiedHeader(jws))
  if (!header.success) throw new PassProblem('malformed')
  const device = await devices.find(passDeviceId(header.data.kid))
  if (!device) throw new PassProblem('unpaired')
  // check: a-pass-message-is-signed-by-its-device
  const verified = await verifiedPayload(jws, device.publicKey)
  if (verified === null) throw new PassProblem('refused', null, 'signature')
  return { device, payload: addressed(verified, shape, addressee) }
}

/** Verifies a message that brings its own key and so proves that the phone has it. */
export async function messageOfNewKey<Payload extends Addressed>(
  jws: string,
  shape: z.ZodType<Payload>,
  addressee: Addressee,
): Promise<{ readonly publicKey: { readonly x: string; readonly y: string }; readonly payload: Payload }> {
  const header = HEADERS.pair.safeParse(unverifiedHeader(jws))
  if (!header.success) throw new PassProblem('malformed')
  const { x, y } = header.data.jwk
  // check: a-new-key-signs-for-itself
  const verified = await verifiedPayload(jws, { x, y })
  if (verified === null) throw new PassProblem('refused', null, 'signature')
  return { publicKey: { x, y }, payload: addressed(verified, shape, addressee) }
}

/** A message that was signed for another broker or another link proves nothing here. */
function addressed<Payload extends Addressed>(
  verified: unknown,
  shape: z.ZodType<Payload>,
  { publicUrl, link }: Addressee,
): Payload {
  const payload = shape.safeParse(verified)
  if (!payload.success) throw new PassProblem('malformed')
  // check: a-pass-message-is-for-this-broker
  // check: a-pass-message-is-for-this-link
  if (payload.data.aud !== publicUrl || payload.data.link !== link) throw new PassProblem('refused')
  return payload.data
}
