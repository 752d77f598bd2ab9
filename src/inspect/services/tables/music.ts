import type { ServiceTable } from '../service-table.ts';

/** Music, audiobooks and podcasts on demand. */
export const MUSIC: ServiceTable = {
  category: 'music',
  get services() {
    return [
      {
        service: 'Spotify',
        domains: [
          'spotify.com',
          'spotifycdn.com',
          'spotifycdn.net',
          'spotify.net',
          'scdn.co',
          'spotify.link',
          'pscdn.co',
          'spotify-com.akamaized.net',
          'audio-ak-spotify-com.akamaized.net',
        ],
      },
      {
        service: 'Apple Music',
        domains: ['music.apple.com', 'aod.itunes.apple.com', 'audio-ssl.itunes.apple.com', 'streamingaudio.itunes.apple.com'],
      },
      {
        service: 'Amazon Music',
        domains: [
          'music.amazon.com',
          'music.amazon.de',
          'music.amazon.co.uk',
          'music.amazon.fr',
          'music.amazon.it',
          'music.amazon.es',
          'music.amazon.co.jp',
          'music-uk-dub.dub.proxy.amazon.com',
        ],
      },
      { service: 'YouTube Music', domains: ['music.youtube.com'] },
      { service: 'Deezer', domains: ['deezer.com', 'dzcdn.net'] },
      { service: 'Tidal', domains: ['tidal.com', 'tidalhifi.com'] },
      { service: 'Qobuz', domains: ['qobuz.com'] },
      { service: 'SoundCloud', domains: ['soundcloud.com', 'sndcdn.com', 'soundcloud.cloud'] },
      { service: 'Bandcamp', domains: ['bandcamp.com', 'bcbits.com'] },
      { service: 'Pandora', domains: ['pandora.com', 'p-cdn.com', 'p-cdn.us'] },
      { service: 'Napster', domains: ['napster.com', 'rhapsody.com'] },
      { service: 'Last.fm', domains: ['last.fm', 'lastfm.freetls.fastly.net'] },
      { service: 'Shazam', domains: ['shazam.com'] },
      { service: 'Genius', domains: ['genius.com'] },
      { service: 'Mixcloud', domains: ['mixcloud.com'] },
      { service: 'Audible', domains: ['audible.com', 'audible.de', 'audible.co.uk', 'audible.fr', 'audible.it', 'audible.es'] },
      { service: 'Storytel', domains: ['storytel.com', 'storytel.net'] },
      { service: 'BookBeat', domains: ['bookbeat.com'] },
      { service: 'Podimo', domains: ['podimo.com'] },
      { service: 'Pocket Casts', domains: ['pocketcasts.com'] },
      { service: 'Podbean', domains: ['podbean.com'] },
      { service: 'Acast', domains: ['acast.com'] },
      { service: 'Libsyn', domains: ['libsyn.com'] },
      { service: 'Megaphone', domains: ['megaphone.fm'] },
      { service: 'NetEase Cloud Music', domains: ['music.163.com', 'music.126.net'] },
      { service: 'QQ Music', domains: ['music.qq.com', 'y.qq.com'] },
      { service: 'KKBOX', domains: ['kkbox.com'] },
      { service: 'Melon', domains: ['melon.com'] },
      { service: 'JioSaavn', domains: ['jiosaavn.com', 'saavn.com', 'saavncdn.com'] },
      { service: 'Anghami', domains: ['anghami.com'] },
    ];
  },
};
