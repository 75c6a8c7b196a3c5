import { X509Certificate } from 'node:crypto'
import { OperatorError } from '../domain/operator-error.js'
import type { CliEnvironment } from './cli-environment.js'
import { readText } from './read-input.js'

/** The certificates of a PEM file that metadata must be signed with. Throws `OperatorError('signer-certificate')`. */
export async function readSigner(path: string, environment: CliEnvironment): Promise<string> {
  const pem = await readText(path, environment)
  try {
    const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [pem]
    return blocks.map((block) => new X509Certificate(block).toString()).join('')
  } catch {
    throw new OperatorError('signer-certificate', `${path} holds no PEM certificate (-----BEGIN CERTIFICATE-----)`)
  }
}
