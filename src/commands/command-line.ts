import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { VERSION } from '../version.ts';
import { EXAMPLES, EXIT_STATUSES } from './help.ts';
import {
  DEFAULT_LISTEN,
  DEFAULT_REFRESH_SECONDS,
  DEFAULT_TOP,
  detachServe,
  OptionError,
  parseListen,
  parseNetwork,
  parseOneOf,
  parseRefreshSeconds,
  parseRingMebibytes,
  parseRouterMac,
  parseSnapLength,
  parseSpeed,
  parseTop,
} from './options.ts';
import type { Output } from './output.ts';
import { runExportCommand } from './run-export-command.ts';
import { runReplayCommand } from './run-replay-command.ts';
import { runServeCommand } from './run-serve-command.ts';
import { runTopCommand } from './top-command.ts';
import { UsageError } from './usage-error.ts';

/** What commands are run with. */
export interface CommandContext {
  readonly output: Output;
  readonly environment: NodeJS.ProcessEnv;
}

const DRIVERS = ['auto', 'ring', 'cap'];
const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'];

/** Runs what the arguments (those behind the program's name) ask for. Returns the exit status; throws what the command throws. */
export async function runCommandLine(argv: readonly string[], context: CommandContext): Promise<number> {
  let status = 0;
  const program = describeProgram(context, (result) => {
    status = result;
  });
  try {
    await program.parseAsync(detachServe(argv), { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return 0;
    if (!(error instanceof UsageError)) throw error;
    context.output.say(`wanprobe: ${error.message}; see ${error.command} --help`);
    return 2;
  }
}

type Finish = (status: number) => void;

function describeProgram(context: CommandContext, finish: Finish): Command {
  const program = new Command('wanprobe')
    .description('Listens on the access line of a home or small office and shows what it is doing, live or from capture files.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpCommand('help [command]', 'show the help of a command');
  arrange(program, 'wanprobe', context.output);

  const add = (parent: Command, name: keyof typeof EXAMPLES) => arrange(parent.command(name), name, context.output);
  describeServe(add(program, 'serve'), context, finish);
  describeReplay(add(program, 'replay'), context, finish);
  describeTop(add(program, 'top'), context, finish);
  describeExport(add(program, 'export'), context, finish);
  describeInterfaces(add(program, 'interfaces'), context, finish);

  const config = add(program, 'config').description('check a configuration file, or show what is in effect').helpCommand(false);
  describeCheck(add(config, 'check'), context, finish);
  describeShow(add(config, 'show'), context, finish);
  return program;
}

/** What is the same for every command: help on standard output, also where a subcommand is missing; mistakes as one line. */
function arrange(command: Command, name: keyof typeof EXAMPLES, output: Output): Command {
  let help = '';
  const collectHelp = (text: string) => {
    help += text;
  };
  return command
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', `${EXAMPLES[name]}\n${EXIT_STATUSES}`)
    .configureOutput({ writeOut: (text) => output.print(text), writeErr: collectHelp, outputError: () => {} })
    .allowExcessArguments(false)
    .exitOverride((error) => {
      if (error.exitCode === 0) throw error;
      if (error.code !== 'commander.help') throw new UsageError(pathOf(command), describeUsage(error.message));
      // `wanprobe` and `wanprobe config` alone, or `wanprobe help` for a command that is none.
      const unknown = command.args[0] === 'help' ? command.args[1] : undefined;
      if (unknown !== undefined) throw new UsageError(pathOf(command), `unknown command '${unknown}'`);
      output.print(help);
      throw error;
    });
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

/** Commander's messages, such as "error: unknown option '--jsn'\n(Did you mean --json?)", as one line without sentences. */
function describeUsage(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(/ argument '.*' is invalid\. (?=expected)/s, ': ')
    .replace(/\s*\n\s*/g, ' ')
    .replace('(Did', '(did')
    .replace('. Expected', ': expected')
    .replace(/\.$/, '');
}

function describeServe(command: Command, context: CommandContext, finish: Finish): void {
  command
    .description('capture live and serve the dashboard')
    .option('-c, --config <FILE>', 'read this configuration file')
    .option('-i, --interface <NAME>', 'capture from this interface (see wanprobe interfaces)')
    .option('-l, --listen <ADDR:PORT>', 'serve on this address, such as 127.0.0.1:8080, [::1]:8080 or :8080', using(parseListen))
    .option('--demo', 'play the bundled capture in a loop instead of capturing')
    .option('--driver <NAME>', `how to capture: ${DRIVERS.join(', ')}`, using(parseOneOf(DRIVERS)))
    .option('--snap-length <BYTES>', 'bytes to keep of bulk; 0 keeps all of every frame', using(parseSnapLength))
    .option('--inspect-length <BYTES>', 'bytes to keep of frames that may say who talks to whom', using(parseSnapLength))
    .option('--ring-mebibytes <MIB>', 'size of the capture buffer', using(parseRingMebibytes))
    .option('--capture-filter <EXPR>', 'capture only what this pcap-filter(7) expression matches')
    .option('--insecure', 'allow an address that others can reach, although anyone there can look')
    .option('--log-level <LEVEL>', `least important messages to log: ${LOG_LEVELS.join(', ')}`, using(parseOneOf(LOG_LEVELS)))
    .action(async (options) => finish(await runServeCommand(options, context.environment)));
}

function describeReplay(command: Command, context: CommandContext, finish: Finish): void {
  command
    .description('analyse capture files (pcap, pcapng)')
    .argument('<FILE...>', 'capture files, analysed as one; - reads standard input')
    .option('--json', 'print the report as JSON')
    .option('--each', 'analyse every file on its own and print one line of JSON a file')
    .option('--top <N>', 'rows of every list; 0 lists everything', using(parseTop), DEFAULT_TOP)
    .option('--home <NET>', 'a network that is home, such as 192.0.2.0/24; may be repeated', using(parseNetwork))
    .option('--router <MAC>', "the router's address on the line", using(parseRouterMac))
    .option('--country <FILE>', 'an MMDB file with the country of addresses')
    .option('--asn <FILE>', 'an MMDB file with the autonomous system of addresses')
    .option('-c, --config <FILE>', 'take home, billing, limits and enrich from this configuration file')
    .option(
      '--serve [ADDR:PORT]',
      `open the dashboard over the capture (on ${DEFAULT_LISTEN.host}:${DEFAULT_LISTEN.port})`,
      using(parseServe),
    )
    .option(
      '--speed <max|N>',
      'with --serve: play N times as fast as it was captured, or without waiting (default: max)',
      using(parseSpeed),
    )
    .option('--insecure', 'with --serve: allow an address that others can reach')
    .option(
      '--log-level <LEVEL>',
      `with --serve: least important messages to log: ${LOG_LEVELS.join(', ')}`,
      using(parseOneOf(LOG_LEVELS)),
    )
    .action(async (files, options) =>
      finish(await runReplayCommand({ files, ...options }, { ...context, command: pathOf(command) })),
    );
}

function describeTop(command: Command, { environment }: CommandContext, finish: Finish): void {
  command
    .description('show a running probe full-screen in the terminal: its machine, and the line')
    .argument('[URL]', 'the probe, such as http://pi:8080; without it the one of this machine')
    .option('-c, --config <FILE>', 'read from this configuration file where the probe listens and which others there are')
    .option('-b, --browse', 'list the probes of the configuration and of the network, and open one')
    .option('-r, --refresh <SECONDS>', 'show new figures this often', using(parseRefreshSeconds), DEFAULT_REFRESH_SECONDS)
    .action(async (url, options) => finish(await runTopCommand({ url, ...options }, environment)));
}

function describeExport(command: Command, context: CommandContext, finish: Finish): void {
  command
    .description('copy capture files with names and passwords overwritten, to give them away')
    .argument('<FILE...>', 'capture files, copied into one; - reads standard input')
    .requiredOption('-o, --output <OUT>', 'the file to write')
    .option('--force', 'replace a file that is there')
    .option('--strip-payload', 'leave out what follows the innermost headers')
    .action(async (files, options) =>
      finish(await runExportCommand({ files, ...options }, { command: pathOf(command), output: context.output })),
    );
}

function describeInterfaces(command: Command, { output }: CommandContext, finish: Finish): void {
  command
    .description('list what can be captured from, and what serve would choose')
    .option('--json', 'print JSON')
    .action(async (options: { json?: true }) => {
      const { runInterfaces } = await import('./interfaces.ts');
      finish(await runInterfaces({ json: options.json === true, output }));
    });
}

function describeCheck(command: Command, { output }: CommandContext, finish: Finish): void {
  command
    .description('list the mistakes in a configuration file and in the files it names')
    .argument('<FILE>', 'the file to check')
    .action(async (file: string) => {
      const [{ checkConfigFile }, { openEnrichment }] = await Promise.all([
        import('../config/effective.ts'),
        import('./open-enrichment.ts'),
      ]);
      await openEnrichment(checkConfigFile(file));
      output.print(`${file}: no mistakes\n`);
      finish(0);
    });
}

function describeShow(command: Command, { output, environment }: CommandContext, finish: Finish): void {
  command
    .description('print the configuration in effect and where each value came from')
    .option('-c, --config <FILE>', 'read this configuration file')
    .action(async (options: { config?: string }) => {
      const [{ readConfig }, { showConfig }] = await Promise.all([
        import('../config/effective.ts'),
        import('../config/show-config.ts'),
      ]);
      output.print(showConfig(readConfig({ file: options.config, environment })));
      finish(0);
    });
}

function parseServe(text: string) {
  return text === '' ? true : parseListen(text);
}

/** A parser as commander wants it. */
function using<Value>(parse: (text: string, before?: Value) => Value): (text: string, before?: Value) => Value {
  return (text, before) => {
    try {
      return parse(text, before);
    } catch (error) {
      if (error instanceof OptionError) throw new InvalidArgumentError(error.message);
      throw error;
    }
  };
}
