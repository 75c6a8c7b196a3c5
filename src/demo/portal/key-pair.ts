import { generateKeyPairSync } from 'node:crypto'
import forge from 'node-forge'

/** One key with its self-signed certificate, both as PEM. */
export interface KeyPair {
  readonly privateKey: string
  readonly certificate: string
}

const oneYearAfter = (date: Date): Date => new Date(date.getTime() + 365 * 24 * 60 * 60 * 1000)

/** A fresh RSA-3072 key that lives as long as the process. In SAML the certificate is only a wrapper of the key. */
export const createKeyPair = (commonName: string): KeyPair => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 3072,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey)
  certificate.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(8))}`
  certificate.validity.notAfter = oneYearAfter(certificate.validity.notBefore)
  const subject = [{ name: 'commonName', value: commonName }]
  certificate.setSubject(subject)
  certificate.setIssuer(subject)
  certificate.sign(forge.pki.privateKeyFromPem(privateKey), forge.md.sha256.create())
  return { privateKey, certificate: forge.pki.certificateToPem(certificate) }
}
