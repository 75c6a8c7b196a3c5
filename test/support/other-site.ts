import { createWebPage, type WebPage } from './web-page.js'

/** A page of another site, from which a form is posted: the browser then shows no cookie that is `SameSite=Lax`. */
export const pageOfOtherSite = (url = 'https://evil.example/'): WebPage =>
  createWebPage({ status: 200, url, headers: {}, body: '', hops: [] })
