import { X509Certificate } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'
import { tenantId } from '../../domain/ids.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { SourceChange } from '../../domain/ports/source-store.js'
import { TRUST_LEVELS } from '../../domain/trust-level.js'
import { languageOf } from '../../http/language.js'
import { FORM_FIELDS } from '../../ui/form-fields.js'
import { ChangeDrafted } from '../drafts/change-drafted.js'
import type { Refusal } from '../findings.js'
import { Refused } from '../refused.js'
import { importServices } from '../services/import-services.js'
import { NothingImported } from '../services/nothing-imported.js'
import type { ReadDocument } from '../services/service-deps.js'
import { feedOf, importedSource, refuseForeign } from '../sources/register-source.js'
import type { SettingsChange } from '../services/setting-rules.js'
import { servicesOf } from './bounded-services.js'
import { CONSOLE, type ConsoleContext, type ConsoleDeps } from './console-context.js'
import { refusalText } from './finding-text.js'
import { importPage, type ImportModel, type ImportProblem } from './pages/import.js'
import { readerLine, REFUSED, type FindingLine } from './pages/components/finding-list.js'
import { importPreviewPage } from './pages/import-preview.js'
import { previewDigest } from './preview-digest.js'
import { readUpload, type Upload } from './read-upload.js'
import { proposedAt } from './service-act.js'
import { fieldsOf, requireOperator, show, type AtConsole } from './require-operator.js'

/** Where metadata are given, looked at and applied. The forms bring files, so these routes read their bodies themselves. */
export function importRoutes(context: ConsoleContext): Router {
  const router = Router()
  router.get(CONSOLE.import, async (request, response) => {
    const at = await requireOperator(context, request, response, 'services')
    if (at) await ask(context, request, response, at, NOTHING, {})
  })
  router.post(CONSOLE.import, (request, response) => takeImport(context, request, response))
  return router
}

/** What was given. */
export interface Given {
  readonly from: string
  readonly document: Uint8Array
}

interface Typed {
  readonly text: string
  readonly url: string
  readonly signer: string
  readonly trustLevel: string
  readonly tenant: string
}

const NOTHING: Typed = { text: '', url: '', signer: '', trustLevel: '', tenant: '' }

async function ask(
  context: ConsoleContext,
  request: Request,
  response: Response,
  at: AtConsole,
  typed: Typed,
  { problem = null, refused = null }: Partial<Pick<ImportModel, 'problem' | 'refused'>>,
): Promise<void> {
  const tenants =
    at.operator.tenant === null ? (await context.deps.access.operators.tenants()).map(({ id }) => id) : null
  const page = importPage({ bar: at.bar, form: at.form(CONSOLE.import), ...typed, tenants, problem, refused })
  show(context, request, response, page, problem === null && refused === null ? 200 : 422)
}

async function takeImport(context: ConsoleContext, request: Request, response: Response): Promise<void> {
  // Nobody who is not signed in makes the broker read a large body.
  const at = await requireOperator(context, request, response, 'services')
  if (!at) return
  const upload = await readUpload(request)
  fieldsOf(at, new Map([...upload.texts].map(([name, value]) => [name, [value]])))
  const typed = typedIn(upload)
  const given = await documentIn(upload, typed, context).catch(refusedOf(context, request))
  if (typeof given === 'string') return ask(context, request, response, at, typed, { problem: given })
  if ('rule' in given) return ask(context, request, response, at, typed, { refused: given })
  const isApplied = upload.texts.get(FORM_FIELDS.decision) === 'apply'
  try {
    await lookAt(context, request, response, at, {
      given,
      typed,
      shown: isApplied ? (upload.texts.get('shown') ?? '') : null,
    })
  } catch (error) {
    if (error instanceof ChangeDrafted) return void context.outcomes.seeOther(response, proposedAt(error))
    const refused = refusedOf(context, request)(error)
    await ask(context, request, response, at, typed, { refused })
  }
}

const typedIn = ({ texts }: Upload): Typed => ({
  text: texts.get('metadataText') ?? '',
  url: (texts.get('metadataUrl') ?? '').trim(),
  signer: texts.get('signer') ?? '',
  trustLevel: texts.get('trustLevel') ?? '',
  tenant: texts.get('tenant') ?? '',
})

/** Larger than the largest document, once it is inflated. */
const LARGEST_DOCUMENT = 32 * 1024 * 1024

export async function documentIn(
  { texts, files }: Upload,
  { text, url }: Pick<Typed, 'text' | 'url'>,
  { deps }: Pick<ConsoleContext, 'deps'>,
): Promise<Given | ImportProblem> {
  const carried = texts.get('document')
  if (carried !== undefined) return { from: texts.get('from') ?? '', document: inflated(carried) }
  const file = files.get('metadata')
  const ways = [file !== undefined, text.trim() !== '', url !== ''].filter(Boolean).length
  if (ways === 0) return 'missing'
  if (ways > 1) return 'several'
  if (file && file.bytes.length > LARGEST_DOCUMENT) return 'too-large'
  if (file) return { from: file.name, document: file.bytes }
  if (url !== '') return { from: url, document: await deps.fetchMetadata(url) }
  return { from: 'text', document: Buffer.from(text.trim(), 'utf8') }
}

function inflated(carried: string): Uint8Array {
  try {
    // check: a-carried-document-does-not-grow-beyond-bounds
    return inflateRawSync(Buffer.from(carried, 'base64'), { maxOutputLength: LARGEST_DOCUMENT })
  } catch (cause) {
    throw new BrokerError('form-input', 'document', { cause })
  }
}

interface Look {
  readonly given: Given
  readonly typed: Typed
  /** What the page showed that is to be applied; null: it is only looked at. */
  readonly shown: string | null
}

/** Shows what would change; applies it where that is what the page showed. */
async function lookAt(
  context: ConsoleContext,
  request: Request,
  response: Response,
  at: AtConsole,
  { given, typed, shown }: Look,
): Promise<void> {
  const { deps } = context
  const services = servicesOf(at.operator, deps.services)
  const document = await deps.readMetadata(given.document, signerOf(typed))
  const settings = settingsOf(typed, at)
  const feed = feedOf(given.from, signerOf(typed), deps.secondPerson)
  if (feed !== null) await refuseForeign(given.from, at.operator.tenant, deps.sources)
  const input = { from: given.from, settings, feed }
  const looked = await importServices(document, { ...input, dryRun: true }, at.actor, services)
  const digest = previewDigest(looked)
  // check: what-is-applied-is-what-was-shown
  const isSame = shown === digest
  const source = () => sourceOf(document, given.from, typed, at, deps)
  const applied = { ...input, dryRun: false, ...(feed !== null && { source }) }
  const result = isSame ? await importServices(document, applied, at.actor, services) : looked
  if (isSame) await deps.followChanges()
  const { signer, trustLevel, tenant } = typed
  const packed = deflateRawSync(given.document).toString('base64')
  const carried = { signer, trustLevel, tenant, from: given.from, document: packed, shown: digest }
  const page = importPreviewPage({
    bar: at.bar,
    form: at.form(CONSOLE.import),
    result,
    from: given.from,
    carried,
    changedMeanwhile: shown !== null && !isSame,
    done: isSame,
  })
  show(context, request, response, page)
}

/** What comes from an address with a signer is fetched again from now on. */
const sourceOf = (
  document: ReadDocument,
  url: string,
  { signer, trustLevel, tenant }: Typed,
  { actor, operator }: AtConsole,
  deps: ConsoleDeps,
): Promise<SourceChange> => {
  const owner = operator.tenant ?? tenant
  const settings = { ...(trustLevel !== '' && { trustLevel }), ...(owner !== '' && { tenant: owner }) }
  return importedSource({ url, signer, settings, document }, { actor, tenant: operator.tenant }, deps.sources)
}

/** The PEM certificate that must have signed the document. Throws `OperatorError('signer')` for what is none. */
export function signerOf({ signer }: Pick<Typed, 'signer'>): string | null {
  if (signer.trim() === '') return null
  try {
    return certificatesIn(signer)
  } catch (cause) {
    throw new OperatorError('signer', 'The certificate of the signer is no certificate in PEM', { cause })
  }
}

/** The certificates of a PEM text, one or several; throws for anything that is none. */
function certificatesIn(pem: string): string {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [pem]
  return blocks.map((block) => new X509Certificate(block).toString()).join('')
}

/** What is set for every service of the document. Whoever has a tenant registers for it, whatever the form says. */
function settingsOf({ trustLevel, tenant }: Typed, { operator }: AtConsole): SettingsChange {
  const level = TRUST_LEVELS.find((each) => each === trustLevel)
  // check: an-operator-registers-for-its-own-tenant
  const owner = operator.tenant ?? (tenant === '' ? null : tenantId(tenant))
  return { ...(level && { trustLevel: level }), ...(owner !== null && { tenant: owner }) }
}

/** A refusal of the document as a whole, in words; throws every other fault. */
export const refusedOf =
  ({ cookies }: ConsoleContext, request: Request) =>
  (error: unknown): FindingLine => {
    const language = languageOf(request, cookies)
    const ofUseCase = (refusal: Refusal): FindingLine => ({
      ...REFUSED,
      rule: refusal.rule,
      message: refusalText(refusal, { language }),
    })
    if (error instanceof NothingImported) {
      const [unread] = error.all.unread
      const [refused] = error.all.refused
      if (unread) return readerLine(unread.rule, unread.message, { language })
      if (refused) return ofUseCase(refused.refusal)
    }
    if (error instanceof Refused) return ofUseCase(error.refusal)
    if (error instanceof OperatorError) return readerLine(error.rule, error.message, { language })
    throw error
  }
