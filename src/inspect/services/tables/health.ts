import type { ServiceTable } from '../service-table.ts';

/** Health insurers, doctors, and things that measure. */
export const HEALTH: ServiceTable = {
  category: 'health',
  get services() {
    return [
      { service: 'Doctolib', domains: ['doctolib.de', 'doctolib.fr', 'doctolib.com', 'doctolib.it'] },
      { service: 'Jameda', domains: ['jameda.de'] },
      { service: 'gematik', domains: ['gematik.de', 'ti-dienste.de'] },
      { service: 'Corona-Warn-App', domains: ['coronawarn.app'] },
      { service: 'TK', domains: ['tk.de'] },
      { service: 'AOK', domains: ['aok.de'] },
      { service: 'BARMER', domains: ['barmer.de'] },
      { service: 'DocMorris', domains: ['docmorris.de', 'docmorris.com'] },
      { service: 'Shop Apotheke (Redcare)', domains: ['shop-apotheke.com', 'redcare-pharmacy.com'] },
      { service: 'Fitbit', domains: ['fitbit.com', 'fitbit.google.com'] },
      { service: 'Withings', domains: ['withings.com', 'withings.net'] },
      { service: 'Oura', domains: ['ouraring.com'] },
      { service: 'WHOOP', domains: ['whoop.com'] },
      { service: 'Huawei Health', domains: ['health.cloud.huawei.com'] },
      { service: 'Zepp (Amazfit)', domains: ['zepp.com', 'huami.com', 'amazfit.com'] },
      { service: 'MyFitnessPal', domains: ['myfitnesspal.com'] },
      { service: 'Headspace', domains: ['headspace.com'] },
      { service: 'Calm', domains: ['calm.com'] },
      { service: 'Flo', domains: ['flo.health'] },
      { service: 'Clue', domains: ['helloclue.com'] },
      { service: 'Dexcom', domains: ['dexcom.com', 'dexcom.eu'] },
      { service: 'Abbott LibreView', domains: ['libreview.io', 'libreview.de', 'freestyle.abbott'] },
      { service: 'CareLink (Medtronic)', domains: ['carelink.minimed.eu', 'minimed.com'] },
      { service: 'ResMed', domains: ['resmed.com', 'resmed.eu'] },
      { service: 'WebMD', domains: ['webmd.com', 'medscape.com'] },
      { service: 'Netdoktor', domains: ['netdoktor.de'] },
      { service: 'Apotheken Umschau', domains: ['apotheken-umschau.de'] },
      { service: 'NHS', domains: ['nhs.uk'] },
      { service: 'Ameli', domains: ['ameli.fr'] },
      { service: 'MyChart (Epic)', domains: ['mychart.com', 'mychart.org', 'epic.com'] },
      { service: 'CVS', domains: ['cvs.com'] },
      { service: 'Walgreens', domains: ['walgreens.com'] },
    ];
  },
};
