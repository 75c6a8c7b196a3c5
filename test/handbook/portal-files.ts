import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { testKey } from '../support/saml-keys.js'

const OID = 'urn:oid:'

interface Portal {
  readonly entityId: string
  readonly acs: string
  /** Base64 DER. */
  readonly certificate: string
}

const metadataOf = ({ entityId, acs, certificate }: Portal): string => {
  const requested = [
    ['2.5.4.42', true] as const,
    ['2.5.4.4', true] as const,
    ['0.9.2342.19200300.100.1.3', false] as const,
  ]
  const attributes = requested.map(
    ([oid, required]) =>
      `<md:RequestedAttribute Name="${OID}${oid}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri" isRequired="${String(required)}"/>`,
  )
  return `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui" entityID="${entityId}"><md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" AuthnRequestsSigned="true"><md:Extensions><mdui:UIInfo><mdui:DisplayName xml:lang="de">Bewohnerparken Musterstadt</mdui:DisplayName><mdui:PrivacyStatementURL xml:lang="de">https://parken.example/datenschutz</mdui:PrivacyStatementURL></mdui:UIInfo></md:Extensions><md:KeyDescriptor><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:AssertionConsumerService index="0" isDefault="true" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${acs}"/><md:AttributeConsumingService index="1"><md:ServiceName xml:lang="de">Parken</md:ServiceName>${attributes.join('')}</md:AttributeConsumingService></md:SPSSODescriptor></md:EntityDescriptor>`
}

/** The files that the handbook's commands read, in a folder. */
export function writePortalFiles(folder: string): void {
  const [entityId, acs] = ['https://parken.example/metadata', 'https://parken.example/acs']
  const { certificate, certificatePem } = testKey('broker')
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  write('parken.xml', metadataOf({ entityId, acs, certificate }))
  write('offen.xml', metadataOf({ entityId, acs: 'http://parken.example/acs', certificate }))
  const alt = { entityId: 'https://alt.example/metadata', acs: 'https://alt.example/acs' }
  write('alt.xml', metadataOf({ ...alt, certificate: shortKey() }))
  const mistyped = metadataOf({ entityId, acs, certificate }).replace('AuthnRequestsSigned', 'AuthnRequestSigned')
  write('vertippt.xml', mistyped.replace('<md:SPSSODescriptor', '\n\n\n$&'))
  write('ca.pem', certificatePem)
  write('passwort.txt', 'Sieben-Schwalben-am-Turm\n')
}

/** A certificate with an RSA key of 1024 bits. */
const shortKey = (): string =>
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:1024', '-nodes', '-keyout', '/dev/null', '-subj', '/CN=alt.example'],
    {
      encoding: 'utf8',
      stdio: 'pipe',
    },
  ).replaceAll(/-----.*-----|\s/g, '')
