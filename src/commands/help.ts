/** Shown below every help text. */
export const EXIT_STATUSES = `
Exit status:
  0  done; also for a capture cut short: all before the damage is reported
  1  failed; one line on standard error says what and what to do
  2  wrong usage`;

/** Shown below the help text of each command, by its name. */
export const EXAMPLES = {
  wanprobe: `
Examples:
  wanprobe replay line.pcap
  sudo wanprobe serve --interface eth0`,
  serve: `
Without the right to capture, or without an interface to capture from, the bundled
demonstration is played instead; one line says so, and why.

Examples:
  sudo wanprobe serve --interface eth0
  wanprobe serve --config /etc/wanprobe.yaml --log-level warn
  wanprobe serve --demo --listen '[::1]:9000'`,
  replay: `
Several files are analysed as one capture, one after the other; - is standard input.

Examples:
  wanprobe replay line.pcap
  wanprobe replay monday.pcapng tuesday.pcapng --json --top 0
  tcpdump -w - -c 1000 | wanprobe replay -
  wanprobe replay --country GeoLite2-Country.mmdb --asn GeoLite2-ASN.mmdb line.pcap
  wanprobe replay --serve :8080 --speed 10 line.pcap`,
  top: `
Keys are those of Glances and top; h lists them. Nothing is captured or collected here: all
is shown as the probe tells it. Over SSH, run it there: ssh -t pi wanprobe top

Examples:
  wanprobe top
  wanprobe top http://pi:8080
  wanprobe top --browse --config /etc/wanprobe.yaml`,
  export: `
PAP passwords, CHAP and EAP values, user names and line ids become x or zeros; lengths
and times stay. Addresses and payloads stay too: --strip-payload leaves payloads out.

Examples:
  wanprobe export line.pcap --output for-support.pcap
  wanprobe export monday.pcapng tuesday.pcapng -o week.pcap --strip-payload
  tcpdump -w - -c 1000 | wanprobe export - -o thousand.pcap`,
  interfaces: `
Examples:
  wanprobe interfaces
  wanprobe interfaces --json`,
  config: `
Examples:
  wanprobe config check wanprobe.yaml
  WANPROBE_LISTEN_PORT=9000 wanprobe config show --config wanprobe.yaml`,
  check: `
Lists every mistake with its file, line, column and key.

Example:
  wanprobe config check wanprobe.yaml`,
  show: `
Prints YAML that can be used as a file; a comment behind every value says where it came
from. The environment (WANPROBE_LISTEN_PORT=8080) wins over the file.

Examples:
  wanprobe config show > wanprobe.yaml
  wanprobe config show --config wanprobe.yaml`,
} as const;
