import type { ServiceTable } from '../service-table.ts';

/** Radio over the internet. */
export const RADIO: ServiceTable = {
  category: 'radio',
  get services() {
    return [
      { service: 'TuneIn', domains: ['tunein.com', 'radiotime.com'] },
      { service: 'iHeartRadio', domains: ['iheart.com', 'ihrhls.com'] },
      { service: 'SiriusXM', domains: ['siriusxm.com', 'sxm-player.com'] },
      { service: 'radio.net', domains: ['radio.net', 'radio.de', 'radio-assets.com'] },
      { service: 'Radioplayer', domains: ['radioplayer.org', 'radioplayer.co.uk', 'radioplayer.de'] },
      { service: 'Radio Garden', domains: ['radio.garden'] },
      { service: 'StreamTheWorld (Triton)', domains: ['streamtheworld.com', 'tritondigital.com'] },
      { service: 'Global Player', domains: ['globalplayer.com', 'musicradio.com', 'thisisglobal.com'] },
      { service: 'Antenne Bayern', domains: ['antenne.de'] },
      { service: 'SomaFM', domains: ['somafm.com'] },
      { service: 'Frontier Nuvola (radio sets)', domains: ['wifiradiofrontier.com', 'nuvolaconnect.com'] },
      { service: 'vTuner', domains: ['vtuner.com'] },
    ];
  },
};
