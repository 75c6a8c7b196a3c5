import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../../support/free-port.js'
import { spawned } from '../../support/spawned.js'
import { filledExample } from '../example-files.js'
import { createInteropFolder, type InteropFolder } from '../interop-folder.js'
import type { BrokerFacts, Product, Received } from '../service-provider.js'
import { AS_IN_THE_EXAMPLE, NAME_ID_FORMATS, type Setup } from '../setup.js'
import { startApache } from './apache.js'
import { clockOf } from './clock.js'
import { createRunning, startedOrStopped } from './running.js'

const EXAMPLE = 'shibboleth'
const ETC = '/etc/shibboleth'
const BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'

/** Where a logout begins by one binding alone; left to itself Shibboleth takes the first that the broker has. */
const INITIATORS = (
  [
    ['Redirect', 'HTTP-Redirect'],
    ['POST', 'HTTP-POST'],
    ['SOAP', 'SOAP'],
  ] as const
)
  .map(
    ([way, binding]) =>
      `<LogoutInitiator type="SAML2" Location="/Logout${way}" outgoingBindings="urn:oasis:names:tc:SAML:2.0:bindings:${binding}"/>`,
  )
  .join('\n      ')

interface Session {
  readonly authncontext_class: string
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[]
}

const logger = (folder: string, name: string): string => `
log4j.rootCategory=INFO, file
log4j.appender.file=org.apache.log4j.FileAppender
log4j.appender.file.fileName=${folder}/${name}.log
log4j.appender.file.layout=org.apache.log4j.PatternLayout
log4j.appender.file.layout.ConversionPattern=%d{%H:%M:%S} %p %c %x: %m%n
`

/** The main file and what it names. Plain http, logs and socket in the folder are what differs from the example. */
const writeConfig = (folder: InteropFolder, base: string, setup: Setup, broker: BrokerFacts): string => {
  const portal = ['https://portal.example', base] as const
  const example = (file: string, ...more: (readonly [string, string])[]): string =>
    folder.write(file, filledExample(EXAMPLE, file, more))
  const signing = folder.keyPair('signing')
  const encryption = folder.keyPair('encryption')
  const inFolder = `
  <OutOfProcess logger="${folder.write('shibd.logger', logger(folder.path, 'shibd'))}"/>
  <InProcess logger="${folder.write('native.logger', logger(folder.path, 'native'))}"/>
  <UnixListener address="${folder.path}/shibd.sock"/>
  <ApplicationDefaults requireConfidentiality="false" `
  return example(
    'shibboleth2.xml',
    ['<ApplicationDefaults ', inFolder],
    ['signing="true"', `signing="${setup.signed}"`],
    ['handlerSSL="true"', 'handlerSSL="false"'],
    ['cookieProps="https"', 'cookieProps="http"'],
    ['showAttributeValues="false"', 'showAttributeValues="true"'],
    [NAME_ID_FORMATS.persistent, NAME_ID_FORMATS[setup.nameId]],
    portal,
    ['<Logout>SAML2 Local</Logout>', `<Logout>SAML2 Local</Logout>${setup.everyLogout ? INITIATORS : ''}`],
    ['https://konto.example', broker.url],
    ['"servicekonto.xml"', `"${folder.path}/servicekonto.xml"`],
    [`${ETC}/servicekonto.pem`, folder.write('servicekonto.pem', broker.certificate)],
    [`${ETC}/session-error.html`, example('session-error.html')],
    [`${ETC}/attribute-map.xml`, example('attribute-map.xml')],
    [`${ETC}/attribute-policy.xml`, example('attribute-policy.xml', portal)],
    [`${ETC}/sp-signing-key.pem`, signing.key],
    [`${ETC}/sp-signing-cert.pem`, signing.certificate],
    [`${ETC}/sp-encrypt-key.pem`, encryption.key],
    [`${ETC}/sp-encrypt-cert.pem`, encryption.certificate],
  )
}

/** What the site asks for, by the settings that the example shows and those that Shibboleth documents beside them. */
const siteOf = ({ level, passive, force }: Setup): string =>
  filledExample(EXAMPLE, 'apache.conf', [
    [AS_IN_THE_EXAMPLE.level.classRef, level.classRef],
    ['authnContextComparison minimum', `authnContextComparison ${level.comparison}`],
    [
      'ShibRequestSetting requireSession true',
      `ShibRequestSetting requireSession true
  ShibRequestSetting isPassive ${passive}
  ShibRequestSetting forceAuthn ${force}`,
    ],
  ])

const receivedIn = (session: Session): Received => {
  const values = Object.fromEntries(session.attributes.map(({ name, values }) => [name, values.join()]))
  const { 'persistent-id': persistent, 'transient-id': transient, 'email-id': email, ...attributes } = values
  const nameId = persistent ?? transient ?? email ?? ''
  const kind = persistent !== undefined ? 'persistent' : transient !== undefined ? 'transient' : 'email'
  return { nameId, nameIdFormat: NAME_ID_FORMATS[kind], classRef: session.authncontext_class, attributes }
}

/** Shibboleth SP 3: a private Apache with mod_shib and a private shibd. */
export const shibboleth: Product = {
  name: 'Shibboleth SP',
  example: EXAMPLE,
  namesAttributes: true,
  keepsAddress: true,
  shows: (status) => new RegExp(status),
  cannot: () => null,
  start: async (host, setup, broker) => {
    const folder = createInteropFolder(EXAMPLE)
    const port = await freePort()
    const base = `http://${host}:${port}`
    folder.write('www/geschuetzt/index.shtml', '<!doctype html><title>Ziel</title><p data-testid="target">Ziel')
    const running = createRunning(folder, ['shibd.log', 'native.log', 'apache.log'])
    return startedOrStopped('Shibboleth', running, async () => {
      const config = writeConfig(folder, base, setup, broker)
      const shibd = spawned('/usr/sbin/shibd', ['-f', '-F', '-c', config, '-p', join(folder.path, 'shibd.pid')], {
        env: clockOf(setup.clock),
      })
      running.add(shibd)
      await shibd.until(() => existsSync(join(folder.path, 'shibd.sock')))
      const module = { name: 'mod_shib', file: 'mod_shib.so' }
      const server = `ShibConfig ${config}`
      const apache = running.add(
        startApache(folder, { host, port, module, server, site: siteOf(setup), clock: setup.clock }),
      )
      const metadata = `${base}/Shibboleth.sso/Metadata`
      await running.answers(apache, metadata)
      const target = `${base}/geschuetzt/`
      return {
        entityId: `${base}/shibboleth`,
        metadata,
        target,
        logoutBy: (way) => `${base}/Shibboleth.sso/Logout${setup.everyLogout ? way : ''}`,
        ...(setup.binding === 'POST' ? { loginUrl: withPost(base, target, setup) } : {}),
        ...(setup.artifact ? { loginUrl: withArtifact(base, target) } : {}),
        received: async (browser) => {
          const session: Session = JSON.parse((await browser.get(`${base}/Shibboleth.sso/Session`)).body)
          return receivedIn(session)
        },
        refusal: (page) => page.textOf('code') ?? '',
        logs: running.logs,
        stop: running.stop,
      }
    })
  },
}

/** The number of its address for artifacts, as it counts them in its metadata. */
const ARTIFACT_INDEX = '3'

const withArtifact = (base: string, target: string): string =>
  `${base}/Shibboleth.sso/Login?${new URLSearchParams({ target, acsIndex: ARTIFACT_INDEX }).toString()}`

/** Apache's settings know no binding: the handler that begins a login takes it, with all the rest. */
const withPost = (base: string, target: string, { level, passive, force }: Setup): string => {
  const url = new URL(`${base}/Shibboleth.sso/Login`)
  const query = {
    target,
    outgoingBinding: BINDING,
    authnContextClassRef: level.classRef,
    authnContextComparison: level.comparison,
    isPassive: String(passive),
    forceAuthn: String(force),
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}
