import type { ServiceTable } from '../service-table.ts';

/** Pages for adults. */
export const ADULT: ServiceTable = {
  category: 'adult',
  get services() {
    return [
      { service: 'Pornhub', domains: ['pornhub.com', 'phncdn.com', 'pornhubpremium.com', 'phprcdn.com'] },
      { service: 'XVideos', domains: ['xvideos.com', 'xvideos-cdn.com', 'xnxx.com', 'xnxx-cdn.com'] },
      { service: 'xHamster', domains: ['xhamster.com', 'xhcdn.com', 'xhamster.desi', 'xhamsterlive.com'] },
      { service: 'YouPorn', domains: ['youporn.com', 'ypncdn.com'] },
      { service: 'RedTube', domains: ['redtube.com', 'rdtcdn.com'] },
      { service: 'Chaturbate', domains: ['chaturbate.com', 'highwebmedia.com'] },
      { service: 'Stripchat', domains: ['stripchat.com', 'strpst.com'] },
      { service: 'BongaCams', domains: ['bongacams.com'] },
      { service: 'LiveJasmin', domains: ['livejasmin.com', 'dditscdn.com'] },
      { service: 'SpankBang', domains: ['spankbang.com', 'sb-cd.com'] },
      { service: 'Eporner', domains: ['eporner.com'] },
      { service: 'Joyclub', domains: ['joyclub.de'] },
      { service: 'F95zone', domains: ['f95zone.to'] },
    ];
  },
};
