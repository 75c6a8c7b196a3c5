import type { Server } from 'node:http'

const HEADERS = [
  'Content-Type: text/html; charset=utf-8',
  "Content-Security-Policy: default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Referrer-Policy: same-origin',
  'X-Content-Type-Options: nosniff',
  'X-Frame-Options: DENY',
  'Cache-Control: no-cache, no-store',
]

/** Requests that Node's parser refuses before any route sees them get the contract's error page too. */
export function refuseMalformed(server: Server, errorPage: () => string): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
    const body = Buffer.from(errorPage(), 'utf8')
    const head = [`HTTP/1.1 ${status}`, ...HEADERS, `Content-Length: ${body.length}`, 'Connection: close', '', '']
    socket.end(Buffer.concat([Buffer.from(head.join('\r\n')), body]))
  })
}
