import type { RequestListener, Server } from 'node:http'
import { headersOf } from './middleware/security-headers.js'

/** Requests that Node's parser refuses before any route sees them get the contract's error page too. */
export function refuseMalformed(server: Server, errorPage: () => string, secure: boolean): void {
  const headers = Object.entries(headersOf(secure)).map(([name, value]) => `${name}: ${value}`)
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
    const body = Buffer.from(errorPage(), 'utf8')
    const head = [
      `HTTP/1.1 ${status}`,
      'Content-Type: text/html; charset=utf-8',
      ...headers,
      `Content-Length: ${body.length}`,
      'Connection: close',
      '',
      '',
    ]
    socket.end(Buffer.concat([Buffer.from(head.join('\r\n')), body]))
  })
}

/** Targets that no route could ever match, such as `http://[/`, get the same page. */
export const refuseUnreadable =
  (listener: RequestListener, errorPage: () => string, secure: boolean): RequestListener =>
  (request, response) => {
    const target = request.url ?? ''
    if (target.startsWith('/') || URL.canParse(target)) listener(request, response)
    else {
      const headers = { 'Content-Type': 'text/html; charset=utf-8', ...headersOf(secure), Connection: 'close' }
      response.writeHead(400, headers).end(errorPage())
    }
  }
