import type { ServiceTable } from './service-table.ts';
import { ADULT } from './tables/adult.ts';
import { ADVERTISING } from './tables/advertising.ts';
import { AI } from './tables/ai.ts';
import { ANALYTICS } from './tables/analytics.ts';
import { CALLS } from './tables/calls.ts';
import { CDN } from './tables/cdn.ts';
import { CERTIFICATES } from './tables/certificates.ts';
import { CHAT } from './tables/chat.ts';
import { CLOUD_STORAGE } from './tables/cloud-storage.ts';
import { DEVELOPMENT } from './tables/development.ts';
import { DEVICES } from './tables/devices.ts';
import { DNS } from './tables/dns.ts';
import { EDUCATION } from './tables/education.ts';
import { FINANCE } from './tables/finance.ts';
import { GAMES } from './tables/games.ts';
import { GOVERNMENT } from './tables/government.ts';
import { HEALTH } from './tables/health.ts';
import { HOSTING } from './tables/hosting.ts';
import { MAIL } from './tables/mail.ts';
import { MUSIC } from './tables/music.ts';
import { NETWORK } from './tables/network.ts';
import { NEWS } from './tables/news.ts';
import { OFFICE } from './tables/office.ts';
import { PLATFORM } from './tables/platform.ts';
import { PUBLIC_BROADCASTING } from './tables/public-broadcasting.ts';
import { RADIO } from './tables/radio.ts';
import { SEARCH } from './tables/search.ts';
import { SECURITY } from './tables/security.ts';
import { SHOPPING } from './tables/shopping.ts';
import { SMART_HOME } from './tables/smart-home.ts';
import { SOCIAL } from './tables/social.ts';
import { SPORTS } from './tables/sports.ts';
import { TELEMETRY } from './tables/telemetry.ts';
import { TRAVEL } from './tables/travel.ts';
import { TV } from './tables/tv.ts';
import { UPDATES } from './tables/updates.ts';
import { VIDEO } from './tables/video.ts';
import { VPN } from './tables/vpn.ts';

/**
 * The built-in services, by category. What says little about who is behind it (`cdn`, `hosting`, `platform`) has categories of its own, so that
 * whoever has two names for a conversation can prefer the other one.
 */
export const SERVICE_TABLES: readonly ServiceTable[] = [
  ADULT,
  ADVERTISING,
  AI,
  ANALYTICS,
  CALLS,
  CDN,
  CERTIFICATES,
  CHAT,
  CLOUD_STORAGE,
  DEVELOPMENT,
  DEVICES,
  DNS,
  EDUCATION,
  FINANCE,
  GAMES,
  GOVERNMENT,
  HEALTH,
  HOSTING,
  MAIL,
  MUSIC,
  NETWORK,
  NEWS,
  OFFICE,
  PLATFORM,
  PUBLIC_BROADCASTING,
  RADIO,
  SEARCH,
  SECURITY,
  SHOPPING,
  SMART_HOME,
  SOCIAL,
  SPORTS,
  TELEMETRY,
  TRAVEL,
  TV,
  UPDATES,
  VIDEO,
  VPN,
];
