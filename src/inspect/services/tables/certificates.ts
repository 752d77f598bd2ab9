import type { ServiceTable } from '../service-table.ts';

/** Checks of certificates: OCSP, revocation lists, certificate authorities. */
export const CERTIFICATES: ServiceTable = {
  category: 'certificates',
  get services() {
    return [
      { service: 'Let’s Encrypt', domains: ['letsencrypt.org', 'lencr.org'] },
      {
        service: 'DigiCert',
        domains: [
          'digicert.com',
          'thawte.com',
          'geotrust.com',
          'rapidssl.com',
          'symcd.com',
          'symcb.com',
          'digicert.cn',
          'digicertcdn.com',
        ],
      },
      {
        service: 'Sectigo',
        domains: [
          'sectigo.com',
          'comodoca.com',
          'usertrust.com',
          'comodo.com',
          'comodoca4.com',
          'trust-provider.com',
          'comodo.net',
          'trustlogo.com',
        ],
      },
      { service: 'GlobalSign', domains: ['globalsign.com', 'globalsign.net', 'alphassl.com'] },
      { service: 'Google Trust Services', domains: ['pki.goog'] },
      { service: 'Amazon Trust Services', domains: ['amazontrust.com'] },
      {
        service: 'Apple certificates',
        domains: ['ocsp.apple.com', 'ocsp2.apple.com', 'crl.apple.com', 'valid.apple.com', 'certs.apple.com'],
      },
      {
        service: 'Microsoft certificates',
        domains: [
          'oneocsp.microsoft.com',
          'msocsp.com',
          'crl.microsoft.com',
          'ctldl.windowsupdate.com',
          'pki.microsoft.com',
          'mscrl.microsoft.com',
        ],
      },
      { service: 'Entrust', domains: ['entrust.net', 'entrust.com', 'affirmtrust.com'] },
      {
        service: 'GoDaddy certificates',
        domains: [
          'ocsp.godaddy.com',
          'crl.godaddy.com',
          'certs.godaddy.com',
          'starfieldtech.com',
          'starfieldtechnologies.com',
          'certificates.godaddy.com',
        ],
      },
      { service: 'IdenTrust', domains: ['identrust.com'] },
      { service: 'SwissSign', domains: ['swisssign.net', 'swisssign.com'] },
      { service: 'D-TRUST', domains: ['d-trust.net'] },
      { service: 'T-TeleSec (Telekom)', domains: ['telesec.de'] },
      { service: 'HARICA', domains: ['harica.gr'] },
      { service: 'Certum', domains: ['certum.pl'] },
      { service: 'SSL.com', domains: ['ssl.com'] },
      { service: 'QuoVadis', domains: ['quovadisglobal.com', 'quovadisoffshore.com'] },
      { service: 'Buypass', domains: ['buypass.com', 'buypass.no'] },
      { service: 'ZeroSSL', domains: ['zerossl.com'] },
      { service: 'Actalis', domains: ['actalis.it'] },
      { service: 'TrustAsia', domains: ['trustasia.com', 'wosign.com', 'wotrus.com'] },
    ];
  },
};
