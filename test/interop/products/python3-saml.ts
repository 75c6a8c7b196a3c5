import { freePort } from '../../support/free-port.js'
import { textOf } from '../../support/html-document.js'
import { spawned } from '../../support/spawned.js'
import type { WebPage } from '../../support/web-page.js'
import { filledExample } from '../example-files.js'
import { createInteropFolder, type InteropFolder } from '../interop-folder.js'
import { NORMALIZED_NAMES } from '../requested-attributes.js'
import type { BrokerFacts, Product, Received } from '../service-provider.js'
import { createRunning, startedOrStopped } from './running.js'

const EXAMPLE = 'python3-saml'

const settingsPy = (folder: InteropFolder, base: string, broker: BrokerFacts): string => {
  const { key, certificate } = folder.keyPair('portal')
  return filledExample(EXAMPLE, 'servicekonto_settings.py', [
    ['https://portal.example', base],
    ['/etc/portal/servicekonto.xml', folder.write('servicekonto.xml', broker.metadata)],
    ['/etc/portal/portal.crt', certificate],
    ['/etc/portal/portal.key', key],
  ])
}

const receivedIn = (page: WebPage): Received => {
  const texts = page.all('dd')
  const values = Object.fromEntries(page.all('dt').map((name, at) => [textOf(name), textOf(texts[at] ?? name)]))
  const { Kennung: nameId = '', Format: nameIdFormat = '', Niveau: classRef = null, ...rest } = values
  const attributes = Object.fromEntries(
    Object.entries(rest).map(([oid, value]) => [NORMALIZED_NAMES[oid] ?? oid, value]),
  )
  return { nameId, nameIdFormat, classRef, attributes }
}

/** python3-saml in a portal of a few lines behind Python's own web server. It logs in as its example does, and no other way. */
export const python3Saml: Product = {
  name: 'python3-saml',
  example: EXAMPLE,
  namesAttributes: true,
  keepsAddress: true,
  shows: (status) => new RegExp(status),
  cannot: () => null,
  start: async (host, _setup, broker) => {
    const folder = createInteropFolder(EXAMPLE)
    const port = await freePort()
    const base = `http://${host}:${port}`
    folder.write('servicekonto_settings.py', settingsPy(folder, base, broker))
    const portal = filledExample(EXAMPLE, 'portal.py', [['("127.0.0.1", 8080)', `("127.0.0.1", ${port})`]])
    const running = createRunning(folder, [])
    return startedOrStopped('python3-saml', running, async () => {
      const env = { PYTHONPATH: folder.path, PYTHONDONTWRITEBYTECODE: '1' }
      // Debian's own Python has Debian's packages.
      const server = running.add(spawned('/usr/bin/python3', ['-u', folder.write('portal.py', portal)], { env }))
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
