import type { LogoStore } from '../domain/ports/logo-store.js'
import type { SignedMetadata } from '../http/routes/metadata.js'
import type { OperationDeps, StaticFile } from '../http/web-deps.js'
import type { LoginDeps } from '../login/kit/login-context.js'
import type { ArtifactDeps } from '../login/web/artifact-route.js'
import type { NoteDeps } from '../login/web/note-refused.js'
import type { ReceiveRequest } from '../login/web/sso-routes.js'
import type { LogoutDeps } from '../logout/web/logout-context.js'
import type { RequestCheckDeps } from '../request-check/request-check-routes.js'
import type { ConsoleDeps } from '../operators/console/console-context.js'
import type { OpenedMethod } from '../methods/kit/method-module.js'

/** Everything that HTTP needs to turn requests into calls. */
export interface HttpDeps extends LoginDeps, OperationDeps {
  readonly receive: ReceiveRequest
  /** What logging out is made from. */
  readonly logout: LogoutDeps
  /** What artifacts are resolved with. */
  readonly artifact: ArtifactDeps
  /** Keeps a refused request of a service to be looked up. */
  readonly refused: NoteDeps
  /** What the operators' console is made from. */
  readonly console: ConsoleDeps
  /** What the request decoder is made from. */
  readonly requestCheck: RequestCheckDeps
  /** The signed metadata of the broker. */
  readonly metadata: SignedMetadata
  /** The methods that this deployment offers, with the pages and interfaces that they bring. */
  readonly opened: readonly OpenedMethod[]
  /** The files that pages load, by path, for instance `/assets/app.1a2b3c.css`. */
  readonly assets: ReadonlyMap<string, StaticFile>
  /** The pictures of services. */
  readonly logoImages: Pick<LogoStore, 'image'>
  /** Whether cookies are Secure, because PUBLIC_URL is https. */
  readonly secure: boolean
}
