import { deflateRawSync } from 'node:zlib'
import { Router, type Request, type Response } from 'express'
import { TRUST_LEVELS } from '../../domain/trust-level.js'
import { UPSTREAM_DIALECTS, type UpstreamDialect } from '../../domain/upstream.js'
import { FORM_FIELDS } from '../../ui/form-fields.js'
import { ChangeDrafted } from '../drafts/change-drafted.js'
import { importUpstream, type ImportedUpstream } from '../upstreams/import-upstream.js'
import { CONSOLE, type ConsoleContext } from './console-context.js'
import { documentIn, refusedOf, signerOf, type Given } from './import-routes.js'
import { upstreamImportPage, upstreamPreviewPage, type UpstreamImportModel } from './pages/upstream-import.js'
import { readUpload, type Upload } from './read-upload.js'
import { fieldsOf, requireOperator, show, type AtConsole } from './require-operator.js'
import { proposedAt } from './service-act.js'
import { shownDigest } from '../shown-digest.js'

/** Where another account is given and looked at before it is registered. The forms bring files. */
export function upstreamImportRoutes(context: ConsoleContext): Router {
  const router = Router()
  router.get(CONSOLE.upstreamImport, async (request, response) => {
    const at = await requireOperator(context, request, response, 'upstreams')
    const { name } = request.query
    if (at) ask(context, request, response, at, { ...NOTHING, name: typeof name === 'string' ? name : '' }, {})
  })
  router.post(CONSOLE.upstreamImport, (request, response) => takeImport(context, request, response))
  return router
}

type Typed = Pick<UpstreamImportModel, 'name' | 'dialect' | 'maxLevel' | 'text' | 'url' | 'signer'>

const NOTHING: Typed = { name: '', dialect: '', maxLevel: '', text: '', url: '', signer: '' }

function ask(
  context: ConsoleContext,
  request: Request,
  response: Response,
  at: AtConsole,
  typed: Typed,
  { problem = null, refused = null }: Partial<Pick<UpstreamImportModel, 'problem' | 'refused'>>,
): void {
  const page = upstreamImportPage({ bar: at.bar, form: at.form(CONSOLE.upstreamImport), ...typed, problem, refused })
  show(context, request, response, page, problem === null && refused === null ? 200 : 422)
}

async function takeImport(context: ConsoleContext, request: Request, response: Response): Promise<void> {
  // Nobody who is not signed in makes the broker read a large body.
  const at = await requireOperator(context, request, response, 'upstreams')
  if (!at) return
  const upload = await readUpload(request)
  fieldsOf(at, new Map([...upload.texts].map(([name, value]) => [name, [value]])))
  const typed = typedIn(upload)
  const given = await documentIn(upload, typed, context).catch(refusedOf(context, request))
  if (typeof given === 'string') return void ask(context, request, response, at, typed, { problem: given })
  if ('rule' in given) return void ask(context, request, response, at, typed, { refused: given })
  const isApplied = upload.texts.get(FORM_FIELDS.decision) === 'apply'
  const shown = isApplied ? (upload.texts.get('shown') ?? '') : null
  try {
    await lookAt(context, request, response, at, { given, typed, shown })
  } catch (error) {
    if (error instanceof ChangeDrafted) return void context.outcomes.seeOther(response, proposedAt(error))
    ask(context, request, response, at, typed, { refused: refusedOf(context, request)(error) })
  }
}

const typedIn = ({ texts }: Upload): Typed => ({
  name: (texts.get(FORM_FIELDS.name) ?? '').trim(),
  dialect: texts.get('dialect') ?? '',
  maxLevel: texts.get('maxLevel') ?? '',
  text: texts.get('metadataText') ?? '',
  url: (texts.get('metadataUrl') ?? '').trim(),
  signer: texts.get('signer') ?? '',
})

interface Look {
  readonly given: Given
  readonly typed: Typed
  /** The digest of what the page showed that is to be applied; null: it is only looked at. */
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
  const { deps, outcomes } = context
  const { name, dialect, maxLevel } = typed
  const input = {
    name,
    dialect: UPSTREAM_DIALECTS.find(isSaml(dialect)) ?? null,
    maxLevel: TRUST_LEVELS.find((each) => each === maxLevel) ?? null,
    from: given.from,
    signer: signerOf(typed),
    entityId: null,
  }
  const result = await importUpstream(given.document, { ...input, dryRun: true }, at.actor, deps.upstreams)
  const digest = digestOf(result)
  // check: an-upstream-is-applied-as-it-was-shown
  if (shown === digest) {
    const { kind } = await importUpstream(given.document, { ...input, dryRun: false }, at.actor, deps.upstreams)
    await deps.followChanges()
    const done = kind === 'unchanged' ? 'unchanged' : 'imported'
    return void outcomes.seeOther(response, `${CONSOLE.upstream(name)}?fertig=${done}`)
  }
  const document = deflateRawSync(given.document).toString('base64')
  const { signer } = typed
  const carried = { [FORM_FIELDS.name]: name, dialect, maxLevel, signer, from: given.from, document, shown: digest }
  const form = at.form(CONSOLE.upstreamImport)
  const page = { bar: at.bar, form, result, from: given.from, carried, changedMeanwhile: shown !== null }
  show(context, request, response, upstreamPreviewPage(page))
}

const isSaml =
  (typed: string) =>
  (each: UpstreamDialect): each is Exclude<UpstreamDialect, 'oidc'> =>
    each !== 'oidc' && each === typed

/** Another one means that something else would be done; its random id and the time do not count. */
function digestOf({ upstream, kind, changes, document }: ImportedUpstream): string {
  const { name, dialect, peer, settings, source, version } = upstream
  return shownDigest([name, dialect, peer, settings, source.from, source.signer, version, kind, changes, document])
}
