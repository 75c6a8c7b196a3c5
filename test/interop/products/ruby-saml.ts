import { textOf } from '../../support/html-document.js'
import type { WebPage } from '../../support/web-page.js'
import { freePort } from '../../support/free-port.js'
import { spawned } from '../../support/spawned.js'
import { filledExample } from '../example-files.js'
import { createInteropFolder, type InteropFolder } from '../interop-folder.js'
import { NORMALIZED_NAMES } from '../requested-attributes.js'
import type { BrokerFacts, Product, Received } from '../service-provider.js'
import { LOW, NAME_ID_FORMATS, type Setup } from '../setup.js'
import { clockOf } from './clock.js'
import { createRunning, startedOrStopped } from './running.js'

const EXAMPLE = 'ruby-saml'
const BINDINGS = 'urn:oasis:names:tc:SAML:2.0:bindings:'

const settingsRb = (folder: InteropFolder, base: string, setup: Setup, broker: BrokerFacts): string => {
  const { key, certificate } = folder.keyPair('portal')
  return filledExample(EXAMPLE, 'servicekonto.rb', [
    ['https://portal.example', base],
    ['/etc/portal/servicekonto.xml', folder.write('servicekonto.xml', broker.metadata)],
    ['/etc/portal/portal.crt', certificate],
    ['/etc/portal/portal.key', key],
    [`sso_binding: ['${BINDINGS}HTTP-Redirect']`, `sso_binding: ['${BINDINGS}HTTP-${setup.binding}']`],
    ['authn_requests_signed: true', `authn_requests_signed: ${setup.signed}`],
    ['want_assertions_encrypted: true', `want_assertions_encrypted: ${setup.encrypted}`],
    [NAME_ID_FORMATS.persistent, NAME_ID_FORMATS[setup.nameId]],
    [LOW, setup.level.classRef],
    ["authn_context_comparison = 'minimum'", `authn_context_comparison = '${setup.level.comparison}'`],
    ['passive = false', `passive = ${setup.passive}`],
    ['force_authn = false', `force_authn = ${setup.force}`],
  ])
}

/** ruby-saml makes the parameters of a POST; the form around them is the portal's own. */
const POST_FORM = `  parameters = request.create_params(Servicekonto.settings.tap { |s| s.compress_request = false }, RelayState: target)
  fields = parameters.map { |name, value| "<input name=\\"#{name}\\" value=\\"#{CGI.escapeHTML(value)}\\">" }.join
  page(response, 'Weiter', "<form method=\\"post\\" action=\\"#{Servicekonto.settings.idp_sso_service_url}\\">#{fields}</form>")`

const REDIRECT =
  '  response.set_redirect(WEBrick::HTTPStatus::Found, request.create(Servicekonto.settings, RelayState: target))'

const receivedIn = (page: WebPage): Received => {
  const names = page.all('dt')
  const texts = page.all('dd')
  const values = Object.fromEntries(names.map((name, index) => [textOf(name), textOf(texts[index] ?? name)]))
  const { Kennung: nameId = '', Format: nameIdFormat = '', ...rest } = values
  return {
    nameId,
    nameIdFormat,
    classRef: null,
    attributes: Object.fromEntries(Object.entries(rest).map(([oid, value]) => [NORMALIZED_NAMES[oid] ?? oid, value])),
  }
}

/** ruby-saml in a portal of a few lines behind WEBrick. */
export const rubySaml: Product = {
  name: 'ruby-saml',
  example: EXAMPLE,
  namesAttributes: true,
  keepsAddress: true,
  shows: (status) => new RegExp(status),
  cannot: () => null,
  start: async (host, setup, broker) => {
    const folder = createInteropFolder(EXAMPLE)
    const port = await freePort()
    const base = `http://${host}:${port}`
    folder.write('servicekonto.rb', settingsRb(folder, base, setup, broker))
    const portal = filledExample(EXAMPLE, 'portal.rb', [
      ['Port: 8080', `Port: ${port}`],
      [REDIRECT, setup.binding === 'POST' ? POST_FORM : REDIRECT],
    ])
    const running = createRunning(folder, [])
    return startedOrStopped('ruby-saml', running, async () => {
      const server = spawned('/usr/bin/ruby', [folder.write('portal.rb', portal)], { env: clockOf(setup.clock) })
      running.add(server)
      await running.answers(server, `${base}/metadata`)
      return {
        entityId: `${base}/metadata`,
        metadata: `${base}/metadata`,
        target: `${base}/geschuetzt`,
        logoutBy: (way) => (way === 'Redirect' ? `${base}/abmelden` : null),
        received: async (_, page) => receivedIn(page),
        refusal: (page) => page.textOf('code') ?? '',
        logs: running.logs,
        stop: running.stop,
      }
    })
  },
}
