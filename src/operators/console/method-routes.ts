import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'
import { single } from '../../http/parse.js'
import { FORM_FIELDS } from '../../ui/form-fields.js'
import { listMethods, switchMethod } from '../methods/switch-method.js'
import { CONSOLE, type ConsoleContext } from './console-context.js'
import { methodDisablingPage } from './pages/method-disabling.js'
import { METHODS_DONE, methodsPage } from './pages/methods.js'
import { requireOperator, requireOperatorForm, show } from './require-operator.js'

/** The kill switches of methods. */
export function methodSwitchRoutes(context: ConsoleContext): Router {
  const router = Router()
  router.get(CONSOLE.methods, async (request, response) => {
    const at = await requireOperator(context, request, response, 'methods')
    if (!at) return
    const methods = await listMethods(context.deps.methods)
    // Said by the address after a change; whoever made it up reads a sentence that is not so, and nothing else.
    const done = METHODS_DONE.find((each) => each === request.query['fertig']) ?? null
    show(context, request, response, methodsPage({ bar: at.bar, form: at.form(CONSOLE.methods), methods, done }))
  })
  router.post(CONSOLE.methods, (request, response) => takeSwitch(context, request, response))
  return router
}

async function takeSwitch(context: ConsoleContext, request: Request, response: Response): Promise<void> {
  const at = await requireOperatorForm(context, request, response, 'methods')
  if (!at) return
  const { deps, outcomes } = context
  const method = single(at.fields, FORM_FIELDS.method) ?? ''
  const decision = single(at.fields, FORM_FIELDS.decision)
  if (!deps.methods.known.methods.includes(method)) throw new BrokerError('form-input', FORM_FIELDS.method)
  if (decision === 'ask-disable') {
    const asked = { bar: at.bar, form: at.form(CONSOLE.methods), method, back: CONSOLE.methods }
    return void show(context, request, response, methodDisablingPage(asked))
  }
  if (decision !== 'disable' && decision !== 'enable') throw new BrokerError('form-input', FORM_FIELDS.decision)
  const end = await switchMethod(method, decision === 'enable', at.actor, deps.methods)
  await deps.followChanges()
  outcomes.seeOther(response, `${CONSOLE.methods}?fertig=${end === 'done' ? `${decision}d` : end}`)
}
