import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../../support/free-port.js'
import { runToEnd } from '../../support/spawned.js'
import { filledExample } from '../example-files.js'
import { createInteropFolder, type InteropFolder } from '../interop-folder.js'
import type { BrokerFacts, Product, Received } from '../service-provider.js'
import { LOW, NAME_ID_FORMATS, type Setup } from '../setup.js'
import { startApache } from './apache.js'
import { createRunning, startedOrStopped } from './running.js'
import { withoutRedirect } from './without-redirect.js'

const EXAMPLE = 'mod-auth-mellon'
const ETC = '/etc/apache2/mellon'

/** Server-side include: Apache's variables, mellon's among them, a line each. */
const TARGET = '<!doctype html><title>Ziel</title><pre data-testid="environment"><!--#printenv --></pre>'

/** Key, certificate and metadata by mellon's own script; the NameID format is added by hand, as its page says. */
const makeSp = async (
  folder: InteropFolder,
  base: string,
  { nameId, signed, artifact, everyLogout }: Setup,
): Promise<string> => {
  const entityId = `${base}/mellon/metadata`
  await runToEnd('/usr/sbin/mellon_create_metadata', [entityId, `${base}/mellon`], { cwd: folder.path })
  const name = join(folder.path, entityId.replace(/[^0-9A-Za-z.]+/g, '_'))
  const format = `<NameIDFormat>${NAME_ID_FORMATS[nameId]}</NameIDFormat>`
  const made = readFileSync(`${name}.xml`, 'utf8')
  // mellon names its address by POST in each request, while it has one.
  const byArtifact = (text: string): string =>
    text.replace('bindings:HTTP-POST', 'bindings:HTTP-Artifact').replace('/postResponse', '/artifactResponse')
  const bySoap = `<SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:SOAP" Location="${base}/mellon/logout"/>`
  const metadata = (artifact ? byArtifact(made) : made)
    .replace('<SingleLogoutService', everyLogout ? `${bySoap}\n    <SingleLogoutService` : '$&')
    .replace('<AssertionConsumerService', `${format}\n    <AssertionConsumerService`)
    .replace('AuthnRequestsSigned="true"', `AuthnRequestsSigned="${signed}"`)
  folder.write('portal.xml', metadata)
  folder.write('portal.key', readFileSync(`${name}.key`, 'utf8'))
  folder.write('portal.cert', readFileSync(`${name}.cert`, 'utf8'))
  return entityId
}

const siteOf = (folder: InteropFolder, base: string, setup: Setup, broker: BrokerFacts): string => {
  folder.write('servicekonto.xml', setup.binding === 'POST' ? withoutRedirect(broker.metadata) : broker.metadata)
  folder.write('servicekonto.pem', broker.certificate)
  const asInExample = setup.level.comparison === 'minimum' && setup.level.classRef === LOW
  return filledExample(EXAMPLE, 'mellon.conf', [
    [`${ETC}/`, `${folder.path}/`],
    ['https://portal.example', base],
    ['MellonSecureCookie On', 'MellonSecureCookie On\n  MellonSessionDump On'],
    ['ComparisonType "minimum"', `ComparisonType "${setup.level.comparison}"`],
    ...(asInExample
      ? []
      : ([
          ['MellonAuthnContextClassRef "http://eidas.europa.eu/LoA/substantial"', ''],
          ['MellonAuthnContextClassRef "http://eidas.europa.eu/LoA/high"', ''],
          [`MellonAuthnContextClassRef "${LOW}"`, `MellonAuthnContextClassRef "${setup.level.classRef}"`],
        ] as const)),
  ])
}

const withReturn = (base: string): string =>
  `${base}/mellon/logout?ReturnTo=${encodeURIComponent(`${base}/nicht-angemeldet.html`)}`

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' }

const receivedIn = (environment: string): Received => {
  const value = (name: string): string =>
    (new RegExp(`^${name}=(.*)$`, 'm').exec(environment)?.[1] ?? '').replace(
      /&(lt|gt|quot|amp);/g,
      (_, entity: string) => ENTITIES[entity] ?? '',
    )
  const dump = Buffer.from(value('MELLON_SESSION'), 'base64').toString('utf8')
  return {
    nameId: value('REMOTE_USER'),
    nameIdFormat: /NameID[^>]* Format="([^"]+)"/.exec(dump)?.[1] ?? '',
    classRef: /AuthnContextClassRef>([^<]+)</.exec(dump)?.[1] ?? null,
    attributes: {
      givenName: value('SK_GIVEN_NAME'),
      familyName: value('SK_FAMILY_NAME'),
      birthDate: value('SK_BIRTH_DATE'),
      email: value('SK_EMAIL'),
      trustLevel: value('SK_TRUST_LEVEL'),
    },
  }
}

/** mod_auth_mellon in a private Apache. */
export const mellon: Product = {
  name: 'mod_auth_mellon',
  example: EXAMPLE,
  namesAttributes: false,
  keepsAddress: true,
  shows: (status) => new RegExp(status),
  cannot: ({ force }) => (force ? 'has no setting for ForceAuthn' : null),
  start: async (host, setup, broker) => {
    const folder = createInteropFolder(EXAMPLE)
    const port = await freePort()
    const base = `http://${host}:${port}`
    folder.write('www/geschuetzt/index.shtml', TARGET)
    folder.write('www/nicht-angemeldet.html', '<!doctype html><title>Nicht angemeldet</title><p>Nicht angemeldet')
    const running = createRunning(folder, ['apache.log'])
    return startedOrStopped('mod_auth_mellon', running, async () => {
      const entityId = await makeSp(folder, base, setup)
      const module = { name: 'auth_mellon_module', file: 'mod_auth_mellon.so' }
      const site = siteOf(folder, base, setup, broker)
      const apache = running.add(startApache(folder, { host, port, module, site, clock: setup.clock }))
      await running.answers(apache, entityId)
      const target = `${base}/geschuetzt/index.shtml`
      const passive = new URL(`${base}/mellon/login?IsPassive=true`)
      passive.searchParams.set('ReturnTo', target)
      return {
        entityId,
        metadata: entityId,
        target,
        logoutBy: (way) => (way === 'Redirect' ? withReturn(base) : null),
        ...(setup.passive ? { loginUrl: passive.href } : {}),
        received: async (_, page) => receivedIn(page.body),
        refusal: (page) => `${page.url} ${page.status} ${folder.log('apache.log')}`,
        logs: running.logs,
        stop: running.stop,
      }
    })
  },
}
