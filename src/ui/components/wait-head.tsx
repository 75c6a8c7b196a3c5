import type { Assets } from '../assets.js'

/** How often a browser without scripts looks. */
export const RELOAD_SECONDS = 5

/** For the head of a page that waits for a phone: its script, or a reload of `to` where there are no scripts. */
export function WaitHead({ to, assets }: { readonly to: string; readonly assets: Assets }) {
  return (
    <>
      <noscript>
        <meta http-equiv="refresh" content={`${RELOAD_SECONDS}; url=${to}`} />
      </noscript>
      <script type="module" src={assets.url('wait.js')} />
    </>
  )
}
