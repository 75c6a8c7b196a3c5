require 'cgi'
require 'securerandom'
require 'webrick'
require_relative 'servicekonto'

# Ein Portal mit fünf Adressen: Metadaten, Rückkehr, eine geschützte Seite, Abmelden und Single Logout. Die Sitzungen
# liegen im Speicher; in Rails nehmen Sie einen Speicher, in dem Sie eine Sitzung nach ihrer Kennung finden.
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
  keep(response, { nameid: answer.nameid, format: answer.name_id_format, index: answer.sessionindex,
                   attributes: answer.attributes.to_h })
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

# Die Anfrage nennt die Person so, wie das Servicekonto sie genannt hat.
def begin_logout(request, response)
  session = session_of(request)
  return page(response, 'Sie sind abgemeldet', '') unless session[:nameid]

  settings = Servicekonto.settings
  settings.name_identifier_value = session[:nameid]
  settings.name_identifier_format = session[:format]
  settings.sessionindex = session[:index]
  logout = OneLogin::RubySaml::Logoutrequest.new
  # Hier ist die Person damit abgemeldet, was auch immer das Servicekonto antwortet.
  session.replace({ logout_id: logout.request_id })
  response.set_redirect(WEBrick::HTTPStatus::SeeOther, logout.create(settings))
end

# ruby-saml prüft eine Unterschrift nur, wenn eine da ist: Ohne sie ist es keine Nachricht des Servicekontos.
def signed_query(request)
  query = request.query.to_h { |name, value| [name.to_s, value.to_s] }
  raise WEBrick::HTTPStatus::BadRequest, 'nicht unterschrieben' if query['Signature'].to_s.empty?

  { get_params: query, raw_get_params: request.query_string.split('&').to_h { |part| part.split('=', 2) } }
end

def take_logout_answer(request, response)
  answer = OneLogin::RubySaml::Logoutresponse.new(
    request.query['SAMLResponse'], Servicekonto.settings,
    signed_query(request).merge(matches_request_id: session_of(request)[:logout_id] || 'keine Anfrage')
  )
  everywhere = answer.validate && !answer.document.to_s.include?('status:PartialLogout')
  page(response, everywhere ? 'Sie sind überall abgemeldet' : 'Sie sind hier abgemeldet', '')
end

# Das Servicekonto meldet ab: alle Sitzungen dieser Kennung, oder die eine, die es nennt.
def take_logout_request(request, response)
  asked = OneLogin::RubySaml::SloLogoutrequest.new(
    request.query['SAMLRequest'], signed_query(request).merge(settings: Servicekonto.settings)
  )
  raise WEBrick::HTTPStatus::BadRequest, asked.errors.join(' ') unless asked.is_valid?

  SESSIONS.delete_if do |_, session|
    session[:nameid] == asked.name_id && (asked.session_indexes.empty? || asked.session_indexes.include?(session[:index]))
  end
  answer = OneLogin::RubySaml::SloLogoutresponse.new
  relay_state = { RelayState: request.query['RelayState'] }
  response.set_redirect(WEBrick::HTTPStatus::SeeOther, answer.create(Servicekonto.settings, asked.id, nil, relay_state))
end

server = WEBrick::HTTPServer.new(BindAddress: '127.0.0.1', Port: 8080)
server.mount_proc('/metadata') do |_, response|
  response['Content-Type'] = 'application/samlmetadata+xml'
  response.body = OneLogin::RubySaml::Metadata.new.generate(Servicekonto.settings)
end
server.mount_proc('/acs') { |request, response| take_answer(request, response) }
server.mount_proc('/geschuetzt') { |request, response| protected_page(request, response) }
server.mount_proc('/abmelden') { |request, response| begin_logout(request, response) }
server.mount_proc('/slo') do |request, response|
  request.query['SAMLRequest'] ? take_logout_request(request, response) : take_logout_answer(request, response)
end
%w[INT TERM].each { |signal| trap(signal) { server.shutdown } }
server.start
