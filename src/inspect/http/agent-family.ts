/** What stands in a User-Agent, in small letters, and which family says so. The first line that fits counts: programs claim to be others. */
const FAMILIES: readonly (readonly [mark: string, family: string])[] = [
  // Parts of systems.
  ['windows-update-agent', 'Windows Update'],
  ['microsoft-delivery-optimization', 'Windows Update'],
  ['microsoft bits', 'Microsoft BITS'],
  ['microsoft-cryptoapi', 'Microsoft CryptoAPI'],
  ['microsoft ncsi', 'Microsoft NCSI'],
  ['microsoft-wns', 'Microsoft WNS'],
  ['microsoft office', 'Microsoft Office'],
  ['msoffice', 'Microsoft Office'],
  ['webdav-miniredir', 'Windows WebDAV'],
  ['captivenetworksupport', 'Apple connectivity check'],
  ['apt-http', 'Debian APT'],
  ['debian apt', 'Debian APT'],
  ['libdnf', 'DNF'],
  ['pacman/', 'pacman'],
  ['networkmanager', 'NetworkManager'],
  ['softwareupdate', 'Apple Software Update'],
  ['appstore', 'App Store'],
  ['itunes', 'iTunes'],
  ['applecoremedia', 'Apple media'],
  // Games.
  ['valve/steam', 'Steam'],
  ['steam http client', 'Steam'],
  ['steam client', 'Steam'],
  ['playstation', 'PlayStation'],
  ['xbox', 'Xbox'],
  ['nintendo', 'Nintendo'],
  ['epicgames', 'Epic Games'],
  ['battle.net', 'Battle.net'],
  ['blizzard', 'Battle.net'],
  ['unityplayer', 'Unity'],
  // Televisions and players.
  ['roku', 'Roku'],
  ['crkey', 'Chromecast'],
  [' aft', 'Fire TV'],
  ['appletv', 'Apple TV'],
  ['web0s', 'LG TV'],
  ['webos', 'LG TV'],
  ['netcast', 'LG TV'],
  ['tizen', 'Samsung TV'],
  ['smart-tv', 'Smart TV'],
  ['smarttv', 'Smart TV'],
  ['hbbtv', 'Smart TV'],
  ['bravia', 'Sony TV'],
  ['sonos', 'Sonos'],
  ['spotify', 'Spotify'],
  ['kodi', 'Kodi'],
  ['vlc/', 'VLC'],
  ['lavf', 'FFmpeg'],
  ['exoplayer', 'ExoPlayer'],
  ['stagefright', 'Android media'],
  ['windows-media-player', 'Windows Media Player'],
  ['nsplayer', 'Windows Media Player'],
  // Crawlers.
  ['googlebot', 'Googlebot'],
  ['bingbot', 'Bingbot'],
  ['yandexbot', 'YandexBot'],
  ['zgrab', 'ZGrab'],
  ['nmap', 'Nmap'],
  ['masscan', 'masscan'],
  // Browsers, those that claim to be others before those they claim to be.
  ['samsungbrowser', 'Samsung Internet'],
  ['ucbrowser', 'UC Browser'],
  ['yabrowser', 'Yandex Browser'],
  ['vivaldi', 'Vivaldi'],
  ['opr/', 'Opera'],
  ['opera', 'Opera'],
  ['edg/', 'Edge'],
  ['edge/', 'Edge'],
  ['edga/', 'Edge'],
  ['edgios/', 'Edge'],
  ['electron/', 'Electron'],
  ['headlesschrome', 'Chrome'],
  ['firefox', 'Firefox'],
  ['fxios', 'Firefox'],
  ['seamonkey', 'SeaMonkey'],
  ['chromium', 'Chromium'],
  ['chrome/', 'Chrome'],
  ['crios/', 'Chrome'],
  ['trident/', 'Internet Explorer'],
  ['msie ', 'Internet Explorer'],
  ['android', 'Android browser'],
  ['safari/', 'Safari'],
  ['applewebkit', 'WebKit'],
  // Libraries.
  ['curl', 'curl'],
  ['wget', 'Wget'],
  ['go-http-client', 'Go'],
  ['python', 'Python'],
  ['aiohttp', 'Python'],
  ['okhttp', 'OkHttp'],
  ['apache-httpclient', 'Java'],
  ['java/', 'Java'],
  ['cfnetwork', 'Apple CFNetwork'],
  ['darwin/', 'Apple CFNetwork'],
  ['libwww-perl', 'Perl'],
  ['node-fetch', 'Node.js'],
  ['axios', 'Node.js'],
  ['winhttp', 'WinHTTP'],
  ['wininet', 'WinINet'],
];

/** Marks that only count where the text begins with them: they are too short, or parts of other words. Dalvik names the Android it runs on. */
const FIRST: readonly (readonly [mark: string, family: string])[] = [
  ['dalvik/', 'Android'],
  ['steam', 'Steam'],
  ['vlc', 'VLC'],
];

const LONGEST_AGENT = 512;
/** A product's name, up to its version, to a comment, or to the end. */
const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9 ._-]{0,31}(?=$|[/(;])/;

/** The family of programs a User-Agent belongs to: by the table, or its first product's name where that is plain; else null. */
export function agentFamily(userAgent: string): string | null {
  const text = userAgent.slice(0, LONGEST_AGENT).trim();
  if (text === '') return null;
  const small = text.toLowerCase();
  for (const [mark, family] of FIRST) if (small.startsWith(mark)) return family;
  for (const [mark, family] of FAMILIES) if (small.includes(mark)) return family;
  return productName(text);
}

function productName(text: string): string | null {
  return PLAIN_NAME.exec(text)?.[0].trim() ?? null;
}

/** How many programs' requests may take turns on the line before one has to be looked up again. */
const REMEMBERED = 8;

/** Remembers the families of the last few User-Agents: a program sends the same one with each of its requests. */
export class AgentFamilies {
  readonly #userAgents: string[] = [];
  readonly #families: (string | null)[] = [];
  #next = 0;

  readonly of = (userAgent: string): string | null => {
    const known = this.#userAgents.indexOf(userAgent);
    if (known !== -1) return this.#families[known]!;
    const family = agentFamily(userAgent);
    this.#userAgents[this.#next] = userAgent;
    this.#families[this.#next] = family;
    this.#next = (this.#next + 1) % REMEMBERED;
    return family;
  };
}
