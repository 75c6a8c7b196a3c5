require 'cgi'
require 'securerandom'
require 'webrick'
require_relative 'servicekonto'

# Ein Portal mit drei Adressen: Metadaten, Rückkehr und eine geschützte Seite. Die Sitzungen liegen im Speicher;
# in Rails nehmen Sie stattdessen `session`.
SESSIONS = {}

def session_of(request)
  id = request.cookies.find { |cookie| cookie.name == 'portal' }&.value
  SESSIONS[id] || {}
end

# Die Rückkehr ist ein POST von einer anderen Website: Ohne SameSite=None käme das Cookie nicht mit.
def keep(response, session)
  id = SecureRandom.urlsafe_base64(32)
  SESSIONS[id] = session
  response['Set-Cookie'] = "portal=#{id}; Path=/; HttpOnly; Secure; SameSite=None"
end

def page(response, title, body)
  response['Content-Type'] = 'text/html; charset=utf-8'
  response.body = "<!doctype html><html lang=\"de\"><title>#{title}</title><h1>#{title}</h1>#{body}"
end

def begin_login(response, target)
  request = OneLogin::RubySaml::Authrequest.new
  keep(response, { request_id: request.request_id })
  response.set_redirect(WEBrick::HTTPStatus::Found, request.create(Servicekonto.settings, RelayState: target))
end

def take_answer(request, response)
  answer = OneLogin::RubySaml::Response.new(
    request.query['SAMLResponse'],
    settings: Servicekonto.settings, matches_request_id: session_of(request)[:request_id] || 'keine Anfrage'
  )
  unless answer.is_valid?
    return page(response, 'Sie sind nicht angemeldet',
                "<p><a href=\"/geschuetzt\">Noch einmal anmelden</a></p>" \
                "<p>Für Rückfragen: <code>#{CGI.escapeHTML(answer.status_code || answer.errors.join(' '))}</code></p>")
  end
  keep(response, { nameid: answer.nameid, format: answer.name_id_format, attributes: answer.attributes.to_h })
  target = request.query['RelayState'].to_s
  target = '/geschuetzt' unless target.start_with?('/geschuetzt')
  response.set_redirect(WEBrick::HTTPStatus::SeeOther, "#{Servicekonto::PORTAL}#{target}")
end

def protected_page(request, response)
  session = session_of(request)
  return begin_login(response, request.unparsed_uri) unless session[:nameid]

  values = { 'Kennung' => session[:nameid], 'Format' => session[:format] }
  session[:attributes].each { |name, all| values[name] = all.first }
  page(response, 'Angemeldet',
       "<dl>#{values.map { |name, value| "<dt>#{name}</dt><dd>#{CGI.escapeHTML(value.to_s)}</dd>" }.join}</dl>")
end

server = WEBrick::HTTPServer.new(BindAddress: '127.0.0.1', Port: 8080)
server.mount_proc('/metadata') do |_, response|
  response['Content-Type'] = 'application/samlmetadata+xml'
  response.body = OneLogin::RubySaml::Metadata.new.generate(Servicekonto.settings)
end
server.mount_proc('/acs') { |request, response| take_answer(request, response) }
server.mount_proc('/geschuetzt') { |request, response| protected_page(request, response) }
%w[INT TERM].each { |signal| trap(signal) { server.shutdown } }
server.start
