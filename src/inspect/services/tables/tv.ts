import type { ServiceTable } from '../service-table.ts';

/** What television sets and streaming boxes say to their makers. */
export const TV: ServiceTable = {
  category: 'tv',
  get services() {
    return [
      {
        service: 'Samsung TV',
        domains: [
          'samsungcloudsolution.com',
          'samsungcloudsolution.net',
          'samsungotn.net',
          'samsungcloudcdn.com',
          'samsungtifa.com',
          'samsungosp.com',
          'samsungrm.net',
          'samsungacr.com',
          'samsungelectronics.com',
          'pavv.co.kr',
          'samsungqbe.com',
          'internetat.tv',
        ],
      },
      {
        service: 'LG TV',
        domains: [
          'lgtvcommon.com',
          'lgappstv.com',
          'lgtvsdp.com',
          'lgsmartad.com',
          'lgtvonline.lge.com',
          'lgsmartplatform.com',
          'lgtviot.com',
        ],
      },
      { service: 'Sony TV', domains: ['bravia.dtv.sony.net', 'sonybivstatic-a.akamaihd.net'] },
      { service: 'Philips TV', domains: ['nettvservices.com', 'tpvision.com', 'zeasn.tv'] },
      { service: 'Panasonic TV', domains: ['myhomescreen.tv'] },
      { service: 'Hisense (VIDAA)', domains: ['hismarttv.com', 'vidaahub.com', 'vidaa.com'] },
      { service: 'TCL', domains: ['tcl.com', 'tclusa.com'] },
      { service: 'Vizio', domains: ['vizio.com', 'inscape.tv'] },
      { service: 'Roku', domains: ['roku.com', 'ravm.tv', 'rokutime.com', 'rokucontent.com'] },
      { service: 'Fire TV', domains: ['firetvcaptiveportal.com'] },
      { service: 'HbbTV', domains: ['hbbtv.com', 'hbbtv.org'] },
      { service: 'Freeview', domains: ['freeview.co.uk', 'freesat.co.uk', 'freeviewplay.tv'] },
      { service: 'Xumo', domains: ['xumo.com', 'xumo.tv'] },
      { service: 'Gracenote (Rovi)', domains: ['rovicorp.com', 'gracenote.com'] },
      { service: 'Samba TV', domains: ['samba.tv', 'flingo.tv'] },
    ];
  },
};
