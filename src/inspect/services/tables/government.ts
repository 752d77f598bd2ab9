import type { ServiceTable } from '../service-table.ts';

/** Public offices. */
export const GOVERNMENT: ServiceTable = {
  category: 'government',
  get services() {
    return [
      {
        service: 'German federal government',
        domains: [
          'bund.de',
          'bundesregierung.de',
          'bundestag.de',
          'bundesnetzagentur.de',
          'auswaertiges-amt.de',
          'arbeitsagentur.de',
        ],
      },
      {
        service: 'German states',
        domains: [
          'bayern.de',
          'nrw.de',
          'baden-wuerttemberg.de',
          'hessen.de',
          'niedersachsen.de',
          'berlin.de',
          'sachsen.de',
          'hamburg.de',
          'rlp.de',
        ],
      },
      { service: 'Austrian government', domains: ['gv.at'] },
      { service: 'Swiss government', domains: ['admin.ch'] },
      { service: 'French government', domains: ['gouv.fr', 'service-public.fr'] },
      { service: 'UK government', domains: ['gov.uk'] },
      { service: 'Italian government', domains: ['gov.it', 'pagopa.it'] },
      { service: 'Spanish government', domains: ['gob.es', 'agenciatributaria.es'] },
      { service: 'Dutch government', domains: ['rijksoverheid.nl', 'digid.nl', 'belastingdienst.nl', 'overheid.nl'] },
      { service: 'Polish government', domains: ['gov.pl'] },
      { service: 'European Union', domains: ['europa.eu'] },
      {
        service: 'United States government',
        domains: [
          'usa.gov',
          'irs.gov',
          'login.gov',
          'ssa.gov',
          'usps.com',
          'whitehouse.gov',
          'nasa.gov',
          'noaa.gov',
          'weather.gov',
        ],
      },
      { service: 'Government of Canada', domains: ['canada.ca', 'gc.ca'] },
      { service: 'Brazilian government', domains: ['gov.br'] },
      { service: 'Government of Mexico', domains: ['gob.mx'] },
      { service: 'Government of India', domains: ['gov.in', 'nic.in'] },
      { service: 'Government of Japan', domains: ['go.jp'] },
      { service: 'Government of China', domains: ['gov.cn'] },
    ];
  },
};
