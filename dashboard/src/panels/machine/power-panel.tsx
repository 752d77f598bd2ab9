import type { FlashCardReading, RaspberryReading, SystemMessage } from '../../../../src/api/messages.ts';
import { levelFor, worstLevelOf } from '../../format/level-words.ts';
import { formatPercent } from '../../format/percent.ts';
import { formatBytes } from '../../format/units.ts';
import { Captured } from '../../text/captured.tsx';
import { Fact, Facts } from '../facts.tsx';
import { Panel } from '../panel.tsx';
import { LevelWord } from './meter.tsx';

const FLAGS = [
  ['underVoltage', 'Too little voltage', 'The power supply or its cable is too weak'],
  ['throttled', 'Slowed down', 'Because of too little voltage or too much heat'],
  ['frequencyCapped', 'Frequency held down', 'So that it needs less power or makes less heat'],
  ['softTemperatureLimit', 'Near its heat limit', 'It is slowed down a little so that it does not get hotter'],
] as const;

/** What small boards die of: weak power supplies, heat, worn cards. */
export function PowerPanel({ system }: { readonly system: SystemMessage }) {
  const { raspberry, flashCards } = system;
  const cards = flashCards ?? [];
  if (raspberry === null && cards.length === 0) return null;
  return (
    <Panel id="power" title={raspberry === null ? 'Flash cards' : 'Power and card'}>
      {raspberry !== null && <Flags raspberry={raspberry} />}
      {cards.map((card) => (
        <FlashCard key={card.disk} card={card} system={system} />
      ))}
    </Panel>
  );
}

function Flags({ raspberry }: { readonly raspberry: RaspberryReading }) {
  if (raspberry.source === null) return <p class="quiet">Nothing here tells of power and throttling.</p>;
  return (
    <table class="small-table">
      <thead>
        <tr>
          <td />
          <th scope="col">Now</th>
          <th scope="col">Since the start</th>
        </tr>
      </thead>
      <tbody>
        {FLAGS.map(([flag, name, hint]) => (
          <tr key={flag}>
            <th scope="row" title={hint}>
              {name}
            </th>
            <td class={raspberry[flag] ? 'bad strong' : ''}>{wordOf(raspberry[flag])}</td>
            <td class={raspberry.sinceStart[flag] ? 'warn strong' : ''}>{wordOf(raspberry.sinceStart[flag])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function wordOf(flag: boolean | null): string {
  if (flag === null) return 'not known';
  return flag ? 'yes' : 'no';
}

const END_OF_LIFE = { normal: 'far', warning: 'near', urgent: 'very near' } as const;

function FlashCard({ card, system: { levels } }: { readonly card: FlashCardReading; readonly system: SystemMessage }) {
  const { disk, kind, name, manufacturedAt, writtenBytes, wearPercent, endOfLife } = card;
  const level = worstLevelOf([levelFor(levels, 'flashCardWear', disk), levelFor(levels, 'flashCardEndOfLife', disk)]);
  return (
    <div class="subsection">
      <h3>
        {kind === 'sd' ? 'Card' : 'Soldered flash'} <Captured text={disk} /> <LevelWord level={level} />
      </h3>
      <Facts>
        {name !== null && (
          <Fact name="Name">
            <Captured text={name} />
            {manufacturedAt !== null && (
              <span class="quiet">
                {' '}
                of <Captured text={manufacturedAt} limit={24} />
              </span>
            )}
          </Fact>
        )}
        <Fact name="Written" hint="Since the machine was started">
          {formatBytes(writtenBytes)}
        </Fact>
        <Fact name="Life used" hint="Only some cards tell">
          {wearPercent === null ? <span class="quiet">it does not tell</span> : formatPercent(wearPercent)}
          {endOfLife !== null && `, its end is ${END_OF_LIFE[endOfLife] ?? endOfLife}`}
        </Fact>
      </Facts>
    </div>
  );
}
