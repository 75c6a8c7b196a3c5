import type { Config } from './config.js'
import type { EidSettings } from './eid-schema.js'

/**
 * What of `methods.eid` does not go together, or not with PUBLIC_URL: the guideline's https (TR-03124-1 §2.6, §2.7.1;
 * TR-03130-1 §3.5.1) is let off on loopback alone, where the demo is.
 */
export function eidFaults({ secure }: Pick<Config, 'secure'>, eid: EidSettings): readonly string[] {
  if (!eid.enabled || eid.serverUrl === null) return []
  const { signature, tls } = eid
  const missing = (['keyFile', 'certificateFile', 'serverCertificateFile'] as const).filter(
    (name) => signature[name] === null,
  )
  // check: no-plain-eid-server-beside-https
  const plain = (['serverUrl', 'serverAddress'] as const).filter((name) => secure && eid[name]?.startsWith('http:'))
  return [
    ...missing.map(
      (name) => `methods.eid.signature.${name} is missing; with methods.eid.serverUrl it must be a PEM file`,
    ),
    ...plain.map((name) => `methods.eid.${name} is http; with PUBLIC_URL on https it may be https alone`),
    ...((tls.keyFile === null) === (tls.certificateFile === null)
      ? []
      : ['methods.eid.tls has keyFile or certificateFile alone; it may be both or neither']),
  ]
}
