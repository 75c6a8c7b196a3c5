import type { Config } from '../config/config.js'
import { createPasswordHasher } from '../crypto/password-hash.js'
import { createValueSeal } from '../crypto/value-seal.js'
import { normalizePassword } from '../domain/password-policy.js'
import { canHavePasskeys, createPasskeys } from '../factors/passkeys.js'
import type { ConsoleDeps } from '../operators/console/console-context.js'
import { createSignInLimit } from '../operators/access/sign-in-limit.js'
import { passwordModule } from '../methods/password/module.js'
import type { WebDeps } from '../http/web-deps.js'
import type { Offer } from './offer.js'
import type { Services } from './services.js'
import { trialAnswers } from './trial-answers.js'
import { changedBy, draftingOf, draftTools } from './draft-tools.js'
import { sourceDepsOf } from './source-deps.js'
import { upstreamTools } from './upstream-tools.js'
import { auditTools, hotlineTools, knownValues } from './tools.js'

/** What the operators' console works with, on the services of this broker. */
export function consoleDepsOf(services: Services, offer: Offer, web: WebDeps): ConsoleDeps {
  const { config } = offer
  const { stores, registry } = services
  const changed = changedBy(config, stores, services)
  const sources = sourceDepsOf(services, config)
  const tools = draftTools(config, stores, services)
  return {
    ...web,
    access: accessOf(services, config),
    operators: changed.operators,
    ...oversightOf(services, offer),
    keys: () => tools.keys(() => changed.keys),
    metadataFetches: stores.metadataFetches,
    services: { ...sources.services, services: changed.services },
    // What a source brings is proved by its signer: it needs no second person.
    sources,
    drafting: draftingOf(config.settings.operators, stores.drafts, services.random),
    drafts: { ...tools, services: sources.services },
    requests: {
      refusedRequests: stores.refusedRequests,
      audit: auditTools(stores, services),
      clock: services.clock,
    },
    upstreams: upstreamTools(config, stores, changed.upstreams, services),
    publicUrl: config.publicUrl,
    trial: () => ({
      answers: trialAnswers({ ...services, methodSwitches: stores.methodSwitches }, config),
      audit: auditTools(stores, services),
    }),
    secondPerson: config.settings.operators.secondPerson,
    allServices: () => registry.all(),
    followChanges: () =>
      Promise.all([registry.refresh(), services.switches.refresh(), services.upstreams.refresh()]).then(
        () => undefined,
      ),
    readMetadata: sources.readMetadata,
    fetchMetadata: async (url) =>
      (await import('../saml/metadata/fetch-metadata.js')).fetchMetadata(url, services.openOutgoing(config)),
  }
}

function accessOf(services: Services, config: Config): ConsoleDeps['access'] {
  const { stores, ephemeral, digest, keySet, clock, random } = services
  const { publicUrl, settings } = config
  const { argon2 } = passwordModule.settingsOf(settings.methods)
  const hasher = createPasswordHasher({ ...argon2, concurrency: 1 })
  return {
    operators: stores.operators,
    limit: createSignInLimit(ephemeral.attempts, digest),
    checkPassword: async (hash, password) => (await hasher.verify(hash, normalizePassword(password))).ok,
    hashPassword: (password) => hasher.hash(password),
    commonPasswords: async () => (await import('../crypto/common-passwords.js')).loadCommonPasswords(),
    passkeys: canHavePasskeys(publicUrl) ? createPasskeys(publicUrl, `${settings.site.name} Betrieb`) : null,
    replay: ephemeral.replay,
    digest,
    secrets: createValueSeal(keySet.key('second-factor-secrets')),
    pages: createValueSeal(keySet.key('second-factor-pages')),
    clock,
    random,
  }
}

/** What is done with citizens' accounts, methods and the log. */
function oversightOf(
  services: Services,
  { config, logout }: Offer,
): Pick<ConsoleDeps, 'accounts' | 'attempts' | 'hotline' | 'methods' | 'audit'> {
  const { stores, ephemeral, clock, dialects, upstreams } = services
  const { endSessions } = logout.useCases
  const audit = auditTools(stores, services)
  return {
    accounts: { accounts: stores.accounts, audit, clock },
    attempts: ephemeral.attempts,
    hotline: hotlineTools(stores, endSessions, clock),
    methods: {
      methodSwitches: stores.methodSwitches,
      known: knownValues(dialects, config, () => upstreams.all().map(({ name }) => name)),
      clock,
    },
    audit: { audit, clock },
  }
}
