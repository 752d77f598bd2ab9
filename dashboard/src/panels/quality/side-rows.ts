export type Side = 'handshake' | 'roundTrip' | 'losses' | 'unanswered' | 'resets' | 'zeroWindows';

export const SIDE_ROWS: readonly { readonly id: Side; readonly name: string; readonly hint: string }[] = [
  {
    id: 'handshake',
    name: 'First answer',
    hint: 'TCP handshake: from the probe to that side and back, when a connection is opened',
  },
  { id: 'roundTrip', name: 'While data flow', hint: 'Round trip from the probe to that side and back while connections run' },
  { id: 'losses', name: 'Lost on the way', hint: 'Segments that had to be sent again because they were lost on that side' },
  { id: 'unanswered', name: 'No answer', hint: 'Connections asked for towards that side that nobody answered' },
  { id: 'resets', name: 'Broken off', hint: 'Connections that a host of that side broke off (reset)' },
  { id: 'zeroWindows', name: 'Receiver full', hint: 'How often a host of that side could take no more data (zero window)' },
];
