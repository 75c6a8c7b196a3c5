import { Router } from 'express'
import { loginId } from '../../../domain/ids.js'
import { loginCookie } from '../../../http/cookies.js'
import type { LoginContext } from '../../../login/kit/login-context.js'
import { passElsewherePage, passLinkPage } from '../pages/pass-notices.js'

const FRAME = { service: null }

/**
 * The addresses of the pass that a browser may open outside a login: a link that is meant for the app, and the way back
 * of a phone into a browser that does not have the login. Neither looks the link up, so whoever follows it learns and
 * changes nothing. `webApp`: the address of the web app that stands for the phone, if there is one; links that a
 * browser opens then lead to it.
 */
export function passLinkRoutes({ deps, cookies, outcomes }: LoginContext, webApp: string | null): Router {
  const router = Router()
  router.get('/pass/:kind/:link', (request, response, next) => {
    const { kind, link } = request.params
    if ((kind !== 'login' && kind !== 'pair') || !/^[\w-]{22}$/.test(link)) {
      next()
      return
    }
    // The link goes behind the fragment, so that the web app's own server never sees it.
    if (webApp) response.redirect(303, `${webApp}#${encodeURIComponent(`${deps.publicUrl}/pass/${kind}/${link}`)}`)
    else outcomes.page(request, response, passLinkPage({}), FRAME)
  })
  router.get('/login/:id/pass/return', (request, response, next) => {
    const hasLogin = cookies.read(request, loginCookie(loginId(request.params.id))) !== null
    // check: a-phone-in-another-browser-is-told-so
    if (hasLogin || request.query['token'] === undefined) next()
    else outcomes.page(request, response, passElsewherePage({}), FRAME)
  })
  return router
}
