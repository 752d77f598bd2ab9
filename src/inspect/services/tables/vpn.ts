import type { ServiceTable } from '../service-table.ts';

/** Tunnels that people rent or run. */
export const VPN: ServiceTable = {
  category: 'vpn',
  get services() {
    return [
      { service: 'NordVPN', domains: ['nordvpn.com', 'nordcdn.com', 'nordaccount.com', 'napps-1.com', 'napps-2.com'] },
      { service: 'ExpressVPN', domains: ['expressvpn.com', 'expressapisv2.net'] },
      { service: 'Surfshark', domains: ['surfshark.com', 'shark-china.com'] },
      { service: 'CyberGhost', domains: ['cyberghostvpn.com', 'cg-dialup.net'] },
      { service: 'Private Internet Access', domains: ['privateinternetaccess.com'] },
      { service: 'Mullvad', domains: ['mullvad.net'] },
      { service: 'Proton VPN', domains: ['protonvpn.com', 'protonvpn.ch', 'protonvpn.net'] },
      { service: 'IPVanish', domains: ['ipvanish.com'] },
      { service: 'VyprVPN', domains: ['vyprvpn.com', 'goldenfrog.com'] },
      { service: 'Windscribe', domains: ['windscribe.com'] },
      { service: 'TunnelBear', domains: ['tunnelbear.com'] },
      { service: 'Hide.me', domains: ['hide.me'] },
      { service: 'Hotspot Shield', domains: ['hotspotshield.com', 'anchorfree.com', 'northghost.com'] },
      { service: 'AirVPN', domains: ['airvpn.org'] },
      { service: 'IVPN', domains: ['ivpn.net'] },
      { service: 'Perfect Privacy', domains: ['perfect-privacy.com'] },
      { service: 'Tailscale', domains: ['tailscale.com', 'tailscale.io', 'ts.net'] },
      { service: 'ZeroTier', domains: ['zerotier.com'] },
      { service: 'Netbird', domains: ['netbird.io'] },
      { service: 'Twingate', domains: ['twingate.com'] },
      {
        service: 'Cloudflare WARP',
        domains: ['cloudflareclient.com', 'warp.plus', 'cloudflareaccess.com', 'argotunnel.com', 'cloudflare-gateway.com'],
      },
      { service: 'OpenVPN', domains: ['openvpn.net', 'openvpn.com'] },
      { service: 'WireGuard', domains: ['wireguard.com'] },
      { service: 'SoftEther', domains: ['softether.net', 'softether.org', 'vpnazure.net'] },
      { service: 'Tor', domains: ['torproject.org'] },
      { service: 'Psiphon', domains: ['psiphon.ca', 'psiphon3.com'] },
      { service: 'Opera VPN (SurfEasy)', domains: ['surfeasy.com', 'sec-tunnel.com'] },
      { service: 'Hola', domains: ['hola.org'] },
      { service: 'ngrok', domains: ['ngrok.com', 'ngrok.io', 'ngrok-free.app', 'ngrok.app', 'ngrok-agent.com'] },
      {
        service: 'Zscaler',
        domains: [
          'zscaler.com',
          'zscaler.net',
          'zscalerone.net',
          'zscalertwo.net',
          'zscalerthree.net',
          'zscloud.net',
          'zpath.net',
          'zpa-auth.net',
        ],
      },
      { service: 'FortiClient', domains: ['fortisase.com'] },
    ];
  },
};
