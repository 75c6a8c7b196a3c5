require 'onelogin/ruby-saml'

# Was ruby-saml über Ihr Portal und über das Servicekonto wissen muss.
module Servicekonto
  PORTAL = 'https://portal.example'

  def self.settings
    settings = OneLogin::RubySaml::IdpMetadataParser.new.parse(
      File.read('/etc/portal/servicekonto.xml'),
      sso_binding: ['urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'],
      slo_binding: ['urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect']
    )
    settings.soft = true
    settings.sp_entity_id = "#{PORTAL}/metadata"
    settings.assertion_consumer_service_url = "#{PORTAL}/acs"
    settings.single_logout_service_url = "#{PORTAL}/slo"
    settings.certificate = File.read('/etc/portal/portal.crt')
    settings.private_key = File.read('/etc/portal/portal.key')
    settings.name_identifier_format = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'
    settings.authn_context = ['http://eidas.europa.eu/LoA/low']
    settings.authn_context_comparison = 'minimum'
    settings.passive = false
    settings.force_authn = false
    settings.security = settings.security.merge(
      authn_requests_signed: true,
      logout_requests_signed: true,
      logout_responses_signed: true,
      want_assertions_signed: true,
      want_assertions_encrypted: true,
      # ruby-saml nimmt ohne diese beiden Zeilen SHA-1; das Servicekonto lehnt es ab.
      signature_method: XMLSecurity::Document::RSA_SHA256,
      digest_method: XMLSecurity::Document::SHA256
    )
    request_attributes(settings)
    settings
  end

  def self.request_attributes(settings)
    settings.attribute_consuming_service.configure do
      service_name 'Bewohnerparkausweis'
      service_index 1
      [
        ['urn:oid:2.5.4.42', 'givenName', true],
        ['urn:oid:2.5.4.4', 'familyName', true],
        ['urn:oid:1.2.40.0.10.2.1.1.55', 'birthDate', true],
        ['urn:oid:0.9.2342.19200300.100.1.3', 'email', false]
      ].each do |name, friendly_name, required|
        add_attribute name: name, name_format: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
                      friendly_name: friendly_name, is_required: required
      end
    end
  end
end
