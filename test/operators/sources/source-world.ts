import { serviceDepsOf, sourceDepsOf } from '../../../src/cli/sp/service-deps-of.js'
import { openTools } from '../../../src/compose/tools.js'
import { aggregateSourceId, type Source } from '../../../src/domain/source.js'
import type { Service } from '../../../src/domain/service.js'
import { importServices } from '../../../src/operators/services/import-services.js'
import { changeService } from '../../../src/operators/services/manage-services.js'
import type { SettingsChange } from '../../../src/operators/services/setting-rules.js'
import { followAddresses } from '../../../src/operators/sources/own-sources.js'
import { refreshSource } from '../../../src/operators/sources/refresh-source.js'
import { handFeed, importedSource } from '../../../src/operators/sources/register-source.js'
import type { SourceDeps } from '../../../src/operators/sources/source-deps.js'
import { signDocument } from '../../../src/saml/xml/sign-document.js'
import { metadataServer } from '../../support/metadata-server.js'
import { openGround } from '../../support/world.js'
import { testKey } from '../../support/xml-keys.js'
import { acs, aggregate, keyDescriptor, spMetadata, type SpRecipe } from '../../support/xml-metadata.js'

export const NOW = Date.UTC(2026, 10, 20, 9)
export const ACTOR = 'cli:mira'
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'

/** Made once: keys of this length take their time. */
export const FEDERATION = testKey('RSA-3072')
export const STRANGER = testKey('RSA-3072')
export const PORTAL = testKey('RSA-3072')

export const idOf = (name: string): string => `https://${name}.example/saml`

/** A portal of this name, with a signing key. */
export const portal = (name: string, recipe: SpRecipe = {}): string =>
  spMetadata({
    entityId: idOf(name),
    consumers: acs(0, `https://${name}.example/acs`),
    keys: keyDescriptor(PORTAL.certificate),
    ...recipe,
  })

/** These portals in one file, signed by the federation. */
export const federation = (names: readonly string[], attributes = '', signer = FEDERATION): Promise<string> =>
  signedText(aggregate(names.map((name) => portal(name)).join(''), ` ID="_all"${attributes}`), signer)

export const signedText = (xml: string, signer = FEDERATION): Promise<string> =>
  signDocument(xml, signer.signer, RSA_SHA256)

/** A registry in memory with a real server of metadata; time moves as the test says. */
export async function sourceWorld() {
  const { view, config, edges, clock, openDatabase } = await openGround({ at: NOW })
  const server = await metadataServer()
  const tools = await openTools(config, edges)
  const deps: SourceDeps = { ...sourceDepsOf(tools), chance: () => 0 }
  const service = (name: string): Service | undefined => view.services.get(idOf(name))
  /** Imports what an address serves by hand, with the federation as signer. */
  const imported = async (url: string, settings: SettingsChange = {}, signer = FEDERATION.pem) => {
    const document = await tools.readMetadata(await tools.fetchMetadata(url), signer)
    const typed = settings.trustLevel ? { trustLevel: settings.trustLevel } : {}
    const source = () =>
      importedSource({ url, signer, settings: typed, document }, { actor: ACTOR, tenant: null }, deps)
    const input = { from: url, settings, dryRun: false, feed: handFeed(url), source }
    return importServices(document, input, ACTOR, serviceDepsOf(tools))
  }
  /** The source at this address, as it is stored. */
  const sourceAt = async (url: string): Promise<Source> => {
    const found = (await deps.sources.all()).find((source) => source.url === url)
    if (!found) throw new Error(`no source at ${url}`)
    return found
  }
  const refreshed = async (url: string, confirmed: string | null = null) =>
    refreshSource(await sourceAt(url), { actor: 'broker', confirmed }, deps)
  return {
    ...{ openDatabase, server, tools, deps, view, clock, config, edges, service, imported, sourceAt, refreshed },
    set: (name: string, settings: SettingsChange) => changeService(idOf(name), settings, ACTOR, deps.services),
    /** What a broker does with addresses that were set. */
    follow: async () => followAddresses(view.services.values(), await deps.sources.all(), deps),
    hasSource: async (url: string) => (await deps.sources.find(aggregateSourceId(url))) !== null,
    /** Imports a file by hand, with or without signer. */
    fromFile: async (text: string, signer: string | null = null) => {
      const document = await tools.readMetadata(Buffer.from(text), signer)
      const input = { from: 'portal.xml', settings: {}, dryRun: false }
      return importServices(document, input, ACTOR, serviceDepsOf(tools))
    },
    close: () => server.close(),
  }
}

export type SourceWorld = Awaited<ReturnType<typeof sourceWorld>>
