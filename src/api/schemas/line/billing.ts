import { Type } from 'typebox';
import { count, time } from '../parts.ts';

export const BILLING_PERIOD = Type.Object(
  {
    startAt: time('When it begins: midnight of the billing day in the time zone of the configuration.'),
    endAt: time('When the next one begins.'),
    downBytes: count('Payload that came down the line.'),
    upBytes: count('Payload that went up.'),
  },
  { description: 'Payload of one billing period.' },
);
